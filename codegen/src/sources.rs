//! The spec files as they lie on disk; nothing else of this crate touches the disk.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::problem::FileId;

/// The largest file that is read, in bytes.
const MAX_BYTES: u64 = 8 * 1024 * 1024;

/// The files of the specs; a [`FileId`] is a position here.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

/// One file.
#[derive(Clone, Debug)]
pub struct Source {
    /// As shown to people, with `/`: `specs/azure-batch/service.yaml`.
    pub path: String,
    /// The folder that the file is in: `azure-batch`.
    pub service: String,
    /// The file's name without `.yaml`: `service`.
    pub stem: String,
    /// What is in the file.
    pub content: Content,
}

/// What is known of a file's content.
#[derive(Clone, Debug)]
pub enum Content {
    /// All of it.
    Bytes(Vec<u8>),
    /// Its size alone: it is too large to be read.
    TooLarge(u64),
    /// Nothing: it does not end in `.yaml`, but looks as if somebody takes it for a spec.
    Stray,
}

/// The pages of these names that lie near a project: in its folder `pages`, in a folder beside the project, or in a
/// folder of one of those. The first folder that has any of them is taken for the one that has all.
#[must_use]
pub fn find_pages(root: &Path, names: &[String]) -> Vec<PathBuf> {
    let beside = root.parent().map(subfolders).unwrap_or_default();
    let within: Vec<PathBuf> = beside.iter().flat_map(|folder| subfolders(folder)).collect();
    let folders = [root.join("pages")].into_iter().chain(beside).chain(within);
    folders.map(|folder| pages_in(&folder, names)).find(|pages| !pages.is_empty()).unwrap_or_default()
}

/// The pages of these names that lie in a folder.
#[must_use]
pub fn pages_in(folder: &Path, names: &[String]) -> Vec<PathBuf> {
    names.iter().map(|name| folder.join(name)).filter(|path| path.is_file()).collect()
}

/// A page as it was saved.
///
/// # Errors
/// When it cannot be read, or is larger than anything that is read.
pub fn read_page(path: &Path) -> io::Result<Vec<u8>> {
    match read(path)? {
        Content::Bytes(bytes) => Ok(bytes),
        Content::TooLarge(_) | Content::Stray => {
            let what = format!("{}: it has more than {} MiB", path.display(), MAX_BYTES / 1024 / 1024);
            Err(io::Error::new(io::ErrorKind::FileTooLarge, what))
        }
    }
}

/// The folders in a folder, sorted; none if it cannot be read.
fn subfolders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

impl Source {
    /// The bytes of the file, none if it was not read.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match &self.content {
            Content::Bytes(bytes) => bytes,
            Content::TooLarge(_) | Content::Stray => &[],
        }
    }
}

impl Sources {
    /// Reads `<root>/<folder>/<service>/*.yaml`.
    ///
    /// # Errors
    /// When a file or folder cannot be read; the message names it.
    pub fn read(root: &Path, folder: &str) -> io::Result<Self> {
        let mut sources = Self::default();
        for (name, path) in entries(&root.join(folder))? {
            let shown = format!("{folder}/{name}");
            if path.is_dir() {
                sources.read_service(&shown, &path)?;
            } else if is_yaml(&name) {
                sources.insert(shown, Content::Stray);
            }
        }
        Ok(sources)
    }

    /// Adds a file that is not on disk, `path` being `<folder>/<service>/<stem>.yaml`.
    pub fn add(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> FileId {
        let bytes = bytes.into();
        let size = bytes.len() as u64;
        let content = if size > MAX_BYTES { Content::TooLarge(size) } else { Content::Bytes(bytes) };
        self.insert(path.into(), content)
    }

    /// The files with their ids, folder by folder, in whatever order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        let mut files: Vec<_> = (0..).map(FileId).zip(&self.files).collect();
        files.sort_by(|(_, one), (_, other)| one.path.split('/').cmp(other.path.split('/')));
        files.into_iter()
    }

    /// The file with this id.
    ///
    /// # Panics
    /// When the id is another collection's.
    #[must_use]
    pub fn file(&self, id: FileId) -> &Source {
        &self.files[id.0 as usize]
    }

    fn read_service(&mut self, shown: &str, folder: &Path) -> io::Result<()> {
        for (name, path) in entries(folder)? {
            if !is_yaml(&name) || !path.is_file() {
                continue;
            }
            let is_spec = path.extension().is_some_and(|extension| extension == "yaml");
            let content = if is_spec { read(&path)? } else { Content::Stray };
            self.insert(format!("{shown}/{name}"), content);
        }
        Ok(())
    }

    fn insert(&mut self, path: String, content: Content) -> FileId {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
        let service = folder.rsplit('/').next().unwrap_or_default().to_owned();
        let stem = name.strip_suffix(".yaml").unwrap_or(name).to_owned();
        let id = FileId(u32::try_from(self.files.len()).expect("fewer than 4 billion files"));
        self.files.push(Source { path, service, stem, content });
        id
    }
}

/// Whether a file's name looks like a spec's, however its extension is spelled.
fn is_yaml(name: &str) -> bool {
    let extension = Path::new(name).extension().unwrap_or_default();
    extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml")
}

/// Names and paths in a folder, sorted; hidden ones are left out, since editors put their own files there.
fn entries(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let named = |error| name_the_file(folder, &error);
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(named)? {
        let entry = entry.map_err(named)?;
        let name = entry.file_name().into_string().map_err(|name| {
            let what = format!("the file name {} is not UTF-8", name.display());
            named(io::Error::new(io::ErrorKind::InvalidData, what))
        })?;
        if !name.starts_with('.') {
            entries.push((name, entry.path()));
        }
    }
    entries.sort();
    Ok(entries)
}

fn read(path: &Path) -> io::Result<Content> {
    let named = |error| name_the_file(path, &error);
    let file = File::open(path).map_err(named)?;
    let size = file.metadata().map_err(named)?.len();
    let mut bytes = Vec::new();
    // The size may be out of date by now, so the reading itself is limited too.
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(named)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Ok(Content::TooLarge(size.max(bytes.len() as u64)));
    }
    Ok(Content::Bytes(bytes))
}

fn name_the_file(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
