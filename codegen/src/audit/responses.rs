//! `Responses`: statuses, bodies and headers.

use crate::finding::{FindingKind, Mark};
use crate::page::{Fact, Header, Presence, Response, Row as PageRow, Span};
use crate::spec::{Map, Response as Written, Status};

use super::auditor::{Auditor, Stated, says};
use super::errata::{Claim, Verdict};
use super::rows::{Columns, Table};
use super::rules;

/// Compares the responses.
pub fn compare(auditor: &mut Auditor<'_, '_>) {
    let (page, operation) = (auditor.page, auditor.view.operation);
    let Presence::Printed(heading) = page.responses.presence else {
        let none = Map::default();
        let (value, place) = (Some("responses"), auditor.view.key);
        let stated = Stated { subject: "operation", fact: "responses", value, place, errata: &none };
        auditor.cannot_tell(page.title.span(), stated);
        return;
    };
    let printed = |status: u16| page.responses.rows.iter().any(|response| response.status == Some(status));
    let mut missing: Vec<_> = operation.responses.iter().filter(|(status, _)| !printed(status.0)).collect();
    for response in &page.responses.rows {
        match response.status {
            Some(status) if !operation.responses.contains_key(&Status(status)) && !missing.is_empty() => {
                let (wanted, entry) = missing.remove(0);
                let mark = auditor.mark(response.printed.span, format!("the page has `{status}`"));
                let spec = Mark { place: entry.key, label: format!("the spec has `{wanted}`") };
                let help = "write the status of the page".to_owned();
                auditor.report(
                    FindingKind::Differs,
                    format!("status of response `{wanted}`"),
                    mark,
                    Some(spec),
                    help,
                );
            }
            Some(status) => listed(auditor, status, response),
            None => others(auditor, response),
        }
    }
    no_others(auditor, heading);
    for (status, entry) in missing {
        let mark = auditor.mark(heading, "no such row below");
        let spec = Mark { place: entry.key, label: "only the spec has it".to_owned() };
        let help = "remove it, or mend its status".to_owned();
        auditor.report(FindingKind::NotOnPage, format!("response `{status}`"), mark, Some(spec), help);
    }
    if let Claim::Nothing { place } | Claim::Prints { place, .. } =
        auditor.claim(&operation.errata, "responses")
    {
        let is_damaged =
            page.responses.rows.iter().any(|row| row.ty.is_unclear() || row.headers.is_unclear());
        let verdict = if is_damaged {
            Verdict::Founded
        } else {
            Verdict::Unfounded(auditor.mark(heading, "this table is whole"))
        };
        auditor.ledger.note(place, "responses", verdict);
    }
}

fn listed(auditor: &mut Auditor<'_, '_>, status: u16, response: &Response) {
    let operation = auditor.view.operation;
    let Some(entry) = operation.responses.get(&Status(status)) else {
        // What is no success is the service's error, wherever the page lists it.
        if !(200..300).contains(&status) {
            return;
        }
        let mark = auditor.mark(response.printed.span, "only the page has it");
        let spec = Mark { place: auditor.view.key, label: "not here".to_owned() };
        let help = format!("write the response `{status}`");
        auditor.report(FindingKind::NotInSpec, format!("response `{status}`"), mark, Some(spec), help);
        return;
    };
    let written = &entry.value;
    let subject = format!("response `{status}`");
    let body = written.body.as_ref();
    let stated = Stated {
        subject: &subject,
        fact: "body",
        value: body.map(|body| body.value.as_str()),
        place: body.map_or(entry.key, |body| body.place),
        errata: &written.errata,
    };
    auditor.compare(&response.ty, stated);
    headers(auditor, response, written, entry.key, &subject);
    let told = written.description.as_ref().map_or("", |text| text.value.as_str());
    rules::text(auditor, &response.description, told, entry.key, &subject);
    let texts: Vec<&str> = response.description.iter().map(|text| text.value.as_str()).collect();
    auditor.text(&texts, response.printed.span, &written.errata);
}

fn headers<'a>(
    auditor: &mut Auditor<'a, '_>,
    response: &Response,
    written: &'a Written,
    key: crate::problem::Place,
    subject: &str,
) {
    let rows = auditor.view.headers(written);
    let claim = auditor.claim(&written.errata, "headers");
    match &response.headers {
        Fact::Stated(at) => {
            let page: Vec<PageRow> = at.value.iter().map(row).collect();
            let page: Vec<&PageRow> = page.iter().collect();
            let what = format!("header of {subject}:");
            let columns = Columns { required: false, types: true, texts: false };
            let before = auditor.findings.len();
            auditor.table(&page, &Table { what: &what, place: key, rows, columns, told: "" }, at.span);
            note(auditor, claim, at.span, before == auditor.findings.len());
        }
        Fact::Unstated(span) | Fact::CannotTell(_, span) => {
            let names: Vec<&str> = rows.iter().map(|row| row.name).collect();
            let value = (!names.is_empty()).then(|| names.join(", "));
            let place = rows.first().map_or(key, |row| row.key);
            let fact = match &response.headers {
                Fact::CannotTell(damage, _) => Fact::CannotTell(*damage, *span),
                Fact::Stated(_) | Fact::Unstated(_) => Fact::Unstated(*span),
            };
            let errata = &written.errata;
            auditor
                .compare(&fact, Stated { subject, fact: "headers", value: value.as_deref(), place, errata });
        }
    }
}

/// An erratum that says that there is no list of headers, where there is one.
fn note(auditor: &mut Auditor<'_, '_>, claim: Claim<'_>, span: Span, well: bool) {
    if let Claim::Nothing { place } = claim {
        let verdict = if well {
            Verdict::Unfounded(auditor.mark(span, "the page lists them"))
        } else {
            Verdict::Founded
        };
        auditor.ledger.note(place, "headers", verdict);
    }
}

fn row(header: &Header) -> PageRow {
    let nothing = || Fact::Unstated(header.name.span);
    PageRow {
        printed: header.name.clone(),
        name: Fact::Stated(header.name.clone()),
        location: nothing(),
        required: Fact::Unstated(header.name.span),
        ty: header.ty.clone(),
        default: nothing(),
        limits: Vec::new(),
        description: Vec::new(),
    }
}

/// The row of all other statuses, which are the service's error.
fn others(auditor: &mut Auditor<'_, '_>, response: &Response) {
    let error = &auditor.view.service.error.ty;
    let none = Map::default();
    let value = Some(error.value.as_str());
    let stated = Stated { subject: "other statuses", fact: "type", value, place: error.place, errata: &none };
    auditor.compare_plain(&response.ty, stated);
}

/// Reports that there is no such row, on a page that goes on behind the table.
fn no_others(auditor: &mut Auditor<'_, '_>, heading: Span) {
    let page = auditor.page;
    let goes_on = matches!(page.samples.presence, Presence::Printed(_));
    if goes_on && page.responses.rows.iter().all(|response| response.status.is_some()) {
        let error = &auditor.view.service.error.ty;
        let mark = auditor.mark(heading, "no row of other statuses below");
        let spec = Mark { place: error.place, label: says("the spec", Some(&error.value)) };
        let help = "see whether the page is whole".to_owned();
        auditor.report(
            FindingKind::NotOnPage,
            "response of other statuses".to_owned(),
            mark,
            Some(spec),
            help,
        );
    }
}
