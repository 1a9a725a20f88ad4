//! Files that are as large as they may be in one direction: none of them makes the generator fail or run without end.
//!
//! Whatever grew faster than its file would be seen here as a test that does not come to an end.

use std::fmt::Write as _;

use codegen::{Kind, Options, Problems, Sources, Style, generate, render, render_json};
use tests::{root, text};

/// How many there are of what is repeated: enough that what grows with the square would be felt.
const MANY: usize = 2000;

const HEAD: &str = "title: Things\ndescription: Things.\n";

const GET: &str = "operations:\n  Get:\n    page: { title: Get, api-version: v1, file: get.txt }\n    description: Reads.\n    \
                   request: GET /things\n    responses:\n      200: { body: Thing }\n";

/// The problems of a resource, which can all be shown.
fn problems(things: String) -> Problems {
    let mut sources = Sources::default();
    sources.add("specs/shop/service.yaml", text(&root().join("tests/rejected/base/service.yaml")));
    sources.add("specs/shop/things.yaml", things);
    let problems = generate(&sources, &Options::default()).err().unwrap_or_default();
    assert!(render(&problems, &sources, Style::Plain).len() < 1_000_000);
    assert!(render_json(&problems, &sources).len() < 20_000_000);
    problems
}

#[track_caller]
fn all_are(problems: &Problems, kind: Kind) {
    assert!(!problems.is_empty());
    for problem in problems {
        assert_eq!(problem.kind, kind, "{problem:?}");
    }
}

fn repeated(line: impl Fn(usize) -> String) -> String {
    (0..MANY).map(line).collect()
}

#[test]
fn types_may_not_be_nested_without_end() {
    for ty in
        ["string[]".to_owned() + &"[]".repeat(500_000), "<".repeat(500_000) + "string" + &">".repeat(500_000)]
    {
        let things =
            format!("{HEAD}{GET}definitions:\n  Thing:\n    properties:\n      a: {{ type: \"{ty}\" }}\n");
        all_are(&problems(things), Kind::UnknownType);
    }
}

#[test]
fn paths_of_rules_may_not_lead_on_without_end() {
    let path = "more.".repeat(100_000) + "count";
    let table = "    properties:\n      more: Thing\n      count: integer (int32)\n";
    let rules = format!("    rules:\n      ? {path}\n      : {{ maximum: {{ times: 2, of: count }} }}\n");
    all_are(&problems(format!("{HEAD}{GET}definitions:\n  Thing:\n{table}{rules}")), Kind::BadRule);
    let other = format!("    rules:\n      count: {{ maximum: {{ times: 2, of: {path} }} }}\n");
    all_are(&problems(format!("{HEAD}{GET}definitions:\n  Thing:\n{table}{other}")), Kind::BadRule);
}

#[test]
fn a_name_that_nobody_knows_is_compared_with_no_more_names_than_it_is_worth() {
    let definitions =
        repeated(|at| format!("  Thing{at:05}Of{at:05}:\n    properties:\n      a: Thing{at:05}On{at:05}\n"));
    let problems =
        problems(format!("{HEAD}{GET}definitions:\n{definitions}  Thing:\n    properties: {{}}\n"));
    assert_eq!(problems.len(), MANY);
    assert!(problems.iter().count() < MANY);
    all_are(&problems, Kind::UnknownType);
}

#[test]
fn a_chain_of_definitions_may_be_long() {
    let chain = repeated(|at| {
        format!("  D{at}:\n    properties:\n      next: {{ type: D{}, required: true }}\n", (at + 1) % MANY)
    });
    let things = format!("{HEAD}{GET}definitions:\n{chain}  Thing:\n    properties:\n      first: D0\n");
    let found = problems(things);
    assert_eq!(found.len(), MANY, "each of the circle is told");
    all_are(&found, Kind::EndlessType);
}

#[test]
fn paths_may_be_many_and_alike() {
    let mut things = format!("{HEAD}operations:\n");
    for at in 0..400 {
        for (word, method) in
            [(format!("a{at}"), "GET"), ("{name}".to_owned(), "PUT"), ("{name}".to_owned(), "GET")]
        {
            let row = if word.contains('{') {
                "    parameters:\n      name: { in: path, type: string }\n"
            } else {
                ""
            };
            write!(
                things,
                "  {method}{at}{}:\n    openapi: Get\n    description: Reads.\n    request: {method} /things/{word}/b{at}\n{row}    \
                 responses:\n      204:\n",
                word.len()
            )
            .expect("writing to a text cannot fail");
        }
    }
    all_are(&problems(things), Kind::PageOrOpenapi);
}

#[test]
fn what_is_on_one_line_may_be_much() {
    let line = repeated(|_| "[[],[]],".to_owned());
    all_are(&problems(format!("{HEAD}operations: [{line}]\n")), Kind::WrongShape);
    let deprecated = repeated(|at| format!("k{at}: [{{}}], "));
    let found = problems(format!("{{ title: a, description: b, {deprecated} }}\n"));
    assert_eq!(found.len(), MANY);
    all_are(&found, Kind::UnknownKey);
}
