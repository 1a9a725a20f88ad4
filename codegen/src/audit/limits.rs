//! Limits and defaults: those that stand by a type, those that are put in words, and those that a spec has.

use crate::finding::{FindingKind, Mark};
use crate::page::{self, At, Fact, LimitKey, Rule, Says, Style, rules};
use crate::spec::Literal;

use super::auditor::{Auditor, Stated, says};
use super::errata::{Claim, Verdict};
use super::rules::{has_number, numbers, sizes};
use super::view::{Limit, Row};

/// Compares the limits of a row; returns whether all is well.
pub fn compare<'a>(auditor: &mut Auditor<'a, '_>, row: &page::Row, spec: &Row<'a>, subject: &str) -> bool {
    let rules = rules(&row.description);
    let mut well = true;
    for printed in &row.limits {
        let stated = key(printed.key).and_then(|key| spec.limits.iter().find(|limit| limit.key == key));
        well &= match stated {
            Some(Limit { key, value, place, .. }) => {
                let errata = spec.errata;
                let stated = Stated { subject, fact: key, value: Some(value), place: *place, errata };
                auditor.compare(&Fact::Stated(printed.value.clone()), stated)
            }
            None => only_on_page(auditor, printed, spec, subject),
        };
    }
    for limit in &spec.limits {
        if !row.limits.iter().any(|printed| key(printed.key) == Some(limit.key)) {
            well &= stated_in_words(auditor, limit, row, spec, &rules, subject);
        }
    }
    well &= default(auditor, row, spec, &rules, subject);
    for (key, place) in &spec.unseen {
        let fact = Fact::Unstated(row.printed.span);
        let stated = Stated { subject, fact: key, value: Some("true"), place: *place, errata: spec.errata };
        well &= auditor.compare(&fact, stated);
    }
    well
}

/// The key of a limit in specs.
fn key(key: LimitKey) -> Option<&'static str> {
    match key {
        LimitKey::Minimum => Some("minimum"),
        LimitKey::Maximum => Some("maximum"),
        LimitKey::MinLength => Some("min-length"),
        LimitKey::MaxLength => Some("max-length"),
        LimitKey::Pattern => Some("pattern"),
        LimitKey::MinItems | LimitKey::MaxItems => None,
    }
}

/// A limit that the spec does not have as such: its description may have it, where the spec has no key for it.
fn only_on_page(auditor: &mut Auditor<'_, '_>, printed: &page::Limit, spec: &Row<'_>, subject: &str) -> bool {
    let value = printed.value.value.as_str();
    let has_key = key(printed.key).is_some() && !spec.is_fixed;
    let text = spec.description.map_or("", |text| text.value.as_str());
    let is_told = has_number(text, value) || value == "1" && text.contains("empty");
    if !has_key && is_told {
        return true;
    }
    let help = match key(printed.key).filter(|_| has_key) {
        Some(key) => format!("write `{key}: {value}`"),
        None => format!("say {value} in the description"),
    };
    let mark = auditor.mark(printed.value.span, says("the page", Some(value)));
    let spec_mark = Mark { place: spec.key, label: "not here".to_owned() };
    let subject = format!("limit of {subject}");
    auditor.report(FindingKind::NotInSpec, subject, mark, Some(spec_mark), help);
    false
}

/// A limit of the spec that the page can have in words alone.
fn stated_in_words<'a>(
    auditor: &mut Auditor<'a, '_>,
    limit: &Limit,
    row: &page::Row,
    spec: &Row<'a>,
    rules: &[Rule],
    subject: &str,
) -> bool {
    let Limit { key, value, place, .. } = limit;
    let claim = auditor.claim(spec.errata, key);
    let sentence = rules.iter().find(|rule| backs(rule, limit));
    let rival = rules.iter().find(|rule| is_rival(rule, limit));
    let span = sentence.or(rival).map_or(row.printed.span, |rule| rule.sentence.span);
    let stated = Stated { subject, fact: key, value: Some(value), place: *place, errata: spec.errata };
    if sentence.is_some() {
        if let Claim::Nothing { place } | Claim::Prints { place, .. } = claim {
            auditor.ledger.note(place, key, Verdict::Founded);
        }
        return true;
    }
    if let Some(rival) = rival {
        let mark = auditor.mark(span, says("the page", Some(&rival.sentence.value)));
        let spec_mark = Mark { place: *place, label: says("the spec", Some(value)) };
        let help = format!("mend `{key}`, or add an erratum `{key}` that says what the page prints");
        auditor.report(FindingKind::Differs, format!("{key} of {subject}"), mark, Some(spec_mark), help);
        return false;
    }
    match claim {
        // It says itself that the page has it in words.
        Claim::Nothing { .. } if is_told(auditor.why(spec.errata, key)) && !may_be_lost(auditor) => {
            let mark = auditor.mark(row.printed.span, "no such words here");
            let spec_mark = Mark { place: *place, label: says("the spec", Some(value)) };
            let help = format!("remove `{key}`, or say in its erratum where it is from");
            auditor.report(
                FindingKind::NotOnPage,
                format!("{key} of {subject}"),
                mark,
                Some(spec_mark),
                help,
            );
            false
        }
        // Pages of this style lose what stands behind the first line of a text.
        Claim::None if may_be_lost(auditor) => auditor.cannot_tell(span, stated),
        Claim::None | Claim::Nothing { .. } => auditor.compare(&Fact::Unstated(span), stated),
        Claim::Prints { .. } => {
            let text = row.description.iter().map(|text| text.value.as_str()).collect::<Vec<_>>().join(" ");
            auditor.compare(&Fact::Stated(At { value: text, span }), stated)
        }
    }
}

/// Whether an erratum says that the page has a limit in words.
fn is_told(why: &str) -> bool {
    why.contains("in words alone") || why.trim_start().starts_with("The page says")
}

fn may_be_lost(auditor: &Auditor<'_, '_>) -> bool {
    match auditor.page.style {
        Style::Extracted => true,
        Style::Plain | Style::Bulleted | Style::Markdown => false,
    }
}

/// Whether a sentence says the same as a limit.
fn backs(rule: &Rule, limit: &Limit) -> bool {
    if limit.key == "const" {
        return super::rules::has_word(&rule.sentence.value, &limit.value);
    }
    let wanted = numbers(&limit.value);
    if limit.key == "pattern" {
        // Of a pattern's numbers the largest is what people are told.
        return wanted.iter().max().is_none_or(|most| sizes(&rule.sentence.value).contains(most));
    }
    wanted.iter().all(|number| sizes(&rule.sentence.value).contains(number))
}

/// Whether a sentence says something else of what a limit is about.
fn is_rival(rule: &Rule, limit: &Limit) -> bool {
    match (&rule.says, limit.key) {
        (Says::Other, "const") => rule.sentence.value.contains("must be ") && !rule.tokens.is_empty(),
        (Says::Only(_), "const")
        | (Says::Between(..), "minimum" | "maximum")
        | (Says::AtMost { .. }, "maximum" | "max-length") => true,
        (Says::AtMost { .. }, "pattern") => !numbers(&limit.value).is_empty(),
        (_, _) => false,
    }
}

/// The default of a row.
fn default<'a>(
    auditor: &mut Auditor<'a, '_>,
    row: &page::Row,
    spec: &Row<'a>,
    rules: &[Rule],
    subject: &str,
) -> bool {
    let told = rules.iter().find_map(|rule| match &rule.says {
        Says::Default(value) => Some((value, rule)),
        Says::Only(_) | Says::Between(..) | Says::AtMost { .. } | Says::Other => None,
    });
    let value = spec.default.map(|default| literal(&default.value));
    let place = spec.default.map_or(spec.key, |default| default.place);
    let errata = spec.errata;
    let stated = Stated { subject, fact: "default", value: value.as_deref(), place, errata };
    if let Fact::Stated(At { value, span }) = &row.default {
        let value =
            if ["True", "False"].contains(&value.as_str()) { value.to_lowercase() } else { value.clone() };
        return auditor.compare(&Fact::Stated(At { value, span: *span }), stated);
    }
    let fact = match told {
        // One sentence of a definition's text may be lost, and the default with it.
        None if may_be_lost(auditor) && matches!(auditor.claim(errata, "default"), Claim::None) => {
            return auditor.cannot_tell(row.printed.span, stated);
        }
        None => Fact::Unstated(row.printed.span),
        Some((told, rule)) => Fact::Stated(At { value: told.clone(), span: rule.sentence.span }),
    };
    auditor.compare(&fact, stated)
}

/// A literal as pages print it.
pub fn literal(literal: &Literal) -> String {
    match literal {
        Literal::Bool(value) => value.to_string(),
        Literal::Number(value) => value.to_string(),
        Literal::String(value) => value.clone(),
    }
}

/// Compares the limits that stand by the type of a row for which the spec has no keys.
pub fn printed(auditor: &mut Auditor<'_, '_>, row: &page::Row, spec: &Row<'_>, subject: &str) -> bool {
    let before = auditor.findings.len();
    for limit in &row.limits {
        only_on_page(auditor, limit, spec, subject);
    }
    before == auditor.findings.len()
}
