//! Lists the certificates of a vault that expire soon, with a line of progress beside the list.

use std::env;
use std::error::Error;
use std::time::{Duration, SystemTime};

use generated::azure_key_vault::certificates::GetCertificates;
use generated::client::{Client, Credential};
use generated::rt::{Endpoint, HttpDate};

const USAGE: &str = "usage: TOKEN=<token> key_vault_expiring <address of the vault> <days>";
const DAY: Duration = Duration::from_secs(86_400);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let vault = env::args().nth(1).ok_or(USAGE)?;
    let days: u32 = env::args().nth(2).and_then(|days| days.parse().ok()).ok_or(USAGE)?;
    let token = env::var("TOKEN").map_err(|_| USAGE)?;

    // A server for tests on this very machine may do without https.
    let endpoint = Endpoint::new(&vault).or_else(|_| Endpoint::insecure_loopback(&vault))?;
    let client = Client::new(endpoint, Credential::bearer(token))?;
    let soon = SystemTime::now() + DAY * days;
    let (mut seen, mut found) = (0, 0);
    let mut pages = client.pages(GetCertificates::new());
    while let Some(page) = pages.next_page().await? {
        for certificate in page.body.value.unwrap_or_default() {
            seen += 1;
            let expires = certificate.attributes.and_then(|attributes| attributes.expires);
            let Some(expires) = expires.map(SystemTime::try_from).transpose()? else { continue };
            if expires <= soon {
                found += 1;
                println!("{} {}", HttpDate::try_from(expires)?, certificate.id.unwrap_or_default());
            }
        }
        // The list goes to where it is sent; this stays on the terminal, in one line.
        eprint!("\r{seen} certificates, {found} of them expire within {days} days");
    }
    eprintln!();
    Ok(())
}
