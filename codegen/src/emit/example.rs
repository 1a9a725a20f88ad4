//! The example in the docs of an operation: its page's first sample, built and turned into a request.

use std::cell::RefCell;

use heck::ToSnakeCase;
use indexmap::IndexSet;
use proc_macro2::Ident;

use super::literals;
use super::operation::File;
use super::types::ident;
use crate::model::{Docs, Home, Name, Operation, TypeRef};

/// The lines of the example; none if the page has no sample.
pub fn docs(operation: &Operation, file: File<'_>) -> Docs {
    let Some(sample) = operation.samples.first() else { return Docs::new() };
    let used = RefCell::new(IndexSet::new());
    let naming = |home: Home, name: &Name| {
        if is_ambiguous(home, name, file) {
            return format!("{}::{}", module(home, file), name.as_str());
        }
        used.borrow_mut().insert((home, name.as_str().to_owned()));
        name.as_str().to_owned()
    };
    let name = naming(Home::Resource, &operation.name);
    let variable = variable(operation);
    let naming = |to: &TypeRef| naming(to.home, &to.name);
    let arguments: Vec<_> = sample.arguments.iter().map(literals::shortened).collect();
    let built = literals::build(&name, &arguments, &sample.setters, &naming);
    let mut lines = vec![String::new(), "# Examples".to_owned(), String::new(), "```".to_owned()];
    if operation.deprecated.is_some() {
        lines.push("# #![allow(deprecated)]".to_owned());
    }
    lines.extend(imports(&used.into_inner(), file));
    // A text that looks like a path imports one name too many, which does no harm.
    let runtime = if built.contains("rt::") { "self, Endpoint, Operation" } else { "Endpoint, Operation" };
    lines.push(format!("use {}::rt::{{{runtime}}};", file.options.krate));
    lines.push(String::new());
    lines.push("# fn main() -> Result<(), Box<dyn std::error::Error>> {".to_owned());
    // A version that is not the newest is said where the newest may not have all that is sent.
    let is_pinned = operation.versioned && sample.api_version != operation.newest;
    let (pin, target) = if is_pinned {
        (format!(".with_api_version({:?})", sample.api_version), &sample.target)
    } else {
        (String::new(), &sample.newest_target)
    };
    lines.push(format!("let endpoint = Endpoint::new({:?})?{pin};", file.service.base_url));
    lines.extend(format!("let {variable} = {built};").lines().map(str::to_owned));
    lines.push(format!("let request = {variable}.request(&endpoint)?;"));
    lines.push(format!("assert_eq!(request.method(), {:?});", operation.method.as_str()));
    lines.push("assert_eq!(".to_owned());
    lines.push("    request.uri(),".to_owned());
    lines.push(format!("    {:?}", format!("{}{target}", file.service.base_url.trim_end_matches('/'))));
    lines.extend([");", "# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

/// What holds the operation in the example.
fn variable(operation: &Operation) -> Ident {
    let name = Name(operation.name.as_str().to_snake_case());
    match name.as_str() {
        // The first is there already, the others are keywords that cannot be written raw.
        "endpoint" | "crate" | "super" => ident(&Name("operation".to_owned())),
        _ => ident(&name),
    }
}

/// Whether the example, which sees both files of the resource and the run-time, could mean something else by the name.
fn is_ambiguous(home: Home, name: &Name, file: File<'_>) -> bool {
    let is_theirs = match home {
        Home::Service => file.resource.names.contains(name),
        Home::Resource => false,
    };
    is_theirs || matches!(name.as_str(), "Endpoint" | "Operation")
}

/// The path of a file's module.
fn module(home: Home, file: File<'_>) -> String {
    let service = format!("{}::{}", file.options.krate, file.service.module.as_str());
    match home {
        Home::Service => service,
        Home::Resource => format!("{service}::{}", file.resource.module.as_str()),
    }
}

fn imports(used: &IndexSet<(Home, String)>, file: File<'_>) -> Docs {
    [Home::Service, Home::Resource]
        .into_iter()
        .filter_map(|home| {
            let path = module(home, file);
            let mut names: Vec<&str> =
                used.iter().filter(|(from, _)| *from == home).map(|(_, name)| name.as_str()).collect();
            names.sort_unstable();
            match names.as_slice() {
                [] => None,
                [one] => Some(format!("use {path}::{one};")),
                many => Some(format!("use {path}::{{{}}};", many.join(", "))),
            }
        })
        .collect()
}
