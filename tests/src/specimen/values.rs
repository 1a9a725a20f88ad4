//! Values that fit their types: JSON for bodies, text for addresses and headers.

use serde_json::{Map, Value, json};

use super::dice::Dice;
use super::rows::Row;
use super::types::{Shelf, Table, Type};

/// Texts that are text to every reader, and hard to carry.
const TEXTS: &[&str] = &[
    "",
    " ",
    "nut",
    "a b",
    "\"",
    "\\",
    "\\n",
    "line\nbreak",
    "tab\tstop",
    "é",
    "日本語",
    "🗝",
    "e\u{301}",
    "null",
    "true",
    "7.0",
    "2025-07-01",
    "<b>&amp;</b>",
    "{x}",
    "#",
    "r#\"raw\"#",
    "*/",
    "// comment",
    "${x}",
    "'",
    "`",
    "%2F",
    "../..",
    "\u{FFFD}",
];

const TIMES: &[&str] =
    &["2025-07-01T12:30:00Z", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00+14:00", "no time"];

/// What a value is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// A request of this version, which must not have what others have.
    Sent(usize),
    /// An answer, which may have anything.
    Answered,
}

impl Use {
    fn allows(self, lifespan: super::rows::Lifespan) -> bool {
        match self {
            Self::Sent(version) => lifespan.has(version),
            Self::Answered => true,
        }
    }
}

/// JSON of a type.
pub fn json_of(dice: &mut Dice, shelf: &Shelf, ty: &Type, usage: Use, depth: usize) -> Value {
    match ty {
        Type::Builtin("object") => anything(dice, 0),
        Type::Builtin(name) => scalar(dice, name),
        Type::List(item) => {
            let count = if depth > 3 { 0 } else { dice.below(3) };
            (0..count).map(|_| json_of(dice, shelf, item, usage, depth + 1)).collect()
        }
        Type::Map(item) => {
            let count = if depth > 3 { 0 } else { dice.below(3) };
            let entries = (0..count).map(|at| (format!("{} {at}", dice.pick(TEXTS)).replace('\n', " "), at));
            let entries: Vec<(String, usize)> = entries.collect();
            entries
                .into_iter()
                .map(|(key, _)| (key, json_of(dice, shelf, item, usage, depth + 1)))
                .collect::<Map<_, _>>()
                .into()
        }
        Type::Named(at) => match &shelf.0[*at].table {
            Table::Enum(values) => {
                let alive: Vec<_> = values.iter().filter(|(_, lifespan)| usage.allows(*lifespan)).collect();
                dice.pick(&alive).0.clone().into()
            }
            Table::Model(rows) => model(dice, shelf, rows, usage, depth),
        },
    }
}

fn model(dice: &mut Dice, shelf: &Shelf, rows: &[Row], usage: Use, depth: usize) -> Value {
    let mut object = Map::new();
    for row in rows {
        let wanted = row.is("required") || depth < 3 && dice.chance(70);
        if !wanted || !usage.allows(row.lifespan) {
            continue;
        }
        let value = match row.only {
            Some(text) => text.into(),
            None if row.is("nullable") && dice.chance(20) => Value::Null,
            None => json_of(dice, shelf, &row.ty, usage, depth + 1),
        };
        // Null counts as missing, unless it is said to be a value.
        if value.is_null() && !row.is("nullable") && !row.is("required") {
            continue;
        }
        object.insert(row.name.clone(), value);
    }
    object.into()
}

fn anything(dice: &mut Dice, depth: usize) -> Value {
    match dice.below(if depth > 2 { 5 } else { 7 }) {
        0 => Value::Null,
        1 => dice.chance(50).into(),
        2 => scalar(dice, "integer (int64)"),
        3 => scalar(dice, "number (double)"),
        4 => scalar(dice, "string"),
        5 => (0..dice.below(3)).map(|_| anything(dice, depth + 1)).collect(),
        _ => {
            let keys = ["a", "$b", "c d", "é"];
            keys[..dice.below(4)]
                .iter()
                .map(|key| ((*key).to_owned(), anything(dice, depth + 1)))
                .collect::<Map<_, _>>()
                .into()
        }
    }
}

fn scalar(dice: &mut Dice, name: &str) -> Value {
    match name {
        "boolean" => dice.chance(50).into(),
        "integer (int32)" => (*dice.pick(&[1, 5, 7, 1_000_000, i32::MAX])).into(),
        "integer (int64)" => (*dice.pick(&[1, 5, 2_999_999_999_i64, 1_000_000_007])).into(),
        "integer (unixtime)" => (*dice.pick(&[0, -1, 2_208_988_799, i64::MAX, i64::MIN])).into(),
        "number (double)" => (*dice.pick(&[0.5, -0.25, 1e-7, 0.1])).into(),
        "string (uuid)" => json!("9c4d50ee-2d56-4cd3-8152-34347dc9f2b0"),
        "string (date-time)" => (*dice.pick(TIMES)).into(),
        "string (date-time-rfc1123)" => json!("Fri, 15 Jun 2012 21:00:00 GMT"),
        "string (byte)" => (*dice.pick(&["", "AA==", "YWJj"])).into(),
        "string (base64url)" => (*dice.pick(&["", "AA", "YWJj", "-_8"])).into(),
        "string (uri)" => json!("https://a.example/b?c=d#e"),
        _ => (*dice.pick(TEXTS)).into(),
    }
}

/// The text of a value in an address or a header, not encoded; never one that leads elsewhere in a path.
pub fn text_of(dice: &mut Dice, shelf: &Shelf, row: &Row, version: usize) -> String {
    if let Some(text) = row.only {
        return text.to_owned();
    }
    let value = json_of(dice, shelf, &row.ty, Use::Sent(version), 0);
    let text = match &value {
        Value::String(text) => text.clone(),
        // Without an exponent, as the run-time writes them.
        Value::Number(number) if number.is_f64() => number.as_f64().unwrap_or_default().to_string(),
        other => other.to_string(),
    };
    if text.trim().is_empty() { "nut".to_owned() } else { text }
}
