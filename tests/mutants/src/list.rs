//! The mutants that cargo-mutants would try, one by one; here they are tried in one build.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::Fault;

/// The packages whose tests are put to the test.
pub const PACKAGES: [&str; 2] = ["codegen", "runtime"];

/// One change of one function.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// From 1, in the order of files and places.
    pub id: u32,
    /// The first mutant of the same function, which stands for the function.
    pub first: u32,
    /// What cargo-mutants calls it, with its line and column.
    pub name: String,
    /// What it is called in the file of outcomes: the same while its function stays the same, wherever that stands.
    pub key: String,
    pub file: String,
    /// The bytes of the function, from its first attribute to its last brace.
    /// A constant has none.
    pub function: Option<Range<usize>>,
    /// The bytes that are replaced.
    pub span: Range<usize>,
    pub replacement: String,
}

/// All mutants.
///
/// # Errors
///
/// When cargo-mutants is not there, or says something else than expected.
pub fn list(root: &Path) -> Result<Vec<Mutant>, Fault> {
    let mut command = Command::new("cargo");
    command.args(["mutants", "--list", "--json"]).current_dir(root).stderr(Stdio::inherit());
    for package in PACKAGES {
        command.args(["--package", package]);
    }
    let output = command.output()?;
    if !output.status.success() {
        return Err("`cargo mutants --list` failed; `cargo install cargo-mutants --locked` brings it".into());
    }
    let listed: Vec<Value> = serde_json::from_slice(&output.stdout)?;
    let mut texts = BTreeMap::new();
    let mut seen = BTreeMap::new();
    let mut functions = BTreeMap::new();
    let mut mutants = Vec::new();
    for (id, value) in (1..).zip(&listed) {
        let file = string(value, "file")?;
        if !texts.contains_key(&file) {
            texts.insert(file.clone(), fs::read_to_string(root.join(&file))?);
        }
        let mut mutant = mutant(id, value, file.clone(), &texts[&file])?;
        let end = mutant.function.as_ref().map(|function| function.end);
        mutant.first = *functions.entry((file, end)).or_insert(id);
        // Two equal operators of one function differ by their number.
        let times: &mut usize = seen.entry(mutant.key.clone()).or_default();
        *times += 1;
        mutant.key = format!("{} #{times}", mutant.key);
        mutants.push(mutant);
    }
    Ok(mutants)
}

fn mutant(id: u32, value: &Value, file: String, text: &str) -> Result<Mutant, Fault> {
    let name = string(value, "name")?;
    let function = Some(&value["function"]["span"]).filter(|span| !span.is_null());
    let function = function.map(|function| span(function, text)).transpose()?;
    let what = name.split_once(": ").map_or(name.as_str(), |(_, what)| what);
    let key = format!("{file}: {what} {:08x}", hash(&function.clone().map(|function| &text[function])) >> 32);
    let replacement = string(value, "replacement")?;
    Ok(Mutant { id, first: id, key, function, span: span(&value["span"], text)?, name, file, replacement })
}

/// A number that is the same for the same thing.
pub fn hash(thing: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    thing.hash(&mut hasher);
    hasher.finish()
}

fn string(value: &Value, key: &str) -> Result<String, Fault> {
    value[key].as_str().map(str::to_owned).ok_or_else(|| format!("a mutant without `{key}`: {value}").into())
}

fn span(value: &Value, text: &str) -> Result<Range<usize>, Fault> {
    let at = |end: &str| {
        let number = |key: &str| value[end][key].as_u64().and_then(|number| usize::try_from(number).ok());
        offset(text, number("line")?, number("column")? - 1)
    };
    match (at("start"), at("end")) {
        (Some(start), Some(end)) => Ok(start..end),
        _ => Err(format!("no such place: {value}").into()),
    }
}

/// The byte at a line, from 1, and a column of characters, from 0.
pub fn offset(text: &str, line: usize, column: usize) -> Option<usize> {
    let start = if line == 1 { 0 } else { text.match_indices('\n').nth(line - 2)?.0 + 1 };
    let ends = text[start..].char_indices().map(|(at, _)| at).chain([text.len() - start]);
    Some(start + ends.into_iter().nth(column)?)
}
