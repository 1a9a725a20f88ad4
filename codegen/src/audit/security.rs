//! `Security`: the schemes, with flows, addresses and scopes.

use crate::finding::{FindingKind, Mark};
use crate::page::{Fact, Presence, Scheme};
use crate::problem::Place;
use crate::spec::{Map, Security, SecurityScheme};

use super::auditor::{Auditor, Stated};
use super::errata::{Claim, Verdict};
use super::operation::heading;

/// Compares the schemes.
pub fn compare(auditor: &mut Auditor<'_, '_>) {
    let (page, view) = (auditor.page, auditor.view);
    let all = &view.service.security;
    let (names, place): (Vec<&str>, Place) = match &view.operation.security {
        Some(Security::None(place)) => (Vec::new(), *place),
        Some(Security::Schemes(names)) => (
            names.iter().map(|name| name.value.as_str()).collect(),
            names.first().map_or(view.key, |name| name.place),
        ),
        None => (all.keys().map(String::as_str).collect(), view.key),
    };
    let span = heading(page.security.presence, page);
    match page.security.presence {
        Presence::CannotTell => {}
        Presence::Absent => {
            let value = (!names.is_empty()).then(|| names.join(", "));
            let errata = &view.operation.errata;
            let stated =
                Stated { subject: "operation", fact: "security", value: value.as_deref(), place, errata };
            auditor.compare(&Fact::Unstated(span), stated);
        }
        Presence::Printed(_) => {
            if let Claim::Nothing { place } = auditor.claim(&view.operation.errata, "security") {
                let verdict = Verdict::Unfounded(auditor.mark(span, "the page has this part"));
                auditor.ledger.note(place, "security", verdict);
            }
            printed(auditor, &names, all, place);
        }
    }
}

fn printed<'a>(auditor: &mut Auditor<'a, '_>, names: &[&str], all: &'a Map<SecurityScheme>, place: Place) {
    let page = auditor.page;
    let mut missing: Vec<&str> = names.to_vec();
    let mut extra = Vec::new();
    let mut pairs = Vec::new();
    for scheme in &page.security.rows {
        match missing.iter().position(|name| *name == scheme.name.value) {
            Some(at) => pairs.push((scheme, missing.remove(at))),
            None => extra.push(scheme),
        }
    }
    for (scheme, name) in pairs {
        if let Some(entry) = all.get(name) {
            one(auditor, scheme, name, &entry.value, entry.key);
        }
    }
    while let (Some(scheme), Some(name)) = (extra.first().copied(), missing.first().copied()) {
        let key = all.get(name).map_or(place, |entry| entry.key);
        let mark = auditor.mark(scheme.name.span, format!("the page calls it `{}`", scheme.name.value));
        let spec = Mark { place: key, label: format!("the spec has `{name}`") };
        let help = "name the scheme as the page does".to_owned();
        auditor.report(FindingKind::Differs, "name of a security scheme".to_owned(), mark, Some(spec), help);
        extra.remove(0);
        missing.remove(0);
    }
    for scheme in extra {
        let mark = auditor.mark(scheme.name.span, "only the page has it");
        let spec = Mark { place, label: "not here".to_owned() };
        let help = "write the scheme to `security` of the service".to_owned();
        let subject = format!("security scheme `{}`", scheme.name.value);
        auditor.report(FindingKind::NotInSpec, subject, mark, Some(spec), help);
    }
    for name in missing {
        let key = all.get(name).map_or(place, |entry| entry.key);
        let mark = auditor.mark(heading(page.security.presence, page), "not below");
        let spec = Mark { place: key, label: "only the spec has it".to_owned() };
        let help = "list the schemes of this operation in its `security`".to_owned();
        auditor.report(FindingKind::NotOnPage, format!("security scheme `{name}`"), mark, Some(spec), help);
    }
}

fn one(auditor: &mut Auditor<'_, '_>, page: &Scheme, name: &str, spec: &SecurityScheme, key: Place) {
    let subject = format!("security scheme `{name}`");
    let none = Map::default();
    let facts: Vec<(&str, &Fact<String>, Option<&str>, Place)> = match spec {
        SecurityScheme::OAuth2(scheme) => vec![
            ("type", &page.ty, Some("oauth2"), scheme.ty.place),
            ("flow", &page.flow, Some(&scheme.flow.value), scheme.flow.place),
            (
                "authorization-url",
                &page.authorization_url,
                Some(&scheme.authorization_url.value),
                scheme.authorization_url.place,
            ),
            ("in", &page.location, None, key),
        ],
        SecurityScheme::ApiKey(scheme) => vec![
            ("type", &page.ty, Some("apiKey"), scheme.ty.place),
            ("in", &page.location, Some(scheme.location.value.word()), scheme.location.place),
            ("flow", &page.flow, None, key),
        ],
    };
    for (fact, printed, value, place) in facts {
        auditor.compare_plain(printed, Stated { subject: &subject, fact, value, place, errata: &none });
    }
    let scopes = match spec {
        SecurityScheme::OAuth2(scheme) => {
            scheme.scopes.iter().map(|(name, entry)| (name.as_str(), entry.key)).collect()
        }
        SecurityScheme::ApiKey(_) => Vec::new(),
    };
    compare_scopes(auditor, page, &scopes, key, &subject);
}

fn compare_scopes(
    auditor: &mut Auditor<'_, '_>,
    page: &Scheme,
    spec: &[(&str, Place)],
    key: Place,
    subject: &str,
) {
    let extra: Vec<_> =
        page.scopes.iter().filter(|row| !spec.iter().any(|(name, _)| *name == row.printed.value)).collect();
    let missing: Vec<_> =
        spec.iter().filter(|(name, _)| !page.scopes.iter().any(|row| row.printed.value == *name)).collect();
    for index in 0..extra.len().max(missing.len()) {
        let row = extra.get(index);
        let scope = missing.get(index);
        let kind = match (row, scope) {
            (Some(_), Some(_)) => FindingKind::Differs,
            (Some(_), None) => FindingKind::NotInSpec,
            (None, _) => FindingKind::NotOnPage,
        };
        let span = row.map_or(page.name.span, |row| row.printed.span);
        let label =
            row.map_or_else(|| "not below".to_owned(), |row| format!("the page has `{}`", row.printed.value));
        let mark = auditor.mark(span, label);
        let spec = match scope {
            Some((name, place)) => Mark { place: *place, label: format!("the spec has `{name}`") },
            None => Mark { place: key, label: "not here".to_owned() },
        };
        let help = "write the scopes as the page has them".to_owned();
        auditor.report(kind, format!("scope of {subject}"), mark, Some(spec), help);
    }
}
