//! Every place of every request where a caller's text goes, found in the generated code itself, as code that puts a text
//! there.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// What the generated code says of an operation.
#[derive(Default)]
struct Found {
    /// Its fields, each with its type.
    fields: Vec<(String, String)>,
    /// The calls that put a field into the request: `path`, a name on the wire, a field.
    calls: Vec<(String, String, String)>,
}

/// The positions of a resource: a function that returns all of them.
pub fn positions(service: &str, resource: &str, file: &Path) -> Result<String, Box<dyn Error>> {
    let samples = built(&fs::read_to_string(file.with_extension("").join("samples.rs"))?, service);
    let mut code = format!(
        "#[allow(unused_imports, clippy::too_many_lines)]\nmod {service}_{resource} {{\n    use generated::{service}::{resource}::*;\n    use generated::rt;\n    \
         use super::{{Part, Position, position}};\n    pub fn positions() -> Vec<Position> {{\n        vec![\n"
    );
    for (operation, found) in operations(&fs::read_to_string(file)?) {
        let base = samples
            .get(&operation)
            .ok_or_else(|| format!("{operation} of {} has no sample", file.display()))?;
        for (part, wire, field) in found.calls.iter().filter(|(_, _, field)| is_text(found.type_of(field))) {
            let part = match part.as_str() {
                "path" | "optional_path" => "Path",
                "query" => "Query",
                _ => "Header",
            };
            // All that may be set is, so that a value can be seen to change none of the others.
            let others = found.calls.iter().map(|(_, _, other)| {
                let value = if other == field { "value" } else { found.plain(other) };
                format!("it.{other} = {}; ", found.given(other, value))
            });
            let others: String = others.collect();
            writeln!(
                code,
                "position(Part::{part}, {wire}, |value| {{ let mut it = {base}; {others} it }}),"
            )?;
        }
    }
    code.push_str("        ]\n    }\n}\n");
    Ok(code)
}

impl Found {
    fn type_of(&self, field: &str) -> &str {
        self.fields.iter().find(|(name, _)| name == field).map_or("", |(_, ty)| ty)
    }

    /// A value that is not hostile.
    fn plain(&self, field: &str) -> &'static str {
        match inner(self.type_of(field)) {
            "bool" => "true",
            "i32" | "i64" => "30",
            _ => "\"plain\"",
        }
    }

    fn given(&self, field: &str, value: &str) -> String {
        let ty = self.type_of(field);
        let value = if is_text(ty) { format!("{value}.into()") } else { value.to_owned() };
        if inner(ty) == ty { value } else { format!("Some({value})") }
    }
}

fn inner(ty: &str) -> &str {
    ty.strip_prefix("Option<").and_then(|ty| ty.strip_suffix('>')).unwrap_or(ty)
}

fn is_text(ty: &str) -> bool {
    !matches!(inner(ty), "bool" | "i32" | "i64" | "f64" | "rt::UnixTime" | "")
}

/// The operations of a file, read line by line.
fn operations(text: &str) -> BTreeMap<String, Found> {
    let mut structs: BTreeMap<&str, Vec<(String, String)>> = BTreeMap::new();
    let mut operations: BTreeMap<String, Found> = BTreeMap::new();
    let (mut within, mut operation) = ("", String::new());
    for line in text.lines() {
        let line = line.trim();
        if let Some(name) = line.strip_prefix("pub struct ") {
            within = name.trim_end_matches(" {");
        } else if let Some((name, ty)) = line.strip_prefix("pub ").and_then(|rest| rest.split_once(": ")) {
            structs.entry(within).or_default().push((name.to_owned(), ty.trim_end_matches(',').to_owned()));
        } else if let Some(name) = line.strip_prefix("impl rt::Operation for ") {
            name.trim_end_matches(" {").clone_into(&mut operation);
            let fields = structs.remove(operation.as_str()).unwrap_or_default();
            operations.insert(operation.clone(), Found { fields, calls: Vec::new() });
        } else if let Some((call, arguments)) =
            line.strip_prefix("request.").and_then(|rest| rest.split_once('('))
            && matches!(call, "path" | "optional_path" | "query" | "header")
            && let Some((wire, field)) = arguments.split_once(", &self.")
            && let Some(found) = operations.get_mut(&operation)
        {
            found.calls.push((call.to_owned(), wire.to_owned(), field.trim_end_matches(");").to_owned()));
        }
    }
    operations
}

/// How a sample of each operation builds it.
fn built(samples: &str, service: &str) -> BTreeMap<String, String> {
    let mut built = BTreeMap::new();
    for sample in samples.split("let operation = ").skip(1) {
        let statement =
            sample.split_once(".check(&operation)").and_then(|(before, _)| before.rsplit_once(";\n    "));
        let Some((code, _)) = statement else { continue };
        let code = code.replace("super::super::", &format!("generated::{service}::"));
        let name = code.split("::").next().unwrap_or_default().to_owned();
        built.entry(name).or_insert(code);
    }
    built
}
