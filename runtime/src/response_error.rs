//! Answers that are not what the service documents.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::DecodeError;
use crate::one_line::OneLine;
use crate::response::{HeaderNames, Length};
use crate::retry::History;

/// An answer that is neither a documented success nor the service's own description of an error.
///
/// It may come from a proxy, from another service, or from a newer version of this one. `Debug` shows neither the
/// values of the headers nor the body.
#[non_exhaustive]
pub struct ResponseError {
    /// What is wrong with the answer.
    pub fault: ResponseFault,

    /// The status. Even a success may come with the wrong body.
    pub status: StatusCode,

    /// All headers.
    pub headers: HeaderMap,

    /// The body as it came; empty if it was too large to be read.
    pub body: Bytes,

    /// What the attempts met, this one included; empty without a client.
    pub attempts: History,
}

impl ResponseError {
    /// An answer and what is wrong with it.
    #[must_use]
    pub fn new(fault: ResponseFault, status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self { fault, status, headers, body, attempts: History::new() }
    }
}

impl fmt::Debug for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseError")
            .field("fault", &self.fault)
            .field("status", &self.status)
            .field("headers", &HeaderNames(&self.headers))
            .field("body", &Length(&self.body))
            .field("attempts", &self.attempts)
            .finish()
    }
}

impl fmt::Display for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.status, self.fault)
    }
}

impl std::error::Error for ResponseError {}

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResponseFault {
    /// The status is neither a documented success nor an error.
    UndocumentedStatus,

    /// The body is not JSON but of this type.
    ContentType(String),

    /// There is no body.
    EmptyBody,

    /// The body is not the JSON that was promised.
    Decode(DecodeError),

    /// The body is larger than the limit.
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },

    /// The body is encoded in this way, which nobody asked for.
    Encoding(String),

    /// The body is not the whole gzip that it says it is.
    Gzip,
}

impl fmt::Display for ResponseFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UndocumentedStatus => f.write_str("the operation does not document this status"),
            Self::ContentType(found) => {
                write!(
                    f,
                    "the body is not JSON but `{}`; did something between you and the service answer?",
                    OneLine::new(found, 80)
                )
            }
            Self::EmptyBody => f.write_str("the body is empty where JSON was promised"),
            Self::Decode(error) => write!(f, "the body is not what was promised: {error}"),
            Self::TooLarge { limit } => {
                write!(f, "the body is larger than {limit} bytes; raise the limit if that is right")
            }
            Self::Encoding(found) => {
                write!(f, "the body is encoded as `{}`, which was not asked for", OneLine::new(found, 80))
            }
            Self::Gzip => f.write_str("the body is broken: it is not the whole gzip that it says it is"),
        }
    }
}
