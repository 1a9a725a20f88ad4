//! Reads the command line.

mod draft;

use std::path::PathBuf;

use lexopt::{Arg, Parser};

use crate::Refusal;
pub use draft::{Draft, Target};

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// `codegen`
    Codegen(Codegen),
    /// `draft`
    Draft(Draft),
    /// `audit`
    Audit(Audit),
    /// `diff`
    Diff(Diff),
    /// `ci`
    Ci,
    /// `help`, `-h`, `--help`
    Help(Topic),
}

/// The arguments of `codegen`.
#[derive(Debug, PartialEq, Eq)]
pub struct Codegen {
    /// Write or compare.
    pub mode: Mode,
    /// For whom to print.
    pub format: Format,
    /// The project's folder, if not this one's.
    pub root: Option<PathBuf>,
}

/// The arguments of `audit`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// The files of pages; those that the specs name if there are none.
    pub pages: Vec<PathBuf>,
    /// The folder of the pages that the specs name, if it is not to be looked for.
    pub folder: Option<PathBuf>,
    /// Whether to audit, or only to say what would be audited.
    pub task: Task,
    /// For whom to print.
    pub format: Format,
    /// The least finding that counts as a fault.
    pub deny: Deny,
    /// The project's folder, if not this one's.
    pub root: Option<PathBuf>,
}

/// What `audit` does with the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Task {
    /// Holds them against the specs.
    #[default]
    Audit,
    /// Lists them.
    List,
}

/// The least finding that counts as a fault.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Deny {
    /// A contradiction.
    #[default]
    Errors,
    /// A rule that the spec does not have.
    Warnings,
}

/// What to do with the files that were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Write them.
    Write,
    /// Say how those on disk differ.
    Check,
}

/// For whom to print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people.
    #[default]
    Human,
    /// For programs: one JSON object a line.
    Json,
}

/// The arguments of `diff`.
#[derive(Debug, PartialEq, Eq)]
pub struct Diff {
    /// What is compared.
    pub revisions: Revisions,
    /// For whom to print.
    pub format: DiffFormat,
    /// What ends the run with exit code 1.
    pub denied: Denied,
    /// The project's folder, if not this one's.
    pub root: Option<PathBuf>,
}

/// The specs that are compared.
#[derive(Debug, PartialEq, Eq)]
pub struct Revisions {
    /// Those of this revision.
    pub before: String,
    /// Those of this one; those of the folder if there is none.
    pub after: Option<String>,
}

/// For whom `diff` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiffFormat {
    /// For people at a terminal.
    Text,
    /// For programs: one JSON object a line.
    Json,
    /// For a review: tables.
    Markdown,
}

/// What `diff` does not let pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// Everything passes.
    Nothing,
    /// What breaks code or behaviour does not.
    Breaking,
}

/// What help is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// All verbs.
    Verbs,
    /// `codegen`
    Codegen,
    /// `draft`
    Draft,
    /// `audit`
    Audit,
    /// `diff`
    Diff,
    /// `ci`
    Ci,
}

const VERBS: &[&str] = &["codegen", "draft", "audit", "diff", "ci", "help"];
const CODEGEN: &[&str] = &["--check", "--message-format", "--root", "--help"];
const AUDIT: &[&str] = &["--pages", "--list", "--format", "--deny", "--root", "--help"];
const DIFF: &[&str] = &["--format", "--deny", "--root", "--help"];
const NONE: &[&str] = &["--help"];
const FORMATS: &[&str] = &["human", "json"];
const AUDIT_FORMATS: &[&str] = &["text", "json"];
const DIFF_FORMATS: &[&str] = &["text", "json", "markdown"];
const WEIGHTS: &[&str] = &["errors", "warnings"];
const DENIED: &[&str] = &["breaking"];

/// Reads the command line; without a verb, help is what is wanted.
pub fn parse(mut parser: Parser) -> Result<Command, Refusal> {
    let Some(argument) = parser.next().map_err(|error| refuse(&error, Topic::Verbs))? else {
        return Ok(Command::Help(Topic::Verbs));
    };
    match argument {
        Arg::Short('h') | Arg::Long("help") => Ok(Command::Help(Topic::Verbs)),
        Arg::Value(verb) => match verb.to_str() {
            Some("codegen") => codegen(parser),
            Some("draft") => draft::parse(parser),
            Some("audit") => audit(parser),
            Some("diff") => diff(parser),
            Some("ci") => ci(parser),
            Some("help") => help(parser),
            Some(_) | None => Err(unknown("verb", &verb.to_string_lossy(), VERBS, Topic::Verbs)),
        },
        other => Err(unexpected(&other, NONE, Topic::Verbs)),
    }
}

fn codegen(mut parser: Parser) -> Result<Command, Refusal> {
    let refuse = |error: lexopt::Error| refuse(&error, Topic::Codegen);
    let mut codegen = Codegen { mode: Mode::Write, format: Format::Human, root: None };
    while let Some(argument) = parser.next().map_err(refuse)? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help(Topic::Codegen)),
            Arg::Long("check") => codegen.mode = Mode::Check,
            Arg::Long("message-format") => {
                let word = parser.value().map_err(refuse)?;
                codegen.format = match word.to_str() {
                    Some("human") => Format::Human,
                    Some("json") => Format::Json,
                    Some(_) | None => {
                        return Err(unknown(
                            "message format",
                            &word.to_string_lossy(),
                            FORMATS,
                            Topic::Codegen,
                        ));
                    }
                };
            }
            Arg::Long("root") => codegen.root = Some(parser.value().map_err(refuse)?.into()),
            other => return Err(unexpected(&other, CODEGEN, Topic::Codegen)),
        }
    }
    Ok(Command::Codegen(codegen))
}

fn audit(mut parser: Parser) -> Result<Command, Refusal> {
    let refuse = |error: lexopt::Error| refuse(&error, Topic::Audit);
    let mut audit = Audit::default();
    while let Some(argument) = parser.next().map_err(refuse)? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help(Topic::Audit)),
            Arg::Value(page) => audit.pages.push(page.into()),
            Arg::Long("pages") => audit.folder = Some(parser.value().map_err(refuse)?.into()),
            Arg::Long("list") => audit.task = Task::List,
            Arg::Long("format") => {
                let word = parser.value().map_err(refuse)?;
                audit.format = match word.to_str() {
                    Some("text") => Format::Human,
                    Some("json") => Format::Json,
                    Some(_) | None => {
                        return Err(unknown("format", &word.to_string_lossy(), AUDIT_FORMATS, Topic::Audit));
                    }
                };
            }
            Arg::Long("deny") => {
                let word = parser.value().map_err(refuse)?;
                audit.deny = match word.to_str() {
                    Some("errors") => Deny::Errors,
                    Some("warnings") => Deny::Warnings,
                    Some(_) | None => {
                        return Err(unknown("weight", &word.to_string_lossy(), WEIGHTS, Topic::Audit));
                    }
                };
            }
            Arg::Long("root") => audit.root = Some(parser.value().map_err(refuse)?.into()),
            other => return Err(unexpected(&other, AUDIT, Topic::Audit)),
        }
    }
    Ok(Command::Audit(audit))
}

fn diff(mut parser: Parser) -> Result<Command, Refusal> {
    let refuse = |error: lexopt::Error| refuse(&error, Topic::Diff);
    let (mut format, mut denied, mut root, mut given) = (DiffFormat::Text, Denied::Nothing, None, None);
    while let Some(argument) = parser.next().map_err(refuse)? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help(Topic::Diff)),
            Arg::Long("format") => {
                let word = parser.value().map_err(refuse)?.to_string_lossy().into_owned();
                format = match word.as_str() {
                    "text" => DiffFormat::Text,
                    "json" => DiffFormat::Json,
                    "markdown" => DiffFormat::Markdown,
                    _ => return Err(unknown("format", &word, DIFF_FORMATS, Topic::Diff)),
                };
            }
            Arg::Long("deny") => {
                let word = parser.value().map_err(refuse)?.to_string_lossy().into_owned();
                denied = match word.as_str() {
                    "breaking" => Denied::Breaking,
                    _ => return Err(unknown("kind of change", &word, DENIED, Topic::Diff)),
                };
            }
            Arg::Long("root") => root = Some(parser.value().map_err(refuse)?.into()),
            Arg::Value(word) if given.is_none() => given = Some(revisions(&word.to_string_lossy())?),
            other => return Err(unexpected(&other, DIFF, Topic::Diff)),
        }
    }
    let revisions = given.unwrap_or_else(|| Revisions { before: "HEAD".to_owned(), after: None });
    Ok(Command::Diff(Diff { revisions, format, denied, root }))
}

/// `REV`, or `A..B`; a side that is left out is `HEAD`, as for git.
fn revisions(word: &str) -> Result<Revisions, Refusal> {
    let Some((before, after)) = word.split_once("..") else {
        return Ok(Revisions { before: or_head(word), after: None });
    };
    if after.starts_with('.') {
        return Err(Refusal {
            what: format!("`{word}` has three dots"),
            help: "write `A..B`, or for what happened since two branches parted `$(git merge-base A B)..B`"
                .to_owned(),
        });
    }
    Ok(Revisions { before: or_head(before), after: Some(or_head(after)) })
}

fn or_head(revision: &str) -> String {
    if revision.is_empty() { "HEAD".to_owned() } else { revision.to_owned() }
}

fn ci(mut parser: Parser) -> Result<Command, Refusal> {
    match parser.next().map_err(|error| refuse(&error, Topic::Ci))? {
        None => Ok(Command::Ci),
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(Command::Help(Topic::Ci)),
        Some(other) => Err(unexpected(&other, NONE, Topic::Ci)),
    }
}

fn help(mut parser: Parser) -> Result<Command, Refusal> {
    let topic = match parser.next().map_err(|error| refuse(&error, Topic::Verbs))? {
        None | Some(Arg::Short('h') | Arg::Long("help")) => Topic::Verbs,
        Some(Arg::Value(verb)) => match verb.to_str() {
            Some("codegen") => Topic::Codegen,
            Some("draft") => Topic::Draft,
            Some("audit") => Topic::Audit,
            Some("diff") => Topic::Diff,
            Some("ci") => Topic::Ci,
            Some("help") => Topic::Verbs,
            Some(_) | None => return Err(unknown("verb", &verb.to_string_lossy(), VERBS, Topic::Verbs)),
        },
        Some(other) => return Err(unexpected(&other, NONE, Topic::Verbs)),
    };
    Ok(Command::Help(topic))
}

fn refuse(error: &lexopt::Error, topic: Topic) -> Refusal {
    Refusal { what: error.to_string(), help: see(topic) }
}

/// Refuses an argument where only `known` flags may stand.
fn unexpected(argument: &Arg, known: &[&str], topic: Topic) -> Refusal {
    match argument {
        Arg::Short(letter) => unknown("flag", &format!("-{letter}"), known, topic),
        Arg::Long(word) => unknown("flag", &format!("--{word}"), known, topic),
        Arg::Value(word) => unknown("argument", &word.to_string_lossy(), known, topic),
    }
}

/// Refuses a word that is none of `known`, and names the one that was meant.
fn unknown(what: &str, word: &str, known: &[&str], topic: Topic) -> Refusal {
    let help = match similar::get_close_matches(word, known, 1, 0.6).first() {
        Some(near) => format!("did you mean `{near}`? {}", see(topic)),
        None => see(topic),
    };
    Refusal { what: format!("unknown {what} `{word}`"), help }
}

fn see(topic: Topic) -> String {
    match topic {
        Topic::Verbs => "`cargo xtask help` lists what there is".to_owned(),
        Topic::Codegen => "`cargo xtask help codegen` lists what there is".to_owned(),
        Topic::Draft => "`cargo xtask help draft` lists what there is".to_owned(),
        Topic::Audit => "`cargo xtask help audit` lists what there is".to_owned(),
        Topic::Diff => "`cargo xtask help diff` lists what there is".to_owned(),
        Topic::Ci => "`cargo xtask help ci` says what it does".to_owned(),
    }
}
