//! The one-feature specs in `fixtures/`, which are specs like any others.

use std::io;
use std::path::Path;

use codegen::{Options, Sources};

/// The fixtures.
///
/// # Errors
///
/// When they cannot be read.
pub fn sources() -> io::Result<Sources> {
    Sources::read(Path::new(env!("CARGO_MANIFEST_DIR")), "fixtures")
}

/// How they are generated.
#[must_use]
pub fn options() -> Options {
    Options {
        specs: "fixtures".to_owned(),
        output: "fixtures".to_owned(),
        krate: "fixtures".to_owned(),
        command: "cargo test -p tests".to_owned(),
        docs: vec!["The fixtures.".to_owned()],
    }
}
