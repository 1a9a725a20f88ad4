//! The definitions of a page and their rows, by name.

use indexmap::IndexMap;

use crate::page::{Page, Row};

/// Where things of a name stand; of several the first.
pub struct Lookup<'a> {
    definitions: IndexMap<&'a str, usize>,
    rows: Vec<IndexMap<&'a str, usize>>,
    body: IndexMap<&'a str, usize>,
}

impl<'a> Lookup<'a> {
    /// Looks at all of them once.
    pub fn of(page: &'a Page) -> Self {
        let mut definitions = IndexMap::new();
        for (at, one) in page.definitions.rows.iter().enumerate() {
            definitions.entry(one.name.value.as_str()).or_insert(at);
        }
        let of_definitions = page.definitions.rows.iter().map(|one| rows(&one.rows)).collect();
        Self { definitions, rows: of_definitions, body: rows(&page.body.rows) }
    }

    /// The position of a definition.
    pub fn definition(&self, name: &str) -> Option<usize> {
        self.definitions.get(name).copied()
    }

    /// The position of a row of the definition at a position.
    pub fn row(&self, definition: usize, name: &str) -> Option<usize> {
        self.rows.get(definition)?.get(name).copied()
    }

    /// The position of a row of the body's table.
    pub fn row_of_body(&self, name: &str) -> Option<usize> {
        self.body.get(name).copied()
    }
}

fn rows(rows: &[Row]) -> IndexMap<&str, usize> {
    let mut names = IndexMap::new();
    for (at, row) in rows.iter().enumerate() {
        names.entry(row.known_name()).or_insert(at);
    }
    names
}
