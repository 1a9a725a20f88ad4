//! Rows of tables: a type, and all that can be said of it.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::dice::Dice;
use super::names::fresh;
use super::prose::prose;
use super::types::{Shelf, Type};
use super::version;
use super::yaml::NOTHING;

/// A property, a parameter or a header.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its name on the wire.
    pub name: String,
    /// What it holds.
    pub ty: Type,
    /// What else is said of it.
    pub extras: Map<String, Value>,
    /// The versions that have it.
    pub lifespan: Lifespan,
    /// The one text that keeps to its limits, if they leave but one.
    pub only: Option<&'static str>,
}

/// The first and the last version that has something, by position.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lifespan {
    /// The first, if it is not the service's first.
    pub since: Option<usize>,
    /// The last, if it is not the service's last.
    pub until: Option<usize>,
}

impl Lifespan {
    /// All versions, mostly.
    pub fn any(dice: &mut Dice, versions: usize) -> Self {
        let mut lifespan = Self::default();
        if versions > 1 && dice.chance(15) {
            lifespan.since = Some(1 + dice.below(versions - 1));
        }
        if versions > 1 && dice.chance(15) {
            let first = lifespan.since.unwrap_or(0);
            lifespan.until = (first < versions - 1).then(|| first + dice.below(versions - 1 - first));
        }
        lifespan
    }

    /// Whether a version has it.
    #[must_use]
    pub fn has(self, version: usize) -> bool {
        self.since.is_none_or(|since| since <= version) && self.until.is_none_or(|until| version <= until)
    }

    /// Says so.
    pub fn write(self, into: &mut Map<String, Value>) {
        for (key, at) in [("since", self.since), ("until", self.until)] {
            into.extend(at.map(|at| (key.to_owned(), version(at).into())));
        }
    }

    /// The row of the value at a position of an enum; some positions have more to say.
    #[must_use]
    pub fn written(self, at: usize) -> Value {
        let mut row = Map::new();
        if at == 1 {
            row.insert("description".to_owned(), "Neither `this` nor [that](that).".into());
            row.insert("errata".to_owned(), json!({ "description": "The page says nothing." }));
        }
        if at == 3 {
            row.insert("deprecated".to_owned(), "Take another one.".into());
        }
        self.write(&mut row);
        if row.is_empty() { NOTHING.into() } else { row.into() }
    }
}

impl Row {
    /// Whether a mark is there and true.
    #[must_use]
    pub fn is(&self, mark: &str) -> bool {
        self.extras.get(mark) == Some(&Value::Bool(true))
    }

    /// The row, by its type alone where there is nothing else to say.
    #[must_use]
    pub fn written(&self, all: &Shelf) -> Value {
        let mut row = Map::new();
        row.insert("type".to_owned(), all.notation(&self.ty).into());
        row.extend(self.extras.clone());
        self.lifespan.write(&mut row);
        if row.len() == 1 { all.notation(&self.ty).into() } else { row.into() }
    }

    fn say(&mut self, key: &str, value: impl Into<Value>) {
        self.extras.insert(key.to_owned(), value.into());
    }
}

/// A property of the model at a position, which no chain of required ones leads back to.
pub fn property(
    dice: &mut Dice,
    shelf: &Shelf,
    home: Option<usize>,
    model: usize,
    versions: usize,
    taken: &mut BTreeSet<String>,
) -> Row {
    let name = fresh(dice, taken, |_| true);
    let required = dice.chance(25);
    let ty = shelf.any(dice, home, if required { model } else { usize::MAX }, 0);
    let lifespan = if required { Lifespan::default() } else { Lifespan::any(dice, versions) };
    let mut row = Row { name, ty, extras: Map::new(), lifespan, only: None };
    if required {
        row.say("required", true);
    } else if dice.chance(20) {
        row.say("nullable", true);
    }
    if dice.chance(10) {
        row.say("read-only", true);
    }
    if row.ty == Type::Builtin("string") && dice.chance(20) {
        row.say("secret", true);
    }
    describe(dice, &mut row);
    limit(dice, &mut row);
    row
}

/// A parameter, in `path`, `query` or `header`.
pub fn parameter(dice: &mut Dice, name: String, ty: Type, place: &str, versions: usize) -> Row {
    let required = place == "query" && dice.chance(25);
    let lifespan =
        if required || place == "path" { Lifespan::default() } else { Lifespan::any(dice, versions) };
    let mut row = Row { name, ty, extras: Map::new(), lifespan, only: None };
    row.say("in", place);
    if required {
        row.say("required", true);
    }
    if place == "header" && row.ty == Type::Builtin("string") && dice.chance(20) {
        row.say("secret", true);
    }
    describe(dice, &mut row);
    limit(dice, &mut row);
    row
}

/// A header of an answer.
pub fn header(dice: &mut Dice, name: String, ty: Type) -> Row {
    let mut row = Row { name, ty, extras: Map::new(), lifespan: Lifespan::default(), only: None };
    if dice.chance(50) {
        row.say("description", prose(dice));
    }
    if dice.chance(20) {
        row.say("errata", json!({ "type": "The page prints none." }));
    }
    row
}

fn describe(dice: &mut Dice, row: &mut Row) {
    if dice.chance(50) {
        row.say("description", prose(dice));
    }
    if dice.chance(8) {
        row.say("deprecated", prose(dice));
    }
    if dice.chance(10) {
        row.say("errata", json!({ "type": "The page prints none." }));
    }
}

/// Limits that fit the type, and which the values of [`super::values`] keep to.
fn limit(dice: &mut Dice, row: &mut Row) {
    let Type::Builtin(name) = row.ty else { return };
    match (name, dice.below(8)) {
        ("string", 0) => {
            row.only = Some("thing \"#1\"");
            row.say("const", "thing \"#1\"");
        }
        ("string", 1) => {
            row.only = Some("ab-12");
            row.say("pattern", "^[0-9a-zA-Z-]{1,8}$");
            row.say("max-length", 8);
        }
        ("string", 2) => row.say("max-length", 5000),
        ("string", 3) => {
            row.only = Some("ab-12");
            row.say("min-length", 2);
        }
        ("integer (int32)" | "integer (int64)" | "number (double)", 0) => {
            row.say("minimum", -3_000_000_000_i64);
            row.say("maximum", 3_000_000_000_i64);
        }
        ("integer (int32)", 1) => row.say("default", 5),
        ("boolean", 1) => row.say("default", false),
        _ => {}
    }
}
