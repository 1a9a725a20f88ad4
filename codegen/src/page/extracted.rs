//! Tables of Markdown that lost their empty cells and those that were links, so that the others moved to the left.

use super::cells::table_rows;
use super::facts::{Damage, Row};
use super::source::Source;
use super::table::{Cells, Column, Table, is_location, is_required};
use super::types::{Known, is_type, is_word, split};

/// The rows of a table.
pub fn rows<'a>(table: &Table<'a, '_>, known: &Known<'_>, source: &Source<'a>) -> Vec<Row> {
    let rows = table_rows(table.lines, source);
    let rows = rows.iter().filter(|cells| cells.iter().any(|cell| !cell.is_empty()));
    rows.map(|cells| row(cells, &table.columns, known, source).into_row(&table.columns, source)).collect()
}

/// Puts each cell into the first column from the left that it can stand in.
fn row<'a>(texts: &[&'a str], columns: &[Column], known: &Known<'_>, source: &Source<'a>) -> Cells<'a> {
    let (name, rest) = texts.split_first().map_or(("", texts), |(name, rest)| (*name, rest));
    let mut cells = Cells { name, ..Cells::default() };
    let mut rest: Vec<&'a str> = rest.iter().copied().filter(|cell| !cell.is_empty()).collect();
    // With a cell for each column, each is what it stands for, whatever it says.
    let is_whole = rest.len() + 1 == columns.len();
    rest.reverse();
    for column in columns.iter().skip(1) {
        let Some(next) = rest.last().copied() else { break };
        match column {
            Column::In if is_whole || is_location(next) || is_odd_location(&rest, known) => {
                cells.location = rest.pop();
            }
            Column::Required if is_whole || is_required(next) => cells.required = rest.pop(),
            Column::Type => match type_of(next, rest.len(), columns, known, source) {
                Ok(ty) => {
                    cells.ty = Some(ty);
                    rest.pop();
                }
                Err(damage) => cells.lost = Some(damage),
            },
            Column::Default if rest.len() > 1 => cells.default = rest.pop(),
            Column::Description => cells.description = vec![next],
            Column::Name | Column::Value | Column::In | Column::Required | Column::Default => {}
        }
    }
    cells
}

/// Whether the first of the cells that are left, of which the last is the first, is a word where a location should be.
fn is_odd_location(rest: &[&str], known: &Known<'_>) -> bool {
    match rest {
        [.., after, first] => {
            let is_other = is_required(first) || is_type(first, known);
            is_word(first) && !is_other && (is_required(after) || is_type(after, known))
        }
        _ => false,
    }
}

/// The type that a cell is; `left` cells are there for it and what follows.
fn type_of<'a>(
    cell: &'a str,
    left: usize,
    columns: &[Column],
    known: &Known<'_>,
    source: &Source<'a>,
) -> Result<&'a str, Damage> {
    let follows = columns.iter().rev().take_while(|column| **column != Column::Type).count();
    let (bare, _) = split(cell, source);
    if is_type(bare, known) {
        return Ok(cell);
    }
    match (is_word(bare), left > follows) {
        // With all others there, this is the type, whatever it says.
        (_, true) if !bare.contains(' ') || bare.ends_with(')') => Ok(cell),
        // One word alone can be either.
        (true, false) => Err(Damage::ShiftedCells),
        (_, _) => Err(Damage::LostCell),
    }
}
