//! What `service.yaml` says of the service itself: its versions, its base URL, its security, its error.

use indexmap::IndexMap;

use super::paths::MAX_STEPS;
use super::versions::{Versions, position};
use crate::model::{Definition, Fault, FieldStep, KeyLocation, Scheme, Type};
use crate::problem::{Kind, Place, Problem, Problems};
use crate::spec::{self, Map, SecurityScheme, Text, did_you_mean};

/// The ways to prove who calls.
pub fn schemes(written: &Map<SecurityScheme>) -> Vec<Scheme> {
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

/// Reports what is wrong with the facts of a service that stand by themselves.
pub fn check(service: &spec::Service, problems: &mut Problems) {
    check_versions(service, problems);
    check_openapi(service, problems);
    check_base_url(&service.base_url.example, problems);
}

/// The most api-versions of a service: each row that says `since` is held against them.
const MAX_VERSIONS: usize = 500;

/// The api-versions of a service, oldest first; of too many, which are reported, the first.
pub fn versions(service: &spec::Service) -> &Versions {
    service.api_versions.get(..MAX_VERSIONS).unwrap_or(&service.api_versions)
}

/// Reports versions that are repeated or out of order.
fn check_versions(service: &spec::Service, problems: &mut Problems) {
    let mut known: IndexMap<&str, Place> = IndexMap::new();
    let mut before: Option<&Text> = None;
    if let Some(beyond) = service.api_versions.get(MAX_VERSIONS) {
        let title = format!("a service has at most {MAX_VERSIONS} api-versions");
        let problem = Problem::new(Kind::BadVersions, beyond.place, title).label("one more");
        problems.push(problem.help("leave out those that nobody asks for any more"));
    }
    for version in versions(service) {
        let fault = |text: &str| {
            Problem::new(Kind::BadVersions, version.place, format!("`{}` {text}", version.value))
        };
        if let Some(first) = known.get(version.value.as_str()) {
            problems.push(
                fault("is listed twice")
                    .label("the second")
                    .related(*first, "the first")
                    .help("remove one of them"),
            );
        } else if let Some(other) = before.filter(|other| newer(&other.value, &version.value)) {
            problems.push(
                fault("stands after a newer api-version")
                    .label("the older")
                    .related(other.place, "the newer")
                    .help("list the versions oldest first"),
            );
        }
        known.entry(&version.value).or_insert(version.place);
        before = Some(version);
    }
}

/// Reports OpenAPI descriptions of versions that the service does not have.
fn check_openapi(service: &spec::Service, problems: &mut Problems) {
    for (version, entry) in &service.openapi {
        let text = Text { value: version.clone(), place: entry.key };
        let _ = position(&text, versions(service), problems);
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

/// Finds the service's error among its definitions, and in it the code and the message.
pub fn set_fault(service: &spec::Service, error: &Type, shared: &mut [Definition], problems: &mut Problems) {
    let code = steps(&service.error.code, error, shared, problems);
    let message = steps(&service.error.message, error, shared, problems);
    let Type::Named(reference) = error else { return };
    let definition = shared.iter_mut().find(|definition| *definition.name() == reference.name);
    if let (Some(Definition::Model(model)), Some(code), Some(message)) = (definition, code, message) {
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
    if path.value.split('.').count() > MAX_STEPS {
        let label = format!("it leads through more than {MAX_STEPS} properties");
        problems.push(bad_path(path, label, "write a shorter path"));
        return None;
    }
    for word in path.value.split('.') {
        let fields = match &at {
            Type::Named(reference) => {
                // A definition that was not understood is not there; enough has been said of it.
                match shared.iter().find(|definition| *definition.name() == reference.name)? {
                    Definition::Model(model) => model.fields.as_slice(),
                    Definition::Enum(_) => &[],
                }
            }
            _ => &[],
        };
        let Some(field) = fields.iter().find(|field| field.wire == word) else {
            let known = fields.iter().map(|field| field.wire.as_str());
            let help = did_you_mean(word, known, || {
                "write the properties from the error to its text: `message.value`".to_owned()
            });
            problems.push(bad_path(path, format!("there is no property `{word}` at this point"), &help));
            return None;
        };
        steps.push(FieldStep { name: field.name.clone(), presence: field.presence, list: false });
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
