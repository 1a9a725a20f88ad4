//! The example in the docs of an operation: its page's first sample, built and turned into a request.

use std::cell::RefCell;

use heck::ToSnakeCase;
use indexmap::IndexSet;

use super::literals;
use super::operation::File;
use crate::model::{Docs, Home, Name, Operation, TypeRef};

/// The lines of the example; none if the page has no sample.
pub fn docs(operation: &Operation, file: File<'_>) -> Docs {
    let Some(sample) = operation.samples.first() else { return Docs::new() };
    let name = super::types::ident(&operation.name).to_string();
    let used = RefCell::new(IndexSet::from([(Home::Resource, name.clone())]));
    let naming = |model: &TypeRef| {
        let name = model.name.as_str().to_owned();
        used.borrow_mut().insert((model.home, name.clone()));
        name
    };
    let variable = super::types::ident(&Name(operation.name.as_str().to_snake_case()));
    let built = literals::build(&name, &sample.arguments, &sample.setters, &naming);
    let mut lines = vec![String::new(), "# Examples".to_owned(), String::new(), "```".to_owned()];
    if operation.deprecated.is_some() {
        lines.push("# #![allow(deprecated)]".to_owned());
    }
    lines.extend(imports(&used.into_inner(), file));
    lines.push(String::new());
    lines.push("# fn main() -> Result<(), Box<dyn std::error::Error>> {".to_owned());
    lines.push(format!("let endpoint = Endpoint::new({:?})?;", file.service.base_url));
    lines.extend(format!("let {variable} = {built};").lines().map(str::to_owned));
    lines.push(format!("let request = {variable}.request(&endpoint)?;"));
    lines.push(format!("assert_eq!(request.method(), {:?});", operation.method.as_str()));
    lines.push("assert_eq!(".to_owned());
    lines.push("    request.uri(),".to_owned());
    lines.push(format!(
        "    {:?}",
        format!("{}{}", file.service.base_url.trim_end_matches('/'), sample.target)
    ));
    lines.extend([");", "# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

fn imports(used: &IndexSet<(Home, String)>, file: File<'_>) -> Docs {
    let krate = &file.options.krate;
    let service = file.service.module.as_str();
    let paths = [
        (Home::Service, format!("{krate}::{service}")),
        (Home::Resource, format!("{krate}::{service}::{}", file.resource.module.as_str())),
    ];
    let mut lines: Docs = paths
        .iter()
        .filter_map(|(home, path)| {
            let mut names: Vec<&str> =
                used.iter().filter(|(from, _)| from == home).map(|(_, name)| name.as_str()).collect();
            names.sort_unstable();
            match names.as_slice() {
                [] => None,
                [one] => Some(format!("use {path}::{one};")),
                many => Some(format!("use {path}::{{{}}};", many.join(", "))),
            }
        })
        .collect();
    lines.push(format!("use {krate}::rt::{{Endpoint, Operation}};"));
    lines
}
