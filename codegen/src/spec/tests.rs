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
