//! Models: what they hold, and what comes with them.

use crate::model::{Field, FieldStep, Model, Pages, Rule};

use super::change::{Change, Effect, Kind};
use super::fields::{self, Owner, Row, Stands};
use super::limits;

/// Compares a model with what became of it. Taken apart whole, so that nothing that a model will have is forgotten here.
pub fn compare(owner: Owner<'_>, before: &Model, after: &Model, changes: &mut Vec<Change>) {
    let Model {
        // A new name is reported where definitions are paired.
        name: _,
        docs,
        deprecated,
        fields,
        rules,
        pages,
        sent,
        // The service's error alone has one, where it is compared.
        fault: _,
    } = before;
    let item = owner.item;
    if *sent != after.sent {
        let (effect, note) = if after.sent {
            (Effect::Addition, "can be sent now: `new` and setters are there")
        } else {
            (Effect::Code, "no longer sent: `new` and setters are gone")
        };
        changes.push(item.change(Kind::Setter, effect).note(note));
    }
    let rows = |fields: &[Field]| -> Vec<(String, String)> {
        fields.iter().map(|field| (field.name.as_str().to_owned(), field.wire.clone())).collect()
    };
    let wires = Wires { before: rows(fields), after: rows(&after.fields) };
    self::pages(&owner, &wires, pages.as_ref(), after.pages.as_ref(), changes);
    fields::deprecation(item, deprecated.as_ref(), after.deprecated.as_ref(), changes);
    self::rules(owner, rules, &after.rules, changes);
    let rows = |fields| -> Vec<Row<'_>> { in_model(fields) };
    fields::compare(owner, &rows(fields), &rows(&after.fields), changes);
    if *docs != after.docs {
        changes.push(item.change(Kind::Docs, Effect::Nothing));
    }
}

fn in_model(fields: &[Field]) -> Vec<Row<'_>> {
    fields.iter().map(|field| Row { field, stands: Stands::Model }).collect()
}

/// The names on the wire of a model's fields, by their names in Rust, so that a field is known by either.
struct Wires {
    before: Vec<(String, String)>,
    after: Vec<(String, String)>,
}

impl Wires {
    /// Whether two steps go through the same field.
    fn is_same(&self, before: &FieldStep, after: &FieldStep) -> bool {
        let wire = |rows: &[(String, String)], step: &FieldStep| {
            // Whether it may be missing, or is a list, is the field's own fact.
            let FieldStep { name, presence: _, list: _ } = step;
            rows.iter().find(|(of, _)| of == name.as_str()).map(|(_, wire)| wire.clone())
        };
        before.name == after.name || wire(&self.before, before) == wire(&self.after, after)
    }
}

/// What makes it a page of a list.
fn pages(
    owner: &Owner<'_>,
    wires: &Wires,
    before: Option<&Pages>,
    after: Option<&Pages>,
    changes: &mut Vec<Change>,
) {
    let item = owner.item;
    match (before, after) {
        (None, None) => {}
        (None, Some(_)) => changes.push(
            item.change(Kind::Pages, Effect::Addition).note("a list that can be read page by page now"),
        ),
        (Some(_), None) => changes.push(
            item.change(Kind::Pages, Effect::Code).note("a list that can no longer be read page by page"),
        ),
        (Some(before), Some(after)) => {
            // The name on the wire is the field's own fact.
            let Pages { item: of, items, next_link, next_link_wire: _ } = before;
            if !wires.is_same(items, &after.items) {
                let is_same = owner.naming.is_same(of, &after.item);
                let effect = if is_same { Effect::Behaviour } else { Effect::Code };
                let (was, is) = (items.name.as_str().to_owned(), after.items.name.as_str().to_owned());
                changes.push(item.change(Kind::Pages, effect).between(was, is).note("other items"));
            }
            if !wires.is_same(next_link, &after.next_link) {
                let (was, is) =
                    (next_link.name.as_str().to_owned(), after.next_link.name.as_str().to_owned());
                let change = item.change(Kind::Pages, Effect::Behaviour);
                changes.push(change.between(was, is).note("another link to the next page"));
            }
        }
    }
}

fn rules(owner: Owner<'_>, before: &[Rule], after: &[Rule], changes: &mut Vec<Change>) {
    let before: Vec<String> = before.iter().map(rule).collect();
    let after: Vec<String> = after.iter().map(rule).collect();
    let only_in = |one: &[String], other: &[String]| {
        let left: Vec<_> = one.iter().filter(|rule| !other.contains(rule)).cloned().collect();
        (!left.is_empty()).then(|| left.join("; "))
    };
    let (was, is) = (only_in(&before, &after), only_in(&after, &before));
    if was.is_some() || is.is_some() {
        let change = owner.item.change(Kind::Limits, limits::held(owner.direction));
        changes.push(change.between(was, is).note(limits::about(owner.direction)));
    } else if before != after {
        changes.push(owner.item.change(Kind::Order, Effect::Nothing));
    }
}

/// A rule in words, under the names of the wire.
fn rule(rule: &Rule) -> String {
    match rule {
        Rule::AbsentIf { field, condition, equals } => {
            format!("{} absent if {} is {equals}", field.wire, condition.wire)
        }
        Rule::AtMost { field, times, of } => format!("{} at most {times} times {}", field.wire, of.wire),
    }
}
