//! `cargo xtask codegen`: reads the specs, and writes or checks the files that they stand for.

use std::io::{self, Write};
use std::path::Path;

use codegen::{Changes, DiskError, Files, Options, Problems, Sources, Style};

use crate::arguments::{Codegen, Format, Mode};
use crate::report::{self, Finding};
use crate::terminal::{Colours, Terminal, Tone};
use crate::{Outcome, Refusal, Stop, project_root};

/// Where the specs lie, below the root.
pub const SPECS: &str = "specs";

/// Carries the verb out.
pub fn run(
    arguments: &Codegen,
    out: &mut Terminal<impl Write>,
    err: &mut Terminal<impl Write>,
) -> Result<Outcome, Stop> {
    let root = arguments.root.clone().unwrap_or_else(project_root);
    let options = Options::default();
    if arguments.mode == Mode::Write {
        // Before the specs are looked at: where they have problems, the files must be of one piece all the same.
        let finished = Files::new(vec![options.output.clone()]).recover(&root);
        let finished = finished.map_err(|error| refused(&error))?;
        if !finished.is_empty() && arguments.format == Format::Human {
            let files = if finished.len() == 1 { "file" } else { "files" };
            let what = format!("{} {files} of a run that was killed", finished.len());
            out.status(Tone::Good, "Finished", &what)?;
        }
    }
    let sources = Sources::read(&root, SPECS).map_err(|error| unreadable(&error))?;
    let files = match codegen::generate(&sources, &options) {
        Ok(files) => files,
        Err(problems) => {
            match arguments.format {
                Format::Human => show_problems(&problems, &sources, err)?,
                Format::Json => out.write_all(codegen::render_json(&problems, &sources).as_bytes())?,
            }
            return Ok(Outcome::Faults);
        }
    };
    let changes = carry_out(arguments.mode, &files, &root).map_err(|error| refused(&error))?;
    let findings = report::findings(arguments.mode, &files, &changes);
    match arguments.format {
        Format::Human => report::for_people(&findings, out)?,
        Format::Json => report::for_programs(&findings, out)?,
    }
    match arguments.mode {
        Mode::Write => Ok(Outcome::Well),
        Mode::Check if changes.is_fresh() => Ok(Outcome::Well),
        Mode::Check => {
            if arguments.format == Format::Human {
                show_remedy(arguments, &findings, out)?;
            }
            Ok(Outcome::Faults)
        }
    }
}

fn carry_out(mode: Mode, files: &Files, root: &Path) -> Result<Changes, DiskError> {
    match mode {
        Mode::Write => files.write(root),
        Mode::Check => files.compare(root),
    }
}

/// Shows problems of specs to people.
pub fn show_problems(
    problems: &Problems,
    sources: &Sources,
    err: &mut Terminal<impl Write>,
) -> io::Result<()> {
    let style = style(err);
    err.write_all(codegen::render(problems, sources, style).as_bytes())
}

/// How `codegen` renders for a terminal.
pub fn style(terminal: &Terminal<impl Write>) -> Style {
    match terminal.colours() {
        Colours::Seen => Style::Ansi,
        Colours::Unseen => Style::Plain,
    }
}

/// The command goes last, on a line of its own, where it is found and copied.
fn show_remedy(arguments: &Codegen, findings: &[Finding], out: &mut Terminal<impl Write>) -> io::Result<()> {
    let wrong = findings.iter().filter(|finding| finding.is_wrong()).count();
    let are = if wrong == 1 { "file is" } else { "files are" };
    out.tell(Tone::Bad, "error", &format!("{wrong} {are} not what the specs stand for; to mend it, run"))?;
    match &arguments.root {
        None => writeln!(out, "    cargo xtask codegen"),
        Some(root) => writeln!(out, "    cargo xtask codegen --root {}", root.display()),
    }
}

/// Why there are no specs.
pub fn unreadable(error: &io::Error) -> Refusal {
    Refusal {
        what: format!("the specs could not be read: {error}"),
        help: format!("`{SPECS}` in the project's folder holds a folder for each service"),
    }
}

fn refused(error: &DiskError) -> Refusal {
    Refusal { what: error.to_string(), help: error.help() }
}
