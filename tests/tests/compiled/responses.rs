//! Answers: bodies, headers, refusals.

use runtime::{Error, HeaderError};
use serde_json::json;

use super::fixtures::features::{
    Money, deprecated_operation, errata, hostile_prose, json_answer, list_answer, no_answer, open_enum,
    response_headers, several_statuses, shared_rows,
};
use super::fixtures::nested_error;
use super::*;

#[test]
fn an_answer_can_be_a_lone_enum() {
    let colour = |json: Json| answer::<open_enum::Get>(200, &[], &json).unwrap().body;
    assert_eq!(colour(json!("dark-red")), open_enum::Colour::DarkRed);
    assert_eq!(colour(json!("bl")), open_enum::Colour::Blue);
    let unknown = colour(json!("infrared"));
    assert!(matches!(unknown, open_enum::Colour::Unknown(_)));
    assert_eq!(unknown.as_str(), "infrared");
    assert_eq!(kept::<open_enum::Colour>(&json!("infrared")), unknown);
    let known: Vec<_> = open_enum::Colour::known().map(|colour| colour.to_string()).collect();
    assert_eq!(known, ["red", "dark-red", "bl"]);
}

#[test]
fn an_answer_can_be_a_list() {
    let prices = answer::<list_answer::List>(200, &[], &json!([{ "amount": 1 }, { "amount": 2.5 }])).unwrap();
    assert_eq!(prices.body, [Money::new(1.0), Money::new(2.5)]);
}

#[test]
fn an_answer_can_be_any_json() {
    let any = json!([null, { "a": 1e300 }]);
    assert_eq!(answer::<json_answer::Get>(200, &[], &any).unwrap().body, any);
}

#[test]
fn an_answer_can_be_nothing() {
    let () = answer::<no_answer::Delete>(204, &[], &json!("ignored")).unwrap().body;
}

#[test]
fn each_status_of_success_is_one() {
    for status in [200, 201] {
        let put = answer::<several_statuses::Put>(status, &[], &json!({ "amount": 1 })).unwrap();
        assert_eq!((put.status.as_u16(), put.body), (status, Money::new(1.0)));
    }
    let other = answer::<several_statuses::Put>(202, &[], &json!({ "amount": 1 })).unwrap_err();
    assert!(matches!(other, Error::Response(_)), "{other}");
}

#[test]
fn headers_have_their_types_and_their_own_errors() {
    let sent = [
        ("etag", "\"1\""),
        ("last-modified", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ("retry-after", "soon"),
        ("x-done", "true"),
    ];
    let headers = answer::<response_headers::Get>(204, &sent, &Json::Null).unwrap().headers;
    assert_eq!(headers.etag.as_deref(), Some("\"1\""));
    assert_eq!(headers.last_modified.unwrap().as_str(), "Sun, 06 Nov 1994 08:49:37 GMT");
    assert!(matches!(headers.retry_after, Some(Err(HeaderError { name: "Retry-After", .. }))));
    assert_eq!(headers.x_done, Some(Ok(true)));
    let none = answer::<response_headers::Get>(204, &[], &Json::Null).unwrap().headers;
    assert_eq!(none, response_headers::GetHeaders::default());
}

#[test]
fn shared_headers_are_headers_of_each_answer_that_takes_them() {
    let sent = [("request-id", "0-1"), ("x-count", "2")];
    let first = answer::<shared_rows::First>(204, &sent, &Json::Null).unwrap().headers;
    assert_eq!(first.request_id.unwrap().as_str(), "0-1");
    let second = answer::<shared_rows::Second>(204, &sent, &Json::Null).unwrap().headers;
    assert_eq!((second.request_id.unwrap().as_str(), second.x_count), ("0-1", Some(Ok(2))));
}

#[test]
fn a_refusal_has_its_code_wherever_the_service_puts_it() {
    let flat = json!({ "code": "NotFound", "message": "No such thing." });
    let flat = answer::<no_answer::Delete>(404, &[], &flat).unwrap_err();
    assert_eq!(flat.code(), Some("NotFound"));
    assert_eq!(flat.to_string(), "404 Not Found: NotFound: No such thing.");
    let nested = json!({
        "error": { "code": "Gone", "text": { "value": "It was here." }, "cause": { "code": "Thief" } }
    });
    let nested = answer::<nested_error::things::Get>(410, &[], &nested).unwrap_err();
    assert_eq!(nested.to_string(), "410 Gone: Gone: It was here.");
    for silent in [json!({}), json!({ "error": null })] {
        let silent = answer::<nested_error::things::Get>(410, &[], &silent).unwrap_err();
        assert_eq!((silent.code(), silent.to_string().as_str()), (None, "410 Gone"));
    }
}

#[test]
fn what_is_said_of_an_operation_changes_nothing_about_it() {
    #[expect(deprecated)]
    let deprecated = deprecated_operation::Get::new();
    assert_eq!(target(&deprecated), "GET /things?api-version=v3");
    assert_eq!(target(&hostile_prose::Get::new()), "GET /things?api-version=v3");
    assert_eq!(target(&errata::Get::new("nut")), "GET /things?name=nut&api-version=v3");
    let thing = answer::<errata::Get>(200, &[], &json!({ "size": 1 })).unwrap().body;
    assert_eq!(thing.size, Some(1));
}
