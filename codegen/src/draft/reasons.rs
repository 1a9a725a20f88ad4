//! The reasons that errata of drafts name, and their texts.

use indexmap::IndexSet;

use super::home::Home;
use super::node::{Map, Node};

/// Every reason that a draft can give, and what it says once in the file.
const TEXTS: [(&str, &str); 7] = [
    ("cut-name", "The page cuts names short; its request lines and its headings have them whole."),
    (
        "lost-link",
        "The page drops every type that is a link. The names and the samples of the page speak for this one.",
    ),
    (
        "lost-list",
        "The page announces headers and lists none. Every other operation of the service answers with these.",
    ),
    ("null-in-sample", "No row says that it can be `null`. A sample of the page shows it."),
    (
        "other-table",
        "Two tables of the page have this row. The one of the request body says more, and that stands here.",
    ),
    ("open-width", "The page leaves the width open. This one holds every number that could be meant."),
    (
        "other-format",
        "The page gives a format that the client has no type for. On the wire it is what stands here.",
    ),
];

/// The reasons that a draft gives.
#[derive(Default)]
pub struct Reasons {
    given: IndexSet<&'static str>,
}

impl Reasons {
    /// An erratum of a reason, what the page prints beside it.
    pub fn give(&mut self, reason: &'static str, printed: Option<&str>) -> Node {
        self.given.insert(reason);
        match printed {
            None => Node::Text(reason.to_owned()),
            Some(printed) => {
                let mut erratum = Map::default();
                erratum.text("page", printed);
                erratum.text("why", reason);
                Node::Map(erratum)
            }
        }
    }

    /// The reasons that the file does not have yet.
    pub fn section(&self, home: &Home<'_>) -> Map {
        let mut section = Map::default();
        for (name, text) in
            TEXTS.iter().filter(|(name, _)| self.given.contains(name) && !home.has_reason(name))
        {
            section.text(name, *text);
        }
        section
    }
}
