//! Where a draft belongs: the service and the resource of the page, and what is written there already.

use heck::{ToKebabCase, ToUpperCamelCase};

use super::Wish;
use crate::page::{self, RequestLine};
use crate::spec::{self, Spec, WrittenResource, WrittenService};

/// Where a draft belongs.
pub struct Home<'a> {
    /// The service's folder.
    pub folder: String,
    /// The service, if there is one.
    pub service: Option<&'a WrittenService>,
    /// The resource's file without `.yaml`.
    pub stem: String,
    /// The resource, if there is one.
    pub resource: Option<&'a WrittenResource>,
    /// The operation's key.
    pub operation: String,
}

/// Finds the service by the variable of the base URL, and the resource by its paths, unless the wish names them.
pub fn find<'a>(page: &page::Page, spec: &'a Spec, wish: &Wish) -> Home<'a> {
    let line = page.requests.first();
    let base = line.map_or("", |line| line.base.as_str());
    let service = spec.services.iter().find(|one| match &wish.service {
        Some(folder) => one.folder == *folder,
        None => is_base_of(one, base),
    });
    let folder = match (&wish.service, service) {
        (Some(folder), _) => folder.clone(),
        (None, Some(service)) => service.folder.clone(),
        (None, None) => folder_of(base),
    };
    let near = line.and_then(|line| nearest(service?, line));
    let stem = match (&wish.resource, near) {
        (Some(stem), _) => stem.clone(),
        (None, Some(resource)) => resource.stem.clone(),
        (None, None) => line.map_or_else(|| "resource".to_owned(), stem_of),
    };
    let resource = service.and_then(|service| service.resources.iter().find(|one| one.stem == stem));
    Home { folder, service, stem, resource, operation: operation_of(page) }
}

/// The variable `{batchUrl}`, or the address `https://host`, that the service's pages begin with.
fn is_base_of(service: &WrittenService, base: &str) -> bool {
    let known = &service.service.base_url;
    known.name.value == base || known.example.value == base.trim_end_matches('/')
}

/// `batchUrl` is `batch`, `https://api.example.com` is `example`.
fn folder_of(base: &str) -> String {
    let host = base.split("://").last().unwrap_or_default().split('/').next().unwrap_or_default();
    let mut labels = host.rsplit('.').skip(1);
    let name = labels.next().unwrap_or(host).to_kebab_case();
    let words = ["base-url", "url", "endpoint", "base-uri", "uri"];
    let short = words.iter().find_map(|word| name.strip_suffix(word)).unwrap_or(&name).trim_matches('-');
    if short.is_empty() { "my-service".to_owned() } else { short.to_owned() }
}

/// The resource whose paths have most in common with this one: the first segment at least.
fn nearest<'a>(service: &'a WrittenService, line: &RequestLine) -> Option<&'a WrittenResource> {
    let common = |resource: &WrittenResource| {
        let operations = resource.resource.operations.iter();
        operations
            .map(|(_, entry)| common_segments(&entry.value.request.value, &line.path))
            .max()
            .unwrap_or(0)
    };
    let best = service.resources.iter().map(common).max().filter(|best| *best > 0)?;
    service.resources.iter().find(|resource| common(resource) == best)
}

/// How many segments a request line of a spec and a path begin with alike, what stands in parentheses left aside.
fn common_segments(request: &str, path: &str) -> usize {
    let path_of_spec = request.split_once(' ').map_or("", |(_, path)| path);
    segments(path_of_spec).zip(segments(path)).take_while(|(one, other)| one == other).count()
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    segments.map(|segment| segment.split('(').next().unwrap_or(segment))
}

/// `/jobs/{jobId}/tasks` is `jobs`.
fn stem_of(line: &RequestLine) -> String {
    let literals =
        line.path.split(['/', '(']).filter(|segment| !segment.is_empty() && !segment.contains('{'));
    let stem = literals.map(ToKebabCase::to_kebab_case).find(|stem| !stem.is_empty() && stem != "service");
    stem.unwrap_or_else(|| "resource".to_owned())
}

/// `Certificate - Cancel Deletion` is `CancelDeletion`.
fn operation_of(page: &page::Page) -> String {
    let title = page.title.stated().map_or("", String::as_str);
    let name = title.rsplit(" - ").next().unwrap_or(title).to_upper_camel_case();
    if name.is_empty() { "Operation".to_owned() } else { name }
}

impl<'a> Home<'a> {
    /// The service's shared row of this name.
    pub fn shared(&self, name: &str) -> Option<&'a spec::Parameter> {
        let rows = &self.service?.service.parameters;
        rows.get(name).map(|entry| &entry.value)
    }

    /// The service's shared response header of this name.
    pub fn shared_header(&self, name: &str) -> Option<&'a spec::Header> {
        let rows = &self.service?.service.response_headers;
        rows.get(name).map(|entry| &entry.value)
    }

    /// A definition that the file of the draft sees.
    pub fn definition(&self, name: &str) -> Option<&'a spec::Definition> {
        let own = self.resource.and_then(|resource| resource.resource.definitions.get(name));
        let shared = || self.service.and_then(|service| service.service.definitions.get(name));
        own.or_else(shared).map(|entry| &entry.value)
    }

    /// Whether an erratum of the draft can name this reason without writing it.
    pub fn has_reason(&self, name: &str) -> bool {
        let own = self.resource.is_some_and(|resource| resource.resource.reasons.contains_key(name));
        own || self.service.is_some_and(|service| service.service.reasons.contains_key(name))
    }

    /// The operation that is there already under this key or with this request line.
    pub fn existing(&self, request: &str) -> Option<&'a str> {
        let operations = self.resource?.resource.operations.iter();
        let mut same = operations
            .filter(|(key, entry)| key.as_str() == self.operation || entry.value.request.value == request);
        same.next().map(|(key, _)| key.as_str())
    }

    /// The headers that every operation of the service answers with, all of them shared.
    pub fn usual_headers(&self) -> Vec<&'a str> {
        let Some(service) = self.service else { return Vec::new() };
        let operations = service.resources.iter().flat_map(|one| one.resource.operations.values());
        let responses: Vec<_> =
            operations.flat_map(|entry| entry.value.responses.values()).map(|entry| &entry.value).collect();
        let names = service.service.response_headers.keys().map(String::as_str);
        names.filter(|name| responses.iter().all(|response| response.headers.contains_key(*name))).collect()
    }
}
