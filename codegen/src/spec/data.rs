//! JSON values in specs: samples' bodies and defaults.

use indexmap::IndexMap;
use serde_json::{Number, json};

use super::decode::{Decode, Entry, Map, MapKey};
use super::node::{Node, Reading, Scalar, Style, Value};
use super::plain;
use super::scalar::{FromScalar, scalar_of};
use super::schema::Definitions;
use crate::problem::{Kind, Place, Problem, Problems, quoted};

/// A JSON value that knows where it stands.
#[derive(Clone, Debug)]
pub struct Data {
    /// Where it stands.
    pub place: Place,
    /// The value.
    pub value: DataValue,
}

/// A JSON value.
#[derive(Clone, Debug)]
pub enum DataValue {
    /// `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    List(Vec<Data>),
    /// An object.
    Map(Map<Data>),
}

/// A JSON value that is neither null, nor an array, nor an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// A boolean.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
}

impl Data {
    /// The value without its places.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            DataValue::Null => serde_json::Value::Null,
            DataValue::Bool(value) => serde_json::Value::Bool(*value),
            DataValue::Number(value) => serde_json::Value::Number(value.clone()),
            DataValue::String(value) => serde_json::Value::String(value.clone()),
            DataValue::List(items) => items.iter().map(Self::to_json).collect(),
            DataValue::Map(entries) => {
                entries.iter().map(|(name, entry)| (name.clone(), entry.value.to_json())).collect()
            }
        }
    }
}

impl Decode for Data {
    fn decode(node: &Node, problems: &mut Problems) -> Option<Self> {
        let value = match &node.value {
            Value::Scalar(scalar) if scalar.style == Style::Plain && scalar.text == "null" => DataValue::Null,
            Value::Scalar(_) => {
                let scalar = scalar_of(node, "a JSON value", problems)?;
                match Literal::from_scalar(scalar, node.place, problems)? {
                    Literal::Bool(value) => DataValue::Bool(value),
                    Literal::Number(value) => DataValue::Number(value),
                    Literal::String(value) => DataValue::String(value),
                }
            }
            Value::List(items) => {
                DataValue::List(items.iter().filter_map(|item| Self::decode(item, problems)).collect())
            }
            Value::Map(rows) => {
                let mut entries = IndexMap::with_capacity(rows.len());
                for (key, node) in rows {
                    let name = String::decode_key(key, problems);
                    if let (Some(name), Some(value)) = (name, Self::decode(node, problems)) {
                        entries.insert(name, Entry { key: key.place, value });
                    }
                }
                DataValue::Map(entries)
            }
        };
        Some(Self { place: node.place, value })
    }

    fn schema(_: &mut Definitions) -> serde_json::Value {
        json!({})
    }
}

impl FromScalar for Literal {
    const WANTED: &'static str = "a string, a number or a boolean";

    fn from_scalar(scalar: &Scalar, place: Place, problems: &mut Problems) -> Option<Self> {
        let text = &scalar.text;
        match (scalar.style, &scalar.reading) {
            (Style::Text, _) => Some(Self::String(text.clone())),
            (Style::Plain, Reading::Bool(value)) if text == "true" || text == "false" => {
                Some(Self::Bool(*value))
            }
            (Style::Plain, reading) if plain::is_json_number(text) => {
                let number = number_of(text, reading);
                if number.is_none() {
                    problems.push(too_long(place, text));
                }
                number.map(Self::Number)
            }
            (Style::Plain, Reading::Text) if plain::taken_for(text).is_none() => {
                Some(Self::String(text.clone()))
            }
            (Style::Plain, _) => {
                problems.push(not_json(place, text));
                None
            }
        }
    }

    fn schema() -> serde_json::Value {
        json!({ "type": ["string", "number", "boolean"] })
    }
}

/// The number that a text is, if it can be kept with all its digits.
fn number_of(text: &str, reading: &Reading) -> Option<Number> {
    let Reading::Number(number) = reading else { return None };
    let is_whole = !plain::is_decimal_integer(text) || number.is_i64() || number.is_u64();
    is_whole.then(|| number.clone())
}

fn not_json(place: Place, text: &str) -> Problem {
    let problem = Problem::new(Kind::NotJson, place, format!("{} is not JSON", quoted(text)));
    let other = plain::taken_for(text).unwrap_or("something else");
    problem
        .label(format!("some readers take this for {other}"))
        .help(format!("write `\"{text}\"` if it is text, otherwise as JSON has it"))
}

fn too_long(place: Place, text: &str) -> Problem {
    Problem::new(Kind::OutOfRange, place, format!("{} is out of range", quoted(text)))
        .label("this number would lose digits")
        .help("put it in quotes, if it may be text")
}
