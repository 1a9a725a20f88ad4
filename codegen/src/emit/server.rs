//! The other half of an operation: one line for each field that is read, and for each header that is written.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation;
use super::samples;
use super::service::allow_deprecated;
use super::types::ident;
use crate::model::{Headers, Location, Operation, Resource, Service};

/// What `server.rs` begins with, beside the resource's file.
pub fn head(resource: &Resource) -> TokenStream {
    let allow = allow_deprecated(resource.operations.iter().any(operation::is_deprecated));
    quote! {
        //! The other half of the operations: requests read, and headers of answers written.
        #allow
        #![allow(clippy::wildcard_imports, reason = "this is a part of its parent")]
        use super::*;
    }
}

/// What reads the operation, and what writes the headers of its answer.
pub fn emit(operation: &Operation) -> TokenStream {
    let name = ident(&operation.name);
    let version = &operation.api_version_parameter;
    let samples = samples(operation);
    let next_link =
        operation.next_link.iter().map(|field| quote!(const NEXT_LINK: Option<&'static str> = Some(#field);));
    let parameters = operation.parameters.iter().map(|parameter| {
        let (name, wire) = (ident(&parameter.field.name), &parameter.field.wire);
        match parameter.location {
            Location::Path => quote!(#name: request.path(#wire)?),
            Location::Query => quote!(#name: request.query(#wire)?),
            Location::Header => quote!(#name: request.header(#wire)?),
        }
    });
    let body = operation.body.iter().map(|body| {
        let name = ident(&body.field.name);
        quote!(#name: request.json()?)
    });
    let fields: Vec<_> = parameters.chain(body).collect();
    let request = if fields.is_empty() { quote!(_) } else { quote!(request) };
    let headers = operation.headers.as_ref().map(write_headers);
    quote! {
        impl rt::server::Receive for #name {
            const API_VERSION: &'static str = #version;
            #samples
            #(#next_link)*
            fn receive(
                #request: &rt::server::Received<'_>,
            ) -> Result<Self, rt::server::RequestFault> {
                Ok(Self { #(#fields),* })
            }
        }
        #headers
    }
}

fn samples(operation: &Operation) -> TokenStream {
    if operation.samples.is_empty() {
        return quote!();
    }
    let samples = operation.samples.iter().map(samples::constant);
    quote!(const SAMPLES: &'static [rt::sample::Sample] = &[#(samples::#samples),*];)
}

fn write_headers(headers: &Headers) -> TokenStream {
    let name = ident(&headers.name);
    let rows = headers.rows.iter().map(|header| {
        let (name, wire) = (ident(&header.name), &header.wire);
        quote!(to.header(#wire, &self.#name);)
    });
    quote! {
        impl rt::server::WriteHeaders for #name {
            fn write(&self, to: &mut rt::server::HeaderWriter) {
                #(#rows)*
            }
        }
    }
}

/// The service as its server sees it.
pub fn service(service: &Service) -> TokenStream {
    let operations = service.resources.iter().flat_map(|resource| &resource.operations);
    let allow = operations
        .filter(|operation| operation.deprecated.is_some())
        .map(|_| quote!(#[allow(deprecated)]))
        .next();
    let routes = service.routes.iter().map(|route| {
        let (resource, operation) = (ident(&route.resource), ident(&route.operation));
        quote!(rt::server::Route::of::<#resource::#operation>())
    });
    let (code, message) = (&service.error.code, &service.error.message);
    quote! {
        /// What a server of the service needs to know beyond its types. Of two operations whose paths could meet, the more
        /// exact one stands first.
        #[cfg(feature = "server")]
        #allow
        pub const SERVICE: rt::server::Service = rt::server::Service {
            routes: &[#(#routes),*],
            fault: rt::server::FaultShape { code: &[#(#code),*], message: &[#(#message),*] },
        };
    }
}
