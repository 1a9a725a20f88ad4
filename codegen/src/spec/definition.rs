//! Models and enums as they are written.

use serde_json::json;

use super::decode::{Decode, Map};
use super::node::Node;
use super::record::record;
use super::scalar::{Prose, Spanned, Text};
use super::schema::Definitions;
use super::written::{EnumValue, Erratum, Property};
use crate::problem::{Kind, Place, Problem, Problems};

/// A model or an enum.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub description: Option<Prose>,
    /// Its table.
    pub table: Table,
    /// What one property says about another, by the path of that other.
    pub rules: Map<Rule>,
    /// What makes it a page of a list.
    pub pages: Option<Pages>,
    /// That it is deprecated, and what to use instead.
    pub deprecated: Option<Prose>,
    /// The name in Rust, if not the one that follows from the key.
    pub rust_name: Option<Text>,
    /// What the page gets wrong.
    pub errata: Map<Erratum>,
}

/// The table of a definition.
#[derive(Clone, Debug)]
pub enum Table {
    /// A model's properties.
    Properties(Map<Property>),
    /// An enum's values.
    Enum(Map<EnumValue>),
}

record! {
    /// A model, if it has `properties`, or an enum, if it has `enum`.
    pub struct DefinitionRecord is "a definition", written as [Map];

    /// What it is.
    optional "description" => description: Option<Prose>,
    /// The rows of a model's table.
    optional "properties" => properties: Option<Map<Property>>,
    /// The rows of an enum's table.
    optional "enum" => values: Option<Map<EnumValue>>,
    /// What one property of a model says about another, by the path of that other: `policy.issuer.name`.
    optional "rules" => rules: Map<Rule>,
    /// What makes a model one page of a list.
    optional "pages" => pages: Option<Pages>,
    /// That it is deprecated, and what to use instead.
    optional "deprecated" => deprecated: Option<Prose>,
    /// The name in Rust, if not the one that follows from the key.
    optional "rust-name" => rust_name: Option<Text>,
    /// What the page gets wrong.
    optional "errata" => errata: Map<Erratum>,
}

record! {
    /// What makes a model one page of a list.
    pub struct Pages is "pages", written as [Map];

    /// The property that holds the items.
    required "items" => items: Text,
    /// The property that holds the address of the next page.
    required "next-link" => next_link: Text,
}

record! {
    /// What one property says about another.
    pub struct Rule is "a rule", written as [Map];

    /// The property must be absent if one of the same model has this value.
    optional "absent-if" => absent_if: Option<Map<Text>>,
    /// The property's number is at most a multiple of another one.
    optional "maximum" => maximum: Option<Multiple>,
}

record! {
    /// So many times the number of a property.
    pub struct Multiple is "a multiple", written as [Map];

    /// How many times.
    required "times" => times: Spanned<i64>,
    /// The path of the property.
    required "of" => of: Text,
}

impl Decode for Definition {
    fn decode(node: &Node, problems: &mut Problems) -> Option<Self> {
        let record = DefinitionRecord::decode(node, problems)?;
        let table = match (record.properties, record.values) {
            (Some(properties), None) => Table::Properties(properties),
            (None, Some(values)) => Table::Enum(values),
            (Some(_), Some(_)) => {
                let problem = properties_or_enum(node.place, "a definition has both `properties` and `enum`");
                problems.push(problem.help("make two definitions of it"));
                return None;
            }
            (None, None) => {
                // A table that is there but cannot be read has been reported by now.
                if node.get("properties").is_none() && node.get("enum").is_none() {
                    let problem = properties_or_enum(node.place, "a definition has no table");
                    problems.push(problem.help("write `properties` for a model, or `enum` for an enum"));
                }
                return None;
            }
        };
        Some(Self {
            place: record.place,
            description: record.description,
            table,
            rules: record.rules,
            pages: record.pages,
            deprecated: record.deprecated,
            rust_name: record.rust_name,
            errata: record.errata,
        })
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        let mut schema = DefinitionRecord::schema(definitions);
        schema["oneOf"] = json!([{ "required": ["properties"] }, { "required": ["enum"] }]);
        schema
    }
}

fn properties_or_enum(place: Place, title: &str) -> Problem {
    Problem::new(Kind::PropertiesOrEnum, place, title)
}
