//! Open enums and their values.

use crate::model::{Enum, Variant};

use super::change::{Change, Effect, Item, Kind, Subject};
use super::fields::{self, Owner};
use super::limits::{self, Direction, Known};
use super::pairs::{Alike, Pair, in_same_order, pair};
use super::uses::{lifespan, lived};

/// Compares an enum with what became of it. Taken apart whole, so that nothing that an enum will have is forgotten here.
pub fn compare(owner: Owner<'_>, before: &Enum, after: &Enum, changes: &mut Vec<Change>) {
    let Enum { name: _, docs, deprecated, variants } = before;
    let item = owner.item;
    fields::deprecation(item, deprecated.as_ref(), after.deprecated.as_ref(), changes);
    let alike: [Alike<'_, Variant>; 2] =
        [&|one, other| one.wire == other.wire, &|one, other| one.name == other.name];
    for pair in pair(variants, &after.variants, &alike) {
        let part = |variant: &Variant, known| {
            let mut part = item.part(Subject::Value, "::", variant.name.as_str());
            let lived = lived(&lifespan(&variant.limits), known);
            part.versions.retain(|version| lived.contains(version));
            part.in_all_versions &= lived.len() == known.len();
            part
        };
        match pair {
            Pair::Both(one, other) => {
                variant(&part(one, owner.known.before), owner.direction, owner.known, one, other, changes);
            }
            Pair::Removed(one) => changes.push(
                part(one, owner.known.before)
                    .change(Kind::Removed, Effect::Code)
                    .between(one.wire.clone(), None),
            ),
            Pair::Added(one) => changes.push(
                part(one, owner.known.after)
                    .change(Kind::Added, Effect::Addition)
                    .between(None, one.wire.clone()),
            ),
        }
    }
    let wires = |variants: &[Variant]| variants.iter().map(|one| one.wire.clone()).collect::<Vec<_>>();
    if !in_same_order(&wires(variants), &wires(&after.variants)) {
        changes.push(item.change(Kind::Order, Effect::Nothing));
    }
    if *docs != after.docs {
        changes.push(item.change(Kind::Docs, Effect::Nothing));
    }
}

fn variant(
    item: &Item,
    direction: Direction,
    known: Known<'_>,
    before: &Variant,
    after: &Variant,
    changes: &mut Vec<Change>,
) {
    let Variant { name, wire, docs, deprecated, limits } = before;
    if *name != after.name {
        let names = (name.as_str().to_owned(), after.name.as_str().to_owned());
        changes.push(item.change(Kind::Renamed, Effect::Code).between(names.0, names.1));
    }
    if *wire != after.wire {
        changes.push(item.change(Kind::Wire, Effect::Behaviour).between(wire.clone(), after.wire.clone()));
    }
    fields::deprecation(item, deprecated.as_ref(), after.deprecated.as_ref(), changes);
    limits::of_versions(item, direction, limits, &after.limits, known, changes);
    if *docs != after.docs {
        changes.push(item.change(Kind::Docs, Effect::Nothing));
    }
}
