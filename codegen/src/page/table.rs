//! Tables: their heads, which tell the columns, and what the rows of every style have in common.

use super::facts::{Damage, Fact, Limit, Row, Style, Text};
use super::source::Source;
use super::types::Known;
use super::{bulleted, extracted, markdown, plain, types};

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The name of what a row is about.
    Name,
    /// The same for a value of an enum.
    Value,
    /// Where a parameter travels.
    In,
    /// Whether it must be there.
    Required,
    /// Its type.
    Type,
    /// What it is if it is absent.
    Default,
    /// What it means.
    Description,
}

const HEADS: [(&str, Column); 8] = [
    ("Name", Column::Name),
    ("Value", Column::Value),
    ("In", Column::In),
    ("Required", Column::Required),
    ("Type", Column::Type),
    ("Default value", Column::Default),
    ("Default Value", Column::Default),
    ("Description", Column::Description),
];

/// The columns of a parameters' table.
pub const PARAMETERS: &[Column] =
    &[Column::Name, Column::In, Column::Required, Column::Type, Column::Description];
/// The columns of the tables of headers and bodies.
pub const HEADERS: &[Column] = &[Column::Name, Column::Required, Column::Type, Column::Description];
/// The columns of a model's table.
pub const FIELDS: &[Column] = &[Column::Name, Column::Type, Column::Description];
/// The columns of a list.
pub const LIST: &[Column] = &[Column::Name, Column::Description];

/// A table, or what is left of it: its columns and the lines below its heads.
pub struct Table<'a, 'b> {
    /// What its heads say.
    pub columns: Vec<Column>,
    /// The lines of its rows.
    pub lines: &'b [&'a str],
}

/// The columns that a line names, if it is the heads of a table.
pub fn heads(line: &str) -> Option<Vec<Column>> {
    let is_row = line.starts_with('|');
    let text = line.replace('|', " ").replace("**", "");
    let mut rest = text.trim();
    let mut columns = Vec::new();
    while !rest.is_empty() {
        let (head, column) = HEADS.iter().find(|(head, _)| {
            rest.strip_prefix(head).is_some_and(|after| after.is_empty() || after.starts_with(' '))
        })?;
        columns.push(*column);
        rest = rest[head.len()..].trim_start();
    }
    let begins = matches!(columns.first(), Some(Column::Name | Column::Value));
    (begins && (columns.len() > 1 || is_row)).then_some(columns)
}

/// The tables among some lines; where there are no heads, one of the columns `usual`.
pub fn tables<'a, 'b>(lines: &'b [&'a str], usual: &[Column]) -> Vec<Table<'a, 'b>> {
    let found: Vec<_> = lines.iter().enumerate().filter_map(|(at, line)| Some((at, heads(line)?))).collect();
    if found.is_empty() {
        return vec![Table { columns: usual.to_vec(), lines }];
    }
    let ends: Vec<usize> = found.iter().skip(1).map(|(at, _)| *at).chain([lines.len()]).collect();
    let tables = found.into_iter().zip(ends);
    tables.map(|((at, columns), end)| Table { columns, lines: &lines[at + 1..end] }).collect()
}

/// The rows of a table; `known` are the names of the page's definitions, which types can be.
pub fn rows<'a>(table: &Table<'a, '_>, known: &Known<'_>, source: &Source<'a>) -> Vec<Row> {
    match source.style {
        Style::Plain => plain::rows(table, known, source),
        Style::Bulleted => bulleted::rows(table, source),
        Style::Extracted => extracted::rows(table, known, source),
        Style::Markdown => markdown::rows(table, source),
    }
}

/// The cells of a row, as far as they are there.
#[derive(Clone, Debug, Default)]
pub struct Cells<'a> {
    /// The name.
    pub name: &'a str,
    /// `path`
    pub location: Option<&'a str>,
    /// `True`
    pub required: Option<&'a str>,
    /// The type, with the limits that stand in its cell.
    pub ty: Option<&'a str>,
    /// The format, if it stands apart.
    pub format: Option<&'a str>,
    /// Limits on lines of their own.
    pub limits: Vec<Limit>,
    /// The default value.
    pub default: Option<&'a str>,
    /// The lines of the description.
    pub description: Vec<&'a str>,
    /// What became of the type, if it is not there.
    pub lost: Option<Damage>,
}

impl<'a> Cells<'a> {
    /// The row that the cells make in a table of these columns.
    pub fn into_row(self, columns: &[Column], source: &Source<'a>) -> Row {
        let has = |column| columns.contains(&column);
        let printed = source.text(self.name);
        let mut limits = Vec::new();
        let ty = match self.ty {
            _ if !has(Column::Type) => source.unstated(self.name),
            Some(cell) => {
                let (ty, beside) = types::split(cell, source);
                limits = beside;
                Fact::Stated(types::notation(ty, self.format, source))
            }
            None => source.unclear(self.lost.unwrap_or(Damage::LostCell), self.name),
        };
        limits.extend(self.limits);
        let name = if printed.value.is_empty() {
            source.unclear(Damage::LostCell, self.name)
        } else {
            Fact::Stated(printed.clone())
        };
        Row {
            name,
            location: match self.location {
                Some(cell) => source.stated(cell),
                None if has(Column::In) => source.unclear(Damage::LostCell, self.name),
                None => source.unstated(self.name),
            },
            required: match self.required {
                Some(cell) => required(cell, source),
                None => source.unstated(self.name),
            },
            ty,
            default: self.default.map_or_else(|| source.unstated(self.name), |cell| source.stated(cell)),
            limits,
            description: description(&self.description, source),
            printed,
        }
    }
}

/// What a cell of the column `Required` says.
fn required(cell: &str, source: &Source<'_>) -> Fact<bool> {
    let text = source.text(cell);
    match text.value.to_ascii_lowercase().as_str() {
        "true" => Fact::Stated(super::facts::At { value: true, span: text.span }),
        "false" | "" => Fact::Unstated(text.span),
        _ => Fact::CannotTell(Damage::Unreadable, text.span),
    }
}

/// Whether a cell is one of the column `Required`.
pub fn is_required(cell: &str) -> bool {
    cell.eq_ignore_ascii_case("true") || cell.eq_ignore_ascii_case("false")
}

/// Whether a cell is one of the column `In`.
pub fn is_location(cell: &str) -> bool {
    ["path", "query", "header", "body", "formData", "cookie"].contains(&cell)
}

/// The lines of a description that say something.
pub fn description(lines: &[&str], source: &Source<'_>) -> Vec<Text> {
    lines.iter().map(|line| source.text(line)).filter(|text| !text.value.is_empty()).collect()
}
