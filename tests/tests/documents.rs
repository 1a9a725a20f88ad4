//! What the project says of itself and can be checked: each defence that SECURITY.md names has the tests that it names.

use tests::{files_below, root, text};

/// The names in backquotes in a column of the table that say where a test is: `tests/tests/wire/values.rs: name`.
fn tests_named() -> Vec<(String, String)> {
    let security = text(&root().join("SECURITY.md"));
    let rows = security.lines().filter(|line| line.starts_with('|'));
    let quoted =
        rows.flat_map(|row| row.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>());
    quoted
        .filter_map(|quoted| {
            quoted.split_once(".rs: ").map(|(file, test)| (format!("{file}.rs"), test.to_owned()))
        })
        .collect()
}

#[test]
fn each_test_that_holds_a_defence_is_there() {
    let named = tests_named();
    assert!(named.len() > 20, "{named:?}");
    for (file, test) in named {
        let path = root().join(&file);
        assert!(path.is_file(), "SECURITY.md names {file}, which is not there");
        assert!(
            text(&path).contains(&format!("fn {test}(")),
            "SECURITY.md names `{test}` of {file}, which is not there"
        );
    }
}

/// The root of each crate, tests and programs included, says so itself: a lint of the manifest can be left out in another's.
#[test]
fn no_crate_takes_code_that_the_compiler_does_not_check() {
    let roots = [
        "codegen/src/lib.rs",
        "runtime/src/lib.rs",
        "generated/src/lib.rs",
        "tests/src/lib.rs",
        "xtask/src/main.rs",
    ];
    for file in roots.into_iter().chain(["tests/fuzz/src/lib.rs", "tests/mutants/src/main.rs"]) {
        assert!(text(&root().join(file)).contains("#![forbid(unsafe_code)]\n"), "{file}");
    }
    for package in ["codegen", "runtime", "generated", "tests", "xtask"] {
        let manifest = text(&root().join(package).join("Cargo.toml"));
        assert!(manifest.contains("[lints]\nworkspace = true\n"), "{package} has the workspace's lints");
        for path in files_below(&root().join(package), ".rs") {
            let allowed = ["allow(unsafe", "_code)"].concat();
            assert!(!text(&path).contains(&allowed), "{}", path.display());
        }
    }
}
