//! A client: sends operations to one service and reads what comes back.
//!
//! It follows no redirect, and tries again what is safe to send twice: see [`crate::retry`]. It knows no library for HTTP
//! and no runtime: a [`Transport`] carries its requests. With the feature `reqwest` there is one for Tokio, with `ureq` one
//! that blocks, see [`blocking`].
//!
//! ```no_run
//! # async fn call<O: runtime::Operation>(operation: O) -> Result<(), Box<dyn std::error::Error>>
//! # where O::Error: std::fmt::Debug {
//! use runtime::Endpoint;
//! use runtime::client::{Client, Credential};
//!
//! # #[cfg(feature = "reqwest")] {
//! let endpoint = Endpoint::new("https://myvault.vault.azure.net")?;
//! let client = Client::new(endpoint, Credential::bearer("a token"))?;
//! let response = client.send(&operation).await?;
//! println!("{}", response.status);
//! # }
//! # Ok(())
//! # }
//! ```

mod access;
pub mod blocking;
mod builder;
mod call;
mod credential;
mod gzip;
#[cfg(feature = "tracing")]
mod observe;
#[cfg(not(feature = "tracing"))]
#[path = "unobserved.rs"]
mod observe;
mod options;
mod pages;
mod poller;
mod token;
mod transport;
mod wait;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

pub use self::builder::{ClientBuilder, ClientError};
use self::call::Call;
pub use self::credential::Credential;
use self::observe::Span;
pub use self::options::CallOptions;
pub use self::pages::{PageOf, Pages};
pub use self::poller::Poller;
#[cfg(feature = "azure-core")]
pub use self::token::AzureCore;
pub use self::token::{AccessToken, SourceError, TokenSource, Tokens};
pub use self::transport::{Body, BoxFuture, Collector, Limits, Sent, Transport};
use crate::retry::RetryPolicy;
use crate::{Answer, Endpoint, Error, LongRunning, Operation, Page, Request, RequestError};

/// Sends operations to one service.
///
/// A clone shares connections with its original.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

struct Shared {
    endpoint: Endpoint,
    authorization: credential::Authorization,
    user_agent: HeaderValue,
    retry: RetryPolicy,
    /// For each attempt.
    timeout: Duration,
    max_response_bytes: usize,
    transport: Box<dyn Transport>,
}

impl Client {
    /// A client over reqwest with the usual settings.
    ///
    /// # Errors
    /// When the credential cannot be sent, or this machine has no certificates to trust.
    #[cfg(feature = "reqwest")]
    pub fn new(endpoint: Endpoint, credential: impl Into<Credential>) -> Result<Self, ClientError> {
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
    /// Dropping the future cancels the call at once, be it in an attempt, between two or before the first; the service may
    /// have carried it out nevertheless.
    ///
    /// # Errors
    /// See [`Error`]: its variants tell whether anything was sent and who must mend what.
    pub async fn send<O: Operation>(&self, operation: &O) -> Answer<O> {
        self.send_with(operation, &CallOptions::new()).await
    }

    /// Sends an operation, with options of this call alone.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn send_with<O: Operation>(&self, operation: &O, options: &CallOptions) -> Answer<O> {
        self.call::<O>(options, || operation.request(&self.shared.endpoint)).await
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
        self.start_with(operation, &CallOptions::new()).await
    }

    /// Begins a long operation, with options of the call that begins it alone; [`Poller::options`] are for what follows.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub async fn start_with<L: LongRunning>(
        &self,
        operation: &L,
        options: &CallOptions,
    ) -> Result<Poller<L>, Error<L::Error>> {
        Poller::start(self.clone(), operation, options).await
    }

    /// Follows a long operation that was begun at another time, perhaps by another program: `poll` is what it is polled
    /// by, and `L` what began it.
    pub fn attach<L: LongRunning>(&self, poll: L::Poll) -> Poller<L> {
        Poller::attach(self.clone(), poll)
    }

    async fn call<O: Operation>(
        &self,
        options: &CallOptions,
        build: impl Fn() -> Result<Request, RequestError>,
    ) -> Answer<O> {
        let info = &O::INFO;
        let span = Span::of_call(info, &self.shared.endpoint);
        let answer = span.around(async {
            let mut call = Call::begin(&self.shared, info, options);
            let outcome = loop {
                // The same each time, signed anew: an operation has no state.
                call.prepare(options.add_conditions(build()?)?);
                if let Some(outcome) = call.attempt().await {
                    break outcome;
                }
            };
            outcome.map_err(Into::into).and_then(O::response).map_err(|error| {
                let history = call.into_history(&error);
                error.after(history)
            })
        });
        let answer = answer.await;
        span.tell_end(&answer);
        answer
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("endpoint", &self.shared.endpoint).finish_non_exhaustive()
    }
}
