//! Identifiers and types as tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::model::{Field, Home, Name, Presence, Type, TypeRef};

/// The file that the tokens go to, as seen from the definitions.
#[derive(Clone, Copy)]
pub enum Here {
    /// `mod.rs` of the service.
    Service,
    /// A file of the service.
    Resource,
}

/// The identifier, raw if it is a keyword.
pub fn ident(name: &Name) -> Ident {
    let text = name.as_str();
    match syn::parse_str::<Ident>(text) {
        Ok(_) if text != "gen" => Ident::new(text, Span::call_site()),
        Ok(_) | Err(_) => Ident::new_raw(text, Span::call_site()),
    }
}

/// The path of a definition.
pub fn path(to: &TypeRef, here: Here) -> TokenStream {
    let name = ident(&to.name);
    match (here, to.home) {
        (Here::Resource, Home::Service) => quote!(super::#name),
        (Here::Service, Home::Service | Home::Resource) | (Here::Resource, Home::Resource) => quote!(#name),
    }
}

/// The type of a value that is there.
pub fn value(ty: &Type, here: Here) -> TokenStream {
    match ty {
        Type::Boolean => quote!(bool),
        Type::Int32 => quote!(i32),
        Type::Int64 => quote!(i64),
        Type::Double => quote!(f64),
        Type::String => quote!(String),
        Type::Secret => quote!(rt::Secret),
        Type::Uuid => quote!(rt::Uuid),
        Type::DateTime => quote!(rt::DateTime),
        Type::HttpDate => quote!(rt::HttpDate),
        Type::UnixTime => quote!(rt::UnixTime),
        Type::Base64 => quote!(rt::Base64),
        Type::Base64Url => quote!(rt::Base64Url),
        Type::Uri => quote!(rt::Uri),
        Type::Json => quote!(rt::Json),
        Type::List(item) => {
            let item = value(item, here);
            quote!(Vec<#item>)
        }
        Type::Map(item) => {
            let item = value(item, here);
            quote!(rt::Map<#item>)
        }
        Type::Named(to) => path(to, here),
    }
}

/// The type of a field: boxed, optional or nullable as it may be.
pub fn field(field: &Field, here: Here) -> TokenStream {
    let inner = value(&field.ty, here);
    let inner = if field.boxed { quote!(Box<#inner>) } else { inner };
    match field.presence {
        Presence::Required => inner,
        Presence::Optional => quote!(Option<#inner>),
        Presence::Nullable => quote!(rt::Nullable<#inner>),
    }
}
