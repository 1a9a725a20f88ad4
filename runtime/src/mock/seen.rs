//! What a mock was asked.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};

use crate::response::{HeaderNames, Length};
use crate::server::{self, Receive, RequestFault};

/// A request that came. `Debug` shows neither the values of its headers nor its query and its body: there may be a
/// credential in them.
#[derive(Clone)]
#[non_exhaustive]
pub struct Seen {
    /// The operation that it was for, as its `INFO` names it; `None` for a request that was for none.
    pub operation: Option<&'static str>,

    /// The method.
    pub method: Method,

    /// Path and query, as they came.
    pub target: Uri,

    /// All headers.
    pub headers: HeaderMap,

    /// The body as it came.
    pub body: Bytes,

    /// How many requests for the same operation came before.
    pub earlier: usize,
}

impl Seen {
    /// The request as the operation that it is for.
    ///
    /// # Errors
    /// When it is for another, or not a lawful one.
    pub fn read<O: Receive>(&self) -> Result<O, RequestFault> {
        server::receive(&self.request())
    }

    /// The request as it came.
    #[must_use]
    pub fn request(&self) -> http::Request<Bytes> {
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.target.clone();
        *request.headers_mut() = self.headers.clone();
        request
    }
}

impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seen")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.target.path())
            .field("headers", &HeaderNames(&self.headers))
            .field("body", &Length(&self.body))
            .field("earlier", &self.earlier)
            .finish()
    }
}
