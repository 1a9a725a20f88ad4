//! What large answers cost: the most memory that is held at a time, as a multiple of their bytes; counted and not timed.
#![allow(deprecated, reason = "the operations of Batch are, and are tested nevertheless")]

use allocation_counter::measure;
use generated::azure_batch::certificates::List;
use generated::azure_key_vault::certificates::{DeleteCertificate, GetCertificates};
use generated::rt::Operation;
use http::Response;
use serde_json::{Value, json};

const SIZE: usize = 10 * 1024 * 1024;

/// The most memory that is held while an answer of ten megabytes is read, as a multiple of its bytes; those themselves
/// included, since the answer keeps them. A list that grows is counted twice for as long as it moves.
fn multiple<O: Operation>(item: &Value, whole: impl Fn(Vec<Value>) -> Value) -> f64 {
    let count = SIZE / item.to_string().len() + 1;
    let bytes = whole(vec![item.clone(); count]).to_string().into_bytes();
    assert!(bytes.len() > SIZE);
    let length = bytes.len();
    let answer = Response::builder().status(200).header("content-type", "application/json");
    let answer = answer.body(bytes.into()).expect("a lawful answer");
    let mut read = None;
    let asked = measure(|| read = Some(O::response(answer)));
    assert!(read.is_some_and(|read| read.is_ok()), "the answer can be read");
    let most = usize::try_from(asked.bytes_max).expect("memory is measured in words");
    #[allow(clippy::cast_precision_loss, reason = "a ratio of some digits")]
    let multiple = (most + length) as f64 / length as f64;
    println!("{}: {multiple:.2} times {length} bytes, {} allocations", O::INFO.name, asked.count_total);
    multiple
}

/// One test, so that no other allocates at the same time.
#[test]
fn an_answer_of_ten_megabytes_takes_no_more_than_so_many_times_its_size() {
    let certificate = json!({
        "thumbprint": "0123456789abcdef0123456789abcdef01234567", "thumbprintAlgorithm": "sha1", "state": "active",
        "url": "https://account.region.batch.azure.com/certificates(thumbprintAlgorithm=sha1,thumbprint=0123)",
        "stateTransitionTime": "2014-07-31T02:21:02.8124424Z", "publicData": "#####..."
    });
    let item = json!({
        "id": "https://myvault.vault.azure.net/certificates/selfSignedCert01", "tags": { "a": "b" },
        "attributes": { "enabled": true, "created": 1_482_188_947, "updated": 1_482_188_947 },
        "x5t": "fLi3U52HunIVNXubkEnf8tP6Wbo", "subject": "CN=a"
    });
    let list = |items: Vec<Value>| json!({ "value": items });
    assert!(multiple::<List>(&certificate, list) < 5.0);
    assert!(multiple::<GetCertificates>(&item, list) < 12.0);
    // The worst there is: a great many items that say nothing, each of which is a whole struct, and what nobody declares.
    assert!(multiple::<GetCertificates>(&json!({}), list) < 190.0);
    assert!(
        multiple::<GetCertificates>(&json!({ "undeclared": [1, "two", { "three": null }] }), list) < 62.0
    );
    // One long text.
    let bundle = |items: Vec<Value>| json!({ "id": items.iter().map(Value::to_string).collect::<String>() });
    assert!(multiple::<DeleteCertificate>(&json!("aaaaaaaaaaaaaaaa"), bundle) < 4.0);
}
