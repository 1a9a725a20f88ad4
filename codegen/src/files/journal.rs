//! What a run is about to do to the tree, written down first, so that a run that is killed can be finished by the next.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::paths::{self, Found, is_below, temporary};
use super::{Action, DiskError};

/// The journal's name: that of something unfinished, and none that a generated file could have.
const NAME: &str = ".JOURNAL.codegen-tmp";

/// Its name while it is being written.
const DRAFT: &str = ".JOURNAL-DRAFT.codegen-tmp";

/// One thing to do; each can be done again, or be found done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Puts the text that was written beside a file in its place.
    Replace(String),
    /// Removes a file that is no longer made.
    Remove(String),
}

impl Step {
    fn path(&self) -> &str {
        match self {
            Self::Replace(path) | Self::Remove(path) => path,
        }
    }

    /// The file that it is about.
    pub(super) fn into_path(self) -> String {
        match self {
            Self::Replace(path) | Self::Remove(path) => path,
        }
    }
}

/// Where the journal of a tree stands.
pub(super) fn path(owned: &[String]) -> String {
    in_first(owned, NAME)
}

fn in_first(owned: &[String], name: &str) -> String {
    owned.first().map_or_else(|| name.to_owned(), |folder| format!("{folder}/{name}"))
}

/// Writes the steps down. From here on the tree is the new one, of which some files are yet to be put in their places.
pub(super) fn write(root: &Path, owned: &[String], steps: &[Step]) -> Result<(), DiskError> {
    let draft = in_first(owned, DRAFT);
    let mut text = String::new();
    for step in steps {
        let word = match step {
            Step::Replace(_) => "replace",
            Step::Remove(_) => "remove",
        };
        text.extend([word, " ", step.path(), "\n"]);
    }
    let written = write_through(&root.join(&draft), text.as_bytes());
    let renamed = written.and_then(|()| fs::rename(root.join(&draft), root.join(path(owned))));
    renamed.map_err(|error| {
        let _ = remove(&root.join(&draft));
        DiskError::io(Action::Write, draft, error)
    })
}

/// The steps that a killed run left to do, if one did; none of them touches what is somebody's work.
pub(super) fn read(root: &Path, owned: &[String]) -> Result<Option<Vec<Step>>, DiskError> {
    let journal = path(owned);
    let Found::File(bytes) = paths::read(root, &journal)? else { return Ok(None) };
    let steps: Option<Vec<Step>> =
        String::from_utf8_lossy(&bytes).lines().map(|line| step(line, owned)).collect();
    let Some(steps) = steps else { return Err(DiskError::Journal { path: journal }) };
    let mut foreign = Vec::new();
    for step in &steps {
        let beside = match step {
            Step::Replace(path) => paths::read(root, &temporary(path))?,
            Step::Remove(_) => Found::Nothing,
        };
        let there = paths::read(root, step.path())?;
        if !there.is_marked(step.path()) || !beside.is_marked(step.path()) {
            foreign.push(step.path().to_owned());
        }
    }
    if foreign.is_empty() { Ok(Some(steps)) } else { Err(DiskError::Foreign { paths: foreign }) }
}

/// The step that a line says, if it is one that we could have written.
fn step(line: &str, owned: &[String]) -> Option<Step> {
    let (word, path) = line.split_once(' ')?;
    paths::check(path).ok()?;
    match word {
        "replace" => Some(Step::Replace(path.to_owned())),
        "remove" if owned.iter().any(|folder| is_below(path, folder)) => Some(Step::Remove(path.to_owned())),
        _ => None,
    }
}

/// Does the steps, those that are done already left out.
pub(super) fn carry_out(root: &Path, steps: &[Step]) -> Result<(), DiskError> {
    for step in steps {
        match step {
            Step::Replace(path) => match fs::rename(root.join(temporary(path)), root.join(path)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound && root.join(path).exists() => Ok(()),
                renamed => renamed.map_err(|error| DiskError::io(Action::Replace, path, error)),
            },
            Step::Remove(path) => {
                remove(&root.join(path)).map_err(|error| DiskError::io(Action::Remove, path, error))
            }
        }?;
    }
    Ok(())
}

/// Says that all is done.
pub(super) fn close(root: &Path, owned: &[String]) -> Result<(), DiskError> {
    let path = path(owned);
    remove(&root.join(&path)).map_err(|error| DiskError::io(Action::Remove, path, error))
}

/// Writes a new file, down to the disk.
pub(super) fn write_through(target: &Path, bytes: &[u8]) -> io::Result<()> {
    remove(target)?;
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    // New, so that a link which came into its place meanwhile is not followed.
    let mut file = File::options().write(true).create_new(true).open(target)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Removes a file, if it is there.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}
