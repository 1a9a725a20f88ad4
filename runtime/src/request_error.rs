//! Why a request was not even built.

use std::fmt;

use crate::EncodeError;

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

    /// Path and query together are longer than 65534 bytes.
    TooLong,
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
            Self::TooLong => {
                f.write_str("path and query are longer than 65534 bytes together; shorten the values")
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
