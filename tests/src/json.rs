//! JSON as a reader compares it.

use serde_json::Value;

/// Whether two texts are the same JSON: the order of fields does not matter, and `5` and `5.0` are one number.
///
/// # Panics
/// When one of them is not JSON.
#[must_use]
pub fn same(left: &[u8], right: &[u8]) -> bool {
    let read = |text: &[u8]| -> Value {
        let shown = || String::from_utf8_lossy(text).into_owned();
        serde_json::from_slice(text).unwrap_or_else(|error| panic!("{error}: {}", shown()))
    };
    same_value(&read(left), &read(right))
}

fn same_value(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left == right || left.as_f64() == right.as_f64(),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same_value(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            let same = |(name, value)| right.get(name).is_some_and(|other| same_value(value, other));
            left.len() == right.len() && left.iter().all(same)
        }
        (left, right) => left == right,
    }
}
