//! What the test targets share: the project's files, its pages' samples, and a server on this machine.
#![forbid(unsafe_code)]

pub mod desk;
pub mod edits;
pub mod errors;
pub mod fixtures;
pub mod hostile;
pub mod identity;
pub mod json;
pub mod pages;
pub mod reply;
pub mod server;
pub mod specimen;
pub mod synthetic;
pub mod transport;

use std::fs;
use std::path::{Path, PathBuf};

use codegen::{Options, Sources};

/// The project's root.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}

/// The specs of the services.
///
/// # Panics
///
/// When they cannot be read: there is nothing to test then.
#[must_use]
pub fn specs() -> Sources {
    Sources::read(&root(), &Options::default().specs).unwrap_or_else(|error| panic!("{error}"))
}

/// The files below a folder of the project whose names end in `ending`, sorted; those in `target` are left out.
///
/// # Panics
///
/// When a folder cannot be read: there is nothing to test then.
#[must_use]
pub fn files_below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.unwrap_or_else(|error| panic!("{}: {error}", folder.display())).path();
        if path.is_dir() {
            if !path.ends_with("target") {
                files.extend(files_below(&path, ending));
            }
        } else if path.to_string_lossy().ends_with(ending) {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The text of a file of the project.
///
/// # Panics
///
/// When it cannot be read.
#[must_use]
pub fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The path of a file as it is written in the project, relative to its root and with `/`.
#[must_use]
pub fn shown(path: &Path) -> String {
    let path = path.strip_prefix(root()).unwrap_or(path);
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The programs of the README, which must compile.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
