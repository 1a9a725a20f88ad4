//! Several facts changed at once, on a page and in its spec: what is found of them, and what is explained.

use std::fmt::Write;

use codegen::Audit;
use serde_json::Value;
use tests::pages::together;

use super::{audit, change, files, in_json, snapshots};

/// All that is said of a finding but its title, which follows from its kind and its subject.
fn said(audit: &Audit) -> String {
    let mut said = String::new();
    for finding in in_json(audit) {
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        writeln!(said, "  {}: {}", word(&finding["kind"]), word(&finding["subject"])).unwrap();
        for side in ["page", "spec"].map(|side| &finding[side]).into_iter().filter(|side| !side.is_null()) {
            let (file, label) = (word(&side["file"]), word(&side["label"]));
            writeln!(said, "    {file}:{}:{}: {label}", side["line"], side["column"]).unwrap();
        }
        writeln!(said, "    help: {}", word(&finding["help"])).unwrap();
    }
    if said.is_empty() { "  nothing\n".to_owned() } else { said }
}

#[test]
fn several_changes_are_found_or_explain_each_other() {
    let files = files();
    let mut shown = String::new();
    for (title, changes) in together() {
        let mut edited = files.clone();
        for one in &changes {
            change(&mut edited, one);
        }
        writeln!(shown, "{title}\n{}", said(&audit(&edited))).unwrap();
    }
    let _guard = snapshots();
    insta::assert_snapshot!("together", shown);
}
