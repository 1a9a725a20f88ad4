//! What uses what: definitions that nothing uses, models that callers send, cycles that need a box.

use indexmap::{IndexMap, IndexSet};

use crate::model::{Definition, Home, Limit, Model, Name, Presence, Service, Type, TypeRef};
use crate::problem::{Kind, Place, Problem, Problems};

use super::circles::Circles;

/// A definition of a service: by its file (`None` is `service.yaml`, else the resource's position) and name.
pub type Id = (Option<usize>, Name);

/// Where each definition stands, for messages.
pub type Places = IndexMap<Id, Place>;

/// Marks what is sent, boxes cycles and reports what is endless.
pub fn connect(service: &mut Service, edges: &Edges, places: &Places, problems: &mut Problems) {
    let sent = closure(roots(service).sent, edges);
    let inside = only(edges, |link| link != Link::Apart);
    let circles = Circles::of(&inside);
    for_each_model(service, |id, model| {
        model.sent = sent.contains(&id);
        for field in &mut model.fields {
            let Some(target) = direct(&field.ty, id.0) else { continue };
            field.boxed = circles.hold_each_other(&id, &target);
        }
    });
    report_endless(&only(edges, |link| link == Link::Required), places, problems);
}

/// Marks the fields of what is sent whose types have limits of their own, and the operations whose versions differ in
/// what they send.
pub fn mark_checked(service: &mut Service, edges: &Edges) {
    let mut limited = IndexSet::new();
    let mut versioned = IndexSet::new();
    for (home, definition) in definitions(service) {
        let id = (home, definition.name().clone());
        let limits = own_limits(definition);
        versioned.extend(limits.iter().any(|limit| limit.is_of_version()).then(|| id.clone()));
        let ruled = matches!(definition, Definition::Model(model) if !model.rules.is_empty());
        limited.extend((ruled || !limits.is_empty()).then_some(id));
    }
    let backwards = backwards(edges);
    let (limited, versioned) = (closure(limited, &backwards), closure(versioned, &backwards));
    let leads = |ty: &Type, home: Option<usize>, to: &IndexSet<Id>| {
        let mut found = false;
        named(ty, Link::Required, &mut |reference, _| found |= to.contains(&identity(reference, home)));
        found
    };
    for_each_model(service, |id, model| {
        for field in model.fields.iter_mut().filter(|field| model.sent && !field.read_only) {
            field.checked = leads(&field.ty, id.0, &limited);
        }
    });
    for (at, resource) in service.resources.iter_mut().enumerate() {
        for operation in &mut resource.operations {
            let parameters = operation.parameters.iter_mut().map(|parameter| &mut parameter.field);
            for field in parameters.chain(operation.body.iter_mut().map(|body| &mut body.field)) {
                field.checked = leads(&field.ty, Some(at), &limited);
                operation.versioned |=
                    field.limits.iter().any(Limit::is_of_version) || leads(&field.ty, Some(at), &versioned);
            }
        }
    }
}

/// The edges the other way round.
fn backwards(edges: &Edges) -> Edges {
    let mut backwards = Edges::new();
    for (from, to) in edges {
        for (to, link) in to {
            backwards.entry(to.clone()).or_default().push((from.clone(), *link));
        }
    }
    backwards
}

/// The limits that stand in a definition itself.
fn own_limits(definition: &Definition) -> Vec<&Limit> {
    match definition {
        Definition::Model(model) => model.fields.iter().flat_map(|field| &field.limits).collect(),
        Definition::Enum(one) => one.variants.iter().flat_map(|variant| &variant.limits).collect(),
    }
}

/// Reports each definition that no operation leads to.
pub fn report_unused(service: &Service, edges: &Edges, places: &Places, problems: &mut Problems) {
    let used = closure(roots(service).used, edges);
    for (id, place) in places.iter().filter(|(id, _)| !used.contains(*id)) {
        problems.push(
            Problem::new(
                Kind::UnusedDefinition,
                *place,
                format!("nothing uses the definition `{}`", id.1.as_str()),
            )
            .label("never used")
            .help("name it where the page does, or remove it"),
        );
    }
}

/// For each definition, those that it names, through lists and maps as well.
pub type Edges = IndexMap<Id, Vec<(Id, Link)>>;

/// How one definition holds another.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Inside itself, always.
    Required,
    /// Inside itself, if at all.
    Maybe,
    /// In a list or a map, which may be empty.
    Apart,
}

/// What each definition of a service names.
pub fn edges(service: &mut Service) -> Edges {
    let mut edges = Edges::new();
    for_each_model(service, |id, model| {
        let mut to = Vec::new();
        for field in &model.fields {
            let direct = if field.presence == Presence::Required { Link::Required } else { Link::Maybe };
            named(&field.ty, direct, &mut |reference, link| to.push((identity(reference, id.0), link)));
        }
        edges.insert(id, to);
    });
    edges
}

/// The edges of some kinds alone.
fn only(edges: &Edges, keep: impl Fn(Link) -> bool) -> Edges {
    let kept = |to: &[(Id, Link)]| to.iter().filter(|(_, link)| keep(*link)).cloned().collect();
    edges.iter().map(|(from, to)| (from.clone(), kept(to))).collect()
}

/// The definitions that operations name.
#[derive(Default)]
struct Roots {
    /// All of them.
    used: Vec<Id>,
    /// Those that they send.
    sent: Vec<Id>,
}

fn roots(service: &Service) -> Roots {
    let mut roots = Roots::default();
    for (at, resource) in service.resources.iter().enumerate() {
        for operation in &resource.operations {
            let parameters = operation.parameters.iter().map(|parameter| &parameter.field.ty);
            let headers = operation.headers.iter().flat_map(|headers| &headers.rows).map(|header| &header.ty);
            let bodies = operation.body.iter().map(|body| &body.field.ty);
            let all = parameters
                .chain(headers)
                .chain(bodies.clone())
                .chain(&operation.answer)
                .chain([&operation.error]);
            for ty in all {
                named(ty, Link::Required, &mut |reference, _| roots.used.push(identity(reference, Some(at))));
            }
            for ty in bodies {
                named(ty, Link::Required, &mut |reference, _| roots.sent.push(identity(reference, Some(at))));
            }
        }
    }
    roots
}

fn closure(from: impl IntoIterator<Item = Id>, edges: &Edges) -> IndexSet<Id> {
    let mut reached: IndexSet<Id> = from.into_iter().collect();
    let mut next = 0;
    while let Some(id) = reached.get_index(next).cloned() {
        reached.extend(edges.get(&id).into_iter().flatten().map(|(to, _)| to.clone()));
        next += 1;
    }
    reached
}

/// Models that hold themselves whatever their optional fields are: no value of them can end.
fn report_endless(required: &Edges, places: &Places, problems: &mut Problems) {
    let circles = Circles::of(required);
    for (id, place) in places {
        if circles.is_in_one(id) {
            problems.push(
                Problem::new(
                    Kind::EndlessType,
                    *place,
                    format!("a value of `{}` would hold itself without end", id.1.as_str()),
                )
                .label("requires itself")
                .help("one of the properties on the way round must not be `required`"),
            );
        }
    }
}

fn definitions(service: &Service) -> impl Iterator<Item = (Option<usize>, &Definition)> {
    let own = service.definitions.iter().map(|definition| (None, definition));
    let resources = service.resources.iter().enumerate();
    own.chain(
        resources.flat_map(|(at, resource)| resource.definitions.iter().map(move |one| (Some(at), one))),
    )
}

fn for_each_model(service: &mut Service, mut visit: impl FnMut(Id, &mut Model)) {
    let own = service.definitions.iter_mut().map(|definition| (None, definition));
    let resources = service.resources.iter_mut().enumerate();
    let theirs =
        resources.flat_map(|(at, resource)| resource.definitions.iter_mut().map(move |one| (Some(at), one)));
    for (home, definition) in own.chain(theirs) {
        match definition {
            Definition::Model(model) => visit((home, model.name.clone()), model),
            Definition::Enum(_) => {}
        }
    }
}

/// The definition that a field holds inside itself.
fn direct(ty: &Type, home: Option<usize>) -> Option<Id> {
    match ty {
        Type::Named(reference) => Some(identity(reference, home)),
        _ => None,
    }
}

fn named(ty: &Type, link: Link, visit: &mut impl FnMut(&TypeRef, Link)) {
    match ty {
        Type::List(item) | Type::Map(item) => named(item, Link::Apart, visit),
        Type::Named(reference) => visit(reference, link),
        _ => {}
    }
}

fn identity(reference: &TypeRef, from: Option<usize>) -> Id {
    match reference.home {
        Home::Service => (None, reference.name.clone()),
        Home::Resource => (from, reference.name.clone()),
    }
}
