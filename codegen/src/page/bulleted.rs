//! Plain text with the types as bullets of lists; a type that is a link leaves no text at all.

use super::facts::{Damage, Row};
use super::plain::{begins_parameter, head, name_of, skip_blank};
use super::source::{Source, trim};
use super::table::{Cells, Column, Table};
use super::types::{is_format, is_primitive, is_word, limit};

/// The rows of a table.
pub fn rows<'a>(table: &Table<'a, '_>, source: &Source<'a>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut rest = table.lines;
    while let Some((cells, after)) = row(rest, &table.columns, source) {
        rows.push(cells.into_row(&table.columns, source));
        rest = after;
    }
    rows
}

/// What a bullet says, if a line is one.
pub fn bullet(line: &str) -> Option<&str> {
    line.strip_prefix(['•', '·', '◦']).map(trim)
}

/// The next row, and the lines after it.
fn row<'a, 'b>(
    lines: &'b [&'a str],
    columns: &[Column],
    source: &Source<'a>,
) -> Option<(Cells<'a>, &'b [&'a str])> {
    let (mut cells, mut rest) = head(lines, columns)?;
    cells.lost = Some(Damage::LostCell);
    while let Some((line, after)) = skip_blank(rest).split_first()
        && let Some(text) = bullet(line)
        && columns.contains(&Column::Type)
        && take_bullet(&mut cells, text, source)
    {
        rest = after;
    }
    while let Some((line, after)) = rest.split_first() {
        if begins_row(line, after, columns) {
            break;
        }
        match limit(line, source) {
            Some(limit) => cells.limits.push(limit),
            None if line.is_empty() => {}
            None => cells.description.push(line),
        }
        rest = after;
    }
    Some((cells, rest))
}

/// Whether a bullet is the type, its format or a limit, and not an item of a list in the description.
fn take_bullet<'a>(cells: &mut Cells<'a>, text: &'a str, source: &Source<'a>) -> bool {
    let bare = super::types::split(text, source).0;
    match cells.ty {
        None if is_word(bare) || is_primitive(bare) => cells.ty = Some(text),
        Some(_) if cells.format.is_none() && is_format(text) => cells.format = Some(text),
        Some(_) if limit(text, source).is_some() => cells.limits.extend(limit(text, source)),
        None | Some(_) => return false,
    }
    true
}

/// Whether a line is the name of a new row.
fn begins_row(line: &str, after: &[&str], columns: &[Column]) -> bool {
    if columns.contains(&Column::In) {
        return begins_parameter(line, after);
    }
    is_word(name_of(line).0)
        || after.first().is_some_and(|next| bullet(next) == Some("string") && line.len() < 80)
}
