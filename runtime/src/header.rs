//! Typed reading of response headers.

use std::fmt;

use http::HeaderMap;

/// The value of a header as text, if the header is there; of several the first.
///
/// Bytes that are not UTF-8 come out as U+FFFD.
#[must_use]
pub fn text<T: From<String>>(headers: &HeaderMap, name: &str) -> Option<T> {
    raw_text(headers, name).map(T::from)
}

/// The value of a header as something that needs parsing, if the header is there; of several the first.
#[must_use]
pub fn parsed<T: FromHeader>(headers: &HeaderMap, name: &'static str) -> Option<Result<T, HeaderError>> {
    let text = raw_text(headers, name)?;
    Some(T::from_header(text.trim()).ok_or(HeaderError { name, expected: T::EXPECTED }))
}

fn raw_text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// A type that a response header may hold and that needs parsing.
pub trait FromHeader: Sized {
    /// What the header should hold, for messages: `an integer of 32 bits`.
    const EXPECTED: &'static str;

    /// Reads the value of a header.
    fn from_header(text: &str) -> Option<Self>;
}

impl FromHeader for bool {
    const EXPECTED: &'static str = "`true` or `false`";

    fn from_header(text: &str) -> Option<Self> {
        // .NET writes `True`.
        if text.eq_ignore_ascii_case("true") {
            Some(true)
        } else if text.eq_ignore_ascii_case("false") {
            Some(false)
        } else {
            None
        }
    }
}

macro_rules! numbers {
    ($($number:ty: $expected:literal;)*) => {$(
        impl FromHeader for $number {
            const EXPECTED: &'static str = $expected;

            fn from_header(text: &str) -> Option<Self> {
                text.parse().ok()
            }
        }
    )*};
}

numbers! {
    i32: "an integer of 32 bits";
    i64: "an integer of 64 bits";
    f64: "a number";
}

impl FromHeader for crate::UnixTime {
    const EXPECTED: &'static str = "seconds since 1970";

    fn from_header(text: &str) -> Option<Self> {
        i64::from_header(text).map(Self::new)
    }
}

/// A response header that is not what the service documents.
///
/// It is the header's error and not the answer's: all else was read. The raw headers of the answer have the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HeaderError {
    /// The header.
    pub name: &'static str,

    /// What it should hold.
    pub expected: &'static str,
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "response header `{}`: expected {}", self.name, self.expected)
    }
}

impl std::error::Error for HeaderError {}
