//! The operation as this project generates it.

use generated::azure_key_vault::certificates::{DeleteCertificate, DeletedCertificateBundle};
use generated::client::{Client, Credential};
use generated::rt::{Endpoint, Operation as _, Request, RequestError};

use crate::Failure;

/// Where requests go that are not sent.
///
/// # Errors
///
/// When `authority` is none.
pub fn endpoint(authority: &str) -> Result<Endpoint, Failure> {
    Ok(Endpoint::new(&format!("https://{authority}"))?.with_api_version("7.0"))
}

/// The request of the operation.
///
/// # Errors
///
/// When the name cannot be sent.
pub fn request(endpoint: &Endpoint, name: &str) -> Result<Request, RequestError> {
    DeleteCertificate::new(name).request(endpoint)
}

/// A client of a server on this machine.
///
/// # Errors
///
/// When `base` is no address of this machine.
pub fn client(base: &str) -> Result<Client, Failure> {
    let endpoint = Endpoint::insecure_loopback(base)?.with_api_version("7.0");
    Ok(Client::new(endpoint, Credential::None)?)
}

/// Sends the request and reads the answer.
///
/// # Errors
///
/// When the answer is not what the page says.
pub async fn call(client: &Client, name: &str) -> Result<DeletedCertificateBundle, Failure> {
    Ok(client.send(&DeleteCertificate::new(name)).await.map_err(|error| error.to_string())?.body)
}
