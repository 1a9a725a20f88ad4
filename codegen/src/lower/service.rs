//! A folder of specs to a service: its own file first, then each resource.

use crate::model::{
    Definition, Docs, Fault, FieldStep, Home, KeyLocation, Name, Operation, Resource, Scheme, Service, Type,
};
use crate::problem::{FileId, Kind, Place, Problem, Problems};
use crate::sources::Sources;
use crate::spec::nearest;
use crate::spec::{self, Map, SecurityScheme, Text, WrittenService};

use super::errata::{self, Ledger};
use super::names::{Taken, Use, rust_name};
use super::operation::Page;
use super::samples::{self, Library};
use super::scope::{Reasons, Scope, resolve};
use super::{definitions, operation, prose, reach};

/// The service of a folder; `modules` are the names that other folders have taken.
pub fn lower(
    written: &WrittenService,
    sources: &Sources,
    modules: &mut Taken,
    problems: &mut Problems,
) -> Option<Service> {
    let service = &written.service;
    let place = service.title.place;
    let module = rust_name(&written.folder, place, None, Use::Module, problems);
    if let Some(module) = &module {
        modules.take(module, prose::code(&written.folder), place, problems);
    }
    check_versions(service, problems);
    check_base_url(&service.base_url.example, problems);
    let mut scope = Scope::default();
    scope.declare(&service.definitions, Home::Service, problems);
    let reasons = Reasons::new(&service.reasons);
    let ledger = Ledger { service: &reasons, file: &reasons };
    let mut shared = definitions::lower(&service.definitions, Home::Service, &scope, &ledger, problems);
    let error = resolve(&service.error.ty, &scope, problems);
    if let Some(error) = &error {
        set_fault(service, error, &mut shared, problems);
    }
    let security = schemes(&service.security);
    let mut places: reach::Places =
        scope.iter().map(|(_, found, place)| ((None, found.name.clone()), place)).collect();
    let mut resources = Vec::new();
    let mut files = Taken::new("give one of the files another name");
    let context =
        Shared { service, scope: &scope, reasons: &reasons, definitions: &shared, error: error.as_ref()? };
    for one in &written.resources {
        let at = resources.len();
        let Some((resource, declared)) = lower_resource(one, sources, &context, &mut files, problems) else {
            continue;
        };
        places.extend(declared.into_iter().map(|(name, place)| ((Some(at), name), place)));
        resources.push(resource);
    }
    let mut service = Service {
        module: module?,
        feature: written.folder.clone(),
        source: sources.file(written.file).path.clone(),
        docs: docs(&service.title, &service.description, &service.reasons),
        base_url: service.base_url.example.value.clone(),
        api_versions: service.api_versions.iter().map(|version| version.value.clone()).collect(),
        security,
        definitions: shared,
        resources,
    };
    reach::connect(&mut service, &places, problems);
    if is_sound(problems, |file| sources.file(file).service == written.folder) {
        report_unshared(written, problems);
        reasons.report_unused(problems);
        reach::report_unused(&mut service, &places, problems);
    }
    Some(service)
}

/// Whether nothing is wrong in some files. Where something is, it may be the very use that seems to be missing, so that
/// what is unused is reported last.
fn is_sound(problems: &Problems, ours: impl Fn(FileId) -> bool) -> bool {
    problems.iter().all(|problem| !ours(problem.place.file))
}

/// What the resources of a service see of `service.yaml`.
struct Shared<'a> {
    service: &'a spec::Service,
    scope: &'a Scope,
    reasons: &'a Reasons<'a>,
    definitions: &'a [Definition],
    error: &'a Type,
}

/// The definitions of a file, by Rust name, and where each stands.
type Declared = Vec<(Name, Place)>;

fn lower_resource(
    written: &spec::WrittenResource,
    sources: &Sources,
    shared: &Shared<'_>,
    files: &mut Taken,
    problems: &mut Problems,
) -> Option<(Resource, Declared)> {
    let resource = &written.resource;
    let place = resource.title.place;
    let module = rust_name(&written.stem, place, None, Use::Module, problems);
    if let Some(module) = &module {
        files.take(module, prose::code(&written.stem), place, problems);
    }
    let mut scope = shared.scope.clone();
    scope.declare(&resource.definitions, Home::Resource, problems);
    let reasons = Reasons::new(&resource.reasons);
    let ledger = Ledger { service: shared.reasons, file: &reasons };
    let definitions = definitions::lower(&resource.definitions, Home::Resource, &scope, &ledger, problems);
    let declared: Declared = scope
        .iter()
        .filter(|(_, found, _)| found.home == Home::Resource)
        .map(|(_, found, place)| (found.name.clone(), place))
        .collect();
    let page = Page { service: shared.service, scope: &scope, ledger: &ledger, error: shared.error };
    let library = Library { service: shared.definitions, resource: &definitions };
    let operations = operations(resource, &page, &library, &declared, problems);
    if is_sound(problems, |file| file == written.file) {
        reasons.report_unused(problems);
    }
    let resource = Resource {
        module: module?,
        source: sources.file(written.file).path.clone(),
        docs: docs(&resource.title, &resource.description, &resource.reasons),
        operations,
        definitions,
    };
    Some((resource, declared))
}

fn operations(
    resource: &spec::Resource,
    page: &Page<'_>,
    library: &Library<'_>,
    declared: &Declared,
    problems: &mut Problems,
) -> Vec<Operation> {
    let mut types = Taken::with_rust_names();
    for (name, place) in declared {
        types.take(name, format!("the definition `{}`", name.as_str()), *place, problems);
    }
    let mut routes = indexmap::IndexMap::new();
    let mut operations = Vec::new();
    for (wire, entry) in &resource.operations {
        let Some(mut operation) = operation::lower(wire, entry, page, problems) else { continue };
        types.take(&operation.name, format!("the operation `{wire}`"), entry.key, problems);
        if let Some(headers) = &operation.headers {
            types.take(&headers.name, format!("what holds the headers of `{wire}`"), entry.key, problems);
        }
        let request = &entry.value.request;
        let route = (operation.method.as_str(), route(&operation));
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
        operation.samples = samples::lower(&entry.value.samples, &operation, library, page.ledger, problems);
        operations.push(operation);
    }
    operations
}

/// The path with its variables' names left out: two that differ by those alone are the same to the service.
fn route(operation: &Operation) -> String {
    let parts = operation.path.iter().map(|segment| match segment {
        crate::model::Segment::Literal(text) => text.as_str(),
        crate::model::Segment::Value(_) => "{}",
    });
    parts.collect()
}

fn docs(title: &Text, description: &spec::Prose, reasons: &Map<spec::Erratum>) -> Docs {
    let mut docs = prose::sentence(&format!("{}.", prose::escape(&title.value)));
    prose::append(&mut docs, prose::paragraphs(&description.value));
    prose::append(&mut docs, errata::section(reasons));
    docs
}

fn schemes(written: &Map<SecurityScheme>) -> Vec<Scheme> {
    let schemes = written.iter().map(|(name, entry)| match &entry.value {
        SecurityScheme::OAuth2(scheme) => Scheme::OAuth2 {
            name: name.clone(),
            flow: scheme.flow.value.clone(),
            authorization_url: scheme.authorization_url.value.clone(),
            scopes: scheme.scopes.keys().cloned().collect(),
        },
        SecurityScheme::ApiKey(scheme) => {
            let key = scheme.name.as_ref().map_or_else(|| name.clone(), |key| key.value.clone());
            let location = match scheme.location.value {
                spec::KeyLocation::Header => KeyLocation::Header(key),
                spec::KeyLocation::Query => KeyLocation::Query(key),
            };
            Scheme::ApiKey { name: name.clone(), location }
        }
    });
    schemes.collect()
}

fn check_versions(service: &spec::Service, problems: &mut Problems) {
    for (at, version) in service.api_versions.iter().enumerate() {
        let before = &service.api_versions[..at];
        let fault = |text: &str| {
            Problem::new(Kind::BadVersions, version.place, format!("`{}` {text}", version.value))
        };
        if let Some(first) = before.iter().find(|other| other.value == version.value) {
            problems.push(
                fault("is listed twice")
                    .label("the second")
                    .related(first.place, "the first")
                    .help("remove one of them"),
            );
        } else if let Some(other) = before.last().filter(|other| newer(&other.value, &version.value)) {
            problems.push(
                fault("stands after a newer api-version")
                    .label("the older")
                    .related(other.place, "the newer")
                    .help("list the versions oldest first"),
            );
        }
    }
}

/// The example of a base URL goes into the docs' examples, where `Endpoint::new` must take it.
fn check_base_url(example: &Text, problems: &mut Problems) {
    let lawful = |c: char| c.is_ascii_alphanumeric() || "-._~/:".contains(c);
    let fault = match example.value.strip_prefix("https://") {
        None => Some("does not begin with `https://`".to_owned()),
        Some(rest) if rest.is_empty() || rest.starts_with('/') => Some("has no host".to_owned()),
        Some(rest) => rest.chars().find(|c| !lawful(*c)).map(|odd| format!("`{odd}` cannot stand in it")),
    };
    if let Some(fault) = fault {
        problems.push(
            Problem::new(Kind::BadBaseUrl, example.place, format!("`{}` is no base URL", example.value))
                .label(fault)
                .help("write one as a caller would: `https://my-account.example.com`"),
        );
    }
}

/// Compares versions number by number: `7.10` is newer than `7.9`, and any date is newer than those.
fn newer(left: &str, right: &str) -> bool {
    let numbers = |version: &str| -> Vec<u64> {
        version.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect()
    };
    numbers(left) > numbers(right)
}

/// Reports each shared row that no operation takes.
fn report_unshared(written: &WrittenService, problems: &mut Problems) {
    let operations = || written.resources.iter().flat_map(|one| &one.resource.operations);
    let taken = |name: &str| {
        operations().any(|(_, entry)| {
            let row = entry.value.parameters.get(name);
            row.is_some_and(|row| matches!(row.value, spec::ParameterRow::Shared(_)))
        })
    };
    let taken_header = |name: &str| {
        operations().flat_map(|(_, entry)| &entry.value.responses).any(|(_, response)| {
            let row = response.value.headers.get(name);
            row.is_some_and(|row| matches!(row.value, spec::HeaderRow::Shared(_)))
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

/// Finds the service's error among its definitions, and in it the code and the message.
fn set_fault(service: &spec::Service, error: &Type, shared: &mut [Definition], problems: &mut Problems) {
    let code = steps(&service.error.code, error, shared, problems);
    let message = steps(&service.error.message, error, shared, problems);
    let Type::Named(reference) = error else { return };
    let model = shared.iter_mut().find_map(|definition| match definition {
        Definition::Model(model) if model.name == reference.name => Some(model),
        Definition::Model(_) | Definition::Enum(_) => None,
    });
    if let (Some(model), Some(code), Some(message)) = (model, code, message) {
        model.fault = Some(Fault { code, message });
    }
}

fn steps(
    path: &Text,
    error: &Type,
    shared: &[Definition],
    problems: &mut Problems,
) -> Option<Vec<FieldStep>> {
    let mut at = error.clone();
    let mut steps = Vec::new();
    for word in path.value.split('.') {
        let model = shared.iter().find_map(|definition| match (definition, &at) {
            (Definition::Model(model), Type::Named(reference)) if model.name == reference.name => Some(model),
            _ => None,
        });
        let fields = model.map_or(&[][..], |model| &model.fields);
        let Some(field) = fields.iter().find(|field| field.wire == word) else {
            let help = match nearest(word, fields.iter().map(|field| field.wire.as_str())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write the properties from the error to its text: `message.value`".to_owned(),
            };
            problems.push(bad_path(path, format!("there is no property `{word}` at this point"), &help));
            return None;
        };
        steps.push(FieldStep { name: field.name.clone(), presence: field.presence });
        at = field.ty.clone();
    }
    if at == Type::String {
        return Some(steps);
    }
    problems.push(bad_path(
        path,
        "it does not end at a `string`".to_owned(),
        "write on to the text: `message.value`",
    ));
    None
}

fn bad_path(path: &Text, label: String, help: &str) -> Problem {
    Problem::new(
        Kind::BadErrorPath,
        path.place,
        format!("`{}` leads to no text of the service's error", path.value),
    )
    .label(label)
    .help(help)
}
