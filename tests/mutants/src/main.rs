//! Which faults, put into `codegen` and `runtime` one at a time, do the project's tests notice?
//!
//! The faults are those of cargo-mutants, which builds and tests anew for each. Here one build has all of them, and an
//! environment variable switches one on.
#![forbid(unsafe_code)]

mod build;
mod copy;
mod list;
mod record;
mod report;
mod rewrite;
mod suite;
mod try_out;
mod work;

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use crate::copy::Copy;
use crate::list::Mutant;
use crate::record::{Outcome, Record};

/// Why it cannot go on.
type Fault = Box<dyn Error + Send + Sync>;

fn main() -> Result<(), Fault> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let folder = project.join("target/mutants");
    fs::create_dir_all(&folder)?;
    let place = folder.join("outcomes.txt");
    let mutants = list::list(&project)?;
    let part = env::args().nth(2).unwrap_or_default();
    match env::args().nth(1).as_deref() {
        None => run(&project, &folder, &mutants, &Record::open(&place)?, None)?,
        // After tests were added.
        Some("again") => run(&project, &folder, &mutants, &Record::open(&place)?, Some(&part))?,
        Some("report") => {}
        Some(other) => return Err(format!("`{other}` is neither `again` nor `report`").into()),
    }
    let record = Record::open(&place)?;
    fs::write(folder.join("missed.txt"), report::missed(&mutants, &record))?;
    println!("{}", report::table(&mutants, &record));
    Ok(())
}

/// Tries what was not tried before; and, of the files whose path begins with `again`, what nobody noticed then.
fn run(
    project: &Path,
    folder: &Path,
    mutants: &[Mutant],
    record: &Record,
    again: Option<&str>,
) -> Result<(), Fault> {
    println!("{} mutants", mutants.len());
    let mut copy = Copy::of(project, folder.join("copy"))?;
    let built = build::mutate(&mut copy, mutants, record)?;
    let (tests, unfit) = suite::measure(&build::tests(&copy)?, &copy.root)?;
    println!("{} tests; left out, since they do not pass here in time: {unfit:#?}", tests.len());
    let is_open = |mutant: &&Mutant| match record.of(mutant) {
        None => built.contains(&mutant.id),
        Some(Outcome::Missed | Outcome::Unreached) => again.is_some_and(|part| mutant.file.starts_with(part)),
        Some(Outcome::Unviable | Outcome::Caught | Outcome::Timeout) => false,
    };
    let mut open: Vec<_> = mutants.iter().filter(is_open).collect();
    // Those of no outcome first, and each in an order that has nothing to do with places, so that a part speaks for the whole.
    open.sort_by_cached_key(|mutant| (record.of(mutant).is_some(), list::hash(&mutant.key)));
    println!("{} to try", open.len());
    try_out::try_out(&open, &tests, record, &copy)
}
