//! What a file sees: the definitions and the reasons that it may use by name.

use std::cell::Cell;

use indexmap::IndexMap;

use crate::model::{Home, Name, Type, TypeKind, TypeRef};
use crate::problem::{Kind, Place, Problem, Problems};
use crate::spec::did_you_mean;
use crate::spec::{Definition, Erratum, Map, Table, Text};

use super::names::{Use, rust_name};
use super::versions::Versions;

/// What a file sees of its service: the definitions, by the page's names, and the api-versions.
pub struct Scope<'a> {
    /// What the whole service sees, for a file that sees that too.
    outer: Option<&'a Scope<'a>>,
    definitions: IndexMap<String, (TypeRef, Place)>,
    versions: &'a Versions,
}

impl<'a> Scope<'a> {
    /// Without definitions as yet.
    pub fn new(versions: &'a Versions) -> Self {
        Self { outer: None, definitions: IndexMap::new(), versions }
    }

    /// What a file of the service sees: all that the service does, and nothing of its own as yet.
    pub fn within(outer: &'a Scope<'a>) -> Self {
        Self { outer: Some(outer), ..Self::new(outer.versions) }
    }

    /// The api-versions of the service, oldest first.
    pub fn versions(&self) -> &'a Versions {
        self.versions
    }

    /// Adds the definitions of a file; a second one of a name is a problem.
    pub fn declare(&mut self, definitions: &Map<Definition>, home: Home, problems: &mut Problems) {
        for (name, entry) in definitions {
            let written = entry.value.rust_name.as_ref();
            // One without a lawful name has been reported; those who use it are not to blame.
            let rust = rust_name(name, entry.key, written, Use::Type, problems);
            let rust = rust.unwrap_or_else(|| Name(name.clone()));
            let kind = match entry.value.table {
                Table::Properties(_) => TypeKind::Model,
                Table::Enum(_) => TypeKind::Enum,
            };
            let declared = (TypeRef { home, name: rust, kind }, entry.key);
            if let Some((_, first)) = self.find(name) {
                problems.push(
                    Problem::new(Kind::ShadowedDefinition, entry.key, format!("`{name}` is defined twice"))
                        .label("the second")
                        .related(*first, "the first")
                        .help("keep one: what several files use stands in service.yaml"),
                );
            } else {
                self.definitions.insert(name.clone(), declared);
            }
        }
    }

    /// The definition of a name.
    pub fn get(&self, name: &str) -> Option<&TypeRef> {
        self.find(name).map(|(definition, _)| definition)
    }

    /// The definitions of the file itself, in the order in which they were declared.
    pub fn own(&self) -> impl Iterator<Item = (&str, &TypeRef, Place)> {
        self.definitions.iter().map(|(name, (definition, place))| (name.as_str(), definition, *place))
    }

    fn find(&self, name: &str) -> Option<&(TypeRef, Place)> {
        self.definitions.get(name).or_else(|| self.outer?.find(name))
    }

    /// The names of all definitions, in the order in which they were declared.
    fn names(&self) -> impl Iterator<Item = &str> {
        let outer = self.outer.iter().flat_map(|outer| outer.definitions.keys());
        outer.chain(self.definitions.keys()).map(String::as_str)
    }
}

/// The builtin types, in the page's own notation.
const BUILTIN: [(&str, Type); 13] = [
    ("string", Type::String),
    ("string (uuid)", Type::Uuid),
    ("string (date-time)", Type::DateTime),
    ("string (date-time-rfc1123)", Type::HttpDate),
    ("string (byte)", Type::Base64),
    ("string (base64url)", Type::Base64Url),
    ("string (uri)", Type::Uri),
    ("integer (int32)", Type::Int32),
    ("integer (int64)", Type::Int64),
    ("integer (unixtime)", Type::UnixTime),
    ("number (double)", Type::Double),
    ("boolean", Type::Boolean),
    ("object", Type::Json),
];

/// Whether a text is the notation of a builtin type.
pub fn is_builtin(text: &str) -> bool {
    BUILTIN.iter().any(|(name, _)| *name == text)
}

/// How many lists or maps may be inside each other.
const MAX_DEPTH: usize = 8;

/// The type that a text names.
pub fn resolve(text: &Text, scope: &Scope<'_>, problems: &mut Problems) -> Option<Type> {
    resolve_text(&text.value, text.place, 0, scope, problems)
}

fn resolve_text(
    text: &str,
    place: Place,
    depth: usize,
    scope: &Scope<'_>,
    problems: &mut Problems,
) -> Option<Type> {
    let text = text.trim();
    let list = text.strip_suffix("[]");
    let map = || text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    if let Some(item) = list.or_else(map) {
        if depth == MAX_DEPTH {
            problems.push(too_deep(place));
            return None;
        }
        let item = Box::new(resolve_text(item, place, depth + 1, scope, problems)?);
        return Some(if list.is_some() { Type::List(item) } else { Type::Map(item) });
    }
    if let Some((_, ty)) = BUILTIN.iter().find(|(name, _)| *name == text) {
        return Some(ty.clone());
    }
    if let Some(definition) = scope.get(text) {
        return Some(Type::Named(definition.clone()));
    }
    problems.push_with(place.file, || unknown_type(text, place, scope));
    None
}

fn too_deep(place: Place) -> Problem {
    let title = format!("this type is of lists or maps more than {MAX_DEPTH} deep");
    Problem::new(Kind::UnknownType, place, title)
        .label("nobody could use it")
        .help("define a model for what is inside, or write `object`")
}

fn unknown_type(text: &str, place: Place, scope: &Scope<'_>) -> Problem {
    let word = text.split([' ', '(']).next().unwrap_or(text);
    let formats: Vec<&str> =
        BUILTIN.iter().map(|(name, _)| *name).filter(|name| name.split(' ').next() == Some(word)).collect();
    let known = BUILTIN.iter().map(|(name, _)| *name).chain(scope.names());
    if !formats.is_empty() {
        let what = if text == word { "leaves its format open" } else { "has an unknown format" };
        return Problem::new(Kind::UnknownType, place, format!("the type `{text}` {what}"))
            .label("no such type")
            .help(format!(
                "write one of {}",
                formats.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
            ));
    }
    let help = match text.strip_prefix("array of ") {
        Some(item) => format!("write `{item}[]`"),
        None => {
            did_you_mean(text, known, || "define it under `definitions`, here or in service.yaml".to_owned())
        }
    };
    Problem::new(Kind::UnknownType, place, format!("there is no type `{text}`"))
        .label("no such type")
        .help(help)
}

/// The reasons that errata may name, and whether any did.
#[derive(Default)]
pub struct Reasons<'a> {
    reasons: IndexMap<&'a str, Reason<'a>>,
}

struct Reason<'a> {
    place: Place,
    erratum: &'a Erratum,
    used: Cell<bool>,
}

impl<'a> Reasons<'a> {
    /// The reasons of a file.
    pub fn new(written: &'a Map<Erratum>) -> Self {
        let reasons = written.iter().map(|(name, entry)| {
            (name.as_str(), Reason { place: entry.key, erratum: &entry.value, used: Cell::new(false) })
        });
        Self { reasons: reasons.collect() }
    }

    /// The reason of a name, which is used by that.
    pub fn get(&self, name: &str) -> Option<&'a Erratum> {
        let reason = self.reasons.get(name)?;
        reason.used.set(true);
        Some(reason.erratum)
    }

    /// All names.
    pub fn names(&self) -> impl Iterator<Item = &'a str> {
        self.reasons.keys().copied()
    }

    /// Reports each reason that nothing used.
    pub fn report_unused(&self, problems: &mut Problems) {
        for (name, reason) in self.reasons.iter().filter(|(_, reason)| !reason.used.get()) {
            problems.push(
                Problem::new(
                    Kind::UnusedReason,
                    reason.place,
                    format!("no erratum gives `{name}` as its reason"),
                )
                .label("never used")
                .help("remove it, or name it in an erratum"),
            );
        }
    }
}
