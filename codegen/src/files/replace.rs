//! Makes the disk what generation made, in an order that a kill at any moment leaves whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::paths::{entries, temporary};
use super::{Action, Changes, DiskError, Files, State};

/// Where two runs meet: out of the tree that is committed.
const LOCK: &str = "target/codegen.lock";

/// Waits for another run to end; the lock is held while the answer lives, and goes with the process if that is killed.
pub(super) fn lock(root: &Path) -> Result<File, DiskError> {
    let failed = |error| DiskError::io(Action::Lock, LOCK, error);
    let path = root.join(LOCK);
    create_parent(&path).map_err(failed)?;
    let file = File::options().create(true).append(true).open(path).map_err(failed)?;
    match file.lock() {
        // A disk without locks, such as some network mounts: files are still replaced whole.
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(file),
        locked => locked.map(|()| file).map_err(failed),
    }
}

/// Carries the changes out. First every text is written beside its place, so that a full disk is met before a file is
/// replaced; files that are no longer made go last, when nothing on disk names them any more.
pub(super) fn replace(files: &Files, root: &Path, changes: &Changes) -> Result<(), DiskError> {
    let mut texts = Vec::new();
    let mut orphans = Vec::new();
    for (path, state) in changes.iter() {
        match state {
            State::Fresh => {}
            State::Missing | State::Stale { .. } => texts.extend(files.get(path).map(|text| (path, text))),
            State::Orphan => orphans.push(path),
        }
    }
    if let Err(error) = texts.iter().try_for_each(|(path, text)| write_beside(root, path, text)) {
        // What is left now, the next run removes.
        for (path, _) in &texts {
            let _ = remove(&root.join(temporary(path)));
        }
        return Err(error);
    }
    for (path, _) in texts {
        let renamed = fs::rename(root.join(temporary(path)), root.join(path));
        renamed.map_err(|error| DiskError::io(Action::Replace, path, error))?;
    }
    for path in orphans {
        remove(&root.join(path)).map_err(|error| DiskError::io(Action::Remove, path, error))?;
    }
    files.owned.iter().try_for_each(|folder| remove_empty_folders(root, folder))
}

/// Writes a text beside its place, down to the disk.
fn write_beside(root: &Path, path: &str, text: &str) -> Result<(), DiskError> {
    let beside = temporary(path);
    let write = |target: &Path| {
        remove(target)?;
        create_parent(target)?;
        // New, so that a link which came into its place meanwhile is not followed.
        let mut file = File::options().write(true).create_new(true).open(target)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    };
    write(&root.join(&beside)).map_err(|error| DiskError::io(Action::Write, beside, error))
}

fn create_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// Removes a file, if it is there.
fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Removes the empty folders in `folder`, the deepest first.
fn remove_empty_folders(root: &Path, folder: &str) -> Result<(), DiskError> {
    for (path, kind) in entries(root, folder)? {
        if !kind.is_dir() {
            continue;
        }
        remove_empty_folders(root, &path)?;
        match fs::remove_dir(root.join(&path)) {
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {}
            removed => removed.map_err(|error| DiskError::io(Action::Remove, path, error))?,
        }
    }
    Ok(())
}
