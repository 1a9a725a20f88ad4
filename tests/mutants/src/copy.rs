//! The project's copy, in which the code is changed and the tests run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io, str};

use crate::Fault;

/// Where tests put their files: each worker has a folder of its own, as two that run the same test need.
const FOLDER: (&str, &str) =
    (r#"env!("CARGO_TARGET_TMPDIR")"#, r#"&std::env::var("CARGO_TARGET_TMPDIR").unwrap()"#);

/// A folder with all files that the project's repository knows, some of them changed.
#[derive(Debug)]
pub struct Copy {
    pub root: PathBuf,
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Copy {
    /// Reads the project; nothing is written.
    ///
    /// # Errors
    ///
    /// When git or a file cannot be read.
    pub fn of(project: &Path, root: PathBuf) -> Result<Self, Fault> {
        let git = Command::new("git").args(["ls-files", "-z"]).current_dir(project).output()?;
        let mut files = BTreeMap::new();
        for path in str::from_utf8(&git.stdout)?.split_terminator('\0').map(PathBuf::from) {
            // What was deleted and not yet committed.
            let Ok(mut content) = fs::read(project.join(&path)) else { continue };
            if path.extension().is_some_and(|extension| extension == "rs") {
                content = String::from_utf8(content)?.replace(FOLDER.0, FOLDER.1).into_bytes();
            }
            files.insert(path, content);
        }
        Ok(Self { root, files })
    }

    pub fn insert(&mut self, path: &str, text: String) {
        self.files.insert(PathBuf::from(path), text.into_bytes());
    }

    pub fn text(&self, path: &str) -> Result<&str, Fault> {
        let content = self.files.get(Path::new(path)).ok_or_else(|| format!("git does not know {path}"))?;
        Ok(str::from_utf8(content)?)
    }

    /// Removes what is no file of the copy any more, and writes what is not there or differs, so that only that is built again.
    ///
    /// # Errors
    ///
    /// When a file cannot be written or removed.
    pub fn write(&self) -> io::Result<()> {
        self.remove_others(&self.root)?;
        for (path, content) in &self.files {
            let place = self.root.join(path);
            if fs::read(&place).is_ok_and(|found| found == *content) {
                continue;
            }
            if let Some(folder) = place.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&place, content)?;
        }
        Ok(())
    }

    fn remove_others(&self, folder: &Path) -> io::Result<()> {
        if !folder.exists() {
            return Ok(());
        }
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                self.remove_others(&path)?;
            } else if path.strip_prefix(&self.root).is_ok_and(|path| !self.files.contains_key(path)) {
                fs::remove_file(&path)?;
            }
        }
        Ok(())
    }

    /// Whether no test has changed a file of the copy, so that the next can be believed.
    ///
    /// # Errors
    ///
    /// When one has.
    pub fn is_whole(&self) -> Result<(), Fault> {
        for (path, content) in &self.files {
            let length = fs::metadata(self.root.join(path)).map_or(0, |file| file.len());
            if usize::try_from(length).ok() != Some(content.len()) {
                return Err(format!("the copy's {} was changed", path.display()).into());
            }
        }
        Ok(())
    }
}
