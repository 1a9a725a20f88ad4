//! All that can go wrong with a call, told apart by who must do something about it.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::one_line::OneLine;
use crate::response::{HeaderNames, Length};
use crate::retry::{Attempt, History};
use crate::{CredentialError, RequestError, ResponseError, TransportError, Value};

/// Why a call failed. `E` is how the service describes its errors.
///
/// It prints as one line, in which text from the service is escaped and cut.
///
/// ```
/// use runtime::{Error, Fault, StatusCode};
///
/// fn is_gone<E: Fault>(error: &Error<E>) -> bool {
///     // Not any 404: a proxy's answer is an `Error::Response`, and says nothing about the service.
///     matches!(error, Error::Service(error) if error.status == StatusCode::NOT_FOUND)
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// The request could not be built; nothing was sent.
    Request(RequestError),

    /// No token could be had; the request was not sent with one, and the service did nothing.
    Credential(CredentialError),

    /// No answer came; the request may or may not have been carried out.
    Transport(TransportError),

    /// The service refused, and said why.
    Service(Box<ServiceError<E>>),

    /// The answer is not what the service documents.
    Response(Box<ResponseError>),
}

/// How a service describes an error.
pub trait Fault: Value + fmt::Debug + Send + Sync + 'static {
    /// The identifier that programs may match on.
    fn code(&self) -> Option<&str>;

    /// The text for people.
    fn message(&self) -> Option<&str>;
}

/// A refusal by the service. `Debug` shows neither the values of the headers nor the raw body.
#[non_exhaustive]
pub struct ServiceError<E> {
    /// The status.
    pub status: StatusCode,

    /// All headers.
    pub headers: HeaderMap,

    /// The body as it came.
    pub body: Bytes,

    /// The service's description of the error.
    pub fault: E,

    /// What the attempts met, this one included; empty without a client.
    pub attempts: History,
}

impl<E> Error<E> {
    /// The status of the answer, if one came.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Service(error) => Some(error.status),
            Self::Response(error) => Some(error.status),
            Self::Request(_) | Self::Credential(_) | Self::Transport(_) => None,
        }
    }

    /// The service's own id of the request, if an answer came and told it; quote it to the service's support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.headers().and_then(request_id)
    }

    /// What the attempts of the call met, the last included; none if nothing was sent, or not by a client.
    #[must_use]
    pub fn attempts(&self) -> &[Attempt] {
        self.history().map_or(&[], History::attempts)
    }

    fn history(&self) -> Option<&History> {
        match self {
            Self::Request(_) => None,
            Self::Credential(error) => Some(error.attempts()),
            Self::Transport(error) => Some(error.attempts()),
            Self::Service(error) => Some(&error.attempts),
            Self::Response(error) => Some(&error.attempts),
        }
    }

    /// The same error, at the end of these attempts.
    #[cfg(feature = "client")]
    pub(crate) fn after(mut self, attempts: History) -> Self {
        match &mut self {
            Self::Request(_) => {}
            Self::Credential(error) => error.set_attempts(attempts),
            Self::Transport(error) => error.set_attempts(attempts),
            Self::Service(error) => error.attempts = attempts,
            Self::Response(error) => error.attempts = attempts,
        }
        self
    }

    /// All headers of the answer, if one came.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::Service(error) => Some(&error.headers),
            Self::Response(error) => Some(&error.headers),
            Self::Request(_) | Self::Credential(_) | Self::Transport(_) => None,
        }
    }
}

impl<E: Fault> Error<E> {
    /// The service's identifier of the error, if the service refused and told one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Service(error) => error.fault.code(),
            Self::Request(_) | Self::Credential(_) | Self::Transport(_) | Self::Response(_) => None,
        }
    }
}

/// The two headers in which services tell their own id of a request.
fn request_id(headers: &HeaderMap) -> Option<&str> {
    ["request-id", "x-ms-request-id"].into_iter().find_map(|name| headers.get(name)?.to_str().ok())
}

impl<E: Fault> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(error) => fmt::Display::fmt(error, f),
            Self::Credential(error) => fmt::Display::fmt(error, f),
            Self::Transport(error) => fmt::Display::fmt(error, f),
            Self::Service(error) => fmt::Display::fmt(error, f),
            Self::Response(error) => fmt::Display::fmt(error, f),
        }?;
        if let Some(id) = self.request_id() {
            write!(f, " (request id {})", OneLine::new(id, 80))?;
        }
        match self.history() {
            Some(history) if history.attempts().len() > 1 => write!(f, ", after {history}"),
            Some(_) | None => Ok(()),
        }
    }
}

impl<E: Fault> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Credential(error) => std::error::Error::source(error),
            Self::Transport(error) => std::error::Error::source(error),
            Self::Request(_) | Self::Service(_) | Self::Response(_) => None,
        }
    }
}

impl<E> From<RequestError> for Error<E> {
    fn from(error: RequestError) -> Self {
        Self::Request(error)
    }
}

impl<E> From<CredentialError> for Error<E> {
    fn from(error: CredentialError) -> Self {
        Self::Credential(error)
    }
}

impl<E> From<TransportError> for Error<E> {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl<E> From<ResponseError> for Error<E> {
    fn from(error: ResponseError) -> Self {
        Self::Response(Box::new(error))
    }
}

impl<E> ServiceError<E> {
    /// A refusal as a server makes it: nothing in it is raw.
    #[must_use]
    pub fn new(status: StatusCode, fault: E) -> Self {
        let (headers, body, attempts) = (HeaderMap::new(), Bytes::new(), History::new());
        Self { status, headers, body, fault, attempts }
    }
}

impl<E: fmt::Debug> fmt::Debug for ServiceError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceError")
            .field("status", &self.status)
            .field("headers", &HeaderNames(&self.headers))
            .field("body", &Length(&self.body))
            .field("fault", &self.fault)
            .field("attempts", &self.attempts)
            .finish()
    }
}

impl<E: Fault> fmt::Display for ServiceError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status)?;
        if let Some(code) = self.fault.code() {
            write!(f, ": {}", OneLine::new(code, 80))?;
        }
        if let Some(message) = self.fault.message() {
            write!(f, ": {}", OneLine::new(message, 300))?;
        }
        Ok(())
    }
}

impl<E: Fault> std::error::Error for ServiceError<E> {}
