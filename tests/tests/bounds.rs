//! Files that are as large as they may be in one direction: none of them makes the generator fail or run without end.
//!
//! Whatever grew faster than its file would be seen here as a test that does not come to an end.

use std::fmt::Write as _;

use codegen::draft::{Wish, draft};
use codegen::{Audit, Kind, Options, Problems, Sources, Style, generate, page, render, render_json};
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
    times(MANY, line)
}

fn times(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
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

#[test]
fn rules_and_versions_may_not_be_without_end() {
    let properties = repeated(|at| format!("      p{at}: integer (int32)\n"));
    let rules =
        repeated(|at| format!("      p{at}: {{ maximum: {{ times: 2, of: p{} }} }}\n", MANY - 1 - at));
    let table = format!("definitions:\n  Thing:\n    properties:\n{properties}    rules:\n{rules}");
    let found = problems(format!("{HEAD}{GET}{table}"));
    assert_eq!(
        found.iter().map(|one| (one.kind, one.title.as_str())).collect::<Vec<_>>(),
        [(Kind::BadRule, "a definition has at most 200 rules")]
    );
    let service = text(&root().join("tests/rejected/base/service.yaml"));
    let many = repeated(|at| format!("  - v1.{at}\n"));
    let service = service.replace("  - v1\n  - v2\n", &many);
    assert!(service.contains("v1.1999"), "{service}");
    let rows = repeated(|at| format!("      p{at}: {{ type: string, since: v1.{at} }}\n"));
    let mut sources = Sources::default();
    sources.add("specs/shop/service.yaml", service);
    sources
        .add("specs/shop/things.yaml", format!("{HEAD}{GET}definitions:\n  Thing:\n    properties:\n{rows}"));
    let found = generate(&sources, &Options::default()).expect_err("there are too many versions");
    let titles: Vec<_> = found.iter().map(|one| one.title.as_str()).collect();
    assert!(titles.contains(&"a service has at most 500 api-versions"), "{titles:?}");
}

#[test]
fn samples_may_be_long_and_their_names_too() {
    let rows = repeated(|at| format!("      p{at}: string\n"));
    let objects = times(20_000, |at| format!("{{ p{}: a }}, ", at % MANY));
    let long = "long".repeat(100_000);
    let below = times(20_000, |at| format!("k{at}: 1, "));
    let head = "    samples:\n      - title: A\n        request: GET https://a.example/things?api-version=v1\n        response:\n";
    let body = format!(
        "          body:\n            list: [{objects}]\n            map:\n              ? {long}\n              : {{ {below} }}\n"
    );
    let sample = format!("{head}{body}");
    let models = format!(
        "definitions:\n  Thing:\n    properties:\n      list: Item[]\n      map: <<string>>\n  Item:\n    properties:\n{rows}"
    );
    let found = problems(format!("{HEAD}{GET}{sample}{models}"));
    assert_eq!(found.len(), 20_000, "each number is told");
    all_are(&found, Kind::SampleContradicts);
    let found =
        problems(format!("{HEAD}{GET}{models}      more: string\n").replace("body: Thing", "body: Item"));
    assert!(
        found.iter().any(|problem| problem.title == "`Item` has 2001 rows, and a definition at most 2000")
    );
}

/// Reads a page, drafts from it and holds it against specs; returns what is left open in the draft, and what was found.
fn worked_on(text_of_page: &str) -> [usize; 2] {
    let wish = Wish { file: "plain.txt".to_owned(), specs: "specs".to_owned(), ..Wish::default() };
    let made = draft(&page::read(text_of_page), &Sources::default(), &wish);
    let mut sources = Sources::default();
    for file in &made.files {
        sources.add(file.path.as_str(), file.text.as_str());
    }
    let refused = generate(&sources, &Options::default()).expect_err("descriptions are open");
    assert!(render(&refused, &sources, Style::Plain).len() < 1_000_000);
    let mut specs = Sources::default();
    for name in ["service", "trees"] {
        let path = format!("specs/orchard/{name}.yaml");
        specs.add(path.as_str(), text(&root().join("tests/pages").join(&path)));
    }
    let audit = Audit::new(&specs, vec![("plain.txt".to_owned(), text_of_page.as_bytes().to_vec())]);
    let audit = audit.expect("the specs are right");
    assert!(audit.render(Style::Plain).len() < 2_000_000);
    assert_eq!(audit.render_json().lines().count(), audit.findings.len());
    [made.files.iter().map(|file| file.todos.len()).sum(), audit.findings.len()]
}

const TOP: &str = "Thing - Get\n\nGET {baseUrl}/things/{name}?api-version=1.0\n\n";

/// A page of Markdown that has lost its marks, or one that has all of them, with these definitions.
fn page_with(definitions: &str) -> String {
    let answer = "Responses\n| Name | Type | Description |\n|---|---|---|\n| 200 OK | D0 | Here. |\n| Other Status Codes | D1 | Gone. |\n";
    format!(
        "{TOP}{answer}Examples\nDefinitions\n| Name | Description |\n|---|---|\n| D0 | One. |\n\n{definitions}"
    )
}

const FIELDS: &str = "| Name | Type | Description |\n|---|---|---|\n";

#[test]
fn rows_of_a_page_may_be_many_in_every_style() {
    let rows = repeated(|at| format!("| name{at}Of | query | D{at} | Which. The default is {at}. |\n"));
    let head = "URI Parameters\n| Name | In | Required | Type | Description |\n|---|---|---|---|---|\n";
    let definitions =
        repeated(|at| format!("D{at}\n{FIELDS}| field | D{} | One. |\n| lost{at} | Two. |\n", at + 1));
    let extracted = format!("{TOP}{head}{rows}{}", &page_with(&definitions)[TOP.len()..]);
    let marked = extracted.replace("Definitions\n", "## Definitions\n").replace("\nD", "\n### D");
    for page in [extracted, marked] {
        assert!(worked_on(&page)[0] > MANY);
    }
    for (bullet, empty) in [("", "\n"), ("• ", "")] {
        let rows = repeated(|at| format!("name{at}\nquery\n\n{bullet}string\n\nWhich.\n\n"));
        let listed = repeated(|at| format!("D{at}\n\nOne.\n\n"));
        let tables = repeated(|at| {
            format!(
                "D{at}\n\nName Type Description\nfield{at}\n\n{bullet}string\n{empty}One.\n\nlost\n\nTwo.\n\n"
            )
        });
        let definitions = format!("Definitions\n\nName Description\n{listed}{tables}");
        assert!(
            worked_on(&format!(
                "{TOP}URI Parameters\n\nName In Required Type Description\n{rows}{definitions}"
            ))[0]
                > MANY
        );
    }
}

#[test]
fn what_a_page_has_too_much_of_to_be_guessed_at_is_left_to_people() {
    let text = times(50, |at| format!("word{at} "));
    let definitions =
        repeated(|at| format!("D{at}\n{FIELDS}| next | D{} | One. |\n| lost{at} | {text}{at} |\n\n", at + 1));
    let made = draft(&page::read(&page_with(&definitions)), &Sources::default(), &Wish::default());
    let why = "the page has too many such rows and definitions to try each with each";
    let left = made.files.iter().flat_map(|file| &file.todos).filter(|todo| todo.why.contains(why));
    assert_eq!(left.count(), MANY);
}

/// A guess that a sample refutes, once more of it is seen, must not be made again: be it the type that holds the place itself, or the
/// second of its name.
#[test]
fn a_type_that_a_sample_refutes_is_not_guessed_at_for_ever() {
    let rows = "| owner | Who has it. |\n| state | Its condition. |\n";
    let twice = format!(
        "D0\n{FIELDS}{rows}State\n{FIELDS}{rows}State\n| Value | Description |\n|---|---|\n| young | It is small. |\n"
    );
    let cases = [
        ("d.d", format!("D0\n{FIELDS}| d | One. |\n"), r#"{ "d": { "d": "text" } }"#),
        ("owner", twice, r#"{ "state": "young", "owner": { "name": "Eve" } }"#),
    ];
    for (name, definitions, answer) in cases {
        let head = "A\nSample request\nGET https://a.example/things/b?api-version=1.0\nSample response";
        let page = page_with(&definitions).replace("Examples\n", &format!("Examples\n{head}\n{answer}\n"));
        let made = draft(&page::read(&page), &Sources::default(), &Wish::default());
        let whys: Vec<&str> =
            made.files.iter().flat_map(|file| &file.todos).map(|todo| todo.why.as_str()).collect();
        assert!(whys.contains(&"the type is lost, and nothing on the page tells it."), "{name}: {whys:?}");
    }
}

#[test]
fn what_stands_in_a_row_of_a_page_may_be_long() {
    let sentences = repeated(|at| format!("It must be at most {at} apples of v{at}. "));
    let kinds = [
        format!("{}string{}", "<".repeat(100_000), ">".repeat(100_000)),
        format!("string{}", "[]".repeat(100_000)),
        format!("string{}", "[] (".repeat(100_000)),
        "<".repeat(300_000),
        "](".repeat(200_000),
    ];
    for (at, kind) in kinds.iter().enumerate() {
        for mark in ["", "### "] {
            let row =
                format!("{mark}D0\n{FIELDS}| a | {kind} | {sentences} |\n| b{kind} | string | One. |\n");
            assert!(worked_on(&page_with(&row))[0] > 0, "{at}");
        }
    }
    let empty = format!(
        "{TOP}URI Parameters\n\nName In Required Type Description\nname\npath True\n\nstring\n{}Which.\n",
        "\n".repeat(500_000)
    );
    assert!(worked_on(&empty)[0] > 0);
}

#[test]
fn names_of_a_page_may_be_alike() {
    let marks = ["-", "_", ".", "$", "@", "+"];
    let name = |at: usize| {
        format!("a{}b", (0..6).map(|place| marks[at / 6_usize.pow(place) % 6]).collect::<String>())
    };
    let rows = repeated(|at| format!("| {} | string | One. |\n", name(at)));
    assert!(worked_on(&page_with(&format!("D0\n{FIELDS}{rows}")))[0] > MANY);
}

#[test]
fn models_of_a_page_may_lead_to_each_other() {
    let rows = |next: &str| times(400, |at| format!("| {next}{at} | {next} | One. |\n"));
    let models = [("D1", "D2"), ("D2", "D3"), ("D3", "D4"), ("D4", "D1")];
    let definitions = models.map(|(name, next)| format!("{name}\n{FIELDS}{}", rows(next)));
    assert!(worked_on(&page_with(&definitions.concat()))[0] > 0);
}

#[test]
fn samples_and_schemes_of_a_page_may_be_many() {
    let schemes = repeated(|at| {
        format!(
            "auth{at}\nType: oauth2\nFlow: implicit\nScopes\n| Name | Description |\n|---|---|\n| a | One. |\n"
        )
    });
    let items = repeated(|at| format!("{{ \"unknown{at}\": {{ \"a\": {at} }} }},"));
    let answer = format!("{{ \"list\": [{items} {{}}], \"{}\": [{items} {{}}] }}", "long".repeat(20_000));
    let head = "Sample request\nGET https://a.example/things/b?api-version=1.0\nSample response\n";
    let samples = repeated(|_| format!("Same\n{head}{{}}\n")) + &format!("Large\n{head}{answer}\n");
    let page = page_with(&format!("D0\n{FIELDS}| list | D2[] | One. |\nD2\n{FIELDS}| a | string | One. |\n"));
    let page = page.replace("Examples\n", &format!("Security\n{schemes}Examples\n{samples}"));
    assert!(worked_on(&page)[0] > 0);
}

#[test]
fn a_page_may_not_be_larger_than_all_that_is_read() {
    let page = vec![b'\n'; 8 * 1024 * 1024 + 1];
    let audit =
        Audit::new(&Sources::default(), vec![("plain.txt".to_owned(), page)]).expect("no spec is wrong");
    let shown = audit.render(Style::Plain);
    assert!(
        shown.contains("the page has 8388609 bytes, which is more than any page that is read"),
        "{shown}"
    );
}
