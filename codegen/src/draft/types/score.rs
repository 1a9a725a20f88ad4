//! How well a definition of the page fits a place whose type is lost.

use heck::ToSnakeCase;
use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use super::lookup::Lookup;
use super::words::{Vocabulary, Words, common, joined, singular, words};
use super::{Site, notation};
use crate::page::{Definition, Page, Row, TableKind};

/// What is as good as certain, and what is better than nothing.
pub const SURE: u32 = 4;
/// See [`SURE`].
pub const LIKELY: u32 = 3;

/// What it takes to look at a definition for a place, and how many words of texts can be compared meanwhile.
const PAIR: u64 = 4;
const WORDS: u64 = 4;

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

/// How well any definition of a page fits any place, all their words being known.
pub struct Scorer<'a, 'b> {
    page: &'a Page,
    lookup: &'b Lookup<'a>,
    vocabulary: Vocabulary,
    definitions: Vec<Words>,
    places: IndexMap<Site, Words>,
    /// The definitions that a field of another one is called after.
    named_by_fields: Vec<bool>,
}

impl<'a, 'b> Scorer<'a, 'b> {
    /// Reads the words of the definitions and of these places.
    pub fn new(page: &'a Page, lookup: &'b Lookup<'a>, sites: impl Iterator<Item = Site>) -> Self {
        let mut vocabulary = Vocabulary::default();
        let rows = &page.definitions.rows;
        let definitions: Vec<Words> =
            rows.iter().map(|one| vocabulary.words(&one.name.value, &one.description)).collect();
        let places = sites.map(|site| (site, of_place(page, site, &mut vocabulary))).collect();
        let mut fields: IndexMap<Vec<usize>, IndexSet<&str>> = IndexMap::new();
        for (owner, row) in rows.iter().flat_map(|one| one.rows.iter().map(move |row| (one, row))) {
            let owners = fields.entry(vocabulary.name(row.known_name())).or_default();
            // Two tell already that there is another than oneself.
            if owners.len() < 2 {
                owners.insert(&owner.name.value);
            }
        }
        let is_named = |(one, words): (&Definition, &Words)| {
            let owners = fields.get(&words.name);
            owners.is_some_and(|owners| owners.iter().any(|owner| **owner != one.name.value))
        };
        let named_by_fields = rows.iter().zip(&definitions).map(is_named).collect();
        Self { page, lookup, vocabulary, definitions, places, named_by_fields }
    }

    /// The words of a place; nothing if it is none that lost its type.
    pub fn place(&self, site: Site) -> Option<&Words> {
        self.places.get(&site)
    }

    /// The score of a definition at a place; nothing if a sample shows that it cannot be. Adds to `effort` what it took.
    pub fn score(
        &self,
        (site, place): (Site, &Words),
        at: usize,
        values: &[&Value],
        effort: &mut u64,
    ) -> Option<Score> {
        *effort += PAIR;
        // Of two of a name a type means the first.
        let name = &self.page.definitions.rows.get(at)?.name.value;
        self.lookup.definition(name).filter(|first| *first == at)?;
        let sample = self.by_sample(at, values, effort)?;
        let definition = self.definitions.get(at)?;
        *effort += (definition.text.len() + place.text.len()) as u64 / WORDS;
        let mut name = self.by_name(&place.name, &definition.name);
        // What a field of another definition holds is no answer of its own: `error` holds an `Error`.
        if matches!(site, Site::Response(_)) && self.named_by_fields.get(at) == Some(&true) {
            name = name.saturating_sub(3);
        }
        Some(Score { sample, name, text: by_text(place, definition) })
    }

    fn by_sample(&self, at: usize, values: &[&Value], effort: &mut u64) -> Option<u32> {
        let mut best = 0;
        for value in values.iter().take(8) {
            let items = match value {
                Value::Array(items) => items.as_slice(),
                other => std::slice::from_ref(*other),
            };
            for item in items.iter().take(8) {
                *effort += 1 + item.as_object().map_or(0, |entries| entries.len() as u64);
                best = best.max(self.by_value(at, item)?);
            }
        }
        Some(best)
    }

    fn by_value(&self, at: usize, value: &Value) -> Option<u32> {
        let definition = &self.page.definitions.rows[at];
        match (value, definition.kind) {
            (Value::Null, _) => Some(0),
            (Value::String(text), TableKind::Values | TableKind::FieldsOrValues) => {
                self.lookup.row(at, text).map(|_| 6)
            }
            (Value::Object(entries), TableKind::Fields | TableKind::FieldsOrValues) => {
                let mut known = 0;
                for (name, value) in entries {
                    let Some(row) = self.lookup.row(at, name) else { continue };
                    if !can_be(&definition.rows[row], value) {
                        return None;
                    }
                    known += 1;
                }
                match (known, entries.len()) {
                    (_, 0) => Some(0),
                    (0, _) => None,
                    (known, all) => Some(u32::try_from(known * 4 / all).unwrap_or(0)),
                }
            }
            _ => None,
        }
    }

    fn by_name(&self, field: &[usize], definition: &[usize]) -> u32 {
        let (Some(last), Some(last_of_definition)) = (field.last(), definition.last()) else { return 0 };
        if field == definition {
            5
        } else if definition.ends_with(field) {
            4
        } else if definition.starts_with(field) || last == last_of_definition {
            3
        } else if self.vocabulary.word(*last).ends_with(self.vocabulary.word(*last_of_definition)) {
            if definition.len() == 1 { 3 } else { 2 }
        } else {
            u32::from(field.iter().any(|word| definition.contains(word)))
        }
    }
}

/// The words of a place: those of its row, or of what an answer means.
fn of_place(page: &Page, site: Site, vocabulary: &mut Vocabulary) -> Words {
    let mut of_row = |row: &Row| vocabulary.words(row.known_name(), &row.description);
    match site {
        Site::Body => Words::default(),
        Site::Response(row) => {
            let row = &page.responses.rows[row];
            vocabulary.words(if row.status.is_none() { "error" } else { "" }, &row.description)
        }
        Site::Field(owner, row) => of_row(&page.definitions.rows[owner].rows[row]),
        Site::BodyRow(row) => of_row(&page.body.rows[row]),
        Site::Parameter(row) => of_row(&page.parameters.rows[row]),
        Site::Header(row) => of_row(&page.headers.rows[row]),
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

fn by_text(place: &Words, definition: &Words) -> u32 {
    if !place.whole.is_empty() && place.whole == definition.whole {
        return 4;
    }
    let common = common(&place.text, &definition.text);
    u32::try_from(common * 3 / definition.text.len().max(place.text.len()).max(1)).unwrap_or(0)
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
