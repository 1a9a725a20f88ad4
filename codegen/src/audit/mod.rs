//! A page against the spec that is transcribed from it, fact by fact and both ways.
//!
//! `crate::page` says what a page states; here it is held against what is written. Each file compares one part of a page.

mod auditor;
mod body;
mod definitions;
mod errata;
mod json;
mod limits;
mod operation;
mod parameters;
mod responses;
mod rows;
mod rules;
mod samples;
mod security;
mod view;

use std::collections::BTreeSet;

use crate::finding::{Finding, FindingKind, Findings, Mark};
use crate::page::{self, Page};
use crate::problem::{FileId, Place, Problems};
use crate::render::{Style, render_findings, render_findings_json};
use crate::sources::{Content, Sources};
use crate::spec::{self, Spec, WrittenService};

use auditor::Auditor;
use errata::Ledger;
use view::{View, operations, rows};

/// What an audit found, and the files that it is about.
#[derive(Clone, Debug)]
pub struct Audit {
    /// What was found.
    pub findings: Findings,
    sources: Sources,
}

impl Audit {
    /// Holds pages, each with its path as it is shown to people, against the specs.
    ///
    /// ```
    /// use codegen::{Audit, Sources};
    ///
    /// let page = ("pages/thing-get.txt".to_owned(), b"Thing - Get\n".to_vec());
    /// let audit = Audit::new(&Sources::default(), vec![page]).unwrap();
    /// assert!(audit.render(codegen::Style::Plain).contains("no operation names this page"));
    /// ```
    ///
    /// # Errors
    ///
    /// What is wrong with how the specs are written: those that cannot be read cannot be audited.
    pub fn new(specs: &Sources, pages: Vec<(String, Vec<u8>)>) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let spec = spec::load(specs, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut sources = specs.clone();
        let pages: Vec<FileId> = pages.into_iter().map(|(path, bytes)| sources.add(path, bytes)).collect();
        let findings = audit(&spec, &sources, &pages);
        Ok(Self { findings, sources })
    }

    /// The findings for people, in the manner of problems; an empty text if there is none.
    #[must_use]
    pub fn render(&self, style: Style) -> String {
        render_findings(&self.findings, &self.sources, style)
    }

    /// The findings for programs: one JSON object a line, lines and columns counted from 1.
    #[must_use]
    pub fn render_json(&self) -> String {
        render_findings_json(&self.findings, &self.sources)
    }
}

/// The files of pages that the specs name, each once; pages that are named by their address are left out.
///
/// # Errors
///
/// What is wrong with how the specs are written.
pub fn named_pages(specs: &Sources) -> Result<Vec<String>, Problems> {
    let mut problems = Problems::default();
    let spec = spec::load(specs, &mut problems);
    if !problems.is_empty() {
        return Err(problems);
    }
    let views = spec.services.iter().flat_map(operations);
    let files =
        views.filter_map(|(_, view)| view.operation.page.as_ref()).map(|page| page.file.value.clone());
    let files: BTreeSet<String> = files.filter(|file| !file.contains("://")).collect();
    Ok(files.into_iter().collect())
}

/// Audits the pages among `sources`; `pages` are their files.
fn audit(spec: &Spec, sources: &Sources, pages: &[FileId]) -> Findings {
    let mut findings = Findings::default();
    let mut ledger = Ledger::default();
    let mut audited = BTreeSet::new();
    for file in pages {
        let source = sources.file(*file);
        if let Content::TooLarge(size) = source.content {
            findings.push(too_large(*file, size));
            continue;
        }
        let text = String::from_utf8_lossy(source.bytes());
        let page = page::read(&text);
        let found = find(spec, &page, &source.path);
        if found.is_empty() {
            findings.push(no_operation(&page, *file, spec));
        }
        for view in found {
            audited.insert(view.key);
            one(&page, &text, *file, view, &mut findings, &mut ledger);
        }
    }
    for service in &spec.services {
        ledger.forgive(&elsewhere(service, &audited));
    }
    ledger.report(&mut findings);
    findings
}

/// Everything about one page.
fn one<'a>(
    page: &'a Page,
    text: &'a str,
    file: FileId,
    view: View<'a>,
    findings: &mut Findings,
    ledger: &mut Ledger,
) {
    // Rows are compared as the page's own version has them, even where the spec takes it for a page of another.
    let own = operation::version_of(page);
    let known = view.service.api_versions.iter().find(|version| Some(version.value.as_str()) == own);
    let view = View { version: known.map_or(view.version, |version| &version.value), ..view };
    let mut auditor = Auditor { page, text, file, view, findings, ledger };
    operation::compare(&mut auditor);
    parameters::compare(&mut auditor);
    body::compare(&mut auditor);
    responses::compare(&mut auditor);
    security::compare(&mut auditor);
    samples::compare(&mut auditor);
    definitions::compare(&mut auditor);
}

/// The operations that a page is about: those that name its file, or else its title and version.
fn find<'a>(spec: &'a Spec, page: &Page, path: &str) -> Vec<View<'a>> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let all = || spec.services.iter().flat_map(operations).map(|(_, view)| view);
    let by_file = all().filter(|view| {
        let page = view.operation.page.as_ref();
        page.is_some_and(|page| page.file.value.rsplit('/').next() == Some(name))
    });
    let found: Vec<_> = by_file.collect();
    if !found.is_empty() {
        return found;
    }
    let version = operation::version_of(page);
    let by_title = all().filter(|view| {
        let written = view.operation.page.as_ref();
        written.is_some_and(|written| {
            page.title.stated() == Some(&written.title.value)
                && version == Some(written.api_version.value.as_str())
        })
    });
    by_title.collect()
}

fn no_operation(page: &Page, file: FileId, spec: &Spec) -> Finding {
    let span = page.title.span();
    let title = page.title.stated().map_or("TITLE", String::as_str);
    let request = page.requests.first();
    let request_line =
        request.map_or_else(|| "METHOD /PATH".to_owned(), |line| format!("{} {}", line.method, line.path));
    let base = request.map(|line| line.base.as_str());
    let service =
        spec.services.iter().find(|service| Some(service.service.base_url.name.value.as_str()) == base);
    let folder = service.map_or("<service>", |service| service.folder.as_str());
    let help = format!(
        "write an operation below specs/{folder}: `page` with the title {title:?}, the api-version `{}` and this file, and \
         `request: {request_line}`",
        operation::version_of(page).unwrap_or("VERSION"),
    );
    Finding {
        page: Mark { place: Place { file, start: span.start, end: span.end }, label: "this page".to_owned() },
        kind: FindingKind::NoOperation,
        subject: "page".to_owned(),
        title: "no operation names this page".to_owned(),
        spec: None,
        help,
    }
}

/// A page that was not read.
fn too_large(file: FileId, size: u64) -> Finding {
    Finding {
        page: Mark { place: Place { file, start: 0, end: 0 }, label: "this page".to_owned() },
        kind: FindingKind::NoOperation,
        subject: "page".to_owned(),
        title: format!("the page has {size} bytes, which is more than any page that is read"),
        spec: None,
        help: "save the page of one operation, as text or Markdown".to_owned(),
    }
}

/// The errata of definitions and shared rows that other pages of the service print, too, which have not been looked at.
fn elsewhere(service: &WrittenService, audited: &BTreeSet<Place>) -> BTreeSet<Place> {
    let mut places = BTreeSet::new();
    for (_, view) in operations(service).filter(|(_, view)| !audited.contains(&view.key)) {
        for (_, definition) in view.needed().iter().filter_map(|name| view.definition(name)) {
            places.extend(definition.errata.values().map(|entry| entry.key));
            places.extend(rows(definition).iter().flat_map(|row| row.errata.values()).map(|entry| entry.key));
        }
        let parameters =
            service.service.parameters.values().flat_map(|entry| entry.value.row.errata.values());
        let headers = service.service.response_headers.values().flat_map(|entry| entry.value.errata.values());
        places.extend(parameters.chain(headers).map(|entry| entry.key));
    }
    places
}
