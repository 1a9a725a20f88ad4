//! A long operation: what it polls, when that is over, how it is cancelled.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation::File;
use super::types::{self, Here, ident};
use super::{literals, paths};
use crate::model::{Docs, FollowUp, Form, Home, LongRunning, Operation, Phase, TextPath, TypeRef};

/// The impls that make it one.
pub fn emit(operation: &Operation, long: &LongRunning, here: Here<'_>) -> TokenStream {
    let name = ident(&operation.name);
    let poll = ident(&long.poll.operation);
    let outcome = match long.not_found {
        Some(Phase::Succeeded) => quote!(()),
        Some(Phase::Running) | None => quote!(rt::Polled<#poll>),
    };
    let (succeeded, failed) = (&long.succeeded, &long.failed);
    let found = phase(long.found);
    let not_found = match long.not_found.map(phase) {
        Some(phase) => quote!(Some(#phase)),
        None => quote!(None),
    };
    let built = follow_up(&long.poll, &quote!(self));
    let state = text("state", long.state.as_ref(), long, here);
    let reason = text("reason", long.reason.as_ref(), long, here);
    let cancel = long.cancel.as_ref().map(|cancel| {
        let built = follow_up(cancel, &quote!(poll));
        let cancel = ident(&cancel.operation);
        quote! {
            impl rt::Cancel for #name {
                type Cancel = #cancel;
                fn cancel(poll: &#poll) -> #cancel {
                    #built
                }
            }
        }
    });
    quote! {
        impl rt::LongRunning for #name {
            type Poll = #poll;
            type Outcome = #outcome;
            const ENDS: rt::poll::Ends = rt::poll::Ends {
                succeeded: &[#(#succeeded),*],
                failed: &[#(#failed),*],
                found: #found,
                not_found: #not_found,
            };
            fn poll(&self) -> #poll {
                #built
            }
            #state
            #reason
        }

        #cancel
    }
}

fn phase(phase: Phase) -> TokenStream {
    match phase {
        Phase::Running => quote!(rt::poll::Phase::Running),
        Phase::Succeeded => quote!(rt::poll::Phase::Succeeded),
    }
}

/// An operation made of the values of `from`.
fn follow_up(target: &FollowUp, from: &TokenStream) -> TokenStream {
    let name = ident(&target.operation);
    let values = target.arguments.iter().map(|argument| {
        let field = ident(&argument.field);
        match argument.ty.form() {
            Form::Boolean | Form::Number => quote!(#from.#field),
            Form::Text | Form::Compound => quote!(#from.#field.clone()),
        }
    });
    let naming = |to: &TypeRef| match to.home {
        Home::Service => format!("super::{}", ident(&to.name)),
        Home::Resource => ident(&to.name).to_string(),
    };
    let body = target.body.iter().map(|body| literals::tokens(&literals::text(body, &naming)));
    let arguments = values.chain(body);
    quote!(#name::new(#(#arguments),*))
}

/// A method that tells a text of the polled answer; none if the answer does not tell it.
fn text(method: &str, path: Option<&TextPath>, long: &LongRunning, here: Here<'_>) -> TokenStream {
    let (Some(path), Some(polled)) = (path, &long.polled) else { return quote!() };
    let method = quote::format_ident!("{method}");
    let body = types::value(polled, here);
    let text = paths::text_at(&quote!(body), &path.steps, &path.ty);
    quote! {
        fn #method(body: &#body) -> Option<&str> {
            #text
        }
    }
}

/// The lines that show how to wait for its end.
pub fn docs(operation: &Operation, file: File<'_>) -> Docs {
    let Some(long) = &operation.long_running else { return Docs::new() };
    let krate = &file.options.krate;
    let (service, resource, name) = (&file.service.module, &file.resource.module, ident(&operation.name));
    let path = format!("{krate}::{}::{}::{name}", service.as_str(), resource.as_str());
    let wait = match long.not_found {
        Some(Phase::Succeeded) => "poller.wait().await?;",
        Some(Phase::Running) | None => "let end = poller.wait().await?;",
    };
    let mut lines = ["", "# Waiting for its end", "", "```"].map(str::to_owned).to_vec();
    if operation.deprecated.is_some() {
        lines.push("# #![allow(deprecated)]".to_owned());
    }
    lines.push("# #[cfg(feature = \"client\")]".to_owned());
    lines.push(format!("# async fn wait(client: {krate}::client::Client, operation: {path})"));
    lines.push("# -> Result<(), Box<dyn std::error::Error>> {".to_owned());
    let rest = ["let mut poller = client.start(&operation).await?;", wait, "# Ok(())", "# }", "```"];
    lines.extend(rest.map(str::to_owned));
    lines
}
