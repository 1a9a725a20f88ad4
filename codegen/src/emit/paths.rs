//! Paths of fields as the expressions that go through them.

use proc_macro2::TokenStream;
use quote::quote;

use super::types::ident;
use crate::model::{FieldStep, Presence, Type};

/// The text at the end of a path that begins at `root`; `None` as soon as a field of it is missing.
pub fn text_at(root: &TokenStream, steps: &[FieldStep], ty: &Type) -> TokenStream {
    let Some((last, path)) = steps.split_last() else { return quote!(None) };
    let mut at = root.clone();
    for step in path {
        let name = ident(&step.name);
        at = match step.presence {
            Presence::Required => quote!(#at.#name),
            Presence::Optional => quote!(#at.#name.as_ref()?),
            Presence::Nullable => quote!(#at.#name.value()?),
        };
    }
    let name = ident(&last.name);
    let as_str = if *ty == Type::String { quote!(String::as_str) } else { quote!(rt::OpenEnum::as_str) };
    match last.presence {
        Presence::Required => quote!(Some(#at.#name.as_str())),
        Presence::Optional if *ty == Type::String => quote!(#at.#name.as_deref()),
        Presence::Optional => quote!(#at.#name.as_ref().map(#as_str)),
        Presence::Nullable => quote!(#at.#name.value().map(#as_str)),
    }
}
