//! Errata: what a page gets wrong, loses or leaves open, said in the docs of what it is about.

use crate::model::{Docs, Home};
use crate::problem::{Kind, Problem, Problems};
use crate::spec::did_you_mean;
use crate::spec::{Erratum, Map, Prose, Spanned};

use super::prose;
use super::scope::Reasons;

/// The reasons of the service and of the file, and where to report.
pub struct Ledger<'a> {
    /// The reasons of `service.yaml`.
    pub service: &'a Reasons<'a>,
    /// The reasons of the file itself; those of the service again in `service.yaml`.
    pub file: &'a Reasons<'a>,
}

/// A fact that the spec states, as the spec writes it; without text where only its being there counts.
pub type Fact<'a> = (&'static str, Option<&'a str>);

/// A paragraph for each erratum; reports those that no longer apply.
pub fn docs(errata: &Map<Erratum>, facts: &[Fact<'_>], ledger: &Ledger<'_>, problems: &mut Problems) -> Docs {
    let mut docs = Docs::new();
    for (fact, entry) in errata {
        let Some((_, stated)) = facts.iter().find(|(name, _)| name == fact) else {
            // One that its record does not even know has been reported as that.
            if problems.is_at(entry.key, Kind::UnknownFact) {
                continue;
            }
            problems.push(
                Problem::new(
                    Kind::StaleErratum,
                    entry.key,
                    format!("this erratum is about `{fact}`, which is not stated"),
                )
                .label("no such fact beside it")
                .help(format!("state `{fact}`, or remove the erratum")),
            );
            continue;
        };
        let Some(reason) = reason(&entry.value.why, ledger, problems) else { continue };
        let page = entry.value.page.as_ref().or(reason.page());
        if let Some(page) = page.filter(|page| !page.value.is_empty() && *stated == Some(&page.value)) {
            problems.push(
                Problem::new(
                    Kind::StaleErratum,
                    entry.key,
                    format!("the page and the spec agree about `{fact}`"),
                )
                .label(format!("the spec says {}", prose::code(&page.value)))
                .related(page.place, "and so does the page")
                .help("remove the erratum: it no longer applies"),
            );
            continue;
        }
        let page = page.map_or("", |page| page.value.as_str());
        prose::append(&mut docs, paragraph(fact, page, &reason));
    }
    docs
}

/// A sentence stands in full; a named reason stands once, in the docs of its module.
fn paragraph(fact: &str, page: &str, why: &Why<'_>) -> Docs {
    let fact = fact.replace('-', " ");
    let page =
        if page.is_empty() { String::new() } else { format!("the page prints {}. ", prose::code(page)) };
    match why {
        Why::Sentence(why) => prose::sentence(&format!("*Erratum ({fact}):* {page}{}", prose::escape(why))),
        Why::Named { name, home, .. } => {
            let module = match home {
                Home::Service => "super",
                Home::Resource => "self",
            };
            let name = prose::escape(name);
            prose::sentence(&format!("*Erratum ({fact}):* {page}Reason: [{name}]({module}#errata)."))
        }
    }
}

/// The reasons of a file, as a section of its module's docs.
pub fn section(reasons: &Map<Erratum>) -> Docs {
    if reasons.is_empty() {
        return Docs::new();
    }
    let mut docs = vec!["# Errata".to_owned()];
    let opening = "What is here and not on the pages has one of these reasons, or tells its own:";
    prose::append(&mut docs, prose::sentence(opening));
    for (name, entry) in reasons {
        let why = prose::escape(entry.value.why.value.trim());
        prose::append(&mut docs, prose::item(&format!("**{}**: {why}", prose::escape(name))));
    }
    docs
}

/// Why the spec departs from the page.
pub enum Why<'a> {
    /// As the erratum itself says.
    Sentence(&'a str),
    /// For a reason that others have too.
    Named {
        /// The name.
        name: &'a str,
        /// The file whose reason it is, as seen from the erratum.
        home: Home,
        /// What the page prints each time for this reason.
        page: Option<&'a Spanned<String>>,
    },
}

impl<'a> Why<'a> {
    fn page(&self) -> Option<&'a Spanned<String>> {
        match self {
            Self::Sentence(_) => None,
            Self::Named { page, .. } => *page,
        }
    }
}

/// The reason that a text names, or the sentence that it is.
pub fn reason<'a>(text: &'a Prose, ledger: &Ledger<'a>, problems: &mut Problems) -> Option<Why<'a>> {
    let word = text.value.trim();
    if word.contains(char::is_whitespace) {
        return Some(Why::Sentence(word));
    }
    for (home, reasons) in [(Home::Resource, ledger.file), (Home::Service, ledger.service)] {
        if let Some(named) = reasons.get(word) {
            return Some(Why::Named { name: word, home, page: named.page.as_ref() });
        }
    }
    problems.push_with(text.place.file, || {
        let known = ledger.file.names().chain(ledger.service.names());
        let help = did_you_mean(word, known, || "write a sentence, or add the name to `reasons`".to_owned());
        Problem::new(Kind::UnknownReason, text.place, format!("there is no reason `{word}`"))
            .label("no such reason")
            .help(help)
    });
    None
}
