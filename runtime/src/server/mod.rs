//! The other half of an operation: a request read, an answer written. Without I/O, as the first half.

mod answer;
mod fault;
mod received;
mod service;
mod text;

use http::uri::Uri;
use http::{HeaderMap, Method};

pub use self::answer::{AnswerError, AnswerHeader, HeaderWriter, WriteHeaders, answer, refuse};
pub use self::fault::{Part, RequestFault};
pub use self::received::Received;
pub use self::service::{FaultShape, Route, Service};
pub use self::text::{FromText, Given};
use crate::sample::Sample;
use crate::{Endpoint, Operation, OperationInfo, request};

/// An operation that a server can read out of a request.
pub trait Receive: Operation<Headers: WriteHeaders> {
    /// The query parameter that carries the api-version.
    const API_VERSION: &'static str;

    /// The calls that its page shows.
    const SAMPLES: &'static [Sample] = &[];

    /// For a list that comes page by page, the field of the answer that leads to the next page.
    const NEXT_LINK: Option<&'static str> = None;

    /// Reads each field; use [`receive`], which also looks at what belongs to no field.
    ///
    /// # Errors
    /// When a required part is missing, or one is not what it should be.
    fn receive(request: &Received<'_>) -> Result<Self, RequestFault>
    where
        Self: Sized;
}

/// Reads an operation out of a request for it: the inverse of [`Operation::request`].
///
/// The path begins where the operation's begins; a server below a base path takes that away first. Query parameters and
/// headers that the operation does not know are ignored, and a `+` in the query is a plus. What the operation itself
/// would refuse to send, it refuses to receive.
///
/// ```
/// use runtime::server::{self, Receive};
///
/// fn greet<O: Receive + std::fmt::Debug>(request: &http::Request<Vec<u8>>) -> http::StatusCode {
///     match server::receive::<O, _>(request) {
///         Ok(operation) => {
///             println!("{operation:?}");
///             http::StatusCode::OK
///         }
///         Err(fault) => fault.status(),
///     }
/// }
/// ```
///
/// # Errors
/// When it is no request for the operation, or not a lawful one.
pub fn receive<O: Receive, B: AsRef<[u8]>>(request: &http::Request<B>) -> Result<O, RequestFault> {
    let target = Target { info: &O::INFO, api_version: O::API_VERSION };
    let (received, endpoint) =
        target.open(request.method(), request.uri(), request.headers(), request.body().as_ref())?;
    let operation = O::receive(&received)?;
    // One list of what must not be sent, and no second one here that could differ.
    operation.request(&endpoint)?;
    Ok(operation)
}

/// What is known about the operation that a request should be for.
struct Target<'a> {
    info: &'a OperationInfo,
    api_version: &'static str,
}

impl Target<'_> {
    /// The request in its parts, and an endpoint that is pinned to its api-version.
    fn open<'r>(
        &self,
        method: &Method,
        uri: &'r Uri,
        headers: &'r HeaderMap,
        body: &'r [u8],
    ) -> Result<(Received<'r>, Endpoint), RequestFault> {
        let received = Received::new(uri, headers, body, self.info.path).ok_or(RequestFault::NoOperation)?;
        if *method != self.info.method {
            return Err(RequestFault::Method { allowed: vec![self.info.method.clone()] });
        }
        let version: String = received.query(self.api_version)?;
        let endpoint = Endpoint::of_server().with_api_version(version);
        request::version(&endpoint, self.info).map_err(crate::RequestError::from)?;
        Ok((received, endpoint))
    }
}
