//! Requests to which no answer came.

use std::fmt;

use crate::retry::History;

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// No answer came. The cause is in [`source`](std::error::Error::source).
pub struct TransportError {
    inner: Box<Inner>,
}

struct Inner {
    fault: TransportFault,
    cause: Cause,
    attempts: History,
}

/// At which point a request failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportFault {
    /// No connection was made, so the service did not see the request.
    Connect,

    /// The service could not prove who it is: its certificate is not trusted. It did not see the request.
    Untrusted,

    /// No full answer came in time.
    Timeout,

    /// The connection broke, or spoke something else than HTTP.
    Interrupted,
}

impl TransportError {
    /// A failure and its cause.
    ///
    /// Whoever writes a transport sees to it that the cause names neither a credential nor the values of a query.
    #[must_use]
    pub fn new(fault: TransportFault, cause: impl Into<Cause>) -> Self {
        Self { inner: Box::new(Inner { fault, cause: cause.into(), attempts: History::new() }) }
    }

    /// At which point the request failed.
    #[must_use]
    pub fn fault(&self) -> TransportFault {
        self.inner.fault
    }

    pub(crate) fn attempts(&self) -> &History {
        &self.inner.attempts
    }

    #[cfg(feature = "client")]
    pub(crate) fn set_attempts(&mut self, attempts: History) {
        self.inner.attempts = attempts;
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("fault", &self.inner.fault)
            .field("cause", &self.inner.cause)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.inner.fault {
            TransportFault::Connect => "no connection to the service",
            TransportFault::Untrusted => "the certificate of the service is not trusted",
            TransportFault::Timeout => "no answer in time",
            TransportFault::Interrupted => "the connection failed before the answer was complete",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.inner.cause)
    }
}
