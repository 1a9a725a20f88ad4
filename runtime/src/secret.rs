//! Text that nobody should see by accident.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserializer, Serializer};

use crate::{Check, Text, Trail, Value};

/// A password, a token, a private key.
///
/// It is sent like any other text, but neither `Debug` nor an error shows it, and it has no `Display`.
///
/// ```
/// let password = runtime::Secret::from("hunter2");
/// assert_eq!(format!("{password:?}"), "[redacted]");
/// assert_eq!(password.expose(), "hunter2");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The text itself; whoever calls this answers for where it goes.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The text itself, without a copy.
    #[must_use]
    pub fn into_exposed(self) -> String {
        self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl Text for Secret {
    const SECRET: bool = true;

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

impl Value for Secret {
    fn read<'de, D: Deserializer<'de>>(&mut self, from: D, trail: &Trail) -> Result<(), D::Error> {
        self.0.read(from, trail)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }

    fn blank() -> Self {
        Self(String::new())
    }

    fn check(&self, check: &mut Check<'_>) {
        check.text(&self.0);
    }
}

crate::__serde_through_value!(Secret);
