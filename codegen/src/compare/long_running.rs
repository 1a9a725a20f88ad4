//! Long operations: what is polled, when it is over, how it is cancelled.

use crate::model::{Definition, FollowUp, LongRunning, Name, Operation, Phase, Service, TextPath, Type};

use super::change::{Change, Effect, Item, Kind};
use super::operations::{self, Services};
use super::pairs::Pair;
use super::types::{Naming, path};
use super::uses::declared;

/// Compares what makes two operations long ones. Taken apart whole, so that nothing that it will say is forgotten here.
pub fn compare(
    item: &Item,
    services: Services<'_>,
    naming: Naming<'_>,
    before: Option<&LongRunning>,
    after: Option<&LongRunning>,
    changes: &mut Vec<Change>,
) {
    let (long, now) = match (before, after) {
        (None, None) => return,
        (None, Some(_)) => {
            changes
                .push(item.change(Kind::LongRunning, Effect::Addition).note("its end can be waited for now"));
            return;
        }
        (Some(_), None) => {
            let change = item.change(Kind::LongRunning, Effect::Code);
            changes.push(change.note("its end can no longer be waited for: `LongRunning` is gone"));
            return;
        }
        (Some(long), Some(now)) => (long, now),
    };
    let LongRunning {
        poll,
        // Follows from what the polled operation answers with.
        polled: _,
        state,
        reason,
        succeeded,
        failed,
        found,
        not_found,
        cancel,
    } = long;
    let mut told = |what: &str, effect, was: Option<String>, is: Option<String>| {
        if was != is {
            changes.push(item.change(Kind::LongRunning, effect).between(was, is).note(what));
        }
    };
    let name = |name: &Name| name.as_str().to_owned();
    let is_same = |one: &FollowUp, other: &FollowUp| is_same_operation(one, other, services, naming);
    if !is_same(poll, &now.poll) {
        told("what is polled", Effect::Code, Some(name(&poll.operation)), Some(name(&now.poll.operation)));
    }
    for (what, was, is) in
        [("where the state is", state, &now.state), ("where the reason is", reason, &now.reason)]
    {
        let was = was.as_ref().map(|path| wires(path, long.polled.as_ref(), services.before, naming.before));
        let is = is.as_ref().map(|path| wires(path, now.polled.as_ref(), services.after, naming.after));
        told(what, Effect::Behaviour, was, is);
    }
    told("states of success", Effect::Behaviour, listed(succeeded), listed(&now.succeeded));
    told("states of failure", Effect::Behaviour, listed(failed), listed(&now.failed));
    told("what any other state means", Effect::Behaviour, Some(phase(*found)), Some(phase(now.found)));
    let is_outcome = |phase: &Option<Phase>| *phase == Some(Phase::Succeeded);
    let effect =
        if is_outcome(not_found) == is_outcome(&now.not_found) { Effect::Behaviour } else { Effect::Code };
    told("what 404 means", effect, not_found.map(phase), now.not_found.map(phase));
    cancelled(item, cancel.as_ref(), now.cancel.as_ref(), is_same, changes);
}

/// How it is cancelled.
fn cancelled(
    item: &Item,
    before: Option<&FollowUp>,
    after: Option<&FollowUp>,
    is_same: impl Fn(&FollowUp, &FollowUp) -> bool,
    changes: &mut Vec<Change>,
) {
    let (effect, note) = match (before, after) {
        (None, None) => return,
        (Some(was), Some(is)) if is_same(was, is) && was.body == is.body => return,
        (Some(was), Some(is)) if is_same(was, is) => (Effect::Behaviour, "what cancelling sends"),
        (Some(_), _) => (Effect::Code, "what cancels it"),
        (None, Some(_)) => (Effect::Addition, "what cancels it"),
    };
    let name = |found: Option<&FollowUp>| found.map(|found| found.operation.as_str().to_owned());
    changes.push(item.change(Kind::LongRunning, effect).between(name(before), name(after)).note(note));
}

/// Whether two operations follow with the same one, whatever that is called now. Which values that is given follows from
/// what both take.
fn is_same_operation(one: &FollowUp, other: &FollowUp, services: Services<'_>, naming: Naming<'_>) -> bool {
    let FollowUp { operation, arguments: _, body: _ } = one;
    let was = operations_of(services.before, naming.before);
    let is = operations_of(services.after, naming.after);
    operations::pairs(was, is).iter().any(|pair| match pair {
        Pair::Both(one, now) => one.name == *operation && now.name == other.operation,
        Pair::Removed(_) | Pair::Added(_) => false,
    })
}

fn operations_of<'a>(service: &'a Service, module: &str) -> &'a [Operation] {
    let resource = service.resources.iter().find(|resource| resource.module.as_str() == module);
    resource.map_or(&[], |resource| resource.operations.as_slice())
}

/// The path of a text as the wire has it, so that a field is itself whatever it is called in Rust.
fn wires(text: &TextPath, from: Option<&Type>, service: &Service, module: &str) -> String {
    let TextPath { steps, ty: _ } = text;
    let declared = declared(service);
    let (mut at, mut module) = (from, module);
    let mut wires = Vec::new();
    for step in steps {
        let found = at.and_then(|ty| match ty {
            Type::Named(to) => declared.iter().find(|one| one.path() == path(to, module)),
            _ => None,
        });
        let field = found.and_then(|one| match one.definition {
            Definition::Model(model) => model.fields.iter().find(|field| field.name == step.name),
            Definition::Enum(_) => None,
        });
        wires.push(field.map_or_else(|| step.name.as_str().to_owned(), |field| field.wire.clone()));
        at = field.map(|field| &field.ty);
        module = found.map_or(module, |one| one.module);
    }
    wires.join(".")
}

fn listed(states: &[String]) -> Option<String> {
    let mut sorted: Vec<&str> = states.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    (!sorted.is_empty()).then(|| sorted.join(", "))
}

fn phase(phase: Phase) -> String {
    match phase {
        Phase::Running => "running".to_owned(),
        Phase::Succeeded => "succeeded".to_owned(),
    }
}
