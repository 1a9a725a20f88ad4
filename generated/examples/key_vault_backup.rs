//! Backs up a certificate of a vault into a file; blocking, without an async runtime.

use std::env;
use std::error::Error;
use std::fs;

use generated::azure_key_vault::certificates::BackupCertificate;
use generated::client::Credential;
use generated::client::blocking::Client;
use generated::rt::Endpoint;

const USAGE: &str =
    "usage: TOKEN=<token> key_vault_backup <address of the vault> <name of the certificate> <file>";

fn main() -> Result<(), Box<dyn Error>> {
    let [vault, name, file]: [String; 3] =
        env::args().skip(1).collect::<Vec<_>>().try_into().map_err(|_| USAGE)?;
    let token = env::var("TOKEN").map_err(|_| USAGE)?;

    // A server for tests on this very machine may do without https.
    let endpoint = Endpoint::new(&vault).or_else(|_| Endpoint::insecure_loopback(&vault))?;
    let client = Client::new(endpoint, Credential::bearer(token))?;
    let backup = client.send(&BackupCertificate::new(name))?.body;
    let bytes = backup.value.ok_or("the vault gives no backup")?.decode()?;
    fs::write(&file, &bytes)?;
    println!("{} bytes in {file}", bytes.len());
    Ok(())
}
