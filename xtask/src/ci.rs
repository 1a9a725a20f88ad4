//! `cargo xtask ci`: the list of what a change has to pass, and the loop that runs it.

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process;

use crate::terminal::{Terminal, Tone};
use crate::{Outcome, Refusal, Stop};

/// A command of cargo's that has to succeed.
struct Step {
    arguments: &'static str,
    /// What rustdoc is told; empty but where it is run.
    rustdocflags: &'static str,
    /// The step is skipped where this command fails, because what it is for is not here.
    needs: Option<&'static str>,
}

const fn step(arguments: &'static str) -> Step {
    Step { arguments, rustdocflags: "", needs: None }
}

/// Nothing else is checked anywhere: a change that passes here passes.
const STEPS: &[Step] = &[
    step("fmt --all --check"),
    step("clippy --workspace --all-targets --all-features -- -D warnings"),
    step("xtask codegen --check"),
    Step { needs: Some("xtask audit --list"), ..step("xtask audit --deny warnings") },
    step("test --workspace"),
    // The conversions, whose features no other package asks for.
    step("test --package runtime --all-features --test behaviour"),
    step("check --package generated --no-default-features"),
    step("check --package generated --features client"),
    step("check --package generated --features reqwest"),
    step("check --package generated --features ureq"),
    Step {
        // A crate that needs nothing but the target itself.
        needs: Some("check --package httpdate --target wasm32-unknown-unknown"),
        ..step("check --package generated --features client --target wasm32-unknown-unknown")
    },
    step("check --package generated --no-default-features --features server"),
    step("check --package generated --features mock"),
    step("fmt --manifest-path tests/benchmarks/Cargo.toml --all --check"),
    step("fmt --manifest-path tests/mutants/Cargo.toml --all --check"),
    // The budget of LLVM lines; what is measured beside other people's crates is not built here.
    step("test --manifest-path tests/benchmarks/Cargo.toml --target-dir target/benchmarks --package crates"),
    Step { rustdocflags: "-D warnings", ..step("doc --workspace --no-deps --all-features") },
    step("deny check bans licenses sources"),
    Step { needs: Some("deny fetch db"), ..step("deny check advisories") },
];

/// Carries the verb out.
pub fn run(
    root: &Path,
    out: &mut Terminal<impl Write>,
    err: &mut Terminal<impl Write>,
) -> Result<Outcome, Stop> {
    let mut skipped = 0_usize;
    for step in STEPS {
        if let Some(needs) = step.needs
            && !succeeds(needs, "", root, out)?
        {
            skipped += 1;
            let what = format!("`cargo {}`: what it needs is not here", step.arguments);
            err.status(Tone::Notable, "SKIPPED", &what)?;
            continue;
        }
        if !succeeds(step.arguments, step.rustdocflags, root, out)? {
            err.tell(Tone::Bad, "error", "this step failed; mend what it says above, and run it again:")?;
            writeln!(err, "    {}", line(step.arguments, step.rustdocflags))?;
            return Ok(Outcome::Faults);
        }
    }
    let passed = STEPS.len() - skipped;
    out.status(Tone::Good, "Passed", &format!("{passed} steps, {skipped} skipped"))?;
    Ok(Outcome::Well)
}

/// Prints a command and runs it.
fn succeeds(
    arguments: &str,
    rustdocflags: &str,
    root: &Path,
    out: &mut Terminal<impl Write>,
) -> Result<bool, Stop> {
    out.status(Tone::Good, "Running", &line(arguments, rustdocflags))?;
    out.flush()?;
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = process::Command::new(cargo);
    command.args(arguments.split(' ')).current_dir(root);
    if !rustdocflags.is_empty() {
        command.env("RUSTDOCFLAGS", rustdocflags);
    }
    match command.status() {
        Ok(status) => Ok(status.success()),
        Err(error) => Err(unstartable(arguments, &error).into()),
    }
}

fn line(arguments: &str, rustdocflags: &str) -> String {
    match rustdocflags {
        "" => format!("cargo {arguments}"),
        flags => format!("RUSTDOCFLAGS=\"{flags}\" cargo {arguments}"),
    }
}

fn unstartable(arguments: &str, error: &io::Error) -> Refusal {
    Refusal {
        what: format!("`cargo {arguments}` could not be started: {error}"),
        help: "run this as `cargo xtask ci`".to_owned(),
    }
}
