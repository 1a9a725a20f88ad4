//! What a change of specs means for consumers: for each fact that can change, that change and no other.

use std::collections::BTreeSet;
use std::fmt::Write;

use codegen::compare::{Change, compare, json, markdown, text, verdict};
use codegen::{Meaning, Sources, Style, render};
use tests::{edits, fixtures, specs};

fn meaning(sources: &Sources) -> Meaning {
    Meaning::of(sources).unwrap_or_else(|problems| panic!("{}", render(&problems, sources, Style::Plain)))
}

fn base() -> Meaning {
    let mut sources = Sources::default();
    edits::add_base("shop", &mut sources);
    meaning(&sources)
}

/// A change as [`edits::Edit::expected`] has it.
fn short(change: &Change) -> String {
    let path = change.path.strip_prefix("shop::").unwrap_or(&change.path);
    let breaks = change.effect.breaks().unwrap_or("-");
    format!("{} {breaks} {path} {}", change.effect.verdict(), change.kind.code())
}

#[test]
fn each_edit_is_the_change_that_it_is_and_no_other() {
    let base = base();
    let mut faults = String::new();
    for edit in edits::all() {
        let mut sources = Sources::default();
        edit.add("shop", &mut sources);
        let edited = match Meaning::of(&sources) {
            Ok(edited) => edited,
            Err(problems) => {
                writeln!(faults, "{}:\n{}", edit.name, render(&problems, &sources, Style::Plain)).unwrap();
                continue;
            }
        };
        let found: Vec<String> = compare(&base, &edited).iter().map(short).collect();
        if found != edit.expected {
            writeln!(faults, "{}:\n  expected {:?}\n  found    {found:?}", edit.name, edit.expected).unwrap();
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// What came in one direction goes in the other: a comparison that is blind on one side would show here.
#[test]
fn each_edit_is_a_change_backwards_too() {
    let base = base();
    for edit in edits::all() {
        let mut sources = Sources::default();
        edit.add("shop", &mut sources);
        let edited = meaning(&sources);
        let (forth, back) = (compare(&base, &edited), compare(&edited, &base));
        assert_eq!(forth.is_empty(), back.is_empty(), "{}", edit.name);
        assert_eq!(compare(&edited, &edited), [], "{}", edit.name);
    }
}

#[test]
fn edits_are_told_apart_by_their_names() {
    let edits = edits::all();
    let names: BTreeSet<_> = edits.iter().map(|edit| edit.name).collect();
    assert_eq!(names.len(), edits.len());
}

#[test]
fn specs_are_what_they_are() {
    for sources in [specs(), fixtures::sources().unwrap()] {
        assert_eq!(compare(&meaning(&sources), &meaning(&sources)), []);
    }
    assert_eq!(verdict(&[]), None);
    assert_eq!(text(&[], Style::Plain), "no change: the specs mean the same\n");
    assert_eq!(markdown(&[]), "no change: the specs mean the same\n");
    assert_eq!(json(&[]), "");
}

/// One change of every kind at once, as a reviewer, a pull request and a program see it.
#[test]
fn changes_are_shown_most_severe_first() {
    let mut sources = Sources::default();
    let shown = [
        "another path",
        "one parameter less",
        "one version less has a value that is sent",
        "a field is deprecated",
        "one more optional field of what is sent",
        "one more value",
        "other docs of a model",
        "another sample",
    ];
    let edits: Vec<_> = edits::all().into_iter().filter(|edit| shown.contains(&edit.name)).collect();
    edits::add_all("shop", &edits, &mut sources);
    let changes = compare(&base(), &meaning(&sources));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/compare");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_snapshot!("text", text(&changes, Style::Plain));
        insta::assert_snapshot!("markdown", markdown(&changes));
        insta::assert_snapshot!("json", json(&changes));
    });
}

/// Texts of specs stand in cells of tables, which they must not leave.
#[test]
fn no_text_of_a_spec_leaves_its_cell() {
    let mut sources = Sources::default();
    let hostile = "Not | this `one`, but ``that`` <b>\n\n          | a | b |";
    let things = edits::base_file("things")
        .replace("Whose it is.", &format!("Whose it is.\n        deprecated: |\n          {hostile}"));
    sources.add("specs/shop/service.yaml", edits::base_file("service"));
    sources.add("specs/shop/things.yaml", things);
    let shown = markdown(&compare(&base(), &meaning(&sources)));
    let rows: Vec<&str> = shown.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), 3, "{shown}");
    let bars = |line: &str| line.matches('|').count() - line.matches("\\|").count();
    assert!(rows.iter().all(|row| bars(row) == 5), "{shown}");
    assert!(shown.contains(r"→ ``` Not \| this `one`, but ``that`` <b> \| a \| b \| ``` |"), "{shown}");
}
