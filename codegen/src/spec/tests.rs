//! Places and texts of one file at a time, written in many ways.

use super::load;
use crate::problem::{Kind, Place, Problems};
use crate::render::render_json;
use crate::sources::Sources;

/// Loads a resource beside a service that is missing, which is no matter here.
fn load_one(bytes: &[u8]) -> (Sources, Problems) {
    let mut sources = Sources::default();
    sources.add("specs/s/r.yaml", bytes);
    let mut problems = Problems::default();
    load(&sources, &mut problems);
    (sources, problems)
}

fn at(sources: &Sources, place: Place) -> String {
    let bytes = &sources.file(place.file).bytes()[place.start as usize..place.end as usize];
    String::from_utf8_lossy(bytes).into_owned()
}

/// What the problems of a kind underline.
fn underlined(text: &str, kind: Kind) -> Vec<String> {
    let (sources, problems) = load_one(text.as_bytes());
    problems
        .iter()
        .filter(|problem| problem.kind == kind)
        .map(|problem| at(&sources, problem.place))
        .collect()
}

#[test]
fn places_do_not_depend_on_how_a_file_is_saved() {
    let text = "title: Zertifikäte 証明書\ndescription: {a: é, b: ü}\noperations: {é: {requst: 7.0}}\n";
    let saved = [text.to_owned(), text.replace('\n', "\r\n"), format!("\u{FEFF}{text}")];
    let reports = saved.map(|text| {
        let (sources, problems) = load_one(text.as_bytes());
        assert_eq!(underlined(&text, Kind::NotText), ["7.0"]);
        assert_eq!(underlined(&text, Kind::UnknownKey), ["requst"]);
        assert_eq!(underlined(&text, Kind::WrongShape), ["{a: é, b: ü}"]);
        render_json(&problems, &sources)
    });
    assert!(reports[0].contains(r#""line":3,"column":26,"end":{"line":3,"column":29},"kind":"not-text""#));
    assert_eq!(reports[0], reports[1]);
    assert_eq!(reports[0], reports[2]);
}

#[test]
fn comments_stand_on_their_own_lines() {
    let beside = "title: C # sharp\ndescription: D#\noperations: # none\n  {} # x\n";
    assert_eq!(underlined(beside, Kind::CommentInText), ["# sharp", "# none", "# x"]);
    let apart = "# yaml\ntitle: 'C # sharp'\n  # x\ndescription: |\n  A # b\n  # c\n# d\n";
    assert_eq!(underlined(apart, Kind::CommentInText), Vec::<String>::new());
    for text in [beside, apart] {
        let marked = format!("\u{FEFF}{text}");
        assert_eq!(underlined(&marked, Kind::CommentInText), underlined(text, Kind::CommentInText));
    }
}

#[test]
fn what_spans_lines_is_reported_at_its_key() {
    let text = "title: |\n  a\n  b\ndescription:\n  a: b\n  c: d\noperations:\n  - a: b\n    c: d\n";
    assert_eq!(underlined(text, Kind::BadText), ["title"]);
    assert_eq!(underlined(text, Kind::WrongShape), ["description", "operations"]);
}

#[test]
fn hidden_characters_are_found_where_they_are() {
    assert_eq!(underlined("title: a\u{202E}b\n", Kind::HiddenCharacter), ["\u{202E}"]);
    assert_eq!(
        underlined("# a\u{200B}\ntitle: b\u{FEFF}\n", Kind::HiddenCharacter),
        ["\u{200B}", "\u{FEFF}"]
    );
    assert_eq!(underlined("title: a\rb\n", Kind::HiddenCharacter), ["\r"]);
    assert_eq!(underlined("title: \"a\\u202Eb\"\n", Kind::HiddenCharacter), ["\"a\\u202Eb\""]);
    assert_eq!(
        underlined("title: 'caf\u{E9} \u{2013} 証明書 \u{1F510}'\r\n", Kind::HiddenCharacter),
        [""; 0]
    );
}

#[test]
fn a_tab_is_reported_where_it_is() {
    let table = [
        ("title:\n\tT\n", 2),
        ("title: T\noperations:\n  Get:\n\trequest: a\n\tbody: b\n", 4),
        ("title: A\n\tB\tC\n", 2),
        ("title: |\n\tT\n", 2),
        ("operations:\n  -\ta: b\n   \tc: d\n", 3),
        ("\u{FEFF}title:\n\tT\n", 2),
    ];
    for (text, line) in table {
        let (sources, problems) = load_one(text.as_bytes());
        let found: Vec<_> = problems.iter().filter(|problem| problem.kind == Kind::Syntax).collect();
        let [tab] = found.as_slice() else { panic!("{text:?}: {problems:?}") };
        assert_eq!(tab.title, "a tab stands where only spaces may", "{text:?}");
        assert_eq!(at(&sources, tab.place), "\t", "{text:?}");
        assert_eq!(text[..tab.place.start as usize].matches('\n').count() + 1, line, "{text:?}");
    }
}

#[test]
fn a_comment_in_the_middle_of_a_text_cuts_it() {
    let text = "title: What the shop # sold or not\n  keeps.\n";
    let (sources, problems) = load_one(text.as_bytes());
    let syntax = problems.iter().filter(|problem| problem.kind == Kind::Syntax);
    let found: Vec<_> = syntax.map(|problem| (problem.title.as_str(), at(&sources, problem.place))).collect();
    assert_eq!(found, [("a comment cuts a text in two", "#".to_owned())]);
    assert_eq!(underlined(text, Kind::CommentInText), ["# sold or not"]);
}

/// What is wrong with the form of a file keeps nothing else from being read as it is.
#[test]
fn values_beside_a_comment_are_what_they_are() {
    let things = "title: T # all\ndescription: D\noperations:\n  Get:\n    page: { title: G, api-version: v, file: f }\n    \
        description: D\n    request: GET /a\n    parameters:\n      count: { in: query, type: integer (int32), default: 5 }\n      \
        full: { in: query, type: boolean, default: false }\n    responses:\n      204:\n";
    let (sources, problems) = load_one(things.as_bytes());
    let found: Vec<_> = problems.iter().map(|problem| (problem.kind, at(&sources, problem.place))).collect();
    assert_eq!(found, [(Kind::NoService, String::new()), (Kind::CommentInText, "# all".to_owned())]);
}

#[test]
fn a_second_document_is_reported_where_it_begins() {
    for text in ["title: T\n---\ntitle: U\n", "\u{FEFF}title: T\r\n---\r\ntitle: U\r\n"] {
        assert_eq!(underlined(text, Kind::SecondDocument), ["---"], "{text:?}");
    }
}

#[test]
fn a_merge_is_one_only_without_quotes() {
    assert_eq!(underlined("<<: { title: T }\n", Kind::MergeKey), ["<<"]);
    assert_eq!(underlined("\"<<\": { title: T }\n", Kind::MergeKey), [""; 0]);
    assert_eq!(underlined("\"<<\": { title: T }\n", Kind::UnknownKey), ["\"<<\""]);
}

#[test]
fn a_byte_that_is_no_utf8_is_underlined() {
    let (_, problems) = load_one(b"title: Caf\xE9.\n");
    let found: Vec<_> =
        problems.iter().map(|problem| (problem.kind, problem.place.start, problem.place.end)).collect();
    assert_eq!(found, [(Kind::NoService, 0, 0), (Kind::NotUtf8, 10, 11)]);
}

#[test]
fn a_file_has_room_for_two_hundred_thousand_values() {
    // The list is one of them, and what is refused at its beginning spares the second reader.
    let text = format!("- &a\n{}", "- a\n".repeat(199_998));
    let (_, problems) = load_one(text.as_bytes());
    let kinds: Vec<_> = problems.iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds, [Kind::NoService, Kind::Alias]);
}

#[test]
fn a_file_that_only_one_reader_reads_is_refused() {
    assert_eq!(underlined(": a\n", Kind::ReadersDisagree).len(), 1);
}

#[test]
fn a_block_may_end_with_the_file() {
    let (_, problems) = load_one(b"title: T\ndescription: |\n  D");
    let kinds: Vec<_> = problems.iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds, [Kind::NoService]);
}

#[test]
fn a_part_of_a_text_has_its_own_place() {
    let service = "title: 'Azure Batch'\ndescription: D\nbase-url: {name: u, example: \"a\\x62c\"}\n\
        api-version: {parameter: v}\napi-versions: [v1.0]\nsecurity: {}\n\
        error: {type: Error, code: error.code, message: error.message}\n";
    let mut sources = Sources::default();
    sources.add("specs/s/service.yaml", service);
    sources.add("specs/s/r.yaml", "title: T\ndescription: D\n");
    let mut problems = Problems::default();
    let spec = load(&sources, &mut problems);
    assert_eq!(problems, Problems::default());
    let service = &spec.services[0].service;
    assert_eq!(at(&sources, service.title.part(6..11)), "Batch");
    assert_eq!(at(&sources, service.error.code.part(6..10)), "code");
    assert_eq!(service.base_url.example.value, "abc");
    assert_eq!(at(&sources, service.base_url.example.part(1..2)), r#""a\x62c""#);
}
