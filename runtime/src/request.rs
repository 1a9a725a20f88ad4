//! Requests, built piece by piece: each piece is encoded for the place where it stands.

use std::fmt;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE};
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::check::{InUse, Walk};
use crate::{
    EncodeError, Endpoint, HeaderFault, Method, Operation, OperationInfo, Parameter, PathFault, RequestError,
    Text, Value, VersionError, encode, route,
};

/// A request that is ready to be sent.
pub type Request = http::Request<Payload>;

/// The body of a request. `Debug` shows only its length.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Payload(Bytes);

impl Payload {
    /// The bytes to send.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.0
    }

    /// The bytes to send, without a copy.
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        self.0
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

impl AsRef<[u8]> for Payload {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Bytes> for Payload {
    fn from(bytes: Bytes) -> Self {
        Self(bytes)
    }
}

/// All but the unreserved characters of RFC 3986: what stays plain is plain in every part of an address.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The names of some query options, such as `$select`, begin with a dollar sign that services want to see as such.
const RESERVED_IN_NAME: &AsciiSet = &RESERVED.remove(b'$');

/// Most operations have no more headers than this.
const USUAL_HEADERS: usize = 6;

/// Room for the values and the query, beyond what the path's template shows.
const USUAL_VALUES: usize = 96;

/// Builds the request of one operation.
///
/// A piece that cannot be sent is remembered, what follows is left alone, and [`empty`](Self::empty) or
/// [`json`](Self::json) reports it; so the calls need no `?` between them.
///
/// ```
/// use runtime::{Endpoint, Method, OperationInfo, RequestBuilder};
///
/// let info = OperationInfo {
///     name: "workshop.widgets.Get",
///     method: Method::GET,
///     path: "/widgets/{name}",
///     api_versions: &["7.0"],
///     since: None,
///     until: None,
///     success: &[200],
///     security: &[],
/// };
/// let endpoint = Endpoint::new("https://workshop.example")?;
/// let mut request = RequestBuilder::new(&endpoint, &info);
/// request.literal("/widgets/");
/// request.path("name", &"nut/bolt".to_owned());
/// request.query("$select", &Some("id, size".to_owned()));
/// request.query("timeout", &None::<i32>);
/// let request = request.empty()?;
/// assert_eq!(request.uri(), "https://workshop.example/widgets/nut%2Fbolt?$select=id%2C%20size");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct RequestBuilder<'a> {
    endpoint: &'a Endpoint,
    method: Method,
    api_versions: InUse,
    target: String,
    has_query: bool,
    headers: HeaderMap,
    error: Option<RequestError>,
}

impl<'a> RequestBuilder<'a> {
    /// Begins at the endpoint's base path.
    #[must_use]
    pub fn new(endpoint: &'a Endpoint, info: &OperationInfo) -> Self {
        let base = endpoint.base();
        let mut target = String::with_capacity(base.len() + info.path.len() + USUAL_VALUES);
        target.push_str(base);
        let mut headers = HeaderMap::with_capacity(USUAL_HEADERS);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        let (version, error) = match version(endpoint, info) {
            Ok(version) => (version, None),
            Err(error) => ("", Some(error.into())),
        };
        let api_versions = InUse { known: info.api_versions, version };
        Self { endpoint, method: info.method.clone(), api_versions, target, has_query: false, headers, error }
    }

    /// Appends a part of the path that is the same in all requests, as it is.
    pub fn literal(&mut self, part: &'static str) {
        self.target.push_str(part);
    }

    /// Appends a value to the path.
    pub fn path<T: Text>(&mut self, name: &'static str, value: &T) {
        self.path_text(name, &value.text());
    }

    /// Appends a value to the path, or nothing: the path ends in a slash then.
    pub fn optional_path<T: Text>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.path(name, value);
        }
    }

    /// Refuses the path, complete by now, if it is one of another operation, whose template this is.
    pub fn avoid(&mut self, template: &'static str) {
        // The target begins with the base. To look whether it does costs more than all the rest where there is no base:
        // the C library then compares nothing at an address that is none.
        let path = self.target.get(self.endpoint.base().len()..).unwrap_or_default();
        if route::is_of(path, template) {
            self.fail(RequestError::OtherOperation { path: template });
        }
    }

    /// Appends the query parameter that carries the api-version.
    pub fn api_version(&mut self, name: &'static str) {
        self.query_text(name, self.api_versions.version);
    }

    /// Refuses what the api-version in use does not have.
    pub fn check<O: Operation>(&mut self, operation: &O) {
        if self.error.is_none() {
            let mut walk = Walk::of_versions(self.api_versions);
            operation.check(&mut walk.check());
            self.note(walk);
        }
    }

    fn note(&mut self, walk: Walk) {
        self.error = walk.into_fault().map(RequestError::from);
    }

    /// Appends a query parameter, unless it is `None`.
    pub fn query<P: Parameter>(&mut self, name: &'static str, value: &P) {
        if let Some(text) = value.given() {
            self.query_text(name, &text);
        }
    }

    /// Sets a header, unless it is `None`.
    pub fn header<P: Parameter>(&mut self, name: &'static str, value: &P) {
        if let Some(text) = value.given() {
            self.header_text(name, &text, if P::SECRET { Visibility::Secret } else { Visibility::Plain });
        }
    }

    /// Ends a request that has no body.
    ///
    /// # Errors
    /// The first piece that cannot be sent.
    pub fn empty(mut self) -> Result<Request, RequestError> {
        // Of these methods a server expects a body; RFC 9110, 8.6 wants it told that there is none.
        if matches!(self.method, Method::POST | Method::PUT | Method::PATCH) {
            self.headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        self.finish(Payload::default())
    }

    /// Ends a request whose body is JSON.
    ///
    /// # Errors
    /// The first piece that cannot be sent, or a body that JSON cannot hold.
    pub fn json<T: Value>(self, content_type: &'static str, body: &T) -> Result<Request, RequestError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        self.finish_with_type(content_type, encode(body))
    }

    fn path_text(&mut self, name: &'static str, text: &str) {
        match path_fault(text) {
            None => self.push(text, RESERVED),
            Some(fault) => self.fail(RequestError::Path { name, fault }),
        }
    }

    fn query_text(&mut self, name: &'static str, text: &str) {
        self.target.push(if self.has_query { '&' } else { '?' });
        self.has_query = true;
        self.push(name, RESERVED_IN_NAME);
        self.target.push('=');
        self.push(text, RESERVED);
    }

    /// Appends a text, encoded where it has to be: most are plain, and copied whole after one look.
    fn push(&mut self, text: &str, reserved: &'static AsciiSet) {
        if text.bytes().all(is_unreserved) {
            self.target.push_str(text);
        } else {
            self.target.extend(utf8_percent_encode(text, reserved));
        }
    }

    fn header_text(&mut self, name: &'static str, text: &str, visibility: Visibility) {
        match header_value(text) {
            Ok(value) => self.insert_header(name, value, visibility),
            Err(fault) => self.fail(RequestError::Header { name, fault }),
        }
    }

    fn insert_header(&mut self, name: &'static str, mut value: HeaderValue, visibility: Visibility) {
        value.set_sensitive(matches!(visibility, Visibility::Secret));
        match HeaderName::from_bytes(name.as_bytes()) {
            Ok(key) => drop(self.headers.insert(key, value)),
            Err(_) => self.fail(RequestError::Header { name, fault: HeaderFault::Name }),
        }
    }

    fn fail(&mut self, error: RequestError) {
        self.error.get_or_insert(error);
    }

    fn finish_with_type(
        mut self,
        content_type: &'static str,
        body: Result<Vec<u8>, EncodeError>,
    ) -> Result<Request, RequestError> {
        let body = Payload(body.map_err(RequestError::Body)?.into());
        match HeaderValue::from_maybe_shared(Bytes::from_static(content_type.as_bytes())) {
            Ok(value) => drop(self.headers.insert(CONTENT_TYPE, value)),
            Err(_) => self.fail(RequestError::Header { name: "content-type", fault: HeaderFault::Character }),
        }
        self.finish(body)
    }

    fn finish(self, body: Payload) -> Result<Request, RequestError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let mut request = http::Request::new(body);
        *request.method_mut() = self.method;
        *request.uri_mut() = join(self.endpoint, self.target)?;
        *request.headers_mut() = self.headers;
        Ok(request)
    }
}

/// The version that a request is of.
pub(crate) fn version(endpoint: &Endpoint, info: &OperationInfo) -> Result<&'static str, VersionError> {
    let Some(pinned) = endpoint.api_version() else { return Ok(info.newest()) };
    let known = info.api_versions;
    let Some(version) = known.iter().copied().find(|version| *version == pinned) else {
        return Err(VersionError::Unknown { version: pinned.to_owned(), known });
    };
    if info.exists_in(version) {
        return Ok(version);
    }
    let what = format!("operation `{}`", info.name);
    Err(VersionError::Lacks { what, version, since: info.since, until: info.until })
}

#[derive(Clone, Copy)]
enum Visibility {
    Plain,
    Secret,
}

fn is_unreserved(byte: u8) -> bool {
    matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~')
}

/// An empty value removes its segment, and dots climb out of it: both reach a resource that nobody asked for.
fn path_fault(text: &str) -> Option<PathFault> {
    match text {
        "" => Some(PathFault::Empty),
        "." | ".." => Some(PathFault::Dots),
        _ => None,
    }
}

/// The `http` crate also takes bytes beyond ASCII and spaces at the ends, which servers read in different ways.
pub(crate) fn header_value(text: &str) -> Result<HeaderValue, HeaderFault> {
    if text.is_empty() {
        return Err(HeaderFault::Empty);
    }
    if text.starts_with(' ')
        || text.ends_with(' ')
        || !text.bytes().all(|b| b == b' ' || b.is_ascii_graphic())
    {
        return Err(HeaderFault::Character);
    }
    HeaderValue::from_str(text).map_err(|_| HeaderFault::Character)
}

fn join(endpoint: &Endpoint, target: String) -> Result<http::Uri, RequestError> {
    let target = PathAndQuery::from_maybe_shared(Bytes::from(target)).map_err(|_| RequestError::TooLong)?;
    let mut parts = http::uri::Parts::default();
    parts.scheme = Some(endpoint.scheme().clone());
    parts.authority = Some(endpoint.authority().clone());
    parts.path_and_query = Some(target);
    http::Uri::from_parts(parts).map_err(|_| RequestError::TooLong)
}
