//! Tests a function that uses a vault, without a vault: server and client are in this one program.

use std::error::Error;

use generated::azure_key_vault::certificates::{DeleteCertificate, GetCertificate};
use generated::azure_key_vault::{KeyVaultError, SERVICE};
use generated::client::{Client, Credential};
use generated::mock::{self, Mock, Reply};
use generated::rt;

/// What a program of yours might do: deletes a certificate that is not enabled, and tells whether it did.
async fn delete_if_disabled(client: &Client, name: &str) -> Result<bool, rt::Error<KeyVaultError>> {
    let found = client.send(&GetCertificate::new(name)).await?.body;
    let enabled = found.attributes.and_then(|attributes| attributes.enabled);
    if enabled != Some(false) {
        return Ok(false);
    }
    client.send(&DeleteCertificate::new(name)).await?;
    Ok(true)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mock = Mock::start(SERVICE)?;
    let client = Client::new(mock.endpoint(), Credential::bearer("any"))?;

    // What is not said otherwise is answered as the page of the operation shows it: enabled.
    assert!(!delete_if_disabled(&client, "nut").await?);

    // The answer of the page with one thing changed.
    mock.on(|_: &GetCertificate, _| {
        let mut answer = mock::sample::<GetCertificate>();
        answer.body.attributes.get_or_insert_default().enabled = Some(false);
        answer
    });
    assert!(delete_if_disabled(&client, "nut").await?);

    // A refusal, in the words of the service.
    mock.on(|delete: &DeleteCertificate, _| {
        Reply::refuse(403, "Forbidden", format!("{} is not yours", delete.certificate_name))
    });
    let error = delete_if_disabled(&client, "nut").await.err().ok_or("the refusal does not come through")?;
    println!("{error}");

    // All that came, to look at afterwards.
    for seen in mock.requests() {
        println!("{} {}", seen.method, seen.target);
    }
    Ok(())
}
