//! A client: sends operations to one service and reads what comes back.
//!
//! It runs on Tokio. It follows no redirect, and tries again what is safe to send twice: see [`crate::retry`].
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
mod call;
mod credential;
mod pages;
mod poller;
mod transport;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use self::builder::{ClientBuilder, ClientError};
use self::call::{Call, Outcome};
pub use self::credential::Credential;
pub use self::pages::Pages;
pub use self::poller::Poller;
use self::transport::{Failure, Transport};
use crate::retry::RetryPolicy;
use crate::{
    Answer, Endpoint, Error, LongRunning, Operation, Page, Request, RequestError, TransportError,
    TransportFault,
};

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
    retry: RetryPolicy,
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

    /// Sends an operation and reads the answer; where that is safe and may help, more than once.
    ///
    /// Dropping the future cancels the call at once, be it in an attempt or between two; the service may have carried it
    /// out nevertheless.
    ///
    /// # Errors
    /// See [`Error`]: its variants tell whether anything was sent and who must mend what.
    pub async fn send<O: Operation>(&self, operation: &O) -> Answer<O> {
        self.call::<O>(|| operation.request(&self.shared.endpoint)).await
    }

    /// A list, to be read page by page.
    pub fn pages<O: Operation<Body: Page>>(&self, operation: O) -> Pages<O> {
        Pages::new(self.clone(), operation)
    }

    /// Begins a long operation, to be followed to its end.
    ///
    /// # Errors
    /// As [`send`](Self::send): the operation may have begun nevertheless, if the error does not tell otherwise.
    pub async fn start<L: LongRunning>(&self, operation: &L) -> Result<Poller<L>, Error<L::Error>> {
        Poller::start(self.clone(), operation).await
    }

    /// Follows a long operation that was begun at another time, perhaps by another program: `poll` is what it is polled
    /// by, and `L` what began it.
    pub fn attach<L: LongRunning>(&self, poll: L::Poll) -> Poller<L> {
        Poller::attach(self.clone(), poll)
    }

    async fn call<O: Operation>(&self, build: impl Fn() -> Result<Request, RequestError>) -> Answer<O> {
        let mut request = self.authorize(build()?)?;
        let mut call = Call::begin(&self.shared.retry, request.method());
        let outcome = loop {
            let outcome = self.attempt(request, call.time_left()).await;
            let Some(wait) = call.after(&outcome) else { break outcome };
            tokio::time::sleep(wait).await;
            // The same again, signed anew: an operation has no state.
            request = self.authorize(build()?)?;
        };
        let answer = match outcome {
            Ok(answer) => O::response(answer),
            Err(Failure::Transport(error)) => Err(error.into()),
            Err(Failure::Response(error)) => Err(Error::Response(error)),
        };
        answer.map_err(|error| {
            let history = call.into_history(&error);
            error.after(history)
        })
    }

    fn authorize(&self, mut request: Request) -> Result<Request, RequestError> {
        if let Some(authorization) = &self.shared.authorization {
            authorization.add_to(&mut request)?;
        }
        Ok(request)
    }

    async fn attempt(&self, request: Request, time: Duration) -> Outcome {
        match tokio::time::timeout(time, self.shared.transport.exchange(request)).await {
            Ok(outcome) => outcome,
            Err(elapsed) => Err(Failure::Transport(TransportError::new(TransportFault::Timeout, elapsed))),
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("endpoint", &self.shared.endpoint).finish_non_exhaustive()
    }
}
