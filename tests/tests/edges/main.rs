//! Specs at an edge: what is just accepted and just refused, and what one more or less makes of the output.

mod output;
mod samples;
mod specs;

use codegen::{Meaning, Problems, Sources};
use tests::{root, text};

const HEAD: &str = "title: Things\ndescription: What the shop keeps.\n";

fn service() -> String {
    text(&root().join("tests/rejected/base/service.yaml"))
}

/// The shop, with these two files.
fn shop(service: &str, things: &str) -> Sources {
    let mut sources = Sources::default();
    sources.add("specs/shop/service.yaml", service);
    sources.add("specs/shop/things.yaml", things);
    sources
}

/// An operation; what may stand in it besides its request is written as JSON is.
fn operation(name: &str, request: &str, more: &str) -> String {
    format!(
        "  {name}:\n    page: {{ title: Get, api-version: v1, file: get.txt }}\n    description: Reads.\n    \
         request: {request}\n    responses: {{ 200: {{ body: Thing }} }}\n{more}"
    )
}

/// Things that are read, of these properties, and further definitions.
fn things(properties: &str, more: &str) -> String {
    let get = operation("Get", "GET /things", "");
    let rows: String = properties.lines().fold(String::new(), |rows, row| rows + "      " + row + "\n");
    format!("{HEAD}operations:\n{get}definitions:\n  Thing:\n    properties:\n{rows}{more}")
}

/// Things that are read by a request with these parameters.
fn requests(request: &str, parameters: &str) -> String {
    let get = operation("Get", request, &format!("    parameters: {{ {parameters} }}\n"));
    format!("{HEAD}operations:\n{get}definitions:\n  Thing:\n    properties:\n      name: string\n")
}

fn problems(sources: &Sources) -> Problems {
    Meaning::of(sources).err().unwrap_or_default()
}

/// Each problem: its kind, what is underlined, and what is written below that.
fn told(sources: &Sources) -> Vec<String> {
    let shown = |problem: &codegen::Problem| {
        let place = problem.place;
        let bytes = &sources.file(place.file).bytes()[place.start as usize..place.end as usize];
        format!("{} `{}` {}", problem.kind.code(), String::from_utf8_lossy(bytes), problem.label)
    };
    problems(sources).iter().map(shown).collect()
}

/// What each row is told; rows without a problem are accepted.
#[track_caller]
fn each_is_told(table: &[(&str, &[&str])], make: impl Fn(&str) -> Sources) {
    for (row, expected) in table {
        assert_eq!(told(&make(row)), *expected, "{row}");
    }
}
