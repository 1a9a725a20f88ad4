//! Requests to which no answer came.

use std::fmt;

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// No answer came. The cause is in [`source`](std::error::Error::source).
#[derive(Debug)]
pub struct TransportError {
    fault: TransportFault,
    cause: Cause,
}

/// At which point a request failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportFault {
    /// No connection was made, so the service did not see the request.
    Connect,

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
        Self { fault, cause: cause.into() }
    }

    /// At which point the request failed.
    #[must_use]
    pub fn fault(&self) -> TransportFault {
        self.fault
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.fault {
            TransportFault::Connect => "no connection to the service",
            TransportFault::Timeout => "no answer in time",
            TransportFault::Interrupted => "the connection failed before the answer was complete",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.cause)
    }
}
