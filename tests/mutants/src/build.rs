//! One build with all mutants in it, but for those that the compiler refuses.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::Fault;
use crate::copy::Copy;
use crate::list::{Mutant, PACKAGES};
use crate::record::{Outcome, Record};
use crate::rewrite::rewrite;

/// What each crate of the copy asks.
const SWITCH: &str = include_str!("switch.rs");

/// Which lines of a file are which mutant.
type Lines = BTreeMap<String, BTreeMap<usize, u32>>;

/// A program of tests.
#[derive(Clone, Debug)]
pub struct Program {
    pub executable: String,
    /// The folder of its package, in which Cargo would run it.
    pub folder: String,
    pub target: String,
}

/// Puts all mutants into the copy's code but those that do not compile, which it adds to the record; returns those that
/// are in it.
///
/// # Errors
///
/// When what is left does not compile, either.
pub fn mutate(copy: &mut Copy, mutants: &[Mutant], record: &Record) -> Result<BTreeSet<u32>, Fault> {
    for package in PACKAGES {
        let root = format!("{package}/src/lib.rs");
        let text = format!("{}\nmod mutant;\n", copy.text(&root)?);
        copy.insert(&root, text);
        copy.insert(&format!("{package}/src/mutant.rs"), SWITCH.to_owned());
    }
    let originals = originals(copy, mutants)?;
    let mut viable: Vec<_> = mutants.iter().collect();
    viable.retain(|mutant| record.of(mutant) != Some(Outcome::Unviable));
    loop {
        let lines = insert(copy, &originals, &viable)?;
        copy.write()?;
        let check = ["check", "--keep-going", "--package", "codegen", "--package", "runtime"];
        let (compiles, said) = cargo(&copy.root, &check)?;
        if compiles {
            return Ok(lines.into_values().flat_map(BTreeMap::into_values).collect());
        }
        let errors = said.iter().filter(|said| said["message"]["level"] == "error");
        let errors: Vec<&Value> = errors.map(|said| &said["message"]).collect();
        let blamed: BTreeSet<u32> = errors.iter().filter_map(|error| blame(error, &lines)).collect();
        if blamed.is_empty() {
            let errors: Vec<_> = errors.iter().filter_map(|error| error["rendered"].as_str()).collect();
            return Err(format!("no mutant is to blame:\n{}", errors.join("\n")).into());
        }
        println!("{} do not compile", blamed.len());
        for mutant in viable.extract_if(.., |mutant| blamed.contains(&mutant.id)) {
            record.add(Outcome::Unviable, mutant, "")?;
        }
    }
}

/// Builds all tests of the copy.
///
/// # Errors
///
/// When they do not compile.
pub fn tests(copy: &Copy) -> Result<Vec<Program>, Fault> {
    let (built, said) = cargo(&copy.root, &["test", "--workspace", "--no-run"])?;
    if !built {
        let errors: Vec<_> = said.iter().filter_map(|said| said["message"]["rendered"].as_str()).collect();
        return Err(format!("the copy's tests do not compile:\n{}", errors.join("\n")).into());
    }
    let tests = said.iter().filter(|said| said["profile"]["test"] == true);
    let tests = tests.filter_map(|said| {
        let manifest = Path::new(said["manifest_path"].as_str()?);
        Some(Program {
            executable: said["executable"].as_str()?.to_owned(),
            folder: manifest.parent()?.to_str()?.to_owned(),
            target: format!(
                "{}/{}",
                manifest.parent()?.file_name()?.to_str()?,
                said["target"]["name"].as_str()?
            ),
        })
    });
    Ok(tests.collect())
}

/// The texts of all files that have mutants, as they are.
fn originals(copy: &Copy, mutants: &[Mutant]) -> Result<BTreeMap<String, String>, Fault> {
    let files: BTreeSet<&str> = mutants.iter().map(|mutant| mutant.file.as_str()).collect();
    files.into_iter().map(|file| Ok((file.to_owned(), copy.text(file)?.to_owned()))).collect()
}

/// Writes the mutants into the files' texts.
fn insert(
    copy: &mut Copy,
    originals: &BTreeMap<String, String>,
    mutants: &[&Mutant],
) -> Result<Lines, Fault> {
    let mut lines = Lines::new();
    for (file, text) in originals {
        let own: Vec<_> = mutants.iter().filter(|mutant| mutant.file == *file).copied().collect();
        let rewritten = rewrite(text, &own)?;
        copy.insert(file, rewritten.text);
        lines.insert(file.clone(), rewritten.lines);
    }
    Ok(lines)
}

/// Whose line an error is about, or else whose it mentions.
fn blame(error: &Value, lines: &Lines) -> Option<u32> {
    let spans = error["spans"].as_array()?;
    let (primary, others): (Vec<&Value>, Vec<&Value>) =
        spans.iter().partition(|span| span["is_primary"] == true);
    primary.into_iter().chain(others).find_map(|span| {
        let line = usize::try_from(span["line_start"].as_u64()?).ok()?;
        lines.get(span["file_name"].as_str()?)?.get(&line).copied()
    })
}

/// Runs Cargo in the copy; whether it succeeded, and all that it said in JSON.
fn cargo(root: &Path, arguments: &[&str]) -> Result<(bool, Vec<Value>), Fault> {
    let output = Command::new("cargo")
        .args(arguments)
        .args(["--all-features", "--message-format=json", "--target-dir", "../target"])
        // Dependencies run in each test of each mutant, and are built once; so is, each time, what most mutants are in.
        .args(["--config", "profile.dev.package.\"*\".opt-level=2", "--config", "profile.dev.debug=0"])
        .args(["--config", "profile.dev.package.codegen.opt-level=1"])
        .env("RUSTFLAGS", "--cap-lints=allow")
        .env("CARGO_INCREMENTAL", "0")
        .current_dir(root)
        .stderr(Stdio::inherit())
        .output()?;
    let said =
        output.stdout.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok());
    Ok((output.status.success(), said.collect()))
}
