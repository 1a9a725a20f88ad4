//! Creates a self-signed certificate in a vault, and waits until it is there.

use std::env;
use std::error::Error;

use generated::azure_key_vault::certificates::{
    CertificateCreateParameters, CertificatePolicy, CreateCertificate, IssuerParameters,
    X509CertificateProperties,
};
use generated::client::{Client, Credential};
use generated::rt::Endpoint;

const USAGE: &str =
    "usage: TOKEN=<token> key_vault_create_and_wait <address of the vault> <name of the certificate>";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let vault = env::args().nth(1).ok_or(USAGE)?;
    let name = env::args().nth(2).ok_or(USAGE)?;
    let token = env::var("TOKEN").map_err(|_| USAGE)?;

    // A server for tests on this very machine may do without https.
    let endpoint = Endpoint::new(&vault).or_else(|_| Endpoint::insecure_loopback(&vault))?;
    let client = Client::new(endpoint, Credential::bearer(token))?;
    let policy = CertificatePolicy::new()
        .issuer(IssuerParameters::new().name("Self"))
        .x509_props(X509CertificateProperties::new().subject(format!("CN={name}")));
    let create = CreateCertificate::new(name, CertificateCreateParameters::new().policy(policy));

    // Each step waits as long as is due and asks once; a failure is an error that tells why.
    let mut poller = client.start(&create).await?;
    let operation = loop {
        if let Some(end) = poller.poll().await? {
            break end.body;
        }
        let details = poller.last().and_then(|answer| answer.body.status_details.as_deref());
        println!("{}: {}", poller.status().unwrap_or("running"), details.unwrap_or("no details"));
    };
    println!("created: {}", operation.target.ok_or("the service does not tell where the certificate is")?);
    Ok(())
}
