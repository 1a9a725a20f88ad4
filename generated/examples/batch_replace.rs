//! Replaces a certificate of a Batch account: adds the new one, a `.pfx` file, and then deletes the old one.
#![allow(deprecated, reason = "Batch will drop its certificates; until then programs renew them")]

use std::env;
use std::error::Error;
use std::fs;

use generated::azure_batch::certificates::{Add, CertificateAddParameter, CertificateFormat, Delete};
use generated::client::{Client, Credential};
use generated::rt::{Base64, Endpoint};

const USAGE: &str = "usage: TOKEN=<token> PASSWORD=<of the file> \
                     batch_replace <address of the account> <old thumbprint> <new thumbprint> <file>";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let account = env::args().nth(1).ok_or(USAGE)?;
    let old = env::args().nth(2).ok_or(USAGE)?;
    let new = env::args().nth(3).ok_or(USAGE)?;
    let file = fs::read(env::args().nth(4).ok_or(USAGE)?)?;
    let token = env::var("TOKEN").map_err(|_| USAGE)?;
    let password = env::var("PASSWORD").map_err(|_| USAGE)?;

    // A server for tests on this very machine may do without https.
    let endpoint = Endpoint::new(&account).or_else(|_| Endpoint::insecure_loopback(&account))?;
    let client = Client::new(endpoint, Credential::bearer(token))?;
    let certificate = CertificateAddParameter::new(Base64::encode(file).into_string(), new, "sha1")
        .certificate_format(CertificateFormat::Pfx)
        .password(password);
    client.send(&Add::new(certificate)).await?;
    client.send(&Delete::new("sha1", old)).await?;
    println!("The new certificate is there; the old one goes once no pool uses it.");
    Ok(())
}
