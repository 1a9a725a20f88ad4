//! `new` with what is required, and a setter for each thing that is not.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::types::{Here, ident, value};
use crate::model::{Field, Presence, Type};

/// How a value is taken, and how it becomes what the field holds.
struct Taken {
    parameter: TokenStream,
    /// Nothing where the field holds what is taken.
    convert: Option<TokenStream>,
}

/// `pub fn new(…) -> Self`: required fields as arguments, all others absent.
pub fn constructor(fields: &[&Field], rest: &TokenStream, here: Here<'_>) -> TokenStream {
    let required = fields.iter().filter(|field| field.presence == Presence::Required);
    let parameters = required.map(|field| {
        let name = ident(&field.name);
        let parameter = taken(field, here).parameter;
        quote!(#name: #parameter)
    });
    let values = fields.iter().map(|field| {
        let name = ident(&field.name);
        match field.presence {
            Presence::Required => match taken(field, here).convert {
                Some(convert) => quote!(#name: #convert),
                None => quote!(#name),
            },
            Presence::Optional => quote!(#name: None),
            Presence::Nullable => quote!(#name: rt::Nullable::Absent),
        }
    });
    let summary = if fields.iter().any(|field| field.presence == Presence::Required) {
        " Takes what the service requires; everything else is absent until it is set."
    } else {
        " Everything is absent until it is set."
    };
    // As many as the service requires; clippy draws the line at seven.
    let allow = if fields.iter().filter(|field| field.presence == Presence::Required).count() > 7 {
        quote!(#[allow(clippy::too_many_arguments)])
    } else {
        quote!()
    };
    quote! {
        #[doc = #summary]
        #allow
        pub fn new(#(#parameters),*) -> Self {
            Self { #(#values,)* #rest }
        }
    }
}

/// One setter for each field that callers set and need not.
pub fn setters(fields: &[&Field], here: Here<'_>) -> TokenStream {
    fields
        .iter()
        .filter(|field| field.presence != Presence::Required && !field.read_only)
        .map(|field| setter(field, here))
        .collect()
}

fn setter(field: &Field, here: Here<'_>) -> TokenStream {
    let name = ident(&field.name);
    let summary = docs::outer(docs::summary(&field.docs), here);
    let deprecated = docs::deprecated(field.deprecated.as_ref());
    let Taken { parameter, convert } = taken(field, here);
    let convert = convert.unwrap_or_else(|| quote!(#name));
    let (set, null) = match field.presence {
        Presence::Nullable => {
            let null = format!(" To send `null`, assign `rt::Nullable::Null` to the field `{name}`.");
            (quote!(rt::Nullable::Value(#convert)), quote!(#[doc = ""] #[doc = #null]))
        }
        Presence::Required | Presence::Optional => (quote!(Some(#convert)), quote!()),
    };
    quote! {
        #summary
        #null
        #deprecated
        pub fn #name(mut self, #name: #parameter) -> Self {
            self.#name = #set;
            self
        }
    }
}

fn taken(field: &Field, here: Here<'_>) -> Taken {
    let name = ident(&field.name);
    let ty = value(&field.ty, here);
    let (parameter, convert) = match &field.ty {
        Type::Boolean | Type::Int32 | Type::Int64 | Type::Double => (ty, None),
        Type::Named(_) if field.boxed => (quote!(impl Into<Box<#ty>>), Some(quote!(#name.into()))),
        Type::String
        | Type::Secret
        | Type::Uuid
        | Type::DateTime
        | Type::HttpDate
        | Type::UnixTime
        | Type::Base64
        | Type::Base64Url
        | Type::Uri
        | Type::Json
        | Type::Named(_) => (quote!(impl Into<#ty>), Some(quote!(#name.into()))),
        Type::List(item) => {
            let item = value(item, here);
            (
                quote!(impl IntoIterator<Item = impl Into<#item>>),
                Some(quote!(#name.into_iter().map(Into::into).collect())),
            )
        }
        Type::Map(item) => {
            let item = value(item, here);
            (
                quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<#item>)>),
                Some(quote!(#name.into_iter().map(|(key, value)| (key.into(), value.into())).collect())),
            )
        }
    };
    Taken { parameter, convert }
}
