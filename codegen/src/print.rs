//! Tokens to text: parsed, printed and laid out.

use crate::emit::Emitted;
use crate::model::Docs;

/// The text of a part.
///
/// # Errors
///
/// What syn says of tokens that are no Rust. `emit` makes none such; it is an error rather than a panic so that a fault
/// of ours still leaves every file as it was.
pub fn print(part: Emitted) -> Result<String, syn::Error> {
    let file: syn::File = syn::parse2(part.tokens)?;
    Ok(lay_out(&prettyplease::unparse(&file), &part.docs))
}

/// Puts the docs in for their numbers, and a blank line between siblings that have docs, attributes or bodies of their
/// own: the printer sets none.
fn lay_out(printed: &str, docs: &[Docs]) -> String {
    let mut text = String::with_capacity(2 * printed.len());
    let mut before = "";
    for line in printed.lines() {
        let this = line.trim_start();
        if separates(before, this) {
            text.push('\n');
        }
        match numbered(this, docs) {
            Some((mark, block)) => {
                let indentation = &line[..line.len() - this.len()];
                for line in block {
                    let space = if line.is_empty() { "" } else { " " };
                    text.extend([indentation, mark, space, line, "\n"]);
                }
            }
            None => text.extend([line, "\n"]),
        }
        before = this;
    }
    text
}

/// The docs that a line stands for, and what each of their lines begins with.
fn numbered<'a>(line: &str, docs: &'a [Docs]) -> Option<(&'static str, &'a Docs)> {
    let (mark, rest) = match line.strip_prefix("#[doc = ") {
        Some(rest) => ("///", rest),
        None => ("//!", line.strip_prefix("#![doc = ")?),
    };
    let number: usize = rest.strip_suffix(']')?.parse().ok()?;
    Some((mark, docs.get(number)?))
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
const STARTS: [&str; 8] = ["///", "#[", "fn ", "impl ", "mod ", "pub fn ", "pub const ", "pub(super) const "];
