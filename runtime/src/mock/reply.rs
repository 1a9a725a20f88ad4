//! What a mock answers.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::server::{self, AnswerError, Service};
use crate::{Operation, Response, ServiceError};

/// The answer to a request for the operation `O`; made of a typed answer, of a typed fault, or by one of the functions.
pub struct Reply<O: Operation> {
    kind: Kind<O>,
    headers: HeaderMap,
    delay: Duration,
}

enum Kind<O: Operation> {
    Success(Box<Response<O::Body, O::Headers>>),
    Fault(Box<ServiceError<O::Error>>),
    Refusal { status: StatusCode, code: String, message: String },
    Raw(http::Response<Bytes>),
    Broken,
}

/// An answer that is ready to be sent.
#[derive(Debug)]
pub(super) struct Prepared {
    /// `None` breaks the connection.
    pub(super) answer: Option<http::Response<Bytes>>,
    pub(super) delay: Duration,
}

impl<O: Operation> Reply<O> {
    /// A success with this body, of the operation's first status and without headers.
    #[must_use]
    pub fn body(body: O::Body) -> Self
    where
        O::Headers: Default,
    {
        let first = O::INFO.success.first().copied().and_then(|status| StatusCode::from_u16(status).ok());
        Response::new(first.unwrap_or(StatusCode::OK), O::Headers::default(), body).into()
    }

    /// A refusal, told in the service's own words.
    ///
    /// # Panics
    /// When the status is none.
    #[must_use]
    pub fn refuse(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        let Ok(status) = StatusCode::from_u16(status) else { panic!("{status} is no status") };
        Self::new(Kind::Refusal { status, code: code.into(), message: message.into() })
    }

    /// Any answer, also one that the service would never give.
    #[must_use]
    pub fn raw(answer: http::Response<impl Into<Bytes>>) -> Self {
        Self::new(Kind::Raw(answer.map(Into::into)))
    }

    /// No answer: the connection breaks.
    #[must_use]
    pub fn broken() -> Self {
        Self::new(Kind::Broken)
    }

    /// The same, with a header more, such as `Retry-After`.
    ///
    /// # Panics
    /// When name or value cannot stand in a header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Ok(name), Ok(value)) => drop(self.headers.append(name, value)),
            _ => panic!("`{name}: {value}` is no header"),
        }
        self
    }

    /// The same, later.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    fn new(kind: Kind<O>) -> Self {
        Self { kind, headers: HeaderMap::new(), delay: Duration::ZERO }
    }
}

impl<O: Operation<Headers: server::WriteHeaders>> Reply<O> {
    /// The answer as it is sent.
    pub(super) fn prepare(self, service: &Service) -> Result<Prepared, AnswerError> {
        let mut answer = match self.kind {
            Kind::Success(response) => Some(server::answer(&response)?),
            Kind::Fault(error) => Some(server::refuse(&error)?),
            Kind::Refusal { status, code, message } => Some(service.refuse(status, &code, &message)),
            Kind::Raw(answer) => Some(answer),
            Kind::Broken => None,
        };
        if let Some(answer) = &mut answer {
            for (name, value) in &self.headers {
                answer.headers_mut().append(name, value.clone());
            }
        }
        Ok(Prepared { answer, delay: self.delay })
    }
}

impl<O: Operation> fmt::Debug for Reply<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply").field("delay", &self.delay).finish_non_exhaustive()
    }
}

impl<O: Operation> From<Response<O::Body, O::Headers>> for Reply<O> {
    fn from(response: Response<O::Body, O::Headers>) -> Self {
        Self::new(Kind::Success(Box::new(response)))
    }
}

impl<O: Operation> From<ServiceError<O::Error>> for Reply<O> {
    fn from(error: ServiceError<O::Error>) -> Self {
        Self::new(Kind::Fault(Box::new(error)))
    }
}
