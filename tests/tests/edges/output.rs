//! What one more or less makes of the output.

use codegen::{Options, Sources, Style, generate, render};

use tests::{root, text};

use super::{HEAD, operation, requests, service, shop, things};

const THINGS: &str = "generated/src/shop/things.rs";

/// The text of a file that a shop makes.
fn made(sources: &Sources, path: &str) -> String {
    let files = generate(sources, &Options::default())
        .unwrap_or_else(|problems| panic!("{}", render(&problems, sources, Style::Plain)));
    files.get(path).unwrap_or_else(|| panic!("no {path}")).to_owned()
}

#[test]
fn a_path_avoids_the_more_exact_ones_that_it_could_be() {
    let table: [(&str, &str, &[&str]); 11] = [
        ("GET /things/{name}", "GET /things/all", &["/things/all"]),
        ("GET /Things/{name}", "GET /things/ALL", &["/things/ALL"]),
        ("GET /things/{name}", "DELETE /things/all", &[]),
        ("GET /thing/{name}", "GET /things/all", &[]),
        ("GET /aa/{name}", "GET /a/all", &[]),
        // No value is empty.
        ("GET /things/{name}", "GET /things/", &[]),
        ("GET /things/{name}", "GET /things/all/parts", &[]),
        ("GET /things/{name}", "GET /things/x-{name}", &["/things/x-{name}"]),
        ("GET /things/x-{name}", "GET /things/{name}", &[]),
        // What is literal further left is the more exact.
        ("GET /things/{name}/last", "GET /things/all/{part}", &["/things/all/{part}"]),
        ("GET /things/all/{part}", "GET /things/{name}/last", &[]),
    ];
    for (ours, theirs, expected) in table {
        let rows = |request: &str| {
            let names = ["name", "part"].into_iter().filter(|name| request.contains(&format!("{{{name}}}")));
            let rows: Vec<_> = names.map(|name| format!("{name}: {{ in: path, type: string }}")).collect();
            format!("    parameters: {{ {} }}\n", rows.join(", "))
        };
        let operations = operation("Ours", ours, &rows(ours)) + &operation("Theirs", theirs, &rows(theirs));
        let things = format!(
            "{HEAD}operations:\n{operations}definitions:\n  Thing:\n    properties:\n      name: string\n"
        );
        let text = made(&shop(&service(), &things), THINGS);
        let (ours, _) = text.split_once("impl rt::Operation for Theirs").unwrap_or((&text, ""));
        let avoided: Vec<_> =
            ours.split(".avoid(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(avoided, expected, "{things}");
    }
}

#[test]
fn prose_is_escaped_where_it_would_be_markdown() {
    let table = [
        ("_private and public", r"\_private and public"),
        ("Of a class_, it is", r"Of a class\_, it is"),
        ("Of a class_", r"Of a class\_"),
        ("(_a_ or _b_.)", r"(\_a\_ or \_b\_.)"),
        ("a__b or a/_b_/c", r"a\_\_b or a/\_b\_/c"),
        ("The key_size alone", "The key_size alone"),
        ("1. Not a list", r"1\. Not a list"),
        ("1) Not a list", r"1\) Not a list"),
        ("2025 is a year", "2025 is a year"),
        (".5 is a half", ".5 is a half"),
        ("- Not an item", r"\- Not an item"),
    ];
    for (description, expected) in table {
        let more = format!("    description: '{description}'\n");
        let text = made(&shop(&service(), &things("name: string", &more)), THINGS);
        let (docs, _) = text.split_once("pub struct Thing ").unwrap_or_default();
        let docs: Vec<&str> = docs.lines().rev().skip_while(|line| !line.starts_with("///")).collect();
        assert_eq!(docs[0], format!("/// {expected}"));
    }
}

/// What is deprecated may be named by what was generated with it.
#[test]
fn what_is_deprecated_is_no_warning_where_it_is_declared() {
    let table = [
        ("properties: { amount: string }", false),
        ("properties: { amount: string }, deprecated: Gone soon.", true),
        ("properties: { amount: { type: string, deprecated: Gone soon. } }", true),
        ("enum: { much: , little: }", false),
        ("enum: { much: , little: }, deprecated: Gone soon.", true),
        ("enum: { much: , little: { deprecated: Gone soon. } }", true),
    ];
    for (money, expected) in table {
        let service = format!("{}  Money: {{ {money} }}\n", service());
        let sources = shop(&service, &things("price: Money", ""));
        for path in ["generated/src/shop/mod.rs", THINGS] {
            assert_eq!(made(&sources, path).contains("#![allow(deprecated)]"), expected, "{path}: {money}");
        }
    }
}

#[test]
fn clippy_is_told_of_more_than_seven_arguments() {
    for (count, expected) in [(1, false), (7, false), (8, true), (9, true)] {
        let rows: Vec<_> =
            (0..count).map(|at| format!("p{at}: {{ in: query, type: string, required: true }}")).collect();
        let text = made(&shop(&service(), &requests("GET /things", &rows.join(", "))), THINGS);
        assert_eq!(text.contains("#[allow(clippy::too_many_arguments)]"), expected, "{count}");
    }
}

/// What editors are told of the language is what the declarations of its records say.
#[test]
fn the_schema_of_specs_is_made_of_their_records() {
    let path = "specs/spec.schema.json";
    assert_eq!(made(&shop(&service(), &things("name: string", "")), path), text(&root().join(path)));
}
