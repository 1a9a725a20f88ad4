//! What an operation answers with: statuses, body, headers.

use crate::model::{Headers, Operation, ResponseHeader, Type};

use super::change::{Change, Effect, Item, Kind, Subject};
use super::fields::Owner;
use super::pairs::{Alike, Pair, in_same_order, pair};
use super::types;

/// Compares what two operations answer with.
pub fn compare(owner: Owner<'_>, before: &Operation, after: &Operation, changes: &mut Vec<Change>) {
    let answer = Item { subject: Subject::Answer, ..owner.item.clone() };
    statuses(&answer, &before.success, &after.success, changes);
    let is_same = match (&before.answer, &after.answer) {
        (None, None) => true,
        (Some(was), Some(is)) => owner.naming.is_same(was, is),
        (None, Some(_)) | (Some(_), None) => false,
    };
    if !is_same {
        let unit = || "()".to_owned();
        let was = before.answer.as_ref().map_or_else(unit, |ty| owner.naming.was(ty));
        let is = after.answer.as_ref().map_or_else(unit, |ty| owner.naming.is(ty));
        changes.push(answer.change(Kind::Type, Effect::Code).between(was, is));
    }
    headers(owner, before, after, changes);
}

fn statuses(item: &Item, before: &[u16], after: &[u16], changes: &mut Vec<Change>) {
    let words = |statuses: &[u16]| statuses.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
    let (effect, note) = if before.iter().any(|status| !after.contains(status)) {
        (Effect::Behaviour, "a status that is not listed is an error")
    } else if after.len() > before.len() {
        (Effect::Addition, "a status that was an error is an answer now")
    } else if before != after {
        changes.push(item.change(Kind::Order, Effect::Nothing));
        return;
    } else {
        return;
    };
    changes.push(item.change(Kind::Wire, effect).between(words(before), words(after)).note(note));
}

/// A type of headers stands beside its operation and is named after it.
fn headers(owner: Owner<'_>, before: &Operation, after: &Operation, changes: &mut Vec<Change>) {
    let item = |headers: &Headers| {
        let module = owner.item.path.rsplit_once("::").map_or("", |(module, _)| module);
        let path = types::below(module, headers.name.as_str());
        Item { subject: Subject::Headers, path, ..owner.item.clone() }
    };
    match (&before.headers, &after.headers) {
        (None, None) => {}
        (None, Some(is)) => changes.push(
            item(is).change(Kind::Added, Effect::Code).note("the operation's `Headers` was `rt::NoHeaders`"),
        ),
        (Some(was), None) => changes.push(
            item(was)
                .change(Kind::Removed, Effect::Code)
                .note("the operation's `Headers` is `rt::NoHeaders`"),
        ),
        (Some(was), Some(is)) => {
            // Name and docs say the operation's name, and nothing else.
            let Headers { name: _, docs: _, rows } = was;
            compare_rows(owner, &item(was), rows, &is.rows, changes);
        }
    }
}

fn compare_rows(
    owner: Owner<'_>,
    item: &Item,
    before: &[ResponseHeader],
    after: &[ResponseHeader],
    changes: &mut Vec<Change>,
) {
    let is_same_wire =
        |one: &ResponseHeader, other: &ResponseHeader| one.wire.eq_ignore_ascii_case(&other.wire);
    let alike: [Alike<'_, ResponseHeader>; 2] = [&is_same_wire, &|one, other| one.name == other.name];
    let part = |row: &ResponseHeader| item.part(Subject::Header, ".", row.name.as_str());
    let was = |ty: &Type| types::header(&owner.naming.was(ty), ty);
    let is = |ty: &Type| types::header(&owner.naming.is(ty), ty);
    for pair in pair(before, after, &alike) {
        match pair {
            Pair::Removed(row) => {
                changes.push(part(row).change(Kind::Removed, Effect::Code).between(was(&row.ty), None));
            }
            Pair::Added(row) => {
                changes.push(part(row).change(Kind::Added, Effect::Addition).between(None, is(&row.ty)));
            }
            Pair::Both(row, now) => {
                let ResponseHeader { name, wire, docs, ty } = row;
                let part = part(row);
                if *name != now.name {
                    let names = (name.as_str().to_owned(), now.name.as_str().to_owned());
                    changes.push(part.change(Kind::Renamed, Effect::Code).between(names.0, names.1));
                }
                if *wire != now.wire {
                    let effect = if is_same_wire(row, now) { Effect::Nothing } else { Effect::Behaviour };
                    changes.push(part.change(Kind::Wire, effect).between(wire.clone(), now.wire.clone()));
                }
                if !owner.naming.is_same(ty, &now.ty) {
                    changes.push(part.change(Kind::Type, Effect::Code).between(was(ty), is(&now.ty)));
                }
                if *docs != now.docs {
                    changes.push(part.change(Kind::Docs, Effect::Nothing));
                }
            }
        }
    }
    let wires = |rows: &[ResponseHeader]| rows.iter().map(|row| row.wire.clone()).collect::<Vec<_>>();
    if !in_same_order(&wires(before), &wires(after)) {
        changes.push(item.change(Kind::Order, Effect::Nothing));
    }
}
