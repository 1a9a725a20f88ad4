//! Edits of a small spec, one fact each, and what each of them means for consumers.

mod enums;
mod long_running;
mod models;
mod operations;
mod parameters;
mod services;

use std::collections::BTreeMap;

use codegen::compare::Verdict;
use codegen::{Meaning, Sources, Style, render};

use crate::{root, text};

/// An edit of the specs in `tests/compare`.
pub struct Edit {
    /// What is done, in a few words.
    pub name: &'static str,
    steps: Vec<Step>,
    /// Everything that it means: `major code things::Get removed` and the like, the most severe first; the service's
    /// module is left out.
    pub expected: Vec<&'static str>,
    /// What `cargo semver-checks` says of it, if it has a lint that sees it.
    pub seen: Option<Verdict>,
}

/// What is done to the files of the service, by their names without `.yaml`.
enum Step {
    /// A text becomes another wherever it stands. With `…` in it, it is all from what stands before that up to what
    /// stands behind it, which stays.
    Replace(&'static str, &'static str, &'static str),
    /// A file gets another name.
    Rename(&'static str, &'static str),
    /// A file is there, too.
    Add(&'static str, &'static str),
    /// No file is left.
    Clear,
}

/// What specs mean.
///
/// # Panics
///
/// When they are refused; with what is wrong.
#[must_use]
pub fn meaning(sources: &Sources) -> Meaning {
    Meaning::of(sources).unwrap_or_else(|problems| panic!("{}", render(&problems, sources, Style::Plain)))
}

/// What the specs mean that are edited, as the service `shop`.
#[must_use]
pub fn base() -> Meaning {
    let mut sources = Sources::default();
    add_base("shop", &mut sources);
    meaning(&sources)
}

/// All edits, and what those of each part are of.
#[must_use]
pub fn parts() -> [(&'static str, Vec<Edit>); 6] {
    [
        ("operations", operations::edits()),
        ("long-running", long_running::edits()),
        ("parameters", parameters::edits()),
        ("models", models::edits()),
        ("enums", enums::edits()),
        ("services", services::edits()),
    ]
}

/// All edits.
#[must_use]
pub fn all() -> Vec<Edit> {
    parts().into_iter().flat_map(|(_, edits)| edits).collect()
}

/// A change of `things.yaml`.
fn things(name: &'static str, from: &'static str, to: &'static str, expected: &[&'static str]) -> Edit {
    Edit { name, steps: vec![Step::Replace("things", from, to)], expected: expected.to_vec(), seen: None }
}

/// A change of `service.yaml`.
fn service(name: &'static str, from: &'static str, to: &'static str, expected: &[&'static str]) -> Edit {
    Edit { name, steps: vec![Step::Replace("service", from, to)], expected: expected.to_vec(), seen: None }
}

impl Edit {
    /// `cargo semver-checks` has a lint for it.
    fn seen(mut self, verdict: Verdict) -> Self {
        self.seen = Some(verdict);
        self
    }

    /// Something else has to be done with it, so that the specs stay right.
    fn with(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    /// It cannot be made without this change, too.
    fn also(mut self, expected: &'static str) -> Self {
        self.expected.push(expected);
        self
    }

    /// Adds the edited specs, as those of a service in a folder of this name.
    ///
    /// # Panics
    ///
    /// When what is to be replaced is not there.
    pub fn add(&self, folder: &str, sources: &mut Sources) {
        add_all(folder, std::slice::from_ref(self), sources);
    }

    fn apply(&self, step: &Step, files: &mut BTreeMap<String, String>) {
        match step {
            Step::Replace(file, from, to) => {
                let text = files.get_mut(*file).unwrap_or_else(|| panic!("{}: no {file}", self.name));
                *text = self.replaced(text, from, to);
            }
            Step::Rename(from, to) => {
                let text = files.remove(*from).unwrap_or_else(|| panic!("{}: no {from}", self.name));
                files.insert((*to).to_owned(), text);
            }
            Step::Add(file, text) => {
                files.insert((*file).to_owned(), (*text).to_owned());
            }
            Step::Clear => files.clear(),
        }
    }

    fn replaced(&self, text: &str, from: &str, to: &str) -> String {
        let Some((head, tail)) = from.split_once('…') else {
            assert!(text.contains(from), "{}: nothing says {from:?}", self.name);
            return text.replace(from, to);
        };
        let start = text.find(head).unwrap_or_else(|| panic!("{}: nothing says {head:?}", self.name));
        let end = text[start..].find(tail).unwrap_or_else(|| panic!("{}: nothing says {tail:?}", self.name));
        format!("{}{to}{}", &text[..start], &text[start + end..])
    }
}

/// Adds the specs after all of these edits.
///
/// # Panics
///
/// When what is to be replaced is not there.
pub fn add_all(folder: &str, edits: &[Edit], sources: &mut Sources) {
    let mut files = files();
    for edit in edits {
        for step in &edit.steps {
            edit.apply(step, &mut files);
        }
    }
    put(files, folder, sources);
}

/// Adds the specs as they are before any edit.
pub fn add_base(folder: &str, sources: &mut Sources) {
    put(files(), folder, sources);
}

/// The text of a file before any edit.
#[must_use]
pub fn base_file(file: &str) -> String {
    text(&root().join("tests/compare").join(format!("{file}.yaml")))
}

/// The files before any edit, by their names.
fn files() -> BTreeMap<String, String> {
    ["service", "things"].map(|file| (file.to_owned(), base_file(file))).into()
}

fn put(files: BTreeMap<String, String>, folder: &str, sources: &mut Sources) {
    for (file, text) in files {
        sources.add(format!("specs/{folder}/{file}.yaml"), text);
    }
}
