//! Models, read and written again.

use runtime::{Nullable, Secret};
use serde_json::json;

use super::fixtures::features::{
    Money, deprecated_field, maps_and_lists, mutually_recursive_models, nullable_field, recursive_model,
    required_field, samples_of_pages, secret_field, wire_names,
};
use super::*;

#[test]
fn a_model_can_hold_itself() {
    let node: recursive_model::Node = kept(&json!({
        "name": "a",
        "parent": { "name": "b", "parent": { "name": "c" } },
        "children": [{ "name": "d" }],
        "marks": { "x": { "name": "e" } },
    }));
    assert_eq!(node.parent.unwrap().parent.unwrap().name, "c");
    assert_eq!(node.children.unwrap()[0].name, "d");
    assert_eq!(node.marks.unwrap()["x"].name, "e");
}

#[test]
fn models_can_hold_each_other() {
    use mutually_recursive_models::{Board, Put, Shelf};
    let shelf = Shelf::new().board(Board::new().above(Shelf::new()).below(Shelf::new().board(Board::new())));
    let put = Put::new(shelf.clone());
    assert_eq!(body(&put), json!({ "board": { "above": {}, "below": { "board": {} } } }));
    assert_eq!(kept::<Shelf>(&body(&put)), shelf);
}

#[test]
fn null_is_not_the_same_as_absent() {
    use nullable_field::{Patch, Thing};
    let mut thing = Thing::new().parts(["a"]);
    assert_eq!(body(&Patch::new(thing.clone())), json!({ "parts": ["a"] }));
    thing.name = Nullable::Null;
    assert_eq!(body(&Patch::new(thing)), json!({ "name": null, "parts": ["a"] }));
    let read: Thing = kept(&json!({ "name": null }));
    assert!(read.name.is_null() && read.parts.is_absent());
}

#[test]
fn a_model_is_not_read_without_its_required_fields() {
    use required_field::Thing;
    let whole = json!({ "name": "nut", "size": 1, "price": { "amount": 1.0 }, "tags": {} });
    let thing: Thing = kept(&whole);
    assert_eq!(thing, Thing::new("nut", 1, Money::new(1.0), [("", ""); 0]));
    for (field, _) in whole.as_object().unwrap() {
        let mut less = whole.clone();
        less.as_object_mut().unwrap().remove(field);
        let error = refused::<Thing>(&less);
        assert!(error.contains(&format!("`{field}`")), "{error}");
    }
    assert_eq!(
        refused::<Thing>(&json!({ "name": "nut", "size": 1, "price": { "amount": "x" }, "tags": {} }))
            .split(' ')
            .next(),
        Some("price.amount:")
    );
}

#[test]
fn secrets_are_sent_and_not_shown() {
    use secret_field::{Account, Put};
    let account = Account::new("root", "hunter2").hint("a number");
    let put = Put::new(account);
    assert_eq!(body(&put), json!({ "user": "root", "password": "hunter2", "hint": "a number" }));
    let shown = format!("{put:?}");
    assert!(shown.contains("root") && !shown.contains("hunter2") && !shown.contains("a number"), "{shown}");
    let read: Account = kept(&body(&put));
    assert_eq!(read.hint.as_ref().map(Secret::expose), Some("a number"));
    let error = refused::<Account>(&json!({ "user": "root", "password": ["hunter2"] }));
    assert!(!error.contains("hunter2"), "{error}");
}

#[test]
fn maps_and_lists_hold_each_other() {
    let thing = maps_and_lists::Thing::new()
        .words(["a"])
        .sizes([("b", 1)])
        .rows([vec!["c".to_owned()], vec![]])
        .pages([("d", vec!["e".to_owned()])])
        .prices([Money::new(1.0)])
        .tags([("f", Money::new(2.0))])
        .anything(json!([1, "x", null]));
    let sent = body(&maps_and_lists::Put::new(thing.clone()));
    assert_eq!(
        sent,
        json!({
            "words": ["a"],
            "sizes": { "b": 1 },
            "rows": [["c"], []],
            "pages": { "d": ["e"] },
            "prices": [{ "amount": 1.0 }],
            "tags": { "f": { "amount": 2.0 } },
            "anything": [1, "x", null],
        })
    );
    assert_eq!(kept::<maps_and_lists::Thing>(&sent), thing);
}

#[test]
fn names_are_read_as_the_page_spells_them() {
    let list: wire_names::ThingList = kept(&json!({
        "value": [{ "it\"s": "x" }],
        "odata.nextLink": "https://a.example",
        "@odata.type": "t",
        "X509Props": "a",
        "snake_case_name": "b",
        "UPPER": "c",
        "IPv6Address": "d",
    }));
    assert!(list.unknown_fields.is_empty());
    assert_eq!(list.value.unwrap()[0].its.as_deref(), Some("x"));
    assert_eq!(list.odata_next_link.unwrap().as_str(), "https://a.example");
    assert_eq!(
        [list.odata_type, list.x509_props, list.snake_case_name, list.upper, list.i_pv6_address],
        ["t", "a", "b", "c", "d"].map(|text| Some(text.to_owned()))
    );
}

#[test]
fn what_is_deprecated_still_works() {
    use deprecated_field::{Put, Thing};
    #[expect(deprecated)]
    let thing = Thing::new().name("a").nick("b").colour(deprecated_field::Colour::Pink).size("small");
    #[expect(deprecated)]
    let put = Put::new(thing).fast(true);
    assert_eq!(target(&put), "PUT /things?fast=true&api-version=v3");
    assert_eq!(body(&put), json!({ "name": "a", "nick": "b", "colour": "pink", "size": "small" }));
}

#[test]
fn what_no_table_declares_is_kept() {
    let thing: samples_of_pages::Thing = kept(&json!({ "name": "nut", "extra": [1, null], "kind": "odd" }));
    assert_eq!(thing.unknown_fields.get("extra"), Some(&json!([1, null])));
    assert_eq!(thing.kind.unwrap().as_str(), "odd");
}
