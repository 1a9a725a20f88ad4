//! What was written: the specs, read into records that know where everything stands.

mod build;
mod data;
mod decode;
mod definition;
mod long_running;
mod node;
mod plain;
mod record;
mod rows;
mod scalar;
mod schema;
mod second;
mod shape;
#[cfg(test)]
mod suite;
mod syntax;
#[cfg(test)]
mod tests;
mod tree;
mod words;
mod written;

use indexmap::IndexMap;

use crate::cores;
use crate::json::pretty;
use crate::problem::{FileId, Kind, Place, Problem, Problems};
use crate::sources::{Content, Source, Sources};

pub use data::{Data, DataValue, Literal};
pub use decode::{Entry, List, Map};
pub(crate) use decode::{did_you_mean, nearest};
pub use definition::{Definition, Multiple, Pages, Rule, Table};
pub use long_running::{Cancel, LongRunning, NotFound};
pub(crate) use plain::taken_for;
pub use rows::{ApiKey, HeaderRow, KeyLocation, OAuth2, ParameterRow, Scope, Security, SecurityScheme};
pub use scalar::{Prose, Spanned, Status, Text};
pub(crate) use words::list_words;
pub use written::{
    ApiVersion, BaseUrl, Body, EnumValue, Erratum, Header, Location, Operation, Page, Parameter, Property,
    Resource, Response, Row, Sample, SampleResponse, Service, ServiceError,
};

use decode::Decode;
use schema::Definitions;

/// How many files take several milliseconds to be read.
const FILES_A_THREAD: usize = 4;

/// All specs.
#[derive(Clone, Debug)]
pub struct Spec {
    /// The services, by folder.
    pub services: Vec<WrittenService>,
}

/// The files of one folder.
#[derive(Clone, Debug)]
pub struct WrittenService {
    /// The folder's name.
    pub folder: String,
    /// What `service.yaml` says.
    pub service: Service,
    /// `service.yaml`.
    pub file: FileId,
    /// The other files, by name.
    pub resources: Vec<WrittenResource>,
}

/// A file of a folder that is not `service.yaml`.
#[derive(Clone, Debug)]
pub struct WrittenResource {
    /// The file.
    pub file: FileId,
    /// Its name without `.yaml`.
    pub stem: String,
    /// What it says.
    pub resource: Resource,
}

/// Reads all specs; pushes everything that is wrong with how they are written.
///
/// A service of which something could not be read is left out: what it means without that would only be reported
/// as wrong too.
pub fn load(sources: &Sources, problems: &mut Problems) -> Spec {
    load_where(sources, keeps_all, problems)
}

/// Reads the specs that are written or begun: what is still open in one does not leave it out.
pub(crate) fn load_begun(sources: &Sources) -> Spec {
    let is_kept = |kind| keeps_all(kind) || kind == Kind::Unfinished;
    load_where(sources, is_kept, &mut Problems::default())
}

/// Reads the specs without problems, but for those of some kinds.
fn load_where(sources: &Sources, is_kept: fn(Kind) -> bool, problems: &mut Problems) -> Spec {
    let files: Vec<_> = sources.iter().collect();
    let read = cores::map(&files, FILES_A_THREAD, |(file, source)| read(*file, source));
    let mut folders: IndexMap<&str, Folder> = IndexMap::new();
    for ((file, source), (written, found)) in files.into_iter().zip(read) {
        problems.absorb(found);
        let Some(written) = written else { continue };
        let folder = folders.entry(&source.service).or_insert_with(|| Folder::starting_with(file));
        match written {
            Written::Service(service) => folder.service = Some((file, service.map(|service| *service))),
            Written::Resource(resource) => {
                folder.resources.push((file, source.stem.clone(), resource.map(|resource| *resource)));
            }
        }
    }
    let services =
        folders.into_iter().filter_map(|(name, folder)| finish(name, folder, is_kept, problems)).collect();
    Spec { services }
}

/// What a file says; nothing inside where it cannot be read.
enum Written {
    Service(Option<Box<Service>>),
    Resource(Option<Box<Resource>>),
}

/// Reads a file by itself; it may be no spec at all.
fn read(file: FileId, source: &Source) -> (Option<Written>, Problems) {
    let mut problems = Problems::default();
    let node = match &source.content {
        Content::Bytes(bytes) => tree::read(file, bytes, &mut problems),
        Content::TooLarge(size) => {
            problems.push(too_large(file, source, *size));
            None
        }
        Content::Stray => {
            problems.push(stray(file, source));
            return (None, problems);
        }
    };
    let written = if source.stem == "service" {
        Written::Service(node.and_then(|node| Service::decode(&node, &mut problems)).map(Box::new))
    } else {
        Written::Resource(node.and_then(|node| Resource::decode(&node, &mut problems)).map(Box::new))
    };
    (Some(written), problems)
}

/// A folder of which some files may be unreadable.
struct Folder {
    first: FileId,
    service: Option<(FileId, Option<Service>)>,
    resources: Vec<(FileId, String, Option<Resource>)>,
}

impl Folder {
    fn starting_with(first: FileId) -> Self {
        Self { first, service: None, resources: Vec::new() }
    }
}

fn finish(
    name: &str,
    folder: Folder,
    is_kept: fn(Kind) -> bool,
    problems: &mut Problems,
) -> Option<WrittenService> {
    if folder.resources.is_empty() {
        let title = format!("the service `{name}` has no resource");
        let help = "write its operations to another file beside `service.yaml`";
        problems.push(Problem::new(Kind::NoResource, top_of(folder.first), title).help(help));
    }
    let Some((file, service)) = folder.service else {
        let title = format!("the service `{name}` has no `service.yaml`");
        let help = "write what its pages share to a `service.yaml` beside this file";
        problems.push(Problem::new(Kind::NoService, top_of(folder.first), title).help(help));
        return None;
    };
    let mut files = folder.resources.iter().map(|(file, ..)| *file).chain([file]);
    if files.any(|file| problems.of_file(file).any(|problem| !is_kept(problem.kind))) {
        return None;
    }
    let resources = folder.resources.into_iter();
    let resources = resources
        .filter_map(|(file, stem, resource)| Some(WrittenResource { file, stem, resource: resource? }))
        .collect();
    Some(WrittenService { folder: name.to_owned(), service: service?, file, resources })
}

/// Whether what is meant is known in spite of such a problem.
fn keeps_all(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::CommentInText
            | Kind::RepeatedKey
            | Kind::NotText
            | Kind::UnknownKey
            | Kind::UnknownFact
            | Kind::NoResource
    )
}

fn too_large(file: FileId, source: &Source, size: u64) -> Problem {
    let title = format!("`{}` has {size} bytes, more than a spec may have", source.path);
    Problem::new(Kind::FileTooLarge, top_of(file), title).help("split it into several resources")
}

fn stray(file: FileId, source: &Source) -> Problem {
    let title = format!("`{}` is not read", source.path);
    let help = "specs lie in the folder of their service, and their names end in `.yaml`";
    Problem::new(Kind::StrayFile, top_of(file), title).help(help)
}

/// The very beginning of a file.
fn top_of(file: FileId) -> Place {
    Place { file, start: 0, end: 0 }
}

/// The JSON Schema of the spec language, as text with a line break at its end; `command` makes its file.
#[must_use]
pub fn schema(command: &str) -> String {
    let mut definitions = Definitions::default();
    let roots = [Service::schema(&mut definitions), Resource::schema(&mut definitions)];
    let schema = definitions.into_schema(roots.into(), command);
    format!("{}\n", pretty(&schema))
}
