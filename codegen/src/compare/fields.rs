//! Fields of models, and what operations take: those that came and went, and what differs in the others.

use crate::model::{Field, Presence, Type};

use super::change::{Change, Effect, Item, Kind, Subject};
use super::limits::{self, Direction, Known};
use super::pairs::{Alike, Pair, pair};
use super::types::{Naming, wrapped};
use super::uses::{lifespan, lived};

/// What has fields, and how they are compared.
#[derive(Clone, Copy)]
pub struct Owner<'a> {
    /// The model or the operation.
    pub item: &'a Item,
    /// Which way its fields go.
    pub direction: Direction,
    /// How types are named.
    pub naming: Naming<'a>,
    /// The api-versions of the service.
    pub known: Known<'a>,
}

/// A field, and where it travels.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// The field.
    pub field: &'a Field,
    /// Where it travels.
    pub stands: Stands,
}

/// Where a field travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// In a model.
    Model,
    /// In the path, at this place among those that do.
    Path(usize),
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// It is the body.
    Body,
}

impl Stands {
    fn subject(self) -> Subject {
        match self {
            Self::Model => Subject::Field,
            Self::Path(_) | Self::Query | Self::Header => Subject::Parameter,
            Self::Body => Subject::Body,
        }
    }

    fn shown(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Path(_) => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Body => "body",
        }
    }
}

/// Compares all fields of an owner.
pub fn compare(owner: Owner<'_>, before: &[Row<'_>], after: &[Row<'_>], changes: &mut Vec<Change>) {
    let by_place: [Alike<'_, Row<'_>>; 4] = [
        &|one, other| is_same_wire(*one, *other),
        &|one, other| one.field.name == other.field.name,
        &|one, other| one.field.wire == other.field.wire,
        &|one, other| matches!(one.stands, Stands::Path(_) | Stands::Body) && one.stands == other.stands,
    ];
    let mut kept = Vec::new();
    for pair in pair(before, after, &by_place) {
        match pair {
            Pair::Both(one, other) => {
                kept.push((*one, after.iter().position(|row| std::ptr::eq(row, other))));
                changed(owner, *one, *other, changes);
            }
            Pair::Removed(row) => removed(owner, *row, changes),
            Pair::Added(row) => added(owner, *row, before, changes),
        }
    }
    order(owner, &kept, after, changes);
}

fn is_same_wire(one: Row<'_>, other: Row<'_>) -> bool {
    let (wire, now) = (&one.field.wire, &other.field.wire);
    match (one.stands, other.stands) {
        (Stands::Header, Stands::Header) => wire.eq_ignore_ascii_case(now),
        (Stands::Path(_), Stands::Path(_)) => wire == now,
        (stands, stood) => stands == stood && wire == now,
    }
}

/// A row as something that may differ, in the versions that have it.
fn item(owner: Owner<'_>, row: Row<'_>, known: &[String]) -> Item {
    let mut item = owner.item.part(row.stands.subject(), ".", row.field.name.as_str());
    let lived = lived(&lifespan(&row.field.limits), known);
    if lived.len() < known.len() {
        item.versions.retain(|version| lived.contains(version));
        item.in_all_versions = false;
    }
    item
}

fn removed(owner: Owner<'_>, row: Row<'_>, changes: &mut Vec<Change>) {
    let ty = wrapped(&owner.naming.was(&row.field.ty), row.field);
    changes.push(
        item(owner, row, owner.known.before).change(Kind::Removed, Effect::Code).between(Some(ty), None),
    );
}

fn added(owner: Owner<'_>, row: Row<'_>, before: &[Row<'_>], changes: &mut Vec<Change>) {
    let had_default = !before.iter().any(|row| row.field.presence == Presence::Required);
    let (effect, note) = match (row.field.presence, owner.direction) {
        (Presence::Optional | Presence::Nullable, _) => (Effect::Addition, ""),
        (Presence::Required, Direction::Sent) if had_default => {
            (Effect::Code, "`new` takes one argument more, and `Default` is gone")
        }
        (Presence::Required, Direction::Sent) => (Effect::Code, "`new` takes one argument more"),
        (Presence::Required, Direction::Answered) if had_default => (Effect::Code, "`Default` is gone"),
        (Presence::Required, Direction::Answered) => {
            (Effect::Behaviour, "an answer without it is an error now")
        }
    };
    let ty = wrapped(&owner.naming.is(&row.field.ty), row.field);
    let item = item(owner, row, owner.known.after);
    changes.push(item.change(Kind::Added, effect).between(None, Some(ty)).note(note));
}

/// All that may differ in a field. Taken apart whole, so that nothing that a field will have is forgotten here.
fn changed(owner: Owner<'_>, before: Row<'_>, after: Row<'_>, changes: &mut Vec<Change>) {
    let Field {
        name,
        wire: _,
        docs,
        deprecated,
        ty: _,
        presence: _,
        limits,
        // Follows from the limits of what it holds.
        checked: _,
        read_only: _,
        boxed: _,
    } = before.field;
    let now = after.field;
    let mut item = item(owner, before, owner.known.before);
    item.subject = after.stands.subject();
    if *name != now.name {
        let names = (name.as_str().to_owned(), now.name.as_str().to_owned());
        changes.push(item.change(Kind::Renamed, Effect::Code).between(names.0, names.1));
    }
    held(owner, &item, before.field, now, changes);
    wire(&item, before, after, changes);
    setter(owner, &item, before.field, now, changes);
    deprecation(&item, deprecated.as_ref(), now.deprecated.as_ref(), changes);
    limits::of_value(&item, owner.direction, limits, &now.limits, changes);
    limits::of_versions(&item, owner.direction, limits, &now.limits, owner.known, changes);
    if *docs != now.docs {
        changes.push(item.change(Kind::Docs, Effect::Nothing));
    }
}

/// What it holds, and whether that may be missing.
fn held(owner: Owner<'_>, item: &Item, before: &Field, after: &Field, changes: &mut Vec<Change>) {
    let was = wrapped(&owner.naming.was(&before.ty), before);
    let is = wrapped(&owner.naming.is(&after.ty), after);
    let is_same = owner.naming.is_same(&before.ty, &after.ty);
    if !is_same || before.boxed != after.boxed {
        let kind = match (&before.ty, &after.ty) {
            (Type::String, Type::Secret) | (Type::Secret, Type::String) => Kind::Secret,
            _ => Kind::Type,
        };
        changes.push(item.change(kind, Effect::Code).between(was.clone(), is.clone()));
    }
    if before.presence != after.presence {
        let note = match (owner.direction, before.presence, after.presence) {
            (Direction::Sent, Presence::Required, _) => "`new` takes one argument less",
            (Direction::Sent, _, Presence::Required) => {
                "`new` takes one argument more, and its setter is gone"
            }
            (Direction::Answered, _, Presence::Required) => "an answer without it is an error now",
            (Direction::Sent | Direction::Answered, _, Presence::Optional | Presence::Nullable) => "",
        };
        changes.push(item.change(Kind::Optionality, Effect::Code).between(was, is).note(note));
    }
}

/// The name on the wire, and where it travels. What a variable of a path is called does not travel.
fn wire(item: &Item, before: Row<'_>, after: Row<'_>, changes: &mut Vec<Change>) {
    let words = |row: Row<'_>| format!("{} {}", row.stands.shown(), row.field.wire);
    let is_path = |row: Row<'_>| matches!(row.stands, Stands::Path(_));
    if is_path(before) != is_path(after) || before.stands.shown() != after.stands.shown() {
        let change = item.change(Kind::Wire, Effect::Behaviour);
        changes.push(change.between(words(before), words(after)));
    } else if before.field.wire != after.field.wire {
        // A variable of the path that has another name in Rust, too, is renamed, and that is all.
        if is_path(before) && before.field.name != after.field.name {
            return;
        }
        let (was, is) = (before.field.wire.clone(), after.field.wire.clone());
        let (effect, note) = if is_path(before) {
            (Effect::Nothing, "a variable of the path, which errors name")
        } else if is_same_wire(before, after) {
            (Effect::Nothing, "case does not count in headers")
        } else {
            (Effect::Behaviour, "")
        };
        changes.push(item.change(Kind::Wire, effect).between(was, is).note(note));
    }
}

/// Whether callers set it.
fn setter(owner: Owner<'_>, item: &Item, before: &Field, after: &Field, changes: &mut Vec<Change>) {
    if before.read_only == after.read_only {
        return;
    }
    let has_setter = owner.direction == Direction::Sent && after.presence != Presence::Required;
    let (effect, note) = match (has_setter, after.read_only) {
        (true, true) => (Effect::Code, "the service alone sets it: its setter is gone"),
        (true, false) => (Effect::Addition, "it has a setter now"),
        (false, true) => (Effect::Nothing, "the service alone sets it"),
        (false, false) => (Effect::Nothing, "callers may set it"),
    };
    changes.push(item.change(Kind::Setter, effect).note(note));
}

/// Whether something is deprecated, and why.
pub fn deprecation(item: &Item, before: Option<&String>, after: Option<&String>, changes: &mut Vec<Change>) {
    if before != after {
        let effect = if before.is_none() { Effect::Addition } else { Effect::Nothing };
        changes.push(item.change(Kind::Deprecated, effect).between(before.cloned(), after.cloned()));
    }
}

/// The order of what stayed, each with its place among those of now: it is that of the arguments of `new`.
fn order(owner: Owner<'_>, kept: &[(Row<'_>, Option<usize>)], after: &[Row<'_>], changes: &mut Vec<Change>) {
    let is_sorted = |rows: &[&(Row<'_>, Option<usize>)]| rows.is_sorted_by_key(|(_, at)| *at);
    let all: Vec<_> = kept.iter().collect();
    if is_sorted(&all) {
        return;
    }
    let is_required = |at: Option<usize>| at.is_some_and(|at| after[at].field.presence == Presence::Required);
    let required: Vec<_> = kept
        .iter()
        .filter(|(row, at)| row.field.presence == Presence::Required && is_required(*at))
        .collect();
    if owner.direction == Direction::Answered || is_sorted(&required) {
        changes.push(owner.item.change(Kind::Order, Effect::Nothing));
        return;
    }
    let mut sorted = required.clone();
    sorted.sort_by_key(|(_, at)| *at);
    let types = |rows: &[&(Row<'_>, Option<usize>)]| -> Vec<String> {
        rows.iter().map(|(row, _)| owner.naming.was(&row.field.ty)).collect()
    };
    let names = |rows: &[&(Row<'_>, Option<usize>)]| -> String {
        rows.iter().map(|(row, _)| row.field.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let (effect, note) = if types(&required) == types(&sorted) {
        (Effect::Behaviour, "calls of `new` compile as before, and say something else")
    } else {
        (Effect::Code, "look at every call of `new`: arguments of one type compile in either order")
    };
    let change = owner.item.change(Kind::Arguments, effect);
    changes.push(change.between(names(&required), names(&sorted)).note(note));
}
