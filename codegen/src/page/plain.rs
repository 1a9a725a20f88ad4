//! Plain text: tables flattened to a paragraph per cell, or to a line for the cells that are one word.

use super::facts::{Damage, Row};
use super::source::Source;
use super::table::{Cells, Column, Table, is_location, is_required};
use super::types::{Known, is_format, is_primitive, is_type, is_word, limit};

/// The rows of a table.
pub fn rows<'a>(table: &Table<'a, '_>, known: &Known<'_>, source: &Source<'a>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut rest = table.lines;
    while let Some((cells, after)) = row(rest, &table.columns, known, source) {
        rows.push(cells.into_row(&table.columns, source));
        rest = after;
    }
    rows
}

/// The next row, and the lines after it.
fn row<'a, 'b>(
    lines: &'b [&'a str],
    columns: &[Column],
    known: &Known<'_>,
    source: &Source<'a>,
) -> Option<(Cells<'a>, &'b [&'a str])> {
    let (mut cells, mut rest) = head(lines, columns)?;
    if columns.contains(&Column::Type) {
        rest = take_type(&mut cells, rest, columns, known, source);
    }
    rest = take_limits(&mut cells, rest, source);
    if columns.contains(&Column::Default) {
        rest = take_default(&mut cells, rest);
    }
    while let Some((line, after)) = rest.split_first() {
        if begins_row(rest, columns, known) {
            break;
        }
        if !line.is_empty() {
            cells.description.push(line);
        }
        rest = after;
    }
    Some((cells, rest))
}

/// The first cells of a row, name and location, and the lines after them.
pub fn head<'a, 'b>(lines: &'b [&'a str], columns: &[Column]) -> Option<(Cells<'a>, &'b [&'a str])> {
    let (first, rest) = skip_blank(lines).split_first()?;
    let (name, required) = name_of(first);
    let cells = Cells { name, required, ..Cells::default() };
    match rest.split_first() {
        Some((line, after)) if columns.contains(&Column::In) && begins_parameter(first, rest) => {
            let (location, required) = location(line).unwrap_or((line, None));
            Some((Cells { location: Some(location), required, ..cells }, after))
        }
        Some(_) | None => Some((cells, rest)),
    }
}

/// The name in a line, and the cell of the column `Required` that may share it.
pub fn name_of(line: &str) -> (&str, Option<&str>) {
    match line.rsplit_once(' ') {
        Some((name, cell)) if is_required(cell) => (name.trim_end(), Some(cell)),
        Some(_) | None => (line, None),
    }
}

/// `path True`, `query`.
pub fn location(line: &str) -> Option<(&str, Option<&str>)> {
    if let Some((location, required)) = line.split_once(' ').filter(|(location, _)| is_location(location)) {
        return (!required.contains(' ')).then_some((location, Some(required)));
    }
    let (name, required) = name_of(line);
    (is_location(name) || required.is_some() && is_word(name)).then_some((name, required))
}

/// Whether a row of parameters begins at a line: its name, and on the very next line where it travels.
pub fn begins_parameter(line: &str, after: &[&str]) -> bool {
    let next = after.first().copied().unwrap_or_default();
    let stands_alone = || {
        is_word(line)
            && is_word(next)
            && after.get(1).is_none_or(|third| third.is_empty() || third.starts_with('•'))
    };
    !line.is_empty() && (location(next).is_some() || stands_alone())
}

/// Takes the paragraphs of the type and of its format; `lines` begin behind the name.
fn take_type<'a, 'b>(
    cells: &mut Cells<'a>,
    lines: &'b [&'a str],
    columns: &[Column],
    known: &Known<'_>,
    source: &Source<'a>,
) -> &'b [&'a str] {
    let Some((ty, after)) = skip_blank(lines).split_first() else {
        cells.lost = Some(Damage::CutOff);
        return lines;
    };
    let (bare, _) = super::types::split(ty, source);
    // A word that is no known type is one all the same, unless it is the name of a next row.
    let is_next =
        || skip_blank(after).first().is_some_and(|next| is_type(next, known) || location(next).is_some());
    if !(is_type(bare, known) || is_word(ty) && !is_next()) {
        return lines;
    }
    cells.ty = Some(ty);
    let Some((format, behind)) = skip_blank(after).split_first() else { return after };
    let is_free =
        |next: Option<&&str>| next.is_none_or(|next| !is_type(next, known) && location(next).is_none());
    let next = skip_blank(behind).first();
    let is_unknown = !is_type(bare, known) && is_format(format);
    let stands_apart = (is_primitive(ty) || is_unknown) && !ty.contains(' ') && is_free(next);
    // A format that is not known stands before a sentence, as a default value does.
    let is_odd = |word: &str| {
        !columns.contains(&Column::Default)
            && is_word(word)
            && next.is_some_and(|next| next.contains(' ') && limit(next, source).is_none())
    };
    if stands_apart && (is_format(format) || is_odd(format) && !is_type(format, known)) {
        cells.format = Some(format);
        return behind;
    }
    after
}

fn take_limits<'a, 'b>(cells: &mut Cells<'a>, lines: &'b [&'a str], source: &Source<'a>) -> &'b [&'a str] {
    let mut rest = lines;
    while let Some((line, after)) = skip_blank(rest).split_first()
        && limit(line, source).is_some()
    {
        cells.limits.extend(super::types::split(line, source).1);
        rest = after;
    }
    rest
}

/// A default value is one word, and a sentence follows.
fn take_default<'a, 'b>(cells: &mut Cells<'a>, lines: &'b [&'a str]) -> &'b [&'a str] {
    match skip_blank(lines).split_first() {
        Some((value, after))
            if is_default(value) && skip_blank(after).first().is_some_and(|next| next.contains(' ')) =>
        {
            cells.default = Some(value);
            after
        }
        Some(_) | None => lines,
    }
}

fn is_default(value: &str) -> bool {
    is_word(value) || value.parse::<f64>().is_ok()
}

/// Whether a new row begins at a line behind the type of another.
fn begins_row(lines: &[&str], columns: &[Column], known: &Known<'_>) -> bool {
    let Some((line, after)) = lines.split_first() else { return false };
    let next = skip_blank(after).first().copied();
    if columns.contains(&Column::In) {
        return begins_parameter(line, after);
    }
    let (name, required) = name_of(line);
    if !is_word(name) {
        // Values of enums can be several words.
        return required.is_none()
            && line.len() < 80
            && !line.ends_with(['.', ':'])
            && next.is_some_and(|next| next == "string")
            && after.first().is_some_and(|next| next.is_empty());
    }
    required.is_some() || next.is_none_or(|next| is_type(next, known) || !is_limit(next))
}

fn is_limit(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, _)| key.starts_with("min") || key.starts_with("max"))
}

/// The lines from the first that is not empty.
pub fn skip_blank<'a, 'b>(lines: &'b [&'a str]) -> &'b [&'a str] {
    let blank = lines.iter().take_while(|line| line.is_empty()).count();
    &lines[blank..]
}
