//! A server on this machine that answers as the pages of a service show, or as a test wants it.
//!
//! ```no_run
//! # use runtime::server::{Receive, Service};
//! # fn shown<Get: Receive + 'static>(service: Service, get: &Get) -> std::io::Result<()> {
//! use runtime::mock::{Mock, Reply};
//!
//! let mock = Mock::start(service)?;
//! // A client of `mock.endpoint()` is answered with the sample of the page, until told otherwise:
//! mock.on(|_: &Get, _| Reply::refuse(404, "NoNut", "There is no nut."));
//! assert!(mock.requests().is_empty());
//! # Ok(())
//! # }
//! ```

mod handlers;
mod listen;
mod reply;
mod seen;

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use self::handlers::Desk;
use self::listen::Listener;
pub use self::reply::Reply;
pub use self::seen::Seen;
use crate::server::{Receive, Service};
use crate::{Endpoint, Operation, Response};

/// A server for tests, on a free port of this machine, in a thread of its own; it is gone when it is dropped.
///
/// It speaks HTTP/1.1 without TLS, takes any credential, and keeps what it was asked. Async and blocking callers may
/// wait for it alike.
#[derive(Debug)]
pub struct Mock {
    endpoint: Endpoint,
    desk: Arc<Mutex<Desk>>,
    /// Ends the thread when it is dropped.
    _listener: Listener,
}

impl Mock {
    /// Starts a server for a service: its module's `SERVICE`.
    ///
    /// # Errors
    /// When this machine has no free port or no thread left.
    pub fn start(service: Service) -> io::Result<Self> {
        let desk = Arc::new(Mutex::new(Desk::new(service)));
        let (listener, address) = Listener::start(Arc::clone(&desk))?;
        let endpoint = Endpoint::insecure_loopback(&format!("http://{address}")).map_err(io::Error::other)?;
        Ok(Self { endpoint, desk, _listener: listener })
    }

    /// Where it listens, for a client.
    #[must_use]
    pub fn endpoint(&self) -> Endpoint {
        self.endpoint.clone()
    }

    /// Answers all further requests for an operation with what the closure makes of them.
    ///
    /// The closure sees the operation as it was built and what came beside it. A later one takes the place of an earlier
    /// one. If it panics, the answer is 501 with the message.
    ///
    /// # Panics
    /// When the operation is none of the service.
    pub fn on<O, R>(&self, answer: impl FnMut(&O, &Seen) -> R + Send + 'static)
    where
        O: Receive + 'static,
        R: Into<Reply<O>>,
    {
        let known = lock(&self.desk).on(answer);
        assert!(known, "the mock's service has no operation `{}`", O::INFO.name);
    }

    /// All requests that came, in their order.
    #[must_use]
    pub fn requests(&self) -> Vec<Seen> {
        lock(&self.desk).seen().to_vec()
    }
}

/// The answer that the page of an operation shows, to be changed and sent.
///
/// # Panics
/// When the page shows none; made for tests.
#[must_use]
pub fn sample<O: Receive>() -> Response<<O as Operation>::Body, <O as Operation>::Headers> {
    let Some(sample) = O::SAMPLES.first() else { panic!("the page of `{}` shows no sample", O::INFO.name) };
    match O::response(handlers::answer(sample, O::NEXT_LINK)) {
        Ok(response) => response,
        Err(error) => panic!("the sample of `{}` cannot be read: {error}", O::INFO.name),
    }
}

/// What a thread that panicked left behind is whole: each change of it is one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
