//! Drafts of pages of every style: accepted once they are finished, in agreement with their pages, and copied from nothing.

mod beside;
mod damaged;
mod guesses;
mod layout;
mod operations;
mod rows;
mod small;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use codegen::draft::{Draft, Extent, Wish, draft, insert};
use codegen::page::{self, Page, Text};
use codegen::{Audit, Kind, Options, Sources, Style, Weight, generate, render};
use tests::{files_below, root, text};

/// The pages of the fixture, and those that the specs are transcribed from where they are at hand.
fn pages() -> Vec<PathBuf> {
    let mut pages = fixtures();
    let seeds = root().join("../shared/seeds");
    if seeds.is_dir() {
        pages.extend(files_below(&seeds, ".txt"));
    }
    pages
}

fn fixtures() -> Vec<PathBuf> {
    let folder = root().join("tests/pages");
    [".txt", ".md"].iter().flat_map(|ending| files_below(&folder, ending)).collect()
}

fn name(page: &Path) -> String {
    page.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn wish(page: &Path) -> Wish {
    Wish { file: name(page), specs: "specs".to_owned(), ..Wish::default() }
}

/// A draft whose every TODO is done: prose of no meaning that tells what a rule is about, and the proposals as they are.
fn finished(draft: &str) -> String {
    let lines = draft.lines().map(|line| match line.split_once("TODO ") {
        Some((before, todo)) => format!("{before}{}\n", done(todo)),
        None => format!("{line}\n"),
    });
    lines.collect()
}

fn done(todo: &str) -> String {
    let prose = todo.strip_prefix("(page line").or(todo.strip_prefix("(the page "));
    let Some(prose) = prose else { return todo.to_owned() };
    let rule = prose.split_once("with a rule: ").map_or("", |(_, rule)| rule);
    let quote = if todo.ends_with('"') { "\"" } else { "" };
    format!("To be described, {}.{quote}", rule.trim_end_matches([')', '"']))
}

/// The specs that there are, with a finished draft.
fn with_draft(specs: &Sources, draft: &Draft) -> Sources {
    let mut sources = Sources::default();
    let added = |path: &str| draft.files.iter().find(|file| file.path == path);
    for (_, source) in specs.iter() {
        let text = String::from_utf8(source.bytes().to_vec()).expect("specs are UTF-8");
        let text = added(&source.path).map_or(text.clone(), |file| insert(&text, &finished(&file.text)));
        sources.add(source.path.as_str(), text);
    }
    for file in draft.files.iter().filter(|file| file.extent == Extent::Whole) {
        sources.add(file.path.as_str(), finished(&file.text));
    }
    sources
}

fn assert_accepted(sources: &Sources, page: &Path) {
    if let Err(problems) = generate(sources, &Options::default()) {
        panic!("{}:\n{}", page.display(), render(&problems, sources, Style::Plain));
    }
}

fn assert_agrees(sources: &Sources, page: &Path) {
    let pages = vec![(format!("pages/{}", name(page)), text(page).into_bytes())];
    let audit = Audit::new(sources, pages).unwrap_or_else(|_| panic!("{}: accepted before", page.display()));
    assert_eq!(audit.findings.count(Weight::Error), 0, "{}:\n{}", page.display(), audit.render(Style::Plain));
}

#[test]
fn a_draft_from_nothing_is_accepted_and_agrees_with_its_page() {
    for page in pages() {
        let draft = draft(&page::read(&text(&page)), &Sources::default(), &wish(&page));
        let sources = with_draft(&Sources::default(), &draft);
        assert_accepted(&sources, &page);
        assert_agrees(&sources, &page);
    }
}

#[test]
fn a_draft_beside_specs_repeats_nothing_that_they_share() {
    let mut specs = Sources::default();
    for path in files_below(&root().join("tests/pages/specs"), ".yaml") {
        specs.add(format!("specs/orchard/{}", name(&path)), text(&path));
    }
    for page in fixtures() {
        let wish = Wish { resource: Some("drafted".to_owned()), ..wish(&page) };
        let draft = draft(&page::read(&text(&page)), &specs, &wish);
        assert_accepted(&with_draft(&specs, &draft), &page);
        let [file] = draft.files.as_slice() else { panic!("{}: one file is new", page.display()) };
        assert!(file.text.contains("timeout: shared") || !text(&page).contains("timeout"), "{}", file.text);
        assert!(!file.text.contains("  OrchardError:\n"), "{}", file.text);
    }
}

#[test]
fn what_is_left_open_is_refused_place_by_place() {
    for page in pages() {
        let draft = draft(&page::read(&text(&page)), &Sources::default(), &wish(&page));
        let mut sources = Sources::default();
        for file in &draft.files {
            sources.add(file.path.as_str(), file.text.as_str());
        }
        let problems = generate(&sources, &Options::default()).expect_err("descriptions are open");
        let shown = render(&problems, &sources, Style::Plain);
        assert!(problems.iter().all(|problem| problem.kind == Kind::Unfinished), "{shown}");
        let todos: usize = draft.files.iter().map(|file| file.todos.len()).sum();
        assert_eq!(problems.len(), todos, "{}:\n{shown}", page.display());
        for file in &draft.files {
            let lines: Vec<&str> = file.text.lines().collect();
            for todo in &file.todos {
                assert!(lines[todo.spec_line - 1].contains("TODO"), "{}:{}", file.path, todo.spec_line);
            }
        }
    }
}

#[test]
fn no_text_of_a_page_is_copied() {
    for page in pages() {
        let read = page::read(&text(&page));
        let draft = draft(&read, &Sources::default(), &wish(&page));
        let yaml: String = draft.files.iter().map(|file| file.text.as_str()).collect();
        let texts = texts(&read);
        let long = texts.iter().filter(|text| text.value.split(' ').count() > 3);
        let copied: Vec<&str> =
            long.map(|text| text.value.as_str()).filter(|text| yaml.contains(text)).collect();
        assert!(texts.len() > 5 && copied.is_empty(), "{}: {copied:?}", page.display());
    }
}

/// All prose of a page.
fn texts(page: &Page) -> Vec<&Text> {
    let tables = [&page.parameters.rows, &page.headers.rows, &page.body.rows, &page.listed.rows];
    let rows = tables.into_iter().flatten().chain(page.definitions.rows.iter().flat_map(|one| &one.rows));
    let rows = rows.flat_map(|row| &row.description);
    let definitions = page.definitions.rows.iter().flat_map(|one| &one.description);
    let responses = page.responses.rows.iter().flat_map(|row| &row.description);
    page.description.iter().chain(rows).chain(definitions).chain(responses).collect()
}

#[test]
fn drafts_have_the_layout_of_specs() {
    for page in fixtures() {
        let draft = draft(&page::read(&text(&page)), &Sources::default(), &wish(&page));
        let shown: Vec<String> =
            draft.files.iter().map(|file| format!("--- # {}\n{}", file.path, file.text)).collect();
        let _guard = snapshots();
        insta::assert_snapshot!(name(&page).replace('.', "-"), shown.concat());
    }
}

/// What specs have already is not written again: the rows that they share, the definitions, the service itself.
#[test]
fn beside_specs_a_draft_says_what_is_new() {
    let mut specs = Sources::default();
    for path in files_below(&root().join("tests/pages/specs"), ".yaml") {
        specs.add(format!("specs/orchard/{}", name(&path)), text(&path));
    }
    let mut shown = String::new();
    for page in fixtures() {
        for resource in [None, Some("drafted".to_owned())] {
            let wish = Wish { resource, ..wish(&page) };
            let draft = draft(&page::read(&text(&page)), &specs, &wish);
            for file in &draft.files {
                let extent = if file.extent == Extent::Whole { "new" } else { "added to" };
                writeln!(shown, "--- # {}, {extent} {}\n{}", name(&page), file.path, file.text).unwrap();
            }
        }
    }
    let _guard = snapshots();
    insta::assert_snapshot!("beside", shown);
}

fn snapshots() -> insta::internals::SettingsBindDropGuard {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/drafts");
    settings.set_prepend_module_to_snapshot(false);
    settings.bind_to_scope()
}
