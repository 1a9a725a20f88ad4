//! What an audit finds: where a page and its spec disagree, and what neither can show.

use std::collections::BTreeSet;

use crate::codes::codes;
use crate::problem::Place;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Page and spec contradict each other.
    Error,
    /// A sentence of the page is not in the spec as a fact.
    Warning,
    /// The page is too damaged to tell.
    Note,
}

codes! {
    /// The kinds of findings.
    FindingKind {
        /// No operation of the specs names a page.
        NoOperation = "no-operation",
        /// Page and spec say different things, and no erratum says why.
        Differs = "differs",
        /// The page states something that the spec does not have.
        NotInSpec = "not-in-spec",
        /// The spec states something that the page does not, and no erratum says where it is from.
        NotOnPage = "not-on-page",
        /// An erratum says that the page prints something, and it does not.
        UnfoundedErratum = "unfounded-erratum",
        /// A sentence of the page carries a rule that the spec has nowhere.
        RuleNotInSpec = "rule-not-in-spec",
        /// The page is damaged where it would confirm the spec, and no erratum says where the spec has it from.
        CannotTell = "cannot-tell",
    }
}

impl FindingKind {
    /// How much it weighs.
    #[must_use]
    pub fn weight(self) -> Weight {
        match self {
            Self::NoOperation
            | Self::Differs
            | Self::NotInSpec
            | Self::NotOnPage
            | Self::UnfoundedErratum => Weight::Error,
            Self::RuleNotInSpec => Weight::Warning,
            Self::CannotTell => Weight::Note,
        }
    }
}

/// A place, and what stands there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// Where.
    pub place: Place,
    /// What stands there, in a few words.
    pub label: String,
}

/// One thing that an audit found.
///
/// The order of its parts is the order in which findings are shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[must_use = "a finding counts once it is pushed"]
pub struct Finding {
    /// On the page.
    pub page: Mark,
    /// Its kind.
    pub kind: FindingKind,
    /// What it is about: `query parameter timeout: type`.
    pub subject: String,
    /// What was found, in one line.
    pub title: String,
    /// In the spec, if it has a place for it.
    pub spec: Option<Mark>,
    /// What to do about it.
    pub help: String,
}

/// All findings of a run, page by page, none twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    sorted: BTreeSet<Finding>,
}

impl Findings {
    /// Adds a finding, unless the very same one is there.
    pub fn push(&mut self, finding: Finding) {
        self.sorted.insert(finding);
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// How many have this weight.
    #[must_use]
    pub fn count(&self, weight: Weight) -> usize {
        self.iter().filter(|finding| finding.kind.weight() == weight).count()
    }

    /// The findings by page, then by place.
    pub fn iter(&self) -> std::collections::btree_set::Iter<'_, Finding> {
        self.sorted.iter()
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = std::collections::btree_set::Iter<'a, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::FileId;

    #[test]
    fn findings_are_counted_and_none_is_there_twice() {
        let finding = |kind, start| {
            let place = Place { file: FileId(0), start, end: start };
            let page = Mark { place, label: "here".to_owned() };
            let subject = "query parameter timeout: type".to_owned();
            Finding { page, kind, subject, title: "found".to_owned(), spec: None, help: String::new() }
        };
        let mut findings = Findings::default();
        assert!(findings.is_empty());
        let pushed = [
            (FindingKind::Differs, 7),
            (FindingKind::Differs, 7),
            (FindingKind::CannotTell, 3),
            (FindingKind::NotOnPage, 7),
            (FindingKind::RuleNotInSpec, 9),
        ];
        for (kind, start) in pushed {
            findings.push(finding(kind, start));
        }
        assert!(!findings.is_empty());
        assert_eq!(findings.len(), 4);
        let of = [Weight::Error, Weight::Warning, Weight::Note].map(|weight| findings.count(weight));
        assert_eq!(of, [2, 1, 1]);
        let starts: Vec<u32> = findings.iter().map(|finding| finding.page.place.start).collect();
        assert_eq!(starts, [3, 7, 7, 9]);
    }
}
