//! One feature each, from its spec to the file of Rust that it makes.

use codegen::{Options, Sources, Style, generate, render};
use tests::{fixtures, root, text};

#[test]
fn each_fixture_makes_its_file() {
    let sources = fixtures::sources().unwrap();
    let files = generate(&sources, &fixtures::options())
        .unwrap_or_else(|problems| panic!("{}", render(&problems, &sources, Style::Plain)));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/emit");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (path, text) in files.iter() {
        let Some(module) = path.strip_prefix("fixtures/").and_then(|path| path.strip_suffix(".rs")) else {
            continue;
        };
        let name = module.replace('/', ".");
        settings.bind(|| insta::assert_snapshot!(name, text));
    }
}

/// Each level is written once: twice at each of forty would take longer than anybody waits.
#[test]
fn a_deep_sample_takes_no_long_time() {
    const DEPTH: usize = 40;
    let base = root().join("tests/rejected/base");
    let body = format!("{}{{}}{}", "{ \"part\": ".repeat(DEPTH), " }".repeat(DEPTH));
    let things = format!(
        "title: Things\ndescription: Things in things.\noperations:\n  Put:\n    \
         page: {{ title: Put, api-version: v1, file: put.txt }}\n    description: Writes a thing.\n    \
         request: PUT /things\n    body: Thing\n    responses:\n      204:\n    samples:\n      \
         - title: Deep\n        request: PUT /things?api-version=v1\n        body: {body}\n\
         definitions:\n  Thing:\n    properties:\n      part: Thing\n"
    );
    let mut sources = Sources::default();
    sources.add("specs/shop/service.yaml", text(&base.join("service.yaml")));
    sources.add("specs/shop/things.yaml", things);
    let files = generate(&sources, &Options::default())
        .unwrap_or_else(|problems| panic!("{}", render(&problems, &sources, Style::Plain)));
    let samples = files.iter().find(|(path, _)| path.ends_with("things/samples.rs"));
    let (_, samples) = samples.expect("the operation has a sample");
    assert_eq!(samples.matches(".part(").count(), DEPTH);
}
