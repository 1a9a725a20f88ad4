//! Requests that could not be sent for want of a credential.

use std::fmt;
use std::sync::Arc;

use crate::auth::challenge::ChallengeError;
use crate::retry::History;

/// No token could be had, so that the request was not sent with one; the service did nothing.
///
/// What the source of the token says is in [`source`](std::error::Error::source).
pub struct CredentialError {
    inner: Box<Inner>,
}

struct Inner {
    fault: CredentialFault,
    attempts: History,
}

/// Why there is no token.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum CredentialFault {
    /// Its source has none.
    Source(Arc<dyn std::error::Error + Send + Sync>),

    /// Its source issued one that holds what no header can; it is not shown.
    Token,

    /// Its source did not answer within the time for the call.
    Timeout,

    /// The service asks for one that it had better not get.
    Challenge(ChallengeError),
}

impl CredentialError {
    /// A call without a token.
    #[must_use]
    pub fn new(fault: CredentialFault) -> Self {
        Self { inner: Box::new(Inner { fault, attempts: History::new() }) }
    }

    /// Why there is no token.
    #[must_use]
    pub fn fault(&self) -> &CredentialFault {
        &self.inner.fault
    }

    pub(crate) fn attempts(&self) -> &History {
        &self.inner.attempts
    }

    #[cfg(feature = "client")]
    pub(crate) fn set_attempts(&mut self, attempts: History) {
        self.inner.attempts = attempts;
    }
}

impl fmt::Debug for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialError").field("fault", &self.inner.fault).finish_non_exhaustive()
    }
}

impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.inner.fault {
            CredentialFault::Source(_) => f.write_str("no token from its source"),
            CredentialFault::Token => f.write_str(
                "the token is empty, or holds more than visible ASCII characters and inner spaces",
            ),
            CredentialFault::Timeout => f.write_str("no token in time"),
            CredentialFault::Challenge(error) => fmt::Display::fmt(error, f),
        }
    }
}

impl std::error::Error for CredentialError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.inner.fault {
            CredentialFault::Source(error) => Some(&**error),
            CredentialFault::Token | CredentialFault::Timeout | CredentialFault::Challenge(_) => None,
        }
    }
}
