//! What files begin with: `lib.rs`, a service's `mod.rs`, a resource's file.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation::File;
use super::types::{Here, ident};
use super::{docs, operation, samples, server};
use crate::Options;
use crate::model::{Definition, KeyLocation, Scheme, Service};

/// `lib.rs`: one module and one feature for each service.
pub fn library(services: &[Service], options: &Options, here: Here<'_>) -> TokenStream {
    let docs = docs::inner(&options.docs, here);
    let modules = services.iter().map(|service| {
        let module = ident(&service.module);
        let feature = &service.feature;
        quote! {
            #[cfg(feature = #feature)]
            #[rustfmt::skip]
            pub mod #module;
        }
    });
    quote! {
        #docs
        #![forbid(unsafe_code)]
        #![allow(clippy::doc_markdown, reason = "what the pages say is prose")]
        #![allow(clippy::enum_variant_names, reason = "names are the service's")]
        #![allow(clippy::struct_field_names, reason = "names are the service's")]
        pub use runtime as rt;
        #[cfg(feature = "client")]
        pub use runtime::client;
        #[cfg(feature = "mock")]
        pub use runtime::mock;
        #(#modules)*
    }
}

/// What `mod.rs` begins with: the service itself.
pub fn module(service: &Service, here: Here<'_>) -> TokenStream {
    let docs = docs::inner(&service.docs, here);
    let allow = allow_deprecated(service.definitions.iter().any(is_deprecated));
    let modules = service.resources.iter().map(|resource| ident(&resource.module));
    let versions = &service.api_versions;
    let schemes = service.security.iter().map(scheme);
    let server = server::service(service);
    quote! {
        #docs
        #allow
        use runtime as rt;
        #(pub mod #modules;)*
        /// The api-versions that this module knows, oldest first. Requests are of the newest unless their endpoint is
        /// pinned to another.
        pub const API_VERSIONS: &[&str] = &[#(#versions),*];
        /// The ways to prove who calls; any one of them suffices.
        pub const SECURITY: &[rt::SecurityScheme] = &[#(#schemes),*];
        #server
    }
}

/// What the file of a resource begins with.
pub fn resource(file: File<'_>, here: Here<'_>) -> TokenStream {
    let resource = file.resource;
    let docs = docs::inner(&resource.docs, here);
    let definitions = resource.definitions.iter().chain(&file.service.definitions);
    let deprecated = resource.operations.iter().any(operation::is_deprecated)
        || definitions.into_iter().any(is_deprecated);
    let allow = allow_deprecated(deprecated);
    let samples = samples::any(resource).then(|| {
        quote!(
            #[cfg(any(test, feature = "server"))]
            mod samples;
        )
    });
    let server = (!resource.operations.is_empty()).then(|| {
        quote!(
            #[cfg(feature = "server")]
            mod server;
        )
    });
    quote! {
        #docs
        #allow
        use runtime as rt;
        #samples
        #server
    }
}

/// One way to prove who calls, as data.
pub fn scheme(scheme: &Scheme) -> TokenStream {
    match scheme {
        Scheme::OAuth2 { name, flow, authorization_url, scopes } => quote! {
            rt::SecurityScheme::OAuth2 {
                name: #name,
                flow: #flow,
                authorization_url: #authorization_url,
                scopes: &[#(#scopes),*],
            }
        },
        Scheme::ApiKey { name, location } => {
            let location = match location {
                KeyLocation::Header(header) => quote!(rt::KeyLocation::Header(#header)),
                KeyLocation::Query(parameter) => quote!(rt::KeyLocation::Query(#parameter)),
            };
            quote!(rt::SecurityScheme::ApiKey { name: #name, location: #location })
        }
    }
}

/// The impls of a deprecated type name it too; that is no use of it.
pub fn allow_deprecated(any: bool) -> TokenStream {
    if any { quote!(#![allow(deprecated)]) } else { quote!() }
}

fn is_deprecated(definition: &Definition) -> bool {
    match definition {
        Definition::Model(model) => {
            model.deprecated.is_some() || model.fields.iter().any(|field| field.deprecated.is_some())
        }
        Definition::Enum(one) => {
            one.deprecated.is_some() || one.variants.iter().any(|variant| variant.deprecated.is_some())
        }
    }
}
