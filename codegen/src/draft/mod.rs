//! Drafts: what a page supports, as a spec that a person finishes.
//!
//! A draft copies no description. What is to be written, and what the page does not show, begins with `TODO`, which
//! [`generate`](crate::generate) refuses: its list of problems is the list of what is left to do.

mod count;
mod definitions;
mod desk;
mod home;
mod insert;
mod names;
mod node;
mod operation;
mod reasons;
mod responses;
mod rows;
mod samples;
mod service;
mod types;
mod undeclared;
mod yaml;

use std::borrow::Cow;

use heck::ToTitleCase;
use indexmap::IndexSet;

use crate::characters::visible;
use crate::page::{Page, Presence, Section};
use crate::sources::Sources;
use crate::spec;
use desk::Desk;
pub use insert::insert;
use node::{Map, Node, Open};
use reasons::Reasons;
use types::{Site, Types};
use yaml::Printer;

/// What is known besides the page.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The folder of the service, if it is not to be found by the page's base URL.
    pub service: Option<String>,
    /// The resource's file without `.yaml`, if it is not to be found by the page's path.
    pub resource: Option<String>,
    /// The page's file or address, as the spec shall name it.
    pub file: String,
    /// The folder of the specs: `specs`.
    pub specs: String,
}

/// What a page supports.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The files of it: the resource, and before it `service.yaml` if the service is new.
    pub files: Vec<File>,
    /// How many facts of the page it is made from.
    pub facts: usize,
    /// The key of the operation.
    pub operation: String,
    /// The key under which the resource has the operation already, if it has.
    pub existing: Option<String>,
    /// What is worth knowing beside it, a sentence each.
    pub notes: Vec<String>,
}

/// A file of a draft.
#[derive(Clone, Debug)]
pub struct File {
    /// Where it belongs, relative to the project's root.
    pub path: String,
    /// Whether it is all of a new file, or what a file that is there lacks.
    pub extent: Extent,
    /// The YAML.
    pub text: String,
    /// What it leaves open, in its order.
    pub todos: Vec<Todo>,
}

/// How much of a file there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// What is to be added to it.
    Addition,
}

/// Something that is left open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Todo {
    /// The keys that lead there: `definitions.Certificate.description`.
    pub at: String,
    /// The line of the draft, from 1.
    pub spec_line: usize,
    /// The line of the page, from 1, if one is to blame.
    pub page_line: Option<u32>,
    /// What to write there if nothing speaks against it; nothing where prose is to be written.
    pub proposal: Option<String>,
    /// Why it is open; empty for prose.
    pub why: String,
}

/// Drafts what a page supports, beside the specs that are there.
#[must_use]
pub fn draft(page: &Page, sources: &Sources, wish: &Wish) -> Draft {
    let spec = spec::load_begun(sources);
    let facts = count::facts(page);
    let unsent = unsent_body(page);
    let page = &match unsent {
        None => Cow::Borrowed(page),
        Some(_) => Cow::Owned(Page { body: Section::missing(Presence::Absent), ..page.clone() }),
    };
    let home = home::find(page, &spec, wish);
    let types = Types::infer(page, &home);
    let mut desk = Desk { page, home: &home, types, reasons: Reasons::default(), file: &wish.file };
    let new = definitions::new(&desk);
    let mut shared: IndexSet<usize> = match (home.service, service::error_type(&desk)) {
        (None, Some(error)) => definitions::behind(error, &desk),
        (Some(_), _) | (None, None) => IndexSet::new(),
    };
    shared.sort_unstable();
    let operation = operation::entry(&mut desk);
    let mut all = Map::default();
    for at in new.iter().filter(|at| !shared.contains(*at)) {
        all.entries.push(definitions::entry(*at, &mut desk));
    }
    if operation_has_unnamed_body(&desk) {
        all.entries.push(definitions::of_body(&mut desk));
    }
    let service = home.service.is_none().then(|| service::map(&mut desk, &shared));
    let mut resource = Map::default();
    if home.resource.is_none() {
        let title = home.stem.to_title_case();
        resource.put("title", Node::Text(title));
        resource.put("description", Node::Open(Open::prose((0, 0))));
    }
    let mut operations = Map::default();
    operations.entries.push(operation);
    resource.map("operations", operations);
    resource.map("definitions", all);
    let reasons = desk.reasons.section(&home);
    let mut files = Vec::new();
    let folder = format!("{}/{}", wish.specs, home.folder);
    match service {
        Some(mut service) => {
            service.map("reasons", reasons);
            files.push(print(format!("{folder}/service.yaml"), Extent::Whole, &service));
        }
        None => resource.map("reasons", reasons),
    }
    let extent = if home.resource.is_some() { Extent::Addition } else { Extent::Whole };
    files.push(print(format!("{folder}/{}.yaml", home.stem), extent, &resource));
    Draft {
        files,
        facts,
        operation: home.operation.clone(),
        existing: home.existing(&operation::request(&desk)).map(str::to_owned),
        notes: notes(&desk, &new, unsent),
    }
}

/// What is to be said of a body whose method sends none.
fn unsent_body(page: &Page) -> Option<String> {
    let method = page.requests.first().map(|line| line.method.as_str());
    let (method, row) = (method.filter(|method| matches!(*method, "GET" | "HEAD"))?, page.body.rows.first()?);
    let line = row.printed.span.line;
    Some(format!("page line {line}: {method} sends no body, so the one that begins here is left out"))
}

fn operation_has_unnamed_body(desk: &Desk<'_>) -> bool {
    desk.types.get(Site::Body).is_none() && !desk.page.body.rows.is_empty()
}

fn print(path: String, extent: Extent, map: &Map) -> File {
    let mut printer = Printer::default();
    if extent == Extent::Whole {
        printer.text.push_str("# yaml-language-server: $schema=../spec.schema.json\n\n");
    }
    printer.map(map, 0);
    File { path, extent, text: printer.text, todos: printer.todos }
}

/// What the draft cannot say in itself.
fn notes(desk: &Desk<'_>, new: &IndexSet<usize>, unsent: Option<String>) -> Vec<String> {
    let mut notes = Vec::new();
    if let (Some(service), Some((_, version))) = (desk.home.service, desk.version()) {
        let path = format!("{}/service.yaml", desk.home.folder);
        if service.service.api_versions.iter().all(|known| known.value != version) {
            notes.push(format!(
                "`{version}` is not among the `api-versions` of {path}; add it there, oldest first"
            ));
        }
    }
    if let Some(existing) = desk.home.existing(&operation::request(desk)) {
        notes.push(format!("{}.yaml has the operation already, as `{existing}`", desk.home.stem));
    }
    notes.extend(unsent);
    let rows = desk.page.definitions.rows.iter().enumerate();
    let unused =
        rows.filter(|(at, one)| !new.contains(at) && desk.home.definition(&one.name.value).is_none());
    for (_, one) in unused {
        let (name, line) = (&one.name.value, one.name.span.line);
        notes.push(format!("page line {line}: nothing on the page refers to `{name}`, so it is left out"));
    }
    notes.iter().map(|note| visible(note).into_owned()).collect()
}
