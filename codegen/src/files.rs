//! The files that generation makes, and the one place that touches the disk for them: to compare, to write, to remove.

mod error;
mod journal;
mod paths;
mod replace;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Bound;
use std::path::Path;

pub use error::{Action, DiskError};
use paths::{Found, is_below, is_marked};

/// What generation made: a text for each path, not yet on disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    owned: Vec<String>,
    files: BTreeMap<String, String>,
}

/// What is on disk, file by file in the order of their paths, against what generation made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    states: BTreeMap<String, State>,
}

/// How a file on disk stands to what generation made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It is there, byte for byte.
    Fresh,
    /// It is not there.
    Missing,
    /// Something else stands in its place.
    Stale {
        /// What stands there; bytes that are not UTF-8 are shown as U+FFFD.
        found: String,
    },
    /// It is there, and generation no longer makes it.
    Orphan,
}

impl Files {
    /// No files yet. `owned` are the folders that belong to generation whole, relative to the root (`generated/src`):
    /// what is in them and no longer made is removed.
    #[must_use]
    pub fn new(owned: Vec<String>) -> Self {
        Self { owned, files: BTreeMap::new() }
    }

    /// Adds a file. `path` is relative to the root, with `/`; `text` carries `@generated` in its first line (JSON, which
    /// has no comments, in its first five), so that the next run knows it for its own.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.insert(path.into(), text.into());
    }

    /// The text of the file at `path`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Paths and texts, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Says how the disk below `root` differs. Reads only.
    ///
    /// # Errors
    ///
    /// When something there is not generation's to overwrite or to delete, or cannot be read.
    pub fn compare(&self, root: &Path) -> Result<Changes, DiskError> {
        self.check()?;
        let mut states = BTreeMap::new();
        let mut foreign = Vec::new();
        for (path, text) in &self.files {
            let state = match paths::read(root, path)? {
                Found::Nothing => State::Missing,
                Found::File(bytes) if bytes == text.as_bytes() => State::Fresh,
                Found::File(bytes) => {
                    if !is_marked(path, &bytes) {
                        foreign.push(path.clone());
                    }
                    State::Stale { found: String::from_utf8_lossy(&bytes).into_owned() }
                }
            };
            states.insert(path.clone(), state);
        }
        for path in self.surplus(root)? {
            let Entry::Vacant(entry) = states.entry(path) else { continue };
            // What a killed run left has no first line to be known by: its name is enough.
            if !paths::is_temporary(entry.key()) && !paths::read(root, entry.key())?.is_marked(entry.key()) {
                foreign.push(entry.key().clone());
            }
            entry.insert(State::Orphan);
        }
        if foreign.is_empty() {
            Ok(Changes { states })
        } else {
            foreign.sort();
            Err(DiskError::Foreign { paths: foreign })
        }
    }

    /// Makes the disk below `root` what generation made, and says what it found there before. A file that is as it
    /// should be is not touched. A file is replaced whole, and none is before all have been written. What a run was killed
    /// at is finished first.
    ///
    /// # Errors
    ///
    /// As [`Files::compare`], and where a file is read-only, before anything is changed; and when the disk refuses.
    pub fn write(&self, root: &Path) -> Result<Changes, DiskError> {
        self.check()?;
        // Held until the end, so that two runs at once come one after the other.
        let _lock = replace::lock(root)?;
        replace::recover(&self.owned, root)?;
        let changes = self.compare(root)?;
        paths::check_writable(root, &changes)?;
        replace::replace(self, root, &changes)?;
        Ok(changes)
    }

    /// Finishes what a run was killed at, so that the tree is that run's whole; says which files that is about. It needs
    /// no files of its own: whoever cannot make any now, since a spec has problems, still has a tree of one piece.
    ///
    /// # Errors
    ///
    /// When something there is not generation's to overwrite or to delete, and when the disk refuses.
    pub fn recover(&self, root: &Path) -> Result<Vec<String>, DiskError> {
        self.check()?;
        if journal::read(root, &self.owned)?.is_none() {
            return Ok(Vec::new());
        }
        let _lock = replace::lock(root)?;
        replace::recover(&self.owned, root)
    }

    /// Files on disk that may be in the way: those in owned folders, and what a killed run left beside the others.
    fn surplus(&self, root: &Path) -> Result<Vec<String>, DiskError> {
        let mut paths = Vec::new();
        for folder in &self.owned {
            paths::list(root, folder, &mut paths)?;
        }
        let others = self.files.keys().filter(|path| !self.owns(path)).map(|path| paths::temporary(path));
        for temporary in others.chain(self.owned.is_empty().then(|| journal::path(&self.owned))) {
            if let Found::File(_) = paths::read(root, &temporary)? {
                paths.push(temporary);
            }
        }
        Ok(paths)
    }

    /// Whether `path` is in a folder that belongs to generation.
    fn owns(&self, path: &str) -> bool {
        self.owned.iter().any(|folder| is_below(path, folder))
    }

    /// Holds our own paths and texts to the rules, so that no name leads out of the root and no file locks us out.
    fn check(&self) -> Result<(), DiskError> {
        for path in self.owned.iter().chain(self.files.keys()) {
            paths::check(path).map_err(|why| DiskError::Name { path: path.clone(), why })?;
        }
        let is_folder = |path: &str| {
            let below = format!("{path}/");
            let mut next = self.files.range::<str, _>((Bound::Included(below.as_str()), Bound::Unbounded));
            self.owned.iter().any(|folder| folder == path || is_below(folder, path))
                || next.next().is_some_and(|(other, _)| other.starts_with(&below))
        };
        if let Some(path) = self.files.keys().find(|path| is_folder(path)) {
            return Err(DiskError::Name { path: path.clone(), why: "it is a folder of others" });
        }
        match self.files.iter().find(|(path, text)| !is_marked(path, text.as_bytes())) {
            Some((path, _)) => Err(DiskError::Unmarked { path: path.clone() }),
            None => Ok(()),
        }
    }
}

impl Changes {
    /// Paths and states, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &State)> {
        self.states.iter().map(|(path, state)| (path.as_str(), state))
    }

    /// Whether every file is as it should be, and none is too many.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.states.values().all(|state| *state == State::Fresh)
    }
}
