//! `cargo xtask draft`: reads a page, and prints or writes the spec that it supports.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use codegen::draft::{self, Extent, File, Todo, Wish};
use codegen::{Sources, page};
use serde_json::json;

use crate::arguments::{Draft, Format, Target};
use crate::codegen::{SPECS, unreadable};
use crate::terminal::{Terminal, Tone};
use crate::{Outcome, Refusal, Stop, project_root};

/// Carries the verb out.
pub fn run(
    arguments: &Draft,
    out: &mut Terminal<impl Write>,
    err: &mut Terminal<impl Write>,
) -> Result<Outcome, Stop> {
    let root = arguments.root.clone().unwrap_or_else(project_root);
    let sources = sources(&root)?;
    let text = text(&arguments.page)?;
    let page = page::read(&text);
    if page.requests.is_empty() {
        return Err(no_page(&arguments.page).into());
    }
    let file = arguments.page.file_name().map(|name| name.to_string_lossy().into_owned());
    let wish = Wish {
        service: arguments.service.clone(),
        resource: arguments.resource.clone(),
        file: file.unwrap_or_default(),
        specs: SPECS.to_owned(),
    };
    let draft = draft::draft(&page, &sources, &wish);
    if arguments.target == Target::Write {
        write(&draft, &root)?;
    }
    match arguments.format {
        Format::Human => {
            if arguments.target == Target::Print {
                print(&draft.files, out)?;
            }
            summarize(&draft, arguments.target, err)?;
        }
        Format::Json => for_programs(&draft, out)?,
    }
    Ok(Outcome::Well)
}

/// The specs that are there; a project may have none yet.
fn sources(root: &Path) -> Result<Sources, Refusal> {
    if !root.join(SPECS).exists() {
        return Ok(Sources::default());
    }
    Sources::read(root, SPECS).map_err(|error| unreadable(&error))
}

fn text(path: &Path) -> Result<String, Refusal> {
    let refused = |error: &dyn std::fmt::Display| Refusal {
        what: format!("the page could not be read: {error}"),
        help: "name the file that the page is saved in, as text or Markdown in UTF-8".to_owned(),
    };
    let bytes = codegen::read_page(path).map_err(|error| refused(&error))?;
    String::from_utf8(bytes).map_err(|error| refused(&format!("{}: {error}", path.display())))
}

fn no_page(path: &Path) -> Refusal {
    Refusal {
        what: format!(
            "{} has no request line such as `GET {{baseUrl}}/things?api-version=1.0`",
            path.display()
        ),
        help: "save the page of one operation, from its title to its last definition".to_owned(),
    }
}

/// Writes new files, and adds to those that are there; nothing of it if any of it cannot be.
fn write(draft: &draft::Draft, root: &Path) -> Result<(), Refusal> {
    if let Some(existing) = &draft.existing {
        return Err(Refusal {
            what: format!("the operation is there already, as `{existing}`"),
            help: "print the draft without `--write`, or give another file with `--resource NAME`".to_owned(),
        });
    }
    let refused = |path: &Path, error: &io::Error, help: &str| Refusal {
        what: format!("{}: {error}", path.display()),
        help: help.to_owned(),
    };
    let whole = draft.files.iter().filter(|file| file.extent == Extent::Whole);
    if let Some(taken) = whole.map(|file| root.join(&file.path)).find(|path| path.symlink_metadata().is_ok())
    {
        let help = "nothing that is there is ever replaced; `--resource NAME` names another file";
        return Err(refused(&taken, &io::ErrorKind::AlreadyExists.into(), help));
    }
    let mut beside = Beside::default();
    for file in &draft.files {
        let path = root.join(&file.path);
        let help = "make room, or make it writable, and run this again; nothing was changed";
        beside.lay(file, &path).map_err(|error| refused(&path, &error, help))?;
    }
    beside.put().map_err(|(path, error)| refused(&path, &error, "look at the specs, and run this again"))
}

/// Texts that lie beside the files whose places they are to take, so that a disk without room changes none of them; what
/// is not put there is removed.
#[derive(Default)]
struct Beside {
    /// Each text's own place, and that of its file.
    texts: Vec<(PathBuf, PathBuf)>,
}

impl Beside {
    /// Writes what is to become of a file.
    fn lay(&mut self, file: &File, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path.parent().unwrap_or(path))?;
        // A link stays what it is.
        let (place, text, permissions) = match file.extent {
            Extent::Whole => (path.to_owned(), file.text.clone(), None),
            Extent::Addition => {
                let text = draft::insert(&fs::read_to_string(path)?, &file.text);
                (path.canonicalize()?, text, Some(fs::metadata(path)?.permissions()))
            }
        };
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let own = place.with_file_name(format!(".{name}.draft-tmp"));
        self.texts.push((own.clone(), place));
        // What a killed run left; a link there is followed nowhere.
        let _ = fs::remove_file(&own);
        let mut written = OpenOptions::new().write(true).create_new(true).open(&own)?;
        written.write_all(text.as_bytes())?;
        if let Some(permissions) = permissions {
            written.set_permissions(permissions)?;
        }
        written.sync_all()
    }

    /// Puts all of them into their places.
    fn put(self) -> Result<(), (PathBuf, io::Error)> {
        self.texts
            .iter()
            .try_for_each(|(own, place)| fs::rename(own, place).map_err(|error| (place.clone(), error)))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        for (own, _) in &self.texts {
            // Most are in their places by now.
            let _ = fs::remove_file(own);
        }
    }
}

fn print(files: &[File], out: &mut impl Write) -> io::Result<()> {
    for file in files {
        if files.len() > 1 {
            writeln!(out, "--- # {}", file.path)?;
        }
        if file.extent == Extent::Addition {
            writeln!(out, "# For {}.\n", file.path)?;
        }
        out.write_all(file.text.as_bytes())?;
    }
    Ok(())
}

/// What was read, what is left to do, and what to know.
fn summarize(draft: &draft::Draft, target: Target, err: &mut Terminal<impl Write>) -> io::Result<()> {
    for File { path, extent, text, todos } in &draft.files {
        let word = match (target, extent) {
            (Target::Print, _) => "Drafted",
            (Target::Write, Extent::Whole) => "Wrote",
            (Target::Write, Extent::Addition) => "Extended",
        };
        let (lines, todos) = (text.lines().count(), todos.len());
        err.status(Tone::Good, word, &format!("{path}: {lines} lines, {todos} TODOs"))?;
    }
    let todos = || draft.files.iter().flat_map(|file| &file.todos);
    let proposals: Vec<&Todo> = todos().filter(|todo| todo.proposal.is_some()).collect();
    let texts = todos().filter(|todo| todo.proposal.is_none());
    err.status(Tone::Good, "Read", &format!("{} facts of the page", draft.facts))?;
    err.status(Tone::Notable, "To write", &format!("{} texts{}", texts.clone().count(), lines_of(texts)))?;
    for Todo { at, page_line, proposal, why, .. } in proposals {
        let line = page_line.map_or_else(String::new, |line| format!("page line {line}: "));
        let proposal = proposal.as_deref().unwrap_or_default();
        err.status(Tone::Notable, "To confirm", &format!("{line}{at}: {proposal}? {why}"))?;
    }
    for note in &draft.notes {
        err.tell(Tone::Notable, "note", note)?;
    }
    Ok(())
}

/// The lines of the page that have texts to write, neighbours as one stretch.
fn lines_of<'a>(texts: impl Iterator<Item = &'a Todo>) -> String {
    let lines: BTreeSet<u32> = texts.filter_map(|todo| todo.page_line).collect();
    let mut stretches: Vec<(u32, u32)> = Vec::new();
    for line in lines {
        match stretches.last_mut() {
            Some((_, last)) if *last + 1 == line => *last = line,
            _ => stretches.push((line, line)),
        }
    }
    let shown: Vec<String> = stretches
        .iter()
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first} to {last}") })
        .collect();
    if shown.is_empty() { String::new() } else { format!(", page lines {}", shown.join(", ")) }
}

fn for_programs(draft: &draft::Draft, out: &mut impl Write) -> io::Result<()> {
    for file in &draft.files {
        let extent = match file.extent {
            Extent::Whole => "whole",
            Extent::Addition => "addition",
        };
        writeln!(out, "{}", json!({ "file": file.path, "extent": extent, "text": file.text }))?;
        for todo in &file.todos {
            let Todo { at, spec_line, page_line, proposal, why } = todo;
            let message = json!({
                "todo": at, "file": file.path, "line": spec_line, "page-line": page_line, "proposal": proposal, "why": why,
            });
            writeln!(out, "{message}")?;
        }
    }
    for note in &draft.notes {
        writeln!(out, "{}", json!({ "note": note }))?;
    }
    let todos: usize = draft.files.iter().map(|file| file.todos.len()).sum();
    writeln!(out, "{}", json!({ "facts": draft.facts, "todos": todos, "operation": draft.operation }))
}
