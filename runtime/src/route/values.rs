//! The values that a path was made of.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::{split, trimmed, without_prefix, without_suffix};

/// A variable of a template, and what stands for it in a path.
#[derive(Debug, PartialEq, Eq)]
pub struct PathValue<'a> {
    /// The variable.
    pub name: &'static str,

    /// Its value, decoded once.
    pub text: Result<Cow<'a, str>, Unclear>,
}

/// Why a value cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// It is not UTF-8.
    NotText,

    /// It could end in more than one place.
    Ambiguous,
}

/// The values of a path that the template makes; a variable behind its last slash may be left out.
pub fn values<'a>(path: &'a str, template: &'static str) -> Option<Vec<PathValue<'a>>> {
    let mut words = trimmed(path).split('/');
    let mut open = trimmed(template).split('/').peekable();
    let mut values = Vec::new();
    while let Some(open_word) = open.next() {
        match words.next() {
            Some(word) => read_word(word, open_word, &mut values)?,
            None if open.peek().is_none() && is_variable(open_word) => {}
            None => return None,
        }
    }
    words.next().is_none().then_some(values)
}

/// Whether a word of a template is one variable and nothing else.
fn is_variable(open: &str) -> bool {
    open.strip_prefix('{').and_then(|open| open.strip_suffix('}')).is_some_and(|name| !name.contains('{'))
}

/// Reads a word as it is written, or else decoded: `%28` may be the parenthesis of a template.
fn read_word<'a>(word: &'a str, open: &'static str, values: &mut Vec<PathValue<'a>>) -> Option<()> {
    let start = values.len();
    let decode = |text: &'a str| percent_decode_str(text).decode_utf8().map_err(|_| Unclear::NotText);
    if split(word, open, &mut |name, text| values.push(PathValue { name, text: decode(text) })) {
        note_ambiguity(word, open, &mut values[start..]);
        return Some(());
    }
    values.truncate(start);
    let decoded = percent_decode_str(word).decode_utf8().ok().filter(|_| word.contains('%'))?;
    let owned = |text: &str| Ok(Cow::Owned(text.to_owned()));
    if !split(&decoded, open, &mut |name, text| values.push(PathValue { name, text: owned(text) })) {
        return None;
    }
    note_ambiguity(&decoded, open, &mut values[start..]);
    Some(())
}

/// Of `a.b.c`, made by `{name}.{kind}`, nobody can tell the name: what could be split in two ways has no values.
fn note_ambiguity(word: &str, open: &str, values: &mut [PathValue<'_>]) {
    let mut first = Vec::new();
    split(word, open, &mut |_, value| first.push(value.len()));
    if last_split(word, open) != Some(first) {
        for value in values {
            value.text = Err(Unclear::Ambiguous);
        }
    }
}

/// The lengths of the values where each literal is taken as far to the right as it comes.
fn last_split(word: &str, open: &str) -> Option<Vec<usize>> {
    let Some((prefix, variables)) = open.split_once('{') else { return Some(Vec::new()) };
    let mut literals = variables.split('{').map(|one| one.split_once('}').map_or("", |(_, after)| after));
    let mut word = without_suffix(without_prefix(word, prefix)?, literals.next_back().unwrap_or_default())?;
    let mut lengths = Vec::new();
    for literal in literals.rev() {
        let mut ends = word.char_indices().rev();
        let value = ends.find_map(|(at, _)| without_suffix(&word[..at], literal).map(|rest| (rest, at)));
        let (rest, at) = value?;
        lengths.push(word.len() - at);
        word = rest;
    }
    lengths.push(word.len());
    lengths.reverse();
    Some(lengths)
}

#[cfg(test)]
mod tests {
    use super::{Unclear, values};

    fn read(path: &str, template: &'static str) -> Option<Vec<Result<String, Unclear>>> {
        values(path, template)
            .map(|values| values.into_iter().map(|value| value.text.map(Into::into)).collect())
    }

    fn texts(path: &str, template: &'static str) -> Option<Vec<String>> {
        read(path, template)?.into_iter().map(Result::ok).collect()
    }

    #[test]
    fn values_are_decoded_once() {
        let keys = "/keys(a={a},b={b})";
        assert_eq!(texts("/keys(a=1,b=2)", keys).unwrap(), ["1", "2"]);
        assert_eq!(texts("/keys(a=1%2Cb%3D2,b=%253)", keys).unwrap(), ["1,b=2", "%3"]);
        assert_eq!(texts("/KEYS%28a%3D1%2Cb%3D2%29", keys).unwrap(), ["1", "2"]);
        assert_eq!(texts("/keys/a%2Fb", "/keys/{key}").unwrap(), ["a/b"]);
        assert_eq!(read("/keys/%ff", "/keys/{key}").unwrap(), [Err(Unclear::NotText)]);
        assert_eq!(texts("/keys/a/b", "/keys/{key}"), None);
        assert_eq!(texts("/keys(a=,b=2)", keys), None);
    }

    #[test]
    fn the_last_value_may_be_left_out() {
        let template = "/things/{name}/{version}";
        assert_eq!(texts("/things/nut/7", template).unwrap(), ["nut", "7"]);
        assert_eq!(texts("/things/nut/", template).unwrap(), ["nut"]);
        assert_eq!(texts("/things/nut", template).unwrap(), ["nut"]);
        assert_eq!(texts("/things", template), None);
        assert_eq!(texts("/things/nut", "/things/{name}/v{version}"), None);
    }

    #[test]
    fn what_could_be_split_in_two_ways_has_no_values() {
        let file = "/files/{name}.{kind}";
        assert_eq!(texts("/files/a.txt", file).unwrap(), ["a", "txt"]);
        let unclear = || [Err(Unclear::Ambiguous), Err(Unclear::Ambiguous)];
        assert_eq!(read("/files/a.b.txt", file).unwrap(), unclear());
        assert_eq!(texts("/files/.a.b", file).unwrap(), [".a", "b"]);
        assert_eq!(texts("/files/é.ü", file).unwrap(), ["é", "ü"]);
        assert_eq!(read("/a2b2c", "/{left}2{right}").unwrap(), unclear());
        // Here the literal could also be a part of what is encoded.
        assert_eq!(read("/%202x", "/{left}2{right}").unwrap(), unclear());
    }
}
