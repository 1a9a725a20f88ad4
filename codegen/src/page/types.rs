//! Types as pages print them, in the notation of specs, and the limits that stand by them.

use std::collections::BTreeSet;

use super::facts::{At, Limit, LimitKey};
use super::source::{Source, trim};

/// The names of the page's definitions, which types can be.
pub type Known<'a> = BTreeSet<&'a str>;

/// The types that no page defines.
const PRIMITIVES: [&str; 7] = ["string", "integer", "number", "boolean", "object", "array", "file"];

/// Formats that stand on a line of their own.
const FORMATS: [&str; 17] = [
    "int32",
    "int64",
    "float",
    "double",
    "uuid",
    "byte",
    "binary",
    "base64url",
    "date",
    "date-time",
    "time",
    "date-time-rfc1123",
    "unixtime",
    "duration",
    "uri",
    "password",
    "file",
];

const LIMITS: [(&str, LimitKey); 7] = [
    ("minimum", LimitKey::Minimum),
    ("maximum", LimitKey::Maximum),
    ("minLength", LimitKey::MinLength),
    ("maxLength", LimitKey::MaxLength),
    ("pattern", LimitKey::Pattern),
    ("minItems", LimitKey::MinItems),
    ("maxItems", LimitKey::MaxItems),
];

/// Whether a text is a type: one that every page has, or one of `known`, or a list or a map of such.
pub fn is_type(text: &str, known: &Known<'_>) -> bool {
    let mut item = text.trim_end_matches("[]");
    while let Some(inner) = item.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        item = inner.trim_end_matches("[]");
    }
    is_primitive(item) || known.contains(item)
}

/// Whether a type is one that every page has, with or without its format.
pub fn is_primitive(text: &str) -> bool {
    let (name, format) = text.split_once(' ').unwrap_or((text, "()"));
    PRIMITIVES.contains(&name) && format.starts_with('(') && format.ends_with(')')
}

/// Whether a text is a format.
pub fn is_format(text: &str) -> bool {
    FORMATS.contains(&text)
}

/// Whether a text is one word, as names, types and formats are.
pub fn is_word(text: &str) -> bool {
    let ends = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ']' | '$' | '@' | '>');
    text.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '@' | '<'))
        && text.ends_with(ends)
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-.$@+[]<>#/".contains(c))
        && !text.contains("://")
}

/// The limit that a line is, such as `minLength: 1`.
pub fn limit(line: &str, source: &Source<'_>) -> Option<Limit> {
    let (key, value) = line.split_once(':')?;
    let (_, key) = LIMITS.iter().find(|(name, _)| *name == trim(key))?;
    Some(Limit { key: *key, value: source.text(trim(value)) })
}

/// Takes the limits off the end of a type: `integer (int32) minimum: 1 maximum: 25`.
pub fn split<'a>(cell: &'a str, source: &Source<'_>) -> (&'a str, Vec<Limit>) {
    let begins = |key: &str| {
        let found = cell.match_indices(key).map(|(at, _)| at);
        found.into_iter().find(|at| {
            let apart = cell[..*at].ends_with(|c: char| c.is_whitespace() || c == '>') || *at == 0;
            apart && cell[at + key.len()..].starts_with(':')
        })
    };
    let mut starts: Vec<usize> = LIMITS.iter().filter_map(|(key, _)| begins(key)).collect();
    starts.sort_unstable();
    let Some(first) = starts.first().copied() else { return (cell, Vec::new()) };
    let ends = starts.iter().skip(1).copied().chain([cell.len()]);
    let limits = starts
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| limit(trim(&cell[*start..end]).trim_end_matches("<br>"), source));
    (trim(trim(&cell[..first]).trim_end_matches("<br>")), limits.collect())
}

/// A type of the page in the notation of specs, `format` being what stands on a line of its own.
pub fn notation(ty: &str, format: Option<&str>, source: &Source<'_>) -> At<String> {
    // What a type can be in particular follows a colon.
    let clean = source.clean(ty);
    let name = clean.split(':').next().unwrap_or_default().trim();
    let value = match format {
        Some(format) => {
            let item = name.trim_end_matches("[]");
            format!("{item} ({format}){}", &name[item.len()..])
        }
        None => name.to_owned(),
    };
    let mut span = source.span(ty);
    if let Some(format) = format {
        span.end = source.span(format).end;
    }
    At { value, span }
}
