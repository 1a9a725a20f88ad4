//! Makes the disk what generation made, in an order that a kill at any moment leaves whole.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::journal::{self, Step, remove, write_through};
use super::paths::{entries, is_temporary, temporary};
use super::{Action, Changes, DiskError, Files, State};

/// Where two runs meet: out of the tree that is committed.
const LOCK: &str = "target/codegen.lock";

/// Waits for another run to end; the lock is held while the answer lives, and goes with the process if that is killed.
pub(super) fn lock(root: &Path) -> Result<File, DiskError> {
    let failed = |error| DiskError::io(Action::Lock, LOCK, error);
    let path = root.join(LOCK);
    // A link could make a file anywhere; that `target` itself is one is usual.
    if path.is_symlink() {
        return Err(DiskError::Link { path: LOCK.to_owned() });
    }
    path.parent().map_or(Ok(()), fs::create_dir_all).map_err(failed)?;
    let file = File::options().create(true).append(true).open(path).map_err(failed)?;
    match file.lock() {
        // A disk without locks, such as some network mounts: files are still replaced whole.
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(file),
        locked => locked.map(|()| file).map_err(failed),
    }
}

/// Carries the changes out. First every text is written beside its place, so that a full disk is met before a file is
/// replaced; then the journal says what is to be done; files that are no longer made go last, when nothing on disk names
/// them any more.
pub(super) fn replace(files: &Files, root: &Path, changes: &Changes) -> Result<(), DiskError> {
    let mut texts = Vec::new();
    let mut orphans = Vec::new();
    for (path, state) in changes.iter() {
        match state {
            State::Fresh => {}
            State::Missing | State::Stale { .. } => texts.extend(files.get(path).map(|text| (path, text))),
            State::Orphan if is_temporary(path) => {
                remove(&root.join(path)).map_err(|error| DiskError::io(Action::Remove, path, error))?;
            }
            State::Orphan => orphans.push(path),
        }
    }
    let replacing = texts.iter().map(|(path, _)| Step::Replace((*path).to_owned()));
    let removing = orphans.into_iter().map(|path| Step::Remove(path.to_owned()));
    let steps: Vec<Step> = replacing.chain(removing).collect();
    if !steps.is_empty() {
        let written = texts.iter().try_for_each(|(path, text)| write_beside(root, path, text));
        if let Err(error) = written.and_then(|()| journal::write(root, &files.owned, &steps)) {
            // What is left now, the next run removes.
            for (path, _) in &texts {
                let _ = remove(&root.join(temporary(path)));
            }
            return Err(error);
        }
    }
    finish(&files.owned, root, &steps)
}

/// Finishes what a run was killed at; returns what that was.
pub(super) fn recover(owned: &[String], root: &Path) -> Result<Vec<String>, DiskError> {
    let Some(steps) = journal::read(root, owned)? else { return Ok(Vec::new()) };
    finish(owned, root, &steps)?;
    Ok(steps.into_iter().map(Step::into_path).collect())
}

fn finish(owned: &[String], root: &Path, steps: &[Step]) -> Result<(), DiskError> {
    journal::carry_out(root, steps)?;
    owned.iter().try_for_each(|folder| remove_empty_folders(root, folder))?;
    journal::close(root, owned)
}

/// Writes a text beside its place.
fn write_beside(root: &Path, path: &str, text: &str) -> Result<(), DiskError> {
    let beside = temporary(path);
    write_through(&root.join(&beside), text.as_bytes())
        .map_err(|error| DiskError::io(Action::Write, beside, error))
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
