//! Model to tokens. Total: it cannot fail, and everything that could be decided has been.

mod docs;
mod enums;
mod example;
mod literals;
mod models;
mod operation;
mod samples;
mod service;
mod setters;
mod types;

use proc_macro2::TokenStream;

use crate::Options;
use crate::model::{Docs, Home, Service};
use docs::DocTable;
use operation::File;
use types::Here;

/// A file of Rust, not yet text.
pub struct RustFile {
    /// Below the output folder, with `/`.
    pub path: String,
    /// The spec that it comes from, or the folder of all of them.
    pub source: String,
    /// What is in it: first what a file begins with, then an operation or a definition each.
    pub parts: Vec<TokenStream>,
    /// The docs whose numbers stand in the parts.
    pub docs: Vec<Docs>,
}

/// The files of all services: `lib.rs` first, then service by service.
pub fn emit(services: &[Service], options: &Options) -> Vec<RustFile> {
    let mut files = vec![file("lib.rs".to_owned(), &options.specs, Home::Service, |here| {
        service::library(services, options, here)
    })];
    for service in services {
        let module = service.module.as_str();
        files.push(file(format!("{module}/mod.rs"), &service.source, Home::Service, |here| {
            service::module(service, here)
        }));
        for resource in &service.resources {
            let name = resource.module.as_str();
            let whole = File { resource, service, options };
            files.push(file(format!("{module}/{name}.rs"), &resource.source, Home::Resource, |here| {
                service::resource(whole, here)
            }));
            if samples::any(resource) {
                let path = format!("{module}/{name}/samples.rs");
                files.push(file(path, &resource.source, Home::Resource, |_| samples::module(resource)));
            }
        }
    }
    files
}

fn file(
    path: String,
    source: &str,
    home: Home,
    parts: impl FnOnce(Here<'_>) -> Vec<TokenStream>,
) -> RustFile {
    let docs = DocTable::default();
    let parts = parts(Here { home, docs: &docs });
    RustFile { path, source: source.to_owned(), parts, docs: docs.into_blocks() }
}
