//! `Definitions`: the list, and the table of each.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{FindingKind, Mark};
use crate::page::{
    Damage, Definition as PageDefinition, Fact, Presence, Row as PageRow, Style, TableKind, fits,
};
use crate::problem::Place;
use crate::spec::{self, Map, nearest};

use super::auditor::{Auditor, Stated, says};
use super::errata::{Claim, Verdict};
use super::rows::{Columns, Table};
use super::rules;
use super::view::{rows, told};

/// Compares the definitions that the page prints, and finds those that it should print.
pub fn compare(auditor: &mut Auditor<'_, '_>) {
    let (page, view) = (auditor.page, auditor.view);
    let needed = view.needed();
    let Presence::Printed(heading) = page.definitions.presence else {
        let none = Map::default();
        let value = needed.first().copied();
        let stated =
            Stated { subject: "operation", fact: "definitions", value, place: view.key, errata: &none };
        auditor.cannot_tell(page.title.span(), stated);
        return;
    };
    let list_is_clear = list_erratum(auditor);
    told_rules(auditor);
    let (mut extra, mut missing) = (Vec::new(), BTreeSet::new());
    let listed: BTreeSet<&str> = page.listed.rows.iter().map(PageRow::known_name).collect();
    let cut: BTreeSet<&str> = page.listed.rows.iter().map(|row| row.printed.value.as_str()).collect();
    let is_cut = |name: &str| {
        let starts = name.char_indices().map(|(at, _)| &name[..at]).chain([name]);
        starts.into_iter().any(|start| cut.contains(start) && fits(start, name))
    };
    let is_listed = |name: &str| listed.contains(name) || page.style == Style::Extracted && is_cut(name);
    let printed: BTreeSet<&str> = page.definitions.rows.iter().map(|one| one.name.value.as_str()).collect();
    missing.extend(needed.iter().copied().filter(|name| !printed.contains(name)));
    for found in &page.definitions.rows {
        match view.definition(&found.name.value) {
            Some((key, definition)) => {
                one(auditor, found, key, definition);
                if !needed.contains(found.name.value.as_str()) {
                    unneeded(auditor, found, key);
                }
            }
            None => extra.push(found),
        }
    }
    let unlisted = page.definitions.rows.iter().filter(|found| {
        let name = found.name.value.as_str();
        !page.listed.rows.is_empty() && !is_listed(name) && view.definition(name).is_some()
    });
    let unlisted: Vec<&PageDefinition> = unlisted.filter(|_| list_is_clear).collect();
    for found in extra {
        not_in_spec(auditor, found, &mut missing);
    }
    if list_is_clear {
        names_in_list(auditor, unlisted, &mut missing);
    }
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
fn one<'a>(auditor: &mut Auditor<'a, '_>, page: &PageDefinition, key: Place, spec: &'a spec::Definition) {
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
    let rows = rows(spec);
    if page.kind == TableKind::None && !rows.is_empty() {
        let names: Vec<&str> = rows.iter().map(|row| row.name).collect();
        let (subject, value) = (format!("definition `{name}`"), names.join(", "));
        let fact = if is_enum { "enum" } else { "properties" };
        let errata = &spec.errata;
        let stated = Stated { subject: &subject, fact, value: Some(&value), place: key, errata };
        auditor.compare(&Fact::CannotTell(Damage::LostList, page.name.span), stated);
        return;
    }
    let texts: Vec<&str> = page.description.iter().map(|text| text.value.as_str()).collect();
    let span = page.description.first().map_or(page.name.span, |text| text.span);
    auditor.text(&texts, span, &spec.errata);
    let told = told(spec);
    rules::text(auditor, &page.description, &told, key, &format!("text of `{name}`"));
    if page.kind != TableKind::None {
        let what = if is_enum { format!("value of `{name}`:") } else { format!("field of `{name}`:") };
        let columns = Columns { required: false, types: !is_enum, texts: true };
        let page_rows: Vec<&PageRow> = page.rows.iter().collect();
        let table = Table { what: &what, place: key, rows, columns, told: &told };
        auditor.table(&page_rows, &table, page.name.span);
    }
}

/// A definition whose table is there, and whose name is not in the list.
fn not_listed(auditor: &mut Auditor<'_, '_>, found: &PageDefinition) {
    let name = found.name.value.as_str();
    let Some((key, _)) = auditor.view.definition(name) else { return };
    let mark = auditor.mark(found.name.span, "its table is here");
    let spec = Mark { place: key, label: "this definition".to_owned() };
    let help = "see whether the page is whole".to_owned();
    auditor.report(
        FindingKind::NotOnPage,
        format!("`{name}` in the list of definitions"),
        mark,
        Some(spec),
        help,
    );
}

/// Rules between fields of which an erratum says that the page has them in words.
fn told_rules(auditor: &mut Auditor<'_, '_>) {
    let (page, view) = (auditor.page, auditor.view);
    let mut rows_of: BTreeMap<&str, Vec<&PageRow>> = BTreeMap::new();
    for row in page.definitions.rows.iter().flat_map(|one| &one.rows) {
        rows_of.entry(row.known_name()).or_default().push(row);
    }
    let names: BTreeSet<&str> = page.definitions.rows.iter().map(|one| one.name.value.as_str()).collect();
    for name in names {
        let Some((_, definition)) = view.definition(name) else { continue };
        if !auditor.why(&definition.errata, "rules").contains("in words") {
            continue;
        }
        for (path, entry) in &definition.rules {
            let field = path.rsplit('.').next().unwrap_or(path);
            let values = entry.value.absent_if.iter().flatten().map(|(_, value)| value.value.value.clone());
            let times = entry.value.maximum.iter().map(|most| most.times.value.to_string());
            let tokens: Vec<String> = values.chain(times).collect();
            let rows = rows_of.get(field).map_or(&[][..], Vec::as_slice);
            let tells = |row: &&PageRow| {
                let texts = row.description.iter();
                texts.into_iter().any(|text| tokens.iter().all(|token| rules::has_word(&text.value, token)))
            };
            if let Some(row) =
                rows.first().filter(|_| !rows.iter().any(tells) && page.style != Style::Extracted)
            {
                let mark = auditor.mark(row.printed.span, "no such words here");
                let label = says("the spec", Some(&tokens.join(", ")));
                let spec = Mark { place: entry.key, label };
                let help = "mend the rule, or remove it".to_owned();
                auditor.report(
                    FindingKind::NotOnPage,
                    format!("rule of field `{path}`"),
                    mark,
                    Some(spec),
                    help,
                );
            }
        }
    }
}

/// A definition that the page prints and the operation does not need. Where the page prints the types of rows, the row
/// that should lead to it is found by its type; where types are lost, nothing else shows that one of the spec is wrong.
fn unneeded(auditor: &mut Auditor<'_, '_>, found: &PageDefinition, key: Place) {
    match auditor.page.style {
        Style::Plain | Style::Markdown => return,
        Style::Bulleted | Style::Extracted => {}
    }
    let name = &found.name.value;
    let mark = auditor.mark(found.name.span, "some row of the page has this type");
    let spec = Mark { place: key, label: "nothing leads here from the operation".to_owned() };
    let help = format!("give the row that is `{name}` its type; its cell is lost on the page");
    auditor.report(FindingKind::Differs, format!("use of definition `{name}`"), mark, Some(spec), help);
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
fn names_in_list(
    auditor: &mut Auditor<'_, '_>,
    unlisted: Vec<&PageDefinition>,
    missing: &mut BTreeSet<&str>,
) {
    let mut unlisted = unlisted.into_iter();
    let (page, view) = (auditor.page, auditor.view);
    let printed: BTreeSet<&str> = page.definitions.rows.iter().map(|one| one.name.value.as_str()).collect();
    for row in &page.listed.rows {
        let Some(name) = row.name.stated() else { continue };
        if printed.contains(name.as_str()) || view.definition(name).is_some() {
            continue;
        }
        let mark = auditor.mark(row.printed.span, "in the list, and nowhere else");
        let spec = Mark { place: view.key, label: "no such definition".to_owned() };
        let help = "see whether the page is whole; write the definition, if it is".to_owned();
        auditor.report(FindingKind::NotInSpec, format!("definition `{name}`"), mark, Some(spec), help);
        missing.remove(name.as_str());
        // A table whose name is not in the list is most likely the one that is there under this name.
        unlisted.next();
    }
    for found in unlisted {
        not_listed(auditor, found);
    }
}

/// What the operation's erratum says of the names in the list; returns whether the page does not contradict it.
fn list_erratum(auditor: &mut Auditor<'_, '_>) -> bool {
    let (page, errata) = (auditor.page, &auditor.view.operation.errata);
    let mut is_clear = true;
    if let Claim::Prints { place, text } = auditor.claim(errata, "definitions") {
        let printed: Vec<&str> = page.listed.rows.iter().map(|row| row.printed.value.as_str()).collect();
        let printed = printed.join(", ");
        is_clear = printed == text;
        let verdict = if is_clear {
            Verdict::Founded
        } else {
            let span = page.listed.rows.first().map_or(page.title.span(), |row| row.printed.span);
            Verdict::Unfounded(auditor.mark(span, says("the page", Some(&printed))))
        };
        auditor.ledger.note(place, "definitions", verdict);
    }
    is_clear
}
