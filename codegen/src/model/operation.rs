//! Operations: what is sent, what comes back, and the samples that prove both.

use super::{Docs, Field, Lifespan, LongRunning, Name, Type, TypeRef};

/// One call of the service.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The Rust type.
    pub name: Name,
    /// Its docs.
    pub docs: Docs,
    /// Why not to use it, if the page says so.
    pub deprecated: Option<String>,
    /// The HTTP method.
    pub method: Method,
    /// The path as the page prints it: `/certificates/{certificate-name}`.
    pub template: String,
    /// The path in its parts.
    pub path: Vec<Segment>,
    /// Paths of other operations that a value of this one's path could lead to.
    pub avoided: Vec<String>,
    /// Everything that travels in path, query and headers: path first, then in the page's order.
    pub parameters: Vec<Parameter>,
    /// The query parameter that carries the api-version.
    pub api_version_parameter: String,
    /// The first and the last api-version that have it, if not all do.
    pub lifespan: Lifespan,
    /// The newest api-version that has it.
    pub newest: String,
    /// Whether something that it sends is not in all api-versions.
    pub versioned: bool,
    /// What is sent.
    pub body: Option<Body>,
    /// The statuses that mean success.
    pub success: Vec<u16>,
    /// What comes back on success, if anything.
    pub answer: Option<Type>,
    /// Where the answer is one page of a list, the wire name of the field that leads to the next.
    pub next_link: Option<String>,
    /// The response headers that the page lists, if any.
    pub headers: Option<Headers>,
    /// What the service's error decodes into.
    pub error: Type,
    /// Which schemes the page asks for.
    pub security: Security,
    /// What makes it a long operation, if it is one.
    pub long_running: Option<LongRunning>,
    /// The page's samples.
    pub samples: Vec<Sample>,
}

impl Operation {
    /// The path with its variables' names left out: two that differ by those alone are the same to the service.
    pub fn route(&self) -> String {
        let parts = self.path.iter().map(|segment| match segment {
            Segment::Literal(text) => text.as_str(),
            Segment::Value(_) => "{}",
        });
        parts.collect()
    }
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `DELETE`
    Delete,
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `PATCH`
    Patch,
    /// `POST`
    Post,
    /// `PUT`
    Put,
}

impl Method {
    /// Every method, by its name.
    pub const ALL: [Self; 6] = [Self::Delete, Self::Get, Self::Head, Self::Patch, Self::Post, Self::Put];

    /// Its name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Delete => "DELETE",
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Post => "POST",
            Self::Put => "PUT",
        }
    }
}

/// A part of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Text that is sent as it stands.
    Literal(String),
    /// The value of this one of [`Operation::parameters`]; if it is not required, it is the last.
    Value(usize),
}

/// A value that travels in the path, the query or a header.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The field that holds it.
    pub field: Field,
    /// Where it travels.
    pub location: Location,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
}

/// What an operation sends.
#[derive(Clone, Debug)]
pub struct Body {
    /// The field that holds it.
    pub field: Field,
    /// Its media type, with parameters.
    pub media_type: String,
}

/// The response headers that a page lists.
#[derive(Clone, Debug)]
pub struct Headers {
    /// The Rust type.
    pub name: Name,
    /// Its docs.
    pub docs: Docs,
    /// The headers, in the page's order.
    pub rows: Vec<ResponseHeader>,
}

/// A response header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseHeader {
    /// The Rust field.
    pub name: Name,
    /// The header.
    pub wire: String,
    /// Its docs.
    pub docs: Docs,
    /// What it holds.
    pub ty: Type,
}

/// Which schemes an operation asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Security {
    /// Those of the service.
    OfService,
    /// These ones of the service's, by position.
    Some(Vec<usize>),
    /// The page states none.
    NotStated,
}

/// A sample of a page: one call and its answer.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The name of its test.
    pub test: Name,
    /// What `new` is given, in its order.
    pub arguments: Vec<Literal>,
    /// What the setters are given.
    pub setters: Vec<(Name, Literal)>,
    /// The api-version that the endpoint is pinned to.
    pub api_version: String,
    /// The path and query that must be sent.
    pub target: String,
    /// The same for an endpoint that is not pinned.
    pub newest_target: String,
    /// The JSON that must be sent.
    pub body: Option<serde_json::Value>,
    /// The status that is answered.
    pub status: u16,
    /// The headers that are answered.
    pub headers: Vec<(String, String)>,
    /// The JSON that is answered.
    pub answer: Option<serde_json::Value>,
}

/// A value as a Rust reader would write it.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `true`
    Boolean(bool),
    /// `5`
    Integer(i64),
    /// `0.5`
    Double(f64),
    /// `"text"`, for everything that is made of text.
    Text(String),
    /// `[…]`
    List(Vec<Literal>),
    /// `[("key", …)]`
    Map(Vec<(String, Literal)>),
    /// `Model::new(…).setter(…)`
    Model {
        /// The model.
        model: TypeRef,
        /// What `new` is given.
        arguments: Vec<Literal>,
        /// What the setters are given.
        setters: Vec<(Name, Literal)>,
    },
    /// `rt::decode::<Type>(…)`: what `new` and setters do not make.
    Json {
        /// The type.
        ty: Type,
        /// The JSON that it is decoded from.
        value: serde_json::Value,
    },
}
