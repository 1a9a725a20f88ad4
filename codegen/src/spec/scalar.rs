//! Texts, numbers, booleans and words, each with its place.

use std::fmt;
use std::ops::Range;

use serde_json::json;

use super::decode::{Decode, MapKey, wrong_shape};
use super::node::{Key, Node, Reading, Scalar, Style, Value};
use super::plain;
use super::schema::Definitions;
use crate::problem::{Kind, Place, Problem, Problems, quoted};

/// A scalar and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The scalar.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

/// One line of text, not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text.
    pub value: String,
    /// Where it stands.
    pub place: Place,
}

/// Text for people, not empty, of one paragraph or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// The text, without line breaks at its end.
    pub value: String,
    /// Where it stands.
    pub place: Place,
}

/// The status of a response, from 100 to 599.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Status(pub u16);

/// A type that is written as one scalar.
pub trait FromScalar: Sized {
    /// What is wanted, with its article.
    const WANTED: &'static str;

    /// Reads a scalar; pushes what is wrong with it.
    fn from_scalar(scalar: &Scalar, place: Place, problems: &mut Problems) -> Option<Self>;

    /// The JSON Schema of the scalar.
    fn schema() -> serde_json::Value;
}

impl<T: FromScalar> Decode for Spanned<T> {
    fn decode(node: &Node, problems: &mut Problems) -> Option<Self> {
        let scalar = scalar_of(node, T::WANTED, problems)?;
        let value = T::from_scalar(scalar, node.place, problems)?;
        Some(Self { value, place: node.place })
    }

    fn schema(_: &mut Definitions) -> serde_json::Value {
        T::schema()
    }
}

impl Text {
    /// The place of a part of the text, `range` being bytes of [`Self::value`].
    ///
    /// It is the place of the whole text where quotes or line breaks hide which bytes of the file are meant.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Place {
        let written = (self.place.end - self.place.start) as usize;
        let quote = match written.checked_sub(self.value.len()) {
            Some(0) => 0,
            Some(2) => 1,
            _ => return self.place,
        };
        let byte = |at: usize| self.place.start + u32::try_from(at.min(written)).unwrap_or(0) + quote;
        Place { file: self.place.file, start: byte(range.start), end: byte(range.end) }
    }
}

impl Decode for Text {
    fn decode(node: &Node, problems: &mut Problems) -> Option<Self> {
        let scalar = scalar_of(node, "text", problems)?;
        let value = decode_text(node.place, scalar, problems)?;
        let _ = is_finished(node.place, &value, problems);
        Some(Self { value, place: node.place })
    }

    fn schema(_: &mut Definitions) -> serde_json::Value {
        json!({ "type": "string", "minLength": 1 })
    }
}

impl Decode for Prose {
    fn decode(node: &Node, problems: &mut Problems) -> Option<Self> {
        let scalar = scalar_of(node, "text", problems)?;
        let value = text_of(node.place, scalar, problems).trim_end().to_owned();
        if value.is_empty() {
            problems.push(empty_text(node.place));
            return None;
        }
        let _ = is_finished(node.place, &value, problems);
        Some(Self { value, place: node.place })
    }

    fn schema(_: &mut Definitions) -> serde_json::Value {
        json!({ "type": "string", "minLength": 1 })
    }
}

impl FromScalar for String {
    const WANTED: &'static str = "text";

    fn from_scalar(scalar: &Scalar, place: Place, problems: &mut Problems) -> Option<Self> {
        Some(text_of(place, scalar, problems).to_owned())
    }

    fn schema() -> serde_json::Value {
        json!({ "type": "string" })
    }
}

impl FromScalar for bool {
    const WANTED: &'static str = "`true` or `false`";

    fn from_scalar(scalar: &Scalar, place: Place, problems: &mut Problems) -> Option<Self> {
        match (scalar.style, scalar.text.as_str()) {
            (Style::Plain, "true") => Some(true),
            (Style::Plain, "false") => Some(false),
            (Style::Plain | Style::Text, _) => {
                let (found, help) = match (scalar.style, scalar.text.to_ascii_lowercase().as_str()) {
                    (Style::Text, "true" | "false") => ("text".to_owned(), "remove the quotes"),
                    (_, "yes" | "on" | "y" | "true") => (quoted(&scalar.text), "write `true`"),
                    (_, "no" | "off" | "n" | "false") => (quoted(&scalar.text), "write `false`"),
                    (_, _) => (quoted(&scalar.text), "write `true` or `false`, or leave the key out"),
                };
                let title = format!("expected {}, found {found}", Self::WANTED);
                let problem = Problem::new(Kind::WrongShape, place, title);
                problems.push(problem.label("this is no boolean").help(help));
                None
            }
        }
    }

    fn schema() -> serde_json::Value {
        json!({ "type": "boolean" })
    }
}

impl FromScalar for i64 {
    const WANTED: &'static str = "an integer";

    fn from_scalar(scalar: &Scalar, place: Place, problems: &mut Problems) -> Option<Self> {
        integer_of(scalar, place, (i64::MIN, i64::MAX), problems)
    }

    fn schema() -> serde_json::Value {
        json!({ "type": "integer" })
    }
}

impl FromScalar for u64 {
    const WANTED: &'static str = "an integer";

    fn from_scalar(scalar: &Scalar, place: Place, problems: &mut Problems) -> Option<Self> {
        let value = integer_of(scalar, place, (0, i64::MAX), problems)?;
        Self::try_from(value).ok()
    }

    fn schema() -> serde_json::Value {
        json!({ "type": "integer", "minimum": 0 })
    }
}

impl FromScalar for Status {
    const WANTED: &'static str = "a status";

    fn from_scalar(scalar: &Scalar, place: Place, problems: &mut Problems) -> Option<Self> {
        let value = integer_of(scalar, place, (100, 599), problems)?;
        u16::try_from(value).ok().map(Self)
    }

    fn schema() -> serde_json::Value {
        json!({ "type": "integer", "minimum": 100, "maximum": 599 })
    }
}

impl MapKey for Status {
    fn decode_key(key: &Key, problems: &mut Problems) -> Option<Self> {
        if key.scalar.text.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let problem = Problem::new(Kind::WrongShape, key.place, "expected a status, found a word");
            problems.push(problem.label("this is no status").help(
                "list the statuses of success by number, as in `200`; every other status is the `error` of service.yaml",
            ));
            return None;
        }
        Self::from_scalar(&key.scalar, key.place, problems)
    }

    fn schema() -> serde_json::Value {
        json!({ "pattern": "^[1-5][0-9][0-9]$" })
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Reads a text of one line that is not empty.
pub fn decode_text(place: Place, scalar: &Scalar, problems: &mut Problems) -> Option<String> {
    if scalar.text.trim().is_empty() {
        problems.push(empty_text(place));
        return None;
    }
    let text = text_of(place, scalar, problems);
    if text.contains('\n') {
        let problem = Problem::new(Kind::BadText, place, "expected one line of text, found several");
        problems.push(problem.help("write it on one line, in quotes if need be"));
        return None;
    }
    Some(text.to_owned())
}

/// The scalar that a node is.
pub fn scalar_of<'a>(node: &'a Node, wanted: &str, problems: &mut Problems) -> Option<&'a Scalar> {
    match &node.value {
        Value::Scalar(scalar) if !scalar.is_absent() => Some(scalar),
        Value::Scalar(_) => {
            problems.push(wrong_shape(node, wanted).help("write a value, or leave the key out"));
            None
        }
        Value::List(_) | Value::Map(_) => {
            problems.push(wrong_shape(node, wanted));
            None
        }
    }
}

/// The text that a scalar is; reported if some YAML reader takes it for something else.
fn text_of<'a>(place: Place, scalar: &'a Scalar, problems: &mut Problems) -> &'a str {
    let text = &scalar.text;
    let taken_for = match scalar.style {
        Style::Text => None,
        Style::Plain => plain::taken_for(text).or(match scalar.reading {
            Reading::Text => None,
            Reading::Null => Some("nothing"),
            Reading::Bool(_) => Some("a boolean"),
            Reading::Number(_) | Reading::StrangeNumber => Some("a number"),
        }),
    };
    if let Some(other) = taken_for {
        let title = format!("expected text, but {} is not text to every YAML reader", quoted(text));
        let problem = Problem::new(Kind::NotText, place, title);
        let problem = problem.label(format!("some readers take this for {other}"));
        problems.push(problem.help(format!("write `\"{text}\"`")));
    }
    text
}

/// Whether a text is written, and not left open as drafts leave it; reported if it is not.
fn is_finished(place: Place, text: &str, problems: &mut Problems) -> bool {
    let Some(rest) = text.strip_prefix("TODO").filter(|rest| rest.is_empty() || rest.starts_with(' ')) else {
        return true;
    };
    let help = match rest.trim_start() {
        page if page.is_empty() || page.starts_with('(') => "write it in your own words".to_owned(),
        proposal => format!("write `{proposal}` if that is right, otherwise what is"),
    };
    let problem = Problem::new(Kind::Unfinished, place, "something is still to be written here");
    problems.push(problem.label("left open").help(help));
    false
}

fn empty_text(place: Place) -> Problem {
    Problem::new(Kind::BadText, place, "expected text, found an empty one")
        .help("write it, or leave the key out")
}

/// The integer that a scalar is, from the first to the last of `range`.
fn integer_of(scalar: &Scalar, place: Place, range: (i64, i64), problems: &mut Problems) -> Option<i64> {
    let text = &scalar.text;
    if !is_finished(place, text, problems) {
        return None;
    }
    if scalar.style != Style::Plain || !plain::is_decimal_integer(text) {
        let title = format!("expected an integer, found {}", quoted(text));
        let problem = Problem::new(Kind::WrongShape, place, title).label("this is no integer");
        problems.push(problem.help("write it in decimal digits, without quotes"));
        return None;
    }
    match text.parse() {
        Ok(value) if (range.0..=range.1).contains(&value) => Some(value),
        Ok(_) | Err(_) => {
            let title = format!("{} is out of range", quoted(text));
            let label = format!("expected {} to {}", range.0, range.1);
            problems.push(Problem::new(Kind::OutOfRange, place, title).label(label));
            None
        }
    }
}
