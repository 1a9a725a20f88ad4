//! Every place of every request where a caller's text goes.

use generated::azure_batch::certificates::{Add, CertificateAddParameter, Delete, Get};
use generated::azure_key_vault::certificates::{DeleteCertificate, DeleteCertificateOperation};
use generated::rt::{Endpoint, Operation, OperationInfo, Request, RequestError};

/// One place in one operation's request.
pub struct Position {
    pub info: OperationInfo,
    pub part: Part,
    /// The parameter, as the service calls it.
    pub name: &'static str,
    build: Build,
}

/// Builds the request with this value in the place.
type Build = Box<dyn Fn(&str) -> Result<Request, RequestError>>;

/// The part of a request in which a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Path,
    Query,
    Header,
}

impl Position {
    /// The request with this value here and plain ones elsewhere.
    pub fn request(&self, value: &str) -> Result<Request, RequestError> {
        (self.build)(value)
    }

    /// Where a failing test failed.
    pub fn shown(&self) -> String {
        format!("{:?} `{}` of {}", self.part, self.name, self.info.name)
    }
}

/// Where the requests go.
pub fn endpoint() -> Endpoint {
    Endpoint::new("https://service.example:8443/base").expect("an https address")
}

fn position<O: Operation>(
    part: Part,
    name: &'static str,
    operation: impl Fn(&str) -> O + 'static,
) -> Position {
    let build = move |value: &str| operation(value).request(&endpoint());
    Position { info: O::INFO, part, name, build: Box::new(build) }
}

/// All of them.
pub fn positions() -> Vec<Position> {
    use Part::{Header, Path, Query};
    vec![
        position(Header, "client-request-id", |value| add().client_request_id(value)),
        position(Header, "ocp-date", |value| add().ocp_date(value)),
        position(Path, "thumbprintAlgorithm", |value| get(value, "0123")),
        position(Path, "thumbprint", |value| get("sha1", value)),
        position(Query, "$select", |value| get("sha1", "0123").select(value)),
        position(Header, "client-request-id", |value| get("sha1", "0123").client_request_id(value)),
        position(Header, "ocp-date", |value| get("sha1", "0123").ocp_date(value)),
        position(Path, "thumbprintAlgorithm", |value| delete(value, "0123")),
        position(Path, "thumbprint", |value| delete("sha1", value)),
        position(Header, "client-request-id", |value| delete("sha1", "0123").client_request_id(value)),
        position(Header, "ocp-date", |value| delete("sha1", "0123").ocp_date(value)),
        position(Path, "certificate-name", |value| DeleteCertificate::new(value)),
        position(Path, "certificate-name", |value| DeleteCertificateOperation::new(value)),
    ]
}

// Each operation with all that may be set, so that a value can be seen to change none of the others.

fn add() -> Add {
    Add::new(CertificateAddParameter::new("data", "0123", "sha1"))
        .timeout(30)
        .client_request_id("id")
        .return_client_request_id(true)
        .ocp_date("date")
}

fn get(thumbprint_algorithm: &str, thumbprint: &str) -> Get {
    Get::new(thumbprint_algorithm, thumbprint)
        .select("url")
        .timeout(30)
        .client_request_id("id")
        .return_client_request_id(true)
        .ocp_date("date")
}

fn delete(thumbprint_algorithm: &str, thumbprint: &str) -> Delete {
    Delete::new(thumbprint_algorithm, thumbprint)
        .timeout(30)
        .client_request_id("id")
        .return_client_request_id(true)
        .ocp_date("date")
}
