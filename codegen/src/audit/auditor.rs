//! One page against one operation: where findings go, and how a single fact is compared.

use crate::finding::{Finding, FindingKind, Findings, Mark};
use crate::page::{Fact, Page, Span};
use crate::problem::{FileId, Place};
use crate::spec::{Erratum, Map};

use super::errata::{self, Claim, Ledger, Verdict};
use super::view::View;

/// A page, the operation that is transcribed from it, and what has been found so far.
pub struct Auditor<'a, 'f> {
    /// What the page states.
    pub page: &'a Page,
    /// The page itself.
    pub text: &'a str,
    /// The page's file.
    pub file: FileId,
    /// The operation, as the page sees it.
    pub view: View<'a>,
    /// What has been found.
    pub findings: &'f mut Findings,
    /// The errata that have been looked at.
    pub ledger: &'f mut Ledger,
}

/// A fact of the spec: what it is about, its name, and where errata about it stand.
#[derive(Clone, Copy)]
pub struct Stated<'s, 'a> {
    /// What it is about: `query parameter timeout`.
    pub subject: &'s str,
    /// Its name, which is also that of an erratum: `type`.
    pub fact: &'s str,
    /// What the spec says, and where; nothing if it says nothing.
    pub value: Option<&'s str>,
    /// Where it stands, or what it would stand in.
    pub place: Place,
    /// The errata beside it.
    pub errata: &'a Map<Erratum>,
}

impl<'a> Auditor<'a, '_> {
    /// A place on the page.
    pub fn at(&self, span: Span) -> Place {
        Place { file: self.file, start: span.start, end: span.end }
    }

    /// A mark on the page.
    pub fn mark(&self, span: Span, label: impl Into<String>) -> Mark {
        Mark { place: self.at(span), label: label.into() }
    }

    /// What the erratum about a fact claims.
    pub fn claim(&self, errata: &'a Map<Erratum>, fact: &str) -> Claim<'a> {
        errata::claim(errata, fact, self.view.service, self.view.resource)
    }

    /// Why an erratum about a fact says that the spec differs.
    pub fn why(&self, errata: &'a Map<Erratum>, fact: &str) -> &'a str {
        errata::why(errata, fact, self.view.service, self.view.resource)
    }

    /// Reports a contradiction or what one of the two lacks.
    pub fn report(
        &mut self,
        kind: FindingKind,
        subject: String,
        page: Mark,
        spec: Option<Mark>,
        help: String,
    ) {
        let title = match kind {
            FindingKind::Differs => format!("page and spec differ about the {subject}"),
            FindingKind::NotInSpec => format!("the spec lacks what the page has: {subject}"),
            FindingKind::NotOnPage => format!("the page lacks what the spec has: {subject}"),
            FindingKind::RuleNotInSpec => format!("a rule of the page is not in the spec: {subject}"),
            FindingKind::CannotTell => format!("the page is damaged here and cannot confirm the {subject}"),
            FindingKind::NoOperation | FindingKind::UnfoundedErratum => subject.clone(),
        };
        self.findings.push(Finding { page, kind, subject, title, spec, help });
    }

    /// Compares a fact; returns whether all is well.
    pub fn compare(&mut self, page: &Fact<String>, spec: Stated<'_, 'a>) -> bool {
        let claim = self.claim(spec.errata, spec.fact);
        let span = page.span();
        let Stated { fact, value, .. } = spec;
        let printed = page.stated().map(String::as_str);
        let verdict = match (page, claim) {
            (Fact::CannotTell(..), Claim::None) => return self.cannot_tell(span, spec),
            // What is lost can be neither confirmed nor denied; that it is lost can.
            (Fact::CannotTell(..), Claim::Prints { .. }) => None,
            (_, Claim::None) if printed == value => None,
            (_, Claim::None) => {
                self.differs(page, spec);
                return false;
            }
            (Fact::Stated(at), Claim::Prints { text, .. }) if errata::prints(&at.value, text) => {
                Some(Verdict::Founded)
            }
            (Fact::Unstated(_) | Fact::CannotTell(..), Claim::Nothing { .. }) => Some(Verdict::Founded),
            // It says something else than the erratum, but the spec agrees with it.
            (_, _) if printed == value => {
                Some(Verdict::Unfounded(self.mark(span, says("the page", printed))))
            }
            (_, _) => {
                self.differs(page, spec);
                return false;
            }
        };
        if let (Some(verdict), Claim::Nothing { place } | Claim::Prints { place, .. }) = (verdict, claim) {
            self.ledger.note(place, fact, verdict);
        }
        true
    }

    /// Compares a fact about which no erratum can stand.
    pub fn compare_plain(&mut self, page: &Fact<String>, spec: Stated<'_, '_>) {
        let printed = page.stated().map(String::as_str);
        if page.is_unclear() || printed == spec.value {
            return;
        }
        self.differs(page, spec);
    }

    fn differs(&mut self, page: &Fact<String>, spec: Stated<'_, '_>) {
        let Stated { subject, fact, value, place, .. } = spec;
        let (kind, help) = match (page.stated(), value) {
            (None, Some(_)) => (
                FindingKind::NotOnPage,
                format!("remove `{fact}`, or add an erratum `{fact}` that says where it is from"),
            ),
            (Some(printed), None) => (FindingKind::NotInSpec, format!("write `{fact}: {printed}`")),
            (printed, _) => (
                FindingKind::Differs,
                format!(
                    "write {}, or add an erratum `{fact}` that says what the page prints and why the spec differs",
                    printed.map_or_else(|| "what the page says".to_owned(), |text| format!("`{text}`")),
                ),
            ),
        };
        let label = says("the page", page.stated().map(String::as_str));
        let mark = self.mark(page.span(), label);
        let spec = Mark { place, label: says("the spec", value) };
        self.report(kind, format!("{fact} of {subject}"), mark, Some(spec), help);
    }

    /// Says that the page cannot confirm a fact that the spec has without an erratum.
    pub fn cannot_tell(&mut self, span: Span, spec: Stated<'_, '_>) -> bool {
        let Stated { subject, fact, value, place, .. } = spec;
        if value.is_some() {
            let mark = self.mark(span, "lost or cut short here");
            let label = says("the spec", value);
            let help =
                format!("look it up elsewhere, and add an erratum `{fact}` that says where it is from");
            self.report(
                FindingKind::CannotTell,
                format!("{fact} of {subject}"),
                mark,
                Some(Mark { place, label }),
                help,
            );
        }
        true
    }
}

/// `the page says int32`, on one line and not too long.
pub fn says(who: &str, value: Option<&str>) -> String {
    const MAX: usize = 60;
    match value {
        None => format!("{who} says nothing"),
        Some(text) if text.chars().count() > MAX => {
            let start: String = text.chars().take(MAX).collect();
            format!("{who} says `{}…`", start.replace('\n', " "))
        }
        Some(text) => format!("{who} says `{}`", text.replace('\n', " ")),
    }
}
