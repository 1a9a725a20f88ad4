//! Answers on their way out: what `Operation::response` reads.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::header::HeaderError;
use crate::request::header_value;
use crate::{
    EncodeError, Fault, HeaderFault, NoHeaders, Response, ResponseBody, ResponseHeaders, ServiceError, Text,
    encode,
};

/// Documented response headers that can be written: the inverse of [`ResponseHeaders`].
pub trait WriteHeaders: ResponseHeaders {
    /// Writes each header that is there.
    fn write(&self, to: &mut HeaderWriter);
}

impl WriteHeaders for NoHeaders {
    fn write(&self, _: &mut HeaderWriter) {}
}

/// Collects the headers of an answer. The first that cannot be sent is remembered, and [`answer`] reports it.
#[derive(Debug, Default)]
pub struct HeaderWriter {
    headers: HeaderMap,
    error: Option<AnswerError>,
}

impl HeaderWriter {
    /// Writes a header, unless it is not there.
    pub fn header<V: AnswerHeader>(&mut self, name: &'static str, value: &V) {
        if let Some(text) = value.text()
            && let Err(fault) = self.insert(name, &text)
        {
            self.error.get_or_insert(AnswerError::Header { name, fault });
        }
    }

    fn insert(&mut self, name: &'static str, text: &str) -> Result<(), HeaderFault> {
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| HeaderFault::Name)?;
        self.headers.insert(name, header_value(text)?);
        Ok(())
    }
}

/// A typed response header: there or not, and where it needs parsing, perhaps not what was documented.
pub trait AnswerHeader {
    /// The text to send, if there is one. What came and could not be read is gone.
    fn text(&self) -> Option<Cow<'_, str>>;
}

impl<T: Text> AnswerHeader for Option<T> {
    fn text(&self) -> Option<Cow<'_, str>> {
        self.as_ref().map(Text::text)
    }
}

impl<T: Text> AnswerHeader for Option<Result<T, HeaderError>> {
    fn text(&self) -> Option<Cow<'_, str>> {
        self.as_ref().and_then(|value| value.as_ref().ok()).map(Text::text)
    }
}

/// Writes a success: its status, its typed headers and its typed body; what is raw in it stays behind.
///
/// # Errors
/// When a header or the body cannot be sent.
pub fn answer<B: ResponseBody, H: WriteHeaders>(
    response: &Response<B, H>,
) -> Result<http::Response<Bytes>, AnswerError> {
    let mut writer = HeaderWriter::default();
    response.headers.write(&mut writer);
    match writer.error {
        Some(error) => Err(error),
        None => Ok(whole(response.status, writer.headers, response.body.write()?)),
    }
}

/// Writes a refusal: its status and what the service calls it; what is raw in it stays behind.
///
/// # Errors
/// When JSON cannot hold the fault.
pub fn refuse<E: Fault>(error: &ServiceError<E>) -> Result<http::Response<Bytes>, AnswerError> {
    Ok(whole(error.status, HeaderMap::new(), Some(encode(&error.fault)?)))
}

/// An answer of these parts.
pub(super) fn whole(
    status: StatusCode,
    mut headers: HeaderMap,
    body: Option<Vec<u8>>,
) -> http::Response<Bytes> {
    if body.is_some() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    let mut answer = http::Response::new(body.map(Bytes::from).unwrap_or_default());
    *answer.status_mut() = status;
    *answer.headers_mut() = headers;
    answer
}

/// An answer that cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AnswerError {
    /// A header.
    Header {
        /// The header, as the service calls it.
        name: &'static str,

        /// What is wrong with it.
        fault: HeaderFault,
    },

    /// The body.
    Body(EncodeError),
}

impl fmt::Display for AnswerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header { name, fault } => write!(f, "response header `{name}`: {fault}"),
            Self::Body(error) => write!(f, "response body: {error}"),
        }
    }
}

impl std::error::Error for AnswerError {}

impl From<EncodeError> for AnswerError {
    fn from(error: EncodeError) -> Self {
        Self::Body(error)
    }
}
