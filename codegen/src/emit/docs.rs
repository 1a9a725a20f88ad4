//! Attributes that an item carries before its first word: docs and deprecation.

use std::cell::RefCell;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::types::Here;
use crate::model::Docs;

/// The docs of a part, by number.
///
/// Docs are text already, and one line of three in a file: as tokens they would be escaped, lexed, parsed, unescaped and
/// printed, to come out as they went in. So the tokens carry their numbers (`#[doc = 7]`), and `print` puts them in.
#[derive(Default)]
pub struct DocTable {
    blocks: RefCell<Vec<Docs>>,
}

impl DocTable {
    /// All docs, in the order of their numbers.
    pub fn into_blocks(self) -> Vec<Docs> {
        self.blocks.into_inner()
    }

    fn number(&self, lines: Docs) -> Literal {
        let mut blocks = self.blocks.borrow_mut();
        blocks.push(lines);
        Literal::usize_unsuffixed(blocks.len() - 1)
    }
}

/// The docs of an item.
pub fn outer(lines: &[String], here: Here<'_>) -> TokenStream {
    if lines.is_empty() {
        return quote!();
    }
    let number = here.docs.number(lines.to_vec());
    quote!(#[doc = #number])
}

/// The docs that a file begins with.
pub fn inner(lines: &[String], here: Here<'_>) -> TokenStream {
    let number = here.docs.number(lines.to_vec());
    quote!(#![doc = #number])
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
