//! `Definitions`: the list, and the table of each.

use std::collections::BTreeSet;

use crate::finding::{FindingKind, Mark};
use crate::page::{Definition as PageDefinition, Presence, Row as PageRow, Style, TableKind, fits};
use crate::spec::{self, nearest};

use super::auditor::{Auditor, says};
use super::errata::{Claim, Verdict};
use super::rows::{Columns, Table};
use super::rules;
use super::view::rows;

/// Compares the definitions that the page prints, and finds those that it should print.
pub fn compare(auditor: &mut Auditor<'_, '_>) {
    let (page, view) = (auditor.page, auditor.view);
    let Presence::Printed(heading) = page.definitions.presence else { return };
    list_erratum(auditor);
    let needed = view.needed();
    let (mut extra, mut missing) = (Vec::new(), BTreeSet::new());
    let is_listed = |name: &str| {
        page.listed.rows.iter().any(|row| {
            row.known_name() == name || page.style == Style::Extracted && fits(&row.printed.value, name)
        })
    };
    for name in &needed {
        if !page.definitions.rows.iter().any(|found| found.name.value == *name) {
            missing.insert(*name);
        }
    }
    for found in &page.definitions.rows {
        match view.definition(&found.name.value) {
            Some((key, definition)) => one(auditor, found, key, definition),
            None => extra.push(found),
        }
    }
    for found in extra {
        not_in_spec(auditor, found, &mut missing);
    }
    names_in_list(auditor, &mut missing);
    for name in missing {
        let Some((key, definition)) = view.definition(name) else { continue };
        let errata =
            ["enum", "properties", "name"].map(|fact| (fact, auditor.claim(&definition.errata, fact)));
        let explained = errata.iter().find(|(_, claim)| !matches!(claim, Claim::None));
        if let Some((fact, Claim::Nothing { place } | Claim::Prints { place, .. })) = explained {
            auditor.ledger.note(*place, fact, Verdict::Founded);
            continue;
        }
        // It is listed, so that its table is lost.
        let kind = if is_listed(name) { FindingKind::CannotTell } else { FindingKind::NotOnPage };
        let mark = auditor.mark(heading, "no such table below");
        let spec = Mark { place: key, label: "the operation needs it".to_owned() };
        let help =
            "see what leads to it, or add an erratum about its table that says where it is from".to_owned();
        auditor.report(kind, format!("definition `{name}`"), mark, Some(spec), help);
    }
}

/// Compares one definition.
fn one<'a>(
    auditor: &mut Auditor<'a, '_>,
    page: &PageDefinition,
    key: crate::problem::Place,
    spec: &'a spec::Definition,
) {
    let name = &page.name.value;
    let is_enum = matches!(spec.table, spec::Table::Enum(_));
    let is_wrong = match page.kind {
        TableKind::Fields => is_enum,
        TableKind::Values => !is_enum,
        TableKind::FieldsOrValues | TableKind::None => false,
    };
    if is_wrong {
        let (printed, stated) = if is_enum { ("fields", "`enum`") } else { ("values", "`properties`") };
        let mark = auditor.mark(page.name.span, format!("the page lists {printed}"));
        let spec_mark = Mark { place: key, label: format!("the spec has {stated}") };
        let help = format!("write the {printed} of the page");
        auditor.report(FindingKind::Differs, format!("table of `{name}`"), mark, Some(spec_mark), help);
        return;
    }
    let texts: Vec<&str> = page.description.iter().map(|text| text.value.as_str()).collect();
    let span = page.description.first().map_or(page.name.span, |text| text.span);
    auditor.text(&texts, span, &spec.errata);
    auditor.enter(spec);
    let told = auditor.context.clone();
    rules::text(auditor, &page.description, &told, key, &format!("text of `{name}`"));
    if page.kind != TableKind::None {
        let what = if is_enum { format!("value of `{name}`:") } else { format!("field of `{name}`:") };
        let columns = Columns { required: false, types: !is_enum, texts: true };
        let page_rows: Vec<&PageRow> = page.rows.iter().collect();
        let table = Table { what: &what, place: key, rows: rows(spec), columns };
        auditor.table(&page_rows, &table, page.name.span);
    }
    auditor.leave();
}

/// A definition that the spec does not have, or has under another name.
fn not_in_spec(auditor: &mut Auditor<'_, '_>, found: &PageDefinition, missing: &mut BTreeSet<&str>) {
    let name = found.name.value.as_str();
    let meant = nearest(name, missing.iter().copied());
    let mark = auditor.mark(found.name.span, says("the page", Some(name)));
    let Some((key, _)) = meant.and_then(|meant| auditor.view.definition(meant)) else {
        let spec = Mark {
            place: auditor.view.key,
            label: "its file and its service have no such definition".to_owned(),
        };
        let help = "write the definition, and its name where the page has it as a type".to_owned();
        auditor.report(FindingKind::NotInSpec, format!("definition `{name}`"), mark, Some(spec), help);
        return;
    };
    let meant = meant.unwrap_or_default();
    let known = missing.iter().copied().find(|one| *one == meant);
    let spec = Mark { place: key, label: says("the spec", Some(meant)) };
    let help = format!("write `{name}`");
    auditor.report(FindingKind::Differs, format!("name of definition `{meant}`"), mark, Some(spec), help);
    if let Some(known) = known {
        missing.remove(known);
    }
}

/// The names in the list, so far as their tables do not have the same fault.
fn names_in_list(auditor: &mut Auditor<'_, '_>, missing: &mut BTreeSet<&str>) {
    let (page, view) = (auditor.page, auditor.view);
    for row in &page.listed.rows {
        let Some(name) = row.name.stated() else { continue };
        let is_printed = page.definitions.rows.iter().any(|found| found.name.value == *name);
        if is_printed || view.definition(name).is_some() {
            continue;
        }
        let mark = auditor.mark(row.printed.span, "in the list, and nowhere else");
        let spec = Mark { place: view.key, label: "no such definition".to_owned() };
        let help = "see whether the page is whole; write the definition, if it is".to_owned();
        auditor.report(FindingKind::NotInSpec, format!("definition `{name}`"), mark, Some(spec), help);
        missing.remove(name.as_str());
    }
}

/// What the operation's erratum says of the names in the list.
fn list_erratum(auditor: &mut Auditor<'_, '_>) {
    let (page, errata) = (auditor.page, &auditor.view.operation.errata);
    if let Claim::Prints { place, text } = auditor.claim(errata, "definitions") {
        let printed: Vec<&str> = page.listed.rows.iter().map(|row| row.printed.value.as_str()).collect();
        let printed = printed.join(", ");
        let verdict = if printed == text {
            Verdict::Founded
        } else {
            let span = page.listed.rows.first().map_or(page.title.span(), |row| row.printed.span);
            Verdict::Unfounded(auditor.mark(span, says("the page", Some(&printed))))
        };
        auditor.ledger.note(place, "definitions", verdict);
    }
}
