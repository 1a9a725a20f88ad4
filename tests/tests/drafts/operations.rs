//! Operations of small pages: requests, answers, samples, what their service is, and how many facts a page has.

use super::small::{drafted, page, under};

const GET: &str = "GET {orchardUrl}/trees/{tag}?api-version=1.0";
const TREE: &str = "Tree\n| tag | string | |";

/// A request and parts of its page, the keys to look under, and what the draft says there.
type Case = (&'static str, &'static [&'static str], &'static str, Option<&'static str>);

fn check(cases: &[Case]) {
    for (request, parts, keys, expected) in cases {
        let page = page(request, parts);
        assert_eq!(under(&drafted(&page), keys).as_deref(), *expected, "{keys}\n{page}");
    }
}

#[test]
fn a_request_is_what_its_line_and_rows_say() {
    const POST: &str = "POST {orchardUrl}/trees?api-version=1.0";
    const BODY: &str = "Request Body\n| tag | True | string | A tag. |";
    check(&[
        (GET, &[], "operations.Get.request", Some("GET /trees/{tag}")),
        ("GET https://orchard.example?api-version=1.0", &[], "operations.Get.request", Some("GET /")),
        ("Nothing", &[], "operations.Get.request", Some("TODO GET /")),
        ("Nothing", &[BODY], "operations.Get.request", Some("TODO POST /")),
        // Where a row travels, if its cell does not say it.
        (
            GET,
            &["URI Parameters\n| tag | | True | string | |\n| size | | True | string | |"],
            "operations.Get.parameters",
            Some("tag: / in: path / type: string / size: / in: query / type: string / required: true"),
        ),
        // A body of the rows of no definition has a model of its own; one that is not sent has none.
        (POST, &[BODY], "operations.Get.body", Some("TreeGetParameters")),
        (
            POST,
            &[BODY],
            "definitions.TreeGetParameters",
            Some(
                "description: TODO (the page does not say) / properties: / tag: / type: string / \
                 description: TODO (page line) / required: true",
            ),
        ),
        (POST, &[BODY, TREE], "operations.Get.body", Some("Tree")),
        // Of two of these rows it is the one that is not answered.
        (
            POST,
            &[BODY, "Responses\n| 200 OK | Tree | It. |", TREE, "TreeToPlant\n| tag | string | |"],
            "operations.Get.body",
            Some("TreeToPlant"),
        ),
        (GET, &[BODY], "operations.Get.body", None),
        (GET, &[BODY], "definitions.TreeGetParameters", None),
        (GET, &[BODY, TREE], "definitions.Tree", None),
        ("HEAD {orchardUrl}/trees?api-version=1.0", &[BODY, TREE], "definitions.Tree", None),
    ]);
    let draft = drafted(&page(GET, &[BODY]));
    assert_eq!(draft.notes, ["page line 11: GET sends no body, so the one that begins here is left out"]);
}

/// A media type that is no usual one is the service's; a list of several is none.
#[test]
fn a_media_type_is_said_where_it_is_one_and_unusual() {
    let cases = [
        ("\"application/json\"", None),
        ("\"application/merge-patch+json\"", Some("application/merge-patch+json")),
        ("\"application/json\", \"text/json\"", None),
    ];
    for (media_types, expected) in cases {
        let headers = format!(
            "Request Header\nMedia Types: {media_types}\n\n| Name | Required | Type | Description |\n"
        );
        let page = page(GET, &[&headers]);
        assert_eq!(under(&drafted(&page), "media-type").as_deref(), expected, "{media_types}");
    }
}

#[test]
fn answers_have_one_type_and_some_have_none() {
    const HEAD: &str = "HEAD {orchardUrl}/trees/{tag}?api-version=1.0";
    const OWNER: &str = "Owner\n| name | string | |";
    check(&[
        (
            GET,
            &["Responses\n| 200 OK | Tree | It. |\n| 202 Accepted | Tree | Soon. |", TREE],
            "operations.Get.responses",
            Some(
                "200: / description: TODO (page line) / body: Tree / 202: / description: TODO (page line) / body: Tree",
            ),
        ),
        (
            GET,
            &["Responses\n| 200 OK | Tree | It. |\n| 202 Accepted | Owner | He. |", OWNER, TREE],
            "operations.Get.responses.202",
            Some(
                "description: TODO (page line) / # Page line: it prints `Owner`, and an operation answers with one type. / \
                 body: TODO Tree / errata: / \
                 body: The page prints another type for this status; an operation answers with one.",
            ),
        ),
        (
            GET,
            &["Responses\n| 200 OK | Tree | It. |\n| 202 Accepted | | Soon. |", TREE],
            "operations.Get.responses.202",
            Some(
                "description: TODO (page line) / \
                 # Page line: the page has no body here, and an operation answers with one type. / \
                 body: TODO Tree / errata: / \
                 body: The page prints no type for this status; an operation answers with one.",
            ),
        ),
        (
            GET,
            &["Responses\n| 200 OK | Tree | It. |\n| 204 No Content | | Gone. |", TREE],
            "operations.Get.responses.204",
            Some("description: TODO (page line)"),
        ),
        (
            GET,
            &["Responses\n| 204 No Content | Tree | Gone. |", TREE],
            "operations.Get.responses",
            Some("204: / description: TODO (page line)"),
        ),
        (
            HEAD,
            &["Responses\n| 200 OK | Tree | It. |", TREE],
            "operations.Get.responses",
            Some("200: / description: TODO (page line)"),
        ),
        (
            GET,
            &["Responses\n| 200 OK | Tree | It. |\n| 404 Not Found | | None. |", TREE],
            "operations.Get.responses",
            Some(
                "# Page line: 404 is no success; it comes as the service's error. / \
                 200: / description: TODO (page line) / body: Tree",
            ),
        ),
    ]);
}

/// A sample of the tree `a`, which comes with this.
macro_rules! sample {
    ($response:literal) => {
        concat!(
            "Examples\n### One\n#### Sample request\nGET {orchardUrl}/trees/a?api-version=1.0\n",
            "#### Sample response\n",
            $response
        )
    };
}

#[test]
fn samples_say_what_their_operation_answers() {
    const ONE: &str = "Responses\n| 202 Accepted | Tree | Soon. |\n| 404 Not Found | | None. |";
    const TWO: &str = "Responses\n| 200 OK | Tree | It. |\n| 202 Accepted | Tree | Soon. |";
    const NONE: &str = "Responses\n| 204 No Content | | Gone. |";
    const ALONE: &str = "- title: One / request: GET {orchardUrl}/trees/a?api-version=1.0";
    const ACCEPTED: &str = sample!("Status code: 202\n\n{}\n");
    const EMPTY: &str =
        "- title: One / request: GET {orchardUrl}/trees/a?api-version=1.0 / response: / body: {}";
    const WITH_STATUS: &str = "- title: One / request: GET {orchardUrl}/trees/a?api-version=1.0 / response: / status: 202 / body: {}";
    check(&[
        (GET, &[TWO, ACCEPTED, TREE], "operations.Get.samples", Some(WITH_STATUS)),
        (GET, &[ONE, ACCEPTED, TREE], "operations.Get.samples", Some(EMPTY)),
        (GET, &[NONE, sample!("Status code: 204\n"), TREE], "operations.Get.samples", Some(ALONE)),
        // What no table declares is said of the first success.
        (
            GET,
            &[ONE, sample!("{ \"tag\": \"a\", \"age\": 7 }\n"), TREE],
            "operations.Get.samples",
            Some(
                "- title: One / request: GET {orchardUrl}/trees/a?api-version=1.0 / response: / body: / { / \
                 \"tag\": \"a\", / \"age\": 7 / } / undeclared: / # Page line: no table declares it. / \
                 age: TODO (page line)",
            ),
        ),
    ]);
}

/// A sample that is no sample of the operation: the draft says why it is not there.
#[test]
fn samples_that_say_something_else_are_left_out_for_a_reason() {
    const TWO: &str = "Responses\n| 200 OK | Tree | It. |\n| 404 Not Found | | None. |";
    const NONE: &str = "Responses\n| 204 No Content | | Gone. |";
    let cases = [
        (TWO, sample!("Status code: 404\n\n{}\n"), "it shows the status 404"),
        (TWO, sample!("Status code: 201\n\n{}\n"), "it shows the status 201"),
        (TWO, sample!("Status code: 200\n"), "it shows no answer, and the operation has one"),
        (NONE, sample!("{}\n"), "it shows an answer, and the operation has none"),
    ];
    for (responses, sample, why) in cases {
        let draft = drafted(&page(GET, &[responses, sample, TREE]));
        assert_eq!(under(&draft, "operations.Get.samples"), None, "{why}");
        let operation = under(&draft, "operations.Get").unwrap_or_default();
        let (comment, _) = operation.split_once(" / ").unwrap_or_default();
        assert_eq!(comment, format!("# Page line: the sample “One” is left out: {why}."));
    }
}

/// The paths of what no table declares are bounded: in their lengths and in their number.
#[test]
fn undeclared_paths_are_named_as_far_as_people_read_them() {
    let (longest, longer) = ("a".repeat(1000), "b".repeat(1001));
    let (inner, outer) = ("c".repeat(500), "d".repeat(499));
    let deep = format!("{{ \"{inner}\": 1, \"{inner}e\": 1 }}");
    let responses = "Responses\n| 200 OK | Tree | It. |";
    let tree = format!("Tree\n| {outer} | Tree | |");
    let named = |json: &str| {
        let sample = sample!("").to_owned() + json;
        let said = under(&drafted(&page(GET, &[responses, &sample, &tree])), "operations.Get.samples");
        let said = said.expect("the sample is of its operation");
        let (_, undeclared) = said.split_once("undeclared: / ").expect("something is undeclared");
        let keys = undeclared.split(" / ").filter(|line| !line.starts_with('#'));
        keys.map(|line| line.trim_end_matches(": TODO (page line)").to_owned()).collect::<Vec<_>>()
    };
    let json = format!("{{ \"{longest}\": 1, \"{longer}\": 1, \"{outer}\": {deep} }}");
    assert_eq!(named(&json), [longest.clone(), format!("{outer}.{inner}")]);
    let many: Vec<String> = (0..1001).map(|at| format!("\"u{at:04}\": 1")).collect();
    let expected: Vec<String> = (0..1000).map(|at| format!("u{at:04}")).collect();
    assert_eq!(named(&format!("{{ {} }}", many.join(", "))), expected);
}

#[test]
fn the_error_of_a_service_is_read_down_to_its_texts() {
    const ERRORS: &str =
        "Responses\n| 204 No Content | | Gone. |\n| Other Status Codes | Fault | It went wrong. |";
    let cases: &[(&[&str], &str)] = &[
        (&["Fault\n| code | string | |\n| message | string | |"], "code: code / message: message"),
        (
            &["Fault\n| error | Inner | |", "Inner\n| code | string | |\n| message | string | |"],
            "code: error.code / message: error.message",
        ),
        // What holds a text: the one of a usual name.
        (
            &[
                "Fault\n| code | string | |\n| message | Words | |",
                "Words\n| lang | string | |\n| value | integer (int32) | |\n| text | string | |",
            ],
            "code: code / message: message.text",
        ),
        (
            &[
                "Fault\n| code | string | |\n| message | Words | |",
                "Words\n| text | string | |\n| value | string | |",
            ],
            "code: code / message: message.value",
        ),
        // The items of a list are no error of their own.
        (
            &[
                "Fault\n| details | Inner[] | |\n| error | Inner | |",
                "Inner\n| code | string | |\n| message | string | |",
            ],
            "code: error.code / message: error.message",
        ),
        // It lies three models deep at most, and models may hold each other.
        (
            &[
                "Fault\n| code | string | |\n| cause | Fault | |\n| a | A | |",
                "A\n| b | B | |",
                "B\n| c | C | |",
                "C\n| message | string | |",
            ],
            "code: code / message: a.b.c.message",
        ),
        (
            &[
                "Fault\n| code | string | |\n| a | A | |",
                "A\n| b | B | |",
                "B\n| c | C | |",
                "C\n| d | D | |",
                "D\n| message | string | |",
            ],
            "code: code / # No property of the error has this name. / message: TODO code",
        ),
    ];
    for (definitions, expected) in cases {
        let page = page(GET, &[&[ERRORS][..], *definitions].concat());
        let said = under(&drafted(&page), "error");
        assert_eq!(said, Some(format!("type: Fault / {expected}")), "{page}");
    }
}

#[test]
fn the_example_of_an_address_is_a_host_that_a_sample_asks() {
    const UNKNOWN: &str =
        "name: orchardUrl / # No sample shows an address. / example: TODO https://my-account.example.com";
    let cases = [
        ("https://home.orchard.example/trees/a", "name: orchardUrl / example: https://home.orchard.example"),
        (
            "home.orchard.example:8443/trees/a",
            "name: orchardUrl / example: https://home.orchard.example:8443",
        ),
        ("localhost/trees/a", UNKNOWN),
        ("{region}.orchard.example/trees/a", UNKNOWN),
        ("{orchardUrl}/trees/a", UNKNOWN),
    ];
    for (address, expected) in cases {
        let sample = format!("Examples\n### One\n#### Sample request\nGET {address}?api-version=1.0\n");
        let page = page(GET, &["Responses\n| 204 No Content | | Gone. |", &sample, TREE]);
        assert_eq!(under(&drafted(&page), "base-url").as_deref(), Some(expected), "{address}");
    }
}

/// Each part adds its facts to those before it.
#[test]
fn facts_are_what_a_page_states_but_for_its_prose() {
    let parts = [
        // The title and the request line.
        ("URI Parameters", 2),
        // Name, place, mark, type and limit; name, place and type.
        (
            "URI Parameters\n| tag | path | True | string <br>minLength: 1 | Which. |\n| size | query | | string | How big. |",
            8,
        ),
        // Name and type each.
        ("Request Header\n| client | | string | Who asks. |", 2),
        ("Request Body\n| tag | | string | A tag. |", 2),
        // A status, its type and its headers; a status.
        (
            "Responses\n| 200 OK | Tree | It.<br>Headers<br>- Age: string<br>- ETag: string |\n| 404 Not Found | | None. |",
            5,
        ),
        // Name, type, flow, address and scopes; name and type.
        (
            "Security\n### oauth\nType: oauth2\nFlow: implicit\nAuthorization URL: https://login.example/in\n\
             #### Scopes\n| Name | Description |\n| --- | --- |\n| read | |\n| write | |\n### key\nType: apiKey\nIn: header",
            8,
        ),
        // Title, request, body and answer.
        (
            "Examples\n### One\n#### Sample request\nPUT {orchardUrl}/trees/a?api-version=1.0\n{}\n\
             #### Sample response\n{}",
            4,
        ),
        // A name; name, type and default of a row; name and type of another.
        ("Tree\n| tag | string | a | |\n| age | string | | |", 6),
    ];
    let texts: Vec<&str> = parts.iter().map(|(part, _)| *part).collect();
    let mut facts = 0;
    for (at, (part, added)) in parts.iter().enumerate() {
        facts += added;
        let page = page("PUT {orchardUrl}/trees/{tag}?api-version=1.0", &texts[usize::from(at > 0)..=at]);
        assert_eq!(drafted(&page).facts, facts, "{part}");
    }
}
