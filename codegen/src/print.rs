//! Tokens to text: parsed, printed, spaced and signed.

use proc_macro2::TokenStream;

/// The text of a file of Rust, with `signature` as its first line.
///
/// # Errors
///
/// What syn says of tokens that are no Rust file. `emit` makes none such; it is an error rather than a panic so that
/// a fault of ours still leaves every file as it was.
pub fn print(tokens: TokenStream, signature: &str) -> Result<String, syn::Error> {
    let file: syn::File = syn::parse2(tokens)?;
    let printed = prettyplease::unparse(&file);
    Ok(space(&printed, signature))
}

/// The printer sets no blank lines: put one between siblings that have docs, attributes or bodies of their own.
fn space(printed: &str, signature: &str) -> String {
    let mut text = String::with_capacity(printed.len() + printed.len() / 16);
    text.push_str(signature);
    text.push_str("\n\n");
    let mut before = "";
    for line in printed.lines() {
        let this = line.trim_start();
        if separates(before, this) {
            text.push('\n');
        }
        text.push_str(line);
        text.push('\n');
        before = this;
    }
    text
}

/// Whether a blank line belongs between two lines that follow each other.
fn separates(before: &str, this: &str) -> bool {
    if before.starts_with("//!") || before.starts_with("#![") {
        return !this.starts_with("//!") && !this.starts_with("#![");
    }
    if before.starts_with("use ") {
        return !this.starts_with("use ");
    }
    let attached = before.is_empty()
        || before.starts_with("///")
        || before.starts_with("#[")
        || before.ends_with(['{', '(']);
    !attached && STARTS.iter().any(|start| this.starts_with(start))
}

/// How lines begin that open an item or a documented member.
const STARTS: [&str; 7] = ["///", "#[", "fn ", "impl ", "mod ", "pub fn ", "pub const "];
