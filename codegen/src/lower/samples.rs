//! Samples of pages: held against the tables, and turned into what their tests need.

use heck::ToSnakeCase;
use indexmap::IndexMap;

use crate::model::{Literal, Location, Name, Operation, Presence, Sample};
use crate::problem::{Place, Problems};
use crate::spec::{self, Data};

use super::errata::{self, Ledger};
use super::names::Taken;
use super::operation::Page;
use super::target;
use super::values::{Check, Library, Setters, Undeclared, contradicts, parameter_value};

/// The samples of an operation; `tests` are the names that those of its file have taken.
pub fn lower(
    written: &[spec::Sample],
    operation: &Operation,
    library: &Library<'_>,
    page: &Page<'_>,
    tests: &mut Taken,
    problems: &mut Problems,
) -> Vec<Sample> {
    let mut samples = Vec::new();
    for sample in written {
        let Some(lowered) = one(sample, operation, library, page, problems) else { continue };
        tests.take(
            &lowered.test,
            format!("the sample “{}”", sample.title.value),
            sample.title.place,
            problems,
        );
        samples.push(lowered);
    }
    samples
}

fn one(
    written: &spec::Sample,
    operation: &Operation,
    library: &Library<'_>,
    page: &Page<'_>,
    problems: &mut Problems,
) -> Option<Sample> {
    let (ledger, versions) = (page.ledger, page.scope.versions());
    report_errata(written, ledger, problems);
    let target = match target::read(&written.request.value, operation, versions) {
        Ok(target) => target,
        Err((label, help)) => {
            problems
                .push(contradicts(written.request.place, "this sample's request").label(label).help(help));
            return None;
        }
    };
    let mut check = Check { library, undeclared: Undeclared::new(written), blind: false, problems };
    let (mut arguments, setters) = parameters(&mut check, operation, &target.values, written.request.place)?;
    let body = request_body(&mut check, operation, written);
    if operation.body.is_some() {
        arguments.push(body?);
    }
    let status = status(&mut check, operation, written)?;
    answer(&mut check, operation, written);
    if !check.blind {
        check.undeclared.report_unused(ledger, check.problems);
    }
    let response = written.response.as_ref();
    Some(Sample {
        test: test_name(operation, &written.title.value),
        arguments,
        setters,
        target: target.with_version(operation, &target.version),
        newest_target: target.with_version(operation, &operation.newest),
        api_version: target.version,
        body: written.body.as_ref().map(Data::to_json),
        status,
        headers: response
            .map(|response| {
                response
                    .headers
                    .iter()
                    .map(|(name, entry)| (name.clone(), entry.value.value.clone()))
                    .collect()
            })
            .unwrap_or_default(),
        answer: response.and_then(|response| response.body.as_ref()).map(Data::to_json),
    })
}

/// A title may have letters that no name has, or none that a name could have.
fn test_name(operation: &Operation, title: &str) -> Name {
    let title = title.replace(|c: char| !c.is_ascii_alphanumeric(), " ");
    let title = if title.trim().is_empty() { "sample" } else { title.as_str() };
    Name(format!("{} {title}", operation.name.as_str()).to_snake_case())
}

fn report_errata(written: &spec::Sample, ledger: &Ledger<'_>, problems: &mut Problems) {
    let facts = [
        ("title", Some(written.title.value.as_str())),
        ("request", Some(written.request.value.as_str())),
        ("body", None),
        ("response", None),
    ];
    // Said in the spec alone: a reader of the generated docs never sees the sample that the page prints.
    let _ = errata::docs(&written.errata, &facts, ledger, problems);
}

fn parameters(
    check: &mut Check<'_, '_>,
    operation: &Operation,
    values: &IndexMap<usize, String>,
    place: Place,
) -> Option<(Vec<Literal>, Setters)> {
    let mut arguments = Vec::new();
    let mut setters = Setters::new();
    for (index, parameter) in operation.parameters.iter().enumerate() {
        let field = &parameter.field;
        let Some(text) = values.get(&index) else {
            if field.presence == Presence::Required {
                let help = match parameter.location {
                    Location::Path | Location::Query => {
                        "add the value as the page shows it, or remove the sample"
                    }
                    Location::Header => "remove the sample: samples do not show the headers of requests",
                };
                check.problems.push(
                    contradicts(place, "this sample's request")
                        .label(format!("gives the required `{}` no value", field.wire))
                        .help(help),
                );
                return None;
            }
            continue;
        };
        let Some(value) = parameter_value(&field.ty, text) else {
            check.problems.push(
                contradicts(place, "this sample's request")
                    .label(format!(
                        "gives `{}` the value `{text}`: none of its type is written so",
                        field.wire
                    ))
                    .help("mend the type of the row, or the sample"),
            );
            return None;
        };
        match field.presence {
            Presence::Required => arguments.push(value),
            Presence::Optional | Presence::Nullable => setters.push((field.name.clone(), value)),
        }
    }
    Some((arguments, setters))
}

fn request_body(check: &mut Check<'_, '_>, operation: &Operation, written: &spec::Sample) -> Option<Literal> {
    match (&operation.body, &written.body) {
        (Some(body), Some(data)) => check.value(&body.field.ty, data, ""),
        (None, None) => None,
        (Some(_), None) => {
            check.problems.push(
                contradicts(written.place, "this sample")
                    .label("has no `body`, and the operation sends one")
                    .help("copy the body from the page's sample request"),
            );
            None
        }
        (None, Some(data)) => {
            check.problems.push(
                contradicts(data.place, "this sample's body")
                    .label("the operation sends none")
                    .help("state the operation's `body`, or move this below `response`"),
            );
            None
        }
    }
}

fn status(check: &mut Check<'_, '_>, operation: &Operation, written: &spec::Sample) -> Option<u16> {
    let stated = written.response.as_ref().and_then(|response| response.status.as_ref());
    let Some(stated) = stated else { return operation.success.first().copied() };
    let known = operation.success.iter().find(|status| **status == stated.value.0);
    if known.is_none() {
        check.problems.push(
            contradicts(stated.place, "this sample's status")
                .label("not listed under `responses`")
                .help("list the status, or leave it out where there is only one"),
        );
    }
    known.copied()
}

fn answer(check: &mut Check<'_, '_>, operation: &Operation, written: &spec::Sample) {
    let body = written.response.as_ref().and_then(|response| response.body.as_ref());
    match (&operation.answer, body) {
        (Some(ty), Some(data)) => {
            let _ = check.value(ty, data, "");
        }
        (None, Some(data)) => check.problems.push(
            contradicts(data.place, "this sample's answer")
                .label("the operation answers without a body")
                .help("state the `body` of the response"),
        ),
        (Some(_), None) => check.problems.push(
            contradicts(written.place, "this sample")
                .label("shows no answer, and the operation has one")
                .help("copy the body from the page's sample response"),
        ),
        (None, None) => {}
    }
}
