//! Generates the fixtures, so that `compiled` can use what comes of them, and finds the samples of all services for
//! `samples`, all their types for `server`, and the places of requests where text goes for `wire`.

#[path = "src/fixtures.rs"]
mod fixtures;
#[path = "build/make.rs"]
mod make;
#[path = "build/positions.rs"]
mod positions;

use std::collections::BTreeSet;
use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::{Files, Style, generate, render};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=fixtures");
    println!("cargo::rerun-if-changed=src/fixtures.rs");
    let folder = PathBuf::from(env::var("OUT_DIR")?);
    let sources = fixtures::sources()?;
    let text = match generate(&sources, &fixtures::options()) {
        Ok(files) => write(&files, &folder)?,
        // An error of the one test target that needs them, so that all others still run.
        Err(problems) => format!("compile_error!({:?});\n", render(&problems, &sources, Style::Plain)),
    };
    fs::write(folder.join("modules.rs"), text)?;
    println!("cargo::rerun-if-changed=../generated/src");
    let generated = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("generated").join("src");
    fs::write(folder.join("samples.rs"), samples(&generated)?)?;
    fs::write(folder.join("makers.rs"), make::makers(&generated, "generated")?)?;
    let fixtures = folder.join("fixtures");
    if fixtures.is_dir() {
        fs::write(folder.join("fixture_makers.rs"), make::makers(&fixtures, "crate::fixtures")?)?;
    }
    fs::write(folder.join("positions.rs"), all_positions(&generated)?)?;
    Ok(())
}

/// Writes the modules of the services; returns their declarations.
fn write(files: &Files, folder: &Path) -> Result<String, Box<dyn Error>> {
    let mut services = BTreeSet::new();
    for (path, text) in files.iter() {
        let Some((service, _)) = path.strip_prefix("fixtures/").and_then(|path| path.split_once('/')) else {
            continue;
        };
        services.insert(service);
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)?;
    }
    let declarations = services.iter().map(|service| {
        let path = folder.join("fixtures").join(service).join("mod.rs").display().to_string();
        format!("#[path = {path:?}]\npub mod {service};\n")
    });
    Ok(declarations.collect())
}

/// The modules of the services once more, with nothing in them but the samples: these find there what they find where
/// they are generated, and an `rt` of another making.
fn samples(generated: &Path) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    for service in folders(generated)? {
        let name = name(&service);
        writeln!(text, "mod {name} {{\n    pub use generated::{name}::*;")?;
        for resource in folders(&service)? {
            let path = resource.join("samples.rs").display().to_string();
            let resource = self::name(&resource);
            writeln!(text, "    mod {resource} {{\n        use crate::rt;")?;
            writeln!(text, "        pub use generated::{name}::{resource}::*;")?;
            writeln!(text, "        #[path = {path:?}]\n        mod samples;\n    }}")?;
        }
        text.push_str("}\n");
    }
    Ok(text)
}

/// The places of all requests where a text goes, resource by resource, and a function that returns all of them.
fn all_positions(generated: &Path) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    let mut calls = String::new();
    for service in folders(generated)? {
        for resource in folders(&service)? {
            let (service, name) = (name(&service), name(&resource));
            text.push_str(&positions::positions(&service, &name, &resource.with_extension("rs"))?);
            writeln!(calls, "    positions.extend({service}_{name}::positions());")?;
        }
    }
    writeln!(
        text,
        "pub fn positions() -> Vec<Position> {{\n    let mut positions = Vec::new();\n{calls}    positions\n}}"
    )?;
    Ok(text)
}

/// The folders in a folder, sorted.
fn folders(folder: &Path) -> Result<BTreeSet<PathBuf>, Box<dyn Error>> {
    let mut folders = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            folders.insert(path);
        }
    }
    Ok(folders)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
