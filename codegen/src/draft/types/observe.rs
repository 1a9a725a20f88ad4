//! What the samples of a page hold at the places where types stand.

use indexmap::IndexMap;
use serde_json::Value;

use super::lookup::Lookup;
use super::{Site, notation};
use crate::draft::home::Home;
use crate::page::Page;
use crate::spec::Table;

/// The values of all samples by the place whose type they have.
#[derive(Default)]
pub struct Observed<'a> {
    values: IndexMap<Site, Vec<&'a Value>>,
    by_type: IndexMap<String, Vec<&'a Value>>,
    /// How many values were looked at.
    pub effort: u64,
}

/// What a walk through a sample knows.
struct Walk<'a, 'b, F> {
    lookup: &'b Lookup<'a>,
    ty: F,
    home: &'b Home<'b>,
    observed: Observed<'a>,
}

impl<'a> Observed<'a> {
    /// Walks all samples as far as types are known.
    pub fn of<'t>(
        page: &'a Page,
        lookup: &Lookup<'a>,
        ty: impl Fn(Site) -> Option<&'t str>,
        home: &Home<'_>,
    ) -> Self {
        let mut walk = Walk { lookup, ty, home, observed: Self::default() };
        let success =
            page.responses.rows.iter().position(|row| row.status.is_some_and(|status| status / 100 == 2));
        for sample in &page.samples.rows {
            if let Some(body) = sample.body.stated() {
                walk.at(Site::Body, body);
            }
            if let (Some(answer), Some(row)) = (sample.response.stated(), success) {
                walk.at(Site::Response(row), answer);
            }
        }
        walk.observed
    }

    /// The values at a place.
    pub fn at(&self, site: Site) -> &[&'a Value] {
        self.values.get(&site).map_or(&[], Vec::as_slice)
    }

    /// The values of a type.
    pub fn of_type(&self, name: &str) -> &[&'a Value] {
        self.by_type.get(name).map_or(&[], Vec::as_slice)
    }
}

impl<'a, 't, F: Fn(Site) -> Option<&'t str>> Walk<'a, '_, F> {
    fn at(&mut self, site: Site, value: &'a Value) {
        self.observed.values.entry(site).or_default().push(value);
        if let Some(ty) = (self.ty)(site) {
            self.value(ty, value);
        }
    }

    fn value(&mut self, ty: &str, value: &'a Value) {
        self.observed.effort += 1;
        let item = notation::item(ty);
        match value {
            Value::Array(items) => items.iter().for_each(|one| self.value(item, one)),
            Value::Object(entries) if ty.starts_with('<') => {
                entries.values().for_each(|one| self.value(item, one));
            }
            Value::Object(entries) => {
                self.of_type(item, value);
                if let Some(at) = self.lookup.definition(item) {
                    for (name, value) in entries {
                        if let Some(row) = self.lookup.row(at, name) {
                            self.at(Site::Field(at, row), value);
                        }
                    }
                } else if let Some(Table::Properties(known)) =
                    self.home.definition(item).map(|one| &one.table)
                {
                    for (name, value) in entries {
                        if let Some(property) = known.get(name) {
                            self.value(&property.value.row.ty.value, value);
                        }
                    }
                }
            }
            Value::String(_) => self.of_type(item, value),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn of_type(&mut self, name: &str, value: &'a Value) {
        match self.observed.by_type.get_mut(name) {
            Some(values) => values.push(value),
            None => drop(self.observed.by_type.insert(name.to_owned(), vec![value])),
        }
    }
}
