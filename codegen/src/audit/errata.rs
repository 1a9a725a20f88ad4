//! Errata against pages: what each says that a page prints, and whether any page does.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Finding, FindingKind, Findings, Mark};
use crate::problem::Place;
use crate::spec::{Erratum, Map, Resource, Service};

/// What an erratum claims that the page prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim<'a> {
    /// There is no erratum.
    None,
    /// The page says nothing, or something that is lost.
    Nothing {
        /// Where the erratum stands.
        place: Place,
    },
    /// The page prints this; `…` stands for the rest of a text.
    Prints {
        /// Where the erratum stands.
        place: Place,
        /// What it says that the page prints.
        text: &'a str,
    },
}

/// What an erratum turned out to be on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It explains what the page prints.
    Founded,
    /// The page does not print what it says; the mark is on the page.
    Unfounded(Mark),
}

/// The errata that were looked at, each with what the pages made of it.
#[derive(Debug, Default)]
pub struct Ledger {
    verdicts: BTreeMap<Place, Entry>,
}

#[derive(Debug)]
struct Entry {
    fact: String,
    verdict: Verdict,
}

impl Ledger {
    /// Notes a verdict. An erratum of a row that several pages print is founded if it is on one of them.
    pub fn note(&mut self, place: Place, fact: &str, verdict: Verdict) {
        let entry = Entry { fact: fact.to_owned(), verdict };
        let known = self
            .verdicts
            .entry(place)
            .or_insert(Entry { fact: fact.to_owned(), verdict: entry.verdict.clone() });
        if entry.verdict == Verdict::Founded {
            known.verdict = Verdict::Founded;
        }
    }

    /// Takes back the verdicts on these errata, which other pages may bear out.
    pub fn forgive(&mut self, errata: &BTreeSet<Place>) {
        self.verdicts.retain(|place, _| !errata.contains(place));
    }

    /// Reports the errata that no page bears out.
    pub fn report(self, findings: &mut Findings) {
        for (place, entry) in self.verdicts {
            let Verdict::Unfounded(page) = entry.verdict else { continue };
            findings.push(Finding {
                page,
                kind: FindingKind::UnfoundedErratum,
                subject: format!("erratum: {}", entry.fact),
                title: format!("the erratum about `{}` says what the page does not print", entry.fact),
                spec: Some(Mark { place, label: "this erratum".to_owned() }),
                help: "remove the erratum, or say in it what the page prints".to_owned(),
            });
        }
    }
}

/// What the erratum about a fact claims.
pub fn claim<'a>(
    errata: &'a Map<Erratum>,
    fact: &str,
    service: &'a Service,
    resource: &'a Resource,
) -> Claim<'a> {
    let Some(entry) = errata.get(fact) else { return Claim::None };
    let name = entry.value.why.value.trim();
    let reason = || resource.reasons.get(name).or_else(|| service.reasons.get(name));
    let page = entry.value.page.as_ref().or_else(|| reason()?.value.page.as_ref());
    match page.map(|page| page.value.as_str()).filter(|text| !text.trim().is_empty()) {
        Some(text) => Claim::Prints { place: entry.key, text },
        None => Claim::Nothing { place: entry.key },
    }
}

/// Why an erratum says that the spec differs; nothing if there is none.
pub fn why<'a>(
    errata: &'a Map<Erratum>,
    fact: &str,
    service: &'a Service,
    resource: &'a Resource,
) -> &'a str {
    let Some(entry) = errata.get(fact) else { return "" };
    let name = entry.value.why.value.trim();
    let named = resource.reasons.get(name).or_else(|| service.reasons.get(name));
    named.map_or(name, |named| &named.value.why.value)
}

/// Whether a page prints what a claim says; `…` stands for whatever is left out.
pub fn prints(page: &str, claim: &str) -> bool {
    let page = single_blanks(page);
    let claim = single_blanks(claim);
    if !claim.contains('…') {
        return page == claim;
    }
    let mut rest = page.as_str();
    for part in claim.split('…').map(str::trim).filter(|part| !part.is_empty()) {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    true
}

fn single_blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
