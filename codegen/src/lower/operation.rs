//! A page to an operation.

use crate::model::{
    Body, Docs, Headers, Location, Name, Operation, Parameter, Presence, Security, Segment, Type,
};
use crate::problem::{Kind, Place, Problem, Problems};
use crate::spec::nearest;
use crate::spec::{
    self, Entry, HeaderRow, Map, ParameterRow, Response, Security as SecurityUse, Service, Status, Text,
};

use super::errata::{self, Fact, Ledger};
use super::fields::{self, distinct, is};
use super::names::{Use, rust_name};
use super::prose;
use super::scope::{Scope, resolve};
use super::template::{Part, RequestLine, request_line};

/// What an operation of a file is lowered with.
pub struct Page<'a> {
    /// What the pages of the service share.
    pub service: &'a Service,
    /// The types that the file sees.
    pub scope: &'a Scope,
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
    let parameters = parameters(written, page, problems);
    let body = written.body.as_ref().map(|body| lower_body(body, page, problems));
    let answers = answers(written, page, problems);
    let headers = headers(written, name.as_ref(), page, problems);
    let security = security(written.security.as_ref(), page.service, problems);
    check_version(&written.page.api_version, page.service, problems);
    let docs = docs(wire, written, page, problems);
    let (name, line) = (name?, line?);
    let (parameters, path) = arrange(parameters, &line, &written.request, problems);
    let body = match body {
        Some(body) => Some(body?),
        None => None,
    };
    check_body(&line, written, problems);
    let fields = parameters
        .iter()
        .map(|(parameter, key)| (&parameter.field.name, prose::code(&parameter.field.wire), *key));
    let body_field = body
        .iter()
        .zip(&written.body)
        .map(|(body, written)| (&body.field.name, "the body".to_owned(), written.place));
    distinct(fields.chain(body_field), problems);
    Some(Operation {
        name,
        docs,
        deprecated: written.deprecated.as_ref().map(fields::note),
        method: line.method,
        template: line.template,
        path,
        parameters: parameters.into_iter().map(|(parameter, _)| parameter).collect(),
        api_version_parameter: page.service.api_version.parameter.value.clone(),
        api_version: written.page.api_version.value.clone(),
        body,
        success: answers.0,
        answer: answers.1,
        headers,
        error: page.error.clone(),
        security,
        samples: Vec::new(),
    })
}

fn parameters(
    written: &spec::Operation,
    page: &Page<'_>,
    problems: &mut Problems,
) -> Vec<(Parameter, Place)> {
    let mut parameters = Vec::new();
    for (wire, entry) in &written.parameters {
        let written_row = match &entry.value {
            ParameterRow::Own(row) => row.as_ref(),
            ParameterRow::Shared(place) => match page.service.parameters.get(wire) {
                Some(shared) => &shared.value,
                None => {
                    problems.push(no_shared(wire, *place, "parameters", &page.service.parameters));
                    continue;
                }
            },
        };
        if wire == page.service.api_version.parameter.value.as_str()
            || wire == page.service.base_url.name.value.as_str()
        {
            problems.push(
                Problem::new(
                    Kind::RepeatedFact,
                    entry.key,
                    format!("`{wire}` stands once for all operations, in service.yaml"),
                )
                .label("stated again")
                .help("remove the row"),
            );
            continue;
        }
        let location = match written_row.location.value {
            spec::Location::Path => Location::Path,
            spec::Location::Query => Location::Query,
            spec::Location::Header => Location::Header,
        };
        let presence = if location == Location::Path || is(written_row.required.as_ref()) {
            Presence::Required
        } else {
            Presence::Optional
        };
        let row = fields::parameter(wire, entry.key, written_row, presence);
        let Some(field) = fields::field(&row, page.scope, page.ledger, problems) else { continue };
        if !fields::is_one_value(&field.ty, wire, &written_row.ty, problems) {
            continue;
        }
        parameters.push((Parameter { field, location }, entry.key));
    }
    parameters
}

fn no_shared<T>(wire: &str, place: Place, table: &str, known: &Map<T>) -> Problem {
    let help = match nearest(wire, known.iter().map(|(name, _)| name.as_str())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("add it to `{table}` there, or write the row out here"),
    };
    Problem::new(Kind::NotShared, place, format!("service.yaml shares no `{wire}` under `{table}`"))
        .label("no such row")
        .help(help)
}

/// Path parameters first, in the path's order; each variable has one row, each path row one variable.
fn arrange(
    parameters: Vec<(Parameter, Place)>,
    line: &RequestLine,
    request: &Text,
    problems: &mut Problems,
) -> (Vec<(Parameter, Place)>, Vec<Segment>) {
    let (mut in_path, others): (Vec<_>, Vec<_>) =
        parameters.into_iter().partition(|(parameter, _)| parameter.location == Location::Path);
    let mut arranged: Vec<(Parameter, Place)> = Vec::new();
    let mut path = Vec::new();
    for part in &line.parts {
        match part {
            Part::Literal(text) => path.push(Segment::Literal(text.clone())),
            Part::Variable(name, place) => {
                if let Some(at) = in_path.iter().position(|(parameter, _)| parameter.field.wire == *name) {
                    path.push(Segment::Value(arranged.len()));
                    arranged.push(in_path.remove(at));
                } else if arranged.iter().any(|(parameter, _)| parameter.field.wire == *name) {
                    problems.push(
                        Problem::new(
                            Kind::PathVariable,
                            *place,
                            format!("`{{{name}}}` stands in the path twice"),
                        )
                        .label("the second")
                        .help("a variable stands once; where a page prints one name twice, one of the two is cut short: see its rows"),
                    );
                } else {
                    let rows = in_path.iter().map(|(parameter, _)| parameter.field.wire.clone());
                    let rows: Vec<String> = rows.collect();
                    let help = match nearest(name, rows.iter().map(String::as_str)) {
                        Some(near) => {
                            // The row is not without its variable, then.
                            in_path.retain(|(parameter, _)| parameter.field.wire != near);
                            format!("did you mean `{{{near}}}`?")
                        }
                        None => format!("add the row to `parameters`: `{name}: {{ in: path, type: … }}`"),
                    };
                    problems.push(
                        Problem::new(
                            Kind::PathVariable,
                            *place,
                            format!("the path's `{{{name}}}` has no row"),
                        )
                        .label("no `in: path` row of this name")
                        .help(help),
                    );
                }
            }
        }
    }
    for (parameter, key) in in_path {
        problems.push(
            Problem::new(Kind::PathVariable, key, format!("the path has no `{{{}}}`", parameter.field.wire))
                .label("a path row without its variable")
                .related(request.place, "the path")
                .help(
                    "put the variable where it belongs in `request`, or send the row elsewhere: `in: query`",
                ),
        );
    }
    arranged.extend(others);
    (arranged, path)
}

fn lower_body(written: &spec::Body, page: &Page<'_>, problems: &mut Problems) -> Option<Body> {
    let ty = resolve(&written.ty, page.scope, problems);
    let name = match &written.rust_name {
        Some(_) => rust_name("body", written.place, written.rust_name.as_ref(), Use::Field, problems),
        None => Some(Name("body".to_owned())),
    };
    let mut docs = match &written.description {
        Some(text) => prose::paragraphs(&text.value),
        None => prose::sentence("What is sent."),
    };
    let mut facts: Vec<Fact<'_>> = vec![("type", Some(written.ty.value.as_str()))];
    facts.extend(written.description.as_ref().map(|text| ("description", Some(text.value.as_str()))));
    facts.extend(written.media_type.as_ref().map(|text| ("media-type", Some(text.value.as_str()))));
    prose::append(&mut docs, errata::docs(&written.errata, &facts, page.ledger, problems));
    let media_type = written.media_type.as_ref().or(page.service.media_type.as_ref());
    let field = crate::model::Field {
        name: name?,
        wire: String::new(),
        docs,
        deprecated: None,
        ty: ty?,
        presence: Presence::Required,
        boxed: false,
    };
    let media_type = media_type.map_or("application/json", |text| text.value.as_str()).to_owned();
    Some(Body { field, media_type })
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

/// The statuses of success and the one type that all of them answer with.
fn answers(written: &spec::Operation, page: &Page<'_>, problems: &mut Problems) -> (Vec<u16>, Option<Type>) {
    let mut statuses = Vec::new();
    let mut first: Option<(Option<Type>, Place)> = None;
    for (Status(status), entry) in &written.responses {
        if !(200..300).contains(status) {
            problems.push(
                Problem::new(Kind::NotSuccess, entry.key, format!("`{status}` is no status of success"))
                    .label("not 200 to 299")
                    .help("list the statuses of success alone: every other one is the service's `error`"),
            );
            continue;
        }
        statuses.push(*status);
        let ty = match &entry.value.body {
            Some(text) => match resolve(text, page.scope, problems) {
                Some(ty) => Some(ty),
                None => continue,
            },
            None => None,
        };
        match &first {
            None => first = Some((ty, entry.key)),
            Some((same, _)) if *same == ty => {}
            Some((_, place)) => problems.push(
                Problem::new(
                    Kind::AnswersDiffer,
                    entry.key,
                    "two statuses of success answer with different bodies",
                )
                .label("another body")
                .related(*place, "than here")
                .help("an operation answers with one type: state it for both, and an erratum where the page says otherwise"),
            ),
        }
    }
    if written.responses.is_empty() {
        problems.push(
            Problem::new(Kind::NotSuccess, written.place, "no status of success is listed")
                .label("nothing under `responses`")
                .help("list it as the page does: `200: { body: … }`"),
        );
    }
    (statuses, first.and_then(|(ty, _)| ty))
}

fn headers(
    written: &spec::Operation,
    name: Option<&Name>,
    page: &Page<'_>,
    problems: &mut Problems,
) -> Option<Headers> {
    let mut headers = Vec::new();
    let mut keys = Vec::new();
    for (_, response) in &written.responses {
        for (wire, entry) in &response.value.headers {
            let row = match &entry.value {
                HeaderRow::Own(row) => row.as_ref(),
                HeaderRow::Shared(place) => match page.service.response_headers.get(wire) {
                    Some(shared) => &shared.value,
                    None => {
                        problems.push(no_shared(
                            wire,
                            *place,
                            "response-headers",
                            &page.service.response_headers,
                        ));
                        continue;
                    }
                },
            };
            if let Some(header) = fields::header(wire, entry.key, row, page.scope, page.ledger, problems)
                && !headers.contains(&header)
            {
                headers.push(header);
                keys.push(entry.key);
            }
        }
    }
    let named =
        headers.iter().zip(&keys).map(|(header, key)| (&header.name, prose::code(&header.wire), *key));
    distinct(named, problems);
    let name = name?;
    (!headers.is_empty()).then(|| Headers {
        name: Name(format!("{}Headers", name.as_str())),
        docs: prose::sentence(&format!(
            "The headers of an answer to [`{}`]; a service may leave out any.",
            name.as_str()
        )),
        rows: headers,
    })
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
                let help = match nearest(&name.value, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "add it to `security` in service.yaml".to_owned(),
                };
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

fn check_version(version: &Text, service: &Service, problems: &mut Problems) {
    if service.api_versions.iter().any(|known| known.value == version.value) {
        return;
    }
    let help = match nearest(&version.value, service.api_versions.iter().map(|known| known.value.as_str())) {
        Some(near) => {
            format!(
                "did you mean `{near}`? if it is new, add it to `api-versions` in service.yaml, oldest first"
            )
        }
        None => "add it to `api-versions` in service.yaml, oldest first".to_owned(),
    };
    problems.push(
        Problem::new(
            Kind::UnknownVersion,
            version.place,
            format!("the service has no api-version `{}`", version.value),
        )
        .label("not in service.yaml")
        .help(help),
    );
}

fn docs(wire: &str, written: &spec::Operation, page: &Page<'_>, problems: &mut Problems) -> Docs {
    let mut docs = prose::paragraphs(&written.description.value);
    fields::renamed(&mut docs, wire, written.rust_name.as_ref());
    let title = prose::escape(&written.page.title.value);
    let version = prose::escape(&written.page.api_version.value);
    prose::append(
        &mut docs,
        prose::sentence(&format!(
            "{}, api-version {version}; page “{title}”.",
            prose::code(&written.request.value)
        )),
    );
    for (status, response) in &written.responses {
        prose::append(&mut docs, answer_docs(&status.0.to_string(), &response.value, page, problems));
    }
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
    facts.extend(written.deprecated.as_ref().map(|text| ("deprecated", Some(text.value.as_str()))));
    facts.extend(written.security.as_ref().map(|_| ("security", None)));
    facts.extend(written.body.as_ref().map(|_| ("body", None)));
    prose::append(&mut docs, errata::docs(&written.errata, &facts, page.ledger, problems));
    docs
}

fn answer_docs(status: &str, written: &Response, page: &Page<'_>, problems: &mut Problems) -> Docs {
    let described = written.description.as_ref().map(|text| prose::escape(text.value.trim()));
    let mut docs = prose::sentence(&match described {
        Some(text) => format!("Answers {status}: {text}"),
        None => format!("Answers {status}."),
    });
    let mut facts: Vec<Fact<'_>> = vec![("name", Some(status))];
    facts.extend(written.description.as_ref().map(|text| ("description", Some(text.value.as_str()))));
    facts.extend(written.body.as_ref().map(|text| ("body", Some(text.value.as_str()))));
    facts.extend((!written.headers.is_empty()).then_some(("headers", None)));
    prose::append(&mut docs, errata::docs(&written.errata, &facts, page.ledger, problems));
    docs
}
