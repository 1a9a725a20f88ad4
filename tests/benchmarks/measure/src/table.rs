//! Tables as `BENCHMARKS.md` has them.

use std::fmt;

/// A table of Markdown.
pub struct Table {
    columns: usize,
    text: String,
}

impl Table {
    /// A table under a heading; the first column is text, the others are numbers.
    #[must_use]
    pub fn new(heading: &str, columns: &[&str]) -> Self {
        let rule = "---:|".repeat(columns.len() - 1);
        let text = format!("\n### {heading}\n\n| {} |\n|---|{rule}\n", columns.join(" | "));
        Self { columns: columns.len(), text }
    }

    /// Adds a row.
    ///
    /// # Panics
    ///
    /// When it has not as many cells as there are columns.
    pub fn row(&mut self, cells: &[String]) {
        assert_eq!(cells.len(), self.columns);
        self.text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Nanoseconds, as microseconds if there are many.
#[must_use]
pub fn micros(nanos: f64) -> String {
    if nanos < 10_000.0 { format!("{nanos:.0} ns") } else { format!("{:.1} us", nanos / 1e3) }
}

/// Times what it is held against.
#[must_use]
pub fn ratio(ratio: f64) -> String {
    format!("{ratio:.2}")
}
