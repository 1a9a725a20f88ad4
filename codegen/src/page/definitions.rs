//! `Definitions`: the list at its beginning, then a heading, a text and a table each.

use std::collections::BTreeSet;

use super::facts::{Definition, Row, Style, TableKind, Text};
use super::source::{Source, trim};
use super::table::{Column, FIELDS, LIST, Table, heads, rows};
use super::types::{Known, is_word};

/// The lines of `Definitions`, taken apart.
pub struct Layout<'a, 'b> {
    list: &'b [&'a str],
    blocks: Vec<Block<'a, 'b>>,
}

/// A heading and what stands below it.
struct Block<'a, 'b> {
    heading: &'a str,
    text: &'b [&'a str],
    table: Option<Table<'a, 'b>>,
}

impl<'a, 'b> Layout<'a, 'b> {
    /// Finds the headings.
    pub fn find(lines: &'b [&'a str], source: &Source<'a>) -> Self {
        let (names, list_end) = match source.style {
            Style::Plain | Style::Bulleted => list_in_paragraphs(lines),
            Style::Extracted | Style::Markdown => (Vec::new(), list_in_markdown(lines)),
        };
        let (list, rest) = lines.split_at(list_end);
        let starts = match source.style {
            Style::Plain | Style::Bulleted => headings_in_paragraphs(rest, &names),
            Style::Extracted | Style::Markdown => headings_in_markdown(rest, source.style),
        };
        let ends = starts.iter().skip(1).copied().chain([rest.len()]);
        let blocks = starts.iter().zip(ends).map(|(start, end)| block(&rest[*start..end], source)).collect();
        Self { list, blocks }
    }

    /// The names of the definitions, which types can be.
    pub fn names(&self) -> Known<'a> {
        self.blocks.iter().map(|block| block.heading).collect()
    }

    /// The rows of the list.
    pub fn list(&self, known: &Known<'_>, source: &Source<'a>) -> Vec<Row> {
        let lines = match self.list.iter().position(|line| heads(line).is_some()) {
            Some(at) => &self.list[at + 1..],
            None => self.list,
        };
        rows(&Table { columns: LIST.to_vec(), lines }, known, source)
    }

    /// The definitions.
    pub fn read(&self, known: &Known<'_>, source: &Source<'a>) -> Vec<Definition> {
        self.blocks.iter().map(|block| definition(block, known, source)).collect()
    }
}

/// The names of the list, and where it ends: where the first of them stands again.
fn list_in_paragraphs<'a>(lines: &[&'a str]) -> (Vec<&'a str>, usize) {
    let mut names: Vec<&str> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if heads(line).is_some_and(|columns| columns.len() > 2) {
            // A table, and no list before it.
            let before = lines[..at].iter().rposition(|line| is_word(line));
            return (names, before.unwrap_or(0));
        }
        if is_word(line) {
            if names.first() == Some(line) {
                return (names, at);
            }
            names.push(line);
        }
    }
    (names, lines.len())
}

/// The list is the first table.
fn list_in_markdown(lines: &[&str]) -> usize {
    let first = lines.iter().position(|line| line.starts_with('|'));
    let Some(first) = first.filter(|at| heads(lines[*at]).is_some_and(|columns| columns == LIST)) else {
        return 0;
    };
    let rows = lines[first..].iter().take_while(|line| line.starts_with('|'));
    first + rows.count()
}

/// The headings are the names of the list in their order; each stands above the heads of a table, if it has one.
fn headings_in_paragraphs(lines: &[&str], names: &[&str]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut unread: &[&str] = names;
    let mut from = 0;
    let tables = lines.iter().enumerate().filter(|(_, line)| heads(line).is_some()).map(|(at, _)| at);
    for at in tables.chain([lines.len()]) {
        let is_last = at == lines.len();
        let candidates: Vec<(usize, usize)> = (from..at)
            .filter(|index| is_word(lines[*index]) && (*index == 0 || !is_first_cell(lines, *index)))
            .filter_map(|index| Some((index, unread.iter().take(8).position(|name| *name == lines[index])?)))
            .collect();
        // The nearest to the table is its heading; those before it have none.
        let Some((_, last)) = candidates.last().copied() else {
            let unnamed = (from..at)
                .rev()
                .find(|index| is_word(lines[*index]) && (*index == 0 || lines[index - 1].is_empty()));
            starts.extend(unnamed.filter(|_| !is_last));
            from = at;
            continue;
        };
        let mut next = 0;
        for (index, name) in candidates {
            if name == next || name == last {
                starts.push(index);
                next = name + 1;
            }
        }
        unread = unread.get(last + 1..).unwrap_or_default();
        from = at;
    }
    starts.dedup();
    starts
}

/// Whether a line stands where the type of a row does: right behind a name.
fn is_first_cell(lines: &[&str], at: usize) -> bool {
    let before = lines[..at].iter().rposition(|line| !line.is_empty());
    before.is_some_and(|before| is_word(lines[before]) && at - before == 2)
}

/// The headings are the first lines behind a table; in the site's Markdown they are marked.
fn headings_in_markdown(lines: &[&str], style: Style) -> Vec<usize> {
    if style == Style::Markdown && lines.iter().any(|line| line.starts_with("###")) {
        return (0..lines.len()).filter(|at| lines[*at].starts_with("###")).collect();
    }
    let mut within_row = false;
    let mut starts = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if !within_row && is_word(line) {
            starts.push(at);
        }
        within_row = line.starts_with('|') && !line.ends_with('|');
    }
    starts
}

fn block<'a, 'b>(lines: &'b [&'a str], source: &Source<'a>) -> Block<'a, 'b> {
    let heading = trim(lines.first().map_or("", |line| line.trim_start_matches('#')));
    let heading = match source.style {
        // Headings can be links to themselves.
        Style::Markdown => heading.trim_start_matches('[').split(']').next().unwrap_or(heading),
        Style::Plain | Style::Bulleted | Style::Extracted => heading,
    };
    let found = lines.iter().enumerate().skip(1).find_map(|(at, line)| Some((at, heads(line)?)));
    let rows = |at: usize| lines.get(at..).unwrap_or_default();
    match found {
        Some((at, columns)) => {
            Block { heading, text: &lines[1..at], table: Some(Table { columns, lines: rows(at + 1) }) }
        }
        None => Block { heading, text: rows(1), table: None },
    }
}

/// What the site writes below a heading to say what it heads.
const KINDS: [&str; 2] = ["Object", "Enumeration"];

fn definition<'a>(block: &Block<'a, '_>, known: &Known<'_>, source: &Source<'a>) -> Definition {
    let texts = block.text.iter().filter(|line| !line.is_empty());
    let (kinds, texts): (Vec<&str>, Vec<&str>) = texts.partition(|line| KINDS.contains(line));
    let description: Vec<Text> = texts.iter().map(|line| source.text(line)).collect();
    let Some(table) = &block.table else {
        return Definition {
            name: source.text(block.heading),
            description,
            kind: TableKind::None,
            rows: Vec::new(),
        };
    };
    let rows = rows(table, known, source);
    Definition {
        name: source.text(block.heading),
        description,
        kind: kind(&kinds, table, &rows, source.style),
        rows,
    }
}

fn kind(kinds: &[&str], table: &Table<'_, '_>, rows: &[Row], style: Style) -> TableKind {
    let is_value = table.columns.first() == Some(&Column::Value) || !table.columns.contains(&Column::Type);
    match (kinds.first(), style) {
        (Some(&"Enumeration"), _) => TableKind::Values,
        (Some(_), _) => TableKind::Fields,
        (None, _) if is_value => TableKind::Values,
        // With heads of their own for values, these are fields.
        (None, Style::Extracted | Style::Markdown) if table.columns == FIELDS => TableKind::Fields,
        (None, _) => {
            let types: BTreeSet<Option<&str>> =
                rows.iter().map(|row| row.ty.stated().map(String::as_str)).collect();
            let all_strings = types.iter().all(|ty| *ty == Some("string"));
            if all_strings { TableKind::FieldsOrValues } else { TableKind::Fields }
        }
    }
}
