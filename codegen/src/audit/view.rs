//! A service as one page sees it: the rows of its api-version, shared rows where they are taken, definitions by name.

use std::collections::BTreeSet;

use crate::problem::Place;
use crate::spec::{
    self, Definition, EnumValue, Erratum, Header, HeaderRow, Literal, Location, Map, Operation, Parameter,
    ParameterRow, Property, Prose, Resource, Response, Service, Spanned, Table, Text, WrittenResource,
    WrittenService,
};

/// An operation and what its file and its service say.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// What pages of the service share.
    pub service: &'a Service,
    /// The operation's file.
    pub resource: &'a Resource,
    /// The operation's name.
    pub name: &'a str,
    /// Where its name stands.
    pub key: Place,
    /// The operation.
    pub operation: &'a Operation,
    /// The api-version of its page.
    pub version: &'a str,
}

/// A row of a spec: a parameter, a header, a property or a value.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// The name on the wire.
    pub name: &'a str,
    /// Where it stands.
    pub key: Place,
    /// Where a parameter travels.
    pub location: Option<&'a Spanned<Location>>,
    /// Whether it must be there, and where that is said.
    pub required: (bool, Option<Place>),
    /// Its type.
    pub ty: Option<&'a Text>,
    /// What the service takes if it is absent.
    pub default: Option<&'a Spanned<Literal>>,
    /// Its limits, by key, as texts.
    pub limits: Vec<Limit>,
    /// What no page can say, by key: `nullable`, `read-only`.
    pub unseen: Vec<(&'static str, Place)>,
    /// What it means.
    pub description: Option<&'a Prose>,
    /// That it is deprecated.
    pub deprecated: Option<&'a Prose>,
    /// The versions that have it, if it says so.
    pub since: Option<&'a Text>,
    /// The last of them.
    pub until: Option<&'a Text>,
    /// What the page gets wrong.
    pub errata: &'a Map<Erratum>,
    /// Whether the spec has no keys for its limits: it is sent as the client sees fit.
    pub is_fixed: bool,
}

/// A limit of a row.
#[derive(Clone, Debug)]
pub struct Limit {
    /// `maximum`, `pattern`
    pub key: &'static str,
    /// Its value, as it is written.
    pub value: String,
    /// Where it stands.
    pub place: Place,
}

impl Row<'_> {
    /// Whether it is a number.
    pub fn is_number(&self) -> bool {
        self.ty.is_some_and(|ty| ty.value.starts_with("integer") || ty.value.starts_with("number"))
    }

    /// Whether it is a text.
    pub fn is_text(&self) -> bool {
        self.ty.is_some_and(|ty| ty.value.starts_with("string") && !ty.value.ends_with("[]"))
    }
}

/// What a definition says around its rows: its texts, and its rules between them.
pub fn told(definition: &Definition) -> String {
    let mut told: Vec<String> = Vec::new();
    told.extend(definition.description.iter().chain(&definition.deprecated).map(|text| text.value.clone()));
    for (path, rule) in &definition.rules {
        told.push(path.clone());
        let absent = rule.value.absent_if.iter().flatten();
        told.extend(absent.map(|(name, entry)| format!("{name} {}", entry.value.value)));
        told.extend(rule.value.maximum.iter().map(|most| format!("{} {}", most.times.value, most.of.value)));
    }
    told.join(" ")
}

impl<'a> View<'a> {
    /// The definition that a name stands for.
    pub fn definition(&self, name: &str) -> Option<(Place, &'a Definition)> {
        let found = self.resource.definitions.get(name).or_else(|| self.service.definitions.get(name));
        found.map(|entry| (entry.key, &entry.value))
    }

    /// The parameters that the operation has in the version of its page.
    pub fn parameters(&self) -> Vec<Row<'a>> {
        let rows = self.operation.parameters.iter().filter_map(|(name, entry)| match &entry.value {
            ParameterRow::Own(parameter) => Some(self::parameter(name, entry.key, parameter)),
            ParameterRow::Shared => {
                let shared = self.service.parameters.get(name)?;
                Some(parameter(name, shared.key, &shared.value))
            }
        });
        rows.collect()
    }

    /// The headers of a response.
    pub fn headers(&self, response: &'a Response) -> Vec<Row<'a>> {
        let rows = response.headers.iter().filter_map(|(name, entry)| match &entry.value {
            HeaderRow::Own(header) => Some(self::header(name, entry.key, header)),
            HeaderRow::Shared => {
                let shared = self.service.response_headers.get(name)?;
                Some(header(name, shared.key, &shared.value))
            }
        });
        rows.collect()
    }

    /// Whether the version of the page has something that says `since` or `until`.
    pub fn has(&self, since: Option<&Text>, until: Option<&Text>) -> bool {
        let position = |version: &str| self.service.api_versions.iter().position(|one| one.value == version);
        let Some(at) = position(self.version) else { return true };
        let first = since.and_then(|since| position(&since.value));
        let last = until.and_then(|until| position(&until.value));
        first.is_none_or(|first| first <= at) && last.is_none_or(|last| at <= last)
    }

    /// The names of the definitions that the operation needs in the version of its page.
    pub fn needed(&self) -> BTreeSet<&'a str> {
        let bodies = self.operation.responses.values().filter_map(|entry| entry.value.body.as_ref());
        let body = self.operation.body.as_ref().map(|body| &body.ty);
        let error = [&self.service.error.ty];
        let mut waiting: Vec<&'a str> =
            bodies.chain(body).chain(error).map(|text| item(&text.value)).collect();
        waiting.extend(self.parameters().iter().filter_map(|row| row.ty).map(|text| item(&text.value)));
        let mut needed = BTreeSet::new();
        while let Some(name) = waiting.pop() {
            let Some((_, definition)) = self.definition(name) else { continue };
            if needed.insert(name)
                && let Table::Properties(rows) = &definition.table
            {
                let rows = rows.values().map(|entry| &entry.value.row);
                let rows = rows.filter(|row| self.has(row.since.as_ref(), row.until.as_ref()));
                waiting.extend(rows.map(|row| item(&row.ty.value)));
            }
        }
        needed
    }
}

/// The rows of a definition.
pub fn rows(definition: &Definition) -> Vec<Row<'_>> {
    match &definition.table {
        Table::Properties(rows) => {
            rows.iter().map(|(name, entry)| property(name, entry.key, &entry.value)).collect()
        }
        Table::Enum(values) => {
            values.iter().map(|(name, entry)| value(name, entry.key, &entry.value)).collect()
        }
    }
}

/// What a list or a map holds, in the end.
pub fn item(ty: &str) -> &str {
    let mut item = ty.trim().trim_end_matches("[]");
    while let Some(inner) = item.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        item = inner.trim().trim_end_matches("[]");
    }
    item
}

/// The operations of all services that are transcribed from pages.
pub fn operations(service: &WrittenService) -> impl Iterator<Item = (&WrittenResource, View<'_>)> {
    service.resources.iter().flat_map(move |written| {
        written.resource.operations.iter().filter_map(move |(name, entry)| {
            let page = entry.value.page.as_ref()?;
            let view = View {
                service: &service.service,
                resource: &written.resource,
                name,
                key: entry.key,
                operation: &entry.value,
                version: &page.api_version.value,
            };
            Some((written, view))
        })
    })
}

fn parameter<'a>(name: &'a str, key: Place, parameter: &'a Parameter) -> Row<'a> {
    let mut row = row(name, key, &parameter.row);
    row.location = Some(&parameter.location);
    row.required.0 |= parameter.row.required.is_none() && parameter.location.value == Location::Path;
    row
}

fn property<'a>(name: &'a str, key: Place, property: &'a Property) -> Row<'a> {
    let marks = [("nullable", &property.nullable), ("read-only", &property.read_only)];
    let marks = marks.into_iter().filter_map(|(key, mark)| Some((key, mark.as_ref()?)));
    let unseen = marks.filter(|(_, mark)| mark.value).map(|(key, mark)| (key, mark.place)).collect();
    Row { unseen, ..row(name, key, &property.row) }
}

/// What a parameter and a property have in common.
fn row<'a>(name: &'a str, key: Place, row: &'a spec::Row) -> Row<'a> {
    let required = row.required.as_ref();
    Row {
        name,
        key,
        location: None,
        required: (required.is_some_and(|required| required.value), required.map(|required| required.place)),
        ty: Some(&row.ty),
        default: row.default.as_ref(),
        limits: limits(row),
        unseen: Vec::new(),
        description: row.description.as_ref(),
        deprecated: row.deprecated.as_ref(),
        since: row.since.as_ref(),
        until: row.until.as_ref(),
        errata: &row.errata,
        is_fixed: false,
    }
}

fn limits(row: &spec::Row) -> Vec<Limit> {
    let numbers = [("minimum", &row.minimum), ("maximum", &row.maximum)];
    let lengths = [("min-length", &row.min_length), ("max-length", &row.max_length)];
    let texts = [("pattern", &row.pattern), ("const", &row.constant)];
    let numbers = numbers.into_iter().filter_map(|(key, limit)| Some(self::limit(key, limit.as_ref()?)));
    let lengths = lengths.into_iter().filter_map(|(key, limit)| Some(self::limit(key, limit.as_ref()?)));
    let texts = texts.into_iter().filter_map(|(key, limit)| {
        let limit = limit.as_ref()?;
        Some(Limit { key, value: limit.value.clone(), place: limit.place })
    });
    numbers.chain(lengths).chain(texts).collect()
}

fn limit(key: &'static str, limit: &Spanned<impl ToString>) -> Limit {
    Limit { key, value: limit.value.to_string(), place: limit.place }
}

/// A row of which only the name and a few facts are known.
pub fn bare<'a>(name: &'a str, key: Place, errata: &'a Map<Erratum>) -> Row<'a> {
    Row {
        name,
        key,
        location: None,
        required: (false, None),
        ty: None,
        default: None,
        limits: Vec::new(),
        unseen: Vec::new(),
        description: None,
        deprecated: None,
        since: None,
        until: None,
        errata,
        is_fixed: false,
    }
}

fn value<'a>(name: &'a str, key: Place, row: &'a EnumValue) -> Row<'a> {
    Row {
        description: row.description.as_ref(),
        deprecated: row.deprecated.as_ref(),
        since: row.since.as_ref(),
        until: row.until.as_ref(),
        ..bare(name, key, &row.errata)
    }
}

fn header<'a>(name: &'a str, key: Place, row: &'a Header) -> Row<'a> {
    Row { ty: Some(&row.ty), ..bare(name, key, &row.errata) }
}
