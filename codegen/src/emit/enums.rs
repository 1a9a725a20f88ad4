//! An open enum: the values that the page lists, and room for those that it does not.

use proc_macro2::TokenStream;
use quote::quote;

use super::types::{Here, ident};
use super::{checks, docs};
use crate::model::Enum;

/// The enum and its texts.
pub fn emit(definition: &Enum, here: Here<'_>) -> TokenStream {
    let name = ident(&definition.name);
    let docs = docs::outer(&definition.docs, here);
    let deprecated = docs::deprecated(definition.deprecated.as_ref());
    let declarations = definition.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let docs = docs::outer(&variant.docs, here);
        let deprecated = docs::deprecated(variant.deprecated.as_ref());
        quote!(#docs #deprecated #name,)
    });
    let variants = definition.variants.iter().map(|variant| ident(&variant.name));
    let wires = definition.variants.iter().map(|variant| &variant.wire);
    let limits = checks::limits_of_values(definition);
    let (known_variants, known_wires) = (variants.clone(), wires.clone());
    quote! {
        #docs
        #deprecated
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#declarations)*
            /// A value that no page lists: kept, and sent back as it came.
            Unknown(rt::Unknown),
        }

        impl rt::OpenEnum for #name {
            const KNOWN: &'static [(&'static str, Self)] = &[#((#known_wires, Self::#known_variants)),*];
            fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #wires,)*
                    Self::Unknown(text) => text.as_str(),
                }
            }
            fn unknown(text: rt::Unknown) -> Self {
                Self::Unknown(text)
            }
            #limits
        }
        rt::open_enum!(#name);
    }
}
