//! What a sample shows and no table declares.

use serde_json::Value;

use super::desk::Desk;
use super::types::{Site, notation};
use crate::spec::Table;

/// The paths of fields and values of enums that no table has, as `undeclared` names them.
pub fn paths(ty: &str, json: &Value, desk: &Desk<'_>) -> Vec<String> {
    let mut found = Vec::new();
    walk(ty, json, "", desk, &mut found);
    found
}

fn walk(ty: &str, json: &Value, path: &str, desk: &Desk<'_>, found: &mut Vec<String>) {
    if let (Some(item), Value::Array(items)) = (ty.strip_suffix("[]"), json) {
        for (at, one) in items.iter().enumerate() {
            walk(item, one, &format!("{path}[{at}]"), desk, found);
        }
        return;
    }
    let value_of_map = ty.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    if let (Some(item), Value::Object(entries)) = (value_of_map, json) {
        for (key, one) in entries {
            walk(item, one, &join(path, key), desk, found);
        }
        return;
    }
    let Some(members) = members(notation::item(ty), desk) else { return };
    match json {
        Value::Object(entries) => {
            for (key, one) in entries {
                let path = join(path, key);
                match members.iter().find(|(name, _)| name == key) {
                    Some((_, Some(ty))) => walk(ty, one, &path, desk, found),
                    Some((_, None)) => {}
                    None => found.push(path),
                }
            }
        }
        Value::String(text) if members.iter().all(|(name, _)| name != text) => found.push(path.to_owned()),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {}
    }
}

/// The fields of a definition with their types, or the values of an enum.
fn members(name: &str, desk: &Desk<'_>) -> Option<Vec<(String, Option<String>)>> {
    if let Some(known) = desk.home.definition(name) {
        return Some(match &known.table {
            Table::Properties(rows) => rows
                .iter()
                .map(|(name, entry)| (name.clone(), Some(entry.value.row.ty.value.clone())))
                .collect(),
            Table::Enum(values) => values.keys().map(|name| (name.clone(), None)).collect(),
        });
    }
    let rows = &desk.page.definitions.rows;
    let at = rows.iter().position(|one| one.name.value == name)?;
    let members = rows[at].rows.iter().enumerate().map(|(row, one)| {
        let ty = desk.types.get(Site::Field(at, row)).map(|typed| typed.ty.clone());
        (one.known_name().to_owned(), ty)
    });
    Some(members.collect())
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}
