//! What each definition of a service is used for: the api-versions whose operations lead to it, and whether it is sent.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Definition, Lifespan, Limit, Operation, Resource, Service, Type};

use super::types::{below, path};

/// A definition, with the module of its file; that of `service.yaml` is empty.
pub struct Declared<'a> {
    /// The module.
    pub module: &'a str,
    /// The definition.
    pub definition: &'a Definition,
}

impl Declared<'_> {
    /// Its path below the service's module.
    pub fn path(&self) -> String {
        below(self.module, self.definition.name().as_str())
    }
}

/// All definitions of a service.
pub fn declared(service: &Service) -> Vec<Declared<'_>> {
    let own = service.definitions.iter().map(|definition| Declared { module: "", definition });
    let theirs = service.resources.iter().flat_map(|resource| {
        let module = resource.module.as_str();
        resource.definitions.iter().map(move |definition| Declared { module, definition })
    });
    own.chain(theirs).collect()
}

/// What a definition is used for.
#[derive(Default)]
pub struct Use {
    /// The api-versions whose operations lead to it.
    pub versions: BTreeSet<String>,
    /// Whether callers send it.
    pub sent: bool,
}

/// The uses of all definitions, by their paths below the service's module.
pub fn of(service: &Service) -> BTreeMap<String, Use> {
    let declared = declared(service);
    let by_path: BTreeMap<String, &Declared<'_>> = declared.iter().map(|one| (one.path(), one)).collect();
    let mut uses: BTreeMap<String, Use> = BTreeMap::new();
    for resource in &service.resources {
        for operation in &resource.operations {
            let versions = lived(&operation.lifespan, &service.api_versions);
            let (sent, answered) = roots(operation, resource);
            for path in reached(sent, &by_path) {
                let found = uses.entry(path).or_default();
                found.sent = true;
                found.versions.extend(versions.iter().cloned());
            }
            for path in reached(answered, &by_path) {
                uses.entry(path).or_default().versions.extend(versions.iter().cloned());
            }
        }
    }
    uses
}

/// The api-versions from the first to the last.
pub fn lived(lifespan: &Lifespan, known: &[String]) -> Vec<String> {
    let Lifespan { since, until } = lifespan;
    let position = |version: &Option<String>| {
        version.as_ref().and_then(|version| known.iter().position(|one| one == version))
    };
    let first = position(since).unwrap_or(0);
    let last = position(until).unwrap_or(known.len());
    known
        .iter()
        .enumerate()
        .filter(|(at, _)| (first..=last).contains(at))
        .map(|(_, one)| one.clone())
        .collect()
}

/// The api-versions that the limits of a value speak of.
pub fn lifespan(limits: &[Limit]) -> Lifespan {
    let mut lifespan = Lifespan::default();
    for limit in limits {
        match limit {
            Limit::Since(version) => lifespan.since = Some(version.clone()),
            Limit::Until(version) => lifespan.until = Some(version.clone()),
            Limit::Minimum(_)
            | Limit::Maximum(_)
            | Limit::MinLength(_)
            | Limit::MaxLength(_)
            | Limit::Pattern(_)
            | Limit::Const(_) => {}
        }
    }
    lifespan
}

/// The definitions that an operation names in what it sends, and in what comes back.
fn roots(operation: &Operation, resource: &Resource) -> (Vec<String>, Vec<String>) {
    let module = resource.module.as_str();
    let parameters = operation.parameters.iter().map(|parameter| &parameter.field.ty);
    let sent = parameters.chain(operation.body.iter().map(|body| &body.field.ty));
    let headers = operation.headers.iter().flat_map(|headers| &headers.rows).map(|header| &header.ty);
    let answered = headers.chain(&operation.answer).chain([&operation.error]);
    let named = |ty| named(ty, module);
    (sent.filter_map(named).collect(), answered.filter_map(named).collect())
}

/// The definition that a type names, through lists and maps as well.
fn named(ty: &Type, module: &str) -> Option<String> {
    match ty {
        Type::List(item) | Type::Map(item) => named(item, module),
        Type::Named(to) => Some(path(to, module)),
        _ => None,
    }
}

fn reached(mut open: Vec<String>, by_path: &BTreeMap<String, &Declared<'_>>) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    while let Some(path) = open.pop() {
        if let Some(Declared { module, definition: Definition::Model(model) }) = by_path.get(&path)
            && !reached.contains(&path)
        {
            open.extend(model.fields.iter().filter_map(|field| named(&field.ty, module)));
        }
        reached.insert(path);
    }
    reached
}
