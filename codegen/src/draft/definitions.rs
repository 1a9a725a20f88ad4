//! The definitions of a page that no spec has yet.

use indexmap::IndexSet;

use super::desk::Desk;
use super::names::Names;
use super::node::{Entry, Map, Node, Open};
use super::operation;
use super::rows::{self, describe};
use super::types::{Site, notation};
use crate::page::Row;

/// The positions of the definitions to write: new ones, and used by something.
pub fn new(desk: &Desk<'_>) -> IndexSet<usize> {
    let referenced = desk.types.referenced();
    let rows = desk.page.definitions.rows.iter().enumerate();
    let mut seen = IndexSet::new();
    let new = rows.filter(|(_, one)| {
        let name = one.name.value.as_str();
        desk.home.definition(name).is_none() && referenced.contains(name) && seen.insert(name)
    });
    new.map(|(at, _)| at).collect()
}

/// The definitions that a type leads to, itself among them.
pub fn behind(name: &str, desk: &Desk<'_>) -> IndexSet<usize> {
    let rows = &desk.page.definitions.rows;
    let position = |name: &str| desk.types.position(name);
    let mut found: IndexSet<usize> = position(name).into_iter().collect();
    let mut next = 0;
    while let Some(at) = found.get_index(next).copied() {
        let fields = (0..rows[at].rows.len()).filter_map(|row| desk.types.get(Site::Field(at, row)));
        found.extend(fields.filter_map(|typed| position(notation::item(&typed.ty))));
        next += 1;
    }
    found
}

/// The entry of a definition.
pub fn entry(at: usize, desk: &mut Desk<'_>) -> Entry {
    let page = desk.page;
    let definition = &page.definitions.rows[at];
    let mut map = Map::default();
    describe(&mut map, &definition.description);
    let mut names = IndexSet::new();
    let mut table = Map::default();
    let mut comments = Vec::new();
    let is_enum = desk.types.is_enum(at);
    let mut rust_names = if is_enum { Names::of_values() } else { Names::of_fields() };
    let body =
        desk.types.get(Site::Body).is_some_and(|typed| notation::item(&typed.ty) == definition.name.value);
    let required = if body { required_in_body(desk) } else { IndexSet::new() };
    for (position, row) in definition.rows.iter().enumerate() {
        let name = row.known_name();
        if !names.insert(name) {
            comments.push(format!("Page line {}: a second row is called `{name}`.", row.printed.span.line));
            continue;
        }
        let node = if is_enum {
            rows::value(row, rust_names.take(name, row.printed.span.line))
        } else {
            let rust_name = rust_names.take(name, row.printed.span.line);
            rows::property(row, Site::Field(at, position), required.contains(name), rust_name, desk)
        };
        table.put(name, node);
    }
    if !desk.types.is_kind_certain(at) {
        let other =
            if is_enum { "the fields of a model, `properties`" } else { "the values of an enum, `enum`" };
        let line = definition.name.span.line;
        comments.push(format!("Page line {line}: nothing shows whether these rows are rather {other}."));
    }
    let table = if table.is_empty() { Node::Word("{}".to_owned()) } else { Node::Map(table) };
    map.put(if is_enum { "enum" } else { "properties" }, table);
    Entry { key: definition.name.value.clone(), node: Node::Map(map), comments }
}

/// The rows that the table of the body marks as required.
fn required_in_body<'a>(desk: &Desk<'a>) -> IndexSet<&'a str> {
    let rows = desk.page.body.rows.iter().filter(|row| row.required.stated() == Some(&true));
    rows.map(Row::known_name).collect()
}

/// The model of a body whose rows are those of no definition of the page.
pub fn of_body(desk: &mut Desk<'_>) -> Entry {
    let page = desk.page;
    let mut table = Map::default();
    let mut names = IndexSet::new();
    let mut rust_names = Names::of_fields();
    for (at, row) in page.body.rows.iter().enumerate() {
        if names.insert(row.known_name()) {
            let rust_name = rust_names.take(row.known_name(), row.printed.span.line);
            let node = rows::property(row, Site::BodyRow(at), false, rust_name, desk);
            table.put(row.known_name(), node);
        }
    }
    let mut map = Map::default();
    map.put("description", Node::Open(Open::prose((0, 0))));
    map.map("properties", table);
    Entry { key: operation::body_name(desk), node: Node::Map(map), comments: Vec::new() }
}
