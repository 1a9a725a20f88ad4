//! Rows of tables: what a draft makes of types, limits, defaults, sentences and names.

use super::small::{drafted, page, under};

const REQUEST: &str = "GET {orchardUrl}/trees?api-version=1.0";
const SIZE: &str = "Size\n| big | Much of it. |\n| small | Little of it. |";
const OWNER: &str = "Owner\n| name | string | A first name. |";

/// Type, default and description of a row, and what the draft says of it.
const ROWS: &[(&str, &str)] = &[
    // Limits stand where the type has such.
    (
        "integer (int32) <br>minimum: 1<br>maximum: 9 | | How many.",
        "type: integer (int32) / description: TODO (page line) / minimum: 1 / maximum: 9",
    ),
    (
        "integer (int32) <br>minimum: few<br>maximum: many | | How many.",
        "type: integer (int32) / description: \"TODO (page line, with a rule: minimum few, maximum many)\"",
    ),
    (
        "string <br>minimum: 1<br>maximum: 9 | | How many.",
        "type: string / description: \"TODO (page line, with a rule: minimum 1, maximum 9)\"",
    ),
    (
        "string <br>minLength: 1<br>maxLength: 9 | | A word.",
        "type: string / description: TODO (page line) / min-length: 1 / max-length: 9",
    ),
    (
        "string <br>minLength: few<br>maxLength: many | | A word.",
        "type: string / description: \"TODO (page line, with a rule: minLength few, maxLength many)\"",
    ),
    (
        "boolean <br>minLength: 1<br>maxLength: 9 | | A word.",
        "type: boolean / description: \"TODO (page line, with a rule: minLength 1, maxLength 9)\"",
    ),
    (
        "string <br>pattern: ^[a-z]+$ | | A word.",
        "type: string / description: TODO (page line) / pattern: ^[a-z]+$",
    ),
    (
        "string <br>pattern: ^[a | | A word.",
        "type: string / description: \"TODO (page line, with a rule: pattern ^[a)\"",
    ),
    (
        "boolean <br>pattern: ^a | | A word.",
        "type: boolean / description: \"TODO (page line, with a rule: pattern ^a)\"",
    ),
    // Defaults of a column and of sentences, once.
    ("boolean | True | Whether.", "type: boolean / description: TODO (page line) / default: true"),
    (
        "boolean | True | Whether. The default is true.",
        "type: boolean / description: TODO (page line) / default: true",
    ),
    (
        "boolean | | Whether. The default is true.",
        "type: boolean / description: TODO (page line) / default: true",
    ),
    (
        "number (double) | 0.5 | A share.",
        "type: number (double) / description: TODO (page line) / default: 0.5",
    ),
    ("string (uuid) | x1 | A name.", "type: string (uuid) / description: TODO (page line) / default: x1"),
    ("string (uuid)[] | x1 | Some names.", "type: string (uuid)[] / description: TODO (page line)"),
    ("object | x1 | Anything.", "type: object / description: TODO (page line)"),
    ("Size | small | How big.", "type: Size / description: TODO (page line) / default: small"),
    ("Size[] | small | How big.", "type: Size[] / description: TODO (page line)"),
    ("Owner | eve | Who has it.", "type: Owner / description: TODO (page line)"),
    // The only lawful text.
    ("string | | This must be 'a1'.", "type: string / description: TODO (page line) / const: a1"),
    (
        "string | | This must be 'a1'. This must be 'b1'.",
        "type: string / description: \"TODO (page line, with a rule: b1)\" / const: a1",
    ),
    (
        "integer (int32) | | This must be 'a1'.",
        "type: integer (int32) / description: \"TODO (page line, with a rule: a1)\"",
    ),
    // Numbers between two others, and up to one.
    (
        "integer (int32) | | Is between 1 and 9.",
        "type: integer (int32) / description: TODO (page line) / minimum: 1 / maximum: 9",
    ),
    (
        "integer (int32) <br>minimum: 2 | | Is between 1 and 9.",
        "type: integer (int32) / description: \"TODO (page line, with a rule: 1, 9)\" / minimum: 2",
    ),
    (
        "integer (int32) <br>maximum: 8 | | Is between 1 and 9.",
        "type: integer (int32) / description: \"TODO (page line, with a rule: 1, 9)\" / maximum: 8",
    ),
    ("string | | Is between 1 and 9.", "type: string / description: \"TODO (page line, with a rule: 1, 9)\""),
    (
        "integer (int32) | | Up to 40 apples.",
        "type: integer (int32) / description: TODO (page line) / maximum: 40",
    ),
    (
        "integer (int32) <br>maximum: 50 | | Up to 40 apples.",
        "type: integer (int32) / description: \"TODO (page line, with a rule: 40)\" / maximum: 50",
    ),
    // What is counted decides what the most of a text comes to.
    ("string | | Up to 12 characters.", "type: string / description: TODO (page line) / max-length: 12"),
    (
        "string <br>maxLength: 9 | | Up to 12 characters.",
        "type: string / description: \"TODO (page line, with a rule: 12)\" / max-length: 9",
    ),
    (
        "boolean | | Up to 12 characters.",
        "type: boolean / description: \"TODO (page line, with a rule: 12)\"",
    ),
    ("string | | Up to 12 apples.", "type: string / description: \"TODO (page line, with a rule: 12)\""),
    (
        "string | | Up to 12 hex digits.",
        "type: string / description: \"TODO (page line, with a rule: 12)\" / \
         # Page line: the limit is put in words. / pattern: TODO ^[0-9a-fA-F]{1,12}$",
    ),
    (
        "string | | Up to 12 hex digits, and spaces are removed.",
        "type: string / description: \"TODO (page line, with a rule: 12)\" / \
         # Page line: the limit is put in words. / pattern: TODO ^ *([0-9a-fA-F] *){1,12}$",
    ),
    (
        "string <br>pattern: ^a | | Up to 12 hex digits.",
        "type: string / description: \"TODO (page line, with a rule: 12)\" / pattern: ^a",
    ),
    (
        "string | | At most 2 MB.",
        "type: string / description: \"TODO (page line, with a rule: 2)\" / \
         # Page line: the size is put in words that do not say of what; this is the wide reading, in characters. / \
         max-length: TODO 2097152",
    ),
    // Three bytes are four characters, and what is left over is four as well.
    (
        "string | | At most 8 KB before base64.",
        "type: string / description: \"TODO (page line, with a rule: 8, base64)\" / \
         # Page line: the size is put in words that do not say of what; this is the wide reading, in characters. / \
         max-length: TODO 10924",
    ),
    (
        "string <br>maxLength: 9 | | At most 8 KB.",
        "type: string / description: \"TODO (page line, with a rule: 8)\" / max-length: 9",
    ),
    // Types that the language has not.
    (
        "number (float) | | A share.",
        "type: number (double) / description: TODO (page line) / errata: / type: / page: number (float) / \
         why: other-format",
    ),
    ("string | |", "string"),
    ("Elsewhere | |", "# Page line: no table of the page defines `Elsewhere`. / type: TODO object"),
];

#[test]
fn a_row_says_what_its_cells_and_sentences_do() {
    for (cells, expected) in ROWS {
        let answer = format!("Answer\n| x | {cells} |");
        let page = page(REQUEST, &["Responses\n| 200 OK | Answer | It. |", &answer, OWNER, SIZE]);
        let said = under(&drafted(&page), "definitions.Answer.properties.x");
        assert_eq!(said.as_deref(), Some(*expected), "{cells}");
    }
}

#[test]
fn what_is_lost_of_a_row_is_said_beside_what_is_left() {
    let answer =
        "Answer\nObject\n| Name | Required | Type | Description |\n| --- |\n| x | perhaps | string | |";
    let page = page(REQUEST, &["Responses\n| 200 OK | Answer | It. |", answer]);
    let said = under(&drafted(&page), "definitions.Answer.properties.x");
    assert_eq!(said.as_deref(), Some("# Page line: whether it is required is lost. / type: string"));
}

/// One word behind a name can be a type that is lost to this page, or a description.
#[test]
fn cells_that_moved_are_said_to_have_moved() {
    let page = "Tree - Get\nGets a tree.\nGET {orchardUrl}/trees?api-version=1.0\nResponses\n\
        | Name | Type | Description |\n|---|---|---|\n| 200 OK | Answer | Here it is. |\nDefinitions\n\
        | Name | Description |\n|---|---|\n| Answer | What comes. |\nAnswer\nWhat comes.\n\
        | Name | Type | Description |\n|---|---|---|\n| key | Subject |\n| lost | The subject of it. |\n";
    let draft = drafted(page);
    let said = |name: &str| under(&draft, &format!("definitions.Answer.properties.{name}"));
    let rest = "type: TODO object / description: TODO (page line) / errata: / type: lost-link";
    let shifted = "the cells of this row are shifted, and the type is not among them, and nothing on the page tells / # it.";
    assert_eq!(said("key"), Some(format!("# Page line: {shifted} / {rest}")));
    let lost = "the type is lost, and nothing on the page tells it.";
    assert_eq!(said("lost"), Some(format!("# Page line: {lost} / {rest}")));
}

/// The table of a body is of the same rows as a definition, and may say more of a type.
#[test]
fn the_table_of_a_body_knows_formats_that_the_definition_lost() {
    let page = page(
        "POST {orchardUrl}/trees?api-version=1.0",
        &[
            "Request Body\n| count | | integer (int32)[] | Some. |\n| name | | string | A name. |\n\
             | when | True | string (date-time) | A day. |",
            "Responses\n| 200 OK | Answer | It. |",
            "Answer\n| when | string | A day. |",
            "NewTree\n| count | integer | Some. |\n| name | string | A name. |\n| when | string | A day. |",
        ],
    );
    let draft = drafted(&page);
    let expected = [
        ("operations.Get.body", "NewTree"),
        (
            "definitions.NewTree.properties.count",
            "type: integer (int64) / description: TODO (page line) / errata: / type: / page: integer / why: open-width",
        ),
        ("definitions.NewTree.properties.name", "type: string / description: TODO (page line)"),
        (
            "definitions.NewTree.properties.when",
            "type: string (date-time) / description: TODO (page line) / required: true / errata: / type: / \
             page: string / why: other-table",
        ),
        ("definitions.Answer.properties.when", "type: string / description: TODO (page line)"),
    ];
    for (keys, said) in expected {
        assert_eq!(under(&draft, keys).as_deref(), Some(said), "{keys}");
    }
}

#[test]
fn names_that_rust_has_not_or_has_already_get_others() {
    let fields = "Answer\n| 1st | string | |\n| new | string | |\n| a-b | string | |\n| a$b | string | |\n\
                  | aB | string | |\n| a+b | string | |\n| state | State | |";
    let values = "State\n| 1st | |\n| self | |\n| a-b | |\n| a$b | |\n| aB | |\n| a+b | |";
    let page = page(REQUEST, &["Responses\n| 200 OK | Answer | It. |", fields, values]);
    let draft = drafted(&page);
    let named = |keys: &str| {
        let said = under(&draft, keys).unwrap_or_default();
        said.split("rust-name: TODO ").nth(1).unwrap_or_default().to_owned()
    };
    let expected = [
        ("1st", "value_1st", "Value1st"),
        ("a-b", "", ""),
        ("a$b", "a_b_value", "ValueAB"),
        ("aB", "a_b_value_2", "ValueAB2"),
        ("a+b", "a_b_value_3", "ValueAB3"),
    ];
    for (wire, field, value) in expected {
        assert_eq!(named(&format!("definitions.Answer.properties.{wire}")), field, "{wire}");
        assert_eq!(named(&format!("definitions.State.enum.{wire}")), value, "{wire}");
    }
    assert_eq!(named("definitions.Answer.properties.new"), "new_value");
    assert_eq!(named("definitions.State.enum.self"), "ValueSelf");
}
