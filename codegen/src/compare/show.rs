//! Changes as people and programs read them: text, Markdown for a review, JSON.

use std::fmt::Write;

use serde_json::json;

use crate::Style;

use super::change::{Change, Effect, Kind, Subject, Verdict};
use super::verdict;

/// What a step of the version is as long as the first number is 0.
const BELOW_ONE: &str =
    "While the crate is 0.x, major raises the second number of its version, minor and patch the third.";

/// Changes of one service and the same api-versions.
struct Group<'a> {
    title: String,
    rows: Vec<Row<'a>>,
}

/// Changes that say the same of several things.
struct Row<'a> {
    first: &'a Change,
    paths: Vec<&'a str>,
}

/// For a terminal or a file; ends in a newline, whatever there is to say.
#[must_use]
pub fn text(changes: &[Change], style: Style) -> String {
    let mut text = summary(changes, |verdict| painted(verdict, &verdict.to_string(), style));
    text.push('\n');
    for Group { title, rows } in groups(changes, str::to_owned) {
        let _ = write!(text, "\n{title}\n");
        for row in rows {
            let effect = row.first.effect;
            let verdict = painted(effect.verdict(), &format!("{:<5}", effect.verdict()), style);
            let breaks = effect.breaks().unwrap_or_default();
            let _ = write!(text, "  {verdict}  {breaks:<9}  ");
            match row.paths.as_slice() {
                [path] => {
                    let _ = writeln!(text, "{path}: {}", sentence(&row, str::to_owned));
                }
                paths => {
                    let _ = writeln!(text, "{}", sentence(&row, str::to_owned));
                    for path in paths {
                        let _ = writeln!(text, "{:20}{path}", "");
                    }
                }
            }
        }
    }
    for line in remarks(changes) {
        let _ = write!(text, "\n{line}\n");
    }
    text
}

/// For a pull request: the verdict, then a table for each service and its api-versions.
#[must_use]
pub fn markdown(changes: &[Change]) -> String {
    let mut text = summary(changes, |verdict| format!("**{verdict}**"));
    text.push('\n');
    for Group { title, rows } in groups(changes, code) {
        let _ = write!(text, "\n### {title}\n\n| semver | breaks | where | change |\n|---|---|---|---|\n");
        for row in rows {
            let effect = row.first.effect;
            let verdict = match effect.verdict() {
                Verdict::Major => "**major**".to_owned(),
                other => other.to_string(),
            };
            let breaks = effect.breaks().unwrap_or_default();
            let paths: Vec<_> = row.paths.iter().map(|path| code(path)).collect();
            let _ =
                writeln!(text, "| {verdict} | {breaks} | {} | {} |", paths.join(", "), sentence(&row, code));
        }
    }
    for line in remarks(changes) {
        let _ = write!(text, "\n{line}\n");
    }
    text
}

/// For programs: one JSON object a line, the most severe first.
#[must_use]
pub fn json(changes: &[Change]) -> String {
    let mut lines = String::new();
    for change in changes {
        let Change { service, versions, in_all_versions, subject, path, kind, before, after, effect, note } =
            change;
        let object = json!({
            "service": service,
            "versions": versions,
            "in_all_versions": in_all_versions,
            "subject": subject.code(),
            "path": path,
            "kind": kind.code(),
            "before": before,
            "after": after,
            "breaking": effect.breaks().is_some(),
            "breaks": effect.breaks(),
            "semver": effect.verdict().to_string(),
            "note": note,
        });
        let _ = writeln!(lines, "{object}");
    }
    lines
}

/// The verdict, and how many changes there are of each effect.
fn summary(changes: &[Change], shown: impl Fn(Verdict) -> String) -> String {
    let Some(verdict) = verdict(changes) else { return "no change: the specs mean the same".to_owned() };
    let count = |effect| changes.iter().filter(|change| change.effect == effect).count();
    let counts = [
        (count(Effect::Code), "breaks code", "break code"),
        (count(Effect::Behaviour), "breaks behaviour", "break behaviour"),
        (count(Effect::Addition), "adds or deprecates", "add or deprecate"),
        (count(Effect::Nothing), "is seen by readers alone", "are seen by readers alone"),
    ];
    let words = counts.into_iter().filter_map(|(count, one, many)| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    });
    let noun = if changes.len() == 1 { "change" } else { "changes" };
    format!("{}: {} {noun}, {}", shown(verdict), changes.len(), words.collect::<Vec<_>>().join(", "))
}

/// What is only read is counted, and not shown one by one.
fn is_counted(change: &Change) -> bool {
    matches!(change.kind, Kind::Docs | Kind::Samples | Kind::Order) && change.effect == Effect::Nothing
}

fn groups(changes: &[Change], code: impl Fn(&str) -> String) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for change in changes.iter().filter(|change| !is_counted(change)) {
        let versions = if change.in_all_versions || change.versions.is_empty() {
            "all api-versions".to_owned()
        } else {
            format!(
                "api-version {}",
                change.versions.iter().map(|one| code(one)).collect::<Vec<_>>().join(", ")
            )
        };
        let title = format!("{}, {versions}", code(&change.service));
        let rows = match groups.iter_mut().find(|group| group.title == title) {
            Some(group) => &mut group.rows,
            None => {
                groups.push(Group { title, rows: Vec::new() });
                &mut groups.last_mut().expect("one was pushed").rows
            }
        };
        match rows.iter_mut().find(|row| says_the_same(row.first, change)) {
            Some(row) => row.paths.push(&change.path),
            None => rows.push(Row { first: change, paths: vec![&change.path] }),
        }
    }
    groups
}

/// Whether one row holds both. Of what came and went there may be much, and each is what it is.
fn says_the_same(one: &Change, other: &Change) -> bool {
    let said = |change: &Change| (change.effect, change.kind, change.subject);
    let is_told = match one.kind {
        Kind::Added | Kind::Removed => true,
        _ => one.before == other.before && one.after == other.after,
    };
    said(one) == said(other) && is_told && one.note == other.note
}

/// What is said of the things of a row, texts of specs by `code`.
fn sentence(row: &Row<'_>, code: impl Fn(&str) -> String) -> String {
    let Change { subject, kind, before, after, note, .. } = row.first;
    let mut sentence = match (kind, row.paths.len()) {
        (Kind::Added | Kind::Removed | Kind::Renamed, 1) => format!("{} {}", subject.shown(), kind.shown()),
        (Kind::Added | Kind::Removed | Kind::Renamed, count) => {
            format!("{count} {} {}", plural(*subject), kind.shown())
        }
        // The path is the operation's or the service's.
        (_, 1) if matches!(subject, Subject::Answer | Subject::Error) => {
            format!("{} {}", subject.shown(), kind.shown())
        }
        (_, 1) => kind.shown().to_owned(),
        (_, count) => format!("{count} {}: {}", plural(*subject), kind.shown()),
    };
    let _ = match (before, after) {
        (None, None) => Ok(()),
        _ if matches!(kind, Kind::Added | Kind::Removed) && row.paths.len() > 1 => Ok(()),
        (Some(was), None) if *kind == Kind::Removed => write!(sentence, ", {}", code(was)),
        (None, Some(is)) if *kind == Kind::Added => write!(sentence, ", {}", code(is)),
        (Some(was), None) => write!(sentence, ", {} → none", code(was)),
        (None, Some(is)) => write!(sentence, ", none → {}", code(is)),
        (Some(was), Some(is)) => write!(sentence, ", {} → {}", code(was), code(is)),
    };
    if !note.is_empty() {
        let _ = write!(sentence, "; {note}");
    }
    sentence
}

fn plural(subject: Subject) -> String {
    match subject {
        Subject::Body => "bodies".to_owned(),
        Subject::Headers => "sets of response headers".to_owned(),
        other => format!("{}s", other.shown()),
    }
}

/// What stands below all tables.
fn remarks(changes: &[Change]) -> Vec<String> {
    let count = |kind| changes.iter().filter(|change| is_counted(change) && change.kind == kind).count();
    let counted = [
        (count(Kind::Docs), "docs in 1 place", "docs in", "places"),
        (count(Kind::Samples), "samples of 1 operation", "samples of", "operations"),
        (
            count(Kind::Order),
            "an order that does not count in 1 place",
            "orders that do not count in",
            "places",
        ),
    ];
    let words = counted.into_iter().filter_map(|(count, one, of, many)| match count {
        0 => None,
        1 => Some(one.to_owned()),
        _ => Some(format!("{of} {count} {many}")),
    });
    let words: Vec<_> = words.collect();
    let mut remarks = Vec::new();
    if !words.is_empty() {
        remarks.push(format!("Only read: {}.", words.join(", ")));
    }
    if !changes.is_empty() {
        remarks.push(BELOW_ONE.to_owned());
    }
    remarks
}

/// A text of a spec in a cell of a table, as code.
fn code(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|");
    let ticks = line.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    match ticks {
        0 => format!("`{line}`"),
        // Longer than any row of ticks within, so that none of them ends the code.
        _ => format!("{0} {line} {0}", "`".repeat(ticks + 1)),
    }
}

fn painted(verdict: Verdict, word: &str, style: Style) -> String {
    let colour = match (style, verdict) {
        (Style::Plain, _) => return word.to_owned(),
        (Style::Ansi, Verdict::Major) => "1;31",
        (Style::Ansi, Verdict::Minor) => "1;33",
        (Style::Ansi, Verdict::Patch) => "1;32",
    };
    format!("\u{1b}[{colour}m{word}\u{1b}[0m")
}
