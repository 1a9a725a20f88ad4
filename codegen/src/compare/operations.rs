//! Operations: what they take, what is sent for them, and when.

use crate::model::{Body, Location, Name, Operation, Parameter, Sample, Scheme, Security, Segment, Service};

use super::answers;
use super::change::{Change, Effect, Item, Kind, Subject};
use super::fields::{self, Owner, Row, Stands};
use super::limits;
use super::long_running;
use super::pairs::{Pair, in_same_order, pair};

/// The operations of a file before and now.
pub fn pairs<'a>(before: &'a [Operation], after: &'a [Operation]) -> Vec<Pair<'a, Operation>> {
    let is_same_request =
        |one: &Operation, other: &Operation| one.method == other.method && one.route() == other.route();
    pair(before, after, &[&|one, other| one.name == other.name, &is_same_request])
}

/// The services that two operations are of.
#[derive(Clone, Copy)]
pub struct Services<'a> {
    /// Before.
    pub before: &'a Service,
    /// Now.
    pub after: &'a Service,
}

/// Compares an operation with what became of it. Taken apart whole, so that nothing that an operation will have is
/// forgotten here.
pub fn compare(
    owner: Owner<'_>,
    services: Services<'_>,
    before: &Operation,
    after: &Operation,
    changes: &mut Vec<Change>,
) {
    let Operation {
        name,
        docs,
        deprecated,
        method,
        template,
        path: _,
        avoided,
        parameters: _,
        // One for the whole service, where it is compared.
        api_version_parameter: _,
        lifespan: _,
        newest: _,
        // Follows from the versions of what it sends.
        versioned: _,
        body: _,
        success: _,
        answer: _,
        // Follows from the model of the answer.
        next_link: _,
        headers: _,
        // One for the whole service, where it is compared.
        error: _,
        security: _,
        long_running,
        samples,
    } = before;
    let item = owner.item;
    if *name != after.name {
        let names = (name.as_str().to_owned(), after.name.as_str().to_owned());
        changes.push(item.change(Kind::Renamed, Effect::Code).between(names.0, names.1));
    }
    fields::deprecation(item, deprecated.as_ref(), after.deprecated.as_ref(), changes);
    if *method != after.method {
        let words = (method.as_str().to_owned(), after.method.as_str().to_owned());
        changes.push(item.change(Kind::Wire, Effect::Behaviour).between(words.0, words.1));
    }
    if is_other_path(before, after) {
        let change = item.change(Kind::Wire, Effect::Behaviour);
        changes.push(change.between(template.clone(), after.template.clone()));
    }
    refused(item, avoided, &after.avoided, changes);
    fields::compare(owner, &rows(before), &rows(after), changes);
    media_type(item, before.body.as_ref(), after.body.as_ref(), changes);
    versions(owner, before, after, changes);
    security(item, services, before, after, changes);
    answers::compare(owner, before, after, changes);
    let (long, now) = (long_running.as_ref(), after.long_running.as_ref());
    long_running::compare(item, services, owner.naming, long, now, changes);
    samples_of(item, samples, &after.samples, changes);
    // The docs show the request line, where a variable's name is no fact of its own.
    if *docs != after.docs && *template == after.template {
        changes.push(item.change(Kind::Docs, Effect::Nothing));
    }
}

/// Whether the path is another, variables with new names left aside, but not variables that changed places.
fn is_other_path(before: &Operation, after: &Operation) -> bool {
    let variables = |operation: &Operation| {
        let mut names: Vec<String> = operation
            .path
            .iter()
            .filter_map(|segment| match segment {
                Segment::Literal(_) => None,
                Segment::Value(at) => Some(operation.parameters[*at].field.wire.clone()),
            })
            .collect();
        names.sort_unstable();
        names
    };
    let is_reordered = before.template != after.template && variables(before) == variables(after);
    before.route() != after.route() || is_reordered
}

/// Everything that `new` and setters take, in the order of `new`.
fn rows(operation: &Operation) -> Vec<Row<'_>> {
    let parameters = operation.parameters.iter().enumerate().map(|(at, parameter)| {
        let Parameter { field, location } = parameter;
        let stands = match location {
            Location::Path => Stands::Path(at),
            Location::Query => Stands::Query,
            Location::Header => Stands::Header,
        };
        Row { field, stands }
    });
    let body = operation.body.iter().map(|body| Row { field: &body.field, stands: Stands::Body });
    parameters.chain(body).collect()
}

fn refused(item: &Item, before: &[String], after: &[String], changes: &mut Vec<Change>) {
    let only_in = |one: &[String], other: &[String]| {
        let left: Vec<_> = one.iter().filter(|path| !other.contains(path)).cloned().collect();
        (!left.is_empty()).then(|| left.join(", "))
    };
    let (was, is) = (only_in(before, after), only_in(after, before));
    let note = match (&was, &is) {
        (None, None) => return,
        (_, Some(_)) => {
            "a value that makes its path one of these is refused: it would be another operation's"
        }
        (Some(_), None) => "a value that makes its path one of these is no longer refused",
    };
    changes.push(item.change(Kind::Refused, Effect::Addition).between(was, is).note(note));
}

fn media_type(item: &Item, before: Option<&Body>, after: Option<&Body>, changes: &mut Vec<Change>) {
    let (Some(Body { field, media_type }), Some(after)) = (before, after) else { return };
    if *media_type != after.media_type {
        let change = item.part(Subject::Body, ".", field.name.as_str()).change(Kind::Wire, Effect::Behaviour);
        changes.push(change.between(media_type.clone(), after.media_type.clone()).note("its media type"));
    }
}

fn versions(owner: Owner<'_>, before: &Operation, after: &Operation, changes: &mut Vec<Change>) {
    let Some(moved) = limits::moved(&before.lifespan, &after.lifespan, owner.known) else { return };
    let mut notes = Vec::new();
    if !moved.lost.is_empty() {
        notes.push("in the versions without it, it is an error before anything is sent".to_owned());
    }
    if before.newest != after.newest {
        notes.push(format!("sent as {}, where it was as {}", after.newest, before.newest));
    }
    let effect = match (notes.is_empty(), moved.gained.is_empty()) {
        (false, _) => Effect::Behaviour,
        (true, false) => Effect::Addition,
        (true, true) => Effect::Nothing,
    };
    changes.push(moved.change(owner.item, effect).note(notes.join("; ")));
}

/// The schemes that it asks for, by name: what differs in a scheme itself is the service's.
fn security(
    item: &Item,
    services: Services<'_>,
    before: &Operation,
    after: &Operation,
    changes: &mut Vec<Change>,
) {
    if before.security == Security::OfService && after.security == Security::OfService {
        return;
    }
    let (was, is) = (schemes(before, services.before), schemes(after, services.after));
    if was == is {
        return;
    }
    // One more scheme is one more choice, but where there was none.
    let is_wider = !was.is_empty() && was.iter().all(|one| is.contains(one));
    let effect = if is_wider { Effect::Addition } else { Effect::Behaviour };
    let words = |names: Vec<&str>| if names.is_empty() { "none".to_owned() } else { names.join(" or ") };
    changes
        .push(item.change(Kind::Wire, effect).between(words(was), words(is)).note("what proves who calls"));
}

fn schemes<'a>(operation: &Operation, service: &'a Service) -> Vec<&'a str> {
    match &operation.security {
        Security::NotStated => Vec::new(),
        Security::OfService => service.security.iter().map(Scheme::name).collect(),
        Security::Some(positions) => positions.iter().map(|at| service.security[*at].name()).collect(),
    }
}

fn samples_of(item: &Item, before: &[Sample], after: &[Sample], changes: &mut Vec<Change>) {
    let tests = |samples: &[Sample]| samples.iter().map(|one| one.test.clone()).collect::<Vec<Name>>();
    let pairs = pair(before, after, &[&|one, other| one.test == other.test]);
    let is_same =
        pairs.iter().all(|pair| matches!(pair, Pair::Both(one, other) if is_same_sample(one, other)));
    if !is_same {
        let count = |samples: &[Sample]| samples.len().to_string();
        changes.push(item.change(Kind::Samples, Effect::Nothing).between(count(before), count(after)));
    } else if !in_same_order(&tests(before), &tests(after)) {
        changes.push(item.change(Kind::Order, Effect::Nothing));
    }
}

/// Whether two samples say the same; how they are written in Rust follows from that, and from what the types are called.
fn is_same_sample(before: &Sample, after: &Sample) -> bool {
    let Sample {
        test,
        arguments: _,
        setters: _,
        api_version,
        target,
        newest_target: _,
        body,
        status,
        headers,
        answer,
    } = before;
    *test == after.test
        && *api_version == after.api_version
        && *target == after.target
        && *body == after.body
        && *status == after.status
        && *headers == after.headers
        && *answer == after.answer
}
