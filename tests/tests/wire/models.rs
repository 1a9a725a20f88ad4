//! Whatever a service sends beside, beyond or without what its pages say comes out again as it went in.

use generated::azure_batch::BatchError;
use generated::azure_batch::certificates::{Certificate, CertificateAddParameter, CertificateState};
use generated::azure_key_vault::KeyVaultError;
use generated::azure_key_vault::certificates::{CertificateOperation, DeletedCertificateBundle};
use generated::rt::{self, DecodeError, Nullable};
use serde_json::{Value, json};

use crate::documents;

/// One kind of document: what it holds, and how it is read and written again.
struct Kind {
    document: Value,
    required: &'static [&'static str],
    rewrite: fn(&Value) -> Result<Value, DecodeError>,
}

fn rewrite<T: rt::Value>(document: &Value) -> Result<Value, DecodeError> {
    let read: T = rt::decode(document.to_string().as_bytes())?;
    let written = rt::encode(&read).expect("what was read can be written");
    Ok(serde_json::from_slice(&written).expect("what is written is JSON"))
}

fn kinds() -> [Kind; 6] {
    let required = &["data", "thumbprint", "thumbprintAlgorithm"];
    let of = |document, rewrite| Kind { document, required: &[], rewrite };
    [
        of(documents::certificate(), rewrite::<Certificate>),
        of(documents::batch_error(), rewrite::<BatchError>),
        of(documents::deleted_certificate(), rewrite::<DeletedCertificateBundle>),
        of(documents::certificate_operation(), rewrite::<CertificateOperation>),
        of(documents::key_vault_error(), rewrite::<KeyVaultError>),
        Kind { required, ..of(documents::certificate_to_add(), rewrite::<CertificateAddParameter>) },
    ]
}

/// The places of a document, as JSON pointers: the document itself first.
fn places(document: &Value) -> Vec<String> {
    let mut places = vec![String::new()];
    let inner: Vec<(String, &Value)> = match document {
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    for (step, value) in inner {
        places.extend(self::places(value).iter().map(|place| format!("/{step}{place}")));
    }
    places
}

/// The document with another value at a place.
fn changed(document: &Value, place: &str, value: Value) -> Value {
    let mut document = document.clone();
    *document.pointer_mut(place).expect("the place is in the document") = value;
    document
}

/// The document without a field; `None` where the place is no field.
fn without(document: &Value, place: &str) -> Option<Value> {
    let mut document = document.clone();
    let (object, field) = place.rsplit_once('/')?;
    document.pointer_mut(object)?.as_object_mut()?.remove(field)?;
    Some(document)
}

/// The place in the notation of errors: `values[0].name`.
fn dotted(place: &str) -> String {
    let steps = place.split('/').skip(1);
    let path = steps.map(|step| match step.parse::<usize>() {
        Ok(index) => format!("[{index}]"),
        Err(_) => format!(".{step}"),
    });
    path.collect::<String>().trim_start_matches('.').to_owned()
}

/// Calls `check` with each kind and each of its places.
fn for_each_place(mut check: impl FnMut(&Kind, &str, &Value)) {
    for kind in kinds() {
        for place in places(&kind.document) {
            let value = kind.document.pointer(&place).expect("the place is in the document");
            check(&kind, &place, value);
        }
    }
}

#[test]
fn complete_documents_come_out_as_they_went_in() {
    for kind in kinds() {
        assert_eq!((kind.rewrite)(&kind.document).unwrap(), kind.document);
    }
}

#[test]
fn fields_that_no_page_declares_survive_everywhere() {
    for_each_place(|kind, place, value| {
        let Value::Object(fields) = value else { return };
        // The entries of a map are data: a stranger among them is no stranger.
        if place.ends_with("/tags") {
            return;
        }
        let mut fields = fields.clone();
        fields.insert("x-new".to_owned(), json!({ "deep": [1, null, 1e300, "é"], "": {} }));
        fields.insert("é.%".to_owned(), Value::Null);
        let document = changed(&kind.document, place, Value::Object(fields));
        assert_eq!((kind.rewrite)(&document).unwrap(), document, "at `{place}`");
    });
}

#[test]
fn texts_that_no_page_lists_survive_everywhere() {
    for_each_place(|kind, place, value| {
        if !value.is_string() {
            return;
        }
        for text in ["value-of-tomorrow", "", "DELETEFAILED", "line\nbreak \u{0} \"é\" \\"] {
            let document = changed(&kind.document, place, json!(text));
            assert_eq!((kind.rewrite)(&document).unwrap(), document, "at `{place}`");
        }
    });
}

#[test]
fn each_field_may_be_missing_unless_the_page_requires_it() {
    for_each_place(|kind, place, _| {
        let Some(document) = without(&kind.document, place) else { return };
        let field = place.trim_start_matches('/');
        if kind.required.contains(&field) {
            let error = (kind.rewrite)(&document).unwrap_err();
            assert_eq!(error.message, format!("the required field `{field}` is missing"));
        } else {
            assert_eq!((kind.rewrite)(&document).unwrap(), document, "at `{place}`");
        }
    });
}

#[test]
fn a_field_that_is_null_is_kept_as_null_or_counts_as_missing() {
    for_each_place(|kind, place, _| {
        let Some(missing) = without(&kind.document, place) else { return };
        let null = changed(&kind.document, place, Value::Null);
        let nullable = ["error", "innererror"].iter().any(|name| place.ends_with(&format!("/{name}")));
        // A map of texts has no text to put where `null` stands.
        if kind.required.contains(&place.trim_start_matches('/')) || place.contains("/tags/") {
            assert_eq!((kind.rewrite)(&null).unwrap_err().path, dotted(place));
        } else {
            let kept = if nullable { &null } else { &missing };
            assert_eq!((kind.rewrite)(&null).unwrap(), *kept, "at `{place}`");
        }
    });
}

#[test]
fn empty_lists_and_maps_survive() {
    for_each_place(|kind, place, value| {
        let empty = match value {
            Value::Array(_) => json!([]),
            Value::Object(_) if kind.required.is_empty() => json!({}),
            Value::Object(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return,
        };
        let document = changed(&kind.document, place, empty);
        assert_eq!((kind.rewrite)(&document).unwrap(), document, "at `{place}`");
    });
}

#[test]
fn a_value_of_another_type_is_an_error_that_names_its_place_and_hides_it() {
    for_each_place(|kind, place, value| {
        for wrong in
            [json!(["canary"]), json!({ "canary": "canary" }), json!("canary"), json!(0.5), json!(true)]
        {
            if std::mem::discriminant(&wrong) == std::mem::discriminant(value) && !value.is_number() {
                continue;
            }
            let error = (kind.rewrite)(&changed(&kind.document, place, wrong)).unwrap_err();
            assert_eq!(error.path, dotted(place), "{error}");
            assert!(!format!("{error} {error:?}").contains("canary"), "{error}");
        }
    });
}

#[test]
fn numbers_that_do_not_fit_are_errors() {
    for_each_place(|kind, place, value| {
        if !value.is_number() {
            return;
        }
        for wrong in [json!(u64::MAX), json!(1e19), json!(1.5)] {
            let error = (kind.rewrite)(&changed(&kind.document, place, wrong)).unwrap_err();
            assert_eq!(error.path, dotted(place), "{error}");
        }
    });
}

#[test]
fn a_field_that_comes_twice_is_an_error() {
    let twice = br#"{"state": "active", "url": "a", "state": "deleting"}"#;
    let error = rt::decode::<Certificate>(twice).unwrap_err();
    assert_eq!((error.path.as_str(), error.message.as_str()), ("state", "the field appears twice"));
}

#[test]
fn an_unknown_state_is_told_apart_from_known_ones() {
    let certificate: Certificate = rt::decode(br#"{"state": "paused"}"#).unwrap();
    let state = certificate.state.unwrap();
    assert!(matches!(&state, CertificateState::Unknown(text) if text.as_str() == "paused"));
    assert!(!CertificateState::known().any(|known| known == state));
    assert_eq!(CertificateState::from("active"), CertificateState::Active);
}

#[test]
fn an_error_may_be_absent_null_or_there() {
    let cases = [
        (json!({}), Nullable::Absent),
        (json!({ "error": null }), Nullable::Null),
        (json!({ "error": { "code": "A" } }), Nullable::Value("A")),
    ];
    for (document, expected) in cases {
        let bytes = document.to_string();
        let operation: CertificateOperation = rt::decode(bytes.as_bytes()).unwrap();
        let fault: KeyVaultError = rt::decode(bytes.as_bytes()).unwrap();
        for error in [&operation.error, &fault.error] {
            assert_eq!((error.is_absent(), error.is_null()), (expected.is_absent(), expected.is_null()));
            assert_eq!(error.value().and_then(|error| error.code.as_deref()), expected.value().copied());
        }
        assert_eq!(rewrite::<CertificateOperation>(&document).unwrap(), document);
        assert_eq!(rewrite::<KeyVaultError>(&document).unwrap(), document);
    }
}

#[test]
fn moments_keep_all_their_digits() {
    let deleted: DeletedCertificateBundle =
        rt::decode(documents::deleted_certificate().to_string().as_bytes()).unwrap();
    let attributes = deleted.attributes.unwrap();
    assert_eq!(attributes.expires.unwrap().seconds(), 2_208_988_799);
    assert_eq!(attributes.not_before.unwrap().seconds(), -1);
    let certificate: Certificate = rt::decode(documents::certificate().to_string().as_bytes()).unwrap();
    assert_eq!(certificate.state_transition_time.unwrap().as_str(), "9999-12-31T23:59:59.9999999Z");
    assert_eq!(certificate.previous_state_transition_time.unwrap().as_str(), "2014-07-31T21:11:58.2361234Z");
}
