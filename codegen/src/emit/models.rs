//! A model: a struct, `new` and setters if callers send it, and one line a field for each direction.

use proc_macro2::TokenStream;
use quote::quote;

use super::checks;
use super::docs;
use super::paths::text_at;
use super::setters;
use super::types::{self, Here, ident};
use crate::model::{Fault, Field, Model, Pages, Presence, Type};

/// The struct and all that belongs to it.
pub fn emit(model: &Model, here: Here<'_>) -> TokenStream {
    let declaration = declaration(model, here);
    let builder = builder(model, here);
    let wire = wire(model);
    let fault = model.fault.as_ref().map(|fault| emit_fault(model, fault));
    let page = model.pages.as_ref().map(|pages| emit_page(model, pages, here));
    quote! {
        #declaration
        #builder
        #wire
        #fault
        #page
    }
}

fn declaration(model: &Model, here: Here<'_>) -> TokenStream {
    let name = ident(&model.name);
    let docs = docs::outer(&model.docs, here);
    let deprecated = docs::deprecated(model.deprecated.as_ref());
    let default = if requires(model) { quote!() } else { quote!(Default,) };
    let must_use =
        if model.sent { quote!(#[must_use = "a model does nothing until it is sent"]) } else { quote!() };
    let fields = fields(model.fields.iter(), here);
    quote! {
        #docs
        #deprecated
        #[derive(Clone, Debug, #default PartialEq)]
        #[non_exhaustive]
        #must_use
        pub struct #name {
            #fields
            /// Fields that no page declares: kept, and sent back as they came.
            pub unknown_fields: rt::UnknownFields,
        }
    }
}

/// Public fields with their docs.
pub fn fields<'a>(fields: impl Iterator<Item = &'a Field>, here: Here<'_>) -> TokenStream {
    fields
        .map(|field| {
            let name = ident(&field.name);
            let docs = docs::outer(&field.docs, here);
            let deprecated = docs::deprecated(field.deprecated.as_ref());
            let ty = types::field(field, here);
            quote!(#docs #deprecated pub #name: #ty,)
        })
        .collect()
}

fn builder(model: &Model, here: Here<'_>) -> TokenStream {
    if !model.sent {
        return quote!();
    }
    let name = ident(&model.name);
    let fields: Vec<&Field> = model.fields.iter().collect();
    let new = if requires(model) {
        setters::constructor(&fields, &quote!(unknown_fields: rt::UnknownFields::default()), here)
    } else {
        quote! {
            /// Everything is absent until it is set.
            pub fn new() -> Self {
                Self::default()
            }
        }
    };
    let setters = setters::setters(&fields, here);
    quote! {
        impl #name {
            #new
            #setters
        }
    }
}

fn wire(model: &Model) -> TokenStream {
    let name = ident(&model.name);
    let required = required(model);
    let blank = blank(model);
    let fields = model.fields.iter().map(|field| ident(&field.name));
    let wires = model.fields.iter().map(|field| &field.wire);
    let (read_names, read_wires) = (fields.clone(), wires.clone());
    let check = checks::model(model);
    quote! {
        impl rt::Model for #name {
            #required
            fn blank() -> Self {
                #blank
            }
            fn read<'de, A: rt::MapAccess<'de>>(
                &mut self,
                field: &str,
                value: rt::FieldValue<'_, A>,
            ) -> Result<(), A::Error> {
                match field {
                    #(#read_wires => value.into(&mut self.#read_names),)*
                    _ => value.unknown(&mut self.unknown_fields),
                }
            }
            fn write<S: rt::SerializeMap>(&self, to: &mut S) -> Result<(), S::Error> {
                #(rt::write(to, #wires, &self.#fields)?;)*
                self.unknown_fields.write(to)
            }
            #check
        }
        rt::model!(#name);
    }
}

/// The fields without which the model is not valid, if there are any.
fn required(model: &Model) -> TokenStream {
    if !requires(model) {
        return quote!();
    }
    let required =
        model.fields.iter().filter(|field| field.presence == Presence::Required).map(|field| &field.wire);
    quote!(const REQUIRED: &'static [&'static str] = &[#(#required),*];)
}

/// A value to read into: what is required is blank until it has been read.
fn blank(model: &Model) -> TokenStream {
    if !requires(model) {
        return quote!(Self::default());
    }
    let fields = model.fields.iter().map(|field| {
        let name = ident(&field.name);
        match field.presence {
            Presence::Required => quote!(#name: rt::Value::blank()),
            Presence::Optional => quote!(#name: None),
            Presence::Nullable => quote!(#name: rt::Nullable::Absent),
        }
    });
    quote!(Self { #(#fields,)* unknown_fields: rt::UnknownFields::default() })
}

fn requires(model: &Model) -> bool {
    model.fields.iter().any(|field| field.presence == Presence::Required)
}

fn emit_page(model: &Model, pages: &Pages, here: Here<'_>) -> TokenStream {
    let name = ident(&model.name);
    let item = types::value(&pages.item, here);
    let next_link = text_at(&quote!(self), std::slice::from_ref(&pages.next_link), &Type::String);
    let items = ident(&pages.items.name);
    let items = match pages.items.presence {
        Presence::Required => quote!(self.#items),
        Presence::Optional => quote!(self.#items.unwrap_or_default()),
        Presence::Nullable => quote!(self.#items.into_value().unwrap_or_default()),
    };
    quote! {
        impl rt::Page for #name {
            type Item = #item;
            fn next_link(&self) -> Option<&str> {
                #next_link
            }
            fn into_items(self) -> Vec<#item> {
                #items
            }
        }
    }
}

fn emit_fault(model: &Model, fault: &Fault) -> TokenStream {
    let name = ident(&model.name);
    let code = text_at(&quote!(self), &fault.code, &Type::String);
    let message = text_at(&quote!(self), &fault.message, &Type::String);
    quote! {
        impl rt::Fault for #name {
            fn code(&self) -> Option<&str> {
                #code
            }
            fn message(&self) -> Option<&str> {
                #message
            }
        }
    }
}
