//! The client for programs that block: each call returns when it is over.
//!
//! ```no_run
//! # fn call<O: runtime::Operation>(operation: O) -> Result<(), Box<dyn std::error::Error>>
//! # where O::Error: std::fmt::Debug {
//! use runtime::Endpoint;
//! use runtime::client::{Client, Credential};
//!
//! # #[cfg(feature = "ureq")] {
//! let endpoint = Endpoint::new("https://myvault.vault.azure.net")?;
//! let client = Client::builder(endpoint).credential(Credential::bearer("a token")).build_blocking()?;
//! let response = client.send(&operation)?;
//! println!("{}", response.status);
//! # }
//! # Ok(())
//! # }
//! ```

mod pages;
mod poller;
mod wait;

pub use self::pages::Pages;
pub use self::poller::Poller;
use self::wait::block_on;
pub use self::wait::sleep;
use super::CallOptions;
use crate::{Answer, Endpoint, Error, LongRunning, Operation, Page};

/// Sends operations to one service, and waits for each answer.
///
/// It is [`super::Client`] behind a thread that waits, with the same credentials, retries, limits and pages; a clone
/// shares connections with its original.
#[derive(Clone, Debug)]
pub struct Client {
    inner: super::Client,
}

/// The client must have a transport that needs no runtime, such as one that blocks.
impl From<super::Client> for Client {
    fn from(inner: super::Client) -> Self {
        Self { inner }
    }
}

impl Client {
    /// A client over ureq with the usual settings.
    ///
    /// # Errors
    /// When the credential cannot be sent.
    #[cfg(feature = "ureq")]
    pub fn new(
        endpoint: Endpoint,
        credential: impl Into<super::Credential>,
    ) -> Result<Self, super::ClientError> {
        super::Client::builder(endpoint).credential(credential).build_blocking()
    }

    /// Where the client sends to.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        self.inner.endpoint()
    }

    /// Sends an operation and reads the answer; as [`super::Client::send`].
    ///
    /// # Errors
    /// See [`Error`]: its variants tell whether anything was sent and who must mend what.
    pub fn send<O: Operation>(&self, operation: &O) -> Answer<O> {
        block_on(self.inner.send(operation))
    }

    /// Sends an operation, with options of this call alone.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub fn send_with<O: Operation>(&self, operation: &O, options: &CallOptions) -> Answer<O> {
        block_on(self.inner.send_with(operation, options))
    }

    /// A list, to be read page by page.
    pub fn pages<O: Operation<Body: Page>>(&self, operation: O) -> Pages<O> {
        Pages::new(self.inner.pages(operation))
    }

    /// Begins a long operation, to be followed to its end; as [`super::Client::start`].
    ///
    /// # Errors
    /// As [`send`](Self::send): the operation may have begun nevertheless, if the error does not tell otherwise.
    pub fn start<L: LongRunning>(&self, operation: &L) -> Result<Poller<L>, Error<L::Error>> {
        block_on(self.inner.start(operation)).map(Poller::new)
    }

    /// Begins a long operation, with options of the call that begins it alone.
    ///
    /// # Errors
    /// As [`super::Client::start_with`].
    pub fn start_with<L: LongRunning>(
        &self,
        operation: &L,
        options: &CallOptions,
    ) -> Result<Poller<L>, Error<L::Error>> {
        block_on(self.inner.start_with(operation, options)).map(Poller::new)
    }

    /// Follows a long operation that was begun at another time; as [`super::Client::attach`].
    pub fn attach<L: LongRunning>(&self, poll: L::Poll) -> Poller<L> {
        Poller::new(self.inner.attach(poll))
    }
}
