//! Maps with known keys: one declaration makes the struct, its decoder and its JSON Schema.

use super::decode::{Decode, did_you_mean, nearest, wrong_shape};
use super::node::{Key, Node, Value};
use super::shape::{Form, Shape};
use super::words::list_words;
use crate::problem::{Kind, Place, Problem, Problems, quoted};

/// The values of a record that is being decoded.
pub struct Fields<'a> {
    shape: &'static Shape,
    /// Where the record stands.
    pub place: Place,
    rows: Vec<(&'static str, &'a Node)>,
}

impl<'a> Fields<'a> {
    /// Sorts out the keys of a record.
    pub fn read(node: &'a Node, shape: &'static Shape, problems: &mut Problems) -> Option<Self> {
        let mut fields = Self { shape, place: node.place, rows: Vec::new() };
        let lone = shape.forms.iter().find_map(|form| match form {
            Form::Lone(key) => Some(*key),
            Form::Map | Form::Empty => None,
        });
        match (&node.value, lone) {
            (Value::Map(rows), _) => fields.take_rows(rows, problems),
            (Value::Scalar(_), _) if node.is_absent() && shape.forms.contains(&Form::Empty) => {}
            (Value::Scalar(_), Some(key)) if !node.is_absent() => fields.rows.push((key, node)),
            (Value::Scalar(_) | Value::List(_), _) => {
                let keys = list_words(shape.names());
                let lone = lone.map_or_else(String::new, |key| format!("its `{key}` alone, or "));
                problems.push(wrong_shape(node, shape.title).help(format!("write {lone}a map of {keys}")));
                return None;
            }
        }
        Some(fields)
    }

    /// The value of a key that must be there.
    pub fn required<T: Decode>(&self, key: &str, problems: &mut Problems) -> Option<T> {
        let Some(node) = self.node(key) else {
            let title = format!("{} has no `{key}`", self.shape.title);
            let problem =
                Problem::new(Kind::MissingKey, self.place, title).label(format!("`{key}` is missing"));
            problems.push(problem.help(self.doc(key)));
            return None;
        };
        T::decode(node, problems)
    }

    /// The value of a key that may be absent; a value that cannot be read counts as absent.
    pub fn optional<T: Decode + Default>(&self, key: &str, problems: &mut Problems) -> T {
        self.node(key).and_then(|node| T::decode(node, problems)).unwrap_or_default()
    }

    /// What stands under a key.
    pub fn node(&self, key: &str) -> Option<&'a Node> {
        self.rows.iter().find(|(name, _)| *name == key).map(|(_, node)| *node)
    }

    fn doc(&self, key: &str) -> String {
        let key = self.shape.keys().find(|shape| shape.name == key);
        key.map_or_else(String::new, |key| format!("`{}`: {}", key.name, key.doc.trim_ascii()))
    }

    fn take_rows(&mut self, rows: &'a [(Key, Node)], problems: &mut Problems) {
        for (key, node) in rows {
            if let Some(name) = self.shape.names().find(|name| *name == key.scalar.text) {
                self.rows.push((name, node));
            }
        }
        for (key, node) in rows {
            if !self.shape.names().any(|name| name == key.scalar.text) {
                self.take_unknown(key, node, problems);
            }
        }
        if let Some(Node { value: Value::Map(errata), .. }) = self.node("errata") {
            check_facts(self.shape, errata, problems);
        }
    }

    /// Reports a key that is not known; where it is plain which one was meant, its value counts as that one's.
    fn take_unknown(&mut self, key: &Key, node: &'a Node, problems: &mut Problems) {
        let text = &key.scalar.text;
        let title = format!("{} has no key {}", self.shape.title, quoted(text));
        let problem = Problem::new(Kind::UnknownKey, key.place, title).label("unknown key");
        problems.push(match nearest(text, self.shape.names()) {
            Some(meant) if self.node(meant).is_some() => {
                problem.help(format!("remove it, or did you mean `{meant}`, which is there already?"))
            }
            Some(meant) => {
                self.rows.push((meant, node));
                problem.help(format!("did you mean `{meant}`?"))
            }
            None => problem.help(format!("its keys are {}", list_words(self.shape.names()))),
        });
    }
}

/// Reports errata about facts that the record does not have.
fn check_facts(shape: &Shape, errata: &[(Key, Node)], problems: &mut Problems) {
    for (key, _) in errata {
        let text = &key.scalar.text;
        if shape.facts().any(|fact| fact == text) {
            continue;
        }
        let title = format!("{} has no fact {} for an erratum to be about", shape.title, quoted(text));
        let problem = Problem::new(Kind::UnknownFact, key.place, title).label("unknown fact");
        problems.push(problem.help(did_you_mean(text, shape.facts(), || {
            format!("its facts are {}", list_words(shape.facts()))
        })));
    }
}

/// Declares a record: its struct, and how it is decoded and described. What it shares with other records is a record of
/// its own, whose keys stand before the others.
macro_rules! record {
    (
        $( #[doc = $doc:literal] )+
        pub struct $name:ident is $title:literal, written as $forms:expr
            $( , sharing $shared:ident as $part:ident )? $( , with facts $facts:expr )? ;
        $(
            $( #[doc = $key_doc:literal] )+
            $need:ident $key:literal => $field:ident: $type:ty,
        )+
    ) => {
        $( #[doc = $doc] )+
        #[derive(Clone, Debug)]
        pub struct $name {
            /// Where it stands.
            pub place: $crate::problem::Place,
            $( $( #[doc = $key_doc] )+ pub $field: $type, )+
            $( /// What it has in common with other records.
            pub $part: $shared, )?
        }

        impl $name {
            const SHAPE: $crate::spec::shape::Shape = {
                #[allow(unused_imports)]
                use $crate::spec::shape::{Form::*, KeyShape, Need, Shape};
                Shape {
                    title: $title,
                    doc: concat!( $( $doc ),+ ),
                    keys: &[ $( KeyShape {
                        name: $key,
                        doc: concat!( $( $key_doc ),+ ),
                        need: record!(@need $need),
                    } ),+ ],
                    shared: record!(@keys $( $shared )?),
                    forms: &$forms,
                    more_facts: record!(@facts $( $facts )?),
                }
            };
        }

        impl $name {
            fn take(
                fields: &$crate::spec::record::Fields<'_>,
                problems: &mut $crate::problem::Problems,
            ) -> Option<Self> {
                $( let $field = fields.$need($key, problems); )+
                $( let $part = $shared::take(fields, problems); )?
                Some(Self {
                    place: fields.place,
                    $( $field: record!(@take $need $field), )+
                    $( $part: $part?, )?
                })
            }

            /// What its keys can hold, in their order.
            fn values(definitions: &mut $crate::spec::schema::Definitions) -> Vec<serde_json::Value> {
                let shared: Vec<serde_json::Value> = record!(@values definitions $( $shared )?);
                let own = [$( <$type as $crate::spec::decode::Decode>::schema(definitions) ),+];
                shared.into_iter().chain(own).collect()
            }
        }

        impl $crate::spec::decode::Decode for $name {
            fn decode(
                node: &$crate::spec::node::Node,
                problems: &mut $crate::problem::Problems,
            ) -> Option<Self> {
                let fields = $crate::spec::record::Fields::read(node, &Self::SHAPE, problems)?;
                Self::take(&fields, problems)
            }

            fn schema(definitions: &mut $crate::spec::schema::Definitions) -> serde_json::Value {
                definitions.refer(stringify!($name), |definitions| {
                    $crate::spec::schema::record_schema(&Self::SHAPE, Self::values(definitions))
                })
            }
        }
    };
    (@take required $field:ident) => { $field? };
    (@take optional $field:ident) => { $field };
    (@need required) => { Need::Required };
    (@need optional) => { Need::Optional };
    (@values $definitions:ident) => { Vec::new() };
    (@values $definitions:ident $shared:ident) => { $shared::values($definitions) };
    (@keys) => { &[] };
    (@keys $shared:ident) => { $shared::SHAPE.keys };
    (@facts) => { &[] };
    (@facts $facts:expr) => { &$facts };
}

pub(super) use record;
