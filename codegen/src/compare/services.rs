//! A service: its versions, its credentials, its files, and what is in them.

use crate::model::{KeyLocation, Operation, Resource, Scheme, Service, Type};

use super::change::{Change, Effect, Item, Kind, Subject};
use super::definitions;
use super::fields::Owner;
use super::limits::{Direction, Known};
use super::operations::{self, Services};
use super::pairs::{Alike, Pair, in_same_order, pair};
use super::types::{self, Naming, Renames};
use super::uses::{self, declared, lived};

/// A service as something that may differ.
fn item(service: &Service) -> Item {
    Item {
        service: service.module.as_str().to_owned(),
        subject: Subject::Service,
        path: service.module.as_str().to_owned(),
        versions: service.api_versions.clone(),
        in_all_versions: true,
    }
}

/// An operation as something that may differ.
fn operation(service: &Item, module: &str, operation: &Operation, known: &[String]) -> Item {
    let mut item = service.part(Subject::Operation, "::", &types::below(module, operation.name.as_str()));
    item.versions = lived(&operation.lifespan, known);
    item.in_all_versions = item.versions.len() == known.len();
    item
}

/// A service that came or went, with everything that is in it.
pub fn whole(service: &Service, kind: Kind, effect: Effect, changes: &mut Vec<Change>) {
    let item = item(service);
    changes.push(item.change(kind, effect).note(format!("the feature `{}`, too", service.feature)));
    for resource in &service.resources {
        module(&item, service, resource, kind, effect, changes);
    }
    let uses = uses::of(service);
    for one in declared(service) {
        changes.push(definitions::item(&item, &one, &uses, &service.api_versions).change(kind, effect));
    }
}

/// A file that came or went, with its operations; definitions are paired apart.
fn module(
    item: &Item,
    service: &Service,
    resource: &Resource,
    kind: Kind,
    effect: Effect,
    changes: &mut Vec<Change>,
) {
    let module = resource.module.as_str();
    changes.push(item.part(Subject::Module, "::", module).change(kind, effect));
    for one in &resource.operations {
        changes.push(operation(item, module, one, &service.api_versions).change(kind, effect));
    }
}

/// Whether two services offer the same, whatever they are called.
pub fn is_alike(one: &Service, other: &Service) -> bool {
    let modules = |service: &Service| {
        service.resources.iter().map(|resource| resource.module.clone()).collect::<Vec<_>>()
    };
    let mut resources = one.resources.iter().zip(&other.resources);
    modules(one) == modules(other) && resources.all(|(one, other)| is_alike_resource(one, other))
}

fn is_alike_resource(one: &Resource, other: &Resource) -> bool {
    let names = |resource: &Resource| {
        resource.operations.iter().map(|operation| operation.name.clone()).collect::<Vec<_>>()
    };
    !one.operations.is_empty() && names(one) == names(other)
}

/// Compares a service with what became of it. Taken apart whole, so that nothing that a service will have is forgotten
/// here.
pub fn compare(before: &Service, after: &Service, changes: &mut Vec<Change>) {
    let Service {
        // Follows from the feature.
        module: _,
        feature,
        // Where it was written means nothing in Rust.
        source: _,
        docs,
        base_url,
        api_versions,
        security,
        definitions: _,
        resources,
        // Follows from the paths of the operations.
        routes: _,
        // The names on the wire of what its model says.
        error: _,
    } = before;
    let item = item(before);
    if *feature != after.feature {
        let change = item.change(Kind::Renamed, Effect::Code).between(feature.clone(), after.feature.clone());
        changes.push(change.note("the module and the feature"));
    }
    versions(&item, api_versions, &after.api_versions, changes);
    schemes(&item, security, &after.security, changes);
    version_parameter(&item, before, after, changes);
    let known = Known { before: api_versions, after: &after.api_versions };
    let context = Context { services: Services { before, after }, item: &item, known };
    let alike: [Alike<'_, Resource>; 2] = [&|one, other| one.module == other.module, &is_alike_resource];
    let pairs = pair(resources, &after.resources, &alike);
    let renames = definitions::all(&context, &pairs, changes);
    error(&context, &renames, changes);
    for pair in &pairs {
        match pair {
            Pair::Removed(one) => module(&item, before, one, Kind::Removed, Effect::Code, changes),
            Pair::Added(one) => module(&item, after, one, Kind::Added, Effect::Addition, changes),
            Pair::Both(one, other) => resource(&context, &renames, one, other, changes),
        }
    }
    if *docs != after.docs || *base_url != after.base_url {
        changes.push(item.change(Kind::Docs, Effect::Nothing));
    }
}

/// What a service is compared with.
pub struct Context<'a> {
    /// Before and now.
    pub services: Services<'a>,
    /// The service.
    pub item: &'a Item,
    /// Its api-versions.
    pub known: Known<'a>,
}

fn versions(item: &Item, before: &[String], after: &[String], changes: &mut Vec<Change>) {
    let part = |version: &String| Item {
        versions: vec![version.clone()],
        in_all_versions: false,
        ..item.part(Subject::ApiVersion, "::", "API_VERSIONS")
    };
    for version in before.iter().filter(|version| !after.contains(version)) {
        let change = part(version).change(Kind::Removed, Effect::Behaviour).between(version.clone(), None);
        changes.push(change.note("an endpoint that is pinned to it is refused"));
    }
    for version in after.iter().filter(|version| !before.contains(version)) {
        let (effect, note) = if after.last() == Some(version) {
            (Effect::Behaviour, "requests are of it now, unless their endpoint is pinned to another")
        } else {
            (Effect::Addition, "")
        };
        changes.push(part(version).change(Kind::Added, effect).between(None, version.clone()).note(note));
    }
    if !in_same_order(before, after) {
        let all = |versions: &[String]| versions.join(", ");
        let is_newest_same = before.last() == after.last();
        let effect = if is_newest_same { Effect::Nothing } else { Effect::Behaviour };
        let change = item.part(Subject::ApiVersion, "::", "API_VERSIONS").change(Kind::Order, effect);
        changes.push(change.between(all(before), all(after)));
    }
}

fn schemes(item: &Item, before: &[Scheme], after: &[Scheme], changes: &mut Vec<Change>) {
    let part = item.part(Subject::Scheme, "::", "SECURITY");
    for pair in pair(before, after, &[&|one, other| one.name() == other.name()]) {
        match pair {
            Pair::Both(one, other) if shown(one) == shown(other) => {}
            Pair::Both(one, other) => {
                changes.push(part.change(Kind::Wire, Effect::Behaviour).between(shown(one), shown(other)));
            }
            Pair::Removed(one) => {
                changes.push(part.change(Kind::Removed, Effect::Behaviour).between(shown(one), None));
            }
            // One more is one more choice, but where there was none.
            Pair::Added(one) => {
                let effect = if before.is_empty() { Effect::Behaviour } else { Effect::Addition };
                changes.push(part.change(Kind::Added, effect).between(None, shown(one)));
            }
        }
    }
    let names = |schemes: &[Scheme]| schemes.iter().map(|one| one.name().to_owned()).collect::<Vec<_>>();
    if !in_same_order(&names(before), &names(after)) {
        changes.push(part.change(Kind::Order, Effect::Nothing));
    }
}

fn shown(scheme: &Scheme) -> String {
    match scheme {
        Scheme::OAuth2 { name, flow, authorization_url, scopes } => {
            format!("{name}: {flow} at {authorization_url} for {}", scopes.join(", "))
        }
        Scheme::ApiKey { name, location } => match location {
            KeyLocation::Header(header) => format!("{name}: a key in the header {header}"),
            KeyLocation::Query(parameter) => format!("{name}: a key in the query, {parameter}"),
        },
    }
}

/// Any operation tells what all of a service have in common.
fn any(service: &Service) -> Option<(&Resource, &Operation)> {
    service.resources.iter().find_map(|resource| Some((resource, resource.operations.first()?)))
}

fn version_parameter(item: &Item, before: &Service, after: &Service, changes: &mut Vec<Change>) {
    let (Some((_, one)), Some((_, other))) = (any(before), any(after)) else { return };
    let (was, is) = (&one.api_version_parameter, &other.api_version_parameter);
    if was != is {
        let change = item.change(Kind::Wire, Effect::Behaviour).between(was.clone(), is.clone());
        changes.push(change.note("the parameter that says the api-version"));
    }
}

fn error(context: &Context<'_>, renames: &Renames, changes: &mut Vec<Change>) {
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

fn resource(
    context: &Context<'_>,
    renames: &Renames,
    before: &Resource,
    after: &Resource,
    changes: &mut Vec<Change>,
) {
    let Resource { module, source: _, docs, operations: _, definitions: _, names: _ } = before;
    let item = context.item.part(Subject::Module, "::", module.as_str());
    if *module != after.module {
        let names = (module.as_str().to_owned(), after.module.as_str().to_owned());
        changes.push(item.change(Kind::Renamed, Effect::Code).between(names.0, names.1));
    }
    let naming = Naming { before: module.as_str(), after: after.module.as_str(), renames };
    let known = context.known;
    for pair in operations::pairs(&before.operations, &after.operations) {
        match pair {
            Pair::Removed(one) => {
                let item = operation(context.item, module.as_str(), one, known.before);
                changes.push(item.change(Kind::Removed, Effect::Code));
            }
            Pair::Added(one) => {
                let item = operation(context.item, after.module.as_str(), one, known.after);
                changes.push(item.change(Kind::Added, Effect::Addition));
            }
            Pair::Both(one, other) => {
                let item = operation(context.item, module.as_str(), one, known.before);
                let owner = Owner { item: &item, direction: Direction::Sent, naming, known };
                operations::compare(owner, context.services, one, other, changes);
            }
        }
    }
    let names = |resource: &Resource| {
        resource.operations.iter().map(|operation| operation.name.clone()).collect::<Vec<_>>()
    };
    if !in_same_order(&names(before), &names(after)) {
        changes.push(item.change(Kind::Order, Effect::Nothing));
    }
    if *docs != after.docs {
        changes.push(item.change(Kind::Docs, Effect::Nothing));
    }
}
