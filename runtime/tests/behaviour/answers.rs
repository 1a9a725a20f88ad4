//! What answers come to: documented successes, refusals, and all the rest.

use crate::service::{Delete, Put, ShopError};
use runtime::{Bytes, Error, HttpDate, NoHeaders, Operation, ResponseFault, StatusCode};

const JSON: (&str, &str) = ("content-type", "application/json; charset=utf-8");
const WIDGET: &str = r#"{"id": "b1", "count": 2}"#;

fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> http::Response<Bytes> {
    let mut answer = http::Response::builder().status(status);
    for (name, value) in headers {
        answer = answer.header(*name, *value);
    }
    answer.body(Bytes::copy_from_slice(body.as_bytes())).expect("status and headers are valid")
}

fn failure(answer: http::Response<Bytes>) -> Error<ShopError> {
    Put::response(answer).expect_err("not a success")
}

fn fault(answer: http::Response<Bytes>) -> ResponseFault {
    match failure(answer) {
        Error::Response(error) => error.fault,
        other => panic!("{other}"),
    }
}

#[test]
fn a_success_is_typed_and_keeps_the_rest() {
    let headers =
        [JSON, ("etag", "\"1\""), ("last-modified", "yesterday"), ("content-length", "24"), ("x-new", "1")];
    let response = Put::response(answer(200, &headers, WIDGET)).unwrap();
    assert_eq!(response.status, StatusCode::OK);
    assert_eq!(response.body.id, "b1");
    assert_eq!(response.headers.etag.as_deref(), Some("\"1\""));
    assert_eq!(response.headers.last_modified, Some(HttpDate::from("yesterday")));
    assert_eq!(response.headers.length, Some(Ok(24)));
    assert_eq!(response.raw_headers["x-new"], "1");
    assert_eq!(response.raw_body, WIDGET);
}

#[test]
fn promised_headers_may_be_missing_or_wrong() {
    let response = Put::response(answer(200, &[("content-length", "12 bytes")], WIDGET)).unwrap();
    assert_eq!(response.headers.etag, None);
    let error = response.headers.length.unwrap().unwrap_err();
    assert_eq!(error.to_string(), "response header `Content-Length`: expected an integer of 64 bits");
}

#[test]
fn where_no_body_is_documented_none_is_read() {
    for (status, body) in [(204, ""), (202, "<html>"), (202, "{")] {
        let response = Delete::response(answer(status, &[("content-type", "text/html")], body)).unwrap();
        assert_eq!((response.body, response.headers), ((), NoHeaders::default()));
    }
}

#[test]
fn a_refusal_tells_who_said_what() {
    let body = r#"{"code": "WidgetNotFound", "message": "No such widget.\nTry another."}"#;
    let error = failure(answer(404, &[JSON, ("request-id", "r-1")], body));
    assert_eq!(
        error.to_string(),
        r"404 Not Found: WidgetNotFound: No such widget.\nTry another. (request id r-1)"
    );
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    assert_eq!((error.code(), error.request_id()), (Some("WidgetNotFound"), Some("r-1")));
    let Error::Service(error) = error else { panic!("{error}") };
    assert_eq!(error.body, body);
}

#[test]
fn the_second_name_of_the_request_id_counts_too() {
    assert_eq!(failure(answer(400, &[("x-ms-request-id", "r-2")], "{}")).request_id(), Some("r-2"));
    assert_eq!(failure(answer(400, &[], "{}")).to_string(), "400 Bad Request");
}

#[test]
fn hostile_messages_are_escaped_and_cut() {
    let body = format!(r#"{{"code": "\u001b[31m", "message": "{}"}}"#, "long ".repeat(1000));
    let shown = failure(answer(500, &[], &body)).to_string();
    assert!(shown.starts_with(r"500 Internal Server Error: \u{1b}[31m: long long"), "{shown}");
    assert!(shown.ends_with('…') && shown.len() < 400, "{shown}");
    let body = r#"{"code": "a\tb", "message": "c\r\nd\u202e\u200b\u2066\ufeff"}"#;
    let shown = failure(answer(500, &[], body)).to_string();
    assert!(
        shown.starts_with(r"500 Internal Server Error: a\tb: c\r\nd\u{202e}\u{200b}\u{2066}\u{feff}"),
        "{shown}"
    );
}

#[test]
fn answers_from_elsewhere_are_told_apart() {
    let html = ("content-type", "text/html");
    assert_eq!(
        fault(answer(502, &[html], "<html>Bad gateway")),
        ResponseFault::ContentType("text/html".into())
    );
    assert_eq!(fault(answer(200, &[html], WIDGET)), ResponseFault::ContentType("text/html".into()));
    assert_eq!(fault(answer(200, &[JSON], "")), ResponseFault::EmptyBody);
    assert_eq!(fault(answer(503, &[], " \r\n")), ResponseFault::EmptyBody);
    assert_eq!(fault(answer(204, &[], "")), ResponseFault::UndocumentedStatus);
    assert_eq!(fault(answer(201, &[JSON], WIDGET)), ResponseFault::UndocumentedStatus);
    assert_eq!(
        fault(answer(302, &[("location", "https://evil.example")], "{}")),
        ResponseFault::UndocumentedStatus
    );
    for (status, body) in
        [(200, r#"{"id": "b1""#), (200, r#"["canary"]"#), (500, r#"{"code": 1}"#), (500, "null")]
    {
        let fault = fault(answer(status, &[JSON], body));
        assert!(matches!(fault, ResponseFault::Decode(_)), "{status} {body}: {fault:?}");
    }
}

#[test]
fn an_answer_that_is_wrong_is_described_in_one_line() {
    let error = failure(answer(200, &[("x-ms-request-id", "r-3")], r#"{"id": 1}"#));
    assert_eq!(
        error.to_string(),
        "200 OK: the body is not what was promised: id: expected a string (line 1, column 8) (request id r-3)"
    );
}

#[test]
fn debug_shows_no_bodies_and_no_values_of_raw_headers() {
    let headers = [("set-cookie", "canary"), JSON];
    let refused = failure(answer(400, &headers, r#"{"code": "x", "newer": "canary"}"#));
    let wrong = failure(answer(400, &headers, "canary"));
    let success =
        Put::response(answer(200, &headers, r#"{"id": "b", "count": 1, "pin": "canary"}"#)).unwrap();
    let shown = format!("{refused:?} {refused} {wrong:?} {wrong} {success:?}");
    assert!(shown.contains("set-cookie") && shown.contains("6 bytes"), "{shown}");
    assert!(!shown.contains("canary"), "{shown}");
}

#[test]
fn errors_are_small_and_can_cross_threads() {
    fn crosses<T: Send + Sync + std::error::Error + 'static>() {}
    crosses::<Error<ShopError>>();
    assert!(size_of::<Error<ShopError>>() <= 32);
}
