//! The second reader: `serde_yaml` says what each scalar is, and must see the same tree as the parser.

use serde_json::Number;
use serde_yaml::Value as Read;

use super::node::{Node, Reading, Scalar, Style, Value};
use super::tree::Origin;
use crate::problem::{Kind, Place, Problem, Problems, quoted};

/// Reads a file again, fills in what its scalars are, and reports where the readers disagree.
pub fn read_again(origin: Origin, node: &mut Node, problems: &mut Problems) {
    match serde_yaml::from_str::<Read>(origin.text) {
        Ok(read) => fill(node, &read, problems),
        Err(error) => {
            read_each(node);
            let at = error.location().map_or(0, |location| location.index());
            problems
                .push(disagree(origin.place_of_char(at), &format!("one reads on, the other says: {error}")));
        }
    }
}

/// Fills in what the scalars are, each read alone: for files that cannot be read as a whole.
pub fn read_each(node: &mut Node) {
    match &mut node.value {
        Value::Scalar(scalar) => read_alone(scalar),
        Value::List(items) => items.iter_mut().for_each(read_each),
        Value::Map(rows) => {
            for (key, node) in rows {
                read_alone(&mut key.scalar);
                read_each(node);
            }
        }
    }
}

fn read_alone(scalar: &mut Scalar) {
    if scalar.style == Style::Plain {
        let read = serde_yaml::from_str::<Read>(&scalar.text);
        scalar.reading = read.ok().and_then(|read| reading_of(&read)).unwrap_or(Reading::Text);
    }
}

fn fill(node: &mut Node, read: &Read, problems: &mut Problems) {
    let place = node.place;
    match (&mut node.value, read) {
        (Value::List(items), Read::Sequence(reads)) if items.len() == reads.len() => {
            for (item, read) in items.iter_mut().zip(reads) {
                fill(item, read, problems);
            }
        }
        (Value::Map(rows), Read::Mapping(reads)) if rows.len() == reads.len() => {
            for ((key, node), (read_key, read)) in rows.iter_mut().zip(reads) {
                fill_scalar(&mut key.scalar, key.place, read_key, problems);
                fill(node, read, problems);
            }
        }
        (Value::Scalar(scalar), read) => fill_scalar(scalar, place, read, problems),
        (Value::List(_) | Value::Map(_), read) => {
            let label = format!("{} to one, {} to the other", node.describe(), describe(read));
            problems.push(disagree(place, &label));
        }
    }
}

fn fill_scalar(scalar: &mut Scalar, place: Place, read: &Read, problems: &mut Problems) {
    let same_text = read.as_str().is_none_or(|text| text == scalar.text);
    let must_be_text = scalar.style == Style::Text;
    match reading_of(read) {
        Some(reading) if same_text && (reading == Reading::Text || !must_be_text) => scalar.reading = reading,
        Some(_) | None => {
            let label = format!("{} to one, {} to the other", quoted(&scalar.text), describe(read));
            problems.push(disagree(place, &label));
        }
    }
}

/// What a scalar is read as, nothing if it is none.
fn reading_of(read: &Read) -> Option<Reading> {
    match read {
        Read::Null => Some(Reading::Null),
        Read::Bool(value) => Some(Reading::Bool(*value)),
        Read::Number(number) => Some(json_number(number).map_or(Reading::StrangeNumber, Reading::Number)),
        Read::String(_) => Some(Reading::Text),
        Read::Sequence(_) | Read::Mapping(_) | Read::Tagged(_) => None,
    }
}

fn json_number(number: &serde_yaml::Number) -> Option<Number> {
    let integer = number.as_i64().map(Number::from).or_else(|| number.as_u64().map(Number::from));
    integer.or_else(|| number.as_f64().and_then(Number::from_f64))
}

fn describe(read: &Read) -> String {
    match read {
        Read::Null => "nothing".to_owned(),
        Read::Bool(value) => format!("`{value}`"),
        Read::Number(number) => format!("`{number}`"),
        Read::String(text) => quoted(text),
        Read::Sequence(items) => format!("a list of {}", items.len()),
        Read::Mapping(rows) => format!("a map of {}", rows.len()),
        Read::Tagged(_) => "a tagged value".to_owned(),
    }
}

fn disagree(place: Place, label: &str) -> Problem {
    Problem::new(Kind::ReadersDisagree, place, "two YAML readers read this differently")
        .label(label)
        .help("write it in quotes, or in a plainer way")
}

#[cfg(test)]
mod tests {
    use super::super::tree;
    use super::*;
    use crate::problem::FileId;

    /// What is reported if one reader sees the first text where the other sees the second.
    fn disagreements(one: &str, other: &str) -> Vec<String> {
        let mut problems = Problems::default();
        let mut node = tree::read(FileId(0), one.as_bytes(), &mut problems).unwrap();
        assert!(problems.is_empty(), "{problems:?}");
        fill(&mut node, &serde_yaml::from_str(other).unwrap(), &mut problems);
        assert!(problems.iter().all(|problem| problem.kind == Kind::ReadersDisagree));
        problems.iter().map(|problem| problem.label.clone()).collect()
    }

    #[test]
    fn readers_that_see_different_things_are_told() {
        let table: [(&str, &str, &[&str]); 13] = [
            ("[a, {b: 5}]", "[a, {b: 5}]", &[]),
            ("[a, b]", "[a]", &["a list to one, a list of 1 to the other"]),
            ("{a: b}", "{a: b, c: d}", &["a map to one, a map of 2 to the other"]),
            ("[a]", "{a: b}", &["a list to one, a map of 1 to the other"]),
            ("{a: b}", "[]", &["a map to one, a list of 0 to the other"]),
            (
                "[[a], [b]]",
                "[~, 7.0]",
                &["a list to one, nothing to the other", "a list to one, `7.0` to the other"],
            ),
            (
                "[[a], [b]]",
                "[yes, true]",
                &["a list to one, `yes` to the other", "a list to one, `true` to the other"],
            ),
            ("[a]", "[!b c]", &["`a` to one, a tagged value to the other"]),
            ("[a]", "[b]", &["`a` to one, `b` to the other"]),
            ("[a]", "[[b, c]]", &["`a` to one, a list of 2 to the other"]),
            ("{a: b}", "{c: b}", &["`a` to one, `c` to the other"]),
            // In quotes it is text and nothing else.
            ("['5']", "[5]", &["`5` to one, `5` to the other"]),
            ("['', '~']", "[~, '~']", &["`` to one, nothing to the other"]),
        ];
        for (one, other, expected) in table {
            assert_eq!(disagreements(one, other), expected, "{one} and {other}");
        }
    }
}
