//! Specs as YAML, one key a line, so that it is known which line says what.

use serde_json::{Map, Value};

/// A text that stands for nothing at all: what is written behind the key is left out.
pub const NOTHING: &str = "\u{1}";

/// Begins a key that is a number, and so stands without quotes.
pub const NUMBER: char = '\u{1}';

/// A spec, and for each of its lines the keys that lead to what it says.
pub struct Written {
    /// The text.
    pub text: String,
    /// The path of each line, the first of them first; empty where a line says nothing of its own.
    pub paths: Vec<Vec<String>>,
}

/// Writes a spec.
#[must_use]
pub fn write(spec: &Map<String, Value>) -> Written {
    let mut written = Written { text: String::new(), paths: Vec::new() };
    written.map(spec, 0, &mut Vec::new());
    written
}

impl Written {
    fn map(&mut self, map: &Map<String, Value>, depth: usize, path: &mut Vec<String>) {
        for (key, value) in map {
            path.push(key.clone());
            self.text.push_str(&"  ".repeat(depth));
            self.text.push_str(&shown_key(key));
            self.text.push(':');
            self.value(value, depth, path);
            path.pop();
        }
    }

    fn value(&mut self, value: &Value, depth: usize, path: &mut Vec<String>) {
        match value {
            Value::Object(map) if !map.is_empty() => {
                self.end_line(path);
                self.map(map, depth + 1, path);
            }
            Value::Array(items) if !items.is_empty() => {
                self.end_line(path);
                for (at, item) in items.iter().enumerate() {
                    path.push(at.to_string());
                    self.text.push_str(&"  ".repeat(depth + 1));
                    self.text.push('-');
                    self.value(item, depth + 1, path);
                    path.pop();
                }
            }
            Value::String(text) if text == NOTHING => self.end_line(path),
            other => {
                self.text.push(' ');
                self.text.push_str(&other.to_string());
                self.end_line(path);
            }
        }
    }

    fn end_line(&mut self, path: &[String]) {
        self.text.push('\n');
        self.paths.push(path.to_vec());
    }
}

/// Quoted, but for numbers and for the longer words of the spec language, of which no reader of YAML takes any for another
/// thing.
fn shown_key(key: &str) -> String {
    if let Some(number) = key.strip_prefix(NUMBER) {
        return number.to_owned();
    }
    let plain = key.len() > 5 && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    if plain && !key.contains("--") && !key.starts_with('-') {
        key.to_owned()
    } else {
        Value::from(key).to_string()
    }
}
