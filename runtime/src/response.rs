//! Answers, sorted into what was documented, what the service refused, and all the rest.

use std::fmt;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use crate::retry::History;
use crate::{EncodeError, Error, Fault, ResponseError, ResponseFault, ServiceError, Value, decode, encode};

/// A documented success.
///
/// What the types do not cover stays at hand: all headers, and the body as it came. `Debug` shows neither the values
/// of the raw headers nor the raw body.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Response<B, H> {
    /// The status; one of those that mean success.
    pub status: StatusCode,

    /// The headers that the service documents.
    pub headers: H,

    /// The decoded body; `()` where there is none.
    pub body: B,

    /// All headers.
    pub raw_headers: HeaderMap,

    /// The body as it came.
    pub raw_body: Bytes,
}

impl<B, H> Response<B, H> {
    /// An answer as a server makes it: nothing in it is raw.
    #[must_use]
    pub fn new(status: StatusCode, headers: H, body: B) -> Self {
        Self { status, headers, body, raw_headers: HeaderMap::new(), raw_body: Bytes::new() }
    }
}

impl<B: fmt::Debug, H: fmt::Debug> fmt::Debug for Response<B, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &self.body)
            .field("raw_headers", &HeaderNames(&self.raw_headers))
            .field("raw_body", &Length(&self.raw_body))
            .finish()
    }
}

/// Documented response headers, typed.
pub trait ResponseHeaders {
    /// Picks the headers out of all that came. One that the service promises and forgets is `None`.
    fn read(headers: &HeaderMap) -> Self;
}

/// No response header is documented.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct NoHeaders;

impl ResponseHeaders for NoHeaders {
    fn read(_: &HeaderMap) -> Self {
        Self
    }
}

/// What the body of a success is read into: any [`Value`], or `()` for none.
pub trait ResponseBody: Sized {
    /// Reads the body.
    ///
    /// # Errors
    /// When it is not what was documented.
    fn read(headers: &HeaderMap, body: &Bytes) -> Result<Self, ResponseFault>;

    /// Writes the body; `None` where there is none.
    ///
    /// # Errors
    /// When JSON cannot hold it.
    fn write(&self) -> Result<Option<Vec<u8>>, EncodeError>;
}

/// Whatever a service sends where it documents nothing is ignored.
impl ResponseBody for () {
    fn read(_: &HeaderMap, _: &Bytes) -> Result<Self, ResponseFault> {
        Ok(())
    }

    fn write(&self) -> Result<Option<Vec<u8>>, EncodeError> {
        Ok(None)
    }
}

impl<T: Value> ResponseBody for T {
    fn read(headers: &HeaderMap, body: &Bytes) -> Result<Self, ResponseFault> {
        expect_json(headers, body)?;
        decode(body).map_err(ResponseFault::Decode)
    }

    fn write(&self) -> Result<Option<Vec<u8>>, EncodeError> {
        encode(self).map(Some)
    }
}

/// Reads an answer; `success` lists the statuses that mean success.
pub(crate) fn read<B: ResponseBody, H: ResponseHeaders, E: Fault>(
    success: &[u16],
    answer: http::Response<Bytes>,
) -> Result<Response<B, H>, Error<E>> {
    let (parts, raw_body) = answer.into_parts();
    let (status, raw_headers) = (parts.status, parts.headers);
    let fault = match outcome(success, status) {
        Outcome::Success => match B::read(&raw_headers, &raw_body) {
            Ok(body) => {
                let headers = H::read(&raw_headers);
                return Ok(Response { status, headers, body, raw_headers, raw_body });
            }
            Err(fault) => fault,
        },
        Outcome::Refusal => match <E as ResponseBody>::read(&raw_headers, &raw_body) {
            Ok(fault) => {
                let attempts = History::new();
                let error = ServiceError { status, headers: raw_headers, body: raw_body, fault, attempts };
                return Err(Error::Service(Box::new(error)));
            }
            Err(fault) => fault,
        },
        Outcome::Undocumented => ResponseFault::UndocumentedStatus,
    };
    Err(ResponseError::new(fault, status, raw_headers, raw_body).into())
}

enum Outcome {
    Success,
    Refusal,
    Undocumented,
}

fn outcome(success: &[u16], status: StatusCode) -> Outcome {
    if success.contains(&status.as_u16()) {
        Outcome::Success
    } else if status.is_client_error() || status.is_server_error() {
        Outcome::Refusal
    } else {
        // Another success, or a redirect: it cannot hold the description of an error.
        Outcome::Undocumented
    }
}

/// A missing type is forgiven, since the body will tell; a wrong one is not, since it says what came instead.
fn expect_json(headers: &HeaderMap, body: &[u8]) -> Result<(), ResponseFault> {
    if body.iter().all(u8::is_ascii_whitespace) {
        return Err(ResponseFault::EmptyBody);
    }
    match headers.get(CONTENT_TYPE) {
        Some(found) if !is_json(found.as_bytes()) => {
            Err(ResponseFault::ContentType(String::from_utf8_lossy(found.as_bytes()).into_owned()))
        }
        Some(_) | None => Ok(()),
    }
}

pub(crate) fn is_json(content_type: &[u8]) -> bool {
    let end = content_type.iter().position(|b| *b == b';').unwrap_or(content_type.len());
    let media_type = content_type[..end].trim_ascii().to_ascii_lowercase();
    media_type == b"application/json" || media_type == b"text/json" || media_type.ends_with(b"+json")
}

/// The names alone: values of undocumented headers may be cookies or signed addresses.
pub(crate) struct HeaderNames<'a>(pub(crate) &'a HeaderMap);

impl fmt::Debug for HeaderNames<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// The length alone.
pub(crate) struct Length<'a>(pub(crate) &'a Bytes);

impl fmt::Debug for Length<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::is_json;

    #[test]
    fn json_goes_by_several_names() {
        for json in [
            "application/json",
            "Application/JSON; charset=utf-8",
            "application/json;odata=minimalmetadata",
            "application/problem+json",
            "text/json ; charset=utf-8",
        ] {
            assert!(is_json(json.as_bytes()), "{json}");
        }
        for other in
            ["", "text/html", "application/jsonp", "application/json-seq", "text/plain; x=application/json"]
        {
            assert!(!is_json(other.as_bytes()), "{other}");
        }
    }
}
