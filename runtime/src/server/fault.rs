//! Why a request is not answered as it would like.

use std::fmt;

use http::{Method, StatusCode};

use crate::one_line::OneLine;
use crate::{DecodeError, RequestError};

/// What is wrong with a request. No value of it is shown: it might be a secret in the wrong place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestFault {
    /// The path is that of no operation.
    NoOperation,

    /// The path is that of an operation of another method.
    Method {
        /// The methods that the path has.
        allowed: Vec<Method>,
    },

    /// A required value is missing.
    Missing {
        /// Where it should be.
        part: Part,

        /// What it is called.
        name: &'static str,
    },

    /// A value is there more than once.
    Repeated {
        /// Where it is.
        part: Part,

        /// What it is called.
        name: &'static str,
    },

    /// A value is not what it should be.
    Value {
        /// Where it is.
        part: Part,

        /// What it is called.
        name: &'static str,

        /// What it should be.
        expected: &'static str,
    },

    /// A value of the path could end in more than one place.
    Ambiguous {
        /// What it is called.
        name: &'static str,
    },

    /// The operation would refuse to send this, or the api-version does not have it.
    Unlawful(RequestError),

    /// The body is not JSON but of this type.
    ContentType(String),

    /// There is no body.
    EmptyBody,

    /// The body is not the JSON that the operation sends.
    Body(DecodeError),
}

/// A part of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// The path.
    Path,

    /// The query.
    Query,

    /// The headers.
    Header,
}

impl RequestFault {
    /// The status that says so.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NoOperation | Self::Missing { part: Part::Path, .. } => StatusCode::NOT_FOUND,
            Self::Method { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::ContentType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Missing { .. }
            | Self::Repeated { .. }
            | Self::Value { .. }
            | Self::Ambiguous { .. }
            | Self::Unlawful(_)
            | Self::EmptyBody
            | Self::Body(_) => StatusCode::BAD_REQUEST,
        }
    }

    /// A short name of the fault, for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoOperation => "NoSuchOperation",
            Self::Method { .. } => "MethodNotAllowed",
            Self::Missing { .. } => "MissingValue",
            Self::Repeated { .. } => "RepeatedValue",
            Self::Value { .. } | Self::Ambiguous { .. } => "InvalidValue",
            Self::Unlawful(RequestError::Version(_)) => "UnsupportedApiVersion",
            Self::Unlawful(_) => "InvalidRequest",
            Self::ContentType(_) => "UnsupportedMediaType",
            Self::EmptyBody | Self::Body(_) => "InvalidBody",
        }
    }

    pub(super) fn not_text(part: Part, name: &'static str) -> Self {
        let expected = match part {
            Part::Path | Part::Query => "UTF-8",
            Part::Header => "visible ASCII characters",
        };
        Self::Value { part, name, expected }
    }
}

impl fmt::Display for RequestFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoOperation => f.write_str("no operation has this path"),
            Self::Method { allowed } => {
                let allowed: Vec<_> = allowed.iter().map(Method::as_str).collect();
                write!(f, "this path has no such method, but {}", allowed.join(", "))
            }
            Self::Missing { part, name } => write!(f, "{part} `{name}` is missing"),
            Self::Repeated { part, name } => write!(f, "{part} `{name}` is there more than once"),
            Self::Value { part, name, expected } => write!(f, "{part} `{name}`: expected {expected}"),
            Self::Ambiguous { name } => {
                write!(f, "path parameter `{name}` could end in more than one place")
            }
            Self::Unlawful(error) => fmt::Display::fmt(error, f),
            Self::ContentType(found) => write!(f, "the body is not JSON but `{}`", OneLine::new(found, 80)),
            Self::EmptyBody => f.write_str("the body is empty where JSON is expected"),
            Self::Body(error) => write!(f, "the body is not what was expected: {error}"),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Path => "path parameter",
            Self::Query => "query parameter",
            Self::Header => "header",
        })
    }
}

impl std::error::Error for RequestFault {}

impl From<RequestError> for RequestFault {
    fn from(error: RequestError) -> Self {
        Self::Unlawful(error)
    }
}
