//! What is drawn of a problem, and of what nobody could read.

use super::*;
use crate::finding::FindingKind;
use crate::problem::{FileId, Kind};

fn place(start: usize, end: usize) -> Place {
    let byte = |at: usize| u32::try_from(at).unwrap();
    Place { file: FileId(0), start: byte(start), end: byte(end) }
}

fn rendered(bytes: &[u8], problem: Problem) -> String {
    let mut sources = Sources::default();
    sources.add("specs/s/r.yaml", bytes);
    let mut problems = Problems::default();
    problems.push(problem);
    render(&problems, &sources, Style::Plain)
}

#[test]
fn long_lines_are_cut_around_what_is_underlined() {
    let text = format!("a: \"{}\"; b", "x".repeat(3000));
    let shown = rendered(text.as_bytes(), Problem::new(Kind::Syntax, place(3007, 3008), "b"));
    assert!(shown.contains("specs/s/r.yaml:1:3008\n"), "{shown}");
    assert!(shown.lines().all(|line| line.len() <= 140), "{shown}");
}

#[test]
fn lines_that_nobody_could_read_are_not_shown() {
    let text = "x".repeat(MAX_DRAWN);
    let shown = rendered(text.as_bytes(), Problem::new(Kind::Syntax, place(9, 10), "x").help("y"));
    assert!(shown.contains("1 | xxx"), "{shown}");
    let text = "x".repeat(MAX_DRAWN + 1);
    let shown = rendered(text.as_bytes(), Problem::new(Kind::Syntax, place(9, 10), "x").help("y"));
    assert_eq!(shown.lines().next(), Some("error[syntax]: x"));
    assert!(shown.contains("specs/s/r.yaml:1:10\n") && shown.contains("= help: y\n"), "{shown}");
    assert!(!shown.contains("xx"), "{shown}");
}

#[test]
fn places_far_from_each_other_are_shown_one_after_the_other() {
    let text = format!("a: 1\n{}a: 2\n", "# x\n".repeat(MAX_WINDOW * 2));
    let second = text.len() - 5;
    let problem = Problem::new(Kind::RepeatedKey, place(second, second + 1), "a").label("second");
    let shown = rendered(text.as_bytes(), problem.related(place(0, 1), "first"));
    assert!(shown.contains("402 | a: 2\n") && shown.contains("1 | a: 1\n"), "{shown}");
}

/// The files that are named above what is shown of them, for two places so many lines apart.
fn windows(lines_apart: usize) -> usize {
    let text = format!("a: 1\n{}a: 2\n", "# x\n".repeat(lines_apart - 1));
    let second = text.len() - 5;
    let problem = Problem::new(Kind::RepeatedKey, place(second, second + 1), "a");
    rendered(text.as_bytes(), problem.related(place(0, 1), "first")).matches("specs/s/r.yaml").count()
}

#[test]
fn places_near_each_other_share_a_window() {
    assert_eq!([1, MAX_WINDOW, MAX_WINDOW + 1].map(windows), [1, 1, 2]);
}

#[test]
fn a_line_is_shown_without_its_end() {
    for text in ["a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"] {
        let mut sources = Sources::default();
        let file = sources.add("specs/s/r.yaml", text);
        let lines = FileLines::of(&sources);
        let second = u32::try_from(text.find('b').unwrap()).unwrap();
        assert_eq!(lines.lines(file).window(0, 0).text, "a: 1");
        assert_eq!(lines.lines(file).window(second, second).text, "b: 2");
    }
}

#[test]
fn of_very_many_findings_the_rest_is_counted() {
    let mut sources = Sources::default();
    sources.add("page.txt", "x".repeat(MAX_FINDINGS + 2));
    let mut findings = Findings::default();
    for at in 0..MAX_FINDINGS + 2 {
        let page = Mark { place: place(at, at + 1), label: String::new() };
        let (kind, subject) = (FindingKind::NotInSpec, String::new());
        findings.push(Finding {
            page,
            kind,
            subject,
            title: "x".to_owned(),
            spec: None,
            help: String::new(),
        });
    }
    let shown = render_findings(&findings, &sources, Style::Plain);
    assert_eq!(shown.matches("error[not-in-spec]").count(), MAX_FINDINGS);
    assert!(shown.ends_with("\n\n2 more are not shown\n\n"), "{}", &shown[shown.len() - 200..]);
    assert_eq!(render_findings_json(&findings, &sources).lines().count(), MAX_FINDINGS + 2);
}

#[test]
fn the_rest_is_counted() {
    let mut sources = Sources::default();
    sources.add("specs/s/r.yaml", "x".repeat(60));
    let mut problems = Problems::default();
    for at in 0..60 {
        problems.push(Problem::new(Kind::Syntax, place(at, at + 1), "x"));
    }
    let shown = render(&problems, &sources, Style::Plain);
    assert!(shown.ends_with("error: 60 problems in 1 file (10 not shown); nothing was written\n"), "{shown}");
    assert_eq!(shown.matches("error[syntax]").count(), MAX_SHOWN);
    assert_eq!(render_json(&problems, &sources).lines().count(), 60);
}

#[test]
fn nothing_that_is_shown_commands_a_terminal() {
    for odd in ['\u{1B}', '\u{7F}', '\u{9B}', '\u{202E}', '\r'] {
        let text = format!("a: {odd}[2J b");
        let problem = Problem::new(Kind::Syntax, place(3, 4), format!("title {odd}"));
        let problem = problem.label(format!("label {odd}")).help(format!("help {odd}"));
        let shown = rendered(text.as_bytes(), problem.related(place(0, 1), format!("other {odd}")));
        assert!(!shown.contains(odd) && shown.contains("[2J b"), "{odd:?}: {shown:?}");
    }
}

#[test]
fn places_that_cut_characters_in_two_are_widened() {
    let shown = rendered("é: ü".as_bytes(), Problem::new(Kind::Syntax, place(1, 5), "x"));
    assert!(shown.contains("1 | é: ü\n  | ^^^^\n"), "{shown}");
    let shown = rendered(b"caf\xE9", Problem::new(Kind::NotUtf8, place(3, 4), "x"));
    assert!(shown.contains("1 | caf\u{FFFD}\n  |    ^\n"), "{shown}");
}
