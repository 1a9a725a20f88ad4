//! The parts around the tables: which of them a page has, its responses, and its schemes.

use codegen::page::{Page, Presence, read};

use crate::notation::{all, response, row, scheme};

fn page(parts: &str) -> Page {
    read(&format!("Tree - Read\n\nReads.\n\nGET {{url}}/trees?api-version=1.0\n\n{parts}"))
}

fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Printed(_) => "printed",
        Presence::Absent => "absent",
        Presence::CannotTell => "cannot tell",
    }
}

#[test]
fn a_part_is_absent_only_if_a_later_one_is_there() {
    let page = page("Request Body\n\nName Type\n\nSecurity\n");
    let parts = [
        page.parameters.presence,
        page.headers.presence,
        page.body.presence,
        page.responses.presence,
        page.security.presence,
        page.samples.presence,
        page.definitions.presence,
    ];
    let expected = ["absent", "absent", "printed", "absent", "printed", "cannot tell", "cannot tell"];
    assert_eq!(parts.map(presence), expected);
}

#[test]
fn a_heading_inside_its_own_part_is_none() {
    let page = page("Responses\n\nResponse\n\n200 OK\n\nHere.\n\nResponses\n\n404 Not Found\n\nNowhere.\n");
    assert_eq!(
        all(&page.responses.rows, response),
        ["200 OK -- Here. / Responses", "404 Not Found -- Nowhere."]
    );
}

#[test]
fn a_part_may_have_lost_its_heading() {
    let of_parameters =
        page("Name In Required Type Description\nkind\npath True\n\nstring\n\nHow.\n\nResponses\n");
    assert_eq!(all(&of_parameters.parameters.rows, row), ["kind in path required true: string -- How."]);
    assert_eq!(presence(of_parameters.parameters.presence), "printed");
    let of_list = page("Examples\n\nName Description\nTree\n\nIt has leaves.\n");
    assert_eq!(all(&of_list.listed.rows, row), ["Tree -- It has leaves."]);
    // Without the column that parameters alone have, a table before the request lines is the description's.
    let text =
        "Tree - Read\n\nReads.\n\nName Description\noak\n\nIt is hard.\n\nGET {url}/trees\n\nResponses\n";
    let of_words = read(text);
    assert_eq!((presence(of_words.parameters.presence), of_words.requests.len()), ("absent", 1));
    let words: Vec<&str> = of_words.description.iter().map(|text| text.value.as_str()).collect();
    assert_eq!(words, ["Reads.", "Name Description", "oak", "It is hard."]);
}

#[test]
fn plain_responses_have_a_type_and_a_text() {
    let page = page(
        "Responses

        Name Type Description
        200 OK

        integer (int32)

        How many.

        201 Created

        Tree

        202 Accepted

        Leaf

        It falls.

        203 Partial

        object

        file

        A picture.

        204 No Content

        Nothing.

        Other Status Codes

        Fault

        Media Types: \"text/plain\"

        It went wrong.

        Definitions

        Tree

        Name Type Description
        tag

        string",
    );
    let expected = [
        "200 OK: integer (int32) -- How many.",
        "201 Created: Tree",
        "202 Accepted: Leaf -- It falls.",
        "203 Partial: object (file) -- A picture.",
        "204 No Content -- Nothing.",
        "Other Status Codes: Fault as \"text/plain\" -- It went wrong.",
    ];
    assert_eq!(all(&page.responses.rows, response), expected);
    let status: Vec<Option<u16>> = page.responses.rows.iter().map(|one| one.status).collect();
    assert_eq!(status, [Some(200), Some(201), Some(202), Some(203), Some(204), None]);
}

#[test]
fn headers_are_marked_or_have_a_type() {
    let page = page(
        "Responses

        Name Type Description
        202 Accepted

        Leaf

        Done: Headers

        - ETag: string
        Age: integer
        Odd
        - Retry-After
        - Read more: here.
        - Some words: string
        204 No Content

        Headers

        - request-id: string (uuid)
        205 Reset

        Nothing.

        Headers",
    );
    let expected = [
        "202 Accepted: Leaf {ETag: string, Age: integer, Retry-After: ?LostCell} -- Done:",
        "204 No Content {request-id: string (uuid)}",
        "205 Reset ?LostList -- Nothing.",
    ];
    assert_eq!(all(&page.responses.rows, response), expected);
}

#[test]
fn extracted_responses_have_types_that_are_left() {
    let page = page(
        "Responses
        | Name | Type | Description |
        |---|---|---|
        | 200 OK | Tree |
        | 201 Created | Leaf | It falls. |
        | 202 Accepted | integer (int32) | How many. Headers
        • ETag: string
        • Age: integer
        | |
        | 203 Partial | Done |
        | No status | string | It is no row. |
        | Other Status Codes | It went wrong. | |
        Definitions
        Tree
        | Name | Type | Description |
        |---|---|---|
        | tag | string | Which. |",
    );
    let expected = [
        "200 OK: Tree",
        "201 Created: Leaf -- It falls.",
        "202 Accepted: integer (int32) {ETag: string, Age: integer} -- How many.",
        "203 Partial: ?LostCell -- Done",
        "Other Status Codes: ?LostCell -- It went wrong.",
    ];
    assert_eq!(all(&page.responses.rows, response), expected);
}

#[test]
fn schemes_end_behind_their_scopes_and_their_values() {
    let page = page(
        "Security

        orchard_auth

        Sign in.

        Type: oauth2
        Flow: implicit
        Authorization URL: https://login.orchard.example/authorize

        Scopes

        Name Description
        gardening Work in it
        watering Bring water

        Key

        Type: apiKey
        In:
        header

        Other

        Type:

        apiKey

        In: query

        Examples",
    );
    let expected = [
        "orchard_auth: oauth2 by implicit at https://login.orchard.example/authorize \
         {gardening -- Work in it, watering -- Bring water} -- Sign in.",
        "Key: apiKey in header",
        "Other: apiKey in query",
    ];
    assert_eq!(all(&page.security.rows, scheme), expected);
}
