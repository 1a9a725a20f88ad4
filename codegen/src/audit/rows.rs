//! Tables against tables: which rows are the same, and their facts one by one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use crate::finding::{FindingKind, Mark};
use crate::page::{self, Fact, Presence, Span, fits};
use crate::problem::Place;
use crate::spec::nearest;

use super::auditor::{Auditor, Stated, says};
use super::errata::{Claim, Verdict};
use super::limits;
use super::rules;
use super::view::Row;

/// A table of the spec, and what its rows are called.
pub struct Table<'a, 't> {
    /// `query parameter`, `field of Certificate`
    pub what: &'t str,
    /// Where rows that are missing would stand.
    pub place: Place,
    /// The rows that the page should have.
    pub rows: Vec<Row<'a>>,
    /// Columns that the page has for these rows.
    pub columns: Columns,
    /// What the spec says around the rows.
    pub told: &'t str,
}

/// The columns of a table that are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Columns {
    /// `Required`
    pub required: bool,
    /// `Type`
    pub types: bool,
    /// Whether the texts are looked at, and limits and rules with them.
    pub texts: bool,
}

/// Columns of tables of parameters, headers and bodies.
pub const ALL: Columns = Columns { required: true, types: true, texts: true };

impl<'a> Auditor<'a, '_> {
    /// Compares the rows of a page with those of the spec; `end` is where rows that the page lacks would stand.
    pub fn table(&mut self, rows: &[&page::Row], table: &Table<'a, '_>, end: Span) {
        let (pairs, mut extra, mut missing) = pair(rows, &table.rows);
        missing.retain(|spec| self.view.has(spec.since, spec.until));
        // What is left on both sides is most likely one row under two names.
        for (row, spec) in renamed(&mut extra, &mut missing) {
            self.name(row, spec, table.what);
        }
        for row in extra {
            self.extra(row, table);
        }
        for spec in missing {
            self.missing(spec, table, end);
        }
        for (row, spec) in pairs {
            self.present(row, spec, table.what);
            self.row(row, spec, table);
        }
    }

    fn name(&mut self, row: &page::Row, spec: &Row<'a>, what: &str) {
        let Row { name, key, errata, .. } = *spec;
        let subject = format!("{what} `{name}`");
        let stated = Stated { subject: &subject, fact: "name", value: Some(name), place: key, errata };
        self.compare(&row.name, stated);
    }

    fn extra(&mut self, row: &page::Row, table: &Table<'a, '_>) {
        let name = row.known_name();
        let help = "write it to the spec, as the page has it".to_owned();
        let mark = self.mark(row.printed.span, "only the page has it");
        let spec = Mark { place: table.place, label: "not here".to_owned() };
        self.report(FindingKind::NotInSpec, format!("{} `{name}`", table.what), mark, Some(spec), help);
    }

    /// A row of the spec that the page does not have.
    fn missing(&mut self, spec: &Row<'a>, table: &Table<'a, '_>, end: Span) {
        match self.claim(spec.errata, "name") {
            Claim::Nothing { place } | Claim::Prints { place, .. } => {
                self.ledger.note(place, "name", Verdict::Founded);
            }
            Claim::None => {
                let help =
                    "remove it, say `since` or `until`, or add an erratum `name` that says where it is from";
                let mark = self.mark(end, "not here");
                let spec_mark = Mark { place: spec.key, label: "only the spec has it".to_owned() };
                let subject = format!("{} `{}`", table.what, spec.name);
                self.report(FindingKind::NotOnPage, subject, mark, Some(spec_mark), help.to_owned());
            }
        }
    }

    /// What an erratum about the name says of a row that is there.
    fn present(&mut self, row: &page::Row, spec: &Row<'a>, what: &str) {
        let verdict = match self.claim(spec.errata, "name") {
            Claim::Prints { place, text } if row.printed.value == text => Some((place, Verdict::Founded)),
            Claim::Prints { place, .. } | Claim::Nothing { place } => {
                Some((place, Verdict::Unfounded(self.mark(row.printed.span, "the page has it"))))
            }
            Claim::None => None,
        };
        if let Some((place, verdict)) = verdict {
            self.ledger.note(place, "name", verdict);
        }
        let since = spec.since.or(spec.until).filter(|_| !self.view.has(spec.since, spec.until));
        if let Some(text) = since {
            let mark = self.mark(row.printed.span, format!("a page of `{}` has it", self.view.version));
            let spec_mark = Mark { place: text.place, label: says("the spec", Some(&text.value)) };
            let subject = format!("versions of {what} `{}`", spec.name);
            let help = "mend `since` or `until`: the version of this page has it".to_owned();
            self.report(FindingKind::Differs, subject, mark, Some(spec_mark), help);
        }
    }

    /// The facts of a row.
    fn row(&mut self, row: &page::Row, spec: &Row<'a>, table: &Table<'a, '_>) {
        let subject = format!("{} `{}`", table.what, spec.name);
        let Row { errata, key, .. } = *spec;
        let stated = |fact, value, place| Stated { subject: &subject, fact, value, place, errata };
        if let Some(location) = spec.location {
            self.compare(&row.location, stated("in", Some(location.value.word()), location.place));
        }
        if table.columns.required {
            let (required, place) = spec.required;
            let page = as_text(&row.required);
            self.compare(&page, stated("required", required.then_some("true"), place.unwrap_or(key)));
        }
        if table.columns.types
            && let Some(ty) = spec.ty
        {
            self.compare(&row.ty, stated("type", Some(&ty.value), ty.place));
        }
        if table.columns.texts {
            self.description(row, spec);
            if limits::compare(self, row, spec, &subject) {
                rules::row(self, row, spec, &subject, table.told);
            }
        }
    }

    /// What an erratum about the description says that the page prints.
    fn description(&mut self, row: &page::Row, spec: &Row<'a>) {
        let texts: Vec<&str> = row.description.iter().map(|text| text.value.as_str()).collect();
        let span = row.description.first().map_or(row.printed.span, |text| text.span);
        self.text(&texts, span, spec.errata);
    }

    /// Holds an erratum about a description against the text of the page.
    pub fn text(&mut self, texts: &[&str], span: Span, errata: &'a crate::spec::Map<crate::spec::Erratum>) {
        if let Claim::Prints { place, text } = self.claim(errata, "description") {
            let whole = texts.join(" ");
            let is_there = super::errata::prints(&whole, text) || whole.contains(text);
            let verdict = if is_there || whole.is_empty() {
                Verdict::Founded
            } else {
                Verdict::Unfounded(self.mark(span, "the page's text"))
            };
            self.ledger.note(place, "description", verdict);
        }
    }
}

/// A mark as the text that stands for it in the spec.
fn as_text(fact: &Fact<bool>) -> Fact<String> {
    match fact {
        Fact::Stated(at) => Fact::Stated(page::At { value: at.value.to_string(), span: at.span }),
        Fact::Unstated(span) => Fact::Unstated(*span),
        Fact::CannotTell(damage, span) => Fact::CannotTell(*damage, *span),
    }
}

/// Rows of the page with those of the spec that they are, and what is left of both.
type Pairs<'p, 's, 'a> = (Vec<(&'p page::Row, &'s Row<'a>)>, Vec<&'p page::Row>, Vec<&'s Row<'a>>);

/// Pairs the rows by name; a row whose name is cut short stands for any that fits.
fn pair<'p, 's, 'a>(page: &[&'p page::Row], spec: &'s [Row<'a>]) -> Pairs<'p, 's, 'a> {
    let mut pairs = Vec::new();
    let mut extra = Vec::new();
    let mut cut = Vec::new();
    let mut left: BTreeMap<&str, usize> = spec.iter().enumerate().map(|(at, row)| (row.name, at)).collect();
    for row in page {
        match row.name.stated() {
            None => cut.push(*row),
            Some(name) => match left.remove(name.as_str()) {
                Some(at) => pairs.push((*row, &spec[at])),
                None => extra.push(*row),
            },
        }
    }
    let mut fruitless = BTreeSet::new();
    for row in cut {
        let printed = row.printed.value.as_str();
        if fruitless.contains(printed) {
            continue;
        }
        let alike = left.range::<str, _>((Bound::Included(printed), Bound::Unbounded));
        let alike = alike.take_while(|(name, _)| name.starts_with(printed));
        let fitting: Vec<usize> = alike.filter(|(name, _)| fits(printed, name)).map(|(_, at)| *at).collect();
        // Which of several it is cannot be told, but one of them is there.
        let Some(at) = fitting.iter().min() else {
            fruitless.insert(printed);
            continue;
        };
        left.remove(spec[*at].name);
        if fitting.len() == 1 {
            pairs.push((row, &spec[*at]));
        }
    }
    let left: BTreeSet<usize> = left.into_values().collect();
    (pairs, extra, left.into_iter().map(|at| &spec[at]).collect())
}

/// The most rows on either side that are held against each other's names.
const MAX_RENAMED: usize = 200;

/// Takes from both what is one row under two names.
fn renamed<'p, 's, 'a>(
    extra: &mut Vec<&'p page::Row>,
    missing: &mut Vec<&'s Row<'a>>,
) -> Vec<(&'p page::Row, &'s Row<'a>)> {
    let mut pairs = Vec::new();
    // A table that has so many others is another one.
    if extra.len().max(missing.len()) > MAX_RENAMED {
        return pairs;
    }
    missing.retain(|spec| {
        let names = extra.iter().map(|row| row.known_name());
        let meant = nearest(spec.name, names).map(str::to_owned);
        let found = meant.and_then(|meant| extra.iter().position(|row| row.known_name() == meant));
        if let Some(at) = found {
            pairs.push((extra.remove(at), *spec));
        }
        found.is_none()
    });
    if let ([row], [spec]) = (extra.as_slice(), missing.as_slice()) {
        pairs.push((*row, *spec));
        extra.clear();
        missing.clear();
    }
    pairs
}

/// Whether a part of the page can be held against the spec.
pub fn is_readable(presence: Presence) -> bool {
    match presence {
        Presence::Printed(_) | Presence::Absent => true,
        Presence::CannotTell => false,
    }
}
