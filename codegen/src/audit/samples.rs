//! `Examples`: titles, request lines, headers and JSON.

use serde_json::Value;

use crate::finding::{FindingKind, Mark};
use crate::page::{Fact, Presence, Sample, Span, locate};
use crate::problem::Place;
use crate::spec::{Data, Sample as Written};

use super::auditor::{Auditor, Stated, says};
use super::json::{Difference, difference};

/// Compares the samples.
pub fn compare(auditor: &mut Auditor<'_, '_>) {
    let (page, view) = (auditor.page, auditor.view);
    let heading = match page.samples.presence {
        Presence::Printed(span) => span,
        Presence::Absent => page.title.span(),
        Presence::CannotTell => return,
    };
    // Samples of other versions are from elsewhere.
    let is_ours = |sample: &&Written| {
        let version = sample.request.value.split("api-version=").nth(1).map(|rest| rest.split('&').next());
        version.flatten().is_none_or(|version| version == view.version)
    };
    let mut missing: Vec<&Written> = view.operation.samples.iter().filter(is_ours).collect();
    let mut extra = Vec::new();
    for sample in &page.samples.rows {
        let title = sample.title.stated();
        match missing.iter().position(|written| Some(&written.title.value) == title) {
            Some(at) => one(auditor, sample, missing.remove(at)),
            None => extra.push(sample),
        }
    }
    for sample in extra {
        if missing.is_empty() {
            let mark = auditor.mark(sample.title.span(), "only the page has it");
            let spec = Mark { place: view.key, label: "not here".to_owned() };
            let help = "copy the sample to the letter".to_owned();
            auditor.report(FindingKind::NotInSpec, "a sample".to_owned(), mark, Some(spec), help);
            continue;
        }
        let written = missing.remove(0);
        let stated = Stated {
            subject: "sample",
            fact: "title",
            value: Some(&written.title.value),
            place: written.title.place,
            errata: &written.errata,
        };
        auditor.compare(&sample.title, stated);
        one(auditor, sample, written);
    }
    for written in missing {
        let mark = auditor.mark(heading, "not on this page");
        let spec = Mark { place: written.title.place, label: "only the spec has it".to_owned() };
        let help = "remove it, if it is not from another source".to_owned();
        let subject = format!("sample `{}`", written.title.value);
        auditor.report(FindingKind::NotOnPage, subject, mark, Some(spec), help);
    }
}

fn one<'a>(auditor: &mut Auditor<'a, '_>, page: &Sample, written: &'a Written) {
    let subject = format!("sample `{}`", written.title.value);
    let stated =
        |fact, value, place| Stated { subject: &subject, fact, value, place, errata: &written.errata };
    auditor.compare(&page.request, stated("request", Some(&written.request.value), written.request.place));
    json(auditor, &page.body, written.body.as_ref(), stated("body", None, written.title.place));
    let response = written.response.as_ref();
    let body = response.and_then(|response| response.body.as_ref());
    json(auditor, &page.response, body, stated("response", None, written.title.place));
    let statuses = &auditor.view.operation.responses;
    let status = response.and_then(|response| response.status.as_ref());
    let only = (statuses.len() == 1).then(|| statuses.keys().next()).flatten();
    if let (Fact::Stated(at), Some(status)) =
        (&page.status, status.map(|status| status.value).or(only.copied()))
        && at.value != status.0
    {
        let mark = auditor.mark(at.span, says("the page", Some(&at.value.to_string())));
        let spec = Mark { place: written.title.place, label: says("the spec", Some(&status.to_string())) };
        let help = "write `status` to the sample's response".to_owned();
        auditor.report(FindingKind::Differs, format!("status of {subject}"), mark, Some(spec), help);
    }
    headers(auditor, page, written, &subject);
}

/// Compares JSON as values, and says where they first differ.
fn json<'a>(auditor: &mut Auditor<'a, '_>, page: &Fact<Value>, spec: Option<&Data>, stated: Stated<'_, 'a>) {
    let place = spec.map_or(stated.place, |data| data.place);
    let Stated { subject, fact, errata, .. } = stated;
    match (page, spec) {
        (Fact::Stated(at), Some(data)) => {
            let Some(found) = difference(&at.value, data) else { return };
            let claim = auditor.claim(errata, fact);
            if let super::errata::Claim::Nothing { place } | super::errata::Claim::Prints { place, .. } =
                claim
            {
                auditor.ledger.note(place, fact, super::errata::Verdict::Founded);
                return;
            }
            differs(auditor, at.span, &found, &format!("{fact} of {subject}"));
        }
        (Fact::Stated(at), None) => {
            let text = at.value.to_string();
            let fact_text = Fact::Stated(crate::page::At { value: text, span: at.span });
            auditor.compare(&fact_text, stated);
        }
        (Fact::Unstated(span), Some(_)) => {
            auditor.compare(&Fact::Unstated(*span), Stated { value: Some("a body"), place, ..stated });
        }
        (Fact::CannotTell(damage, span), Some(_)) => {
            auditor.compare(
                &Fact::CannotTell(*damage, *span),
                Stated { value: Some("a body"), place, ..stated },
            );
        }
        (Fact::Unstated(_) | Fact::CannotTell(..), None) => {}
    }
}

fn differs(auditor: &mut Auditor<'_, '_>, whole: Span, found: &Difference, subject: &str) {
    let text = auditor.text.get(whole.start as usize..).unwrap_or_default();
    let at = whole.start + u32::try_from(locate(text, &found.path)).unwrap_or(0);
    let mark = Mark {
        place: Place { file: auditor.file, start: at, end: at + 1 },
        label: says("the page", found.page.as_deref()),
    };
    let spec = Mark { place: found.place, label: says("the spec", found.spec.as_deref()) };
    let help = "copy the page's JSON to the letter, or add an erratum that says why not".to_owned();
    auditor.report(
        FindingKind::Differs,
        format!("`{}` in the {subject}", found.shown()),
        mark,
        Some(spec),
        help,
    );
}

/// Headers that the sample's answer shows.
fn headers(auditor: &mut Auditor<'_, '_>, page: &Sample, written: &Written, subject: &str) {
    let Some(response) = &written.response else { return };
    for (name, entry) in &response.headers {
        let value = &entry.value;
        let found =
            page.response_headers.iter().find(|(printed, _)| printed.value.eq_ignore_ascii_case(name));
        let Some((_, printed)) = found else {
            let mark = auditor.mark(page.request.span(), "no such header shown");
            let spec = Mark { place: entry.key, label: "only the spec has it".to_owned() };
            let help = "remove it from the sample".to_owned();
            auditor.report(
                FindingKind::NotOnPage,
                format!("header `{name}` of {subject}"),
                mark,
                Some(spec),
                help,
            );
            continue;
        };
        if printed.value != value.value {
            let mark = auditor.mark(printed.span, says("the page", Some(&printed.value)));
            let spec = Mark { place: value.place, label: says("the spec", Some(&value.value)) };
            let help = "copy the header to the letter".to_owned();
            auditor.report(
                FindingKind::Differs,
                format!("header `{name}` of {subject}"),
                mark,
                Some(spec),
                help,
            );
        }
    }
    for (name, value) in &page.response_headers {
        if !response.headers.keys().any(|known| known.eq_ignore_ascii_case(&name.value)) {
            let mark = auditor.mark(value.span, "only the page has it");
            let spec = Mark { place: written.title.place, label: "not here".to_owned() };
            let help = "copy it to `headers` of the sample's response".to_owned();
            let subject = format!("header `{}` of {subject}", name.value);
            auditor.report(FindingKind::NotInSpec, subject, mark, Some(spec), help);
        }
    }
}
