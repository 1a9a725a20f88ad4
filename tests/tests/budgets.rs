//! What a service and a feature cost those who take them, as counts that are the same on every machine: a change that
//! makes them grow shows it in a snapshot.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected has failed")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use codegen::{Kind, Options, generate};
use tests::{files_below, root, synthetic, text};

fn snapshots() -> insta::internals::SettingsBindDropGuard {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/budgets");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind_to_scope()
}

#[test]
fn lines_of_each_service() {
    let source = root().join("generated/src");
    let mut table = String::from("service: lines of its clients / of them neither docs nor blank\n");
    let mut entries: Vec<_> = source.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for folder in entries.into_iter().filter(|path| path.is_dir()) {
        let files = files_below(&folder, ".rs");
        // Samples are tests, which nobody compiles who takes the crate.
        let clients = files.iter().filter(|path| !path.ends_with("samples.rs")).map(|path| text(path));
        let (all, code) = clients.fold((0, 0), |(all, code), text| {
            (all + text.lines().count(), code + text.lines().filter(|line| is_code(line)).count())
        });
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        writeln!(table, "{name}: {all} / {code}").unwrap();
    }
    let _snapshots = snapshots();
    insta::assert_snapshot!("lines", table);
}

fn is_code(line: &str) -> bool {
    let line = line.trim_start();
    !line.is_empty() && !line.starts_with("//")
}

#[test]
fn crates_of_each_feature() {
    let mut table = String::from("package and feature: crates in its tree on Linux\n");
    for package in ["generated", "runtime"] {
        writeln!(table, "{package}: {}", crates(package, None, "normal")).unwrap();
        for feature in features(package) {
            let count = crates(package, Some(&feature), "normal");
            writeln!(table, "{package} {feature}: {count}").unwrap();
        }
    }
    writeln!(table, "xtask, with what builds it: {}", crates("xtask", None, "normal,build")).unwrap();
    let _snapshots = snapshots();
    insta::assert_snapshot!("crates", table);
}

/// The benchmarks generate it, and nobody looks at what comes of it.
#[test]
fn the_synthetic_service_has_as_many_operations_as_are_asked_for() {
    for count in [2, 5, 10, 24] {
        let made = generate(&synthetic::sources(count), &Options::default());
        let files = made.unwrap_or_else(|problems| panic!("{}", problems.iter().next().unwrap().title));
        let operations = files.iter().map(|(_, text)| text.matches("impl rt::Operation for ").count());
        assert_eq!(operations.sum::<usize>(), count);
    }
    let problems = generate(&synthetic::refused(24), &Options::default()).unwrap_err();
    let kinds: Vec<_> = problems.iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds, [Kind::UnusedDefinition]);
}

/// The features of a package, by name.
fn features(package: &str) -> BTreeSet<String> {
    let metadata: serde_json::Value =
        serde_json::from_str(&cargo(&["metadata", "--no-deps", "--format-version", "1"])).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let found = packages.iter().find(|found| found["name"] == package).expect("it is in the workspace");
    let names = found["features"].as_object().unwrap().keys().cloned();
    names.filter(|name| name != "default").collect()
}

/// How many crates there are in the tree of a package with this feature alone, itself included.
fn crates(package: &str, feature: Option<&str>, edges: &str) -> usize {
    let mut arguments = vec!["tree", "--package", package, "--no-default-features", "--edges", edges];
    // The same tree wherever this runs.
    arguments.extend(["--target", "x86_64-unknown-linux-gnu", "--prefix", "none", "--format", "{p}"]);
    arguments.extend(feature.into_iter().flat_map(|feature| ["--features", feature]));
    let tree = cargo(&arguments);
    // A crate that was shown before ends in a star.
    tree.lines().map(|line| line.trim_end_matches(" (*)")).collect::<BTreeSet<_>>().len()
}

fn cargo(arguments: &[&str]) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let root: &Path = &root();
    let output = Command::new(cargo).args(arguments).arg("--locked").current_dir(root).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
