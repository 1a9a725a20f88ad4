//! Names that were cut short where their words join: found whole where the page has them.

use super::facts::{At, Damage, Fact, Row};

/// Completes the names of rows; `whole` are the names that the page has elsewhere and that the rows may be.
///
/// `batch` is completed by `batchUrl`, since nothing else fits. Rows that are cut to the same text take the names that
/// fit in their order, if there are as many: both rows and names are sorted.
pub fn complete(rows: &mut [Row], whole: &[&str]) {
    let mut done: Vec<String> = Vec::new();
    for at in 0..rows.len() {
        let printed = rows[at].printed.value.clone();
        if done.contains(&printed) {
            continue;
        }
        let same: Vec<usize> = (at..rows.len()).filter(|row| rows[*row].printed.value == printed).collect();
        let mut fitting: Vec<&str> = whole.iter().copied().filter(|name| fits(&printed, name)).collect();
        fitting.sort_unstable();
        fitting.dedup();
        // A name that stands in a row of its own is not what a shorter one was cut from.
        fitting.retain(|name| *name == printed || rows.iter().all(|row| row.printed.value != *name));
        name_rows(rows, &same, &fitting);
        done.push(printed);
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
