//! Models and enums, and the types that rows have.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::dice::Dice;
use super::names::{fresh, is_type};
use super::prose::prose;
use super::rows::{self, Row};

/// A type, as a row has it.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// One that is there without being defined, in the page's notation.
    Builtin(&'static str),
    /// A list.
    List(Box<Type>),
    /// A map.
    Map(Box<Type>),
    /// A definition, by its position.
    Named(usize),
}

/// The types that are one value.
pub const SCALARS: &[&str] = &[
    "string",
    "string (uuid)",
    "string (date-time)",
    "string (date-time-rfc1123)",
    "string (byte)",
    "string (base64url)",
    "string (uri)",
    "integer (int32)",
    "integer (int64)",
    "integer (unixtime)",
    "number (double)",
    "boolean",
];

/// A model or an enum.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Its name on the wire.
    pub name: String,
    /// The resource that it stands in, if not in `service.yaml`.
    pub home: Option<usize>,
    /// What is in it.
    pub table: Table,
    /// What else is said of it.
    pub extras: Map<String, Value>,
    /// Whether anything leads to it.
    pub used: bool,
}

/// What is in a definition.
#[derive(Clone, Debug)]
pub enum Table {
    /// The properties of a model.
    Model(Vec<Row>),
    /// The values of an enum, each with the versions that have it.
    Enum(Vec<(String, rows::Lifespan)>),
}

/// All definitions of a service.
#[derive(Debug, Default)]
pub struct Shelf(pub Vec<Definition>);

impl Shelf {
    /// The notation of a type.
    #[must_use]
    pub fn notation(&self, ty: &Type) -> String {
        match ty {
            Type::Builtin(name) => (*name).to_owned(),
            Type::List(item) => format!("{}[]", self.notation(item)),
            Type::Map(item) => format!("<{}>", self.notation(item)),
            Type::Named(at) => self.0[*at].name.clone(),
        }
    }

    /// The positions of those that a file sees and that are enums, or are not.
    fn seen(&self, home: Option<usize>, enums: bool, before: usize) -> Vec<usize> {
        let seen = self.0.iter().enumerate().take(before);
        let seen = seen.filter(|(_, one)| one.home.is_none() || one.home == home);
        seen.filter(|(_, one)| matches!(one.table, Table::Enum(_)) == enums).map(|(at, _)| at).collect()
    }

    /// A type that is one value.
    pub fn scalar(&self, dice: &mut Dice, home: Option<usize>) -> Type {
        let enums = self.seen(home, true, usize::MAX);
        if dice.chance(20) && !enums.is_empty() {
            Type::Named(*dice.pick(&enums))
        } else {
            Type::Builtin(dice.pick::<&'static str>(SCALARS))
        }
    }

    /// Any type; of models only those that stand before a position, if that is asked for.
    pub fn any(&self, dice: &mut Dice, home: Option<usize>, before: usize, depth: usize) -> Type {
        match dice.below(10) {
            0 if depth < 4 => Type::List(Box::new(self.any(dice, home, usize::MAX, depth + 1))),
            1 if depth < 4 => Type::Map(Box::new(self.any(dice, home, usize::MAX, depth + 1))),
            2 => Type::Builtin("object"),
            3..=5 => match self.seen(home, false, before).as_slice() {
                [] => self.scalar(dice, home),
                models => Type::Named(*dice.pick(models)),
            },
            _ => self.scalar(dice, home),
        }
    }

    /// Adds the names and the enums of a file's definitions, and then the models with their properties, which name each
    /// other as they like.
    pub fn fill(
        &mut self,
        dice: &mut Dice,
        home: Option<usize>,
        count: usize,
        versions: usize,
        taken: &mut BTreeSet<String>,
    ) {
        let first = self.0.len();
        for _ in 0..count {
            let name = fresh(dice, taken, is_type);
            let table = if dice.chance(30) { enum_table(dice, versions) } else { Table::Model(Vec::new()) };
            let mut extras = Map::new();
            if dice.chance(60) {
                extras.insert("description".to_owned(), prose(dice).into());
                if dice.chance(20) {
                    extras.insert("errata".to_owned(), json!({ "description": "The page says less." }));
                }
            }
            if dice.chance(10) {
                extras.insert("deprecated".to_owned(), prose(dice).into());
            }
            self.0.push(Definition { name, home, table, extras, used: false });
        }
        for at in first..self.0.len() {
            if let Table::Model(_) = self.0[at].table {
                let mut names = BTreeSet::new();
                let rows = (0..dice.below(7))
                    .map(|_| rows::property(dice, self, home, at, versions, &mut names))
                    .collect();
                self.0[at].table = Table::Model(rows);
                self.relate(dice, at);
            }
        }
    }

    /// Says of a model what it can say of its properties among each other.
    fn relate(&mut self, dice: &mut Dice, at: usize) {
        let Table::Model(rows) = &self.0[at].table else { return };
        let named = |test: &dyn Fn(&Row) -> bool| {
            let found = rows.iter().find(|row| !row.name.contains('.') && test(row));
            found.map(|row| row.name.clone())
        };
        let whole = |row: &Row| matches!(row.ty, Type::Builtin("integer (int32)" | "integer (int64)"));
        let text = |row: &Row| row.ty == Type::Builtin("string");
        let list = rows.iter().find(|row| matches!(row.ty, Type::List(_))).map(|row| row.name.clone());
        let link = rows.iter().find(|row| text(row) && !row.is("secret")).map(|row| row.name.clone());
        let (number, kind) = (named(&whole), named(&|row| text(row) && row.is("required")));
        let absent = named(&|row| !row.is("required"));
        let mut rules = Map::new();
        if let Some(name) = number.filter(|_| dice.chance(50)) {
            rules.insert(name.clone(), json!({ "maximum": { "times": 1_000_000, "of": name } }));
        }
        if let (Some(absent), Some(kind)) = (absent, kind) {
            rules.entry(absent).or_insert(json!({ "absent-if": { kind: "a text that no sample has" } }));
        }
        let extras = &mut self.0[at].extras;
        if !rules.is_empty() {
            extras.insert("rules".to_owned(), rules.into());
        }
        if let (Some(list), Some(link)) = (list, link) {
            extras.insert("pages".to_owned(), json!({ "items": list, "next-link": link }));
        }
    }

    /// Marks a type and all that it leads to as used.
    pub fn mark(&mut self, ty: &Type) {
        match ty {
            Type::Builtin(_) => {}
            Type::List(item) | Type::Map(item) => self.mark(item),
            Type::Named(at) => {
                if std::mem::replace(&mut self.0[*at].used, true) {
                    return;
                }
                if let Table::Model(rows) = &self.0[*at].table {
                    let types: Vec<Type> = rows.iter().map(|row| row.ty.clone()).collect();
                    for ty in &types {
                        self.mark(ty);
                    }
                }
            }
        }
    }

    /// The definitions of a file that are used, as they are written.
    #[must_use]
    pub fn written(&self, home: Option<usize>) -> Map<String, Value> {
        let own = self.0.iter().filter(|one| one.home == home && one.used);
        own.map(|one| (one.name.clone(), self.written_one(one))).collect()
    }

    fn written_one(&self, one: &Definition) -> Value {
        let mut written = one.extras.clone();
        match &one.table {
            Table::Model(rows) => {
                let rows = rows.iter().map(|row| (row.name.clone(), row.written(self)));
                written.insert("properties".to_owned(), Value::Object(rows.collect()));
            }
            Table::Enum(values) => {
                let values = values.iter().enumerate();
                let values = values.map(|(at, (name, lifespan))| (name.clone(), lifespan.written(at)));
                written.insert("enum".to_owned(), Value::Object(values.collect()));
            }
        }
        written.into()
    }
}

fn enum_table(dice: &mut Dice, versions: usize) -> Table {
    let mut taken = BTreeSet::new();
    let values = (0..=dice.below(6)).map(|at| {
        let lifespan = if at == 0 { rows::Lifespan::default() } else { rows::Lifespan::any(dice, versions) };
        (fresh(dice, &mut taken, |_| true), lifespan)
    });
    Table::Enum(values.collect())
}
