//! From nodes to values: what every type of the spec language can do, and the lists and maps of them.

use std::hash::Hash;

use indexmap::IndexMap;
use serde_json::json;

use super::node::{Key, Node, Value};
use super::scalar::decode_text;
use super::schema::Definitions;
use crate::problem::{Kind, Place, Problem, Problems};

/// A type that is written in specs.
pub trait Decode: Sized {
    /// Reads a value; pushes all that is wrong with it, and returns nothing if no value is left.
    fn decode(node: &Node, problems: &mut Problems) -> Option<Self>;

    /// The JSON Schema of what is written; types that have a name put theirs into `definitions`.
    fn schema(definitions: &mut Definitions) -> serde_json::Value;
}

/// Values in the order in which they are written.
pub type List<T> = Vec<T>;

/// Values under keys, in the order in which they are written.
pub type Map<T, K = String> = IndexMap<K, Entry<T>>;

/// A value of a map, and where its key stands.
#[derive(Clone, Debug)]
pub struct Entry<T> {
    /// The place of the key.
    pub key: Place,
    /// The value.
    pub value: T,
}

/// A type that can be the key of a map.
pub trait MapKey: Eq + Hash + Sized {
    /// Reads a key.
    fn decode_key(key: &Key, problems: &mut Problems) -> Option<Self>;

    /// The JSON Schema of such a key, which JSON always has as a string.
    fn schema() -> serde_json::Value;
}

impl MapKey for String {
    fn decode_key(key: &Key, problems: &mut Problems) -> Option<Self> {
        decode_text(key.place, &key.scalar, problems)
    }

    fn schema() -> serde_json::Value {
        json!({ "minLength": 1 })
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(node: &Node, problems: &mut Problems) -> Option<Self> {
        T::decode(node, problems).map(Some)
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        T::schema(definitions)
    }
}

impl<T: Decode> Decode for List<T> {
    fn decode(node: &Node, problems: &mut Problems) -> Option<Self> {
        let Value::List(items) = &node.value else {
            problems.push(wrong_shape(node, "a list").help("write each item on its own line, after `- `"));
            return None;
        };
        Some(items.iter().filter_map(|item| T::decode(item, problems)).collect())
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        json!({ "type": "array", "items": T::schema(definitions) })
    }
}

impl<K: MapKey, T: Decode> Decode for Map<T, K> {
    fn decode(node: &Node, problems: &mut Problems) -> Option<Self> {
        let Value::Map(rows) = &node.value else {
            problems
                .push(wrong_shape(node, "a map").help("write each entry on its own line, as `key: value`"));
            return None;
        };
        let mut entries = Self::with_capacity(rows.len());
        for (key, node) in rows {
            let name = K::decode_key(key, problems);
            let value = T::decode(node, problems);
            if let (Some(name), Some(value)) = (name, value) {
                entries.insert(name, Entry { key: key.place, value });
            }
        }
        Some(entries)
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        json!({
            "type": "object",
            "propertyNames": K::schema(),
            "additionalProperties": T::schema(definitions),
        })
    }
}

/// The problem of a node that is not `wanted`, which comes with its article.
pub fn wrong_shape(node: &Node, wanted: &str) -> Problem {
    Problem::new(Kind::WrongShape, node.place, format!("expected {wanted}, found {}", node.describe()))
}

/// The help for a word that is not known: the one that was most likely meant, or `otherwise` if none is near.
pub fn did_you_mean<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
    otherwise: impl FnOnce() -> String,
) -> String {
    nearest(word, known).map_or_else(otherwise, |near| format!("did you mean `{near}`?"))
}

/// The one of `known` that `word` was most likely meant to be.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // What is longer than that is no word.
    if word.len() > 64 {
        return None;
    }
    // A third of the letters may be wrong: `pth` is `path`, but `id` is not `in`.
    let word: Vec<char> = word.chars().collect();
    let limit = (word.len() / 3).min(2);
    known
        .into_iter()
        // A letter is of four bytes at most.
        .filter(|candidate| candidate.len() <= 4 * (word.len() + limit))
        .filter_map(|candidate| {
            Some((mistakes(&word, &candidate.chars().collect::<Vec<_>>(), limit)?, candidate))
        })
        .min_by_key(|(mistakes, _)| *mistakes)
        .map(|(_, candidate)| candidate)
}

/// How many letters are missing, too many, other ones or exchanged with their neighbour, if no more than `limit`.
///
/// A file of noise may have thousands of words that nobody knows, and as many that they could be: so no more is looked at
/// than what could still be within the limit, which no library does.
fn mistakes(word: &[char], other: &[char], limit: usize) -> Option<usize> {
    if word.len().abs_diff(other.len()) > limit {
        return None;
    }
    let far = limit + 1;
    let mut before = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).map(|at| at.min(far)).collect();
    for (at, letter) in word.iter().enumerate() {
        let mut row = vec![far; other.len() + 1];
        row[0] = (at + 1).min(far);
        for there in at.saturating_sub(limit)..(at + far).min(other.len()) {
            let same = last[there] + usize::from(*letter != other[there]);
            let mut count = same.min(last[there + 1] + 1).min(row[there] + 1);
            if at > 0 && there > 0 && *letter == other[there - 1] && word[at - 1] == other[there] {
                count = count.min(before[there - 1] + 1);
            }
            row[there + 1] = count.min(far);
        }
        if row.iter().all(|mistakes| *mistakes == far) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|mistakes| *mistakes <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_counted_as_far_as_they_matter() {
        let count = |word: &str, other: &str, limit| {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            mistakes(&letters(word), &letters(other), limit)
        };
        let table =
            [("", "", 0), ("type", "type", 0), ("tpye", "type", 1), ("typ", "type", 1), ("typee", "type", 1)];
        for (word, other, expected) in
            table.into_iter().chain([("tüpe", "type", 1), ("tpyee", "type", 2), ("ab", "", 2)])
        {
            assert_eq!(count(word, other, 2), Some(expected), "{word} {other}");
            assert_eq!(count(other, word, 2), Some(expected), "{other} {word}");
            assert_eq!(count(word, other, expected), Some(expected), "{word} {other}");
        }
        for (word, other) in
            [("request", "response"), ("abc", ""), ("abcdef", "fedcba"), ("type", "tyres up")]
        {
            assert_eq!(count(word, other, 2), None, "{word} {other}");
        }
        assert_eq!(nearest("requst", ["title", "request", "requests"]), Some("request"));
        assert_eq!(nearest(&"x".repeat(65), [&*"x".repeat(65)]), None);
        assert_eq!(nearest("id", ["in"]), None);
    }

    #[test]
    fn the_nearest_word_is_the_one_that_was_meant() {
        let (long, longer) = ("a".repeat(64), "a".repeat(65));
        let (misspelt, too_long) = (format!("{}b", &long[1..]), format!("{}b", &longer[1..]));
        // Letters of four bytes each.
        let (six, seven) = ("𝐭𝐢𝐭𝐥𝐞𝐬", "𝐭𝐢𝐭𝐭𝐥𝐞𝐬");
        let table: [(&str, &[&str], Option<&str>); 12] = [
            ("pth", &["query", "path", "header"], Some("path")),
            ("path", &["pathos", "paths", "patio"], Some("paths")),
            ("tilte", &["title"], Some("title")),
            ("tilet", &["title"], None),
            ("descripton", &["description"], Some("description")),
            ("dscripton", &["description"], Some("description")),
            ("dscripto", &["description"], None),
            ("id", &["in"], None),
            ("id", &["in", "id"], Some("id")),
            (six, &["titles", seven], Some(seven)),
            (&misspelt, &[&long], Some(&long)),
            (&too_long, &[&longer], None),
        ];
        for (word, known, expected) in table {
            assert_eq!(nearest(word, known.iter().copied()), expected, "{word}");
        }
    }
}
