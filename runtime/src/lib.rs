//! What generated API clients call: requests and responses without I/O, scalars, errors.
//!
//! An [`Operation`] builds an [`http::Request`] and reads an [`http::Response`]. Nothing here opens a connection, asks
//! for the time or rolls dice, so the crate works wherever Rust does.

#![forbid(unsafe_code)]

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
pub mod auth;
mod check;
#[cfg(feature = "client")]
pub mod client;
mod convert;
mod credential_error;
mod endpoint;
mod error;
pub mod header;
mod json;
mod limit;
mod long_running;
#[cfg(feature = "mock")]
pub mod mock;
mod model;
mod nullable;
mod one_line;
mod open_enum;
mod operation;
mod page;
pub mod poll;
mod request;
mod request_error;
mod response;
mod response_error;
pub mod retry;
mod route;
pub mod sample;
mod scalar;
mod secret;
#[cfg(feature = "server")]
pub mod server;
mod text;
mod trail;
mod transport_error;
mod unknown;
mod validation;
mod value;

pub use bytes::Bytes;
pub use http::{HeaderMap, Method, StatusCode};
pub use serde::de::MapAccess;
pub use serde::ser::SerializeMap;
/// Any JSON.
pub use serde_json::Value as Json;

/// A JSON object whose keys are data.
pub type Map<T> = std::collections::BTreeMap<String, T>;

pub use crate::check::Check;
pub use crate::credential_error::{CredentialError, CredentialFault};
pub use crate::endpoint::{Endpoint, EndpointError};
pub use crate::error::{Error, Fault, ServiceError};
pub use crate::header::{FromHeader, HeaderError};
pub use crate::json::{DecodeError, EncodeError, decode, encode};
pub use crate::limit::Limit;
pub use crate::long_running::{Cancel, LongRunning, Outcome, Polled};
pub use crate::model::{Field, FieldValue, Model, write};
pub use crate::nullable::Nullable;
pub use crate::open_enum::OpenEnum;
pub use crate::operation::{Answer, KeyLocation, Operation, OperationInfo, SecurityScheme};
pub use crate::page::{Page, follow};
pub use crate::request::{Payload, Request, RequestBuilder};
pub use crate::request_error::{HeaderFault, PathFault, RequestError, VersionError};
pub use crate::response::{NoHeaders, Response, ResponseBody, ResponseHeaders};
pub use crate::response_error::{ResponseError, ResponseFault};
pub use crate::scalar::{Base64, Base64Url, DateTime, HttpDate, ScalarError, UnixTime, Uri, Uuid};
pub use crate::secret::Secret;
pub use crate::text::{Parameter, Text};
pub use crate::trail::Trail;
pub use crate::transport_error::{TransportError, TransportFault};
pub use crate::unknown::{Unknown, UnknownFields};
pub use crate::validation::{ValidationError, Violation};
pub use crate::value::Value;
