//! The rows of `Responses`: status, type, text, and the headers that an answer has.

use super::bulleted;
use super::cells::table_rows;
use super::facts::{At, Damage, Fact, Header, Response, Style};
use super::inline;
use super::plain::skip_blank;
use super::source::{Source, trim};
use super::table::{Column, FIELDS, description, tables};
use super::types::{Known, is_format, is_type, is_word, notation};

/// The row of all statuses that are not listed.
const OTHERS: &str = "Other Status Codes";

/// Reads the rows.
pub fn read<'a>(lines: &[&'a str], known: &Known<'_>, source: &Source<'a>) -> Vec<Response> {
    let mut responses = Vec::new();
    for table in tables(lines, FIELDS) {
        match source.style {
            Style::Plain | Style::Bulleted => paragraphs(table.lines, known, source, &mut responses),
            Style::Extracted | Style::Markdown => {
                let rows = table_rows(table.lines, source);
                responses.extend(rows.iter().filter_map(|cells| row(cells, &table.columns, known, source)));
            }
        }
    }
    responses
}

/// Rows whose cells are paragraphs.
fn paragraphs<'a>(lines: &[&'a str], known: &Known<'_>, source: &Source<'a>, responses: &mut Vec<Response>) {
    let starts: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| is_status(line)).map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    for (start, end) in starts.iter().zip(ends) {
        let mut rest = skip_blank(&lines[start + 1..end]);
        let mut ty = None;
        let mut format = None;
        if let Some((first, after)) = rest.split_first() {
            let text = bulleted::bullet(first).unwrap_or(first);
            let is_unknown = || is_word(text) && text != HEADERS && !skip_blank(after).is_empty();
            if is_type(text, known) || is_unknown() {
                ty = Some(text);
                rest = after;
            }
            // A file is an object of this format.
            if let Some((next, after)) = skip_blank(rest).split_first()
                && let Some(word) =
                    Some(bulleted::bullet(next).unwrap_or(next)).filter(|word| is_format(word))
                && ty.is_some()
            {
                format = Some(word);
                rest = after;
            }
        }
        responses.push(response(lines[*start], (ty, format), rest, source));
    }
}

/// A row of Markdown.
fn row<'a>(
    cells: &[&'a str],
    columns: &[Column],
    known: &Known<'_>,
    source: &Source<'a>,
) -> Option<Response> {
    let (name, rest) = cells.split_first()?;
    if !is_status(&source.clean(name)) {
        return None;
    }
    if source.style == Style::Markdown {
        let of = |column| columns.iter().position(|one| *one == column).and_then(|at| cells.get(at).copied());
        let types = of(Column::Type).map(inline::lines).unwrap_or_default();
        let lines = of(Column::Description).map(inline::lines).unwrap_or_default();
        return Some(response(name, (types.first().copied(), None), &lines, source));
    }
    let mut rest: Vec<&'a str> = rest.iter().copied().filter(|cell| !cell.is_empty()).collect();
    let is_stated = |cell: &&str| is_type(cell, known) || rest.len() > 1 && is_word(cell);
    let ty = rest.first().copied().filter(|cell| is_stated(cell));
    if ty.is_some() {
        rest.remove(0);
    }
    let lines: Vec<&'a str> = rest.iter().flat_map(|cell| cell.split('\n')).map(trim).collect();
    Some(response(name, (ty, None), &lines, source))
}

const HEADERS: &str = "Headers";

fn response<'a>(
    name: &'a str,
    (ty, format): (Option<&'a str>, Option<&'a str>),
    lines: &[&'a str],
    source: &Source<'a>,
) -> Response {
    let printed = source.text(name);
    let announced = lines.iter().position(|line| ends_with_headers(line));
    let (text, list) = announced.map_or((lines, None), |at| (&lines[..=at], Some(&lines[at + 1..])));
    let text: Vec<&str> = text
        .iter()
        .map(|line| if ends_with_headers(line) { trim(&line[..line.len() - HEADERS.len()]) } else { line })
        .collect();
    let (media_types, text): (Vec<&str>, Vec<&str>) =
        text.iter().partition(|line| line.starts_with("Media Types:"));
    let status = printed.value.get(..3).and_then(|digits| digits.parse().ok());
    Response {
        ty: match ty.filter(|ty| !ty.is_empty()) {
            Some(ty) => Fact::Stated(notation(ty, format, source)),
            None => match source.style {
                Style::Plain | Style::Markdown => source.unstated(name),
                Style::Bulleted | Style::Extracted => source.unclear(Damage::LostCell, name),
            },
        },
        description: description(&text, source),
        headers: match list {
            None => source.unstated(name),
            Some(lines) => headers(name, lines, source),
        },
        media_types: media_types
            .first()
            .map_or_else(|| source.unstated(name), |line| source.stated(trim(&line["Media Types:".len()..]))),
        status,
        printed,
    }
}

fn ends_with_headers(line: &str) -> bool {
    line.strip_suffix(HEADERS).is_some_and(|before| before.is_empty() || before.ends_with([' ', '.']))
}

/// `• ETag: string`, line by line.
fn headers<'a>(name: &'a str, lines: &[&'a str], source: &Source<'a>) -> Fact<Vec<Header>> {
    let headers: Vec<Header> = lines.iter().filter_map(|line| header(line, source)).collect();
    match (headers.first(), headers.last()) {
        (Some(first), Some(last)) => {
            let mut span = first.name.span;
            span.end = last.ty.span().end;
            Fact::Stated(At { value: headers, span })
        }
        (_, _) => source.unclear(Damage::LostList, name),
    }
}

fn header<'a>(line: &'a str, source: &Source<'a>) -> Option<Header> {
    let item = trim(line.trim_start_matches(['•', '-', '*', '·']));
    let (name, ty) = item.split_once(':').unwrap_or((item, ""));
    // What is neither marked as an item nor followed by a type is no header.
    if !is_word(name) || item.len() == line.len() && ty.is_empty() {
        return None;
    }
    let ty = trim(ty);
    Some(Header {
        name: source.text(name),
        ty: if ty.is_empty() {
            source.unclear(Damage::LostCell, name)
        } else {
            Fact::Stated(notation(ty, None, source))
        },
    })
}

fn is_status(line: &str) -> bool {
    let digits = line.split(' ').next().unwrap_or_default();
    line.eq_ignore_ascii_case(OTHERS)
        || line.eq_ignore_ascii_case("default")
        || digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
}
