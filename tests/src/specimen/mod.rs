//! Specs made by chance from a number: right ones, that use every feature of the language, with names that are hard to make
//! names of Rust of. Of the same number comes the same spec.

pub mod dice;
mod long_running;
mod names;
mod operations;
mod prose;
pub mod renamed;
mod rows;
mod types;
mod values;
pub mod yaml;

use std::collections::BTreeSet;

use codegen::Sources;
use serde_json::{Map, Value, json};

use dice::Dice;
use names::{fresh, is_header, is_variable};
use prose::{line, prose};
use rows::Row;
use types::{Shelf, Type};

/// The versions that services have, oldest first.
const VERSIONS: [&str; 5] = ["7.0", "7.1-preview", "2024-07-01", "2025-07-01", "2025-07-01.20.0"];

fn version(at: usize) -> &'static str {
    VERSIONS[at]
}

/// How much there is of everything.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Resources of a service.
    pub resources: usize,
    /// Operations of each.
    pub operations: usize,
}

/// The files of one service, as trees.
#[derive(Clone, Debug)]
pub struct Service {
    /// The folder.
    pub folder: String,
    /// `service.yaml` first, then each resource by its stem.
    pub files: Vec<(String, Map<String, Value>)>,
}

/// What the operations of a service share.
struct Shared {
    versions: usize,
    openapi: bool,
    schemes: Vec<String>,
    /// Rows, and whether an operation takes them.
    parameters: Vec<(Row, bool)>,
    headers: Vec<(Row, bool)>,
    /// Whether an erratum names the reason that there is, in the service and in the resource that is made now.
    reason: bool,
    own_reason: bool,
}

impl Service {
    /// The service of a seed.
    #[must_use]
    pub fn new(folder: &str, seed: u64, size: Size) -> Self {
        let mut dice = Dice::new(seed);
        let dice = &mut dice;
        let mut shelf = Shelf::default();
        let mut taken = BTreeSet::from(["Failure".to_owned()]);
        let versions = 1 + dice.below(VERSIONS.len());
        let count = 3 + dice.below(size.operations + 3);
        shelf.fill(dice, None, count, versions, &mut taken);
        let mut shared = shared(dice, &mut shelf, versions);
        let mut resources = Vec::new();
        for home in 0..size.resources {
            let count = size.operations / 2 + dice.below(size.operations + 1);
            shelf.fill(dice, Some(home), count, versions, &mut taken.clone());
            let mut operations = Map::new();
            let mut names = BTreeSet::new();
            for at in 0..size.operations {
                let number = home * size.operations + at;
                let name = fresh(dice, &mut names, |_| true);
                operations.insert(name, operations::operation(dice, &mut shelf, &mut shared, home, number));
            }
            let mut definitions = Map::new();
            if dice.chance(40) {
                long_running::add(dice, home, &mut names, &mut operations, &mut definitions);
            }
            resources.push((operations, definitions, std::mem::take(&mut shared.own_reason)));
        }
        let mut files = vec![("service".to_owned(), service(dice, &mut shelf, &shared))];
        for (home, (operations, own, reason)) in resources.into_iter().enumerate() {
            let mut file = titled(dice);
            file.insert("operations".to_owned(), operations.into());
            let mut definitions = shelf.written(Some(home));
            definitions.extend(own);
            if !definitions.is_empty() {
                file.insert("definitions".to_owned(), definitions.into());
            }
            if reason {
                file.insert("reasons".to_owned(), json!({ "lost": "The page is damaged here." }));
            }
            let hostile = home == 0 && dice.chance(15);
            let stem = if hostile {
                (*dice.pick(&["mod", "con", "7", "type"])).to_owned()
            } else {
                format!("things{home}")
            };
            files.push((stem, file));
        }
        Self { folder: folder.to_owned(), files }
    }

    /// Its files, as they would lie on disk.
    pub fn add_to(&self, sources: &mut Sources) {
        for (stem, file) in &self.files {
            sources.add(format!("specs/{}/{stem}.yaml", self.folder), yaml::write(file).text);
        }
    }
}

/// What every file begins with.
fn titled(dice: &mut Dice) -> Map<String, Value> {
    Map::from_iter([("title".to_owned(), line(dice).into()), ("description".to_owned(), prose(dice).into())])
}

fn shared(dice: &mut Dice, shelf: &mut Shelf, versions: usize) -> Shared {
    let mut taken = BTreeSet::from(["api-version".to_owned(), "baseUrl".to_owned()]);
    let mut parameters = Vec::new();
    for place in ["query", "header"] {
        let name = fresh(dice, &mut taken, |name| is_header(name) && is_variable(name));
        let ty = shelf.scalar(dice, None);
        let mut row = rows::parameter(dice, name, ty, place, versions);
        // The samples of some operations could not give it a value.
        row.extras.remove("required");
        parameters.push((row, false));
    }
    let name = fresh(dice, &mut BTreeSet::new(), is_header);
    let headers = vec![(rows::header(dice, name, Type::Builtin("string (uuid)")), false)];
    let schemes = ["Token", "Key"].into_iter().filter(|_| dice.chance(60)).map(str::to_owned).collect();
    Shared {
        versions,
        openapi: dice.chance(50),
        schemes,
        parameters,
        headers,
        reason: false,
        own_reason: false,
    }
}

fn service(dice: &mut Dice, shelf: &mut Shelf, shared: &Shared) -> Map<String, Value> {
    let mut file = titled(dice);
    let mut say = |key: &str, value: Value| drop(file.insert(key.to_owned(), value));
    say(
        "base-url",
        json!({ "name": "baseUrl", "description": prose(dice), "example": "https://service.example/base" }),
    );
    let parameter = json!({ "parameter": "api-version", "description": prose(dice) });
    say("api-version", if dice.chance(50) { parameter } else { json!({ "parameter": "api-version" }) });
    say("api-versions", VERSIONS[..shared.versions].into());
    if shared.openapi {
        say("openapi", json!({ version(0): "openapi/`v*`.json" }));
    }
    if dice.chance(30) {
        say("media-type", "application/json; odata=minimalmetadata".into());
    }
    let scopes = json!({ "things.read": prose(dice), "things.write": { "description": prose(dice) } });
    let flow = json!({
        "type": "oauth2", "description": prose(dice), "flow": line(dice), "authorization-url": "https://login.example", "scopes": scopes,
    });
    let key = json!({ "type": "apiKey", "description": prose(dice), "in": "header", "name": "x-key" });
    let schemes = shared
        .schemes
        .iter()
        .map(|name| (name.clone(), if name == "Key" { key.clone() } else { flow.clone() }));
    say("security", Value::Object(schemes.collect()));
    say("error", json!({ "type": "Failure", "code": "code", "message": "message" }));
    let rows = |shelf: &Shelf, rows: &[(Row, bool)]| -> Map<String, Value> {
        let used = rows.iter().filter(|(_, used)| *used);
        used.map(|(row, _)| (row.name.clone(), row.written(shelf))).collect()
    };
    for (row, _) in shared.parameters.iter().filter(|(_, used)| *used) {
        shelf.mark(&row.ty);
    }
    for (key, rows) in
        [("parameters", rows(shelf, &shared.parameters)), ("response-headers", rows(shelf, &shared.headers))]
    {
        if !rows.is_empty() {
            say(key, rows.into());
        }
    }
    let mut definitions = shelf.written(None);
    definitions.insert(
        "Failure".to_owned(),
        json!({ "properties": { "code": "string", "message": { "type": "string" } } }),
    );
    say("definitions", definitions.into());
    if shared.reason {
        say(
            "reasons",
            json!({ "cut": { "page": "as it is printed", "why": "The page loses what stood here." } }),
        );
    }
    file
}
