//! What models make of JSON: of null, repeats, unknown fields and values, and of all that is wrong with it.

use crate::service::{Colour, Widget};
use runtime::{Nullable, OpenEnum, UnixTime, decode, encode};

fn widget(fields: &str) -> Widget {
    let document = format!(r#"{{"id": "b1", "count": 2{fields}}}"#);
    decode(document.as_bytes()).unwrap_or_else(|error| panic!("{document}: {error}"))
}

#[test]
fn nothing_is_lost_between_decoding_and_encoding() {
    let document = concat!(
        r#"{"id":"b1","count":2,"made":2208988799,"colour":"ultraviolet","parts":[{"name":"nut","sizes":[]},{}],"#,
        r#""tags":{},"parent":{"id":"b0","count":0,"newer":[1,2.5,null]},"comment":null,"pin":"1234","weight":0.1,"#,
        r#""extra":{"a":[true]},"basic_constraints":{"ca":false},"big":18446744073709551615}"#
    );
    let widget: Widget = decode(document.as_bytes()).unwrap();
    assert_eq!(widget.made, Some(UnixTime::new(2_208_988_799)));
    assert_eq!(widget.unknown_fields.len(), 2);
    assert_eq!(String::from_utf8(encode(&widget).unwrap()).unwrap(), document);
}

#[test]
fn serde_reads_and_writes_models_the_same_way() {
    let text = r#"{"id":"b1","count":2,"colour":"red"}"#;
    let widget: Widget = serde_json::from_str(text).unwrap();
    assert_eq!(widget.colour, Some(Colour::Red));
    assert_eq!(serde_json::to_string(&widget).unwrap(), text);
    let value: serde_json::Value = serde_json::to_value(&widget).unwrap();
    assert_eq!(serde_json::from_value::<Widget>(value).unwrap(), widget);
    let error = serde_json::from_str::<Widget>(r#"{"parts": [{"sizes": [1, "x"]}]}"#).unwrap_err();
    assert!(error.to_string().starts_with("parts[0].sizes[1]: "), "{error}");
}

#[test]
fn absent_null_and_value_stay_apart_where_they_differ() {
    assert_eq!(widget("").comment, Nullable::Absent);
    assert_eq!(widget(r#", "comment": null"#).comment, Nullable::Null);
    assert_eq!(widget(r#", "comment": "x""#).comment, Nullable::Value("x".to_owned()));
    assert_eq!(widget(r#", "parts": null, "made": null"#), widget(""));
}

#[test]
fn a_nullable_tells_what_it_is() {
    let value: Nullable<String> = "x".to_owned().into();
    let seen = |one: &Nullable<String>| (one.is_absent(), one.is_null(), one.value().cloned());
    assert_eq!(seen(&value), (false, false, Some("x".to_owned())));
    assert_eq!(value.into_value().as_deref(), Some("x"));
    for (one, expected) in [(Nullable::Absent, (true, false, None)), (Nullable::Null, (false, true, None))] {
        assert_eq!(seen(&one), expected);
        assert_eq!(one.into_value(), None);
    }
}

#[test]
fn unknown_fields_can_be_added_and_removed() {
    let mut widget = widget(r#", "newer": 1"#);
    assert_eq!(widget.unknown_fields.insert("newer", 2.into()), Some(1.into()));
    assert_eq!(widget.unknown_fields.insert("newest", 3.into()), None);
    assert_eq!(widget.unknown_fields.remove("newer"), Some(2.into()));
    assert_eq!(widget.unknown_fields.remove("newer"), None);
    assert!(!widget.unknown_fields.is_empty() && Widget::default().unknown_fields.is_empty());
    assert_eq!(encode(&widget).unwrap(), br#"{"id":"b1","count":2,"newest":3}"#);
}

#[test]
fn an_error_says_what_was_expected() {
    let cases = [
        (r#"{"id": "b1", "count": 2, "parent": 1}"#, "expected an object"),
        (r#"{"id": "b1", "count": 2, "parts": {}}"#, "expected a list"),
        (r#"{"id": "b1", "count": 2, "tags": []}"#, "expected an object"),
        (r#"{"id": "b1", "count": 2, "colour": 1}"#, "expected a string"),
    ];
    for (text, expected) in cases {
        let error = serde_json::from_str::<Widget>(text).unwrap_err();
        assert!(error.to_string().contains(expected), "{text}: {error}");
    }
}

#[test]
fn names_are_compared_after_unescaping() {
    let widget: Widget = decode(br#"{"\u0069d": "b\u0031", "count": 2, "a\"b": 1}"#).unwrap();
    assert_eq!(widget.id, "b1");
    assert!(widget.unknown_fields.get("a\"b").is_some());
}

#[test]
fn enums_keep_what_they_do_not_know() {
    assert_eq!(widget(r#", "colour": "deepblue""#).colour, Some(Colour::DeepBlue));
    let shouted = widget(r#", "colour": "RED""#).colour.unwrap();
    assert!(matches!(&shouted, Colour::Unknown(text) if text.as_str() == "RED"));
    assert_eq!(shouted.to_string(), "RED");
    assert_eq!(format!("{shouted:?}"), r#"Unknown("RED")"#);
    assert_eq!(Colour::from("red"), Colour::Red);
    assert_eq!(Colour::from("red".to_owned()), Colour::Red);
    assert_eq!(Colour::known().collect::<Vec<_>>(), [Colour::Red, Colour::DeepBlue]);
    for (text, colour) in Colour::KNOWN {
        assert_eq!(colour.as_str(), *text);
    }
}

#[test]
fn a_byte_order_mark_is_ignored() {
    assert!(decode::<Widget>(b"\xef\xbb\xbf{\"id\": \"\", \"count\": 1}").is_ok());
}

#[test]
fn faults_name_their_place() {
    let cases = [
        ("[]", "", "expected an object"),
        ("null", "", "expected an object"),
        (r#""canary""#, "", "expected an object"),
        (r#"{"count": 1}"#, "", "the required field `id` is missing"),
        (r#"{"id": "x"}"#, "", "the required field `count` is missing"),
        (r#"{"id": null}"#, "id", "expected a string"),
        (r#"{"id": "x", "id": "x"}"#, "id", "the field appears twice"),
        (r#"{"made": 1, "made": 1}"#, "made", "the field appears twice"),
        (r#"{"made": null, "made": 1}"#, "made", "the field appears twice"),
        (r#"{"comment": null, "comment": "x"}"#, "comment", "the field appears twice"),
        (r#"{"newer": null, "newer": 1}"#, "newer", "the field appears twice"),
        (r#"{"tags": {"a": "x", "a": "x"}}"#, "tags.a", "the entry appears twice"),
        (r#"{"tags": {"a b": 1}}"#, r#"tags["a b"]"#, "expected a string"),
        (r#"{"tags": {"a": null}}"#, "tags.a", "expected a string"),
        (r#"{"tags": []}"#, "tags", "expected an object"),
        (r#"{"parts": [{}, null]}"#, "parts[1]", "expected an object"),
        (r#"{"parts": {"canary": 1}}"#, "parts", "expected a list"),
        (r#"{"parts": [{"sizes": [1, 2.0]}]}"#, "parts[0].sizes[1]", "expected an integer of 64 bits"),
        (r#"{"count": 2147483648}"#, "count", "expected an integer of 32 bits"),
        (r#"{"count": "canary"}"#, "count", "expected an integer of 32 bits"),
        (r#"{"made": 9223372036854775808}"#, "made", "expected an integer of 64 bits"),
        (r#"{"made": 1e3}"#, "made", "expected an integer of 64 bits"),
        (r#"{"pin": 123987}"#, "pin", "expected a string"),
        (r#"{"pin": ["canary"]}"#, "pin", "expected a string"),
        (r#"{"colour": 1}"#, "colour", "expected a string"),
        (r#"{"weight": "canary"}"#, "weight", "expected a number"),
        (r#"{"parent": {"parent": {"id": 7}}}"#, "parent.parent.id", "expected a string"),
    ];
    for (document, path, message) in cases {
        let error = decode::<Widget>(document.as_bytes()).unwrap_err();
        assert_eq!((error.path.as_str(), error.message.as_str()), (path, message), "{document}");
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("canary") && !shown.contains("123987"), "{shown}");
    }
}

#[test]
fn faults_of_the_json_itself_name_their_place_too() {
    let cases = [
        ("", "", "EOF while parsing a value"),
        (r#"{"id": "x", "count": 1} x"#, "", "trailing characters"),
        (r#"{"parts": [{"name": "canary"#, "parts[0].name", "EOF while parsing a string"),
        (r#"{"newer": [1, ]}"#, "newer", "trailing comma"),
        (r#"{"made": 01}"#, "made", "invalid number"),
    ];
    for (document, path, message) in cases {
        let error = decode::<Widget>(document.as_bytes()).unwrap_err();
        assert_eq!((error.path.as_str(), error.message.as_str()), (path, message), "{document}");
    }
    let error = decode::<Widget>(b"{\n  \"count\": true\n}").unwrap_err();
    assert_eq!(error.to_string(), "count: expected an integer of 32 bits (line 2, column 15)");
}

#[test]
fn endless_nesting_is_an_error_and_no_overflow() {
    let unknown = format!(r#"{{"newer": {}"#, "[".repeat(100_000));
    let known = r#"{"parent": "#.repeat(100_000);
    for document in [unknown, known] {
        let error = decode::<Widget>(document.as_bytes()).unwrap_err();
        assert_eq!(error.message, "recursion limit exceeded");
    }
}

#[test]
fn debug_shows_names_but_no_values_of_unknown_fields() {
    let widget = widget(r#", "pin": "canary", "newer": "canary""#);
    let shown = format!("{widget:?}");
    assert!(shown.contains("newer") && shown.contains("[redacted]"), "{shown}");
    assert!(!shown.contains("canary"), "{shown}");
}
