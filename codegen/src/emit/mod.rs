//! Model to tokens. Total: it cannot fail, and everything that could be decided has been.

mod checks;
mod docs;
mod enums;
mod example;
mod literals;
mod long_running;
mod models;
mod operation;
mod paths;
mod samples;
mod server;
mod service;
mod setters;
mod types;

use proc_macro2::TokenStream;

use crate::Options;
use crate::model::{Definition, Docs, Home, Operation, Resource, Sample, Service};
use docs::DocTable;
use operation::File;
use types::Here;

/// A file of Rust, not yet emitted.
pub struct RustFile<'a> {
    /// Below the output folder, with `/`.
    pub path: String,
    /// The spec that it comes from, or the folder of all of them.
    pub source: &'a str,
    /// What is in it, in its order.
    pub parts: Vec<Part<'a>>,
}

/// A part of a file: emitted and printed by itself, so that its tokens are gone when the next is at hand.
pub enum Part<'a> {
    /// All of `lib.rs`.
    Library(&'a [Service], &'a Options),
    /// What `mod.rs` begins with.
    Service(&'a Service),
    /// What the file of a resource begins with.
    Resource(File<'a>),
    /// An operation.
    Operation(&'a Operation, File<'a>),
    /// A model or an enum.
    Definition(&'a Definition, Home),
    /// What `server.rs` begins with.
    Server(&'a Resource),
    /// The other half of an operation.
    Receive(&'a Operation),
    /// What `samples.rs` begins with.
    Samples,
    /// A sample and its test.
    Sample(&'a Operation, &'a Sample),
}

/// A part, emitted.
pub struct Emitted {
    /// The part.
    pub tokens: TokenStream,
    /// The docs whose numbers stand in it.
    pub docs: Vec<Docs>,
}

/// The files of all services: `lib.rs` first, then service by service.
pub fn files<'a>(services: &'a [Service], options: &'a Options) -> Vec<RustFile<'a>> {
    let library = Part::Library(services, options);
    let mut files =
        vec![RustFile { path: "lib.rs".to_owned(), source: &options.specs, parts: vec![library] }];
    for service in services {
        let module = service.module.as_str();
        let definitions = service.definitions.iter().map(|one| Part::Definition(one, Home::Service));
        let parts = std::iter::once(Part::Service(service)).chain(definitions).collect();
        files.push(RustFile { path: format!("{module}/mod.rs"), source: &service.source, parts });
        for resource in &service.resources {
            let name = resource.module.as_str();
            let file = File { resource, service, options };
            let operations = resource.operations.iter().map(|one| Part::Operation(one, file));
            let definitions = resource.definitions.iter().map(|one| Part::Definition(one, Home::Resource));
            let parts = std::iter::once(Part::Resource(file)).chain(operations).chain(definitions).collect();
            files.push(RustFile { path: format!("{module}/{name}.rs"), source: &resource.source, parts });
            if samples::any(resource) {
                let path = format!("{module}/{name}/samples.rs");
                files.push(RustFile { path, source: &resource.source, parts: sample_parts(resource) });
            }
            if !resource.operations.is_empty() {
                let path = format!("{module}/{name}/server.rs");
                files.push(RustFile { path, source: &resource.source, parts: server_parts(resource) });
            }
        }
    }
    files
}

fn sample_parts(resource: &Resource) -> Vec<Part<'_>> {
    let all = resource.operations.iter().flat_map(|one| one.samples.iter().map(move |of| (one, of)));
    let samples = all.map(|(operation, sample)| Part::Sample(operation, sample));
    std::iter::once(Part::Samples).chain(samples).collect()
}

fn server_parts(resource: &Resource) -> Vec<Part<'_>> {
    std::iter::once(Part::Server(resource)).chain(resource.operations.iter().map(Part::Receive)).collect()
}

/// The tokens of a part.
pub fn emit(part: &Part<'_>) -> Emitted {
    let docs = DocTable::default();
    let here = |home| Here { home, docs: &docs };
    let tokens = match part {
        Part::Library(services, options) => service::library(services, options, here(Home::Service)),
        Part::Service(service) => service::module(service, here(Home::Service)),
        Part::Resource(file) => service::resource(*file, here(Home::Resource)),
        Part::Operation(operation, file) => operation::emit(operation, *file, here(Home::Resource)),
        Part::Definition(Definition::Model(model), home) => models::emit(model, here(*home)),
        Part::Definition(Definition::Enum(definition), home) => enums::emit(definition, here(*home)),
        Part::Server(resource) => server::head(resource),
        Part::Receive(operation) => server::emit(operation),
        Part::Samples => samples::head(),
        Part::Sample(operation, sample) => samples::emit(operation, sample),
    };
    Emitted { tokens, docs: docs.into_blocks() }
}
