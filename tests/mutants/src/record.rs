//! What came of each mutant, in a file to which every outcome is added at once: what was ended goes on where it was.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;

use crate::Fault;
use crate::list::Mutant;

/// What came of a mutant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The compiler refuses it.
    Unviable,
    /// A test failed.
    Caught,
    /// A test did not end.
    Timeout,
    /// Every test that enters its function passed.
    Missed,
    /// No test enters its function.
    Unreached,
}

impl Outcome {
    pub const ALL: [Self; 5] = [Self::Unviable, Self::Caught, Self::Timeout, Self::Missed, Self::Unreached];

    fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.to_string() == name)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unviable => "unviable",
            Self::Caught => "caught",
            Self::Timeout => "timeout",
            Self::Missed => "missed",
            Self::Unreached => "unreached",
        })
    }
}

/// The file, open.
pub struct Record {
    outcomes: BTreeMap<String, Outcome>,
    file: Mutex<File>,
}

impl Record {
    /// # Errors
    ///
    /// When the file cannot be read or written.
    pub fn open(path: &Path) -> Result<Self, Fault> {
        let text = if path.exists() { fs::read_to_string(path)? } else { String::new() };
        let lines = text.lines().filter_map(|line| {
            let mut cells = line.split('\t');
            Some((Outcome::of(cells.next()?)?, cells.next()?.to_owned()))
        });
        // Of two outcomes of one mutant the later counts.
        let outcomes = lines.map(|(outcome, key)| (key, outcome)).collect();
        Ok(Self { outcomes, file: Mutex::new(OpenOptions::new().append(true).create(true).open(path)?) })
    }

    /// What came of a mutant before this file was opened.
    pub fn of(&self, mutant: &Mutant) -> Option<Outcome> {
        self.outcomes.get(&mutant.key).copied()
    }

    /// Adds an outcome, and which test brought it about.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn add(&self, outcome: Outcome, mutant: &Mutant, test: &str) -> Result<(), Fault> {
        let mut file = self.file.lock().map_err(|error| error.to_string())?;
        Ok(file.write_all(format!("{outcome}\t{}\t{test}\n", mutant.key).as_bytes())?)
    }
}
