//! The Markdown of the documentation site: whole tables, links, and lines of cells set apart by tags.

use super::cells::table_rows;
use super::facts::{Damage, Row};
use super::inline;
use super::source::Source;
use super::table::{Cells, Column, Table, is_location};
use super::types::limit;

/// The rows of a table.
pub fn rows<'a>(table: &Table<'a, '_>, source: &Source<'a>) -> Vec<Row> {
    let rows = table_rows(table.lines, source);
    rows.into_iter()
        .map(|cells| row(&cells, &table.columns, source).into_row(&table.columns, source))
        .collect()
}

fn row<'a>(texts: &[&'a str], columns: &[Column], source: &Source<'a>) -> Cells<'a> {
    let mut cells = Cells::default();
    if texts.len() != columns.len() {
        cells.lost = Some(Damage::ShiftedCells);
    }
    for (column, text) in columns.iter().zip(texts) {
        match column {
            Column::Name | Column::Value => cells.name = inline::lines(text).first().copied().unwrap_or(text),
            Column::In => cells.location = Some(*text).filter(|text| is_location(text)),
            Column::Required => cells.required = Some(text),
            Column::Type => take_type(&mut cells, text, source),
            Column::Default => cells.default = Some(*text).filter(|text| !text.is_empty()),
            Column::Description => cells.description = inline::lines(text),
        }
    }
    cells
}

/// The lines of a type's cell: the type, limits, and sometimes its format.
fn take_type<'a>(cells: &mut Cells<'a>, text: &'a str, source: &Source<'a>) {
    let mut lines = inline::lines(text).into_iter();
    cells.ty = lines.next();
    for line in lines {
        match limit(line, source) {
            Some(_) => cells.limits.extend(super::types::split(line, source).1),
            None if super::types::is_format(line) => cells.format = Some(line),
            None => {}
        }
    }
}
