//! What is committed is what the specs make, whoever makes it and wherever.

use std::path::Path;

use codegen::{Files, Options, Sources, State, Style, generate, render};
use tests::{root, specs};

fn made(sources: &Sources) -> Files {
    generate(sources, &Options::default())
        .unwrap_or_else(|problems| panic!("{}", render(&problems, sources, Style::Plain)))
}

#[test]
fn what_is_committed_is_what_the_specs_make() {
    let changes = made(&specs()).compare(&root()).unwrap();
    let not_fresh = changes.iter().filter_map(|(path, state)| match state {
        State::Fresh => None,
        State::Missing => Some(format!("missing {path}")),
        State::Stale { .. } => Some(format!("stale   {path}")),
        State::Orphan => Some(format!("orphan  {path}")),
    });
    let not_fresh: Vec<_> = not_fresh.collect();
    assert!(not_fresh.is_empty(), "run `{}`:\n{}", Options::default().command, not_fresh.join("\n"));
}

/// Compares file by file, for a failure that can be read.
fn assert_same(left: &Files, right: &Files) {
    let paths = |files: &Files| files.iter().map(|(path, _)| path.to_owned()).collect::<Vec<_>>();
    assert_eq!(paths(left), paths(right));
    let differ = left.iter().filter(|(path, text)| right.get(path) != Some(text));
    let differ: Vec<_> = differ.map(|(path, _)| path).collect();
    assert!(differ.is_empty(), "these differ: {differ:?}");
}

#[test]
fn each_service_and_the_schema_are_among_it() {
    let files = made(&specs());
    let paths: Vec<_> = files.iter().map(|(path, _)| path).collect();
    for path in ["generated/src/lib.rs", "generated/src/azure_batch/mod.rs", "specs/spec.schema.json"] {
        assert!(paths.contains(&path), "{path} is not among {paths:?}");
    }
}

#[test]
fn twice_makes_the_same() {
    assert_same(&made(&specs()), &made(&specs()));
}

#[test]
fn the_order_in_which_files_are_found_does_not_matter() {
    let specs = specs();
    let mut backwards = Sources::default();
    let files: Vec<_> = specs.iter().map(|(_, source)| source).collect();
    for source in files.iter().rev() {
        backwards.add(source.path.clone(), source.bytes());
    }
    assert_same(&made(&backwards), &made(&specs));
}

#[test]
fn the_folder_that_one_stands_in_does_not_matter() {
    // Tests run in the folder of their package.
    let from_here = Sources::read(Path::new(".."), &Options::default().specs).unwrap();
    assert_same(&made(&from_here), &made(&specs()));
}
