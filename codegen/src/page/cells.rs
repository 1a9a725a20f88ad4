//! Rows of Markdown: their cells, even where a row is broken into several lines.

use super::source::{Source, trim};

/// A row that is broken into more lines than this is no row.
const MAX_LINES: usize = 60;

/// The rows of the first table among some lines, each as its cells; `|---|---|` is left out.
pub fn table_rows<'a>(lines: &[&'a str], source: &Source<'a>) -> Vec<Vec<&'a str>> {
    let mut rows = Vec::new();
    let mut rest = lines;
    while let Some((line, after)) = rest.split_first() {
        rest = after;
        if !line.starts_with('|') {
            if line.is_empty() && rows.is_empty() {
                continue;
            }
            break;
        }
        let more = if ends_row(line) { 0 } else { broken(after) };
        let row = match after[..more].last() {
            Some(last) => {
                let text = source.between(line, Some(last));
                source.between(line, None).get(..text.len() + last.len()).unwrap_or(line)
            }
            None => line,
        };
        rest = &after[more..];
        if !is_rule(row) {
            rows.push(cells(row));
        }
    }
    rows
}

/// How many of the lines after one that does not end its row belong to that row.
fn broken(lines: &[&str]) -> usize {
    let end = lines.iter().take(MAX_LINES).position(|line| line.ends_with('|'));
    // Without an end the row is only the line itself.
    end.map_or(0, |end| end + 1)
}

fn ends_row(line: &str) -> bool {
    line.len() > 1 && line.ends_with('|') && !line.ends_with("\\|")
}

/// `|---|:--|`
fn is_rule(row: &str) -> bool {
    row.contains('-') && row.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// The cells of a row without the blanks around them; one that is empty stands for itself.
fn cells(row: &str) -> Vec<&str> {
    let inner = row.strip_prefix('|').unwrap_or(row);
    let inner = inner.strip_suffix('|').filter(|inner| !inner.ends_with('\\')).unwrap_or(inner);
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, _) in inner.match_indices('|') {
        if !inner[..at].ends_with('\\') {
            cells.push(trim(&inner[start..at]));
            start = at + 1;
        }
    }
    cells.push(trim(&inner[start..]));
    cells
}
