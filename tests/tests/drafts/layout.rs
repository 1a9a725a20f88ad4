//! How a draft is laid out: lines that fit and lines that do not, and what is said of the open ones.

use codegen::Sources;
use codegen::draft::{Todo, Wish, draft};
use codegen::page::read;

use super::small::{drafted, page};

const GET: &str = "GET {orchardUrl}/trees?api-version=1.0";

/// How a text of the operation's page is written.
fn written(file: &str) -> String {
    let wish = Wish { file: file.to_owned(), ..Wish::default() };
    let draft = draft(&read(&page(GET, &[])), &Sources::default(), &wish);
    let resource = draft.files.last().expect("there is a resource");
    let (_, rest) = resource.text.split_once("      file:").expect("the page has a file");
    rest.split_once("\n    description:").expect("the description comes next").0.to_owned()
}

/// `      file: ` leaves 108 of 120 characters; what is longer goes below, unless a fold would change it.
#[test]
fn texts_fold_where_they_do_not_fit_and_a_fold_changes_nothing() {
    let fits = "a".repeat(108);
    let long = "a".repeat(109);
    let cases = [
        (fits.clone(), format!(" {fits}")),
        (long.clone(), format!(" >-\n        {long}")),
        (format!("a: {long}"), format!(" >-\n        a: {long}")),
        // In its quotes it is too long, but not without them.
        (format!("@{}", &fits[..105]), format!(" \"@{}\"", &fits[..105])),
        (format!("@{}", &fits[..106]), format!(" >-\n        @{}", &fits[..106])),
        (format!(" {long}"), format!(" \" {long}\"")),
        (format!("{long}\nb"), format!(" \"{long}\\nb\"")),
        (format!("{long}  b"), format!(" {long}  b")),
        (format!("{long}\u{202e}b"), format!(" \"{long}\\u202eb\"")),
    ];
    for (text, expected) in cases {
        assert_eq!(written(&text), expected, "{text}");
    }
}

#[test]
fn comments_are_as_long_as_lines_may_be() {
    let comment = |name: &str| {
        let answer = format!("Answer\n| {name} | string | |\n| {name} | string | |");
        let draft = drafted(&page(GET, &["Responses\n| 200 OK | Answer | It. |", &answer]));
        let resource = draft.files.last().expect("there is a resource");
        let lines = resource.text.lines().skip_while(|line| !line.contains("a second row"));
        lines.take_while(|line| line.starts_with("  #")).map(str::to_owned).collect::<Vec<_>>()
    };
    let begins = "  # Page line 22: a second row is called";
    let fits = "a".repeat(120 - begins.len() - " ``.".len());
    assert_eq!(comment(&fits), [format!("{begins} `{fits}`.")]);
    assert_eq!(comment(&format!("{fits}a")), [begins.to_owned(), format!("  # `{fits}a`.")]);
}

/// What is open has its place in the spec, and one on the page where a line of it is to blame.
#[test]
fn what_is_open_has_its_lines() {
    let draft = drafted(&page(GET, &["Responses\n| 200 OK | Elsewhere | |"]));
    let resource = draft.files.last().expect("there is a resource");
    let todo = |at: &str, spec_line, page_line, proposal: Option<&str>, why: &str| Todo {
        at: at.to_owned(),
        spec_line,
        page_line,
        proposal: proposal.map(str::to_owned),
        why: why.to_owned(),
    };
    let expected = [
        todo("description", 4, None, None, ""),
        todo("operations.Get.description", 12, Some(3), None, ""),
        todo(
            "operations.Get.responses.200.body",
            17,
            Some(11),
            Some("object"),
            "no table of the page defines `Elsewhere`.",
        ),
    ];
    assert_eq!(resource.todos, expected, "{}", resource.text);
}

/// A status needs no quotes; any other key does that some reader would take for something else.
#[test]
fn keys_are_texts_but_for_statuses() {
    let state = "State\n| 12 | |\n| 256 | |\n| yes | |\n| old | |";
    let parts = ["Responses\n| 200 OK | Tree | |", "Tree\n| state | State | |", state];
    let draft = drafted(&page(GET, &parts));
    let resource = draft.files.last().expect("there is a resource");
    let keys = |indent: &str| {
        let keys = resource.text.lines().filter_map(|line| line.strip_prefix(indent)?.strip_suffix(':'));
        keys.filter(|key| !key.starts_with(' ')).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(keys("      "), ["200", "\"12\"", "\"256\"", "\"yes\"", "old"]);
}
