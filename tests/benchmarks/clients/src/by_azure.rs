//! The operation in the official crate, whose requests cannot be looked at before they go through its policies.

use std::net::SocketAddr;
use std::sync::Arc;

use async_trait::async_trait;
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::error::{Error, ErrorKind};
use azure_core::http::headers::Headers;
use azure_core::http::{AsyncRawResponse, ClientOptions, HttpClient, Request, StatusCode, Transport};
pub use azure_security_keyvault_certificates::models::DeletedCertificate;
use azure_security_keyvault_certificates::{CertificateClient, CertificateClientOptions};
use futures_util::FutureExt as _;

use crate::Failure;

/// A client whose requests are answered in memory with an empty object.
///
/// # Errors
///
/// When the crate takes no such client.
pub fn in_memory() -> Result<CertificateClient, Failure> {
    client(Arc::new(Empty))
}

/// A client of the server at `address`. It takes no plain http, so its transport puts the address in.
///
/// # Errors
///
/// When the crate takes no such client.
pub fn over_loopback(address: SocketAddr) -> Result<CertificateClient, Failure> {
    client(Arc::new(Loopback { client: crate::reqwest()?, address }))
}

fn client(transport: Arc<dyn HttpClient>) -> Result<CertificateClient, Failure> {
    let client_options = ClientOptions { transport: Some(Transport::new(transport)), ..Default::default() };
    let options = CertificateClientOptions { client_options, ..Default::default() };
    Ok(CertificateClient::new("https://myvault.vault.azure.net", Arc::new(NoToken), Some(options))?)
}

/// Builds a request and takes it through the policies, with a client that is [`in_memory`]; whether that went well.
#[must_use]
pub fn is_built(client: &CertificateClient, name: &str) -> bool {
    matches!(client.delete_certificate(name, None).now_or_never(), Some(Ok(_)))
}

/// Sends the request and reads the answer.
///
/// # Errors
///
/// When the answer is not what the page says.
pub async fn call(client: &CertificateClient, name: &str) -> Result<DeletedCertificate, Failure> {
    Ok(client.delete_certificate(name, None).await?.into_model()?)
}

/// The server asks for no token.
#[derive(Debug)]
struct NoToken;

#[async_trait]
impl TokenCredential for NoToken {
    async fn get_token(
        &self,
        _: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        Err(Error::with_message(ErrorKind::Credential, "there is none"))
    }
}

#[derive(Debug)]
struct Empty;

#[async_trait]
impl HttpClient for Empty {
    async fn execute_request(&self, _: &Request) -> azure_core::Result<AsyncRawResponse> {
        Ok(AsyncRawResponse::from_bytes(StatusCode::Ok, Headers::new(), "{}"))
    }
}

#[derive(Debug)]
struct Loopback {
    client: reqwest::Client,
    address: SocketAddr,
}

#[async_trait]
impl HttpClient for Loopback {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let mut address = request.url().clone();
        address.set_scheme("http").map_err(|()| Error::with_message(ErrorKind::Io, "no address"))?;
        address
            .set_ip_host(self.address.ip())
            .map_err(|()| Error::with_message(ErrorKind::Io, "no address"))?;
        address
            .set_port(Some(self.address.port()))
            .map_err(|()| Error::with_message(ErrorKind::Io, "no address"))?;
        let mut sent = self.client.request(reqwest::Method::DELETE, address);
        for (name, value) in request.headers().iter() {
            sent = sent.header(name.as_str(), value.as_str());
        }
        let answer = sent.send().await.map_err(|error| Error::new(ErrorKind::Io, error))?;
        let status = answer.status().as_u16();
        let body = answer.bytes().await.map_err(|error| Error::new(ErrorKind::Io, error))?;
        Ok(AsyncRawResponse::from_bytes(StatusCode::from(status), Headers::new(), body))
    }
}
