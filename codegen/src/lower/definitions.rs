//! Definitions to models and enums.

use indexmap::IndexMap;

use crate::model::{Definition, Docs, Enum, Field, Home, Model, Name, Variant};
use crate::problem::{Kind, Place, Problem, Problems};
use crate::spec::{self, Entry, EnumValue, Map, Property, Table};

use super::errata::{self, Fact, Ledger};
use super::fields::{self, distinct};
use super::names::{Use, rust_name};
use super::scope::Scope;
use super::{pages, prose, rules, versions};

/// The definitions of a file, in its order.
pub fn lower(
    written: &Map<spec::Definition>,
    home: Home,
    scope: &Scope<'_>,
    ledger: &Ledger<'_>,
    problems: &mut Problems,
) -> Vec<Definition> {
    let mut definitions = Vec::new();
    let mut takers: IndexMap<&Name, usize> = IndexMap::new();
    scope.own().for_each(|(_, found, _)| *takers.entry(&found.name).or_default() += 1);
    for (wire, entry) in written {
        let Some(found) = scope.get(wire).filter(|found| found.home == home) else { continue };
        if let Some(problem) = too_long(wire, entry) {
            problems.push(problem);
            continue;
        }
        let name = found.name.clone();
        let docs = docs(wire, &entry.value, ledger, problems);
        let deprecated = entry.value.deprecated.as_ref().map(fields::note);
        // A definition that is not understood whole is left out, so that nothing is held against the rest of it.
        let definition = match &entry.value.table {
            Table::Properties(properties) => {
                let fields = model_fields(properties, scope, ledger, problems);
                let whole = fields.len() == properties.len();
                let pages = entry.value.pages.as_ref().filter(|_| whole);
                let pages = pages::lower(pages, &fields, problems);
                whole.then_some(Definition::Model(Model {
                    name,
                    docs,
                    deprecated,
                    fields,
                    rules: Vec::new(),
                    pages,
                    sent: false,
                    fault: None,
                }))
            }
            Table::Enum(values) => {
                if let Some(pages) = &entry.value.pages {
                    problems.push(pages::of_enum(pages));
                }
                let variants = variants(values, scope, ledger, problems);
                (variants.len() == values.len()).then_some(Definition::Enum(Enum {
                    name,
                    docs,
                    deprecated,
                    variants,
                }))
            }
        };
        // Nor is anything held against one of two whose name is the same: nobody knows which is meant.
        definitions.extend(definition.filter(|one| takers.get(one.name()) == Some(&1)));
    }
    definitions
}

/// The most properties of a model and values of an enum: each object of a sample is held against all of them.
const MAX_ROWS: usize = 2000;

fn too_long(wire: &str, entry: &Entry<spec::Definition>) -> Option<Problem> {
    let rows = match &entry.value.table {
        Table::Properties(properties) => properties.len(),
        Table::Enum(values) => values.len(),
    };
    let title = format!("`{wire}` has {rows} rows, and a definition at most {MAX_ROWS}");
    let problem = Problem::new(Kind::TooManyNodes, entry.key, title).label("too long");
    (rows > MAX_ROWS).then(|| problem.help("see whether the page has several tables here"))
}

fn docs(wire: &str, written: &spec::Definition, ledger: &Ledger<'_>, problems: &mut Problems) -> Docs {
    let mut docs = match &written.description {
        Some(text) => prose::paragraphs(&text.value),
        None => prose::sentence(&format!("{}; the page does not describe it.", prose::code(wire))),
    };
    fields::renamed(&mut docs, wire, written.rust_name.as_ref());
    prose::append(&mut docs, pages::docs(written.pages.as_ref()));
    prose::append(&mut docs, rules::docs(&written.rules));
    let mut facts: Vec<Fact<'_>> = vec![("name", Some(wire))];
    facts.extend(written.description.as_ref().map(|text| ("description", Some(text.value.as_str()))));
    facts.extend(written.deprecated.as_ref().map(|text| ("deprecated", Some(text.value.as_str()))));
    facts.push(match written.table {
        Table::Properties(_) => ("properties", None),
        Table::Enum(_) => ("enum", None),
    });
    facts.extend((!written.rules.is_empty()).then_some(("rules", None)));
    facts.extend(written.pages.as_ref().map(|_| ("pages", None)));
    prose::append(&mut docs, errata::docs(&written.errata, &facts, ledger, problems));
    docs
}

fn model_fields(
    written: &Map<Property>,
    scope: &Scope<'_>,
    ledger: &Ledger<'_>,
    problems: &mut Problems,
) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut keys: Vec<Place> = Vec::new();
    for (wire, entry) in written {
        fields::check_presence(wire, &entry.value, problems);
        let row = fields::property(wire, entry.key, &entry.value);
        if let Some(field) = fields::field(&row, scope, ledger, problems) {
            fields.push(field);
            keys.push(entry.key);
        }
    }
    let named = fields.iter().zip(&keys).map(|(field, key)| (&field.name, prose::code(&field.wire), *key));
    distinct(named, problems);
    fields
}

fn variants(
    written: &Map<EnumValue>,
    scope: &Scope<'_>,
    ledger: &Ledger<'_>,
    problems: &mut Problems,
) -> Vec<Variant> {
    let mut variants: Vec<Variant> = Vec::new();
    let mut keys: Vec<Place> = Vec::new();
    for (wire, entry) in written {
        let value = &entry.value;
        let name = rust_name(wire, entry.key, value.rust_name.as_ref(), Use::Variant, problems);
        let mut docs = match &value.description {
            Some(text) => prose::paragraphs(&text.value),
            None => prose::sentence(&format!("{} on the wire.", prose::code(wire))),
        };
        if value.description.is_some() {
            fields::renamed(&mut docs, wire, value.rust_name.as_ref());
        }
        prose::append(&mut docs, versions::docs(value.since.as_ref(), value.until.as_ref()));
        let mut facts: Vec<Fact<'_>> = vec![("name", Some(wire))];
        facts.extend(versions::facts(value.since.as_ref(), value.until.as_ref()));
        facts.extend(value.description.as_ref().map(|text| ("description", Some(text.value.as_str()))));
        facts.extend(value.deprecated.as_ref().map(|text| ("deprecated", Some(text.value.as_str()))));
        prose::append(&mut docs, errata::docs(&value.errata, &facts, ledger, problems));
        let lifespan =
            versions::lifespan(value.since.as_ref(), value.until.as_ref(), scope.versions(), problems);
        let Some(name) = name else { continue };
        let deprecated = value.deprecated.as_ref().map(fields::note);
        let limits = lifespan.limits().collect();
        variants.push(Variant { name, wire: wire.clone(), docs, deprecated, limits });
        keys.push(entry.key);
    }
    let named =
        variants.iter().zip(&keys).map(|(variant, key)| (&variant.name, prose::code(&variant.wire), *key));
    distinct(named, problems);
    variants
}
