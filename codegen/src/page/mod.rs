//! What a page of the reference states: text to facts, whatever manner it was saved in.
//!
//! Reading knows nothing of specs. It never fails and takes time in proportion to the page: what it cannot read is
//! [`Fact::CannotTell`]. `table.rs` chooses the file that reads the rows of a style; another style is another such file.

mod bulleted;
mod cells;
mod definitions;
mod extracted;
mod facts;
mod inline;
mod markdown;
mod names;
mod plain;
mod pointer;
mod request;
mod responses;
mod rules;
mod samples;
mod sections;
mod security;
mod source;
mod style;
mod table;
mod top;
mod types;

pub use facts::{
    At, Damage, Definition, Fact, Header, Limit, LimitKey, Page, Presence, RequestLine, Response, Row,
    Sample, Scheme, Section, Span, Style, TableKind, Text,
};
pub use names::fits;
pub use pointer::{Step, locate};
pub use rules::{Rule, Says, rules};

use definitions::Layout;
use sections::{Part, Parts};
use source::{Source, trim};
use table::{Column, HEADERS, PARAMETERS, Table};
use types::Known;

/// What a page states.
#[must_use]
pub fn read(text: &str) -> Page {
    let (source, lines) = Source::new(text, style::of(text));
    let parts = Parts::find(&lines, &source);
    let layout = Layout::find(parts.lines(Part::Definitions), &source);
    let known = layout.names();
    let top = top::read(parts.lines(Part::Top), &source);
    let section = |part, usual| section(&parts, part, usual, &known, &source);
    let after_samples = parts.heading(Part::Definitions);
    let mut page = Page {
        style: source.style,
        title: top.title,
        description: top.description,
        deprecated: top.deprecated,
        requests: top.requests,
        parameters: section(Part::Parameters, PARAMETERS),
        headers: headers(&parts, &known, &source),
        body: section(Part::Body, HEADERS),
        responses: rows(&parts, Part::Responses, &source, |lines| responses::read(lines, &known, &source)),
        security: rows(&parts, Part::Security, &source, |lines| security::read(lines, &source)),
        samples: rows(&parts, Part::Samples, &source, |lines| samples::read(lines, after_samples, &source)),
        listed: rows(&parts, Part::Definitions, &source, |_| layout.list(&known, &source)),
        definitions: rows(&parts, Part::Definitions, &source, |_| layout.read(&known, &source)),
    };
    if page.style == Style::Extracted {
        complete_names(&mut page);
    }
    page
}

/// A part whose rows `read` reads.
fn rows<'a, T>(
    parts: &Parts<'a, '_>,
    part: Part,
    source: &Source<'a>,
    read: impl FnOnce(&[&'a str]) -> Vec<T>,
) -> Section<T> {
    let mut section = Section::missing(parts.presence(part, source));
    if let Presence::Printed(span) = section.presence {
        section.media_types = Fact::Unstated(span);
        section.rows = read(parts.lines(part));
    }
    section
}

/// A part with media types and a table.
fn section<'a>(
    parts: &Parts<'a, '_>,
    part: Part,
    usual: &[Column],
    known: &Known<'_>,
    source: &Source<'a>,
) -> Section<Row> {
    const MEDIA_TYPES: &str = "Media Types:";
    let mut section = rows(parts, part, source, |lines| {
        let lines: Vec<&'a str> =
            lines.iter().copied().filter(|line| !line.starts_with(MEDIA_TYPES)).collect();
        // A part has one table; a second one has lost its heading.
        table::tables(&lines, usual).first().map_or_else(Vec::new, |table| table::rows(table, known, source))
    });
    let found = parts.lines(part).iter().find_map(|line| line.strip_prefix(MEDIA_TYPES));
    if let Some(text) = found {
        // Each is in quotation marks.
        section.media_types = match source.stated(trim(text)) {
            Fact::Stated(At { value, span }) => Fact::Stated(At { value: value.replace('"', ""), span }),
            other => other,
        };
    }
    section
}

/// The table of request headers; if its heading is lost, it is the second one below `URI Parameters`.
fn headers<'a>(parts: &Parts<'a, '_>, known: &Known<'_>, source: &Source<'a>) -> Section<Row> {
    let section = section(parts, Part::Headers, HEADERS, known, source);
    let tables = table::tables(parts.lines(Part::Parameters), PARAMETERS);
    let second: Option<&Table<'a, '_>> = tables.iter().skip(1).find(|table| table.columns == HEADERS);
    match (section.presence, second) {
        (Presence::Absent, Some(table)) => {
            let rows = table::rows(table, known, source);
            let at = rows.first().map_or_else(Span::default, |row| row.printed.span);
            Section { presence: Presence::Printed(at), media_types: Fact::Unstated(at), rows }
        }
        (_, _) => section,
    }
}

/// Completes the names that are cut short: parameters by the request lines, the others by the definitions.
fn complete_names(page: &mut Page) {
    let mut parameters: Vec<&str> = Vec::new();
    for request in &page.requests {
        parameters.push(&request.base);
        parameters.extend(request::variables(&request.path));
        parameters.extend(request.query.iter().map(|(name, _)| name.as_str()));
    }
    names::complete(&mut page.parameters.rows, &parameters);
    let definitions = || page.definitions.rows.iter();
    let fields: Vec<&str> =
        definitions().flat_map(|one| &one.rows).map(|row| row.printed.value.as_str()).collect();
    names::complete(&mut page.body.rows, &fields);
    let headings: Vec<&str> = definitions().map(|one| one.name.value.as_str()).collect();
    names::complete(&mut page.listed.rows, &headings);
}
