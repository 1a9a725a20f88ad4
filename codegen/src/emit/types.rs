//! Identifiers and types as tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::docs::DocTable;
use crate::model::{Field, Home, Name, Presence, Type, TypeRef};

/// The file that tokens go to.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    /// Whether it is `mod.rs` of the service or the file of a resource.
    pub home: Home,
    /// Its docs.
    pub docs: &'a DocTable,
}

/// The identifier, raw if it is a keyword.
pub fn ident(name: &Name) -> Ident {
    if name.is_keyword() {
        Ident::new_raw(name.as_str(), Span::call_site())
    } else {
        Ident::new(name.as_str(), Span::call_site())
    }
}

/// The path of a definition.
pub fn path(to: &TypeRef, here: Here<'_>) -> TokenStream {
    let name = ident(&to.name);
    match (here.home, to.home) {
        (Home::Resource, Home::Service) => quote!(super::#name),
        (Home::Service, Home::Service | Home::Resource) | (Home::Resource, Home::Resource) => quote!(#name),
    }
}

/// The type of a value that is there.
pub fn value(ty: &Type, here: Here<'_>) -> TokenStream {
    value_with(ty, &|to| path(to, here))
}

/// The same, where definitions go by other paths.
pub fn value_with(ty: &Type, path: &dyn Fn(&TypeRef) -> TokenStream) -> TokenStream {
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
            let item = value_with(item, path);
            quote!(Vec<#item>)
        }
        Type::Map(item) => {
            let item = value_with(item, path);
            quote!(rt::Map<#item>)
        }
        Type::Named(to) => path(to),
    }
}

/// The type of a field: boxed, optional or nullable as it may be.
pub fn field(field: &Field, here: Here<'_>) -> TokenStream {
    let inner = value(&field.ty, here);
    let inner = if field.boxed { quote!(Box<#inner>) } else { inner };
    match field.presence {
        Presence::Required => inner,
        Presence::Optional => quote!(Option<#inner>),
        Presence::Nullable => quote!(rt::Nullable<#inner>),
    }
}
