//! Every key of the language is in some specimen: one that is added to the language and not to them is found here.

use std::collections::BTreeSet;

use codegen::{Options, Sources, generate};
use serde_json::{Map, Value};
use tests::specimen::renamed::generate_renamed;
use tests::specimen::{Service, Size};

/// How many specimens are looked through. They are not generated, which takes the time.
const SEEDS: u64 = 300;

/// How many are, so that some names get another one.
const GENERATED: u64 = 8;

/// The schema of the language, which the generator makes of its own records.
struct Schema(Value);

impl Schema {
    fn of_language() -> Self {
        let files = generate(&Sources::default(), &Options::default()).expect("no specs have no problem");
        let text = files.get("specs/spec.schema.json").expect("the schema is always made");
        Self(serde_json::from_str(text).expect("it is JSON"))
    }

    /// What a reference leads to.
    fn target<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let name = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next());
        name.map_or(schema, |name| &self.0["$defs"][name])
    }

    /// The keys of all records, each with its record's: `Parameter: minimum`.
    fn keys(&self) -> BTreeSet<String> {
        let records = self.0["$defs"].as_object().expect("definitions");
        records.iter().flat_map(|(name, record)| keys_of(name, record)).collect()
    }

    /// Notes the keys of a value that a schema describes; `name` is the record's.
    fn see(&self, name: &str, schema: &Value, value: &Value, seen: &mut BTreeSet<String>) {
        if let Some(path) = schema["$ref"].as_str() {
            let name = path.rsplit('/').next().unwrap_or_default();
            return self.see(name, self.target(schema), value, seen);
        }
        for way in schema["anyOf"].as_array().into_iter().flatten().filter(|way| self.fits(way, value)) {
            self.see(name, way, value, seen);
        }
        let Value::Object(entries) = value else {
            for item in value.as_array().into_iter().flatten() {
                self.see(name, &schema["items"], item, seen);
            }
            return;
        };
        for (key, value) in entries {
            match schema["properties"].get(key) {
                Some(inner) => {
                    seen.insert(format!("{name}: {key}"));
                    self.see(&format!("{name}: {key}"), inner, value, seen);
                }
                None => self.see(name, &schema["additionalProperties"], value, seen),
            }
        }
    }

    /// Whether a value is a record of this kind, or else no record at all.
    fn fits(&self, way: &Value, value: &Value) -> bool {
        let way = self.target(way);
        let (Some(table), Value::Object(entries)) = (way["properties"].as_object(), value) else {
            return way["anyOf"].is_array() || way["properties"].is_null();
        };
        let required = way["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        entries.keys().all(|key| table.contains_key(key))
            && required.into_iter().all(|key| entries.contains_key(key))
    }
}

/// The keys of a record, in whichever form it is written.
fn keys_of(name: &str, record: &Value) -> Vec<String> {
    let ways = record["anyOf"].as_array().map_or(&[][..], Vec::as_slice);
    let records = [record].into_iter().chain(ways);
    let tables = records.filter_map(|one| one["properties"].as_object());
    tables.flat_map(Map::keys).map(|key| format!("{name}: {key}")).collect()
}

#[test]
fn every_key_of_the_language_is_in_some_specimen() {
    let schema = Schema::of_language();
    let mut seen = BTreeSet::new();
    let size = Size { resources: 2, operations: 4 };
    let mut services: Vec<Service> =
        (0..SEEDS).map(|seed| Service::new(&format!("specimen-{seed}"), seed, size)).collect();
    let (generated, _) = services.split_at_mut(usize::try_from(GENERATED).expect("a few"));
    generate_renamed(generated);
    for (stem, file) in services.iter().flat_map(|service| &service.files) {
        let record = if stem == "service" { "Service" } else { "Resource" };
        schema.see(record, &schema.0["$defs"][record], &Value::Object(file.clone()), &mut seen);
    }
    let keys = schema.keys();
    assert!(keys.len() > 100, "{keys:?}");
    let missing: Vec<_> = keys.difference(&seen).collect();
    assert!(missing.is_empty(), "no specimen has {missing:#?}");
}
