//! Which manner a page was saved in: one look at its lines.

use super::bulleted::bullet;
use super::facts::Style;
use super::source::trim;
use super::types::is_word;

/// The manner of a page.
pub fn of(text: &str) -> Style {
    let mut rows = 0_usize;
    let mut headings = 0_usize;
    let mut bullets = 0_usize;
    for line in text.lines().map(trim) {
        if line.starts_with('|') {
            rows += 1;
        } else if line.starts_with("# ") || line.starts_with("## ") || line.starts_with("### ") {
            headings += 1;
        } else if bullet(line).is_some_and(is_word) {
            bullets += 1;
        }
    }
    match (headings, rows, bullets) {
        (0, 0, 0) => Style::Plain,
        (0, 0, _) => Style::Bulleted,
        (0, _, _) => Style::Extracted,
        (_, _, _) => Style::Markdown,
    }
}
