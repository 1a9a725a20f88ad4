//! What carries a request to a service and the answer back, and has the clock by which a client goes.
//!
//! The ready transports are behind the features `reqwest` and `ureq`. Any other is a [`Transport`], handed to
//! [`ClientBuilder::build_with`](super::ClientBuilder::build_with). Here is one that asks nobody:
//!
//! ```
//! use std::time::Duration;
//! use runtime::client::{Body, BoxFuture, Client, Collector, Limits, Sent, Transport};
//! use runtime::{Bytes, Endpoint, Request};
//!
//! struct Parrot;
//!
//! impl Transport for Parrot {
//!     fn send(&self, request: Request, limits: Limits) -> BoxFuture<'_, Sent> {
//!         Box::pin(async move {
//!             let mut body = Collector::new(limits.bytes, None);
//!             body.add(request.into_body().into_bytes());
//!             Ok(http::Response::new(body.finish()?))
//!         })
//!     }
//!
//!     fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
//!         Box::pin(std::future::ready(()))
//!     }
//! }
//!
//! let client = Client::builder(Endpoint::new("https://workshop.example")?).build_with(Parrot)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod body;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
mod tls;
#[cfg(feature = "ureq")]
mod ureq;

use std::pin::Pin;
use std::sync::LazyLock;
use std::time::{Duration, Instant, SystemTime};

pub use self::body::{Body, Collector};
#[cfg(feature = "reqwest")]
pub(super) use self::reqwest::Reqwest;
#[cfg(feature = "ureq")]
pub(super) use self::ureq::Ureq;
use crate::{Request, TransportError};

/// A future that may move to another thread.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What an attempt comes to: an answer, or none.
pub type Sent = Result<http::Response<Body>, TransportError>;

/// Carries requests to a service and answers back, one attempt at a time, and has the clock by which a client goes.
///
/// It follows no redirect and sends nothing twice: what follows an attempt is for the client to decide. It reaches the
/// host of the request's address encrypted and after checking who it is, if the address is https.
///
/// A transport may block; its futures are ready when they are first polled then, and
/// [`blocking::sleep`](super::blocking::sleep) is its `sleep`.
pub trait Transport: Send + Sync {
    /// Sends a request and collects the answer, within these limits. Dropping the future ends the attempt at once.
    ///
    /// An answer that is still encoded says so in `Content-Encoding`; a transport that decodes it takes the header away.
    ///
    /// # Errors
    /// When no whole answer came; the fault decides whether the client may try again, see
    /// [`TransportFault`](crate::TransportFault).
    fn send(&self, request: Request, limits: Limits) -> BoxFuture<'_, Sent>;

    /// Waits.
    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()>;

    /// The time of day, which tokens and signatures go by.
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    /// The time since some moment in the past, always the same, by a clock that nobody sets.
    ///
    /// On `wasm32-unknown-unknown` the standard library has no clock, and a transport has to bring both.
    fn uptime(&self) -> Duration {
        static BEGINNING: LazyLock<Instant> = LazyLock::new(Instant::now);
        BEGINNING.elapsed()
    }
}

/// How much an attempt may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// How long it may take, from connecting to the last byte of the answer.
    pub time: Duration,

    /// How many bytes the body of the answer may have.
    pub bytes: usize,
}

/// What a ready transport must know about its client.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
pub(super) struct Settings<'a> {
    pub(super) endpoint: &'a crate::Endpoint,
    pub(super) root_certificates: &'a [u8],
    /// How long an attempt may take, unless less is left.
    #[cfg(feature = "ureq")]
    pub(super) timeout: Duration,
}

/// How long a connection may take to come about, within the time for the attempt.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
const CONNECT_TIMEOUT: Duration = Duration::from_secs(20);
