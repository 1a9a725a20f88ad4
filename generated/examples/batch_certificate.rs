//! Tells the state of a certificate of a Batch account.
#![allow(deprecated, reason = "Batch will drop its certificates; until then programs read them")]

use std::env;
use std::error::Error;

use generated::azure_batch::certificates::Get;
use generated::client::{Client, Credential};
use generated::rt::Endpoint;

const USAGE: &str = "usage: TOKEN=<token> batch_certificate <address of the account> <thumbprint>";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let account = env::args().nth(1).ok_or(USAGE)?;
    let thumbprint = env::args().nth(2).ok_or(USAGE)?;
    let token = env::var("TOKEN").map_err(|_| USAGE)?;

    // A server for tests on this very machine may do without https.
    let endpoint = Endpoint::new(&account).or_else(|_| Endpoint::insecure_loopback(&account))?;
    let client = Client::new(endpoint, Credential::bearer(token))?;
    let certificate = client.send(&Get::new("sha1", thumbprint)).await?.body;
    println!("{}", certificate.state.ok_or("the service does not tell the state")?);
    Ok(())
}
