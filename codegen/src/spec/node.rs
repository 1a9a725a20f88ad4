//! The spanned tree of a YAML file: lists, maps and scalars, each with its place.

use serde_json::Number;

use crate::problem::{Place, quoted};

/// A value in a file.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where to point at: the value itself if it is on one line, otherwise the key that it stands under,
    /// or its first line.
    pub place: Place,
    /// What stands there.
    pub value: Value,
}

/// What a node can be.
#[derive(Clone, Debug)]
pub enum Value {
    /// Text, a number, a boolean, or nothing.
    Scalar(Scalar),
    /// Values one after the other.
    List(Vec<Node>),
    /// Values under keys, no key twice.
    Map(Vec<(Key, Node)>),
}

/// A key of a map.
#[derive(Clone, Debug)]
pub struct Key {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub scalar: Scalar,
}

/// A scalar as it is written, and what it is read as.
#[derive(Clone, Debug, PartialEq)]
pub struct Scalar {
    /// Its text, unfolded and without quotes.
    pub text: String,
    /// How it is written.
    pub style: Style,
    /// What it is read as.
    pub reading: Reading,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As it is, so that its text decides what it is.
    Plain,
    /// In quotes, or as a block: it is text.
    Text,
}

/// What a scalar is.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// Nothing.
    Null,
    /// A boolean.
    Bool(bool),
    /// A number that JSON can hold.
    Number(Number),
    /// A number that JSON cannot hold, such as `.inf`.
    StrangeNumber,
    /// Text.
    Text,
}

impl Node {
    /// What the node is, for a message: `a list`, `the number 7`.
    pub fn describe(&self) -> String {
        match &self.value {
            Value::Scalar(scalar) => scalar.describe(),
            Value::List(_) => "a list".to_owned(),
            Value::Map(_) => "a map".to_owned(),
        }
    }

    /// What stands under a key, if the node is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.value {
            Value::Map(rows) => rows.iter().find(|(name, _)| name.scalar.text == key).map(|(_, node)| node),
            Value::Scalar(_) | Value::List(_) => None,
        }
    }

    /// Whether nothing stands there, not even a word such as `null`.
    pub fn is_absent(&self) -> bool {
        matches!(&self.value, Value::Scalar(scalar) if scalar.is_absent())
    }
}

impl Scalar {
    /// Whether it is not there at all.
    pub fn is_absent(&self) -> bool {
        self.style == Style::Plain && self.text.is_empty()
    }

    fn describe(&self) -> String {
        match &self.reading {
            _ if self.is_absent() => "nothing".to_owned(),
            Reading::Null => quoted(&self.text),
            Reading::Bool(value) => format!("the boolean `{value}`"),
            Reading::Number(_) | Reading::StrangeNumber => format!("the number {}", quoted(&self.text)),
            Reading::Text => "text".to_owned(),
        }
    }
}
