//! `Request Body`: whether there is one, and the rows of its definition.

use crate::finding::{FindingKind, Mark};
use crate::page::{Presence, Row as PageRow};

use super::auditor::{Auditor, says};
use super::errata::{Claim, Verdict};
use super::operation::heading;
use super::parameters::media_types;
use super::rows::{ALL, Table};
use super::view::{rows, told};

/// A body that is no model: its table has one row, of its type.
fn other_type(auditor: &mut Auditor<'_, '_>, ty: &crate::spec::Text) {
    let page = auditor.page;
    let is_it = |row: &PageRow| row.ty.stated().is_none_or(|printed| *printed == ty.value);
    if let Some(row) = page.body.rows.first().filter(|row| page.body.rows.len() > 1 || !is_it(row)) {
        let mark = auditor.mark(row.printed.span, "the page lists fields");
        let spec = Mark { place: ty.place, label: says("the spec", Some(&ty.value)) };
        let help = "write the definition that has these fields".to_owned();
        auditor.report(FindingKind::Differs, "type of the request body".to_owned(), mark, Some(spec), help);
    }
}

/// Compares the body.
pub fn compare(auditor: &mut Auditor<'_, '_>) {
    media_types(auditor);
    let (page, view) = (auditor.page, auditor.view);
    match (page.body.presence, &view.operation.body) {
        (Presence::Printed(span), None) => {
            let mark = auditor.mark(span, "the page has a body");
            let spec = Mark { place: view.key, label: "no `body` here".to_owned() };
            let help = "write `body` with the definition that the rows are of".to_owned();
            auditor.report(FindingKind::NotInSpec, "request body".to_owned(), mark, Some(spec), help);
        }
        (Presence::Absent, Some(body)) => {
            let mark = auditor.mark(heading(page.body.presence, page), "no `Request Body` on this page");
            let spec = Mark { place: body.ty.place, label: "only the spec has it".to_owned() };
            let help = "remove `body`".to_owned();
            auditor.report(FindingKind::NotOnPage, "request body".to_owned(), mark, Some(spec), help);
        }
        (Presence::Printed(span), Some(body)) => {
            // Pages list the rows of a body and seldom name their definition.
            for fact in ["type", "description"] {
                if let Claim::Nothing { place } | Claim::Prints { place, .. } =
                    auditor.claim(&body.errata, fact)
                {
                    auditor.ledger.note(place, fact, Verdict::Founded);
                }
            }
            let found = view.definition(body.ty.value.trim());
            let model = found.filter(|(_, found)| matches!(found.table, crate::spec::Table::Properties(_)));
            let Some((key, definition)) = model else {
                return other_type(auditor, &body.ty);
            };
            let what = format!("field of `{}` in the body's table:", body.ty.value);
            let told = told(definition);
            let table = Table { what: &what, place: key, rows: rows(definition), columns: ALL, told: &told };
            let page_rows: Vec<&PageRow> = page.body.rows.iter().collect();
            auditor.table(&page_rows, &table, span);
        }
        (Presence::Absent | Presence::CannotTell, None) | (Presence::CannotTell, Some(_)) => {}
    }
}
