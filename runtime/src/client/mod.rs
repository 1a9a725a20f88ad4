//! A client: sends operations to one service and reads what comes back.
//!
//! It runs on Tokio. It follows no redirect and tries nothing twice.
//!
//! ```no_run
//! # async fn call<O: runtime::Operation>(operation: O) -> Result<(), Box<dyn std::error::Error>>
//! # where O::Error: std::fmt::Debug {
//! use runtime::Endpoint;
//! use runtime::client::{Client, Credential};
//!
//! let endpoint = Endpoint::new("https://myvault.vault.azure.net")?;
//! let client = Client::new(endpoint, Credential::bearer("a token"))?;
//! let response = client.send(&operation).await?;
//! println!("{}", response.status);
//! # Ok(())
//! # }
//! ```

mod builder;
mod credential;
mod transport;

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

pub use self::builder::{ClientBuilder, ClientError};
pub use self::credential::Credential;
use self::transport::{Failure, Transport};
use crate::{Answer, Endpoint, Operation, Request};

/// Sends operations to one service.
///
/// A clone shares connections with its original.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

struct Shared {
    endpoint: Endpoint,
    authorization: Option<credential::Authorization>,
    transport: Transport,
}

impl Client {
    /// A client with the usual settings.
    ///
    /// # Errors
    /// When the credential cannot be sent, or this machine has no certificates to trust.
    pub fn new(endpoint: Endpoint, credential: Credential) -> Result<Self, ClientError> {
        Self::builder(endpoint).credential(credential).build()
    }

    /// A client whose settings are still to be made.
    pub fn builder(endpoint: Endpoint) -> ClientBuilder {
        ClientBuilder::new(endpoint)
    }

    /// Where the client sends to.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.shared.endpoint
    }

    /// Sends an operation, once, and reads the answer.
    ///
    /// Dropping the future cancels the call; the service may have carried it out nevertheless.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): its variants tell whether anything was sent and who must mend what.
    pub async fn send<O: Operation>(&self, operation: &O) -> Answer<O> {
        let request = operation.request(&self.shared.endpoint)?;
        match self.exchange(request).await {
            Ok(answer) => O::response(answer),
            Err(Failure::Transport(error)) => Err(error.into()),
            Err(Failure::Response(error)) => Err(error.into()),
        }
    }

    async fn exchange(&self, mut request: Request) -> Result<http::Response<Bytes>, Failure> {
        if let Some(authorization) = &self.shared.authorization {
            authorization.add_to(request.headers_mut());
        }
        self.shared.transport.exchange(request).await
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("endpoint", &self.shared.endpoint).finish_non_exhaustive()
    }
}
