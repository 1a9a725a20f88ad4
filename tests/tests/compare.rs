//! What a change of specs means for consumers: for each fact that can change, that change and no other.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected has failed")]

use std::collections::BTreeSet;
use std::fmt::Write;

use codegen::compare::{Change, compare, json, markdown, text, verdict};
use codegen::{Meaning, Sources, Style, render};
use tests::edits::{self, base, meaning};
use tests::{fixtures, root, specs};

/// A change as [`edits::Edit::expected`] has it.
fn short(change: &Change) -> String {
    let path = change.path.strip_prefix("shop::").unwrap_or(&change.path);
    let breaks = change.effect.breaks().unwrap_or("-");
    format!("{} {breaks} {path} {}", change.effect.verdict(), change.kind.code())
}

/// Everything that is said of a change.
fn whole(change: &Change) -> String {
    let all = if change.in_all_versions { "all: " } else { "" };
    let mut said =
        format!("{}: {} [{all}{}]", change.subject.code(), short(change), change.versions.join(" "));
    if change.before.is_some() || change.after.is_some() {
        let told = |side: &Option<String>| side.clone().unwrap_or_else(|| "-".to_owned());
        write!(said, ", {} → {}", told(&change.before), told(&change.after)).unwrap();
    }
    if !change.note.is_empty() {
        write!(said, "; {}", change.note).unwrap();
    }
    said
}

/// Each edit of a part is the change that it is and no other; what is said of it, forth and back, is in the snapshot.
fn check(part: &str) {
    let (_, edits) = edits::parts().into_iter().find(|(name, _)| *name == part).unwrap();
    let base = base();
    let mut faults = String::new();
    let mut said = String::new();
    for edit in edits {
        let mut sources = Sources::default();
        edit.add("shop", &mut sources);
        let edited = match Meaning::of(&sources) {
            Ok(edited) => edited,
            Err(problems) => {
                writeln!(faults, "{}:\n{}", edit.name, render(&problems, &sources, Style::Plain)).unwrap();
                continue;
            }
        };
        let (forth, back) = (compare(&base, &edited), compare(&edited, &base));
        let found: Vec<String> = forth.iter().map(short).collect();
        if found != edit.expected {
            writeln!(faults, "{}:\n  expected {:?}\n  found    {found:?}", edit.name, edit.expected).unwrap();
        }
        // What came in one direction goes in the other: a comparison that is blind on one side would show here.
        if forth.is_empty() != back.is_empty() || !compare(&edited, &edited).is_empty() {
            writeln!(faults, "{}: {forth:?}, and back {back:?}", edit.name).unwrap();
        }
        writeln!(said, "{}", edit.name).unwrap();
        for (way, changes) in [("forth", forth), ("back ", back)] {
            for change in &changes {
                writeln!(said, "  {way}  {}", whole(change)).unwrap();
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/compare");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(format!("edits-of-{part}"), said));
}

#[test]
fn each_edit_of_operations_is_the_change_that_it_is() {
    check("operations");
}

#[test]
fn each_edit_of_long_operations_is_the_change_that_it_is() {
    check("long-running");
}

#[test]
fn each_edit_of_parameters_is_the_change_that_it_is() {
    check("parameters");
}

#[test]
fn each_edit_of_models_is_the_change_that_it_is() {
    check("models");
}

#[test]
fn each_edit_of_enums_is_the_change_that_it_is() {
    check("enums");
}

#[test]
fn each_edit_of_services_is_the_change_that_it_is() {
    check("services");
}

#[test]
fn every_part_of_the_edits_is_asked() {
    let parts = edits::parts().map(|(part, _)| part);
    assert_eq!(parts, ["operations", "long-running", "parameters", "models", "enums", "services"]);
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

/// Services and files, each `service/file: operations`, before and after, and what became of them.
#[test]
fn services_and_files_that_offer_the_same_are_one() {
    let rows: [(&str, &str, &[&str]); 7] = [
        ("shop/goods: Ping", "store/goods: Ping", &["shop renamed"]),
        (
            "shop/goods: Ping",
            "store/goods: Pong",
            &[
                "shop removed",
                "shop::goods removed",
                "shop::goods::Ping removed",
                "shop::Failure removed",
                "store added",
                "store::goods added",
                "store::goods::Pong added",
                "store::Failure added",
            ],
        ),
        (
            "shop/goods: Ping",
            "store/wares: Ping",
            &[
                "shop removed",
                "shop::goods removed",
                "shop::goods::Ping removed",
                "shop::Failure removed",
                "store added",
                "store::wares added",
                "store::wares::Ping added",
                "store::Failure added",
            ],
        ),
        // Another feature, whose module has the same name.
        ("my-shop/goods: Ping", "my_shop/goods: Ping", &["my_shop renamed"]),
        (
            "shop/goods: Ping, shop/tools: Count",
            "shop/wares: Ping, shop/tools: Count",
            &["shop::goods renamed"],
        ),
        (
            "shop/goods: Ping, shop/tools: Count",
            "shop/wares: Pong, shop/tools: Count",
            &[
                "shop::goods removed",
                "shop::goods::Ping removed",
                "shop::wares added",
                "shop::wares::Pong added",
            ],
        ),
        // Of files without operations nobody can say which was which.
        (
            "shop/goods:, shop/tools: Count",
            "shop/wares:, shop/tools: Count",
            &["shop::goods removed", "shop::wares added"],
        ),
    ];
    for (before, after, expected) in rows {
        let changes = compare(&meaning(&small(before)), &meaning(&small(after)));
        let found: Vec<_> =
            changes.iter().map(|change| format!("{} {}", change.path, change.kind.code())).collect();
        assert_eq!(found, expected, "{before} -> {after}");
    }
}

/// Versions that differ in a word alone may stand in either order; the newest is what requests are of.
#[test]
fn another_order_of_versions_counts_if_another_is_the_newest() {
    let shop = |versions: &str| {
        let mut sources = Sources::default();
        let listed = format!("  - {}\n", versions.replace(' ', "\n  - "));
        let service = edits::base_file("service").replace("  - v1\n  - v2\n", &listed);
        sources.add("specs/shop/service.yaml", service);
        sources.add("specs/shop/things.yaml", edits::base_file("things"));
        meaning(&sources)
    };
    let rows = [
        (
            "v1 v2 v2-preview",
            "v1 v2-preview v2",
            "api-version: major behaviour API_VERSIONS order [all: v1 v2 v2-preview], \
             v1, v2, v2-preview → v1, v2-preview, v2",
        ),
        (
            "v1 v1-preview v2",
            "v1-preview v1 v2",
            "api-version: patch - API_VERSIONS order [all: v1 v1-preview v2], v1, v1-preview, v2 → v1-preview, v1, v2",
        ),
    ];
    for (before, after, expected) in rows {
        let changes = compare(&shop(before), &shop(after));
        assert_eq!(changes.iter().map(whole).collect::<Vec<_>>(), [expected], "{before} -> {after}");
    }
}

/// Texts that become others.
type Replaced = &'static [(&'static str, &'static str)];

/// The code and the message of an error are where they were as long as each step on the way is the same field, whatever
/// that is called, further inside as well.
#[test]
fn an_error_is_read_otherwise_if_another_field_tells_it() {
    let specs = |replace: Replaced| {
        let mut sources = Sources::default();
        for file in ["service", "things"] {
            let path = root().join("tests/fixtures/nested-error").join(format!("{file}.yaml"));
            let step = |text: String, (from, to): &(&str, &str)| text.replace(from, to);
            sources.add(
                format!("specs/nested-error/{file}.yaml"),
                replace.iter().fold(tests::text(&path), step),
            );
        }
        meaning(&sources)
    };
    let rows: [(Replaced, &[&str]); 6] = [
        (
            &[("code: { type: string,", "code: { type: string, rust-name: number,")],
            &["field: major code nested_error::Detail.code renamed [all: v1], code → number"],
        ),
        (
            &[
                ("value: { type: string,", "worth: { type: string, rust-name: value,"),
                ("text.value", "text.worth"),
            ],
            &["field: major behaviour nested_error::Text.value wire [all: v1], value → worth"],
        ),
        (
            &[("code: error.code", "code: error.cause.code")],
            &["model: major behaviour nested_error::Failure wire [all: v1], error.code → error.cause.code; \
               where `code()` looks"],
        ),
        (
            &[("message: error.text.value", "message: error.code")],
            &["model: major behaviour nested_error::Failure wire [all: v1], error.text.value → error.code; \
               where `message()` looks"],
        ),
        (
            &[("message: error.text.value", "message: error.cause.code")],
            &[
                "model: major behaviour nested_error::Failure wire [all: v1], error.text.value → error.cause.code; \
               where `message()` looks",
            ],
        ),
        // A text that was inside a field is that field now.
        (
            &[
                ("error.text.value", "error.text"),
                ("text: Text", "text: string"),
                ("  Text:\n    properties:\n      value: { type: string, nullable: true }\n", ""),
            ],
            &[
                "model: major code nested_error::Text removed [all: v1]",
                "field: major code nested_error::Detail.text type [all: v1], \
                 Option<Text> → Option<String>",
                "model: major behaviour nested_error::Failure wire [all: v1], error.text.value → error.text; \
                 where `message()` looks",
            ],
        ),
    ];
    for (replace, expected) in rows {
        let changes = compare(&specs(&[]), &specs(replace));
        assert_eq!(changes.iter().map(whole).collect::<Vec<_>>(), expected, "{replace:?}");
    }
}

/// Small specs, of files as `service/file: operations` has them.
fn small(files: &str) -> Sources {
    let service = edits::base_file("service");
    let (service, _) = service.split_once("  Money:").unwrap();
    let mut sources = Sources::default();
    let mut services = BTreeSet::new();
    for file in files.split(", ") {
        let (path, operations) = file.split_once(':').unwrap();
        let (folder, _) = path.split_once('/').unwrap();
        if services.insert(folder) {
            sources.add(format!("specs/{folder}/service.yaml"), service.to_owned());
        }
        let mut text = "title: Goods\ndescription: What there is.\noperations:\n".to_owned();
        for name in operations.split_whitespace() {
            write!(
                text,
                "  {name}:\n    page: {{ title: {name}, api-version: v1, file: page.txt }}\n    \
                 description: Answers.\n    request: GET /{name}\n    responses: {{ 204: {{}} }}\n"
            )
            .unwrap();
        }
        let text = if operations.is_empty() { text.replace("operations:\n", "") } else { text };
        sources.add(format!("specs/{path}.yaml"), text);
    }
    sources
}
