//! The first difference of two values of JSON.

use serde_json::Value;

use crate::page::Step;
use crate::problem::Place;
use crate::spec::{Data, DataValue};

/// Where two values differ.
pub struct Difference {
    /// The way there.
    pub path: Vec<Step>,
    /// What the page has there, if anything.
    pub page: Option<String>,
    /// What the spec has there, if anything.
    pub spec: Option<String>,
    /// Where that stands, or would.
    pub place: Place,
}

impl Difference {
    /// The way as people write it: `values[0].name`.
    pub fn shown(&self) -> String {
        let mut shown = String::new();
        for step in &self.path {
            match step {
                Step::Field(name) if shown.is_empty() => shown.push_str(name),
                Step::Field(name) => {
                    shown.push('.');
                    shown.push_str(name);
                }
                Step::Item(index) => {
                    shown.push('[');
                    shown.push_str(&index.to_string());
                    shown.push(']');
                }
            }
        }
        if shown.is_empty() { "all".to_owned() } else { shown }
    }
}

/// The first difference, in the order of the page; the order of fields does not count.
pub fn difference(page: &Value, spec: &Data) -> Option<Difference> {
    let mut path = Vec::new();
    let (page, written, place) = differ(page, spec, &mut path)?;
    Some(Difference { path, page, spec: written, place })
}

type Sides = (Option<String>, Option<String>, Place);

fn differ(page: &Value, spec: &Data, path: &mut Vec<Step>) -> Option<Sides> {
    match (page, &spec.value) {
        (Value::Object(fields), DataValue::Map(entries)) => {
            for (name, value) in fields {
                path.push(Step::Field(name.clone()));
                match entries.get(name) {
                    None => return Some((Some(value.to_string()), None, spec.place)),
                    Some(entry) => {
                        if let Some(found) = differ(value, &entry.value, path) {
                            return Some(found);
                        }
                    }
                }
                path.pop();
            }
            let (name, entry) = entries.iter().find(|(name, _)| !fields.contains_key(*name))?;
            path.push(Step::Field(name.clone()));
            Some((None, Some(entry.value.to_json().to_string()), entry.key))
        }
        (Value::Array(items), DataValue::List(entries)) => {
            for (index, (item, entry)) in items.iter().zip(entries).enumerate() {
                path.push(Step::Item(index));
                if let Some(found) = differ(item, entry, path) {
                    return Some(found);
                }
                path.pop();
            }
            let index = items.len().min(entries.len());
            if items.len() == entries.len() {
                return None;
            }
            path.push(Step::Item(index));
            let place = entries.get(index).map_or(spec.place, |entry| entry.place);
            let written = entries.get(index).map(|entry| entry.to_json().to_string());
            Some((items.get(index).map(Value::to_string), written, place))
        }
        (_, _) => {
            let written = spec.to_json();
            (*page != written).then(|| (Some(page.to_string()), Some(written.to_string()), spec.place))
        }
    }
}
