//! The samples of the pages, as the specs of the real services have them.

use http::{Method, StatusCode};
use serde_json::Value;

use crate::{root, text};

/// The first sample of one page.
#[derive(Clone, Debug)]
pub struct PageSample {
    /// The method.
    pub method: Method,

    /// What follows the host: path and query.
    pub target: String,

    /// What is sent, if anything is.
    pub body: Option<Value>,

    /// The status that is answered.
    pub status: StatusCode,

    /// What is answered, if anything is.
    pub answer: Option<Value>,
}

/// The sample of an operation: `page_sample("azure-batch/certificates", "Get")`.
///
/// # Panics
/// When there is no such file, operation or sample.
#[must_use]
pub fn page_sample(resource: &str, operation: &str) -> PageSample {
    let path = root().join("specs").join(resource).with_extension("yaml");
    let spec: serde_yaml::Value =
        serde_yaml::from_str(&text(&path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let operation = &spec["operations"][operation];
    let sample = &operation["samples"][0];
    let line = sample["request"].as_str().expect("the operation has a sample");
    let (method, address) = line.split_once(' ').expect("a sample begins with its method");
    PageSample {
        method: method.parse().expect("a method of HTTP"),
        target: target(address).to_owned(),
        body: json(&sample["body"]),
        status: first_status(operation).expect("the operation has a response"),
        answer: json(&sample["response"]["body"]),
    }
}

fn first_status(operation: &serde_yaml::Value) -> Option<StatusCode> {
    let (status, _) = operation["responses"].as_mapping()?.iter().next()?;
    StatusCode::from_u16(u16::try_from(status.as_u64()?).ok()?).ok()
}

fn target(address: &str) -> &str {
    let from = address.find("://").map_or(0, |at| at + "://".len());
    let slash = address[from..].find('/').expect("an address with a path");
    &address[from + slash..]
}

fn json(yaml: &serde_yaml::Value) -> Option<Value> {
    if yaml.is_null() { None } else { Some(serde_json::to_value(yaml).expect("a sample is JSON")) }
}
