//! `cargo xtask audit`: finds the pages, and holds them against the specs.

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use codegen::{Problems, Sources, Weight};

use crate::arguments::{Audit, Deny, Format, Task};
use crate::codegen::{SPECS, show_problems, style, unreadable};
use crate::terminal::{Terminal, Tone};
use crate::{Outcome, Refusal, Stop, project_root};

/// The environment variable that names the folder of the pages.
const FOLDER: &str = "REFERENCE_PAGES";

/// Carries the verb out.
pub fn run(
    arguments: &Audit,
    out: &mut Terminal<impl Write>,
    err: &mut Terminal<impl Write>,
) -> Result<Outcome, Stop> {
    let root = arguments.root.clone().unwrap_or_else(project_root);
    let sources = Sources::read(&root, SPECS).map_err(|error| unreadable(&error))?;
    let pages = match pages(arguments, &root, &sources)? {
        Ok(pages) => pages,
        Err(problems) => return faults(&problems, &sources, arguments.format, out, err),
    };
    if arguments.task == Task::List {
        for page in &pages {
            writeln!(out, "{}", page.display())?;
        }
        return Ok(Outcome::Well);
    }
    let mut texts = Vec::new();
    for page in &pages {
        let bytes = codegen::read_page(page).map_err(|error| unreadable_page(&error))?;
        texts.push((shown(page), bytes));
    }
    match codegen::Audit::new(&sources, texts) {
        Ok(audit) => tell(&audit, pages.len(), arguments, out),
        Err(problems) => faults(&problems, &sources, arguments.format, out, err),
    }
}

/// The files of the pages: those that are asked for, or those that the specs name, so far as they are there.
fn pages(
    arguments: &Audit,
    root: &Path,
    sources: &Sources,
) -> Result<Result<Vec<PathBuf>, Problems>, Refusal> {
    if !arguments.pages.is_empty() {
        return Ok(Ok(arguments.pages.clone()));
    }
    let named = match codegen::named_pages(sources) {
        Ok(named) => named,
        Err(problems) => return Ok(Err(problems)),
    };
    let folder = arguments.folder.clone().or_else(|| env::var_os(FOLDER).map(PathBuf::from));
    let found = match folder {
        Some(folder) => codegen::pages_in(&folder, &named),
        None => codegen::find_pages(root, &named),
    };
    if found.is_empty() {
        return Err(Refusal {
            what: format!("the specs name {}, of which none was found", count(named.len(), "page")),
            help: format!(
                "name the folder that they are in, with `--pages` or in {FOLDER}, or the pages themselves"
            ),
        });
    }
    Ok(Ok(found))
}

/// Prints what was found, and says how much it is.
fn tell(
    audit: &codegen::Audit,
    pages: usize,
    arguments: &Audit,
    out: &mut Terminal<impl Write>,
) -> Result<Outcome, Stop> {
    let findings = &audit.findings;
    let (errors, warnings, notes) =
        (findings.count(Weight::Error), findings.count(Weight::Warning), findings.count(Weight::Note));
    match arguments.format {
        Format::Human => {
            let text = audit.render(style(out));
            out.write_all(text.as_bytes())?;
            let pages = count(pages, "page");
            let found = [count(errors, "error"), count(warnings, "warning"), count(notes, "note")].join(", ");
            let tone = if errors > 0 { Tone::Bad } else { Tone::Good };
            out.status(tone, "Audited", &format!("{pages}: {found}"))?;
        }
        Format::Json => out.write_all(audit.render_json().as_bytes())?,
    }
    let faults = match arguments.deny {
        Deny::Errors => errors,
        Deny::Warnings => errors + warnings,
    };
    Ok(if faults == 0 { Outcome::Well } else { Outcome::Faults })
}

fn faults(
    problems: &Problems,
    sources: &Sources,
    format: Format,
    out: &mut Terminal<impl Write>,
    err: &mut Terminal<impl Write>,
) -> Result<Outcome, Stop> {
    match format {
        Format::Human => show_problems(problems, sources, err)?,
        Format::Json => out.write_all(codegen::render_json(problems, sources).as_bytes())?,
    }
    Ok(Outcome::Faults)
}

fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// A path as it is shown, with `/`.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn unreadable_page(error: &io::Error) -> Refusal {
    Refusal {
        what: format!("the page could not be read: {error}"),
        help: "name a page as it was saved, or none for those that the specs name".to_owned(),
    }
}
