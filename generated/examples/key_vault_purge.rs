//! Deletes a certificate of a vault and purges it: nobody can recover it then.

use std::env;
use std::error::Error;
use std::time::Duration;

use generated::azure_key_vault::certificates::{
    DeleteCertificate, GetDeletedCertificate, PurgeDeletedCertificate,
};
use generated::client::{Client, Credential};
use generated::rt::{Endpoint, StatusCode};

const USAGE: &str = "usage: TOKEN=<token> key_vault_purge <address of the vault> <name of the certificate>";

/// How often to ask whether the certificate is among the deleted ones, and how long to wait in between.
const TRIES: usize = 60;
const PAUSE: Duration = Duration::from_secs(1);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let vault = env::args().nth(1).ok_or(USAGE)?;
    let name = env::args().nth(2).ok_or(USAGE)?;
    let token = env::var("TOKEN").map_err(|_| USAGE)?;

    // A server for tests on this very machine may do without https.
    let endpoint = Endpoint::new(&vault).or_else(|_| Endpoint::insecure_loopback(&vault))?;
    let client = Client::new(endpoint, Credential::bearer(token))?;
    client.send(&DeleteCertificate::new(&name)).await?;
    println!("deleted");
    // The vault takes a while; until then there is nothing to purge.
    wait_until_deleted(&client, &name).await?;
    client.send(&PurgeDeletedCertificate::new(&name)).await?;
    println!("purged");
    Ok(())
}

async fn wait_until_deleted(client: &Client, name: &str) -> Result<(), Box<dyn Error>> {
    for _ in 0..TRIES {
        match client.send(&GetDeletedCertificate::new(name)).await {
            Ok(_) => return Ok(()),
            Err(error) if error.status() == Some(StatusCode::NOT_FOUND) => tokio::time::sleep(PAUSE).await,
            Err(error) => return Err(error.into()),
        }
    }
    Err("the vault takes too long to delete it; purge it later".into())
}
