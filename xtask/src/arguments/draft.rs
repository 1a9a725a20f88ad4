//! The arguments of `draft`.

use std::path::PathBuf;

use lexopt::{Arg, Parser};

use super::{Command, Format, Topic, refuse, unexpected, unknown};
use crate::Refusal;

/// The arguments of `draft`.
#[derive(Debug, PartialEq, Eq)]
pub struct Draft {
    /// The page's file.
    pub page: PathBuf,
    /// The folder of the service, if it is not to be found by the page.
    pub service: Option<String>,
    /// The resource's file without `.yaml`, if it is not to be found by the page.
    pub resource: Option<String>,
    /// Where the draft goes.
    pub target: Target,
    /// For whom to print.
    pub format: Format,
    /// The project's folder, if not this one's.
    pub root: Option<PathBuf>,
}

/// Where a draft goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// To standard output.
    Print,
    /// To its place below `specs`.
    Write,
}

const FLAGS: &[&str] = &["--write", "--service", "--resource", "--format", "--root", "--help"];
const FORMATS: &[&str] = &["text", "json"];

/// Reads what stands behind the verb.
pub fn parse(mut parser: Parser) -> Result<Command, Refusal> {
    let refuse = |error: lexopt::Error| refuse(&error, Topic::Draft);
    let (mut page, mut service, mut resource, mut root) = (None, None, None, None);
    let (mut target, mut format) = (Target::Print, Format::Human);
    while let Some(argument) = parser.next().map_err(refuse)? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help(Topic::Draft)),
            Arg::Long("write") => target = Target::Write,
            Arg::Long("service") => service = Some(name(&mut parser)?),
            Arg::Long("resource") => resource = Some(name(&mut parser)?),
            Arg::Long("format") => {
                let word = parser.value().map_err(refuse)?;
                format = match word.to_str() {
                    Some("text") => Format::Human,
                    Some("json") => Format::Json,
                    Some(_) | None => {
                        return Err(unknown("format", &word.to_string_lossy(), FORMATS, Topic::Draft));
                    }
                };
            }
            Arg::Long("root") => root = Some(parser.value().map_err(refuse)?.into()),
            Arg::Value(file) if page.is_none() => page = Some(PathBuf::from(file)),
            other => return Err(unexpected(&other, FLAGS, Topic::Draft)),
        }
    }
    let Some(page) = page else {
        return Err(Refusal {
            what: "no page is named".to_owned(),
            help: "name the file that it is saved in: `cargo xtask draft page.txt`".to_owned(),
        });
    };
    Ok(Command::Draft(Draft { page, service, resource, target, format, root }))
}

/// The name of a folder or a file, which a flag is given.
fn name(parser: &mut Parser) -> Result<String, Refusal> {
    let word = parser.value().map_err(|error| refuse(&error, Topic::Draft))?;
    let lawful = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    match word.to_str().filter(|text| !text.is_empty() && text.chars().all(lawful)) {
        Some(text) => Ok(text.to_owned()),
        None => Err(Refusal {
            what: format!("`{}` is no name of a spec", word.to_string_lossy()),
            help: "write letters, digits and hyphens, without `.yaml`".to_owned(),
        }),
    }
}
