//! Names that were cut short where their words join: found whole where the page has them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use super::facts::{At, Damage, Fact, Row};

/// Completes the names of rows; `whole` are the names that the page has elsewhere and that the rows may be.
///
/// `batch` is completed by `batchUrl`, since nothing else fits. Rows that are cut to the same text take the names that
/// fit in their order, if there are as many: both rows and names are sorted.
pub fn complete(rows: &mut [Row], whole: &[&str]) {
    let mut printed: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        printed.entry(row.printed.value.clone()).or_default().push(at);
    }
    let whole: BTreeSet<&str> = whole.iter().copied().collect();
    for (cut, same) in &printed {
        // Of sorted names those that begin alike stand together.
        let alike = whole.range::<str, _>((Bound::Included(cut.as_str()), Bound::Unbounded));
        let fitting = alike.take_while(|name| name.starts_with(cut)).copied().filter(|name| fits(cut, name));
        // A name that stands in a row of its own is not what a shorter one was cut from.
        let fitting: Vec<&str> = fitting.filter(|name| name == cut || !printed.contains_key(*name)).collect();
        name_rows(rows, same, &fitting);
    }
}

/// Gives the rows that are printed the same their names.
fn name_rows(rows: &mut [Row], same: &[usize], fitting: &[&str]) {
    let is_clear = fitting.len() == same.len();
    for (index, at) in same.iter().enumerate() {
        let row = &mut rows[*at];
        let span = row.printed.span;
        row.name = match fitting.get(index) {
            Some(name) if is_clear => Fact::Stated(At { value: (*name).to_owned(), span }),
            // Nothing else of the page has such a name, whole or not.
            None if fitting.is_empty() && same.len() == 1 => Fact::Stated(row.printed.clone()),
            Some(_) | None => Fact::CannotTell(Damage::CutName, span),
        };
    }
}

/// Whether a name can be cut to a text: it is cut where a capital follows.
#[must_use]
pub fn fits(cut: &str, name: &str) -> bool {
    name.strip_prefix(cut)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_uppercase()))
}
