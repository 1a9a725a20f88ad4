//! `URI Parameters` and `Request Header`, with the rows that every operation of a service has.

use std::collections::BTreeSet;

use crate::finding::{FindingKind, Mark};
use crate::page::{Fact, Presence, Row as PageRow, fits};
use crate::problem::Place;
use crate::spec::{Erratum, Location, Map, Prose, nearest};

use super::auditor::{Auditor, Stated, says};
use super::errata::{Claim, Verdict};
use super::operation::heading;
use super::rows::{ALL, Table, is_readable};
use super::rules;
use super::view::{Row, bare};

/// Compares the parameters.
pub fn compare(auditor: &mut Auditor<'_, '_>) {
    let (page, view) = (auditor.page, auditor.view);
    let (mut headers, mut others): (Vec<Row<'_>>, Vec<Row<'_>>) = view
        .parameters()
        .into_iter()
        .partition(|row| row.location.is_some_and(|location| location.value == Location::Header));
    let version = view.service.api_version.parameter.value.as_str();
    let base = view.service.base_url.name.value.as_str();
    let mut parameter_rows: Vec<&PageRow> = page.parameters.rows.iter().collect();
    let mut header_rows: Vec<&PageRow> = page.headers.rows.iter().collect();
    elsewhere(auditor, &mut parameter_rows, &mut headers);
    elsewhere(auditor, &mut header_rows, &mut others);
    if is_readable(page.parameters.presence) {
        let is_base = |row: &PageRow| {
            row.known_name() == base || row.name.is_unclear() && fits(&row.printed.value, base)
        };
        let mut rows = parameter_rows;
        for (which, name) in [(Which::Base, base), (Which::Version, version)] {
            let is_it =
                |row: &&PageRow| if which == Which::Base { is_base(row) } else { row.known_name() == name };
            let found = rows.iter().position(is_it).or_else(|| renamed(&rows, &others, which, name));
            match found {
                Some(at) => {
                    let row = rows.remove(at);
                    common(auditor, row, which);
                }
                None => not_there(auditor, which, name),
            }
        }
        section_errata(auditor, &rows);
        let place = view.operation.request.place;
        let table = Table { what: "parameter", place, rows: others, columns: ALL, told: "" };
        auditor.table(&rows, &table, heading(page.parameters.presence, page));
    }
    if is_readable(page.headers.presence) {
        let rows = header_rows;
        // All rows of this table travel in headers; it has no column that says so.
        let headers = headers.into_iter().map(|row| Row { location: None, ..row }).collect();
        let table = Table {
            what: "request header",
            place: view.operation.request.place,
            rows: headers,
            columns: ALL,
            told: "",
        };
        auditor.table(&rows, &table, heading(page.headers.presence, page));
    }
}

/// Reports rows of one table of the page that the spec has in the other, `there`, and takes both away.
fn elsewhere(auditor: &mut Auditor<'_, '_>, rows: &mut Vec<&PageRow>, there: &mut Vec<Row<'_>>) {
    rows.retain(|row| {
        let Some(at) = there.iter().position(|spec| spec.name == row.known_name()) else { return true };
        let spec = there.remove(at);
        let location = spec.location.map(|location| (location.value.word(), location.place));
        let (word, place) = location.unwrap_or(("", spec.key));
        let printed = row.location.stated().map_or("header", String::as_str);
        let mark = auditor.mark(row.printed.span, says("the page", Some(printed)));
        let spec_mark = Mark { place, label: says("the spec", Some(word)) };
        let help = format!("write `in: {printed}`");
        let subject = format!("in of parameter `{}`", spec.name);
        auditor.report(FindingKind::Differs, subject, mark, Some(spec_mark), help);
        false
    });
}

/// The rows that are in the tables of all operations.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    /// The base URL.
    Base,
    /// The api-version.
    Version,
}

/// The row that is most likely that of the base URL or of the api-version, under another name.
fn renamed(rows: &[&PageRow], spec: &[Row<'_>], which: Which, name: &str) -> Option<usize> {
    let travels = if which == Which::Base { "path" } else { "query" };
    let written: BTreeSet<&str> = spec.iter().map(|spec| spec.name).collect();
    let printed: BTreeSet<&str> = rows.iter().map(|row| row.known_name()).collect();
    let is_free = |row: &PageRow| {
        row.location.stated().is_some_and(|location| location == travels)
            && row.required.stated().is_some()
            && !written.contains(row.known_name())
    };
    let free: Vec<usize> = (0..rows.len()).filter(|at| is_free(rows[*at])).collect();
    let meant = nearest(name, free.iter().map(|at| rows[*at].known_name())).map(str::to_owned);
    let missing = written.difference(&printed).count();
    match (meant, free.as_slice()) {
        (Some(meant), _) => free.iter().copied().find(|at| rows[*at].known_name() == meant),
        (None, [only]) if missing == 0 => Some(*only),
        (None, _) => None,
    }
}

/// What every operation's row of the base URL or of the api-version is.
fn common(auditor: &mut Auditor<'_, '_>, row: &PageRow, which: Which) {
    let service = auditor.view.service;
    let errata = &auditor.view.operation.errata;
    let (subject, place, location, types): (_, Place, _, &[&str]) = match which {
        Which::Base => {
            ("base URL", service.base_url.name.place, "path", &["string", "string (uri)", "string (url)"])
        }
        Which::Version => ("api-version", service.api_version.parameter.place, "query", &["string"]),
    };
    if which == Which::Base && row.name.stated().is_none_or(|name| *name == service.base_url.name.value) {
        base_erratum(auditor, row, errata);
    }
    let is_wrong = |fact: &Fact<String>, lawful: &[&str]| {
        fact.stated()
            .is_some_and(|text| !lawful.contains(&text.as_str()) && !text.starts_with("string (enum"))
    };
    let mut faults = Vec::new();
    let name = if which == Which::Base {
        &service.base_url.name.value
    } else {
        &service.api_version.parameter.value
    };
    if row.name.stated().is_some_and(|printed| printed != name) {
        faults.push(("name", row.name.clone(), name.as_str()));
    }
    if is_wrong(&row.location, &[location]) {
        faults.push(("in", row.location.clone(), location));
    }
    if is_wrong(&row.ty, types) {
        faults.push(("type", row.ty.clone(), "string"));
    }
    if let Fact::CannotTell(_, span) = row.ty {
        let none = Map::default();
        let stated = Stated { subject, fact: "type", value: Some("string"), place, errata: &none };
        auditor.cannot_tell(span, stated);
    }
    if let Fact::Unstated(span) = row.required {
        faults.push(("required", Fact::Unstated(span), "true"));
    }
    for (fact, printed, wanted) in faults {
        let mark = auditor.mark(printed.span(), says("the page", printed.stated().map(String::as_str)));
        let spec = Mark { place, label: says("every operation", Some(wanted)) };
        let help = "see whether the page is right: the spec has this row for all operations alike".to_owned();
        auditor.report(FindingKind::Differs, format!("{fact} of the {subject}"), mark, Some(spec), help);
    }
    let (name, description): (&str, Option<&Prose>) = match which {
        Which::Base => (&service.base_url.name.value, service.base_url.description.as_ref()),
        Which::Version => (&service.api_version.parameter.value, service.api_version.description.as_ref()),
    };
    let none = Map::default();
    let spec = Row { description, is_fixed: true, ..bare(name, place, &none) };
    limits_and_rules(auditor, row, &spec, subject);
}

/// Limits and rules of a row without errata of its own.
fn limits_and_rules(auditor: &mut Auditor<'_, '_>, row: &PageRow, spec: &Row<'_>, subject: &str) {
    let told = spec.description.map_or("", |text| text.value.as_str());
    if super::limits::printed(auditor, row, spec, subject) {
        rules::text(auditor, &row.description, told, spec.key, subject);
    }
}

/// What the operation's erratum says of the name under which the page prints the base URL.
fn base_erratum<'a>(auditor: &mut Auditor<'a, '_>, row: &PageRow, errata: &'a Map<Erratum>) {
    match auditor.claim(errata, "base-url") {
        Claim::Prints { place, text } => {
            let verdict = if row.printed.value == text {
                Verdict::Founded
            } else {
                Verdict::Unfounded(auditor.mark(row.printed.span, says("the page", Some(&row.printed.value))))
            };
            auditor.ledger.note(place, "base-url", verdict);
        }
        Claim::Nothing { .. } | Claim::None => {}
    }
}

fn not_there(auditor: &mut Auditor<'_, '_>, which: Which, name: &str) {
    let service = auditor.view.service;
    let page = auditor.page;
    let place = match which {
        Which::Base => service.base_url.name.place,
        Which::Version => service.api_version.parameter.place,
    };
    // A row of another name, in the same place, is it under that name.
    let mark = auditor.mark(heading(page.parameters.presence, page), "no such row below");
    let spec = Mark { place, label: "every operation has it".to_owned() };
    let help = "see whether the page is whole, and whether its service is the right one".to_owned();
    auditor.report(FindingKind::NotOnPage, format!("parameter `{name}`"), mark, Some(spec), help);
}

/// An erratum about the whole table says that cells or names of it are lost.
fn section_errata(auditor: &mut Auditor<'_, '_>, rows: &[&PageRow]) {
    let errata = &auditor.view.operation.errata;
    if let Claim::Nothing { place } = auditor.claim(errata, "parameters") {
        let is_whole = |row: &&PageRow| {
            !row.name.is_unclear() && !row.ty.is_unclear() && row.known_name() == row.printed.value
        };
        let is_damaged = !rows.iter().all(is_whole) || auditor.page.style == crate::page::Style::Extracted;
        let verdict = if is_damaged {
            Verdict::Founded
        } else {
            let page = auditor.page;
            Verdict::Unfounded(auditor.mark(heading(page.parameters.presence, page), "this table is whole"))
        };
        auditor.ledger.note(place, "parameters", verdict);
    }
}

/// Compares the media types that the page prints with what the operation sends.
pub fn media_types(auditor: &mut Auditor<'_, '_>) {
    let (page, view) = (auditor.page, auditor.view);
    let body = view.operation.body.as_ref().and_then(|body| body.media_type.as_ref());
    let written = body.or(view.service.media_type.as_ref());
    let wanted = written.map_or("application/json", |text| text.value.as_str());
    let place = written.map_or(view.key, |text| text.place);
    let errata = view.operation.body.as_ref().map_or(&view.operation.errata, |body| &body.errata);
    for fact in [&page.headers.media_types, &page.body.media_types] {
        let Fact::Stated(at) = fact else { continue };
        if at.value.split(", ").any(|one| one == wanted) {
            continue;
        }
        let stated = Stated { subject: "request", fact: "media-type", value: Some(wanted), place, errata };
        auditor.compare(fact, stated);
    }
    let Some(written) = written else { return };
    for section in [&page.headers, &page.body] {
        if let (Presence::Printed(span), Fact::Unstated(_)) = (section.presence, &section.media_types) {
            let stated =
                Stated { subject: "request", fact: "media-type", value: Some(&written.value), place, errata };
            auditor.compare(&Fact::Unstated(span), stated);
        }
    }
}
