//! The samples of the pages: each as data, which a mock answers with, and as a test.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use super::literals;
use super::types::ident;
use crate::json::pretty;
use crate::model::{Home, Name, Operation, Resource, Sample, TypeRef};

/// Whether the file has any.
pub fn any(resource: &Resource) -> bool {
    resource.operations.iter().any(|operation| !operation.samples.is_empty())
}

/// What `samples.rs` begins with, beside the resource's file.
pub fn head() -> TokenStream {
    quote! {
        //! The samples of the pages: each request as it is sent, each answer as it is read and written again.
        #![allow(clippy::too_many_lines, reason = "a sample is as long as its page shows it")]
        #[cfg(test)]
        use super::*;
        use super::rt::sample::Sample;
    }
}

/// The constant that a sample is.
pub fn constant(sample: &Sample) -> Ident {
    Ident::new(&sample.test.as_str().to_ascii_uppercase(), Span::call_site())
}

/// A sample, and its test.
pub fn emit(operation: &Operation, sample: &Sample) -> TokenStream {
    let (constant, test) = (constant(sample), ident(&sample.test));
    let naming = |to: &TypeRef| match to.home {
        Home::Service => format!("super::super::{}", ident(&to.name)),
        Home::Resource => own(&to.name),
    };
    let built = literals::build(&own(&operation.name), &sample.arguments, &sample.setters, &naming);
    let built = literals::tokens(&built);
    let version = &sample.api_version;
    let request = format!("{} {}", operation.method.as_str(), sample.target);
    let status = Literal::u16_unsuffixed(sample.status);
    let headers = sample.headers.iter().map(|(name, value)| quote!((#name, #value)));
    let body = optional_json(sample.body.as_ref());
    let answer = optional_json(sample.answer.as_ref());
    quote! {
        pub(super) const #constant: Sample = Sample {
            api_version: #version,
            request: #request,
            body: #body,
            status: #status,
            headers: &[#(#headers),*],
            answer: #answer,
        };

        #[test]
        fn #test() {
            let operation = #built;
            #constant.check(&operation);
        }
    }
}

/// A type of the resource; one is hidden by what the tests import.
fn own(name: &Name) -> String {
    let name = ident(name).to_string();
    if name == "Sample" { format!("super::{name}") } else { name }
}

fn optional_json(json: Option<&serde_json::Value>) -> TokenStream {
    match json {
        Some(json) => {
            let text = raw(&pretty(json));
            quote!(Some(#text))
        }
        None => quote!(None),
    }
}

/// A raw string, so that JSON reads as JSON.
fn raw(text: &str) -> TokenStream {
    let longest =
        text.split('"').skip(1).map(|after| after.len() - after.trim_start_matches('#').len()).max();
    let hashes = "#".repeat(longest.map_or(0, |count| count + 1));
    match format!("r{hashes}\"{text}\"{hashes}").parse::<Literal>() {
        Ok(literal) => quote!(#literal),
        Err(_) => quote!(#text),
    }
}
