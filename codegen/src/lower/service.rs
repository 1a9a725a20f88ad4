//! A folder of specs to a service: its own file first, then each resource.

use crate::model::{Docs, ErrorPaths, Home, Name, Operation, Resource, Service, Type};
use crate::problem::{FileId, Kind, Place, Problem, Problems};
use crate::sources::Sources;
use crate::spec::{self, Map, Text, WrittenService};

use super::errata::{self, Ledger};
use super::names::{Taken, Use, rust_name};
use super::operation::Page;
use super::scope::{Reasons, Scope, resolve};
use super::values::{Library, Shelf};
use super::{
    definitions, long_running, operation, pages, prose, reach, routes, rules, samples, shared, values,
};

/// The service of a folder; `modules` are the names that other folders have taken.
pub fn lower(
    written: &WrittenService,
    sources: &Sources,
    modules: &mut Taken,
    problems: &mut Problems,
) -> Option<Service> {
    let service = &written.service;
    let place = service.title.place;
    let module = module(&written.folder, place, modules, problems);
    shared::check(service, problems);
    let mut scope = Scope::new(shared::versions(service));
    scope.declare(&service.definitions, Home::Service, problems);
    let declared = declared(&scope);
    let _ = taken(&declared, problems);
    let reasons = Reasons::new(&service.reasons);
    let ledger = Ledger { service: &reasons, file: &reasons };
    let mut definitions = definitions::lower(&service.definitions, Home::Service, &scope, &ledger, problems);
    let shelf = values::shelf(&definitions);
    let library = Library { service: &shelf, resource: &Shelf::new() };
    let rules = rules::lower(&service.definitions, &definitions, &scope, &library, problems);
    rules::add(rules, &mut definitions);
    let error = resolve(&service.error.ty, &scope, problems);
    if let Some(error) = &error {
        shared::set_fault(service, error, &mut definitions, problems);
    }
    let security = shared::schemes(&service.security);
    let mut places: reach::Places = declared.into_iter().map(|one| ((None, one.name), one.place)).collect();
    let mut resources = Vec::new();
    let mut files = Taken::new("give one of the files another name");
    let context = Shared {
        service,
        scope: &scope,
        reasons: &reasons,
        definitions: &values::shelf(&definitions),
        // An error that is not understood is reported once; any type serves to look at the rest.
        error: error.as_ref().unwrap_or(&Type::Json),
    };
    for one in &written.resources {
        let at = resources.len();
        let Some((resource, declared)) = lower_resource(one, sources, &context, &mut files, problems) else {
            continue;
        };
        places.extend(declared.into_iter().map(|one| ((Some(at), one.name), one.place)));
        resources.push(resource);
    }
    let mut service = Service {
        module: module?,
        feature: written.folder.clone(),
        source: sources.file(written.file).path.clone(),
        docs: service_docs(service),
        base_url: service.base_url.example.value.clone(),
        api_versions: service.api_versions.iter().map(|version| version.value.clone()).collect(),
        security,
        definitions,
        routes: routes::in_order(&resources),
        resources,
        error: error_paths(service),
    };
    let edges = reach::edges(&mut service);
    reach::connect(&mut service, &edges, &places, problems);
    reach::mark_checked(&mut service, &edges);
    routes::avoid_each_other(&mut service.resources);
    if is_sound(problems, written.resources.iter().map(|one| one.file).chain([written.file])) {
        report_unshared(written, problems);
        reasons.report_unused(problems);
        reach::report_unused(&service, &edges, &places, problems);
    }
    Some(service)
}

fn error_paths(service: &spec::Service) -> ErrorPaths {
    let words = |path: &Text| path.value.split('.').map(str::to_owned).collect();
    ErrorPaths { code: words(&service.error.code), message: words(&service.error.message) }
}

/// The module of a folder or a file, which no other may be.
fn module(wire: &str, place: Place, taken: &mut Taken, problems: &mut Problems) -> Option<Name> {
    let module = rust_name(wire, place, None, Use::Module, problems)?;
    taken.take(&module, prose::code(wire), place, problems);
    Some(module)
}

/// Whether nothing is wrong in some files. Where something is, it may be the very use that seems to be missing, so that
/// what is unused is reported last.
fn is_sound(problems: &Problems, files: impl IntoIterator<Item = FileId>) -> bool {
    files.into_iter().all(|file| problems.of_file(file).next().is_none())
}

/// What the resources of a service see of `service.yaml`.
struct Shared<'a> {
    service: &'a spec::Service,
    scope: &'a Scope<'a>,
    reasons: &'a Reasons<'a>,
    definitions: &'a Shelf<'a>,
    error: &'a Type,
}

/// A definition of a file.
struct Declared {
    name: Name,
    wire: String,
    place: Place,
}

fn declared(scope: &Scope<'_>) -> Vec<Declared> {
    scope
        .own()
        .map(|(wire, found, place)| Declared { name: found.name.clone(), wire: wire.to_owned(), place })
        .collect()
}

/// The types of a file that its definitions are.
fn taken(declared: &[Declared], problems: &mut Problems) -> Taken {
    let mut types = Taken::with_rust_names();
    for Declared { name, wire, place } in declared {
        types.take(name, format!("the definition `{wire}`"), *place, problems);
    }
    types
}

fn lower_resource(
    written: &spec::WrittenResource,
    sources: &Sources,
    shared: &Shared<'_>,
    files: &mut Taken,
    problems: &mut Problems,
) -> Option<(Resource, Vec<Declared>)> {
    let resource = &written.resource;
    let place = resource.title.place;
    let module = module(&written.stem, place, files, problems);
    let mut scope = Scope::within(shared.scope);
    scope.declare(&resource.definitions, Home::Resource, problems);
    let reasons = Reasons::new(&resource.reasons);
    let ledger = Ledger { service: shared.reasons, file: &reasons };
    let mut definitions =
        definitions::lower(&resource.definitions, Home::Resource, &scope, &ledger, problems);
    let shelf = values::shelf(&definitions);
    let library = Library { service: shared.definitions, resource: &shelf };
    let rules = rules::lower(&resource.definitions, &definitions, &scope, &library, problems);
    rules::add(rules, &mut definitions);
    let declared = declared(&scope);
    let page = Page { service: shared.service, scope: &scope, ledger: &ledger, error: shared.error };
    let shelf = values::shelf(&definitions);
    let library = Library { service: shared.definitions, resource: &shelf };
    let operations = operations(resource, &page, &library, &declared, problems);
    if is_sound(problems, [written.file]) {
        reasons.report_unused(problems);
    }
    let resource = Resource {
        module: module?,
        source: sources.file(written.file).path.clone(),
        docs: docs(&resource.title, &resource.description, &resource.reasons),
        names: operations.iter().map(|one| &one.name).chain(shelf.keys().copied()).cloned().collect(),
        operations,
        definitions,
    };
    Some((resource, declared))
}

fn operations(
    resource: &spec::Resource,
    page: &Page<'_>,
    library: &Library<'_>,
    declared: &[Declared],
    problems: &mut Problems,
) -> Vec<Operation> {
    let mut types = taken(declared, problems);
    let mut tests = Taken::new("give one of them another title");
    let mut routes = indexmap::IndexMap::new();
    let mut operations = Vec::new();
    let mut wires = Vec::new();
    for (wire, entry) in &resource.operations {
        let Some(mut operation) = operation::lower(wire, entry, page, problems) else { continue };
        types.take(&operation.name, format!("the operation `{wire}`"), entry.key, problems);
        if let Some(headers) = &operation.headers {
            types.take(&headers.name, format!("what holds the headers of `{wire}`"), entry.key, problems);
        }
        let request = &entry.value.request;
        let route = (operation.method.as_str(), operation.route());
        if let Some(first) = routes.get(&route) {
            problems.push(
                Problem::new(
                    Kind::RepeatedRoute,
                    request.place,
                    format!("two operations send `{}`", request.value),
                )
                .label("the second")
                .related(*first, "the first")
                .help("remove one of them, or mend its path"),
            );
        } else {
            routes.insert(route, request.place);
        }
        operation.next_link = pages::next_link(operation.answer.as_ref(), library);
        operation.samples =
            samples::lower(&entry.value.samples, &operation, library, page, &mut tests, problems);
        operations.push(operation);
        wires.push(wire.as_str());
    }
    long_running::lower(&resource.operations, &wires, &mut operations, library, page, problems);
    operations
}

/// What the module of a service says, down to the files that its operations are transcribed from.
fn service_docs(service: &spec::Service) -> Docs {
    let mut docs = docs(&service.title, &service.description, &Map::default());
    if !service.openapi.is_empty() {
        let files = service.openapi.iter().map(|(version, file)| {
            format!("{} for {}", prose::code(&file.value.value), prose::escape(version))
        });
        let files = files.collect::<Vec<_>>().join(", ");
        prose::append(&mut docs, prose::sentence(&format!("Its OpenAPI description: {files}.")));
    }
    prose::append(&mut docs, errata::section(&service.reasons));
    docs
}

fn docs(title: &Text, description: &spec::Prose, reasons: &Map<spec::Erratum>) -> Docs {
    let mut docs = prose::sentence(&format!("{}.", prose::escape(&title.value)));
    prose::append(&mut docs, prose::paragraphs(&description.value));
    prose::append(&mut docs, errata::section(reasons));
    docs
}

/// Reports each shared row that no operation takes.
fn report_unshared(written: &WrittenService, problems: &mut Problems) {
    let operations = || written.resources.iter().flat_map(|one| &one.resource.operations);
    let taken = |name: &str| {
        operations().any(|(_, entry)| {
            let row = entry.value.parameters.get(name);
            row.is_some_and(|row| matches!(row.value, spec::ParameterRow::Shared))
        })
    };
    let taken_header = |name: &str| {
        operations().flat_map(|(_, entry)| &entry.value.responses).any(|(_, response)| {
            let row = response.value.headers.get(name);
            row.is_some_and(|row| matches!(row.value, spec::HeaderRow::Shared))
        })
    };
    let parameters = written.service.parameters.iter().map(|(name, entry)| (name, entry.key, taken(name)));
    let headers =
        written.service.response_headers.iter().map(|(name, entry)| (name, entry.key, taken_header(name)));
    for (name, key, _) in parameters.chain(headers).filter(|(_, _, taken)| !taken) {
        problems.push(
            Problem::new(Kind::UnusedRow, key, format!("no operation takes the shared row `{name}`"))
                .label("never used")
                .help(format!("write `{name}: shared` where a page has the row, or remove it")),
        );
    }
}
