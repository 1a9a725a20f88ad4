//! The samples of the pages, as the specs of the real services have them.

use http::{Method, StatusCode};
use serde_json::Value;

use crate::{root, text};

/// What the api-version of a request stands behind.
const VERSION: &str = "api-version=";

/// The first sample of one page.
#[derive(Clone, Debug)]
pub struct PageSample {
    /// The method.
    pub method: Method,

    /// What follows the host: path and query.
    pub target: String,

    /// The api-version in it.
    pub api_version: String,

    /// What is sent, if anything is.
    pub body: Option<Value>,

    /// The status that is answered.
    pub status: StatusCode,

    /// What is answered, if anything is.
    pub answer: Option<Value>,
}

impl PageSample {
    /// Method and target in another api-version: `GET /certificates?api-version=7.0`.
    #[must_use]
    pub fn line_in(&self, api_version: &str) -> String {
        let target = self
            .target
            .replace(&format!("{VERSION}{}", self.api_version), &format!("{VERSION}{api_version}"));
        format!("{} {target}", self.method)
    }
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
    let target = target(address).to_owned();
    PageSample {
        method: method.parse().expect("a method of HTTP"),
        api_version: version(&target).to_owned(),
        target,
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

fn version(target: &str) -> &str {
    let (_, rest) = target.split_once(VERSION).expect("a sample is of an api-version");
    rest.split('&').next().unwrap_or(rest)
}

fn json(yaml: &serde_yaml::Value) -> Option<Value> {
    if yaml.is_null() { None } else { Some(serde_json::to_value(yaml).expect("a sample is JSON")) }
}

/// One fact of a page or of a spec changed: the file, what stands there, and what stands there instead.
pub type Change = [String; 3];

/// The rows of `tests/pages/edits.tsv`, each a change.
///
/// # Panics
///
/// When a row has not three cells.
#[must_use]
pub fn edits() -> Vec<Change> {
    let change = |cells: Vec<String>| {
        cells
            .try_into()
            .unwrap_or_else(|cells| panic!("a file, what stands there, and what instead: {cells:?}"))
    };
    rows("edits.tsv").into_iter().map(change).collect()
}

/// The rows of `tests/pages/together.tsv`: what each shows, and its changes.
///
/// # Panics
///
/// When a row has not a cell and three for each change.
#[must_use]
pub fn together() -> Vec<(String, Vec<Change>)> {
    let titled = |cells: Vec<String>| {
        let (title, cells) = cells.split_first().expect("a row has a cell");
        let (changes, rest) = cells.as_chunks();
        assert!(rest.is_empty(), "{title}: a file, what stands there, and what instead: {cells:?}");
        (title.clone(), changes.to_vec())
    };
    rows("together.tsv").into_iter().map(titled).collect()
}

/// The cells of a table in `tests/pages`, whose lines of `#` are comments.
fn rows(file: &str) -> Vec<Vec<String>> {
    let table = text(&root().join("tests/pages").join(file));
    let rows = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|row| row.split('\t').map(|cell| cell.replace("\\n", "\n")).collect()).collect()
}
