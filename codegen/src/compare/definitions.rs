//! Definitions: those that came and went, those that have other paths, and what differs in the others.

use std::collections::BTreeMap;

use crate::model::{Definition, Field, Resource};

use super::change::{Change, Effect, Item, Kind, Subject};
use super::fields::Owner;
use super::limits::{Direction, Known};
use super::pairs::{Alike, Pair, pair};
use super::services::Context;
use super::types::{self, Naming, Renames};
use super::uses::{self, Declared, Use, declared};
use super::{enums, models};

/// Compares all definitions of a service; returns those that have other paths now.
pub fn all(context: &Context<'_>, files: &[Pair<'_, Resource>], changes: &mut Vec<Change>) -> Renames {
    let mut renames = Renames::default();
    for file in files {
        let Pair::Both(one, other) = file else { continue };
        for name in one.definitions.iter().map(|definition| definition.name().as_str()) {
            let path = |resource: &Resource| types::below(resource.module.as_str(), name);
            renames.insert(path(one), path(other));
        }
    }
    let side = |service| Side { declared: declared(service), uses: uses::of(service) };
    let (before, after) = (side(context.services.before), side(context.services.after));
    let found = pairs(&before, &after, &renames);
    for pair in &found {
        let Pair::Both(one, other) = pair else { continue };
        let (was, is) = (one.path(), other.path());
        if renames.follow(&was) != is {
            let item = item(context.item, one, &before.uses, context.known.before);
            changes.push(item.change(Kind::Renamed, Effect::Code).between(was.clone(), is.clone()));
        }
        renames.insert(was, is);
    }
    for pair in &found {
        let came_or_went =
            |one, uses, known, kind, effect| item(context.item, one, uses, known).change(kind, effect);
        let Known { before: old, after: new } = context.known;
        match pair {
            Pair::Removed(one) => {
                changes.push(came_or_went(one, &before.uses, old, Kind::Removed, Effect::Code));
            }
            Pair::Added(one) => {
                changes.push(came_or_went(one, &after.uses, new, Kind::Added, Effect::Addition));
            }
            Pair::Both(one, other) => {
                let item = item(context.item, one, &before.uses, old);
                let direction = direction(before.uses.get(&one.path()), after.uses.get(&other.path()));
                let naming = Naming { before: one.module, after: other.module, renames: &renames };
                let owner = Owner { item: &item, direction, naming, known: context.known };
                compare(owner, one.definition, other.definition, changes);
            }
        }
    }
    renames
}

fn direction(before: Option<&Use>, after: Option<&Use>) -> Direction {
    let is_sent = |found: Option<&Use>| found.is_some_and(|found| found.sent);
    if is_sent(before) && is_sent(after) { Direction::Sent } else { Direction::Answered }
}

/// The definitions of a service on one side, and what each is used for.
struct Side<'a> {
    /// The definitions.
    declared: Vec<Declared<'a>>,
    /// Their uses, by path.
    uses: BTreeMap<String, Use>,
}

/// Pairs the definitions of two sides: by path, then by name where one has moved to another file, then by shape.
fn pairs<'a>(before: &'a Side<'a>, after: &'a Side<'a>, renames: &Renames) -> Vec<Pair<'a, Declared<'a>>> {
    let alike: [Alike<'_, Declared<'_>>; 3] = [
        &|one, other| renames.follow(&one.path()) == other.path(),
        &|one, other| one.definition.name() == other.definition.name(),
        &|one, other| one.module == other.module && is_same_shape(one, other),
    ];
    pair(&before.declared, &after.declared, &alike)
}

/// Whether two definitions hold the same on the wire, whatever they are called.
fn is_same_shape(one: &Declared<'_>, other: &Declared<'_>) -> bool {
    let renames = Renames::default();
    let naming = Naming { before: one.module, after: other.module, renames: &renames };
    let is_same = |one: &Field, other: &Field| one.wire == other.wire && naming.is_same(&one.ty, &other.ty);
    match (one.definition, other.definition) {
        (Definition::Model(one), Definition::Model(other)) => {
            let mut fields = one.fields.iter().zip(&other.fields);
            one.fields.len() == other.fields.len() && fields.all(|(one, other)| is_same(one, other))
        }
        (Definition::Enum(one), Definition::Enum(other)) => {
            one.variants.iter().map(|one| &one.wire).eq(other.variants.iter().map(|one| &one.wire))
        }
        (Definition::Model(_), Definition::Enum(_)) | (Definition::Enum(_), Definition::Model(_)) => false,
    }
}

/// A definition as something that may differ.
pub fn item(service: &Item, declared: &Declared<'_>, uses: &BTreeMap<String, Use>, known: &[String]) -> Item {
    let subject = match declared.definition {
        Definition::Model(_) => Subject::Model,
        Definition::Enum(_) => Subject::Enum,
    };
    let path = declared.path();
    let mut item = service.part(subject, "::", &path);
    if let Some(found) = uses.get(&path) {
        item.versions = known.iter().filter(|one| found.versions.contains(*one)).cloned().collect();
        item.in_all_versions = item.versions.len() == known.len();
    }
    item
}

/// Compares a definition with what became of it.
fn compare(owner: Owner<'_>, before: &Definition, after: &Definition, changes: &mut Vec<Change>) {
    match (before, after) {
        (Definition::Model(one), Definition::Model(other)) => models::compare(owner, one, other, changes),
        (Definition::Enum(one), Definition::Enum(other)) => enums::compare(owner, one, other, changes),
        (Definition::Model(_), Definition::Enum(_)) => changes.push(
            owner.item.change(Kind::Type, Effect::Code).between("a struct".to_owned(), "an enum".to_owned()),
        ),
        (Definition::Enum(_), Definition::Model(_)) => changes.push(
            owner.item.change(Kind::Type, Effect::Code).between("an enum".to_owned(), "a struct".to_owned()),
        ),
    }
}
