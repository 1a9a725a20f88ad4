//! The types that a page names, and those that it lost, as far as its names and samples speak for one.

mod guess;
pub mod notation;
mod observe;
mod score;

use indexmap::{IndexMap, IndexSet};

use super::home::Home;
use crate::page::{Definition, Fact, Page, Row, Says, TableKind, rules};
use crate::spec::Table;
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
    known: IndexMap<Site, Typed>,
}

impl<'a> Types<'a> {
    /// Reads the types that the page states, and guesses at the others.
    pub fn infer(page: &'a Page, home: &'a Home<'a>) -> Self {
        let mut types = Self { page, home, known: IndexMap::new() };
        types.read();
        types.find_body();
        // Once more: what the body is called decides which rows it has, and whose types it may know better.
        types.read();
        types.guess_all();
        types
    }

    /// The type at a place; nothing where the page says that there is none.
    pub fn get(&self, site: Site) -> Option<&Typed> {
        self.known.get(&site)
    }

    /// Whether the rows of a definition are values of an enum.
    pub fn is_enum(&self, at: usize) -> bool {
        let definition = &self.page.definitions.rows[at];
        if let Some(known) = self.home.definition(&definition.name.value) {
            return matches!(known.table, Table::Enum(_));
        }
        match definition.kind {
            TableKind::Values => true,
            TableKind::Fields | TableKind::None => false,
            TableKind::FieldsOrValues => {
                let seen =
                    Observed::of(self.page, |site| self.ty(site), self.home).of_type(&definition.name.value);
                match seen.first() {
                    Some(value) => value.is_string(),
                    None => score::looks_like_values(definition) || self.has_default_of(definition),
                }
            }
        }
    }

    /// Whether a row of this type has one of the definition's own rows for its default.
    fn has_default_of(&self, definition: &Definition) -> bool {
        let typed = self.known.iter().filter(|(_, typed)| typed.ty == definition.name.value);
        let rows = typed.filter_map(|(site, _)| self.row(*site));
        let says = rows.flat_map(|row| rules(&row.description)).map(|rule| rule.says);
        let defaults = says.filter_map(|says| if let Says::Default(text) = says { Some(text) } else { None });
        defaults.into_iter().any(|text| definition.rows.iter().any(|row| row.known_name() == text))
    }

    /// Whether a sample or the shape of the table shows what the rows of a definition are.
    pub fn is_kind_certain(&self, at: usize) -> bool {
        let definition = &self.page.definitions.rows[at];
        definition.kind != TableKind::FieldsOrValues
            || self.home.definition(&definition.name.value).is_some()
            || !Observed::of(self.page, |site| self.ty(site), self.home)
                .of_type(&definition.name.value)
                .is_empty()
    }

    /// Whether a type is an enum.
    pub fn names_enum(&self, ty: &str) -> bool {
        match self.home.definition(ty) {
            Some(known) => matches!(known.table, Table::Enum(_)),
            None => self.position(ty).is_some_and(|at| self.is_enum(at)),
        }
    }

    /// Whether a sample has `null` there.
    pub fn is_null_in_sample(&self, site: Site) -> bool {
        Observed::of(self.page, |site| self.ty(site), self.home).at(site).iter().any(|value| value.is_null())
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
        let body = self.ty(Site::Body).and_then(|ty| self.position(ty))?;
        let row = self.row(site)?.known_name();
        let in_body = self.page.body.rows.iter().find(|one| one.known_name() == row)?.ty.stated()?;
        let same_lists = printed.matches("[]").count() == in_body.matches("[]").count();
        let begins = notation::item(in_body).starts_with(&format!("{} (", notation::item(printed)));
        let is_fuller = body == owner && same_lists && begins;
        let written = notation::written(in_body).filter(|written| is_fuller && written.reason.is_none())?;
        Some(Typed {
            ty: written.ty,
            printed: Some(printed.to_owned()),
            reason: Some("other-table"),
            doubt: None,
        })
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.page.definitions.rows.iter().position(|definition| definition.name.value == name)
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
