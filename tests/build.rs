//! Generates the fixtures, so that `compiled.rs` can use what comes of them.

#[path = "src/fixtures.rs"]
mod fixtures;

use std::collections::BTreeSet;
use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::{Files, Style, generate, render};

fn main() -> Result<(), Box<dyn Error>> {
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
