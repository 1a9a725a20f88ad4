//! What every generated operation is: a request to build, an answer to read, and plain facts about both.

use bytes::Bytes;

use crate::check::{InUse, Walk};
use crate::{
    Check, Endpoint, Error, Fault, Method, Request, RequestError, Response, ResponseBody, ResponseHeaders,
    ValidationError, response,
};

/// One call of a service, as a value.
///
/// An operation does no I/O: [`request`](Self::request) says what to send, [`response`](Self::response) reads what
/// came back, and anything that speaks [`http`] can carry the one to the service and the other back.
pub trait Operation {
    /// The decoded body of a success; `()` where there is none.
    type Body: ResponseBody;

    /// The response headers that the service documents; [`NoHeaders`](crate::NoHeaders) where it documents none.
    type Headers: ResponseHeaders;

    /// How the service describes a failure.
    type Error: Fault;

    /// What is known about the operation before it is called.
    const INFO: OperationInfo;

    /// Builds the request.
    ///
    /// # Errors
    /// When a value cannot be sent without changing its meaning, such as an empty name in the path, or when the
    /// api-version in use does not have something that is sent.
    fn request(&self, endpoint: &Endpoint) -> Result<Request, RequestError>;

    /// Goes through what is sent and has limits; see [`validate`](Self::validate).
    fn check(&self, _: &mut Check<'_>) {}

    /// Holds what is sent against the limits that the pages state: ranges, lengths, patterns, fixed values, and what one
    /// field says about another.
    ///
    /// Nobody calls this but you. The service may allow more tomorrow than its pages say today, and then a request that
    /// a client refuses to send is lost, while one that the service refuses comes back with a reason.
    ///
    /// # Errors
    /// When something is not within its limits; the error lists all that is not.
    fn validate(&self) -> Result<(), ValidationError> {
        let mut walk = Walk::of_limits();
        self.check(&mut walk.check());
        walk.into_validation()
    }

    /// Reads the answer.
    ///
    /// # Errors
    /// [`Error::Service`] when the service refused, [`Error::Response`] when the answer is not what it documents.
    fn response(answer: http::Response<Bytes>) -> Answer<Self> {
        response::read(Self::INFO.success, answer)
    }
}

/// What a call of the operation `O` comes to.
pub type Answer<O> =
    Result<Response<<O as Operation>::Body, <O as Operation>::Headers>, Error<<O as Operation>::Error>>;

/// What is known about an operation before it is called.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationInfo {
    /// Service, resource and operation: `azure_batch.certificates.Get`.
    pub name: &'static str,

    /// The HTTP method.
    pub method: Method,

    /// The path as documented, with its `{variables}`.
    pub path: &'static str,

    /// The api-versions of the service, oldest first.
    pub api_versions: &'static [&'static str],

    /// The first of them that has the operation; `None` is the first of all.
    pub since: Option<&'static str>,

    /// The last of them that has the operation; `None` is the last of all.
    pub until: Option<&'static str>,

    /// Statuses that mean success.
    pub success: &'static [u16],

    /// Ways to authenticate; any one of them suffices, none means that none is documented.
    pub security: &'static [SecurityScheme],
}

impl OperationInfo {
    /// The newest api-version that has the operation: the one that requests are of, unless their endpoint is
    /// [pinned](Endpoint::with_api_version) to another.
    #[must_use]
    pub fn newest(&self) -> &'static str {
        self.until.or(self.api_versions.last().copied()).unwrap_or_default()
    }

    /// Whether an api-version has the operation.
    #[must_use]
    pub fn exists_in(&self, version: &str) -> bool {
        let known = self.api_versions.iter().find(|known| **known == version);
        known.is_some_and(|version| {
            InUse { known: self.api_versions, version }.is_within(self.since, self.until)
        })
    }
}

/// A documented way to authenticate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SecurityScheme {
    /// A bearer token from an OAuth 2 authority.
    OAuth2 {
        /// What the service calls the scheme.
        name: &'static str,

        /// The OAuth 2 flow: `implicit`, `clientCredentials`, …
        flow: &'static str,

        /// Where a user grants access.
        authorization_url: &'static str,

        /// Scopes that the token must carry.
        scopes: &'static [&'static str],
    },

    /// A secret that travels with each request.
    ApiKey {
        /// What the service calls the scheme.
        name: &'static str,

        /// Where the secret travels.
        location: KeyLocation,
    },
}

/// Where an API key travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyLocation {
    /// In the header of this name.
    Header(&'static str),

    /// In the query parameter of this name.
    Query(&'static str),
}
