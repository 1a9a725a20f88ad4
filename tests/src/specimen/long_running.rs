//! Operations that only begin something: what follows them, and how one learns of their end.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::dice::Dice;
use super::names::{fresh, is_variable};
use super::prose::{line, prose};
use super::version;
use super::yaml::{NOTHING, NUMBER};

/// Adds to a resource what begins something, what is polled and what calls it off, with the definitions that they need.
pub fn add(
    dice: &mut Dice,
    home: usize,
    names: &mut BTreeSet<String>,
    operations: &mut Map<String, Value>,
    definitions: &mut Map<String, Value>,
) {
    let [begin, poll, cancel] = [(); 3].map(|()| fresh(dice, names, |_| true));
    let id = fresh(dice, &mut BTreeSet::from(["api-version".to_owned(), "baseUrl".to_owned()]), is_variable);
    let of = |name: &str| format!("Long{name}Of{home}");
    let mut taken = BTreeSet::new();
    // A path of properties has dots between its names.
    let [inner, state, reason, wish] = [(); 4].map(|()| fresh(dice, &mut taken, |name| !name.contains('.')));
    let values: Vec<String> = (0..4).map(|_| fresh(dice, &mut taken, |_| true)).collect();
    let sends = dice.chance(50);
    let mut ends = Map::from_iter([("poll".to_owned(), poll.clone().into())]);
    let mut say = |key: &str, value: Value| drop(ends.insert(key.to_owned(), value));
    match dice.below(3) {
        0 => say("not-found", "running".into()),
        1 => {
            say("state", format!("{inner}.{state}").into());
            say("failed", json!([values[2]]));
            say("not-found", "succeeded".into());
        }
        _ => {
            say("state", format!("{inner}.{state}").into());
            say("reason", format!("{inner}.{reason}").into());
            say("succeeded", json!([values[0], values[1]]));
            say("failed", json!([values[2]]));
        }
    }
    if sends {
        say("cancel", json!({ "operation": cancel, "body": { wish.clone(): dice.chance(50) } }));
    } else {
        say("cancel", cancel.clone().into());
    }
    let page = || json!({ "title": line(&mut dice.clone()), "api-version": version(0), "file": "page.txt" });
    let operation = |request: String, responses: Value| {
        Map::from_iter([
            ("page".to_owned(), page()),
            ("description".to_owned(), "One of several steps.".into()),
            ("request".to_owned(), request.into()),
            ("parameters".to_owned(), json!({ id.clone(): { "in": "path", "type": "string" } })),
            ("responses".to_owned(), responses),
        ])
    };
    let status = |number: u16, response: Value| json!({ format!("{NUMBER}{number}"): response });
    let accepted = status(202, NOTHING.into());
    let mut begins = operation(format!("DELETE /Long{home}/{{{id}}}/begun"), accepted);
    begins.insert("long-running".to_owned(), ends.into());
    let polled = operation(format!("GET /Long{home}/{{{id}}}"), status(200, json!({ "body": of("Thing") })));
    let mut cancels = operation(format!("POST /Long{home}/{{{id}}}/cancel"), status(204, NOTHING.into()));
    if sends {
        cancels.insert("body".to_owned(), of("Wish").into());
        definitions
            .insert(of("Wish"), json!({ "properties": { wish: { "type": "boolean", "required": true } } }));
    }
    operations.extend([(begin, begins.into()), (poll, polled.into()), (cancel, cancels.into())]);
    let values: Map<String, Value> = values.into_iter().map(|value| (value, NOTHING.into())).collect();
    let state = json!({ state: of("State"), reason: { "type": "string", "description": prose(dice) } });
    definitions.insert(of("Thing"), json!({ "properties": { inner: of("Progress") } }));
    definitions.insert(of("Progress"), json!({ "properties": state }));
    definitions.insert(of("State"), json!({ "enum": values }));
}
