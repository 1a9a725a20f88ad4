//! Attributes that an item carries before its first word: docs and deprecation.

use proc_macro2::TokenStream;
use quote::quote;

/// One `///` line for each line.
pub fn outer(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| spaced(line));
    quote!(#(#[doc = #lines])*)
}

/// One `//!` line for each line.
pub fn inner(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| spaced(line));
    quote!(#(#![doc = #lines])*)
}

/// `#[deprecated = "…"]`, if there is something to say.
pub fn deprecated(note: Option<&String>) -> TokenStream {
    let note = note.iter();
    quote!(#(#[deprecated = #note])*)
}

/// The lines up to the first that is empty: what an item is, in short.
pub fn summary(lines: &[String]) -> &[String] {
    let end = lines.iter().position(String::is_empty).unwrap_or(lines.len());
    &lines[..end]
}

/// The printer writes `///` and the text without a space between them.
fn spaced(line: &str) -> String {
    if line.is_empty() { String::new() } else { format!(" {line}") }
}
