//! What generating costs: in memory stage by stage against the floor, and as a whole process.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::{Files, Options, Problems, Sources, generate, spec};
use generator::{floor, synthetic};
use measure::{Race, Result as Time, Table, Whose, ratio, run};

/// Operations, and rounds of a race.
const SIZES: [(usize, usize); 4] = [(5, 200), (104, 40), (1_000, 9), (10_000, 3)];

fn main() -> Result<(), Box<dyn Error>> {
    // A size alone, to look at that one closer.
    let only: Option<usize> = std::env::args().nth(1).and_then(|size| size.parse().ok());
    let sizes: Vec<_> = SIZES.into_iter().filter(|(size, _)| only.is_none_or(|only| only == *size)).collect();
    // Processes first: what a process holds at most counts from its parent's size at its birth.
    processes(&sizes)?;
    stages(&sizes);
    Ok(())
}

/// In memory. All is measured through what the library offers to everybody: `generate` of specs that are refused when
/// everything is decided is all of it but `emit` and `print`.
fn stages(sizes: &[(usize, usize)]) {
    let columns = [
        "operations",
        "lines",
        "load",
        "lower",
        "emit, print",
        "all, clock",
        "us an operation",
        "times the floor, clock",
        "times the floor, processor",
        "the floor without docs, processor",
    ];
    let mut table = Table::new("Generating in memory, milliseconds of processor time", &columns);
    for (operations, rounds) in sizes {
        let (good, refused) = (synthetic::sources(*operations), synthetic::refused(*operations));
        let files = made(&good);
        let plain = without_docs(&files);
        let mut race = Race::new(Whose::Everybody);
        race.add("floor", || {
            files.iter().filter(|(path, _)| path.ends_with(".rs")).map(|(_, text)| floor(text)).sum::<usize>()
        });
        race.add("floor without docs", || plain.iter().map(|text| floor(text)).sum::<usize>());
        race.add("load", || spec::load(&good, &mut Problems::default()));
        race.add("load, lower", || generate(&refused, &Options::default()).is_err());
        race.add("all", || generate(&good, &Options::default()).is_ok());
        if let [_, plain, load, lower, all] = race.run(*rounds).as_slice() {
            table.row(&row(*operations, &files, [plain, load, lower, all]));
        }
    }
    println!("{table}");
}

fn row(operations: usize, files: &Files, [plain, load, lower, all]: [&Time; 4]) -> [String; 10] {
    let lines: usize = files.iter().map(|(_, text)| text.lines().count()).sum();
    let millis = |nanos: f64| format!("{:.1}", nanos / 1e6);
    #[expect(clippy::cast_precision_loss, reason = "there are not that many")]
    let each = all.cpu / 1e3 / operations as f64;
    [
        operations.to_string(),
        lines.to_string(),
        millis(load.cpu),
        millis(lower.cpu - load.cpu),
        millis(all.cpu - lower.cpu),
        millis(all.wall),
        format!("{each:.0}"),
        ratio(all.wall_ratio),
        ratio(all.cpu_ratio),
        ratio(all.cpu_ratio / plain.cpu_ratio),
    ]
}

fn made(sources: &Sources) -> Files {
    generate(sources, &Options::default()).unwrap_or_else(|problems| {
        panic!("{}", codegen::render(&problems, sources, codegen::Style::Plain));
    })
}

/// The texts of Rust without their lines of docs, which the generator takes past the parser.
fn without_docs(files: &Files) -> Vec<String> {
    let files = files.iter().filter(|(path, _)| path.ends_with(".rs"));
    let code = |text: &str| {
        let lines = text.lines().filter(|line| !matches!(line.trim_start().get(..3), Some("///" | "//!")));
        lines.collect::<Vec<_>>().join("\n")
    };
    files.map(|(_, text)| code(text)).collect()
}

/// The program of the maintainer, as it is built for release: over nothing, and over what it made itself.
fn processes(sizes: &[(usize, usize)]) -> Result<(), Box<dyn Error>> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").canonicalize()?;
    let status = Command::new("cargo")
        .args(["build", "--quiet", "--release", "--package", "xtask"])
        .current_dir(&project)
        .status()?;
    assert!(status.success(), "xtask does not build");
    let xtask = project.join("target/release/xtask");
    let columns = ["operations", "what changes", "processor ms", "clock ms", "MiB"];
    let mut table = Table::new("`xtask codegen`, whole processes", &columns);
    for (operations, rounds) in sizes {
        let root = project.join("target/benchmarks/projects").join(operations.to_string());
        write(&root, &synthetic::sources(*operations))?;
        let mut costs = [Vec::new(), Vec::new()];
        for _ in 0..*rounds {
            fs::remove_dir_all(root.join("generated")).or_else(|error| match error.kind() {
                std::io::ErrorKind::NotFound => Ok(()),
                _ => Err(error),
            })?;
            for costs in &mut costs {
                costs.push(run(Command::new(&xtask).arg("codegen").arg("--root").arg(&root))?);
            }
        }
        for (what, mut costs) in ["all", "nothing"].into_iter().zip(costs) {
            costs.sort_by_key(|cost| cost.cpu);
            let cost = costs[costs.len() / 2];
            let millis = |time: std::time::Duration| format!("{:.1}", time.as_secs_f64() * 1e3);
            let memory = (cost.memory / 1024).to_string();
            table.row(&[
                operations.to_string(),
                what.to_owned(),
                millis(cost.cpu),
                millis(cost.wall),
                memory,
            ]);
        }
    }
    println!("{table}");
    Ok(())
}

/// Writes the specs of a project to disk.
fn write(root: &Path, sources: &Sources) -> std::io::Result<()> {
    for (_, source) in sources.iter() {
        let path: PathBuf = root.join(&source.path);
        fs::create_dir_all(path.parent().unwrap_or(root))?;
        fs::write(path, source.bytes())?;
    }
    Ok(())
}
