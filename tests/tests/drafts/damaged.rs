//! Drafts of pages that lost something, or say something else.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use codegen::Sources;
use codegen::draft::{Draft, Wish, draft};
use codegen::page;
use tests::pages::edits;
use tests::{root, text};

use super::{fixtures, name, snapshots, wish};

/// A page that has lost all its links: what speaks for a type is in samples, names and words.
const LINKS_LOST: &str = include_str!("links-lost.txt");

/// The lines of a draft but for those that only say where a description is.
fn lines_of(draft: &Draft) -> Vec<String> {
    let lines = draft.files.iter().flat_map(|file| file.text.lines()).map(str::trim);
    let lines = lines.filter(|line| !line.starts_with("description: TODO (page line") && !line.is_empty());
    lines.map(str::to_owned).collect()
}

/// What one draft has more or less often than another.
fn differences(one: &[String], other: &[String]) -> String {
    let count = |lines: &[String]| {
        let mut counts: BTreeMap<String, i32> = BTreeMap::new();
        for line in lines {
            *counts.entry(line.clone()).or_default() += 1;
        }
        counts
    };
    let mut counts = count(other);
    for (line, times) in count(one) {
        *counts.entry(line).or_default() -= times;
    }
    let lines = counts.into_iter().filter(|(_, times)| *times != 0);
    let lines = lines.map(|(line, times)| format!("{}{line}", if times > 0 { '+' } else { '-' }));
    lines.collect::<Vec<_>>().join(" | ")
}

#[test]
fn one_changed_fact_is_what_changes_in_a_draft() {
    let mut shown = String::new();
    for path in fixtures() {
        let page = text(&path);
        let drafted = |page: &str| lines_of(&draft(&page::read(page), &Sources::default(), &wish(&path)));
        let whole = drafted(&page);
        for [_, old, new] in edits().into_iter().filter(|[file, ..]| *file == name(&path)) {
            let changed = differences(&whole, &drafted(&page.replacen(&old, &new, 1)));
            writeln!(shown, "{}: {old:?} -> {new:?}\n  {changed}", name(&path)).unwrap();
        }
    }
    let _guard = snapshots();
    insta::assert_snapshot!("edits", shown);
}

/// Pages lose lines when they are saved: what each of them takes away from the draft, and what is put in its place.
fn look_at_what_is_left(file: &str) {
    let path = root().join("tests/pages").join(file);
    let page = text(&path);
    let drafted = |page: &str| lines_of(&draft(&page::read(page), &Sources::default(), &wish(&path)));
    let whole = drafted(&page);
    let lines: Vec<&str> = page.lines().collect();
    let mut shown = String::new();
    for at in 0..lines.len() {
        // A blank line in its place, so that all others keep their numbers.
        let rest = [&lines[..at], &[""], &lines[at + 1..]].concat().join("\n");
        let changed = differences(&whole, &drafted(&rest));
        if !changed.is_empty() {
            writeln!(shown, "{}: {}\n  {changed}", at + 1, lines[at])
                .expect("a string takes all that is written");
        }
    }
    let _guard = snapshots();
    insta::assert_snapshot!(format!("lost-{}", file.replace('.', "-")), shown);
}

#[test]
fn what_is_left_of_a_bulleted_page_is_drafted_as_well() {
    look_at_what_is_left("bulleted.txt");
}

#[test]
fn what_is_left_of_an_extracted_page_is_drafted_as_well() {
    look_at_what_is_left("extracted.txt");
}

#[test]
fn what_is_left_of_a_plain_page_is_drafted_as_well() {
    look_at_what_is_left("plain.txt");
}

#[test]
fn what_is_left_of_a_new_page_is_drafted_as_well() {
    look_at_what_is_left("plain-new.txt");
}

#[test]
fn what_is_left_of_a_page_in_markdown_is_drafted_as_well() {
    look_at_what_is_left("site.md");
}

#[test]
fn a_lost_type_is_guessed_by_all_that_speaks_for_one() {
    let draft = draft(&page::read(LINKS_LOST), &Sources::default(), &Wish::default());
    let shown: Vec<String> =
        draft.files.iter().map(|file| format!("--- # {}\n{}", file.path, file.text)).collect();
    let _guard = snapshots();
    insta::assert_snapshot!("links-lost", shown.concat());
}
