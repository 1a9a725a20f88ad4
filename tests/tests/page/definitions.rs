//! `Definitions`: where each begins, what its rows are, and the names that are cut short.

use codegen::page::{Page, read};

use crate::notation::{all, definition, row};

fn page(title: &str, definitions: &str) -> Page {
    read(&format!("{title}\n\nReads.\n\nGET {{url}}/trees?api-version=1.0\n\nDefinitions\n\n{definitions}"))
}

#[test]
fn definitions_without_a_table_or_a_block_are_told_apart() {
    let page = page(
        "Tree - Read",
        "Name Description
        Apple

        It is red.

        Crown

        It is green.

        Diagram
        Earth

        It is brown.

        Fern

        It is old.

        Crown

        It is green.

        Name Type Description
        width

        integer

        How wide.

        Diagram

        Drawn by hand.

        Earth

        It is brown.

        Fern

        It is old.

        Name Type Description
        name

        string

        What to call it.",
    );
    let listed = [
        "Apple -- It is red.",
        "Crown -- It is green.",
        "Diagram",
        "Earth -- It is brown.",
        "Fern -- It is old.",
    ];
    assert_eq!(all(&page.listed.rows, row), listed);
    let expected = [
        "Crown Fields -- It is green.\n  width: integer -- How wide.",
        "Diagram None -- Drawn by hand.",
        "Earth None -- It is brown.",
        "Fern FieldsOrValues -- It is old.\n  name: string -- What to call it.",
    ];
    assert_eq!(all(&page.definitions.rows, definition), expected);
}

#[test]
fn tables_without_a_list_have_the_word_above_for_their_heading() {
    let page = page(
        "Tree - Read",
        "Crown

        It is green.

        Name Type Description
        width

        integer

        How wide.

        Kind

        Name Description
        oak

        It is hard.",
    );
    let expected =
        ["Crown Fields -- It is green.\n  width: integer -- How wide.", "Kind Values\n  oak -- It is hard."];
    assert_eq!(all(&page.definitions.rows, definition), expected);
}

#[test]
fn heads_tell_values_from_fields() {
    let page = page(
        "Tree - Read",
        "| Name | Description |
        |---|---|
        | Kind | How. |
        Kind
        | Name | Description |
        |---|---|
        | oak | It is hard. |
        Size
        | Value | Type | Description |
        |---|---|---|
        | big | string | It is so. |
        Tree
        | Name | Type | Description |
        |---|---|---|
        | tag | string | Which. |",
    );
    let expected = [
        "Kind Values\n  oak -- It is hard.",
        "Size Values\n  big: string -- It is so.",
        "Tree Fields\n  tag: string -- Which.",
    ];
    assert_eq!(all(&page.definitions.rows, definition), expected);
}

#[test]
fn headings_of_markdown_may_have_lost_their_marks() {
    let page = page(
        "# Tree - Read",
        "| Name | Description |
        | --- | --- |
        | [Owner](#owner) | Somebody. |
        | [Tree](#tree) | A thing with leaves. |

        Owner

        | Name | Type | Description |
        | --- | --- | --- |
        | name | string | What to call
        somebody. |

        Tree

        A thing with leaves.

        | Name | Type | Description |
        | --- | --- | --- |
        | owner | [Owner](#owner) | Who has it. |",
    );
    let expected = [
        "Owner Fields\n  name: string -- What to call somebody.",
        "Tree Fields -- A thing with leaves.\n  owner: Owner -- Who has it.",
    ];
    assert_eq!(all(&page.definitions.rows, definition), expected);
}

#[test]
fn a_cut_name_is_completed_by_what_alone_fits() {
    let request = "GET {orchardUrl}/trees/{treeName}/{leafId}?minAge={minAge}&leafSize={leafSize}&maxAge={maxAge}&maxDepth={maxDepth}";
    let names = ["orchard", "tree", "leaf", "leafId", "max", "min", "min", "old", "old", "age"];
    let rows = names.map(|name| format!("| {name} | path | True | string | What. |\n")).concat();
    let heads = "| Name | In | Required | Type | Description |\n|---|---|---|---|---|\n";
    let page = read(&format!("Tree - Read\n\n{request}\n\nURI Parameters\n{heads}{rows}"));
    let names = all(&page.parameters.rows, |one| {
        row(one).split_once(" in ").map_or_else(String::new, |(name, _)| name.to_owned())
    });
    let expected = [
        "orchard -> orchardUrl",
        "tree -> treeName",
        // The other name that fits stands in a row of its own.
        "leaf -> leafSize",
        "leafId",
        "max -> ?CutName",
        "min -> ?CutName",
        "min -> ?CutName",
        "old -> ?CutName",
        "old -> ?CutName",
        "age",
    ];
    assert_eq!(names, expected);
}
