//! The parts of a page: what stands before the tables, and the lines below each heading.

use super::facts::{Presence, Style};
use super::source::{Source, trim};
use super::table::{Column, LIST, heads};

/// A part that has a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What stands before the first heading.
    Top,
    /// `URI Parameters`
    Parameters,
    /// `Request Header`
    Headers,
    /// `Request Body`
    Body,
    /// `Responses`
    Responses,
    /// `Security`
    Security,
    /// `Examples`
    Samples,
    /// `Definitions`
    Definitions,
}

const HEADINGS: [(&str, Part); 9] = [
    ("uri parameters", Part::Parameters),
    ("request header", Part::Headers),
    ("request headers", Part::Headers),
    ("request body", Part::Body),
    ("responses", Part::Responses),
    ("response", Part::Responses),
    ("security", Part::Security),
    ("examples", Part::Samples),
    ("definitions", Part::Definitions),
];

/// The lines of each part that the page has, in its order.
pub struct Parts<'a, 'b> {
    found: Vec<Found<'a, 'b>>,
}

struct Found<'a, 'b> {
    part: Part,
    heading: &'a str,
    lines: &'b [&'a str],
}

impl<'a, 'b> Parts<'a, 'b> {
    /// Finds the headings. Parts come in one order only, so that a line inside a later part is no heading.
    pub fn find(lines: &'b [&'a str], source: &Source<'a>) -> Self {
        let mut starts: Vec<(Part, usize)> = Vec::new();
        let mut last = Part::Top;
        for (at, line) in lines.iter().enumerate() {
            let part = heading(line, source.style).or_else(|| without_heading(line, last));
            if let Some(part) = part.filter(|part| *part > last) {
                starts.push((part, at));
                last = part;
            }
        }
        let ends: Vec<usize> = starts.iter().map(|(_, at)| *at).chain([lines.len()]).collect();
        let top = Found {
            part: Part::Top,
            heading: lines.first().copied().unwrap_or_default(),
            lines: &lines[..ends.first().copied().unwrap_or_default()],
        };
        let found = starts.iter().zip(ends.iter().skip(1)).map(|((part, at), end)| {
            // Heads without a heading above them are the first line of their part.
            let from = if heading(lines[*at], source.style).is_some() { at + 1 } else { *at };
            Found { part: *part, heading: lines[*at], lines: &lines[from..*end] }
        });
        Self { found: [top].into_iter().chain(found).collect() }
    }

    /// The lines of a part, none if it is not there.
    pub fn lines(&self, part: Part) -> &'b [&'a str] {
        self.get(part).map_or(&[], |found| found.lines)
    }

    /// The line that a part begins with, if it is there.
    pub fn heading(&self, part: Part) -> Option<&'a str> {
        self.get(part).map(|found| found.heading)
    }

    /// Whether the page has a part.
    pub fn presence(&self, part: Part, source: &Source<'a>) -> Presence {
        match self.get(part) {
            Some(found) => Presence::Printed(source.span(found.heading)),
            None if self.found.iter().any(|found| found.part > part) => Presence::Absent,
            None => Presence::CannotTell,
        }
    }

    fn get(&self, part: Part) -> Option<&Found<'a, 'b>> {
        self.found.iter().find(|found| found.part == part)
    }
}

fn heading(line: &str, style: Style) -> Option<Part> {
    let text = match style {
        Style::Markdown => trim(line.strip_prefix("##").unwrap_or(line).trim_start_matches('#')),
        Style::Plain | Style::Bulleted | Style::Extracted => line,
    };
    // All headings begin with a capital, and no name of a table's row is one of them.
    let begins = text.starts_with(|c: char| c.is_ascii_uppercase());
    let found = HEADINGS.iter().find(|(name, _)| begins && text.eq_ignore_ascii_case(name));
    found.map(|(_, part)| *part)
}

/// The part whose table begins here, if its heading is lost: one table alone has a column `In`, and behind the samples
/// there is one list alone.
fn without_heading(line: &str, last: Part) -> Option<Part> {
    let columns = heads(line)?;
    match last {
        Part::Top if columns.contains(&Column::In) => Some(Part::Parameters),
        Part::Samples if columns == LIST => Some(Part::Definitions),
        _ => None,
    }
}
