//! Why a request was not even built.

use std::fmt;

use crate::EncodeError;
use crate::one_line::OneLine;

/// A value that cannot be sent without changing its meaning. Nothing was sent, and the value is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestError {
    /// A value of the path.
    Path {
        /// The parameter, as the service calls it.
        name: &'static str,

        /// What is wrong with its value.
        fault: PathFault,
    },

    /// A header.
    Header {
        /// The header, as the service calls it.
        name: &'static str,

        /// What is wrong with it.
        fault: HeaderFault,
    },

    /// The body.
    Body(EncodeError),

    /// The values make the path that of another operation.
    OtherOperation {
        /// The path of that operation, with its `{variables}`.
        path: &'static str,
    },

    /// A link that the service gave leads away from the endpoint, or is no address. Nothing is sent there.
    ForeignLink {
        /// The host that it leads to.
        host: Option<String>,
    },

    /// A link that the service gave leads back to a page that was read.
    RepeatedLink,

    /// The api-version in use is not known, or does not have something that would be sent.
    Version(Box<VersionError>),

    /// The signature of the request.
    #[cfg(feature = "shared-key")]
    Signature(crate::auth::shared_key::SharedKeyError),

    /// Path and query together are longer than 65534 bytes.
    TooLong,
}

/// What is wrong with an api-version.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VersionError {
    /// The endpoint is pinned to a version that the service does not list.
    Unknown {
        /// The version.
        version: String,

        /// Those that the service lists, oldest first.
        known: &'static [&'static str],
    },

    /// The version does not have something that would be sent.
    Lacks {
        /// The operation, the field, or the field and its value.
        what: String,

        /// The version in use.
        version: &'static str,

        /// The first version that has it; `None` is the first of all.
        since: Option<&'static str>,

        /// The last version that has it; `None` is the last of all.
        until: Option<&'static str>,
    },
}

/// What is wrong with a value of the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PathFault {
    /// It is empty.
    Empty,

    /// It is `.` or `..`.
    Dots,
}

/// What is wrong with a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HeaderFault {
    /// Its value is empty.
    Empty,

    /// Its value holds a control character, one beyond ASCII, or a space at an end.
    Character,

    /// Its name is not one.
    Name,
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path { name, fault } => write!(f, "path parameter `{name}`: {fault}"),
            Self::Header { name, fault } => write!(f, "header `{name}`: {fault}"),
            Self::Body(error) => write!(f, "request body: {error}"),
            Self::OtherOperation { path } => write!(
                f,
                "these values make the path that of another operation, `{path}`; call that one if it is meant"
            ),
            Self::ForeignLink { host: Some(host) } => write!(
                f,
                "the link to the next page leads to {} and away from the endpoint; it was not followed",
                OneLine::new(host, 100)
            ),
            Self::ForeignLink { host: None } => {
                f.write_str("the link to the next page is no whole address; it was not followed")
            }
            Self::RepeatedLink => f.write_str("the link to the next page leads back to one that was read"),
            Self::Version(error) => fmt::Display::fmt(error, f),
            #[cfg(feature = "shared-key")]
            Self::Signature(error) => write!(f, "signature: {error}"),
            Self::TooLong => {
                f.write_str("path and query are longer than 65534 bytes together; shorten the values")
            }
        }
    }
}

impl fmt::Display for VersionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { version, known } => {
                let (version, known) = (OneLine::new(version, 60), known.join(", "));
                write!(f, "the service has no api-version `{version}`; pin the endpoint to one of {known}")
            }
            Self::Lacks { what, version, since, until } => {
                write!(f, "api-version {version} does not have {what}, which ")?;
                match (since, until) {
                    (Some(since), None) => write!(f, "came with {since}")?,
                    (None, Some(until)) => write!(f, "went after {until}")?,
                    (Some(since), Some(until)) if since == until => write!(f, "only {since} has")?,
                    (Some(since), Some(until)) => write!(f, "was there from {since} to {until}")?,
                    (None, None) => f.write_str("no version lacks")?,
                }
                f.write_str("; do without it, or pin the endpoint to a version that has it")
            }
        }
    }
}

impl fmt::Display for PathFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => {
                "the value is empty, which would address another resource; give the resource's name"
            }
            Self::Dots => {
                "the value is `.` or `..`, which would address another resource; give the resource's name"
            }
        })
    }
}

impl fmt::Display for HeaderFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the value is empty; leave the header out instead",
            Self::Character => "the value may hold only visible ASCII characters, and spaces between them",
            Self::Name => {
                "the name is not a header's name; it comes from the API's specification, mend it there"
            }
        })
    }
}

impl std::error::Error for RequestError {}

impl std::error::Error for VersionError {}

impl From<VersionError> for RequestError {
    fn from(error: VersionError) -> Self {
        Self::Version(Box::new(error))
    }
}
