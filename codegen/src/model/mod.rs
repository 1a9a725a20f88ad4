//! What a spec means in Rust: every name, type and line of docs is decided here; nothing of YAML, nothing of tokens.

mod long_running;
mod operation;
mod types;

use indexmap::IndexSet;

pub use long_running::{Argument, FollowUp, LongRunning, Phase, TextPath};
pub use operation::{
    Body, Headers, Literal, Location, Method, Operation, Parameter, ResponseHeader, Sample, Security, Segment,
};
pub use types::{
    Definition, Enum, Fault, Field, FieldPath, FieldStep, Form, Home, Lifespan, Limit, Model, Name, Pages,
    Presence, Rule, Type, TypeKind, TypeRef, Variant,
};

/// Lines of documentation: Markdown, already escaped, without the `///`.
pub type Docs = Vec<String>;

/// A service: one folder of specs, one module, one feature.
#[derive(Clone, Debug)]
pub struct Service {
    /// The module: `azure_batch`.
    pub module: Name,
    /// The feature and the folder of the specs: `azure-batch`.
    pub feature: String,
    /// The file that it was lowered from, as shown in messages.
    pub source: String,
    /// What the module is about.
    pub docs: Docs,
    /// A base URL for the examples of the docs.
    pub base_url: String,
    /// Its api-versions, oldest first.
    pub api_versions: Vec<String>,
    /// The ways to prove who calls; any one of them suffices.
    pub security: Vec<Scheme>,
    /// Definitions that all of its files see.
    pub definitions: Vec<Definition>,
    /// Its other files, sorted by name.
    pub resources: Vec<Resource>,
    /// All of its operations in the order in which a server looks for the one that a request is for.
    pub routes: Vec<Route>,
    /// Where its error holds what it tells.
    pub error: ErrorPaths,
}

/// The properties to go through, on the wire, from a service's error to what it tells.
#[derive(Clone, Debug)]
pub struct ErrorPaths {
    /// To its code.
    pub code: Vec<String>,
    /// To its message.
    pub message: Vec<String>,
}

/// An operation, as its service's file names it.
#[derive(Clone, Debug)]
pub struct Route {
    /// The module of its resource.
    pub resource: Name,
    /// Its own name.
    pub operation: Name,
}

/// One way to prove who calls.
#[derive(Clone, Debug)]
pub enum Scheme {
    /// A token that an OAuth 2.0 authorization server issued.
    OAuth2 {
        /// The page's name of the scheme.
        name: String,
        /// The flow: `implicit`.
        flow: String,
        /// Where a person grants access.
        authorization_url: String,
        /// What the token must be good for.
        scopes: Vec<String>,
    },
    /// A key that travels in a header or in the query.
    ApiKey {
        /// The page's name of the scheme.
        name: String,
        /// Whether it is a header or a query parameter, and which.
        location: KeyLocation,
    },
}

impl Scheme {
    /// The page's name of it.
    pub fn name(&self) -> &str {
        match self {
            Self::OAuth2 { name, .. } | Self::ApiKey { name, .. } => name,
        }
    }
}

/// Where an api key travels.
#[derive(Clone, Debug)]
pub enum KeyLocation {
    /// In the header of this name.
    Header(String),
    /// In the query parameter of this name.
    Query(String),
}

/// One file of operations and definitions: one Rust file.
#[derive(Clone, Debug)]
pub struct Resource {
    /// The module: `certificates`.
    pub module: Name,
    /// The file that it was lowered from, as shown in messages.
    pub source: String,
    /// What the module is about.
    pub docs: Docs,
    /// The calls, in the file's order.
    pub operations: Vec<Operation>,
    /// The types, in the file's order.
    pub definitions: Vec<Definition>,
    /// The Rust names of both.
    pub names: IndexSet<Name>,
}
