//! How well a definition of the page fits a place whose type is lost.

use heck::ToSnakeCase;
use indexmap::IndexSet;
use serde_json::Value;

use super::{Site, notation};
use crate::page::{Definition, Page, Row, TableKind, Text};

/// What is as good as certain, and what is better than nothing.
pub const SURE: u32 = 4;
/// See [`SURE`].
pub const LIKELY: u32 = 3;

/// How well a definition fits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    /// By the values of samples: 0 to 6.
    sample: u32,
    /// By the words of names: 0 to 5.
    name: u32,
    /// By the words of descriptions: 0 to 4.
    text: u32,
}

impl Score {
    /// All of it.
    pub fn total(self) -> u32 {
        self.sample * 2 + self.name * 2 + self.text
    }

    /// Whether a sample shows it.
    pub fn is_by_sample(self) -> bool {
        self.sample > 0
    }

    /// Whether the words of its name speak for it.
    pub fn is_by_name(self) -> bool {
        self.name >= LIKELY
    }

    /// How sure it makes us.
    pub fn confidence(self) -> u32 {
        if self.sample > 0 {
            self.sample.max(self.name) + u32::from(self.name > 0)
        } else {
            self.name.max(self.text)
        }
    }

    /// What speaks for it, in words.
    pub fn evidence(self) -> &'static str {
        if self.sample >= self.name && self.sample > 0 {
            "a sample speaks for this one"
        } else if self.name > 0 {
            "its name speaks for this one"
        } else {
            "its description speaks for this one"
        }
    }
}

/// The score of a definition at a place; nothing if a sample shows that it cannot be.
pub fn score(page: &Page, site: Site, at: usize, values: &[&Value]) -> Option<Score> {
    let definition = &page.definitions.rows[at];
    let sample = by_sample(definition, values)?;
    let (name, description) = match site {
        Site::Body => (String::new(), String::new()),
        Site::Response(row) => {
            let row = &page.responses.rows[row];
            let name = if row.status.is_none() { "error" } else { "" };
            (name.to_owned(), joined(&row.description))
        }
        Site::Field(owner, row) => row_of(&page.definitions.rows[owner].rows[row]),
        Site::BodyRow(row) => row_of(&page.body.rows[row]),
        Site::Parameter(row) => row_of(&page.parameters.rows[row]),
        Site::Header(row) => row_of(&page.headers.rows[row]),
    };
    let mut name = by_name(&name, &definition.name.value);
    if matches!(site, Site::Response(_)) && is_named_by_a_field(page, &definition.name.value) {
        name = name.saturating_sub(3);
    }
    Some(Score { sample, name, text: by_text(&description, &joined(&definition.description)) })
}

fn row_of(row: &Row) -> (String, String) {
    (row.known_name().to_owned(), joined(&row.description))
}

fn joined(text: &[Text]) -> String {
    text.iter().map(|line| line.value.as_str()).collect::<Vec<_>>().join(" ")
}

fn by_sample(definition: &Definition, values: &[&Value]) -> Option<u32> {
    let mut best = 0;
    for value in values.iter().take(8) {
        let items: Vec<&Value> = match value {
            Value::Array(items) => items.iter().take(8).collect(),
            other => vec![other],
        };
        for item in items {
            best = best.max(by_value(definition, item)?);
        }
    }
    Some(best)
}

fn by_value(definition: &Definition, value: &Value) -> Option<u32> {
    let has = |name: &str| definition.rows.iter().any(|row| row.known_name() == name);
    match (value, definition.kind) {
        (Value::Null, _) => Some(0),
        (Value::String(text), TableKind::Values | TableKind::FieldsOrValues) => has(text).then_some(6),
        (Value::Object(entries), TableKind::Fields | TableKind::FieldsOrValues) => {
            let rows = definition.rows.iter().filter_map(|row| Some((row, entries.get(row.known_name())?)));
            if rows.clone().any(|(row, value)| !can_be(row, value)) {
                return None;
            }
            let known = rows.count();
            match (known, entries.len()) {
                (_, 0) => Some(0),
                (0, _) => None,
                (known, all) => Some(u32::try_from(known * 4 / all).unwrap_or(0)),
            }
        }
        _ => None,
    }
}

/// Whether a value is of the type that a row states, as far as its kind goes.
fn can_be(row: &Row, value: &Value) -> bool {
    let Some(ty) = row.ty.stated() else { return true };
    match value {
        Value::Null => true,
        Value::Array(items) => match ty.strip_suffix("[]") {
            Some(item) => items.iter().all(|value| is_of_kind(item, value)),
            None => !notation::is_builtin(ty) || ty == "object",
        },
        other => !ty.ends_with("[]") && is_of_kind(ty, other),
    }
}

fn is_of_kind(ty: &str, value: &Value) -> bool {
    match (ty.split(' ').next().unwrap_or(ty), value) {
        (_, Value::Null) => true,
        ("string", value) => value.is_string(),
        ("integer" | "number", value) => value.is_number(),
        ("boolean", value) => value.is_boolean(),
        _ => true,
    }
}

/// The words of a name: `deleteCertificateError` and `delete_certificate_error` have the same three.
fn words(name: &str) -> Vec<String> {
    let snake = name.to_snake_case();
    let words = snake.split('_').filter(|word| !word.is_empty());
    words.map(singular).collect()
}

fn singular(word: &str) -> String {
    let is_plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
    match word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        Some(stem) => format!("{stem}y"),
        None if is_plural => word[..word.len() - 1].to_owned(),
        None => word.to_owned(),
    }
}

fn by_name(field: &str, definition: &str) -> u32 {
    let (field, definition) = (words(field), words(definition));
    let (Some(last), Some(last_of_definition)) = (field.last(), definition.last()) else { return 0 };
    if field == definition {
        5
    } else if definition.ends_with(&field) {
        4
    } else if definition.starts_with(&field) || last == last_of_definition {
        3
    } else if last.ends_with(last_of_definition.as_str()) {
        if definition.len() == 1 { 3 } else { 2 }
    } else {
        u32::from(field.iter().any(|word| definition.contains(word)))
    }
}

fn by_text(field: &str, definition: &str) -> u32 {
    const SMALL: [&str; 12] = ["the", "a", "an", "of", "to", "in", "for", "that", "is", "and", "with", "its"];
    if field.is_empty() || definition.is_empty() {
        return 0;
    }
    if field == definition {
        return 4;
    }
    let words = |text: &str| -> IndexSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        words
            .filter(|word| !word.is_empty() && !SMALL.contains(&word.as_str()))
            .map(|word| singular(&word))
            .collect()
    };
    let (field, definition) = (words(field), words(definition));
    let common = field.intersection(&definition).count();
    u32::try_from(common * 3 / definition.len().max(field.len()).max(1)).unwrap_or(0)
}

/// What a field of another definition holds is no answer of its own: `error` holds an `Error`.
fn is_named_by_a_field(page: &Page, definition: &str) -> bool {
    let others = page.definitions.rows.iter().filter(|one| one.name.value != definition);
    let mut fields = others.flat_map(|one| &one.rows);
    fields.any(|row| words(row.known_name()) == words(definition))
}

/// Whether a field without a sample holds many of a definition: its name or its description says so.
pub fn looks_like_many(row: &Row, definition: &str) -> bool {
    let is_plural = |name: &str| {
        let snake = name.to_snake_case();
        snake.rsplit('_').next().is_some_and(|word| singular(word) != word)
    };
    let text = joined(&row.description).to_lowercase();
    let says_so = ["list of", "collection of", "set of", "array of"]
        .iter()
        .any(|words| text.find(words).is_some_and(|at| at <= 24));
    says_so || is_plural(row.known_name()) && !is_plural(definition)
}

/// Whether the rows of a table that could be either look like values of an enum.
pub fn looks_like_values(definition: &Definition) -> bool {
    const ENUMS: [&str; 22] = [
        "action",
        "algorithm",
        "behavior",
        "category",
        "code",
        "family",
        "format",
        "kind",
        "level",
        "mode",
        "name",
        "option",
        "order",
        "policy",
        "reason",
        "role",
        "scope",
        "size",
        "state",
        "status",
        "tier",
        "type",
    ];
    let is_odd = |row: &Row| {
        let name = row.known_name();
        name.contains(['-', '+', ' ']) || name.starts_with(|first: char| first.is_ascii_digit())
    };
    let of_kind = words(&definition.name.value).last().is_some_and(|word| ENUMS.contains(&word.as_str()));
    of_kind
        || definition.rows.iter().any(is_odd)
        || definition.rows.iter().all(|row| row.description.is_empty())
}
