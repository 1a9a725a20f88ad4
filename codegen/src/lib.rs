//! From hand-written specs of REST services to the files of their Rust clients.
//!
//! Data flows one way, through four stages:
//!
//! 1. [`spec`] reads what was *written*: YAML into records that know where everything stands;
//! 2. `lower` decides what it *means*: every name, type, line of docs and problem, once;
//! 3. `emit` turns that into tokens, which cannot fail and decides nothing;
//! 4. `print` turns tokens into text.
//!
//! [`generate`] is all four. It reads [`Sources`] and returns [`Files`]; only those two know a disk. [`compare`] stands
//! beside the last two: it takes two [`Meaning`]s, and says what the step from one to the other does to consumers.
//!
//! [`page`] reads the pages themselves, and [`Audit`] holds them against what was written.
//!
//! ```
//! use codegen::{Options, Sources, Style, generate, render};
//!
//! let mut sources = Sources::default();
//! sources.add("specs/my-service/service.yaml", "title: My Service\n");
//! let problems = generate(&sources, &Options::default()).unwrap_err();
//! assert!(render(&problems, &sources, Style::Plain).contains("specs/my-service/service.yaml:1:1"));
//! ```
#![forbid(unsafe_code)]

mod audit;
mod characters;
mod codes;
pub mod compare;
mod cores;
pub mod draft;
mod emit;
mod files;
pub mod finding;
mod json;
mod lower;
mod model;
pub mod page;
mod print;
pub mod problem;
mod render;
mod sources;
pub mod spec;

pub use audit::{Audit, named_pages};
pub use files::{Action, Changes, DiskError, Files, State};
pub use finding::{Finding, FindingKind, Findings, Weight};
pub use problem::{Kind, Place, Problem, Problems};
pub use render::{Style, render, render_json};
pub use sources::{Content, Source, Sources, find_pages, pages_in, read_page};

/// What differs from one project that generates to another.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of the specs, relative to the project's root: `specs`.
    pub specs: String,
    /// The folder that generation owns, relative to the project's root: `generated/src`.
    pub output: String,
    /// The name of the generated crate, for the examples of its docs: `generated`.
    pub krate: String,
    /// The command that generates, for the first line of each file: `cargo xtask codegen`.
    pub command: String,
    /// The docs of the generated crate, in Markdown.
    pub docs: Vec<String>,
}

impl Default for Options {
    /// The values that this project uses.
    fn default() -> Self {
        let docs = "Rust clients generated from the reference pages of REST services.\n\
            \n\
            One module a service, one struct an operation: build it, and hand it to a client or turn it into an\n\
            [`http::Request`](rt::Request) yourself.";
        Self {
            specs: "specs".to_owned(),
            output: "generated/src".to_owned(),
            krate: "generated".to_owned(),
            command: "cargo xtask codegen".to_owned(),
            docs: docs.lines().map(str::to_owned).collect(),
        }
    }
}

/// What specs mean: the first two stages, to be compared with what others mean.
#[derive(Clone, Debug)]
pub struct Meaning {
    services: Vec<model::Service>,
}

impl Meaning {
    /// What these specs mean.
    ///
    /// # Errors
    ///
    /// All problems of all specs, as of [`generate`].
    pub fn of(sources: &Sources) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let spec = spec::load(sources, &mut problems);
        let services = lower::lower(&spec, sources, &mut problems);
        if problems.is_empty() { Ok(Self { services }) } else { Err(problems) }
    }
}

/// How many parts of files take several milliseconds to be emitted and printed.
const PARTS_A_THREAD: usize = 24;

/// The files that the specs make: the Rust of every service, and the JSON Schema of the specs.
///
/// # Errors
///
/// All problems of all specs, in the order of their places. [`render`] shows them.
pub fn generate(sources: &Sources, options: &Options) -> Result<Files, Problems> {
    let Meaning { services } = Meaning::of(sources)?;
    let mut problems = Problems::default();
    let mut files = Files::new(vec![options.output.clone()]);
    let made = emit::files(&services, options);
    let parts: Vec<_> = made.iter().flat_map(|file| &file.parts).collect();
    let mut texts = cores::map(&parts, PARTS_A_THREAD, |part| print::print(emit::emit(part))).into_iter();
    for file in &made {
        let path = format!("{}/{}", options.output, file.path);
        match text(file, options, texts.by_ref().take(file.parts.len())) {
            Ok(text) => files.insert(path, text),
            Err(fault) => problems.push(unprintable(&path, &fault)),
        }
    }
    files.insert(format!("{}/spec.schema.json", options.specs), spec::schema(&options.command));
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}

/// The text of a file: signed, then part by part.
fn text(
    file: &emit::RustFile<'_>,
    options: &Options,
    parts: impl Iterator<Item = Result<String, syn::Error>>,
) -> Result<String, syn::Error> {
    // All of them are taken, so that the next file begins where its own begin.
    let parts: Vec<_> = parts.collect();
    let mut text =
        format!("// @generated by `{}` from {}. Change that, not this.\n", options.command, file.source);
    for part in parts {
        text.extend(["\n", &part?]);
    }
    Ok(text)
}

/// A fault of the generator, not of a spec: reported like any other, so that nothing is written.
fn unprintable(path: &str, fault: &syn::Error) -> Problem {
    let place = Place { file: problem::FileId(0), start: 0, end: 0 };
    Problem::new(Kind::Unprintable, place, format!("the generator made no Rust of `{path}`: {fault}"))
        .help("this is a bug of the generator; please report it with the specs")
}
