//! What a page begins with: title, version, request lines, deprecation, text.

use std::collections::BTreeSet;

use crate::finding::{FindingKind, Mark};
use crate::page::{At, Fact, Page, RequestLine, Span, Text};
use crate::problem::Place;
use crate::spec::{Map, Operation};

use super::auditor::{Auditor, Stated, says};
use super::rules;
use super::view::Row;

/// Compares the operation itself.
pub fn compare(auditor: &mut Auditor<'_, '_>) {
    let operation = auditor.view.operation;
    title(auditor, operation);
    request_lines(auditor, operation);
    deprecation(auditor, operation);
    let page = auditor.page;
    let texts: Vec<&str> = page.description.iter().map(|text| text.value.as_str()).collect();
    let span = page.description.first().map_or(page.title.span(), |text| text.span);
    auditor.text(&texts, span, &operation.errata);
    let deprecated = operation.deprecated.as_ref().map_or("", |text| text.value.as_str());
    let told = format!("{} {deprecated}", operation.description.value);
    let name = auditor.view.name;
    rules::text(
        auditor,
        &page.description,
        &told,
        operation.description.place,
        &format!("text of operation `{name}`"),
    );
}

/// The api-version that the request lines of a page name.
pub fn version_of(page: &Page) -> Option<&str> {
    let pairs = page.requests.iter().flat_map(|request| &request.query);
    let mut versions = pairs.filter(|(name, _)| name.to_ascii_lowercase().contains("api-version"));
    versions.next().map(|(_, value)| value.as_str())
}

fn title(auditor: &mut Auditor<'_, '_>, operation: &Operation) {
    let Some(written) = &operation.page else { return };
    let page = auditor.page;
    let none = Map::default();
    if let Fact::CannotTell(_, span) = page.title {
        let value = Some(written.title.value.as_str());
        let stated =
            Stated { subject: "page", fact: "title", value, place: written.title.place, errata: &none };
        auditor.cannot_tell(span, stated);
        return;
    }
    let same = page.title.stated() == Some(&written.title.value);
    if !same {
        let label = says("the page", page.title.stated().map(String::as_str));
        let mark = auditor.mark(page.title.span(), label);
        let spec = Mark { place: written.title.place, label: says("the spec", Some(&written.title.value)) };
        let help = "write the title as the page has it".to_owned();
        auditor.report(FindingKind::Differs, "title of the page".to_owned(), mark, Some(spec), help);
    }
}

fn request_lines(auditor: &mut Auditor<'_, '_>, operation: &Operation) {
    let page = auditor.page;
    let wanted = operation.request.value.as_str();
    // What both lines, or a line and the table, have otherwise is one thing.
    let mut told = BTreeSet::new();
    told.extend(
        page.parameters.rows.iter().map(|row| ("base URL of the request line", row.known_name().to_owned())),
    );
    for request in &page.requests {
        let printed = format!("{} {}", request.method, request.path);
        let mut parts = Vec::new();
        if printed != wanted {
            parts.push(("request line", wanted.to_owned(), operation.request.place, printed));
        }
        let base = &auditor.view.service.base_url.name;
        if request.base != base.value {
            parts.push((
                "base URL of the request line",
                base.value.clone(),
                base.place,
                request.base.clone(),
            ));
        }
        if let Some(part) = version(auditor, request) {
            parts.push(part);
        }
        for (subject, wanted, place, printed) in parts {
            if !told.insert((subject, printed.clone())) {
                continue;
            }
            let mark = auditor.mark(request.text.span, says("the page", Some(&printed)));
            let spec = Mark { place, label: says("the spec", Some(&wanted)) };
            let help = format!("write what the page says: `{printed}`");
            auditor.report(FindingKind::Differs, subject.to_owned(), mark, Some(spec), help);
        }
    }
    number_of_lines(auditor, operation);
    queries(auditor, operation);
}

/// There is a line for the required parameters, and another one if there are others.
fn number_of_lines(auditor: &mut Auditor<'_, '_>, operation: &Operation) {
    let page = auditor.page;
    let value = Some(operation.request.value.as_str());
    let place = operation.request.place;
    let none = Map::default();
    let is_optional = |row: &crate::page::Row| {
        let is_query = row.location.stated().is_some_and(|location| location == "query");
        is_query && matches!(row.required, Fact::Unstated(_))
    };
    let wanted = if page.parameters.rows.iter().any(is_optional) { 2 } else { 1 };
    let stated = Stated { subject: "page", fact: "request line", value, place, errata: &none };
    match page.requests.first() {
        None => {
            auditor.cannot_tell(page.title.span(), stated);
        }
        Some(only) if page.requests.len() < wanted => {
            let mark =
                auditor.mark(only.text.span, "the only such line, though there are optional parameters");
            let spec = Mark { place, label: says("the spec", value) };
            let help =
                "see whether the page is whole: it has a line without them, and one with them".to_owned();
            auditor.report(FindingKind::NotOnPage, "second request line".to_owned(), mark, Some(spec), help);
        }
        Some(_) => {}
    }
}

/// The api-version that a request line names, if the operation's page is said to be of another.
fn version(
    auditor: &Auditor<'_, '_>,
    request: &RequestLine,
) -> Option<(&'static str, String, Place, String)> {
    let written = auditor.view.operation.page.as_ref()?;
    let name = &auditor.view.service.api_version.parameter.value;
    let (_, printed) = request.query.iter().find(|(found, _)| found == name)?;
    let differs = *printed != written.api_version.value && !printed.starts_with('{');
    differs.then(|| {
        (
            "api-version of the page",
            written.api_version.value.clone(),
            written.api_version.place,
            printed.clone(),
        )
    })
}

/// The names in the queries, so far as the table of parameters does not have the same fault.
fn queries(auditor: &mut Auditor<'_, '_>, operation: &Operation) {
    let page = auditor.page;
    let Some(last) = page.requests.last() else { return };
    let version = auditor.view.service.api_version.parameter.value.as_str();
    let spec: Vec<_> = auditor.view.parameters();
    let spec: Vec<_> =
        spec.iter().filter(|row| row.location.is_some_and(|at| at.value.word() == "query")).collect();
    let table: BTreeSet<&str> = page.parameters.rows.iter().map(crate::page::Row::known_name).collect();
    let written: BTreeSet<&str> = spec.iter().map(|row| row.name).collect();
    let in_table = |name: &str| table.contains(name);
    let is_known = |name: &str| name == version || written.contains(name) || in_table(name);
    let version_place = auditor.view.service.api_version.parameter.place;
    for request in &page.requests {
        let names: BTreeSet<&str> = request.query.iter().map(|(name, _)| name.as_str()).collect();
        let has = |name: &str| names.contains(name);
        for (name, value) in &request.query {
            let variable = value.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
            if let Some(other) = variable.filter(|other| *other != name && is_known(name)) {
                lacks(auditor, request, name, operation.request.place, Some(other));
            }
        }
        let mut unknown: Vec<&str> =
            request.query.iter().map(|(name, _)| name.as_str()).filter(|name| !is_known(name)).collect();
        // The last line has all parameters, those before it have the required ones.
        let is_due = |row: &&&Row<'_>| {
            in_table(row.name)
                && auditor.view.has(row.since, row.until)
                && (row.required.0 || std::ptr::eq(request, last))
        };
        let due = spec.iter().filter(is_due).map(|row| (row.name, row.key));
        let due: Vec<_> = due.chain([(version, version_place)]).filter(|(name, _)| !has(name)).collect();
        for (name, place) in due {
            let instead = (!unknown.is_empty()).then(|| unknown.remove(0));
            lacks(auditor, request, name, place, instead);
        }
        for name in unknown {
            let mark = auditor.mark(request.text.span, format!("`{name}` is in this line"));
            let spec = Mark { place: operation.request.place, label: "no such parameter here".to_owned() };
            let help = format!("write the query parameter `{name}`, if the page's line is right");
            auditor.report(FindingKind::NotInSpec, format!("`{name}` in the query"), mark, Some(spec), help);
        }
    }
}

/// A request line without a parameter, or with another one in its stead.
fn lacks(
    auditor: &mut Auditor<'_, '_>,
    request: &RequestLine,
    name: &str,
    place: Place,
    instead: Option<&str>,
) {
    let (kind, label) = match instead {
        Some(other) => (FindingKind::Differs, format!("`{other}` in this line")),
        None => (FindingKind::NotOnPage, format!("no `{name}` in this line")),
    };
    let mark = auditor.mark(request.text.span, label);
    let spec = Mark { place, label: format!("the spec has `{name}`") };
    let help = "see whether the page's line is right and whole".to_owned();
    auditor.report(kind, format!("`{name}` in the query"), mark, Some(spec), help);
}

fn deprecation<'a>(auditor: &mut Auditor<'a, '_>, operation: &'a Operation) {
    let page = auditor.page;
    let name = auditor.view.name;
    let subject = format!("operation `{name}`");
    let value = operation.deprecated.as_ref().map(|text| text.value.as_str());
    let place = operation.deprecated.as_ref().map_or(auditor.view.key, |text| text.place);
    match (&page.deprecated, value) {
        // Both speak of it in their own words; numbers and names are the same.
        (Fact::Stated(At { value: printed, span }), Some(told)) => {
            let texts = [Text { value: dates(printed), span: *span }];
            let told = format!("{told} {}", operation.description.value);
            rules::text(auditor, &texts, &dates(&told), place, &format!("deprecation of {subject}"));
        }
        (fact, value) => {
            let stated =
                Stated { subject: &subject, fact: "deprecated", value, place, errata: &operation.errata };
            auditor.compare(fact, stated);
        }
    }
}

/// A text with its months as names that a comparison of names sees.
fn dates(text: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS.iter().fold(text.to_owned(), |text, month| text.replace(month, &format!("month_{month}")))
}

/// Where rows would stand that a part of the page does not have.
pub fn heading(presence: crate::page::Presence, page: &Page) -> Span {
    match presence {
        crate::page::Presence::Printed(span) => span,
        crate::page::Presence::Absent | crate::page::Presence::CannotTell => page.title.span(),
    }
}
