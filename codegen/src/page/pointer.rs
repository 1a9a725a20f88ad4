//! Where in the JSON of a page a value stands.

/// A step from a value to one that it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The field of this name.
    Field(String),
    /// The item of this number, counted from 0.
    Item(usize),
}

/// The first byte of the value that `path` leads to, in a text that begins with the value it starts from; of a field
/// that is not there, that of the value which should hold it.
#[must_use]
pub fn locate(text: &str, path: &[Step]) -> usize {
    let bytes = text.as_bytes();
    let mut at = skip_blank(bytes, 0);
    for step in path {
        let found = match step {
            Step::Field(name) => field(text, at, name),
            Step::Item(index) => item(bytes, at, *index),
        };
        let Some(next) = found else { return at };
        at = next;
    }
    at
}

fn field(text: &str, object: usize, name: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = skip_blank(bytes, open(bytes, object, b'{')?);
    while bytes.get(at) == Some(&b'"') {
        let end = skip_string(bytes, at);
        let key: Option<String> = text.get(at..end).and_then(|key| serde_json::from_str(key).ok());
        let value = skip_blank(bytes, open(bytes, skip_blank(bytes, end), b':')?);
        if key.as_deref() == Some(name) {
            return Some(value);
        }
        at = next(bytes, value)?;
    }
    None
}

fn item(bytes: &[u8], list: usize, index: usize) -> Option<usize> {
    let mut at = skip_blank(bytes, open(bytes, list, b'[')?);
    for _ in 0..index {
        at = next(bytes, at)?;
    }
    (at < bytes.len()).then_some(at)
}

/// The byte behind `mark`, if that stands at `at`.
fn open(bytes: &[u8], at: usize, mark: u8) -> Option<usize> {
    (bytes.get(at) == Some(&mark)).then_some(at + 1)
}

/// What stands behind the comma that follows a value.
fn next(bytes: &[u8], value: usize) -> Option<usize> {
    let end = skip_blank(bytes, skip_value(bytes, value));
    Some(skip_blank(bytes, open(bytes, end, b',')?))
}

fn skip_value(bytes: &[u8], value: usize) -> usize {
    let mut depth = 0_usize;
    let mut at = value;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = skip_string(bytes, at);
                if depth == 0 {
                    return at;
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth <= 1 => return if depth == 1 { at + 1 } else { at },
            b'}' | b']' => depth -= 1,
            b',' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    at
}

fn skip_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn skip_blank(bytes: &[u8], start: usize) -> usize {
    let blank = bytes.get(start..).unwrap_or_default();
    start + blank.iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_where_they_stand() {
        let text = r#"{ "a\"": [1, {"b": "x, ]"}, [2, 3]], "c": {"b": null} } rest"#;
        let field = |name: &str| Step::Field(name.to_owned());
        let rest = |path: &[Step]| &text[locate(text, path)..];
        assert!(rest(&[field("a\""), Step::Item(0)]).starts_with("1,"));
        assert!(rest(&[field("a\""), Step::Item(1), field("b")]).starts_with("\"x, ]\""));
        assert!(rest(&[field("a\""), Step::Item(2), Step::Item(1)]).starts_with("3]"));
        assert!(rest(&[field("c"), field("b")]).starts_with("null"));
        assert!(rest(&[field("c"), field("d")]).starts_with("{\"b\": null}"));
        assert_eq!(locate("{\"a", &[field("a")]), 0);
    }
}
