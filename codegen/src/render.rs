//! Problems as rustc shows its errors, and as JSON.

mod lines;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use serde_json::json;

use crate::characters::visible;
use crate::finding::{Finding, Findings, Mark, Weight};
use crate::problem::{Place, Problem, Problems};
use crate::sources::{Content, Sources};

use lines::{FileLines, Lines};

/// The most problems that are shown to people; the rest are counted.
const MAX_SHOWN: usize = 50;

/// The most findings that are shown to people: as many as anybody mends before the next audit.
const MAX_FINDINGS: usize = 1000;

/// Two places that are further apart than this many lines are shown one after the other.
const MAX_WINDOW: usize = 200;

/// Lines with more bytes than this are not drawn: it would take long, and nobody could read them.
const MAX_DRAWN: usize = 64 * 1024;

/// Whom the output is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A file or a pipe: text alone.
    Plain,
    /// A terminal: text with the escapes that colour it.
    Ansi,
}

/// The problems for people, in rustc's manner; an empty text if there is none.
#[must_use]
pub fn render(problems: &Problems, sources: &Sources, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Ansi => Renderer::styled(),
    };
    let lines = FileLines::of(sources);
    let mut text = String::new();
    for problem in problems.iter().take(MAX_SHOWN) {
        text.push_str(&renderer.render(&[report(&Message::of_problem(problem), &lines)]));
        text.push_str("\n\n");
    }
    if !problems.is_empty() {
        text.push_str(&renderer.render(&[Group::with_title(Level::ERROR.primary_title(summary(problems)))]));
        text.push('\n');
    }
    text
}

/// The problems for programs: one JSON object a line, lines and columns counted from 1.
#[must_use]
pub fn render_json(problems: &Problems, sources: &Sources) -> String {
    let files = FileLines::of(sources);
    let mut text = String::new();
    for problem in problems {
        let file = problem.place.file;
        let lines = files.lines(file);
        let (line, column) = lines.position(problem.place.start);
        let (end_line, end_column) = lines.position(problem.place.end);
        let object = json!({
            "file": sources.file(file).path,
            "line": line,
            "column": column,
            "end": { "line": end_line, "column": end_column },
            "kind": problem.kind.code(),
            "title": problem.title,
            "label": problem.label,
            "help": problem.help,
        });
        text.push_str(&object.to_string());
        text.push('\n');
    }
    text
}

/// The findings of an audit for people; an empty text if there is none. Of very many the last are counted only.
#[must_use]
pub fn render_findings(findings: &Findings, sources: &Sources, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Ansi => Renderer::styled(),
    };
    let lines = FileLines::of(sources);
    let mut text = String::new();
    for finding in findings.iter().take(MAX_FINDINGS) {
        text.push_str(&renderer.render(&[report(&Message::of_finding(finding), &lines)]));
        text.push_str("\n\n");
    }
    let unseen = findings.len().saturating_sub(MAX_FINDINGS);
    if unseen > 0 {
        text.extend([unseen.to_string().as_str(), " more are not shown\n\n"]);
    }
    text
}

/// The findings for programs: one JSON object a line, lines and columns counted from 1.
#[must_use]
pub fn render_findings_json(findings: &Findings, sources: &Sources) -> String {
    let files = FileLines::of(sources);
    let mut text = String::new();
    for finding in findings {
        let place = |place: Place| {
            let lines = files.lines(place.file);
            let ((line, column), (end_line, end_column)) =
                (lines.position(place.start), lines.position(place.end));
            let end = json!({ "line": end_line, "column": end_column });
            json!({ "file": sources.file(place.file).path, "line": line, "column": column, "end": end })
        };
        let mark = |mark: &Mark| {
            let mut object = place(mark.place);
            object["label"] = json!(mark.label);
            object
        };
        let object = json!({
            "kind": finding.kind.code(),
            "weight": match finding.kind.weight() {
                Weight::Error => "error",
                Weight::Warning => "warning",
                Weight::Note => "note",
            },
            "subject": finding.subject,
            "title": finding.title,
            "page": mark(&finding.page),
            "spec": finding.spec.as_ref().map(mark),
            "help": finding.help,
        });
        text.push_str(&object.to_string());
        text.push('\n');
    }
    text
}

/// What is drawn: a problem or a finding.
struct Message<'a> {
    level: Level<'static>,
    code: &'static str,
    title: &'a str,
    place: Place,
    label: &'a str,
    related: Option<(Place, &'a str)>,
    help: &'a str,
}

impl<'a> Message<'a> {
    fn of_problem(problem: &'a Problem) -> Self {
        Self {
            level: Level::ERROR,
            code: problem.kind.code(),
            title: &problem.title,
            place: problem.place,
            label: &problem.label,
            related: problem.related.as_ref().map(|(place, label)| (*place, label.as_str())),
            help: &problem.help,
        }
    }

    /// The spec comes first, since that is what is mended; the page after it.
    fn of_finding(finding: &'a Finding) -> Self {
        let page = &finding.page;
        let first = finding.spec.as_ref().unwrap_or(page);
        let related = finding.spec.as_ref().map(|_| (page.place, page.label.as_str()));
        let level = match finding.kind.weight() {
            Weight::Error => Level::ERROR,
            Weight::Warning => Level::WARNING,
            Weight::Note => Level::NOTE,
        };
        Self {
            level,
            code: finding.kind.code(),
            title: &finding.title,
            place: first.place,
            label: &first.label,
            related,
            help: &finding.help,
        }
    }
}

fn report<'a>(message: &Message<'a>, files: &FileLines<'a>) -> Group<'a> {
    let source = files.sources.file(message.place.file);
    // Texts quote what stands in files, which is not to command a terminal.
    let title = message.level.clone().primary_title(visible(message.title)).id(message.code);
    let mut group = match source.content {
        Content::Bytes(_) => title.elements(snippets(message, files)),
        Content::TooLarge(_) | Content::Stray => title.element(Origin::path(&source.path)),
    };
    if !message.help.is_empty() {
        group = group.element(Level::HELP.message(visible(message.help)));
    }
    group
}

/// The lines of a message: one window if its two places are near each other, otherwise one for each.
fn snippets<'a>(message: &Message<'a>, files: &FileLines<'a>) -> Vec<Element<'a>> {
    let (place, sources) = (message.place, files.sources);
    let lines = files.lines(place.file);
    let primary = Underline { kind: AnnotationKind::Primary, place, label: message.label };
    let Some((other, label)) = message.related else {
        return vec![snippet(lines, &[primary], sources)];
    };
    let related = Underline { kind: AnnotationKind::Context, place: other, label };
    if other.file != place.file {
        let other_lines = files.lines(other.file);
        return vec![snippet(lines, &[primary], sources), snippet(other_lines, &[related], sources)];
    }
    if lines.line(place.start).abs_diff(lines.line(other.start)) > MAX_WINDOW {
        return vec![snippet(lines, &[primary], sources), snippet(lines, &[related], sources)];
    }
    vec![snippet(lines, &[primary, related], sources)]
}

/// A place that is underlined.
struct Underline<'a> {
    kind: AnnotationKind,
    place: Place,
    label: &'a str,
}

/// The lines from the first to the last of `marks`, and no more: drawing takes time for every line it is given.
fn snippet<'a>(lines: &Lines<'a>, marks: &[Underline<'a>], sources: &'a Sources) -> Element<'a> {
    let path = &sources.file(lines.file).path;
    let first = marks.iter().map(|mark| mark.place.start).min().unwrap_or_default();
    let last = marks.iter().map(|mark| mark.place.end).max().unwrap_or_default();
    let window = lines.window(first, last);
    if window.text.len() > MAX_DRAWN {
        let (line, column) = lines.position(first);
        return Origin::path(path).line(line).char_column(column).into();
    }
    let annotations: Vec<_> = marks
        .iter()
        .map(|mark| {
            let label = (!mark.label.is_empty()).then(|| visible(mark.label));
            mark.kind.span(window.range(mark.place)).label(label)
        })
        .collect();
    Snippet::source(window.text).path(path).line_start(window.first_line).annotations(annotations).into()
}

fn summary(problems: &Problems) -> String {
    let files: BTreeSet<_> = problems.iter().map(|problem| problem.place.file).collect();
    let (found, files) = (count(problems.len(), "problem"), count(files.len(), "file"));
    let unseen = problems.len().saturating_sub(MAX_SHOWN);
    let rest = if unseen > 0 { format!(" ({unseen} not shown)") } else { String::new() };
    format!("{found} in {files}{rest}; nothing was written")
}

fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}
