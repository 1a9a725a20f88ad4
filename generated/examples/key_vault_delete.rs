//! Deletes a certificate of a vault, and tells when it will be gone for good.

use std::env;
use std::error::Error;
use std::time::SystemTime;

use generated::azure_key_vault::certificates::{DeleteCertificate, DeleteCertificateOperation};
use generated::client::{Client, Credential};
use generated::rt::{Endpoint, HttpDate, StatusCode};

const USAGE: &str = "usage: TOKEN=<token> key_vault_delete <address of the vault> <name of the certificate>";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let vault = env::args().nth(1).ok_or(USAGE)?;
    let name = env::args().nth(2).ok_or(USAGE)?;
    let token = env::var("TOKEN").map_err(|_| USAGE)?;

    // A server for tests on this very machine may do without https.
    let endpoint = Endpoint::new(&vault).or_else(|_| Endpoint::insecure_loopback(&vault))?;
    let client = Client::new(endpoint, Credential::bearer(token))?;
    // A version that is still being made is called off first. Usually there is none.
    match client.send(&DeleteCertificateOperation::new(&name)).await {
        Ok(answer) => println!("called off: {}", answer.body.status.unwrap_or_default()),
        Err(error) if error.status() == Some(StatusCode::NOT_FOUND) => {}
        Err(error) => return Err(error.into()),
    }
    let deleted = client.send(&DeleteCertificate::new(name)).await?.body;
    let purge = deleted.scheduled_purge_date.ok_or("the service does not tell when it will be purged")?;
    println!("purged on {}", HttpDate::try_from(SystemTime::try_from(purge)?)?);
    Ok(())
}
