//! The specs of a revision, as git keeps them; the work tree is neither read nor changed.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::{Command, Output};

use codegen::Sources;

use crate::Refusal;

/// The specs below `folder`, as a revision of the repository at `root` has them. Messages name a file as git does:
/// `HEAD~2:specs/azure-batch/service.yaml`.
pub fn specs(root: &Path, folder: &str, revision: &str) -> Result<Sources, Refusal> {
    let commit = commit(root, revision)?;
    let listed = git(root, &["ls-tree", "-r", "-z", &commit, "--", folder])?;
    let listed = succeeded(listed, "could not list the specs")?;
    let mut sources = Sources::default();
    for entry in listed.split('\0').filter(|entry| !entry.is_empty()) {
        let Some(Entry { object, path }) = parse(entry) else { continue };
        if is_spec(path, folder) {
            let bytes = git(root, &["cat-file", "blob", object])?;
            if !bytes.status.success() {
                return Err(failed(&bytes, &format!("could not read {revision}:{path}")));
            }
            sources.add(format!("{revision}:{path}"), bytes.stdout);
        }
    }
    if sources.iter().next().is_none() {
        return Err(Refusal {
            what: format!("`{revision}` has no specs below `{folder}`"),
            help: format!("`git log --oneline -- {folder}` lists the revisions that changed them"),
        });
    }
    Ok(sources)
}

/// The commit that a revision is; whatever the revision is spelt like, git takes it for nothing else.
fn commit(root: &Path, revision: &str) -> Result<String, Refusal> {
    let repository = git(root, &["rev-parse", "--git-dir"])?;
    if !repository.status.success() {
        return Err(Refusal {
            what: format!("{} is in no git repository: {}", root.display(), said(&repository)),
            help: "`diff` compares the specs of the folder with those of a revision, which only git knows"
                .to_owned(),
        });
    }
    let spelt = format!("{revision}^{{commit}}");
    let found = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &spelt])?;
    if !found.status.success() {
        return Err(Refusal {
            what: format!("git knows no revision `{revision}`"),
            help: "name a commit, a tag or a branch: `git log --oneline` lists commits; a shallow clone has few, and \
                   `git fetch --unshallow` brings the rest"
                .to_owned(),
        });
    }
    Ok(String::from_utf8_lossy(&found.stdout).trim().to_owned())
}

struct Entry<'a> {
    object: &'a str,
    path: &'a str,
}

/// A file in a listing: `100644 blob <object>\t<path>`; nothing for a link or a submodule.
fn parse(entry: &str) -> Option<Entry<'_>> {
    let (facts, path) = entry.split_once('\t')?;
    let mut words = facts.split(' ');
    let (mode, kind, object) = (words.next()?, words.next()?, words.next()?);
    (kind == "blob" && mode.starts_with("100")).then_some(Entry { object, path })
}

/// Whether a file lies where specs are read: `<folder>/<service>/<name>.yaml`.
fn is_spec(path: &str, folder: &str) -> bool {
    let Some(below) = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')) else { return false };
    let parts: Vec<&str> = below.split('/').collect();
    let is_hidden = parts.iter().any(|part| part.starts_with('.'));
    let is_yaml = Path::new(path).extension() == Some(OsStr::new("yaml"));
    parts.len() == 2 && !is_hidden && is_yaml
}

fn git(root: &Path, arguments: &[&str]) -> Result<Output, Refusal> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(arguments);
    command.output().map_err(|error| unstartable(&error))
}

fn unstartable(error: &io::Error) -> Refusal {
    let help = match error.kind() {
        io::ErrorKind::NotFound => "install git, or put its folder into `PATH`",
        _ => "see that `git --version` runs",
    };
    Refusal { what: format!("git could not be started: {error}"), help: help.to_owned() }
}

/// What git printed, as text.
fn succeeded(output: Output, what: &str) -> Result<String, Refusal> {
    if !output.status.success() {
        return Err(failed(&output, what));
    }
    String::from_utf8(output.stdout).map_err(|_| Refusal {
        what: format!("{what}: a name is not UTF-8"),
        help: "rename that file: specs have names of ASCII".to_owned(),
    })
}

fn failed(output: &Output, what: &str) -> Refusal {
    Refusal {
        what: format!("{what}: {}", said(output)),
        help: "`git fsck` says whether the repository is whole".to_owned(),
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).trim().replace('\n', "; ")
}
