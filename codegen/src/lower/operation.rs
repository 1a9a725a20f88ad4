//! A page to an operation.

use crate::model::{Body, Docs, Field, Lifespan, Location, Operation, Presence, Security, Type};
use crate::problem::{Kind, Problem, Problems};
use crate::spec::{self, Entry, Security as SecurityUse, Service, Text, did_you_mean};

use super::errata::{self, Fact, Ledger};
use super::fields::{self, distinct, distinct_headers};
use super::names::{Use, rust_name};
use super::parameters::Arranged;
use super::scope::{Scope, resolve};
use super::template::{RequestLine, request_line};
use super::{answers, long_running, parameters, prose, shared, versions};

/// What an operation of a file is lowered with.
pub struct Page<'a> {
    /// What the pages of the service share.
    pub service: &'a Service,
    /// The types that the file sees.
    pub scope: &'a Scope<'a>,
    /// The reasons that it may give.
    pub ledger: &'a Ledger<'a>,
    /// What the service's error decodes into.
    pub error: &'a Type,
}

/// The operation, without its samples.
pub fn lower(
    wire: &str,
    entry: &Entry<spec::Operation>,
    page: &Page<'_>,
    problems: &mut Problems,
) -> Option<Operation> {
    let written = &entry.value;
    let name = rust_name(wire, entry.key, written.rust_name.as_ref(), Use::Type, problems);
    let line = request_line(&written.request, problems);
    let parameters = parameters::lower(written, page, problems);
    let body = written.body.as_ref().map(|body| lower_body(body, page, problems));
    let (success, answer) = answers::lower(written, page, problems);
    let headers = answers::headers(written, name.as_ref(), page, problems);
    let security = security(written.security.as_ref(), page.service, problems);
    let lifespan =
        versions::lifespan(written.since.as_ref(), written.until.as_ref(), page.scope.versions(), problems);
    check_source(entry, &lifespan, page.service, problems);
    let docs = docs(wire, written, page, problems);
    let (name, line) = (name?, line?);
    let Arranged { parameters, path } = parameters::arrange(parameters?, &line, &written.request, problems)?;
    let body = match body {
        Some(body) => Some(body?),
        None => None,
    };
    check_body(&line, written, problems);
    answers::check_bodies(line.method, written, problems);
    let fields = parameters
        .iter()
        .map(|(parameter, key)| (&parameter.field.name, prose::code(&parameter.field.wire), *key));
    let body_field = body
        .iter()
        .zip(&written.body)
        .map(|(body, written)| (&body.field.name, "the body".to_owned(), written.place));
    distinct(fields.chain(body_field), problems);
    let headers_sent = parameters.iter().filter(|(parameter, _)| parameter.location == Location::Header);
    distinct_headers(headers_sent.map(|(parameter, key)| (parameter.field.wire.as_str(), *key)), problems);
    Some(Operation {
        name,
        docs,
        deprecated: written.deprecated.as_ref().map(fields::note),
        method: line.method,
        template: line.template,
        path,
        avoided: Vec::new(),
        parameters: parameters.into_iter().map(|(parameter, _)| parameter).collect(),
        api_version_parameter: page.service.api_version.parameter.value.clone(),
        newest: versions::newest(&lifespan, page.scope.versions()).to_owned(),
        lifespan,
        versioned: false,
        body,
        success,
        answer,
        next_link: None,
        headers,
        error: page.error.clone(),
        security,
        long_running: None,
        samples: Vec::new(),
    })
}

fn lower_body(written: &spec::Body, page: &Page<'_>, problems: &mut Problems) -> Option<Body> {
    let ty = resolve(&written.ty, page.scope, problems);
    let name = rust_name("body", written.place, written.rust_name.as_ref(), Use::Field, problems);
    let mut docs = match &written.description {
        Some(text) => prose::paragraphs(&text.value),
        None => prose::sentence("What is sent."),
    };
    let mut facts: Vec<Fact<'_>> = vec![("type", Some(written.ty.value.as_str()))];
    facts.extend(written.description.as_ref().map(|text| ("description", Some(text.value.as_str()))));
    facts.extend(written.media_type.as_ref().map(|text| ("media-type", Some(text.value.as_str()))));
    prose::append(&mut docs, errata::docs(&written.errata, &facts, page.ledger, problems));
    let media_type = written.media_type.as_ref().or(page.service.media_type.as_ref());
    let field = Field {
        name: name?,
        wire: String::new(),
        docs,
        deprecated: None,
        ty: ty?,
        presence: Presence::Required,
        limits: Vec::new(),
        checked: false,
        read_only: false,
        boxed: false,
    };
    if let Some(media_type) = media_type {
        check_media_type(media_type, problems);
    }
    let media_type = media_type.map_or("application/json", |text| text.value.as_str()).to_owned();
    Some(Body { field, media_type })
}

/// Bodies are JSON, and their media type stands in a header.
fn check_media_type(text: &Text, problems: &mut Problems) {
    let essence = text.value.split(';').next().unwrap_or_default().trim();
    let fault = if !text.value.bytes().all(|b| b == b' ' || b.is_ascii_graphic()) {
        Some("a header cannot hold it")
    } else if essence != "application/json" && !essence.ends_with("+json") {
        Some("it is not one of JSON")
    } else {
        None
    };
    if let Some(fault) = fault {
        problems.push(
            Problem::new(
                Kind::BadMediaType,
                text.place,
                format!("bodies cannot be sent as `{}`", text.value),
            )
            .label(fault)
            .help("write `application/json`, with its parameters as the page prints them"),
        );
    }
}

fn check_body(line: &RequestLine, written: &spec::Operation, problems: &mut Problems) {
    use crate::model::Method::{Delete, Get, Head, Patch, Post, Put};
    let without = match line.method {
        Get | Head => true,
        Delete | Patch | Post | Put => false,
    };
    if let Some(body) = written.body.as_ref().filter(|_| without) {
        problems.push(
            Problem::new(Kind::BodyNotSent, body.place, format!("{} sends no body", line.method.as_str()))
                .label("would be ignored")
                .related(written.request.place, "the method")
                .help("remove `body`, or mend the method"),
        );
    }
}

fn security(written: Option<&SecurityUse>, service: &Service, problems: &mut Problems) -> Security {
    match written {
        None => Security::OfService,
        Some(SecurityUse::None(_)) => Security::NotStated,
        Some(SecurityUse::Schemes(names)) => {
            let mut positions = Vec::new();
            for name in names {
                let known = service.security.iter().map(|(name, _)| name.as_str());
                if let Some(position) = known.clone().position(|known| known == name.value) {
                    positions.push(position);
                    continue;
                }
                let otherwise = || "add it to `security` in service.yaml".to_owned();
                let help = did_you_mean(&name.value, known, otherwise);
                problems.push(
                    Problem::new(
                        Kind::UnknownScheme,
                        name.place,
                        format!("there is no security scheme `{}`", name.value),
                    )
                    .label("no such scheme")
                    .help(help),
                );
            }
            Security::Some(positions)
        }
    }
}

/// An operation is from a page or from the OpenAPI description, and its page is of a version that has it.
fn check_source(
    entry: &Entry<spec::Operation>,
    lifespan: &Lifespan,
    service: &Service,
    problems: &mut Problems,
) {
    let known = shared::versions(service);
    match (&entry.value.page, &entry.value.openapi) {
        (Some(page), None) => {
            let version = &page.api_version;
            let is_known = versions::position(version, known, problems).is_some();
            if is_known && !versions::exists(lifespan, &version.value, known) {
                problems.push(
                    Problem::new(
                        Kind::BadVersions,
                        version.place,
                        format!(
                            "the page is of `{}`, which is said not to have the operation",
                            version.value
                        ),
                    )
                    .label("before `since`, or after `until`")
                    .help("mend `since` or `until`, or name the page of another version"),
                );
            }
        }
        (None, Some(operation)) if service.openapi.is_empty() => problems.push(
            Problem::new(Kind::PageOrOpenapi, operation.place, "service.yaml names no OpenAPI description")
                .label("an operation of none")
                .help("name its file for each version there: `openapi: { \"7.0\": path/of/the/file.json }`"),
        ),
        (None, Some(_)) => {}
        (both, _) => {
            let fault = if both.is_some() { "has two sources" } else { "has no source" };
            problems.push(
                Problem::new(Kind::PageOrOpenapi, entry.key, format!("the operation {fault}"))
                    .label("write one of `page` and `openapi`")
                    .help(
                        "name the page that it is transcribed from; where there is none, its `operationId`",
                    ),
            );
        }
    }
}

/// Where an operation is from, for its docs.
fn source(written: &spec::Operation) -> String {
    let page = written.page.iter().map(|page| {
        let (title, version) = (prose::escape(&page.title.value), prose::escape(&page.api_version.value));
        format!("page “{title}”, api-version {version}")
    });
    let openapi = written.openapi.iter().map(|operation| {
        format!("operation {} of the service's OpenAPI description", prose::code(&operation.value))
    });
    page.chain(openapi).collect::<Vec<_>>().join("; ")
}

fn docs(wire: &str, written: &spec::Operation, page: &Page<'_>, problems: &mut Problems) -> Docs {
    let mut docs = prose::paragraphs(&written.description.value);
    fields::renamed(&mut docs, wire, written.rust_name.as_ref());
    let source = source(written);
    prose::append(&mut docs, prose::sentence(&format!("{}; {source}.", prose::code(&written.request.value))));
    prose::append(&mut docs, versions::docs(written.since.as_ref(), written.until.as_ref()));
    for (status, response) in &written.responses {
        prose::append(&mut docs, answers::docs(&status.0.to_string(), &response.value, page, problems));
    }
    prose::append(&mut docs, long_running::docs(written.long_running.as_ref()));
    if let Some(SecurityUse::None(_)) = written.security {
        prose::append(&mut docs, prose::sentence("The page states no security scheme."));
    }
    let base_url = Some(page.service.base_url.name.value.as_str());
    let mut facts: Vec<Fact<'_>> = vec![
        ("name", Some(wire)),
        ("request", Some(written.request.value.as_str())),
        ("description", Some(written.description.value.as_str())),
        ("base-url", base_url),
        ("definitions", None),
        ("responses", None),
        ("parameters", None),
        ("page", None),
    ];
    facts.extend(versions::facts(written.since.as_ref(), written.until.as_ref()));
    facts.extend(written.deprecated.as_ref().map(|text| ("deprecated", Some(text.value.as_str()))));
    facts.extend(written.security.as_ref().map(|_| ("security", None)));
    facts.extend(written.body.as_ref().map(|_| ("body", None)));
    facts.extend(written.long_running.as_ref().map(|_| ("long-running", None)));
    prose::append(&mut docs, errata::docs(&written.errata, &facts, page.ledger, problems));
    docs
}
