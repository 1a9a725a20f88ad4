//! Which paths may be written, what stands there, and whether it is generation's own.

use std::fs;
use std::io;
use std::path::Path;

use super::{Action, Changes, DiskError, State};

/// The word that says of a file that it may be overwritten and deleted.
const MARK: &str = "@generated";

/// The end of a name that a file has while it is being written.
const TEMPORARY: &str = ".codegen-tmp";

/// What stands at a path.
pub(super) enum Found {
    /// Nothing, not even its folder perhaps.
    Nothing,
    /// A file of these bytes.
    File(Vec<u8>),
}

impl Found {
    /// Whether there is nothing there that is somebody's work.
    pub(super) fn is_marked(&self, path: &str) -> bool {
        match self {
            Found::Nothing => true,
            Found::File(bytes) => is_marked(path, bytes),
        }
    }
}

/// Whether a file says of itself that it is generated.
pub(super) fn is_marked(path: &str, bytes: &[u8]) -> bool {
    // JSON has no comments: the mark is the value of one of its first keys.
    let lines = if matches!(path.rsplit_once('.'), Some((_, "json"))) { 5 } else { 1 };
    let mut head = bytes.split(|byte| *byte == b'\n').take(lines);
    head.any(|line| line.windows(MARK.len()).any(|window| window == MARK.as_bytes()))
}

/// Says why `path` is no path to write to, if it is none: it must stay below the root and mean the same on every system.
pub(super) fn check(path: &str) -> Result<(), &'static str> {
    path.split('/').try_for_each(|segment| {
        let stem = segment.split('.').next().unwrap_or_default();
        if stem.is_empty() || segment.ends_with('.') {
            return Err("a segment is empty, or begins or ends with `.`");
        }
        // Lower case, so that no two are the same file on a disk that ignores case.
        if !segment.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'.')) {
            return Err("a segment may contain `a` to `z`, `0` to `9`, `_`, `-` and `.` only");
        }
        if is_device(stem) {
            return Err("Windows keeps the name of a segment for a device");
        }
        Ok(())
    })
}

/// Whether Windows would open a device at this name, whatever its extension.
fn is_device(stem: &str) -> bool {
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    matches!(stem, "con" | "prn" | "aux" | "nul")
        || port.is_some_and(|port| matches!(port.as_bytes(), [b'0'..=b'9']))
}

/// The name that a file has while it is being written: in the same folder, so that it can be renamed into place.
pub(super) fn temporary(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/.{name}{TEMPORARY}"),
        None => format!(".{path}{TEMPORARY}"),
    }
}

/// Whether a run was killed while it wrote this file.
pub(super) fn is_temporary(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with('.') && name.ends_with(TEMPORARY)
}

/// Whether `path` is inside `folder`.
pub(super) fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Reads what stands at `path`, following no symbolic link on the way from `root`: a link could lead out of the tree.
pub(super) fn read(root: &Path, path: &str) -> Result<Found, DiskError> {
    let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
    for end in ends {
        let part = &path[..end];
        let Some(kind) = kind(root, part)? else { return Ok(Found::Nothing) };
        if end < path.len() && !kind.is_dir() {
            return Err(DiskError::NotAFolder { path: part.to_owned() });
        }
        if end == path.len() && !kind.is_file() {
            return Err(DiskError::NotAFile { path: part.to_owned() });
        }
    }
    match fs::read(root.join(path)) {
        Ok(bytes) => Ok(Found::File(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Found::Nothing),
        Err(error) => Err(DiskError::io(Action::Read, path, error)),
    }
}

/// Lists the files in `folder` and in its folders.
pub(super) fn list(root: &Path, folder: &str, into: &mut Vec<String>) -> Result<(), DiskError> {
    for (path, kind) in entries(root, folder)? {
        if kind.is_dir() {
            list(root, &path, into)?;
        } else if kind.is_file() {
            into.push(path);
        } else {
            return Err(DiskError::NotAFile { path });
        }
    }
    Ok(())
}

/// What is in `folder`, with the folder's path before each name. Nothing if there is no such folder.
///
/// What is hidden is left out, but for what a killed run of ours left: it is an editor's or a file manager's, no
/// compiler reads it, and we neither make nor delete it.
pub(super) fn entries(root: &Path, folder: &str) -> Result<Vec<(String, fs::FileType)>, DiskError> {
    let failed = |error| DiskError::io(Action::Read, folder, error);
    match kind(root, folder)? {
        None => return Ok(Vec::new()),
        Some(kind) if !kind.is_dir() => return Err(DiskError::NotAFolder { path: folder.to_owned() }),
        Some(_) => {}
    }
    let mut entries = Vec::new();
    let found = match fs::read_dir(root.join(folder)) {
        // Gone since it was found: another run is at work.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(entries),
        found => found.map_err(failed)?,
    };
    for entry in found {
        let name = entry.map_err(failed)?.file_name();
        let path = format!("{folder}/{}", name.to_string_lossy());
        if name.as_encoded_bytes().starts_with(b".") && !is_temporary(&path) {
            continue;
        }
        // Gone since the folder was read: another run is at work.
        if let Some(kind) = kind(root, &path)? {
            entries.push((path, kind));
        }
    }
    entries.sort_by(|(left, _), (right, _)| left.cmp(right));
    Ok(entries)
}

/// Refuses to overwrite or remove what somebody has made read-only: on some systems it would succeed.
pub(super) fn check_writable(root: &Path, changes: &Changes) -> Result<(), DiskError> {
    for (path, state) in changes.iter() {
        match state {
            State::Fresh | State::Missing => {}
            State::Stale { .. } | State::Orphan => {
                let metadata = fs::symlink_metadata(root.join(path));
                let metadata = metadata.map_err(|error| DiskError::io(Action::Read, path, error))?;
                if metadata.permissions().readonly() {
                    return Err(DiskError::ReadOnly { path: path.to_owned() });
                }
            }
        }
    }
    Ok(())
}

/// What `path` is, if anything; a symbolic link is refused.
fn kind(root: &Path, path: &str) -> Result<Option<fs::FileType>, DiskError> {
    match fs::symlink_metadata(root.join(path)) {
        Ok(metadata) if metadata.is_symlink() => Err(DiskError::Link { path: path.to_owned() }),
        Ok(metadata) => Ok(Some(metadata.file_type())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(DiskError::io(Action::Read, path, error)),
    }
}
