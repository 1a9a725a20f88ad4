//! What a sample shows and no table declares.

use indexmap::IndexSet;
use serde_json::Value;

use super::desk::Desk;
use super::types::{Site, notation};
use crate::spec::Table;

/// The most of them that one sample's draft names, and the longest path; the generator finds the others.
const MAX_PATHS: usize = 1000;
const MAX_LENGTH: usize = 1000;

/// The paths of fields and values of enums that no table has, as `undeclared` names them.
pub fn paths(ty: &str, json: &Value, desk: &Desk<'_>) -> IndexSet<String> {
    let mut walk = Walk { desk, path: String::new(), found: IndexSet::new() };
    walk.value(ty, json);
    walk.found
}

/// A walk through a sample.
struct Walk<'a, 'b> {
    desk: &'a Desk<'b>,
    /// Where it has come to.
    path: String,
    found: IndexSet<String>,
}

/// What tables say of a name.
enum Member<'a> {
    /// The type is no definition.
    OfNone,
    /// No row has this name.
    None,
    /// A row has; with its type, if it is a field.
    Row(Option<&'a str>),
}

impl<'a> Walk<'a, '_> {
    fn value(&mut self, ty: &'a str, json: &Value) {
        if let (Some(item), Value::Array(items)) = (ty.strip_suffix("[]"), json) {
            for (at, one) in items.iter().enumerate() {
                self.below(&format!("[{at}]"), |walk| walk.value(item, one));
            }
            return;
        }
        let value_of_map = ty.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
        if let (Some(item), Value::Object(entries)) = (value_of_map, json) {
            for (key, one) in entries {
                self.field(key, |walk| walk.value(item, one));
            }
            return;
        }
        let name = notation::item(ty);
        match json {
            Value::Object(entries) => {
                for (key, one) in entries {
                    match self.member(name, key) {
                        Member::OfNone => return,
                        Member::None => self.field(key, Self::find),
                        Member::Row(Some(ty)) => self.field(key, |walk| walk.value(ty, one)),
                        Member::Row(None) => {}
                    }
                }
            }
            Value::String(text) if matches!(self.member(name, text), Member::None) => self.find(),
            Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {}
        }
    }

    fn field(&mut self, name: &str, go: impl FnOnce(&mut Self)) {
        let dot = if self.path.is_empty() { "" } else { "." };
        self.below(&format!("{dot}{name}"), go);
    }

    /// Goes a step further and back; not where nobody would read the path.
    fn below(&mut self, step: &str, go: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        if length + step.len() > MAX_LENGTH || self.found.len() >= MAX_PATHS {
            return;
        }
        self.path.push_str(step);
        go(self);
        self.path.truncate(length);
    }

    fn find(&mut self) {
        self.found.insert(self.path.clone());
    }

    /// The row of a definition that has this name.
    fn member(&self, definition: &str, name: &str) -> Member<'a> {
        if let Some(known) = self.desk.home.definition(definition) {
            return match &known.table {
                Table::Properties(rows) => match rows.get(name) {
                    Some(row) => Member::Row(Some(&row.value.row.ty.value)),
                    None => Member::None,
                },
                Table::Enum(values) if values.contains_key(name) => Member::Row(None),
                Table::Enum(_) => Member::None,
            };
        }
        let types = &self.desk.types;
        let Some(at) = types.position(definition) else { return Member::OfNone };
        match types.position_of_row(at, name) {
            Some(row) => Member::Row(types.get(Site::Field(at, row)).map(|typed| typed.ty.as_str())),
            None => Member::None,
        }
    }
}
