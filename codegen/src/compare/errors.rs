//! The error of a service: which type it is, and where its code and its message are.

use crate::model::{Definition, Fault, FieldStep, Service, Type};

use super::change::{Change, Effect, Item, Kind, Subject};
use super::definitions;
use super::operations::Services;
use super::services::{Context, any};
use super::types::{Naming, Renames};
use super::uses::{self, Declared, declared};

/// Compares what the operations of two services answer when they cannot do what is asked.
pub fn compare(context: &Context<'_>, renames: &Renames, changes: &mut Vec<Change>) {
    types(context, renames, changes);
    faults(context, renames, changes);
}

fn types(context: &Context<'_>, renames: &Renames, changes: &mut Vec<Change>) {
    let (one, other) = (any(context.services.before), any(context.services.after));
    let (Some((from, one)), Some((to, other))) = (one, other) else { return };
    let naming = Naming { before: from.module.as_str(), after: to.module.as_str(), renames };
    let (was, is): (&Type, &Type) = (&one.error, &other.error);
    if !naming.is_same(was, is) {
        let item = Item { subject: Subject::Error, ..context.item.clone() };
        let change = item.change(Kind::Type, Effect::Code).between(naming.was(was), naming.is(is));
        changes.push(change.note("of every operation"));
    }
}

/// How the code and the message are read. Of another error no more is said than that it is another.
fn faults(context: &Context<'_>, renames: &Renames, changes: &mut Vec<Change>) {
    let Services { before, after } = context.services;
    let (Some((model, was)), Some((now, is))) = (fault(before), fault(after)) else { return };
    if renames.follow(&model.path()) != now.path() {
        return;
    }
    let item = definitions::item(context.item, &model, &uses::of(before), context.known.before);
    let Fault { code, message } = was;
    let (old, new) = (&before.error, &after.error);
    for (what, was, is) in [
        ("code()", Way { steps: code, wires: &old.code }, Way { steps: &is.code, wires: &new.code }),
        (
            "message()",
            Way { steps: message, wires: &old.message },
            Way { steps: &is.message, wires: &new.message },
        ),
    ] {
        if !is_same(&was, &is) {
            let change = item.change(Kind::Wire, Effect::Behaviour);
            let change = change.between(was.wires.join("."), is.wires.join("."));
            changes.push(change.note(format!("where `{what}` looks")));
        }
    }
}

/// The model of a service's error, which alone says how it is read.
fn fault(service: &Service) -> Option<(Declared<'_>, &Fault)> {
    declared(service).into_iter().find_map(|one| match one.definition {
        Definition::Model(model) => Some((one, model.fault.as_ref()?)),
        Definition::Enum(_) => None,
    })
}

/// The way from an error to a text: the fields to go through, and their names on the wire.
struct Way<'a> {
    steps: &'a [FieldStep],
    wires: &'a [String],
}

/// Whether two ways go through the same fields, each of which is known by its name in Rust or by that on the wire.
fn is_same(before: &Way<'_>, after: &Way<'_>) -> bool {
    let names = before.steps.iter().zip(after.steps).map(|(one, other)| one.name == other.name);
    let wires = before.wires.iter().zip(after.wires).map(|(one, other)| one == other);
    before.steps.len() == after.steps.len() && names.zip(wires).all(|(name, wire)| name || wire)
}
