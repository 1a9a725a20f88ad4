//! What the fixtures make compiles, and does what their specs say.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected has failed")]

#[allow(dead_code, reason = "a test is a program, where what nobody calls counts as dead")]
#[allow(clippy::doc_markdown, reason = "what the pages say is prose")]
mod fixtures {
    include!(concat!(env!("OUT_DIR"), "/modules.rs"));
}

mod limits;
mod models;
mod paths;
mod requests;
mod responses;
mod versions;

use std::fmt::Debug;

use bytes::Bytes;
use runtime::{Answer, Endpoint, Json, Operation, RequestError, Value, decode, encode};

fn endpoint() -> Endpoint {
    Endpoint::new("https://host.example").unwrap()
}

/// An endpoint that is pinned to a version.
fn pinned(version: &str) -> Endpoint {
    endpoint().with_api_version(version)
}

/// The request line that an operation sends, without the host.
fn target<O: Operation>(operation: &O) -> String {
    target_at(&endpoint(), operation)
}

/// The same at an endpoint of its own.
fn target_at<O: Operation>(endpoint: &Endpoint, operation: &O) -> String {
    let request = operation.request(endpoint).unwrap_or_else(|error| panic!("{error}"));
    format!("{} {}", request.method(), request.uri().path_and_query().unwrap())
}

/// Why an operation is not sent to an endpoint.
fn refusal<O: Operation>(endpoint: &Endpoint, operation: &O) -> RequestError {
    operation.request(endpoint).err().unwrap_or_else(|| panic!("{} is sent", O::INFO.name))
}

fn request<O: Operation>(operation: &O) -> runtime::Request {
    operation.request(&endpoint()).unwrap()
}

/// The header that an operation sends.
fn header<O: Operation>(operation: &O, name: &str) -> Option<String> {
    request(operation).headers().get(name).map(|value| value.to_str().unwrap().to_owned())
}

/// The JSON that an operation sends.
fn body<O: Operation>(operation: &O) -> Json {
    serde_json::from_slice(request(operation).body().bytes()).unwrap()
}

/// What an operation makes of an answer in JSON.
fn answer<O: Operation>(status: u16, headers: &[(&str, &str)], body: &Json) -> Answer<O> {
    let mut answer = http::Response::builder().status(status).header("content-type", "application/json");
    for (name, value) in headers {
        answer = answer.header(*name, *value);
    }
    O::response(answer.body(Bytes::from(body.to_string())).unwrap())
}

/// The value that JSON is read as, and which is written as the same JSON again.
fn kept<T: Value>(json: &Json) -> T {
    let value: T = decode(json.to_string().as_bytes()).unwrap();
    let written: Json = serde_json::from_slice(&encode(&value).unwrap()).unwrap();
    assert_eq!(written, *json);
    value
}

/// Where and why JSON cannot be read.
fn refused<T: Value + Debug>(json: &Json) -> String {
    decode::<T>(json.to_string().as_bytes()).unwrap_err().to_string()
}

fn snapshots() -> insta::internals::SettingsBindDropGuard {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/compiled");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind_to_scope()
}
