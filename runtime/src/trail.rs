//! Where decoding stands in the document; written only when it fails, from the fault outwards.

use std::cell::RefCell;
use std::fmt::Write as _;

use crate::one_line::OneLine;

/// Collects, while a decoding failure travels outwards, the path to the fault and what was expected there.
///
/// Nothing is recorded as long as all goes well, which keeps the trail free of cost.
#[derive(Debug, Default)]
pub struct Trail {
    found: RefCell<Fault>,
}

#[derive(Debug, Default)]
struct Fault {
    message: Option<String>,
    /// Innermost first.
    steps: Vec<Step>,
}

#[derive(Debug)]
enum Step {
    Field(String),
    Index(usize),
}

impl Trail {
    /// A trail at the root of a document.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes what should have been here, and hands the error on.
    ///
    /// Of several notes the first stays: it is the one nearest to the fault.
    pub fn expected<E>(&self, what: &str, error: E) -> E {
        self.note_expected(what);
        error
    }

    pub(crate) fn in_field<E>(&self, name: &str, error: E) -> E {
        self.push(Step::Field(name.to_owned()));
        error
    }

    pub(crate) fn in_item<E>(&self, index: usize, error: E) -> E {
        self.push(Step::Index(index));
        error
    }

    fn note_expected(&self, what: &str) {
        if self.found.borrow().message.is_none() {
            self.note(format!("expected {what}"));
        }
    }

    /// Notes the fault in full.
    pub(crate) fn note(&self, message: String) {
        self.found.borrow_mut().message.get_or_insert(message);
    }

    fn push(&self, step: Step) {
        self.found.borrow_mut().steps.push(step);
    }

    pub(crate) fn message(&self) -> Option<String> {
        self.found.borrow().message.clone()
    }

    /// `policy.lifetime_actions[0].action`; empty at the root.
    pub(crate) fn path(&self) -> String {
        let mut path = String::new();
        for step in self.found.borrow().steps.iter().rev() {
            step.append_to(&mut path);
        }
        path
    }
}

impl Step {
    fn append_to(&self, path: &mut String) {
        // Writing to a `String` cannot fail.
        let _ = match self {
            Self::Index(index) => write!(path, "[{index}]"),
            Self::Field(name) if !is_plain(name) => write!(path, "[\"{}\"]", OneLine::new(name, 60)),
            Self::Field(name) if path.is_empty() => path.write_str(name),
            Self::Field(name) => write!(path, ".{name}"),
        };
    }
}

fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 60
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::Trail;

    #[test]
    fn a_path_reads_from_the_root_inwards() {
        let trail = Trail::new();
        trail.in_field("action", ());
        trail.in_item(3, ());
        trail.in_field("odata.list", ());
        trail.in_field("policy", ());
        assert_eq!(trail.path(), "policy[\"odata.list\"][3].action");
    }

    #[test]
    fn the_first_note_stays() {
        let trail = Trail::new();
        trail.expected("a string", ());
        trail.expected("an object", ());
        assert_eq!(trail.message().as_deref(), Some("expected a string"));
    }
}
