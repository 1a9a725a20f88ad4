//! Why the disk was left as it was: where, what, and how to mend it.

use std::error::Error;
use std::fmt;
use std::io;

/// Why files could not be compared or written. [`fmt::Display`] says where and what; [`DiskError::help`], how to mend it.
#[derive(Debug)]
#[non_exhaustive]
pub enum DiskError {
    /// Files that do not say that they are generated: somebody's work.
    Foreign {
        /// Where they are.
        paths: Vec<String>,
    },
    /// A symbolic link where a file or a folder should be.
    Link {
        /// Where it is.
        path: String,
    },
    /// A folder, a pipe or the like where a file should be.
    NotAFile {
        /// Where it is.
        path: String,
    },
    /// A file where a folder should be.
    NotAFolder {
        /// Where it is.
        path: String,
    },
    /// A file that may not be written to.
    ReadOnly {
        /// Where it is.
        path: String,
    },
    /// What a killed run left to do, and nobody can read.
    Journal {
        /// Where it is written.
        path: String,
    },
    /// A path that generation may not write to.
    Name {
        /// The path.
        path: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A text that generation made without its mark: the next run could not know it for its own.
    Unmarked {
        /// The file's path.
        path: String,
    },
    /// The system refused.
    Io {
        /// What was to be done.
        action: Action,
        /// To which file or folder.
        path: String,
        /// What the system said.
        source: io::Error,
    },
}

/// What was being done when the system refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Waiting for another run to end.
    Lock,
    /// Reading a file or a folder.
    Read,
    /// Writing a text beside the file that it is to replace; until this is done for all, none is replaced.
    Write,
    /// Putting a written text in the place of the old one.
    Replace,
    /// Removing what is no longer made.
    Remove,
}

impl DiskError {
    pub(super) fn io(action: Action, path: impl Into<String>, source: io::Error) -> Self {
        Self::Io { action, path: path.into(), source }
    }

    /// How to mend it.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::Foreign { paths } => {
                let them = if paths.len() == 1 { "it" } else { "them" };
                format!(
                    "move {them} to a place that is not generated; or, if nobody needs {them}, delete {them} and run again"
                )
            }
            Self::Link { .. } => {
                "put the file or folder itself there, or remove the link: one that leads elsewhere \
                                  would have files written or deleted there"
                    .to_owned()
            }
            Self::NotAFile { .. } | Self::NotAFolder { .. } => "move it away and run again".to_owned(),
            Self::ReadOnly { .. } => {
                "make it writable and run again; nothing was changed, since somebody may want it as it is"
                    .to_owned()
            }
            Self::Journal { .. } => "delete it and run again: every file is then made anew".to_owned(),
            Self::Name { .. } => {
                "choose another name for the output folder, the service or the spec file".to_owned()
            }
            Self::Unmarked { .. } => {
                "this is a fault of the generator: let the file's first line say `@generated`".to_owned()
            }
            Self::Io { action, source, .. } => io_help(*action, source.kind()),
        }
    }
}

fn io_help(action: Action, kind: io::ErrorKind) -> String {
    let remedy = match kind {
        io::ErrorKind::PermissionDenied => "make it and its folder readable and writable for you",
        io::ErrorKind::ReadOnlyFilesystem => "the disk is mounted read-only: work on a copy elsewhere",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space on the disk",
        _ => "mend what the system names",
    };
    let after = match action {
        Action::Lock | Action::Read | Action::Write => "; nothing was changed, run again afterwards",
        Action::Replace | Action::Remove => "; every file is whole, old or new: run again to do the rest",
    };
    format!("{remedy}{after}")
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign { paths } => {
                let (are, none) = match paths.len() {
                    1 => ("is", "it does not say"),
                    2 => ("are", "neither says"),
                    _ => ("are", "none of them says"),
                };
                write!(f, "{} {are} in the way: {none} `@generated`", list(paths))
            }
            Self::Link { path } => write!(f, "`{path}` is a symbolic link"),
            Self::NotAFile { path } => write!(f, "`{path}` is in the way: a file belongs there"),
            Self::NotAFolder { path } => write!(f, "`{path}` is in the way: a folder belongs there"),
            Self::ReadOnly { path } => write!(f, "`{path}` is read-only"),
            Self::Journal { path } => {
                write!(f, "`{path}` should say what a killed run left to do, and says something else")
            }
            Self::Name { path, why } => write!(f, "`{path}` is no path to write to: {why}"),
            Self::Unmarked { path } => write!(f, "the text for `{path}` does not say `@generated`"),
            Self::Io { action, path, source } => write!(f, "could not {action} `{path}`: {source}"),
        }
    }
}

/// `a`, `b` and `c`.
fn list(paths: &[String]) -> String {
    let mut text = String::new();
    for (index, path) in paths.iter().enumerate() {
        let before = match index {
            0 => "",
            _ if index + 1 == paths.len() => " and ",
            _ => ", ",
        };
        text.push_str(before);
        text.push('`');
        text.push_str(path);
        text.push('`');
    }
    text
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Lock => "lock",
            Self::Read => "read",
            Self::Write => "write",
            Self::Replace => "replace",
            Self::Remove => "remove",
        })
    }
}

impl Error for DiskError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Foreign { .. }
            | Self::Link { .. }
            | Self::NotAFile { .. }
            | Self::NotAFolder { .. }
            | Self::ReadOnly { .. }
            | Self::Journal { .. }
            | Self::Name { .. }
            | Self::Unmarked { .. } => None,
        }
    }
}
