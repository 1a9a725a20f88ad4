//! Specimens whose names Rust can take: the generator says which it cannot, and those get another one.

use codegen::{Files, Options, Sources, Style, generate, render, render_json};
use serde_json::{Map, Value, json};

use super::{Service, yaml};

/// How often names may have to be changed: one that was given may be that of another.
const ROUNDS: usize = 40;

/// The options that specimens are generated with.
#[must_use]
pub fn options() -> Options {
    Options { output: "src".to_owned(), krate: "specimens".to_owned(), ..Options::default() }
}

/// The files of services, and the services as they are when every name that was refused has a `rust-name`.
///
/// # Panics
/// When anything but a name is refused, or a name that is not where the generator says.
pub fn generate_renamed(services: &mut [Service]) -> (Files, Sources) {
    let mut given = 0;
    let mut last = String::new();
    for _ in 0..ROUNDS {
        let mut sources = Sources::default();
        for service in &*services {
            service.add_to(&mut sources);
        }
        let problems = match generate(&sources, &options()) {
            Ok(files) => return (files, sources),
            Err(problems) => problems,
        };
        last = render(&problems, &sources, Style::Plain);
        let objects = render_json(&problems, &sources);
        let objects = objects.lines().map(|line| serde_json::from_str(line).expect("an object a line"));
        // Their lines are those that are refused, not those that a name has been added to.
        let refused = services.to_vec();
        for problem in objects.collect::<Vec<Value>>() {
            given += 1;
            assert!(rename(services, &refused, &problem, given), "refused: {problem}\n{last}");
        }
    }
    panic!("names are refused again and again:\n{last}");
}

/// Gives what a problem is about another name in Rust; nothing else may be wrong.
fn rename(services: &mut [Service], refused: &[Service], problem: &Value, number: usize) -> bool {
    let text = |key: &str| problem[key].as_str().unwrap_or_default().to_owned();
    if !matches!(text("kind").as_str(), "no-rust-name" | "name-clash") {
        return false;
    }
    let path = text("file");
    let mut parts = path.split('/').skip(1);
    let (folder, stem) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let stem = stem.trim_end_matches(".yaml");
    let Some(which) = refused.iter().position(|service| service.folder == folder) else { return false };
    let Some(at) = refused[which].files.iter().position(|(name, _)| name == stem) else { return false };
    let service = &mut services[which];
    let line = usize::try_from(problem["line"].as_u64().unwrap_or(1)).unwrap_or(1);
    let keys = yaml::write(&refused[which].files[at].1).paths.swap_remove(line - 1);
    match keys.last().map(String::as_str) {
        // What cannot be a module is the name of the file itself.
        Some("title") => {
            service.files[at].0 = format!("renamed{number}");
            text("title").contains(stem)
        }
        Some(name) => {
            let is_named = text("title").contains(name);
            let shared = value_at(&mut service.files[at].1, &keys).is_some_and(|value| *value == "shared");
            let (file, keys) = if shared {
                let table =
                    if keys.contains(&"headers".to_owned()) { "response-headers" } else { "parameters" };
                (0, vec![table.to_owned(), name.to_owned()])
            } else {
                (at, keys)
            };
            let file = &mut service.files[file].1;
            // A header of several answers is one, and has one name.
            let answers = match keys.as_slice() {
                [table, operation, responses, _, ..] if responses == "responses" => {
                    value_at(file, &[table.clone(), operation.clone(), responses.clone()])
                }
                _ => None,
            };
            let statuses: Vec<String> = answers
                .and_then(|value| value.as_object())
                .map_or_else(Vec::new, |all| all.keys().cloned().collect());
            let same = |status: &String| {
                let mut keys = keys.clone();
                keys[3].clone_from(status);
                keys
            };
            let all =
                if statuses.is_empty() { vec![keys.clone()] } else { statuses.iter().map(same).collect() };
            is_named && all.iter().all(|keys| give_name(file, keys, number))
        }
        None => false,
    }
}

/// Writes a `rust-name` into the record that some keys lead to.
fn give_name(file: &mut Map<String, Value>, keys: &[String], number: usize) -> bool {
    let table = match keys {
        [operations, _, body] if operations == "operations" => body,
        [.., table, _] => table,
        [_] | [] => return false,
    };
    let (name, short) = match table.as_str() {
        "operations" | "definitions" | "enum" => (format!("Renamed{number}"), "description"),
        "body" | "properties" | "parameters" | "headers" | "response-headers" => {
            (format!("renamed_{number}"), "type")
        }
        _ => return false,
    };
    let Some(value) = value_at(file, keys) else { return false };
    match value {
        Value::Object(record) => drop(record.insert("rust-name".to_owned(), name.into())),
        Value::String(text) if text == yaml::NOTHING => *value = json!({ "rust-name": name }),
        other => *other = json!({ short: other, "rust-name": name }),
    }
    true
}

fn value_at<'a>(file: &'a mut Map<String, Value>, keys: &[String]) -> Option<&'a mut Value> {
    let (first, rest) = keys.split_first()?;
    rest.iter().try_fold(file.get_mut(first)?, |value, key| match value {
        Value::Array(items) => items.get_mut(key.parse::<usize>().ok()?),
        other => other.as_object_mut()?.get_mut(key),
    })
}
