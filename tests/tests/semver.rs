//! Whether cargo-semver-checks says of each edit what we say of it, where it has a lint that can.
//!
//! All edits are judged at once: each is a service of its own, in one crate before and one crate after.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use codegen::compare::{Verdict, compare, verdict};
use codegen::{Meaning, Options, Sources, Style, generate, render};
use tests::edits::{self, Edit};
use tests::{root, text};

#[test]
#[ignore = "takes minutes, and needs `cargo install cargo-semver-checks --locked`"]
fn cargo_semver_checks_agrees() {
    let edits = edits::all();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("semver");
    write_crate(&folder.join("before"), &sources(&edits, |_, name, sources| edits::add_base(name, sources)));
    write_crate(&folder.join("after"), &sources(&edits, Edit::add));
    let theirs = judge(&folder);
    let mut faults = String::new();
    for (at, edit) in edits.iter().enumerate() {
        let (ours, theirs) = (ours(edit), theirs.get(&module(at)).copied());
        // The most severe is the least. What no lint of theirs sees, they may not mention; more severe than we are they
        // must never be.
        let is_missed = theirs.is_some() && (ours.is_none() || theirs < ours);
        let is_other = edit.seen.is_some() && theirs != edit.seen;
        if is_missed || is_other {
            let expected = edit.seen;
            writeln!(faults, "{}: we say {ours:?}, they say {theirs:?}, expected {expected:?}", edit.name)
                .unwrap();
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// The verdict that is expected of them is ours, but where we see more.
#[test]
fn what_they_see_is_no_more_severe_than_what_we_say() {
    for edit in edits::all() {
        if let Some(seen) = edit.seen {
            assert_eq!(ours(&edit), Some(seen), "{}", edit.name);
        }
    }
}

#[test]
fn their_report_is_read_by_the_services_that_it_names() {
    let report = "     Summary\n--- failure struct_missing: gone ---\n\nFailed in:\n  struct judged::edit_003::things::Owner, in a file\n\
                  --- warning other: not counted ---\n  judged::edit_004\n--- failure feature_missing: gone ---\n  feature edit-117\n";
    assert_eq!(failed(report), ["edit_003", "edit_117"]);
}

fn module(at: usize) -> String {
    format!("edit_{at:03}")
}

fn ours(edit: &Edit) -> Option<Verdict> {
    let meaning = |add: &dyn Fn(&mut Sources)| {
        let mut sources = Sources::default();
        add(&mut sources);
        Meaning::of(&sources)
            .unwrap_or_else(|problems| panic!("{}", render(&problems, &sources, Style::Plain)))
    };
    let before = meaning(&|sources| edits::add_base("shop", sources));
    let after = meaning(&|sources| edit.add("shop", sources));
    verdict(&compare(&before, &after))
}

fn sources(edits: &[Edit], add: impl Fn(&Edit, &str, &mut Sources)) -> Sources {
    let mut sources = Sources::default();
    for (at, edit) in edits.iter().enumerate() {
        add(edit, &module(at).replace('_', "-"), &mut sources);
    }
    sources
}

/// Writes the crate of some specs, with a feature for each service.
fn write_crate(folder: &Path, sources: &Sources) {
    let options = Options { output: "src".to_owned(), krate: "judged".to_owned(), ..Options::default() };
    let files = generate(sources, &options)
        .unwrap_or_else(|problems| panic!("{}", render(&problems, sources, Style::Plain)));
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
    for (path, text) in files.iter() {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut manifest = "[package]\nname = \"judged\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n[features]\n".to_owned();
    let services: BTreeSet<&str> = sources.iter().map(|(_, source)| source.service.as_str()).collect();
    for service in services {
        writeln!(manifest, "{service} = []").unwrap();
    }
    write!(manifest, "\n[dependencies]\nruntime = {{ path = '{}' }}\n", root().join("runtime").display())
        .unwrap();
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    // The same dependencies as everywhere.
    fs::write(folder.join("Cargo.lock"), text(&root().join("Cargo.lock"))).unwrap();
}

/// What they say of each service, by its module; nothing of those that they find no fault with.
fn judge(folder: &Path) -> BTreeMap<String, Verdict> {
    let mut verdicts = BTreeMap::new();
    // Told that the step is minor, they report what is major; told that it is a patch, both.
    for (step, verdict) in [("patch", Verdict::Minor), ("minor", Verdict::Major)] {
        let output = Command::new("cargo")
            .args(["semver-checks", "--release-type", step, "--baseline-root"])
            .arg(folder.join("before"))
            .arg("--manifest-path")
            .arg(folder.join("after/Cargo.toml"))
            .output()
            .unwrap();
        let report = String::from_utf8_lossy(&output.stdout).into_owned();
        let log = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            report.contains("Summary") || log.contains("Summary"),
            "cargo semver-checks did not run:\n{log}"
        );
        verdicts.extend(failed(&report).into_iter().map(|module| (module, verdict)));
    }
    verdicts
}

/// The services that failures of a report name.
fn failed(report: &str) -> Vec<String> {
    let mut failed = Vec::new();
    let mut is_failure = false;
    for line in report.lines() {
        if line.starts_with("---") {
            is_failure = line.starts_with("--- failure ");
        }
        let line = line.replace('-', "_");
        let digits = line.split("edit_").skip(1).map(|rest| rest.chars().take_while(char::is_ascii_digit));
        for module in digits.map(|digits| format!("edit_{}", digits.collect::<String>())) {
            if is_failure && module.len() == "edit_000".len() && !failed.contains(&module) {
                failed.push(module);
            }
        }
    }
    failed
}
