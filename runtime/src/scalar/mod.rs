//! Small values that travel as text or as a number, kept exactly as they came.
//!
//! A service's own samples hold texts that are not what their type says, and times that no calendar type can hold.
//! So these types store what is given and check when somebody converts: to bytes, to [`SystemTime`], or, behind
//! features, to the types of `jiff`, `time`, `chrono`, `uuid` and `url`.
//!
//! [`SystemTime`]: std::time::SystemTime

mod base64;
mod newtype;
mod time;
mod uri;
mod uuid;

use std::fmt;

pub use self::base64::{Base64, Base64Url};
pub use self::time::{DateTime, HttpDate, UnixTime};
pub use self::uri::Uri;
pub use self::uuid::Uuid;

/// A scalar whose text is not what its type says, or a value that its type cannot hold.
///
/// The text itself is not shown: it may be half of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScalarError {
    expected: &'static str,
}

impl ScalarError {
    pub(crate) fn expected(expected: &'static str) -> Self {
        Self { expected }
    }
}

impl fmt::Display for ScalarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not {}", self.expected)
    }
}

impl std::error::Error for ScalarError {}
