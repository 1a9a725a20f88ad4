//! The synthetic service, which the tests have too, and the floor that its generation is held against.

#[path = "../../../src/synthetic.rs"]
pub mod synthetic;

/// Parses and prints a text, and does nothing else; how long the print is.
///
/// # Panics
///
/// When it is no Rust.
#[must_use]
pub fn floor(text: &str) -> usize {
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{error}"));
    prettyplease::unparse(&file).len()
}
