//! What the generated crate costs to build, alone; and the first output on a fresh clone.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crates::{SERVICES, cargo, clean, llvm_lines, rustc, target};
use measure::{Cost, Table, run};

const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    println!("{}", rustc()?);
    alone()?;
    fresh()
}

/// Each service, everything below it built.
fn alone() -> Result<(), Box<dyn Error>> {
    let folder = target("alone");
    let columns = ["service", "check, processor s", "release build, processor s", "lines of LLVM IR"];
    let mut table = Table::new("The generated crate alone", &columns);
    for service in SERVICES {
        let check = || cargo("check", service, &folder);
        let build = || {
            let mut command = cargo("build", service, &folder);
            command.arg("--release");
            command
        };
        run(&mut check())?;
        run(&mut build())?;
        let mut costs = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            clean(&folder)?;
            costs.0.push(run(&mut check())?);
            costs.1.push(run(&mut build())?);
        }
        let lines = llvm_lines(service)?.to_string();
        table.row(&[service.to_owned(), seconds(costs.0), seconds(costs.1), lines]);
    }
    println!("{table}");
    Ok(())
}

/// From a clone to the first output: what `cargo xtask codegen` builds and does, nothing being there but the crates'
/// sources.
fn fresh() -> Result<(), Box<dyn Error>> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let folder = target("fresh");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let mut command = Command::new("cargo");
    command.args(["run", "--quiet", "--package", "xtask", "--target-dir"]).arg(&folder);
    let cost = run(command.args(["--", "codegen", "--check"]).current_dir(project))?;
    let mut table = Table::new("First output on a fresh clone", &["processor s", "clock s"]);
    table.row(&[seconds(vec![cost]), format!("{:.1}", cost.wall.as_secs_f64())]);
    println!("{table}");
    Ok(())
}

/// The median.
fn seconds(mut costs: Vec<Cost>) -> String {
    costs.sort_by_key(|cost| cost.cpu);
    let cpu = costs.get(costs.len() / 2).map_or(Duration::ZERO, |cost| cost.cpu);
    format!("{:.2}", cpu.as_secs_f64())
}
