//! Whole JSON documents, in and out.

use std::fmt;

use serde_json::error::Category;

use crate::{Trail, Value};

/// Reads a JSON document; a byte order mark before it is ignored.
///
/// ```
/// use std::collections::BTreeMap;
///
/// let tags: BTreeMap<String, String> = runtime::decode(br#"{"team": "blue"}"#)?;
/// assert_eq!(tags["team"], "blue");
///
/// let error = runtime::decode::<BTreeMap<String, i64>>(br#"{"a": 1, "b": "x"}"#).unwrap_err();
/// assert_eq!(error.path, "b");
/// # Ok::<(), runtime::DecodeError>(())
/// ```
///
/// # Errors
/// When the bytes are not JSON, or not the JSON of a `T`.
pub fn decode<T: Value>(bytes: &[u8]) -> Result<T, DecodeError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let trail = Trail::new();
    let mut document = serde_json::Deserializer::from_slice(bytes);
    let mut value = T::blank();
    match value.read(&mut document, &trail).and_then(|()| document.end()) {
        Ok(()) => Ok(value),
        Err(error) => Err(DecodeError::new(&error, &trail)),
    }
}

/// Writes a JSON document, without white space.
///
/// # Errors
/// When JSON cannot hold a value, such as a number that is not finite.
pub fn encode<T: Value>(value: &T) -> Result<Vec<u8>, EncodeError> {
    document(&mut |to| value.write(to))
}

/// What no type of value changes, so that it is compiled once.
fn document(
    write: &mut dyn FnMut(&mut Writer<'_>) -> serde_json::Result<()>,
) -> Result<Vec<u8>, EncodeError> {
    let mut bytes = Vec::with_capacity(USUAL_BODY);
    write(&mut Writer::new(&mut bytes)).map_err(|error| EncodeError { message: error.to_string().into() })?;
    Ok(bytes)
}

type Writer<'a> = serde_json::Serializer<&'a mut Vec<u8>>;

/// Most bodies have no more bytes than this.
const USUAL_BODY: usize = 256;

/// Bytes that are not the JSON that was promised.
///
/// It tells where and what, but never shows the value: that might be a secret in the wrong place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DecodeError {
    /// Path to the fault, such as `policy.lifetime_actions[0].action`; empty for the document itself.
    pub path: String,

    /// Line of the document, from 1.
    pub line: usize,

    /// Column in bytes, from 1, where reading stopped.
    pub column: usize,

    /// What is wrong.
    pub message: String,
}

impl DecodeError {
    fn new(error: &serde_json::Error, trail: &Trail) -> Self {
        let message = match error.classify() {
            // A mismatch of types was noted on the way out; the parser's own message would quote the value.
            Category::Data => trail.message().unwrap_or_else(|| "the value has the wrong type".to_owned()),
            Category::Syntax | Category::Eof | Category::Io => without_place(error),
        };
        Self { path: trail.path(), line: error.line(), column: error.column().max(1), message }
    }
}

/// The parser's message, whose place we show ourselves.
fn without_place(error: &serde_json::Error) -> String {
    let mut message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    if message.ends_with(&place) {
        message.truncate(message.len() - place.len());
    }
    message
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{} (line {}, column {})", self.message, self.line, self.column)
    }
}

impl std::error::Error for DecodeError {}

/// A value that JSON cannot hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError {
    message: Box<str>,
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for EncodeError {}
