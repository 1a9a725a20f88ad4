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
use crate::model::Service;

/// A file of Rust, not yet text.
pub struct RustFile {
    /// Below the output folder, with `/`.
    pub path: String,
    /// The spec that it comes from, or the folder of all of them.
    pub source: String,
    /// What is in it.
    pub tokens: TokenStream,
}

/// The files of all services: `lib.rs` first, then service by service.
pub fn emit(services: &[Service], options: &Options) -> Vec<RustFile> {
    let mut files = vec![RustFile {
        path: "lib.rs".to_owned(),
        source: options.specs.clone(),
        tokens: service::library(services, options),
    }];
    for service in services {
        let module = service.module.as_str();
        files.push(RustFile {
            path: format!("{module}/mod.rs"),
            source: service.source.clone(),
            tokens: service::module(service),
        });
        for resource in &service.resources {
            let file = resource.module.as_str();
            files.push(RustFile {
                path: format!("{module}/{file}.rs"),
                source: resource.source.clone(),
                tokens: service::resource(service, resource, options),
            });
            if samples::any(resource) {
                files.push(RustFile {
                    path: format!("{module}/{file}/samples.rs"),
                    source: resource.source.clone(),
                    tokens: samples::module(resource),
                });
            }
        }
    }
    files
}
