//! What goes on the wire, and what is refused before it does.

use crate::service::{Delete, Put, Widget};
use runtime::{
    Endpoint, HeaderFault, Method, Nullable, Operation, OperationInfo, PathFault, RequestBuilder,
    RequestError, Secret, Uuid,
};

fn endpoint() -> Endpoint {
    Endpoint::new("https://shop.example/base/").expect("an https address")
}

fn uri(operation: &impl Operation) -> String {
    operation.request(&endpoint()).expect("values that can be sent").uri().to_string()
}

#[test]
fn a_request_without_a_body_says_what_it_accepts_and_no_more() {
    let request = Delete { name: "bolt".into() }.request(&endpoint()).unwrap();
    assert_eq!(request.method(), "DELETE");
    assert_eq!(request.uri(), "https://shop.example/base/widgets/bolt?api-version=7.0");
    assert_eq!(request.headers().len(), 1);
    assert_eq!(request.headers()["accept"], "application/json");
    assert!(request.body().bytes().is_empty());
}

#[test]
fn a_method_that_usually_has_a_body_says_when_there_is_none() {
    for (method, length) in [(Method::POST, Some("0")), (Method::PATCH, Some("0")), (Method::GET, None)] {
        let info = OperationInfo { method, ..Delete::INFO };
        let endpoint = endpoint();
        let mut request = RequestBuilder::new(&endpoint, &info);
        request.literal("/widgets");
        let request = request.empty().unwrap();
        let header = request.headers().get("content-length").map(|value| value.to_str().unwrap());
        assert_eq!(header, length, "{}", request.method());
    }
}

#[test]
fn a_request_with_everything() {
    let mut put = Put::new("north", "bolt", Widget { id: "b1".into(), count: 2, ..Widget::default() });
    put.select = Some("id, count".into());
    put.timeout = Some(-5);
    put.id = Some(Uuid::from("9C4D50EE-2D56-4CD3-8152-34347DC9F2B0"));
    put.body.comment = Nullable::Null;
    put.body.parts = Some(vec![]);
    let request = put.request(&endpoint()).unwrap();
    assert_eq!(
        request.uri(),
        "https://shop.example/base/shops(shop=north)/widgets/bolt?$select=id%2C%20count&timeout=-5&api-version=2024-07-01.20.0"
    );
    assert_eq!(request.headers()["client-request-id"], "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0");
    assert_eq!(request.headers()["content-type"], "application/json; odata=minimalmetadata");
    assert_eq!(&request.body().bytes()[..], br#"{"id":"b1","count":2,"parts":[],"comment":null}"#);
}

#[test]
fn hostile_path_values_stay_in_their_place() {
    let cases = [
        ("a/b", "a%2Fb"),
        ("../secrets/prod", "..%2Fsecrets%2Fprod"),
        ("..\\secrets", "..%5Csecrets"),
        ("%2e%2e", "%252e%252e"),
        ("x,shop=other)", "x%2Cshop%3Dother%29"),
        ("a?b#c", "a%3Fb%23c"),
        ("{name}", "%7Bname%7D"),
        ("a b+c\t", "a%20b%2Bc%09"),
        ("é\u{202e}", "%C3%A9%E2%80%AE"),
        ("...", "..."),
        ("A-z_0.9~", "A-z_0.9~"),
        ("'@:!$&*;", "%27%40%3A%21%24%26%2A%3B"),
    ];
    for (value, encoded) in cases {
        let put = Put::new(value, value, Widget::default());
        let expected = format!(
            "https://shop.example/base/shops(shop={encoded})/widgets/{encoded}?api-version=2024-07-01.20.0"
        );
        assert_eq!(uri(&put), expected);
    }
}

#[test]
fn path_values_that_address_something_else_are_refused() {
    let faults = [("", PathFault::Empty), (".", PathFault::Dots), ("..", PathFault::Dots)];
    for (value, fault) in faults {
        let error = Delete { name: value.into() }.request(&endpoint()).unwrap_err();
        assert_eq!(error, RequestError::Path { name: "name", fault }, "{value:?}");
        assert!(error.to_string().starts_with("path parameter `name`: the value is"), "{error}");
    }
}

#[test]
fn the_first_fault_is_the_one_reported() {
    let mut put = Put::new("", "..", Widget { weight: Some(f64::NAN), ..Widget::default() });
    put.id = Some(Uuid::from("a\nb"));
    let error = put.request(&endpoint()).unwrap_err();
    assert_eq!(error, RequestError::Path { name: "shop", fault: PathFault::Empty });
}

#[test]
fn query_values_cannot_add_parameters() {
    let mut put = Put::new("s", "n", Widget::default());
    put.select = Some("a&api-version=1#x+y".into());
    assert!(uri(&put).ends_with("?$select=a%26api-version%3D1%23x%2By&api-version=2024-07-01.20.0"));
    put.select = Some(String::new());
    assert!(uri(&put).contains("?$select=&api-version"));
}

#[test]
fn header_values_hold_visible_ascii_and_inner_spaces() {
    let mut put = Put::new("s", "n", Widget::default());
    for value in ["a\r\nx-evil: 1", "é", " a", "a ", "\u{7f}", "a\tb", "\0"] {
        put.id = Some(Uuid::from(value));
        let error = put.request(&endpoint()).unwrap_err();
        let expected = RequestError::Header { name: "client-request-id", fault: HeaderFault::Character };
        assert_eq!(error, expected, "{value:?}");
    }
    put.id = Some(Uuid::from(""));
    let error = put.request(&endpoint()).unwrap_err();
    assert_eq!(error, RequestError::Header { name: "client-request-id", fault: HeaderFault::Empty });
    put.id = Some(Uuid::from("a b"));
    assert_eq!(put.request(&endpoint()).unwrap().headers()["client-request-id"], "a b");
}

#[test]
fn secrets_are_sent_but_never_shown() {
    let mut put = Put::new("s", "n", Widget { pin: Some(Secret::from("canary-1")), ..Widget::default() });
    put.key = Some(Secret::from("canary-2"));
    let request = put.request(&endpoint()).unwrap();
    assert_eq!(request.headers()["x-key"], "canary-2");
    assert!(std::str::from_utf8(request.body().bytes()).unwrap().contains(r#""pin":"canary-1""#));
    put.key = Some(Secret::from("canary-3\n"));
    let error = put.request(&endpoint()).unwrap_err();
    let shown = format!("{put:?} {request:?} {error:?} {error}");
    assert!(!shown.contains("canary"), "{shown}");
}

#[test]
fn a_number_that_json_lacks_is_refused() {
    for weight in [f64::NAN, f64::INFINITY] {
        let put = Put::new("s", "n", Widget { weight: Some(weight), ..Widget::default() });
        assert!(matches!(put.request(&endpoint()), Err(RequestError::Body(_))));
    }
}

#[test]
fn an_endless_name_is_refused() {
    let error = Delete { name: "x".repeat(70_000) }.request(&endpoint()).unwrap_err();
    assert_eq!(error, RequestError::TooLong);
}
