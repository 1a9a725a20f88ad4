//! What came of all mutants, as a table, and the list of those that no test notices.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::list::Mutant;
use crate::record::{Outcome, Record};

/// How many came to which end; `None` is what was not tried.
type Counts = BTreeMap<Option<Outcome>, u32>;

/// A table of Markdown: each crate, and each module of it.
pub fn table(mutants: &[Mutant], record: &Record) -> String {
    let mut rows: BTreeMap<String, Counts> = BTreeMap::new();
    for mutant in mutants {
        for row in rows_of(&mutant.file) {
            *rows.entry(row).or_default().entry(record.of(mutant)).or_default() += 1;
        }
    }
    let mut table = "| | mutants | not tried | unviable | caught | by time | missed | unreached | share |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|\n".to_owned();
    for (row, counts) in rows {
        let count = |outcome| counts.get(&outcome).copied().unwrap_or_default();
        let [unviable, caught, timeout, missed, unreached] = Outcome::ALL.map(|outcome| count(Some(outcome)));
        let noticed = caught + timeout;
        let share = f64::from(noticed) * 100.0 / f64::from((noticed + missed + unreached).max(1));
        let all: u32 = counts.values().sum();
        let _ = writeln!(
            table,
            "| {row} | {all} | {} | {unviable} | {caught} | {timeout} | {missed} | {unreached} | {share:.1} % |",
            count(None)
        );
    }
    table
}

/// The names of all that no test notices, as cargo-mutants writes them.
pub fn missed(mutants: &[Mutant], record: &Record) -> String {
    let mut missed = String::new();
    for mutant in mutants {
        if let Some(outcome @ (Outcome::Missed | Outcome::Unreached)) = record.of(mutant) {
            let _ = writeln!(missed, "{outcome} {}", mutant.name);
        }
    }
    missed
}

/// `codegen/src/lower/names.rs` counts for `codegen` and for `codegen lower`.
fn rows_of(file: &str) -> [String; 2] {
    let (package, path) = file.split_once("/src/").unwrap_or((file, ""));
    let module = path.split('/').next().unwrap_or_default().trim_end_matches(".rs");
    [package.to_owned(), format!("{package} {module}")]
}
