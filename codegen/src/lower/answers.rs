//! What comes back: statuses, the type of the body, headers.

use crate::model::{Docs, Headers, Method, Name, Type};
use crate::problem::{Kind, Place, Problem, Problems};
use crate::spec::{self, HeaderRow, Response, Status};

use super::errata::{self, Fact};
use super::fields::{self, distinct, distinct_headers};
use super::operation::Page;
use super::parameters::no_shared;
use super::prose;
use super::scope::resolve;

/// The statuses of success and the one type that all of them answer with.
pub fn lower(
    written: &spec::Operation,
    page: &Page<'_>,
    problems: &mut Problems,
) -> (Vec<u16>, Option<Type>) {
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

/// Reports bodies of answers that HTTP says have none: each of them would be a failure to read.
pub fn check_bodies(method: Method, written: &spec::Operation, problems: &mut Problems) {
    for (Status(status), entry) in &written.responses {
        let without = match status {
            204 | 205 => format!("an answer {status}"),
            _ if method == Method::Head => "an answer to HEAD".to_owned(),
            _ => continue,
        };
        if let Some(body) = &entry.value.body {
            problems.push(
                Problem::new(Kind::BodyNotSent, body.place, format!("{without} has no body"))
                    .label("would never come")
                    .help("remove `body`, or mend the status or the method"),
            );
        }
    }
}

/// The response headers of all statuses of success, as one type.
pub fn headers(
    written: &spec::Operation,
    name: Option<&Name>,
    page: &Page<'_>,
    problems: &mut Problems,
) -> Option<Headers> {
    let mut headers = Vec::new();
    let mut keys = Vec::new();
    for (_, response) in &written.responses {
        for (wire, entry) in &response.value.headers {
            let (row, key) = match &entry.value {
                HeaderRow::Own(row) => (row.as_ref(), entry.key),
                HeaderRow::Shared => match page.service.response_headers.get(wire) {
                    Some(shared) => (&shared.value, shared.key),
                    None => {
                        let known = &page.service.response_headers;
                        let problem = || no_shared(wire, entry.key, "response-headers", known);
                        problems.push_with(entry.key.file, problem);
                        continue;
                    }
                },
            };
            if let Some(header) = fields::header(wire, key, row, page.scope, page.ledger, problems)
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
    distinct_headers(headers.iter().zip(&keys).map(|(header, key)| (header.wire.as_str(), *key)), problems);
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

/// What a status of success means.
pub fn docs(status: &str, written: &Response, page: &Page<'_>, problems: &mut Problems) -> Docs {
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
