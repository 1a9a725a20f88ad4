//! The house rules that no lint knows: who may know whom, and how long things get.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use tests::{files_below, root, shown, text};

/// The longest file and function; what is longer holds more than one idea.
const FILE: usize = 360;
const FUNCTION: usize = 70;

/// What the code of a folder never mentions. Data flows one way: written, meant, tokens, text, disk.
const STRANGERS: &[(&str, &[&str])] = &[
    (
        "codegen/src/spec",
        &[
            "crate::lower",
            "crate::model",
            "crate::emit",
            "crate::compare",
            "quote",
            "proc_macro2",
            "syn",
            "std::fs",
        ],
    ),
    (
        "codegen/src/lower",
        &[
            "crate::emit",
            "crate::compare",
            "quote",
            "proc_macro2",
            "syn",
            "serde_yaml",
            "granit_parser",
            "std::fs",
        ],
    ),
    (
        "codegen/src/model",
        &[
            "crate::spec",
            "crate::lower",
            "crate::emit",
            "crate::compare",
            "quote",
            "serde_yaml",
            "granit_parser",
            "std::fs",
        ],
    ),
    (
        "codegen/src/emit",
        &[
            "crate::spec",
            "crate::lower",
            "crate::compare",
            "crate::problem",
            "serde_yaml",
            "granit_parser",
            "std::fs",
        ],
    ),
    (
        "codegen/src/compare",
        &[
            "crate::spec",
            "crate::lower",
            "crate::emit",
            "crate::problem",
            "quote",
            "proc_macro2",
            "syn",
            "serde_yaml",
            "granit_parser",
            "std::fs",
        ],
    ),
    (
        "codegen/src/cores.rs",
        &["crate::spec", "crate::lower", "crate::model", "crate::emit", "crate::problem", "std::fs"],
    ),
    (
        "codegen/src/characters.rs",
        &["crate::spec", "crate::lower", "crate::model", "crate::emit", "crate::problem", "std::fs"],
    ),
    (
        "codegen/src/page",
        &[
            "crate::spec",
            "crate::lower",
            "crate::model",
            "crate::emit",
            "crate::audit",
            "crate::finding",
            "crate::problem",
            "serde_yaml",
            "granit_parser",
            "std::fs",
        ],
    ),
    (
        "codegen/src/audit",
        &["crate::lower", "crate::model", "crate::emit", "quote", "serde_yaml", "granit_parser", "std::fs"],
    ),
    ("codegen/src/print.rs", &["crate::spec", "crate::lower", "crate::problem", "std::fs"]),
    ("codegen/src/files", &["crate::spec", "crate::lower", "crate::model", "crate::emit"]),
    (
        "codegen/src/render",
        &[
            "crate::spec",
            "crate::page",
            "crate::audit",
            "crate::lower",
            "crate::model",
            "crate::emit",
            "std::fs",
        ],
    ),
    (
        "codegen/src/draft",
        &["crate::audit", "crate::model", "crate::emit", "quote", "serde_yaml", "granit_parser", "std::fs"],
    ),
    ("codegen", &["generated", "xtask"]),
    ("runtime/src/server", &["crate::client", "crate::mock", "hyper", "tokio", "std::net"]),
    ("runtime/src/mock", &["crate::client", "reqwest"]),
    ("runtime", &["codegen", "generated"]),
    ("runtime/src/client/access.rs", TRANSPORTS),
    ("runtime/src/client/blocking", TRANSPORTS),
    ("runtime/src/client/call.rs", TRANSPORTS),
    ("runtime/src/client/mod.rs", TRANSPORTS),
    ("runtime/src/client/pages.rs", TRANSPORTS),
    ("runtime/src/client/token", TRANSPORTS),
    ("runtime/src/client/wait.rs", TRANSPORTS),
    ("generated", &["codegen"]),
    ("xtask", &["generated", "runtime", "serde_yaml", "granit_parser"]),
];

/// What carries requests, of which the client itself knows none.
const TRANSPORTS: &[&str] = &["reqwest", "ureq", "rustls", "tokio"];

/// Tests that stand inside a stage, to reach what is private there; they read files as any test may.
const TESTS: [&str; 1] = ["codegen/src/spec/suite.rs"];

/// Words that the run-time never says: it serves all services and knows none.
const SERVICES: [&str; 3] = ["azure", "batch", "vault"];

/// The crate whose credentials an adapter takes, by its feature, its path and the adapter's name.
const CREDENTIALS: [&str; 3] = ["azure-core", "azure_core", "azurecore"];

/// What the manifest of a package never names.
const NOT_DEPENDENCIES: &[(&str, &[&str])] = &[
    ("codegen", &["generated", "runtime", "xtask"]),
    ("runtime", &["codegen", "generated", "xtask"]),
    ("generated", &["codegen", "xtask"]),
    ("xtask", &["generated", "runtime"]),
];

const PACKAGES: [&str; 5] = ["codegen", "runtime", "generated", "xtask", "tests"];

#[test]
fn code_knows_no_more_than_it_may() {
    let mut faults = Vec::new();
    for (place, strangers) in STRANGERS {
        for path in
            code_at(&root().join(place)).into_iter().filter(|path| !TESTS.contains(&shown(path).as_str()))
        {
            let code = code(&text(&path));
            let known = strangers.iter().filter(|stranger| mentions(&code, stranger));
            faults.extend(known.map(|stranger| format!("{} mentions `{stranger}`", shown(&path))));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_run_time_knows_no_service() {
    let mut faults = Vec::new();
    for path in files_below(&root().join("runtime/src"), ".rs") {
        let mut code = code(&text(&path)).to_lowercase();
        for name in CREDENTIALS {
            code = code.replace(name, "");
        }
        let known = SERVICES.iter().filter(|word| code.contains(**word));
        faults.extend(known.map(|word| format!("{} says `{word}`", shown(&path))));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn packages_depend_on_no_more_than_they_may() {
    let mut faults = Vec::new();
    for (package, strangers) in NOT_DEPENDENCIES {
        let known = dependencies(&text(&root().join(package).join("Cargo.toml")));
        let known = strangers.iter().filter(|stranger| known.contains(**stranger));
        faults.extend(known.map(|stranger| format!("{package} depends on `{stranger}`")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent = all_code().into_iter().filter(|path| {
        let text = text(path);
        let mut lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with("// @generated "));
        !lines.next().is_some_and(|first| first.starts_with("//! "))
    });
    let silent: Vec<_> = silent.map(|path| shown(&path)).collect();
    assert!(silent.is_empty(), "these do not begin with `//!`:\n{}", silent.join("\n"));
}

#[test]
fn nothing_gets_too_long() {
    let mut faults = Vec::new();
    for path in hand_written() {
        let text = text(&path);
        let length = text.lines().count();
        if length > FILE {
            faults.push(format!("{}: {length} lines, {FILE} are enough", shown(&path)));
        }
        for (name, length) in functions(&text).into_iter().filter(|(_, length)| *length > FUNCTION) {
            faults.push(format!("{}: `{name}` has {length} lines, {FUNCTION} are enough", shown(&path)));
        }
    }
    assert!(faults.is_empty(), "split by idea:\n{}", faults.join("\n"));
}

#[test]
fn the_rules_see_what_they_forbid() {
    let source =
        "//! quote::quote!\nuse crate::spec;\nfn f() {\n    quote!();\n    let syn = unquote::x;\n}\n";
    let code = code(source);
    assert!(mentions(&code, "crate::spec") && mentions(&code, "quote") && mentions(&code, "unquote"));
    assert!(!mentions(&code, "syn") && !mentions(&code, "spec") && !mentions(&code, "crate::sp"));
    assert_eq!(functions(source), [("f".to_owned(), 4)]);
    let manifest = "[dependencies]\na.workspace = true\nb = \"1\"\n\n[lints]\nc = true\n[build-dependencies]\nd = { path = \"d\" }\n";
    assert_eq!(dependencies(manifest), ["a", "b", "d"].map(str::to_owned).into());
}

/// A file, or the files of Rust below a folder.
fn code_at(place: &Path) -> Vec<PathBuf> {
    if place.is_file() { vec![place.to_owned()] } else { files_below(place, ".rs") }
}

fn all_code() -> Vec<PathBuf> {
    PACKAGES.iter().flat_map(|package| files_below(&root().join(package), ".rs")).collect()
}

fn hand_written() -> Vec<PathBuf> {
    all_code().into_iter().filter(|path| !text(path).starts_with("// @generated ")).collect()
}

/// A text without the lines that are comments.
fn code(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether code uses a crate or a module: a path goes through it, or a macro is called by its name.
fn mentions(code: &str, name: &str) -> bool {
    let of_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].trim_end_matches("use ");
        let after = &code[at + name.len()..];
        let whole = !before.ends_with(of_path) && (after.starts_with("::") || after.starts_with('!'));
        whole || (before.len() < at && after.starts_with([';', ' ']))
    })
}

/// The functions of a formatted file, with their lengths in lines.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut functions = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else { continue };
        let indent = &line[..line.len() - line.trim_start().len()];
        let end = lines[at..].iter().position(|line| line.strip_prefix(indent) == Some("}"));
        if let Some(end) = end.filter(|_| !line.ends_with(['}', ';'])) {
            functions.push((name.to_owned(), end + 1));
        }
    }
    functions
}

/// The name of the function whose first line this is.
fn function_name(line: &str) -> Option<&str> {
    let mut words = line.trim_start();
    for word in ["pub ", "pub(crate) ", "pub(super) ", "const ", "async "] {
        words = words.strip_prefix(word).unwrap_or(words);
    }
    words.strip_prefix("fn ")?.split(['(', '<']).next()
}

/// The names in the tables of dependencies of a manifest.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut within = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            within = line.ends_with("dependencies]");
        } else if within && let Some((name, _)) = line.split_once(['=', '.', ' ']) {
            names.insert(name.to_owned());
        }
    }
    names
}
