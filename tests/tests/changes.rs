//! How changes of specs are shown: as text, as tables of a review, as JSON.

use codegen::compare::{Change, Effect, Kind, Subject, compare, json, markdown, text};
use codegen::{Sources, Style};
use tests::edits::{self, base, meaning};

/// One change of every kind at once, as a reviewer, a pull request and a program see it.
#[test]
fn changes_are_shown_most_severe_first() {
    let mut sources = Sources::default();
    let shown = [
        "another path",
        "one parameter less",
        "one version less has a value that is sent",
        "a field is deprecated",
        "one more optional field of what is sent",
        "one more value",
        "other docs of a model",
        "another sample",
    ];
    let edits: Vec<_> = edits::all().into_iter().filter(|edit| shown.contains(&edit.name)).collect();
    edits::add_all("shop", &edits, &mut sources);
    let changes = compare(&base(), &meaning(&sources));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/compare");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_snapshot!("text", text(&changes, Style::Plain));
        insta::assert_snapshot!("markdown", markdown(&changes));
        insta::assert_snapshot!("json", json(&changes));
    });
}

/// Texts of specs stand in cells of tables, which they must not leave.
#[test]
fn no_text_of_a_spec_leaves_its_cell() {
    let mut sources = Sources::default();
    let hostile = "Not | this `one`, but ``that`` <b>\n\n          | a | b |";
    let things = edits::base_file("things")
        .replace("Whose it is.", &format!("Whose it is.\n        deprecated: |\n          {hostile}"));
    sources.add("specs/shop/service.yaml", edits::base_file("service"));
    sources.add("specs/shop/things.yaml", things);
    let shown = markdown(&compare(&base(), &meaning(&sources)));
    let rows: Vec<&str> = shown.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), 3, "{shown}");
    let bars = |line: &str| line.matches('|').count() - line.matches("\\|").count();
    assert!(rows.iter().all(|row| bars(row) == 5), "{shown}");
    assert!(shown.contains(r"→ ``` Not \| this `one`, but ``that`` <b> \| a \| b \| ``` |"), "{shown}");
}

/// A change of something of `shop` that is in all of its versions.
fn change(
    (subject, kind, effect): (Subject, Kind, Effect),
    path: &str,
    (before, after): (&str, &str),
    note: &str,
) -> Change {
    let told = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Change {
        service: "shop".to_owned(),
        versions: vec!["v1".to_owned(), "v2".to_owned()],
        in_all_versions: true,
        subject,
        path: path.to_owned(),
        kind,
        before: told(before),
        after: told(after),
        effect,
        note: note.to_owned(),
    }
}

/// The rows of the text and of the table, without what stands around them.
fn rows(changes: &[Change]) -> (Vec<String>, Vec<String>) {
    let text = text(changes, Style::Plain);
    let text = text.lines().filter(|line| line.starts_with("  ")).map(|line| line.trim().to_owned());
    let markdown = markdown(changes);
    let markdown = markdown.lines().filter(|line| line.starts_with('|')).skip(2).map(str::to_owned);
    (text.collect(), markdown.collect())
}

/// Two things share a row if all that is said of them is the same; what came or went is there whatever it holds.
#[test]
fn things_of_which_the_same_is_said_share_a_row() {
    let ty = (Subject::Field, Kind::Type, Effect::Code);
    let of = |was, is| change(ty, "a", (was, is), "");
    let added = |is, note| change((Subject::Field, Kind::Added, Effect::Code), "a", ("", is), note);
    let removed = |was| change((Subject::Field, Kind::Removed, Effect::Code), "a", (was, ""), "");
    let pairs = [
        (true, of("i32", "i64"), of("i32", "i64")),
        (false, of("i32", "i64"), of("i32", "f64")),
        (false, of("i32", "i64"), of("bool", "i64")),
        (false, of("i32", "i64"), of("bool", "f64")),
        (
            false,
            of("i32", "i64"),
            change((Subject::Header, Kind::Type, Effect::Code), "a", ("i32", "i64"), ""),
        ),
        (
            false,
            of("i32", "i64"),
            change((Subject::Field, Kind::Wire, Effect::Code), "a", ("i32", "i64"), ""),
        ),
        (
            false,
            of("i32", "i64"),
            change((Subject::Field, Kind::Type, Effect::Addition), "a", ("i32", "i64"), ""),
        ),
        (false, of("i32", "i64"), change(ty, "a", ("i32", "i64"), "look")),
        (true, change(ty, "a", ("i32", "i64"), "look"), change(ty, "a", ("i32", "i64"), "look")),
        (true, added("i32", ""), added("String", "")),
        (false, added("i32", ""), added("i32", "look")),
        (true, removed("i32"), removed("String")),
    ];
    for (is_shared, one, other) in pairs {
        let other = Change { path: "b".to_owned(), ..other };
        let (_, rows) = rows(&[one.clone(), other.clone()]);
        assert_eq!(rows.len() == 1, is_shared, "{one:?}\n{other:?}");
    }
}

/// What is said in a row of one thing and in a row of two, in the text and in the table.
#[test]
fn rows_say_what_is_to_be_known() {
    let table = [
        // Of what came or went, one is told with what it held, several are counted.
        (
            change((Subject::Module, Kind::Added, Effect::Addition), "a", ("", ""), ""),
            "minor             a: module added",
            "minor             2 modules added",
            "| minor |  | `a` | module added |",
        ),
        (
            change((Subject::Field, Kind::Added, Effect::Code), "a", ("", "i32"), "look"),
            "major  code       a: field added, i32; look",
            "major  code       2 fields added; look",
            "| **major** | code | `a` | field added, `i32`; look |",
        ),
        (
            change((Subject::Field, Kind::Removed, Effect::Code), "a", ("i32", ""), ""),
            "major  code       a: field removed, i32",
            "major  code       2 fields removed",
            "| **major** | code | `a` | field removed, `i32` |",
        ),
        (
            change((Subject::Field, Kind::Renamed, Effect::Code), "a", ("a", "c"), ""),
            "major  code       a: field renamed, a → c",
            "major  code       2 fields renamed, a → c",
            "| **major** | code | `a` | field renamed, `a` → `c` |",
        ),
        (
            change((Subject::Field, Kind::Limits, Effect::Addition), "a", ("at most 9", ""), ""),
            "minor             a: limits changed, at most 9 → none",
            "minor             2 fields: limits changed, at most 9 → none",
            "| minor |  | `a` | limits changed, `at most 9` → none |",
        ),
        (
            change((Subject::Field, Kind::Limits, Effect::Nothing), "a", ("", "at most 9"), ""),
            "patch             a: limits changed, none → at most 9",
            "patch             2 fields: limits changed, none → at most 9",
            "| patch |  | `a` | limits changed, none → `at most 9` |",
        ),
        (
            change((Subject::Field, Kind::Setter, Effect::Code), "a", ("", ""), "its setter is gone"),
            "major  code       a: settable otherwise; its setter is gone",
            "major  code       2 fields: settable otherwise; its setter is gone",
            "| **major** | code | `a` | settable otherwise; its setter is gone |",
        ),
        // The path is the operation's or the service's, so that it is said what of that changed.
        (
            change((Subject::Answer, Kind::Wire, Effect::Behaviour), "a", ("200", "201"), ""),
            "major  behaviour  a: answer wire changed, 200 → 201",
            "major  behaviour  2 answers: wire changed, 200 → 201",
            "| **major** | behaviour | `a` | answer wire changed, `200` → `201` |",
        ),
        (
            change((Subject::Error, Kind::Type, Effect::Code), "a", ("Failure", "Fault"), ""),
            "major  code       a: error type changed, Failure → Fault",
            "major  code       2 errors: type changed, Failure → Fault",
            "| **major** | code | `a` | error type changed, `Failure` → `Fault` |",
        ),
    ];
    for (one, alone, both, cells) in table {
        assert_eq!(rows(std::slice::from_ref(&one)), (vec![alone.to_owned()], vec![cells.to_owned()]));
        let other = Change { path: "b".to_owned(), ..one.clone() };
        let (text, table) = rows(&[one, other]);
        assert_eq!(text, [both, "a", "b"]);
        assert!(table.len() == 1 && table[0].contains("| `a`, `b` |"), "{table:?}");
    }
}

/// An order that counts is no matter for readers alone.
#[test]
fn orders_that_count_are_shown() {
    let one = change((Subject::ApiVersion, Kind::Order, Effect::Behaviour), "a", ("v1, v2", "v2, v1"), "");
    let (text, table) = rows(&[one]);
    assert_eq!(text, ["major  behaviour  a: order changed, v1, v2 → v2, v1"]);
    assert_eq!(table, ["| **major** | behaviour | `a` | order changed, `v1, v2` → `v2, v1` |"]);
}

#[test]
fn several_things_are_called_by_their_plural() {
    let plurals = [
        (Subject::Service, "2 services added"),
        (Subject::ApiVersion, "2 api-versions added"),
        (Subject::Scheme, "2 security schemes added"),
        (Subject::Module, "2 modules added"),
        (Subject::Operation, "2 operations added"),
        (Subject::Parameter, "2 parameters added"),
        (Subject::Body, "2 bodies added"),
        (Subject::Answer, "2 answers added"),
        (Subject::Headers, "2 sets of response headers added"),
        (Subject::Header, "2 response headers added"),
        (Subject::Error, "2 errors added"),
        (Subject::Model, "2 models added"),
        (Subject::Field, "2 fields added"),
        (Subject::Enum, "2 enums added"),
        (Subject::Value, "2 values added"),
    ];
    for (subject, plural) in plurals {
        let one = |path| change((subject, Kind::Added, Effect::Addition), path, ("", ""), "");
        let (text, _) = rows(&[one("a"), one("b")]);
        assert_eq!(text, [&format!("minor             {plural}"), "a", "b"]);
    }
}

/// Each service and each set of its versions has a group; what is only read stands below all of them, as a number.
#[test]
fn changes_stand_in_groups_and_what_is_only_read_below() {
    let read = |kind, path| change((Subject::Operation, kind, Effect::Nothing), path, ("", ""), "");
    let one = change((Subject::Field, Kind::Removed, Effect::Code), "a", ("", ""), "");
    let changes = [
        one.clone(),
        Change {
            versions: vec!["v1".to_owned()],
            in_all_versions: false,
            path: "b".to_owned(),
            ..one.clone()
        },
        Change {
            versions: vec!["v1".to_owned(), "v2".to_owned()],
            in_all_versions: false,
            path: "c".to_owned(),
            ..one.clone()
        },
        Change {
            versions: vec!["v1".to_owned()],
            in_all_versions: false,
            path: "d".to_owned(),
            ..one.clone()
        },
        Change { versions: Vec::new(), in_all_versions: false, path: "e".to_owned(), ..one.clone() },
        Change { service: "store".to_owned(), path: "f".to_owned(), ..one },
        read(Kind::Docs, "g"),
        read(Kind::Samples, "h"),
        read(Kind::Order, "i"),
    ];
    let below =
        "While the crate is 0.x, major raises the second number of its version, minor and patch the third.\n";
    assert_eq!(
        text(&changes, Style::Plain),
        format!(
            "major: 9 changes, 6 break code, 3 are seen by readers alone\n\n\
             shop, all api-versions\n  major  code       2 fields removed\n                    a\n                    e\n\n\
             shop, api-version v1\n  major  code       2 fields removed\n                    b\n                    d\n\n\
             shop, api-version v1, v2\n  major  code       c: field removed\n\n\
             store, all api-versions\n  major  code       f: field removed\n\n\
             Only read: docs in 1 place, samples of 1 operation, an order that does not count in 1 place.\n\n{below}"
        )
    );
    let twice = [Kind::Docs, Kind::Samples, Kind::Order].map(|kind| [read(kind, "a"), read(kind, "b")]);
    assert_eq!(
        text(&twice.concat(), Style::Plain),
        format!(
            "patch: 6 changes, 6 are seen by readers alone\n\nOnly read: docs in 2 places, samples of 2 operations, \
             orders that do not count in 2 places.\n\n{below}"
        )
    );
    assert_eq!(
        text(&[read(Kind::Docs, "a")], Style::Plain),
        format!("patch: 1 change, 1 is seen by readers alone\n\nOnly read: docs in 1 place.\n\n{below}")
    );
}
