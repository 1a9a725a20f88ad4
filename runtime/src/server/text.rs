//! What stands in a path, a query or a header, read back: the inverse of `Text` and `Parameter`.

use super::fault::{Part, RequestFault};
use crate::header::FromHeader;
use crate::open_enum::from_text;
use crate::{Base64, Base64Url, DateTime, HttpDate, OpenEnum, Secret, UnixTime, Uri, Uuid};

/// A value that can be read from a path, a query or a header.
pub trait FromText: Sized {
    /// What the text should be, for messages: `an integer of 32 bits`.
    const EXPECTED: &'static str;

    /// Reads the value.
    fn from_text(text: &str) -> Option<Self>;
}

macro_rules! any_text {
    ($($type:ty)*) => {$(
        impl FromText for $type {
            const EXPECTED: &'static str = "a text";

            fn from_text(text: &str) -> Option<Self> {
                Some(text.into())
            }
        }
    )*};
}

any_text!(String Secret Uuid DateTime HttpDate Base64 Base64Url Uri);

macro_rules! parsed {
    ($($type:ty)*) => {$(
        impl FromText for $type {
            const EXPECTED: &'static str = <$type as FromHeader>::EXPECTED;

            fn from_text(text: &str) -> Option<Self> {
                Self::from_header(text)
            }
        }
    )*};
}

parsed!(bool i32 i64 f64 UnixTime);

impl<T: OpenEnum> FromText for T {
    const EXPECTED: &'static str = "a text";

    fn from_text(text: &str) -> Option<Self> {
        Some(from_text(text.into()))
    }
}

/// What a field holds: a [`FromText`] that must be there, or an [`Option`] of one.
pub trait Given: Sized {
    /// Reads what was found under a name.
    ///
    /// # Errors
    /// When it is missing and required, or not what it should be.
    fn given(text: Option<&str>, part: Part, name: &'static str) -> Result<Self, RequestFault>;
}

impl<T: FromText> Given for T {
    fn given(text: Option<&str>, part: Part, name: &'static str) -> Result<Self, RequestFault> {
        let text = text.ok_or(RequestFault::Missing { part, name })?;
        T::from_text(text).ok_or(RequestFault::Value { part, name, expected: T::EXPECTED })
    }
}

impl<T: FromText> Given for Option<T> {
    fn given(text: Option<&str>, part: Part, name: &'static str) -> Result<Self, RequestFault> {
        text.map(|text| T::given(Some(text), part, name)).transpose()
    }
}
