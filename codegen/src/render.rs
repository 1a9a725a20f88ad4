//! Problems as rustc shows its errors, and as JSON.

mod lines;

use std::collections::BTreeSet;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::json;

use crate::problem::{Place, Problem, Problems};
use crate::sources::{Content, Sources};

use lines::Lines;

/// The most problems that are shown to people; the rest are counted.
const MAX_SHOWN: usize = 50;

/// Two places that are further apart than this many lines are shown one after the other.
const MAX_WINDOW: usize = 200;

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
    let mut text = String::new();
    for problem in problems.iter().take(MAX_SHOWN) {
        text.push_str(&renderer.render(&[report(problem, sources)]));
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
    let mut text = String::new();
    let mut lines: Option<Lines> = None;
    for problem in problems {
        let file = problem.place.file;
        let lines = match &mut lines {
            Some(known) if known.file == file => known,
            other => other.insert(Lines::of(file, sources)),
        };
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

fn report<'a>(problem: &'a Problem, sources: &'a Sources) -> Group<'a> {
    let source = sources.file(problem.place.file);
    let title = Level::ERROR.primary_title(&problem.title).id(problem.kind.code());
    let mut group = match source.content {
        Content::Bytes(_) => title.elements(snippets(problem, sources)),
        Content::TooLarge(_) | Content::Stray => title.element(Origin::path(&source.path)),
    };
    if !problem.help.is_empty() {
        group = group.element(Level::HELP.message(&problem.help));
    }
    group
}

/// The lines of a problem: one window if its two places are near each other, otherwise one for each.
fn snippets<'a>(problem: &'a Problem, sources: &'a Sources) -> Vec<Snippet<'a, Annotation<'a>>> {
    let place = problem.place;
    let lines = Lines::of(place.file, sources);
    let primary = Mark { kind: AnnotationKind::Primary, place, label: &problem.label };
    let Some((other, label)) = &problem.related else {
        return vec![snippet(&lines, &[primary], sources)];
    };
    let related = Mark { kind: AnnotationKind::Context, place: *other, label };
    if other.file != place.file {
        let other_lines = Lines::of(other.file, sources);
        return vec![snippet(&lines, &[primary], sources), snippet(&other_lines, &[related], sources)];
    }
    if lines.line(place.start).abs_diff(lines.line(other.start)) > MAX_WINDOW {
        return vec![snippet(&lines, &[primary], sources), snippet(&lines, &[related], sources)];
    }
    vec![snippet(&lines, &[primary, related], sources)]
}

/// A place that is underlined.
struct Mark<'a> {
    kind: AnnotationKind,
    place: Place,
    label: &'a str,
}

/// The lines from the first to the last of `marks`, and no more: drawing takes time for every line it is given.
fn snippet<'a>(lines: &Lines<'a>, marks: &[Mark<'a>], sources: &'a Sources) -> Snippet<'a, Annotation<'a>> {
    let first = marks.iter().map(|mark| mark.place.start).min().unwrap_or_default();
    let last = marks.iter().map(|mark| mark.place.end).max().unwrap_or_default();
    let window = lines.window(first, last);
    let annotations: Vec<_> = marks
        .iter()
        .map(|mark| {
            let label = (!mark.label.is_empty()).then_some(mark.label);
            mark.kind.span(window.range(mark.place)).label(label)
        })
        .collect();
    Snippet::source(window.text)
        .path(&sources.file(lines.file).path)
        .line_start(window.first_line)
        .annotations(annotations)
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
