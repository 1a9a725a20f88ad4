//! Builds of the generated crate alone: everything that it depends on is there before.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The features that are a service each.
pub const SERVICES: [&str; 2] = ["azure-batch", "azure-key-vault"];

/// The lines of LLVM IR that rustc makes of a service before anything is optimised, in one unit. They depend on rustc's
/// version and on nothing else.
///
/// # Errors
///
/// When it does not build.
pub fn llvm_lines(service: &str) -> Result<usize, Box<dyn Error>> {
    let folder = target("llvm-lines");
    clean(&folder)?;
    let mut command = cargo("rustc", service, &folder);
    command.args(["--lib", "--release", "--", "--emit=llvm-ir", "-Ccodegen-units=1", "-Copt-level=0"]);
    succeed(&mut command)?;
    let mut lines = 0;
    for entry in fs::read_dir(folder.join("release/deps"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "ll") {
            lines += fs::read_to_string(&path)?.lines().count();
        }
    }
    Ok(lines)
}

/// A command of cargo's about the generated crate with this service alone.
#[must_use]
pub fn cargo(verb: &str, service: &str, target: &Path) -> Command {
    let mut command = Command::new("cargo");
    command.args([verb, "--quiet", "--package", "generated", "--no-default-features", "--features", service]);
    command.arg("--target-dir").arg(target).current_dir(project());
    command
}

/// Forgets what was built of the generated crate, and nothing that it depends on.
///
/// # Errors
///
/// When cargo cannot.
pub fn clean(target: &Path) -> Result<(), Box<dyn Error>> {
    let mut command = Command::new("cargo");
    command.args(["clean", "--quiet", "--package", "generated", "--target-dir"]).arg(target);
    // Of both profiles: without the second, cargo looks at the first alone.
    succeed(command.current_dir(project()))?;
    let mut command = Command::new("cargo");
    command.args(["clean", "--quiet", "--release", "--package", "generated", "--target-dir"]).arg(target);
    succeed(command.current_dir(project()))
}

/// Where builds go that are measured.
#[must_use]
pub fn target(what: &str) -> PathBuf {
    project().join("target/benchmarks").join(what)
}

/// The version of rustc, as it says it.
///
/// # Errors
///
/// When there is none.
pub fn rustc() -> Result<String, Box<dyn Error>> {
    let output = Command::new("rustc").arg("--version").current_dir(project()).output()?;
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).map(Path::to_owned).unwrap_or_default()
}

fn succeed(command: &mut Command) -> Result<(), Box<dyn Error>> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr)).into())
}
