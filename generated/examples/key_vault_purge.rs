//! Deletes a certificate of a vault and purges it: nobody can recover it then.

use std::env;
use std::error::Error;
use std::time::Duration;

use generated::azure_key_vault::certificates::{DeleteCertificate, PurgeDeletedCertificate};
use generated::client::{Client, Credential};
use generated::rt::Endpoint;

const USAGE: &str = "usage: TOKEN=<token> key_vault_purge <address of the vault> <name of the certificate>";

/// How long to wait before asking again whether the certificate is among the deleted ones.
const PAUSE: Duration = Duration::from_secs(1);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let vault = env::args().nth(1).ok_or(USAGE)?;
    let name = env::args().nth(2).ok_or(USAGE)?;
    let token = env::var("TOKEN").map_err(|_| USAGE)?;

    // A server for tests on this very machine may do without https.
    let endpoint = Endpoint::new(&vault).or_else(|_| Endpoint::insecure_loopback(&vault))?;
    let client = Client::new(endpoint, Credential::bearer(token))?;
    let mut deletion = client.start(&DeleteCertificate::new(&name)).await?.interval(PAUSE);
    println!("deleted");
    // The vault takes a while; until then there is nothing to purge.
    deletion.wait().await?;
    client.send(&PurgeDeletedCertificate::new(&name)).await?;
    println!("purged");
    Ok(())
}
