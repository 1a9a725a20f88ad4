//! Several facts changed at once, on a page and in its spec: what is found of them, and what is explained.

use std::fmt::Write;

use codegen::Audit;
use serde_json::Value;
use tests::{root, text};

use super::{audit, files, snapshots};

/// One fact changed: the file, what stands there, and what stands there instead.
type Change = [String; 3];

/// The rows of `tests/pages/together.tsv`: what each shows, and its changes.
fn rows() -> Vec<(String, Vec<Change>)> {
    let table = text(&root().join("tests/pages/together.tsv"));
    let rows = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let cells = rows.map(|row| row.split('\t').map(|cell| cell.replace("\\n", "\n")).collect::<Vec<_>>());
    let changes = |cells: &[String]| {
        let (changes, rest) = cells.as_chunks();
        assert!(rest.is_empty(), "a file, what stands there, and what stands there instead: {cells:?}");
        changes.to_vec()
    };
    cells.map(|cells| (cells[0].clone(), changes(&cells[1..]))).collect()
}

/// All that is said of a finding but its title, which follows from its kind and its subject.
fn said(audit: &Audit) -> String {
    let mut said = String::new();
    for line in audit.render_json().lines() {
        let finding: Value = serde_json::from_str(line).expect("each line is JSON");
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
    for (title, changes) in rows() {
        let mut edited = files.clone();
        for [file, old, new] in &changes {
            let text = edited.get_mut(file).unwrap_or_else(|| panic!("there is no {file}"));
            assert!(text.contains(old), "{title}: {file} does not have {old:?}");
            *text = text.replacen(old, new, 1);
        }
        writeln!(shown, "{title}\n{}", said(&audit(&edited))).unwrap();
    }
    let _guard = snapshots();
    insta::assert_snapshot!("together", shown);
}
