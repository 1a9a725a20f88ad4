//! The types that a page names, and those that it lost, as far as its names and samples speak for one.

mod guess;
mod kinds;
mod lookup;
pub mod notation;
mod observe;
mod score;
mod words;

use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};

use super::home::Home;
use crate::page::{Fact, Page, Row, TableKind};
use crate::spec::Table;
use lookup::Lookup;
use observe::Observed;

/// A place where a page names a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Site {
    /// The body of the request.
    Body,
    /// A row of `Request Body`, where the page has no definition of the body.
    BodyRow(usize),
    /// A row of `Responses`.
    Response(usize),
    /// A row of a definition.
    Field(usize, usize),
    /// A row of `URI Parameters`.
    Parameter(usize),
    /// A row of `Request Header`.
    Header(usize),
}

/// A type, and how it came to be known.
#[derive(Clone, Debug)]
pub struct Typed {
    /// In the notation of specs.
    pub ty: String,
    /// What the page prints instead, if it prints something else.
    pub printed: Option<String>,
    /// The reason for what is not as the page has it.
    pub reason: Option<&'static str>,
    /// Why somebody has to look at it, if somebody has.
    pub doubt: Option<String>,
}

/// The types of a page.
pub struct Types<'a> {
    page: &'a Page,
    home: &'a Home<'a>,
    lookup: Rc<Lookup<'a>>,
    known: IndexMap<Site, Typed>,
    /// What the samples hold, once all types are known.
    observed: Observed<'a>,
    /// The definitions whose rows are values, once all types are known.
    enums: IndexSet<usize>,
}

impl<'a> Types<'a> {
    /// Reads the types that the page states, and guesses at the others.
    pub fn infer(page: &'a Page, home: &'a Home<'a>) -> Self {
        let lookup = Rc::new(Lookup::of(page));
        let (known, observed, enums) = (IndexMap::new(), Observed::default(), IndexSet::new());
        let mut types = Self { page, home, lookup, known, observed, enums };
        types.read();
        types.find_body();
        // Once more: what the body is called decides which rows it has, and whose types it may know better.
        types.read();
        types.guess_all();
        types.observed = types.observed();
        types.enums = types.find_enums();
        types
    }

    /// The type at a place; nothing where the page says that there is none.
    pub fn get(&self, site: Site) -> Option<&Typed> {
        self.known.get(&site)
    }

    /// Whether a sample has `null` there.
    pub fn is_null_in_sample(&self, site: Site) -> bool {
        self.observed.at(site).iter().any(|value| value.is_null())
    }

    /// The definitions that types name.
    pub fn referenced(&self) -> IndexSet<&str> {
        self.known.values().map(|typed| notation::item(&typed.ty)).collect()
    }

    fn ty(&self, site: Site) -> Option<&str> {
        self.known.get(&site).map(|typed| typed.ty.as_str())
    }

    fn sites(&self) -> Vec<Site> {
        let page = self.page;
        let fields =
            page.definitions.rows.iter().enumerate().filter(|(_, one)| one.kind != TableKind::Values);
        let fields = fields.flat_map(|(at, one)| (0..one.rows.len()).map(move |row| Site::Field(at, row)));
        (0..page.responses.rows.len())
            .map(Site::Response)
            .chain(fields)
            .chain((0..page.body.rows.len()).filter(|_| self.ty(Site::Body).is_none()).map(Site::BodyRow))
            .chain((0..page.parameters.rows.len()).map(Site::Parameter))
            .chain((0..page.headers.rows.len()).map(Site::Header))
            .collect()
    }

    fn row(&self, site: Site) -> Option<&'a Row> {
        match site {
            Site::Body | Site::Response(_) => None,
            Site::BodyRow(at) => self.page.body.rows.get(at),
            Site::Field(at, row) => self.page.definitions.rows.get(at)?.rows.get(row),
            Site::Parameter(at) => self.page.parameters.rows.get(at),
            Site::Header(at) => self.page.headers.rows.get(at),
        }
    }

    fn fact(&self, site: Site) -> Option<&'a Fact<String>> {
        match site {
            Site::Body => None,
            Site::Response(at) => self.page.responses.rows.get(at).map(|row| &row.ty),
            Site::BodyRow(_) | Site::Field(..) | Site::Parameter(_) | Site::Header(_) => {
                self.row(site).map(|row| &row.ty)
            }
        }
    }

    /// Whether there must be a type that the page does not show.
    fn is_lost(&self, site: Site) -> bool {
        match (site, self.fact(site)) {
            (_, None) => false,
            (Site::Response(at), Some(fact)) => fact.is_unclear() && self.may_have_body(at),
            (_, Some(fact)) => fact.stated().is_none(),
        }
    }

    /// An empty cell and a lost one look alike: an answer has a body if a sample shows one, or if there is none to ask.
    fn may_have_body(&self, at: usize) -> bool {
        let Some(status) = self.page.responses.rows[at].status else { return true };
        let is_head = self.page.requests.first().is_some_and(|line| line.method == "HEAD");
        let samples = &self.page.samples.rows;
        let is_shown = samples.is_empty() || samples.iter().any(|sample| sample.response.stated().is_some());
        (200..300).contains(&status) && !matches!(status, 204 | 205) && !is_head && is_shown
    }

    /// What the page prints, or what the spec of the same definition says.
    fn stated(&self, site: Site) -> Option<Typed> {
        if let Site::Field(at, row) = site
            && let Some(known) = self.home.definition(&self.page.definitions.rows[at].name.value)
            && let Table::Properties(properties) = &known.table
            && let Some(property) = properties.get(self.page.definitions.rows[at].rows[row].known_name())
        {
            return Some(Typed::plain(&property.value.row.ty.value));
        }
        if let (Site::Response(at), Some(service)) = (site, self.home.service)
            && self.page.responses.rows[at].status.is_none()
            && self.is_lost(site)
        {
            return Some(Typed::plain(&service.service.error.ty.value));
        }
        let printed = self.fact(site)?.stated()?;
        if let Some(fuller) = self.of_body(site, printed) {
            return Some(fuller);
        }
        if let Some(written) = notation::written(printed) {
            let other = written.reason.map(|_| printed.clone());
            return Some(Typed { ty: written.ty, printed: other, reason: written.reason, doubt: None });
        }
        let item = notation::item(printed);
        if self.position(item).is_some() || self.home.definition(item).is_some() {
            return Some(Typed::plain(printed));
        }
        let doubt = format!("no table of the page defines `{item}`.");
        Some(Typed {
            ty: printed.replace(item, "object"),
            printed: Some(printed.clone()),
            reason: None,
            doubt: Some(doubt),
        })
    }

    /// The table of the body may have the format that the definition of the same rows has not.
    fn of_body(&self, site: Site, printed: &str) -> Option<Typed> {
        let Site::Field(owner, _) = site else { return None };
        self.ty(Site::Body).and_then(|ty| self.position(ty)).filter(|body| *body == owner)?;
        let row = self.row(site)?.known_name();
        let in_body = self.page.body.rows.get(self.lookup.row_of_body(row)?)?.ty.stated()?;
        let same_lists = printed.matches("[]").count() == in_body.matches("[]").count();
        let begins = notation::item(in_body).starts_with(&format!("{} (", notation::item(printed)));
        let is_fuller = same_lists && begins;
        let written = notation::written(in_body).filter(|written| is_fuller && written.reason.is_none())?;
        Some(Typed {
            ty: written.ty,
            printed: Some(printed.to_owned()),
            reason: Some("other-table"),
            doubt: None,
        })
    }

    /// The position of the page's definition of a name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.lookup.definition(name)
    }

    /// The position of a row of a definition.
    pub fn position_of_row(&self, definition: usize, name: &str) -> Option<usize> {
        self.lookup.row(definition, name)
    }

    fn observed(&self) -> Observed<'a> {
        Observed::of(self.page, &self.lookup, |site| self.ty(site), self.home)
    }

    /// The page prints the rows of the body and not its name: it is the definition that has the same rows.
    fn find_body(&mut self) {
        let names =
            |rows: &[Row]| rows.iter().map(|row| row.known_name().to_owned()).collect::<IndexSet<_>>();
        let body = names(&self.page.body.rows);
        if body.is_empty() {
            return;
        }
        let answers: IndexSet<String> =
            self.known.values().map(|typed| notation::item(&typed.ty).to_owned()).collect();
        let fitting = self.page.definitions.rows.iter().filter(|one| names(&one.rows) == body);
        let fitting: Vec<&str> = fitting.map(|one| one.name.value.as_str()).collect();
        let unused = fitting.iter().find(|name| !answers.contains(**name));
        if let Some(name) = unused.or(fitting.first()) {
            self.known.insert(Site::Body, Typed::plain(name));
        }
    }

    /// Reads the types that the page states.
    fn read(&mut self) {
        for site in self.sites() {
            if let Some(typed) = self.stated(site) {
                self.known.insert(site, typed);
            }
        }
        let has_name = self.ty(Site::Body).is_some();
        self.known.retain(|site, _| !(has_name && matches!(site, Site::BodyRow(_))));
    }
}

impl Typed {
    fn plain(ty: &str) -> Self {
        Self { ty: ty.to_owned(), printed: None, reason: None, doubt: None }
    }
}
