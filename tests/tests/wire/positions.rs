//! Every place of every request where a caller's text goes; they are found when this is built, so that none of a new spec is
//! left out.

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

include!(concat!(env!("OUT_DIR"), "/positions.rs"));
