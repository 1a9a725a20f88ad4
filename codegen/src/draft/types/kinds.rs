//! Whether the rows of a definition are fields or values, where the page has both under the same heads.

use std::collections::BTreeSet;

use indexmap::IndexSet;

use super::{Types, score};
use crate::page::{Says, TableKind, rules};
use crate::spec::Table;

impl Types<'_> {
    /// Whether the rows of a definition are values of an enum.
    pub fn is_enum(&self, at: usize) -> bool {
        self.enums.contains(&at)
    }

    /// Whether a sample or the shape of the table shows what the rows of a definition are.
    pub fn is_kind_certain(&self, at: usize) -> bool {
        let definition = &self.page.definitions.rows[at];
        definition.kind != TableKind::FieldsOrValues
            || self.home.definition(&definition.name.value).is_some()
            || !self.observed.of_type(&definition.name.value).is_empty()
    }

    /// Whether a type is an enum.
    pub fn names_enum(&self, ty: &str) -> bool {
        match self.home.definition(ty) {
            Some(known) => matches!(known.table, Table::Enum(_)),
            None => self.position(ty).is_some_and(|at| self.is_enum(at)),
        }
    }

    /// The definitions whose rows are values of an enum.
    pub(super) fn find_enums(&self) -> IndexSet<usize> {
        let defaults = self.defaults();
        let all = 0..self.page.definitions.rows.len();
        all.filter(|at| self.looks_like_enum(*at, &defaults)).collect()
    }

    fn looks_like_enum(&self, at: usize, defaults: &BTreeSet<(&str, String)>) -> bool {
        let definition = &self.page.definitions.rows[at];
        let name = definition.name.value.as_str();
        if let Some(known) = self.home.definition(name) {
            return matches!(known.table, Table::Enum(_));
        }
        match definition.kind {
            TableKind::Values => true,
            TableKind::Fields | TableKind::None => false,
            TableKind::FieldsOrValues => match self.observed.of_type(name).first() {
                Some(value) => value.is_string(),
                None => {
                    let is_default = |row: &str| defaults.contains(&(name, row.to_owned()));
                    score::looks_like_values(definition)
                        || definition.rows.iter().any(|row| is_default(row.known_name()))
                }
            },
        }
    }

    /// The defaults that rows have by their texts, with the types of the rows: a type that has one of them is an enum.
    fn defaults(&self) -> BTreeSet<(&str, String)> {
        let mut defaults = BTreeSet::new();
        for (site, typed) in &self.known {
            let Some(row) = self.row(*site) else { continue };
            for rule in rules(&row.description) {
                if let Says::Default(text) = rule.says {
                    defaults.insert((typed.ty.as_str(), text));
                }
            }
        }
        defaults
    }
}
