//! Names of Rust for what casing alone gives none.

use indexmap::{IndexMap, IndexSet};

use super::node::Open;
use crate::lower::names::{Use, casing};

/// The names that the entries of a table have taken.
pub struct Names {
    usage: Use,
    taken: IndexSet<String>,
    /// The numbers that proposals of a name have got to.
    numbers: IndexMap<String, usize>,
}

impl Names {
    /// Names of fields.
    pub fn of_fields() -> Self {
        Self { usage: Use::Field, taken: IndexSet::new(), numbers: IndexMap::new() }
    }

    /// Names of values of an enum.
    pub fn of_values() -> Self {
        Self { usage: Use::Variant, taken: IndexSet::new(), numbers: IndexMap::new() }
    }

    /// Takes the name of an entry; a proposal where that is none, or is taken.
    pub fn take(&mut self, wire: &str, line: u32) -> Option<Open> {
        let (name, lawful) = casing(wire, self.usage);
        if lawful && self.taken.insert(name.clone()) {
            return None;
        }
        let why = if lawful {
            "another row has the same name in Rust."
        } else {
            "the name of the wire gives no name of Rust."
        };
        let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        let (plain, numbered): (String, fn(&str, usize) -> String) = match self.usage {
            Use::Field | Use::Module => {
                (format!("{}_value", name.trim_matches('_')), |name, at| format!("{name}_{at}"))
            }
            Use::Type | Use::Variant => (format!("Value{letters}"), |name, at| format!("{name}{at}")),
        };
        let plain = if name.starts_with(|first: char| first.is_ascii_digit()) && self.usage == Use::Field {
            format!("value_{letters}")
        } else {
            plain
        };
        let mut proposal = plain.clone();
        let at = self.numbers.entry(plain.clone()).or_insert(2);
        while !self.taken.insert(proposal.clone()) {
            proposal = numbered(&plain, *at);
            *at += 1;
        }
        Some(Open::proposal(line, proposal, why))
    }
}
