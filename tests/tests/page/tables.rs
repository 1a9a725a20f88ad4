//! The rows of tables, in every style that pages are saved in.

use codegen::page::{Style, read};

use crate::notation::{all, row};

/// The rows of parameters below these heads.
fn parameters(style: Style, table: &str) -> Vec<String> {
    let title = if style == Style::Markdown { "# Tree - Read" } else { "Tree - Read" };
    let page =
        read(&format!("{title}\n\nReads.\n\nGET {{url}}/trees?api-version=1.0\n\nURI Parameters\n{table}"));
    assert_eq!(page.style, style);
    all(&page.parameters.rows, row)
}

/// The fields of a definition, the only one of its page.
fn fields(style: Style, table: &str) -> Vec<String> {
    let title = if style == Style::Markdown { "# Tree - Read" } else { "Tree - Read" };
    let page =
        read(&format!("{title}\n\nGET {{url}}/trees?api-version=1.0\n\nDefinitions\n\nTree\n\n{table}"));
    assert_eq!(page.style, style);
    let [tree] = page.definitions.rows.as_slice() else { panic!("one definition: {:#?}", page.definitions) };
    all(&tree.rows, row)
}

#[test]
fn plain_rows_may_travel_somewhere_unheard_of() {
    let table = "Name In Required Type Description
        kind
        route

        string

        How tags are made.

        timeout
        query

        integer

        int32

        Seconds.";
    let expected =
        ["kind in route: string -- How tags are made.", "timeout in query: integer (int32) -- Seconds."];
    assert_eq!(parameters(Style::Plain, table), expected);
}

#[test]
fn a_plain_default_is_a_word_before_a_sentence() {
    let table = "Name Type Default value Description
        grafted

        boolean

        False

        Whether it was grafted.

        apples

        integer

        int32

        100

        How many apples.

        depth

        integer

        -1

        How deep its roots go.

        height

        number

        How high it is.

        It may grow.

        state

        TreeState

        young

        How it is now.

        id

        string

        uuid

        Names it.

        Name

        string

        Its name.";
    let expected = [
        "grafted: boolean = False -- Whether it was grafted.",
        "apples: integer (int32) = 100 -- How many apples.",
        "depth: integer = -1 -- How deep its roots go.",
        "height: number -- How high it is. / It may grow.",
        "state: TreeState = young -- How it is now.",
        "id: string (uuid) -- Names it.",
        "Name: string -- Its name.",
    ];
    assert_eq!(fields(Style::Plain, table), expected);
}

#[test]
fn a_plain_word_behind_a_type_is_its_format_or_the_next_row() {
    let table = "Name Type Description
        tag

        string

        hex

        Which tree.

        owner

        Person

        planted

        The day of its planting.

        felled

        string";
    let expected = [
        "tag: string (hex) -- Which tree.",
        "owner: Person",
        "planted: ?LostCell -- The day of its planting.",
        "felled: string",
    ];
    assert_eq!(fields(Style::Plain, table), expected);
}

#[test]
fn a_bullet_is_a_type_a_format_a_limit_or_an_item() {
    let table = "Name Type Description
        shape

        • It is round or long.
        • It is small.

        tag
        • string
        • Any words at all.

        id
        • string
        • uuid
        • date

        motto
        • string
        • minLength: 1
        maxLength: 9

        Fine words.";
    let expected = [
        "shape: ?LostCell -- • It is round or long. / • It is small.",
        "tag: string -- • Any words at all.",
        "id: string (uuid) -- • date",
        "motto: string [MinLength 1, MaxLength 9] -- Fine words.",
    ];
    assert_eq!(fields(Style::Bulleted, table), expected);
    let table = "Name In Required Type Description
        kind
        route
        • string

        How tags are made.";
    assert_eq!(parameters(Style::Bulleted, table), ["kind in route: string -- How tags are made."]);
}

#[test]
fn cells_that_moved_to_the_left_are_known_by_what_they_say() {
    let table = "| Name | In | Required | Type | Description |
        |---|---|---|---|---|
        |
        kind | path | True | string | How. |
        | orchard | path | True | Where it is. |
        | depth | query | How deep. |
        | timeout | integer (int32) | Seconds to wait. |
        | tag | True | string | Which tree. |
        | row | True | string |
        | $select | url | string | What. |
        | shade | url | True | How dark. |
        | bark | url | True |
        | leaf | Leaf | One of a | b. |
        | whole | url | yes | Leaf | Each is what it stands for. |";
    let expected = [
        "kind in path required true: string -- How.",
        "orchard in path required true: ?LostCell -- Where it is.",
        "depth in query: ?LostCell -- How deep.",
        "timeout in ?LostCell: integer (int32) -- Seconds to wait.",
        "tag in ?LostCell required true: string -- Which tree.",
        "row in ?LostCell required true: string",
        "$select in url: string -- What.",
        "shade in url required true: ?LostCell -- How dark.",
        "bark in url required true: ?LostCell",
        "leaf in ?LostCell: Leaf -- One of a",
        "whole in url required ?Unreadable: Leaf -- Each is what it stands for.",
    ];
    assert_eq!(parameters(Style::Extracted, table), expected);
}

#[test]
fn an_extracted_type_may_be_unknown_and_limited() {
    let table = "| Name | Type | Description |
        |---|---|---|
        | shape | Shape | Its shape. |
        | price | money (euro) | What it costs. |
        | height | integer (int32) minimum: 1 maximum: 40 | How high. |
        | motto | string<br>minLength: 1<br>maxLength: 9 | Fine words. |
        | code | string pattern: ^minimum:[0-9]$ | Names it. |
        | details | All there is to know. | |
        | owner | Owner |";
    let expected = [
        "shape: Shape -- Its shape.",
        "price: money (euro) -- What it costs.",
        "height: integer (int32) [Minimum 1, Maximum 40] -- How high.",
        "motto: string [MinLength 1, MaxLength 9] -- Fine words.",
        "code: string [Pattern ^minimum:[0-9]$] -- Names it.",
        "details: ?LostCell -- All there is to know.",
        "owner: ?ShiftedCells -- Owner",
    ];
    assert_eq!(fields(Style::Extracted, table), expected);
    let table = "| Name | Type | Default value | Description |
        |---|---|---|---|
        | grafted | boolean | False | Whether it was grafted. |
        | apples | integer (int32) | How many apples. |";
    let expected = [
        "grafted: boolean = False -- Whether it was grafted.",
        "apples: integer (int32) -- How many apples.",
    ];
    assert_eq!(fields(Style::Extracted, table), expected);
}

#[test]
fn rows_of_markdown_have_lines_in_their_cells() {
    let table = "| Name | Type | Description |
        | --- | --- | --- |
        | id | string<br>uuid | Names it. |
        | state | string<br>in words<br>minLength: 1 | How it is. |
        | tag |  | Which tree. |
        | age |
        | path | string | One \\|
        two. |
        | depth | integer maximum 9 | How deep. |
        | labels | <string> | Its <b>many</b> labels.<br>An<i>other</i> line. |
        | open | string | It has no end";
    let expected = [
        "id: string (uuid) -- Names it.",
        "state: string [MinLength 1] -- How it is.",
        "tag: ?LostCell -- Which tree.",
        // There is no telling which of the others is lost.
        "age: ?ShiftedCells",
        "path: string -- One | two.",
        "depth: integer maximum 9 -- How deep.",
        "labels: <string> -- Its many labels. / Another line.",
        "open: string -- It has no end",
    ];
    assert_eq!(fields(Style::Markdown, table), expected);
    let table = "| Name | In | Required | Type | Description |
        | --- | --- | --- | --- | --- |
        | kind | else | True | string | How. |
        | tag | path | yes | string | Which. |";
    let expected = [
        "kind in ?LostCell required true: string -- How.",
        "tag in path required ?Unreadable: string -- Which.",
    ];
    assert_eq!(parameters(Style::Markdown, table), expected);
}
