//! Samples of pages, held against operations: whatever differs is found.

use std::panic::{AssertUnwindSafe, catch_unwind};

use runtime::Operation;
use runtime::sample::Sample;

use crate::service::{Delete, Put, Widget};
use crate::stock::{Item, Stock};

const PUT: Sample = Sample {
    api_version: "2024-07-01.20.0",
    request: "PUT /shops(shop=main)/widgets/nut?api-version=2024-07-01.20.0",
    body: Some(r#"{"id": "b1", "count": 2}"#),
    status: 200,
    headers: &[("ETag", "\"1\"")],
    // Whole numbers are the same however they are written, large ones too.
    answer: Some(r#"{"id": "b1", "count": 2, "weight": 5, "extra": [9007199254740993]}"#),
};

const DELETE: Sample = Sample {
    api_version: "7.0",
    request: "DELETE /widgets/nut?api-version=7.0",
    body: None,
    status: 204,
    headers: &[],
    answer: None,
};

fn put() -> Put {
    Put::new("main", "nut", Widget { id: "b1".into(), count: 2, ..Widget::default() })
}

fn delete() -> Delete {
    Delete { name: "nut".into() }
}

fn passes<O: Operation>(sample: Sample, operation: &O) -> bool {
    catch_unwind(AssertUnwindSafe(|| sample.check(operation))).is_ok()
}

#[test]
fn what_agrees_passes() {
    assert!(passes(PUT, &put()));
    assert!(passes(DELETE, &delete()));
}

#[test]
fn a_request_that_differs_does_not_pass() {
    let line = PUT.request;
    let requests = [
        Sample { request: "PATCH /shops(shop=main)/widgets/nut?api-version=2024-07-01.20.0", ..PUT },
        Sample { request: "PUT /shops(shop=main)/widgets/bolt?api-version=2024-07-01.20.0", ..PUT },
        Sample { api_version: "7.0", ..PUT },
        Sample { body: Some(r#"{"id": "b1", "count": 3}"#), ..PUT },
        Sample { body: None, ..PUT },
    ];
    for sample in requests {
        assert!(!passes(sample, &put()), "{sample:?}");
    }
    assert!(!passes(Sample { body: Some("{}"), ..DELETE }, &delete()));
    assert!(!passes(PUT, &Put { timeout: Some(3), ..put() }), "{line} has no such parameter");
}

#[test]
fn an_answer_that_differs_does_not_pass() {
    let answers = [
        Sample { status: 404, ..PUT },
        Sample { answer: None, ..PUT },
        Sample { answer: Some(r#"{"id": "b1"}"#), ..PUT },
        Sample { answer: Some(r#"{"id": "b1", "count": "2"}"#), ..PUT },
        // It would be lost.
        Sample { answer: Some(r#"{"id": "b1", "count": 2, "parts": null}"#), ..PUT },
    ];
    for sample in answers {
        assert!(!passes(sample, &put()), "{sample:?}");
    }
    assert!(!passes(Sample { answer: Some("{}"), ..DELETE }, &delete()));
}

#[test]
fn a_sample_beyond_the_limits_of_its_page_does_not_pass() {
    let stock = |count| Stock {
        item: "nut".into(),
        body: Item { name: "nut".into(), count: Some(count), ..Item::default() },
        ..Stock::default()
    };
    let sample = |body| Sample {
        api_version: "2.0",
        request: "PUT /stock/nut/?api-version=2.0",
        body: Some(body),
        status: 204,
        headers: &[],
        answer: None,
    };
    assert!(passes(sample(r#"{"name": "nut", "count": 100}"#), &stock(100)));
    assert!(!passes(sample(r#"{"name": "nut", "count": 101}"#), &stock(101)));
}
