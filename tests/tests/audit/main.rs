//! Pages of every style, damaged as pages are, against a spec: nothing is found; and of one changed fact, that fact.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected has failed")]

mod lost;
mod together;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use codegen::{
    Audit, Options, Problems, Sources, Style, Weight, find_pages, generate, named_pages, pages_in, render,
};
use serde_json::Value;
use tests::pages::{Change, edits};
use tests::{files_below, root, shown, specs, text};

/// The pages of the fixture, and its specs, by path below `tests/pages`.
type Files = BTreeMap<String, String>;

fn files() -> Files {
    let folder = root().join("tests/pages");
    let files = [".yaml", ".txt", ".md"].iter().flat_map(|ending| files_below(&folder, ending));
    let name = |path: &std::path::Path| shown(path).replace("tests/pages/", "");
    files.map(|path| (name(&path), text(&path))).collect()
}

fn is_spec(path: &str) -> bool {
    path.starts_with("specs/")
}

fn specs_of(files: &Files) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in files.iter().filter(|(path, _)| is_spec(path)) {
        sources.add(path.as_str(), text.as_str());
    }
    sources
}

fn try_audit(files: &Files) -> Result<Audit, Problems> {
    let pages = files.iter().filter(|(path, _)| !is_spec(path));
    let pages = pages.map(|(path, text)| (path.clone(), text.clone().into_bytes())).collect();
    Audit::new(&specs_of(files), pages)
}

fn audit(files: &Files) -> Audit {
    try_audit(files)
        .unwrap_or_else(|problems| panic!("{}", render(&problems, &specs_of(files), Style::Plain)))
}

/// Changes a fact, which must be there.
fn change(files: &mut Files, [file, old, new]: &Change) {
    let text = files.get_mut(file).unwrap_or_else(|| panic!("there is no {file}"));
    assert!(text.contains(old), "{file} does not have {old:?}");
    *text = text.replacen(old, new, 1);
}

fn in_json(audit: &Audit) -> Vec<Value> {
    let lines = audit.render_json();
    lines.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

/// What was found, one a line: kind, subject, and where.
fn listed(audit: &Audit) -> String {
    let mut lines = String::new();
    for finding in in_json(audit) {
        let place = |side: &str| {
            let mark = &finding[side];
            mark["file"].as_str().map(|file| format!(" {file}:{}", mark["line"])).unwrap_or_default()
        };
        let (kind, subject) = (finding["kind"].as_str().unwrap(), finding["subject"].as_str().unwrap());
        writeln!(lines, "  {kind}: {subject};{}{}", place("page"), place("spec")).unwrap();
    }
    lines
}

fn snapshots() -> insta::internals::SettingsBindDropGuard {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/audit");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind_to_scope()
}

#[test]
fn the_fixture_is_a_service_like_any_other() {
    let sources = specs_of(&files());
    if let Err(problems) = generate(&sources, &Options::default()) {
        panic!("{}", render(&problems, &sources, Style::Plain));
    }
}

#[test]
fn pages_of_every_style_agree_with_their_spec() {
    let files = files();
    let audit = audit(&files);
    assert!(audit.findings.is_empty(), "{}", audit.render(Style::Plain));
    let pages: Vec<&str> = files.keys().map(String::as_str).filter(|path| !is_spec(path)).collect();
    assert_eq!(named_pages(&specs_of(&files)).expect("the spec is right"), pages);
}

/// What a shared definition says of other pages is no fault of the one page that is looked at.
#[test]
fn a_page_agrees_alone_too() {
    let files = files();
    for page in files.keys().filter(|path| !is_spec(path)) {
        let alone: Files =
            files.clone().into_iter().filter(|(path, _)| is_spec(path) || path == page).collect();
        let audit = audit(&alone);
        assert!(audit.findings.is_empty(), "{page}:\n{}", audit.render(Style::Plain));
    }
}

#[test]
fn a_page_that_was_saved_under_another_name_is_known_by_its_title() {
    for page in ["plain.txt", "plain-new.txt", "site.md"] {
        let mut files = files();
        let text = files.remove(page).unwrap();
        let name = format!("saved-{page}");
        files.insert(name.clone(), text.clone());
        let findings = audit(&files).findings;
        assert!(findings.is_empty(), "{page}: {findings:?}");
        // Another title, or another version, is another page.
        for (old, new) in [("Tree", "Bush"), ("api-version=", "api-version=9")] {
            files.insert(name.clone(), text.replace(old, new));
            let found = listed(&audit(&files));
            assert!(
                found.starts_with("  no-operation: page;") && found.lines().count() == 1,
                "{page}: {found}"
            );
        }
    }
}

#[test]
fn one_changed_fact_is_what_is_found() {
    let files = files();
    let mut found = String::new();
    let mut faults = String::new();
    for one in edits() {
        let mut edited = files.clone();
        change(&mut edited, &one);
        let [file, old, new] = one;
        let audit = audit(&edited);
        let findings = listed(&audit);
        writeln!(found, "{file}: {old:?} -> {new:?}\n{findings}").unwrap();
        // A fact of the spec can be that of several pages, on each of which it is found.
        let facts: BTreeSet<_> =
            audit.findings.iter().map(|one| (one.kind, &one.subject, &one.spec)).collect();
        if facts.len() != 1 {
            writeln!(faults, "{file}: {old:?} -> {new:?}\n{findings}").unwrap();
        }
    }
    assert!(faults.is_empty(), "each should be one finding:\n{faults}");
    let _guard = snapshots();
    insta::assert_snapshot!("edits", found);
}

#[test]
fn findings_are_drawn_as_problems_are() {
    let mut files = files();
    let edits = [
        ("plain.txt", "integer\n\nint32\n\nSeconds", "integer\n\nint64\n\nSeconds"),
        ("plain.txt", "at most 9 apples", "at most 8 apples"),
        (
            "specs/orchard/trees.yaml",
            "        errata:\n          body: lost-link\n    samples:\n      - title: FellTree",
            "    samples:\n      - title: FellTree",
        ),
    ];
    for (file, old, new) in edits {
        change(&mut files, &[file, old, new].map(str::to_owned));
    }
    files.insert(
        "stray.txt".to_owned(),
        "Tree - Climb\n\nGET {orchardUrl}/trees/climb?api-version=2.0\n".to_owned(),
    );
    let audit = audit(&files);
    let weights = [Weight::Error, Weight::Warning, Weight::Note].map(|weight| audit.findings.count(weight));
    assert_eq!(weights, [2, 1, 1], "{}", audit.render(Style::Plain));
    let _guard = snapshots();
    insta::assert_snapshot!("text", audit.render(Style::Plain));
    insta::assert_snapshot!("json", audit.render_json());
}

#[test]
fn a_page_that_is_cut_anywhere_is_read() {
    for (_, page) in files().iter().filter(|(path, _)| !is_spec(path)) {
        // Each third, which cuts every word somewhere, in a third of the time.
        for (end, _) in page.char_indices().step_by(3) {
            let _ = codegen::page::read(&page[..end]);
        }
    }
}

#[test]
fn the_projects_pages_agree_with_its_specs() {
    let specs = specs();
    let named = named_pages(&specs).expect("the specs are right");
    let found = match std::env::var_os("REFERENCE_PAGES") {
        Some(folder) => pages_in(folder.as_ref(), &named),
        None => find_pages(&root(), &named),
    };
    if found.is_empty() {
        eprintln!("SKIPPED: none of {named:?} is near this project");
        return;
    }
    assert_eq!(found.len(), named.len(), "only {found:?} of {named:?}");
    let pages =
        found.iter().map(|path| (path.to_string_lossy().into_owned(), text(path).into_bytes())).collect();
    let audit = Audit::new(&specs, pages).expect("the specs are right");
    assert!(audit.findings.is_empty(), "{}", audit.render(Style::Plain));
}
