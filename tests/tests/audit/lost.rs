//! Pages and specs that have lost a line.

use std::collections::BTreeMap;
use std::fmt::Write;

use codegen::Audit;

use super::{files, in_json, listed, snapshots, specs_of, try_audit};

/// What each line of a spec is there for: without it, the pages no longer agree. Lines without which it is no spec are not
/// shown.
fn look_at_what_a_spec_lacks(path: &str) {
    let files = files();
    let lines: Vec<&str> = files[path].lines().collect();
    let mut found = String::new();
    for at in 0..lines.len() {
        let mut edited = files.clone();
        edited.insert(path.to_owned(), [&lines[..at], &lines[at + 1..]].concat().join("\n"));
        let Ok(audit) = try_audit(&edited) else { continue };
        let findings: Vec<String> = listed(&audit)
            .lines()
            .filter_map(|line| Some(line.trim().split_once(" specs/")?.0.to_owned()))
            .collect();
        if !findings.is_empty() {
            writeln!(found, "{}: {}\n  {}", at + 1, lines[at], findings.join(" | ")).unwrap();
        }
    }
    let _guard = snapshots();
    let name = path.rsplit('/').next().unwrap_or(path).replace('.', "-");
    insta::assert_snapshot!(format!("lost-{name}"), found);
}

#[test]
fn each_line_of_the_service_is_there_for_a_page() {
    look_at_what_a_spec_lacks("specs/orchard/service.yaml");
}

#[test]
fn each_line_of_the_operations_is_there_for_a_page() {
    look_at_what_a_spec_lacks("specs/orchard/trees.yaml");
}

/// Pages lose lines when they are saved: what each of them takes away, and what is said of it.
fn look_at_what_is_left(path: &str) {
    let files = files();
    let sources = specs_of(&files);
    let lines: Vec<&str> = files[path].lines().collect();
    let rest = |at: usize| [&lines[..at], &lines[at + 1..]].concat().join("\n");
    // All are pages of the same operation, so that the specs are read once.
    let pages = (0..lines.len()).map(|at| (format!("{at}/{path}"), rest(at).into_bytes())).collect();
    let audit = Audit::new(&sources, pages).expect("the spec is right");
    let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for finding in in_json(&audit) {
        let text = |key: &str| finding[key].as_str().unwrap();
        let (at, _) = finding["page"]["file"].as_str().unwrap().split_once('/').unwrap();
        let said = format!("{}: {}", text("kind"), text("subject"));
        found.entry(at.parse().unwrap()).or_default().push(said);
    }
    let found =
        found.into_iter().map(|(at, said)| format!("{}: {}\n  {}\n", at + 1, lines[at], said.join("; ")));
    let _guard = snapshots();
    insta::assert_snapshot!(format!("lost-{}", path.replace('.', "-")), found.collect::<String>());
}

#[test]
fn what_is_left_of_a_bulleted_page_is_read_as_well() {
    look_at_what_is_left("bulleted.txt");
}

#[test]
fn what_is_left_of_an_extracted_page_is_read_as_well() {
    look_at_what_is_left("extracted.txt");
}

#[test]
fn what_is_left_of_a_plain_page_is_read_as_well() {
    look_at_what_is_left("plain.txt");
}

#[test]
fn what_is_left_of_a_new_page_is_read_as_well() {
    look_at_what_is_left("plain-new.txt");
}

#[test]
fn what_is_left_of_a_page_in_markdown_is_read_as_well() {
    look_at_what_is_left("site.md");
}
