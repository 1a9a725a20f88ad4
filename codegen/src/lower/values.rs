//! JSON of a sample, held against its type and turned into what a reader would write.

use indexmap::IndexMap;

use crate::model::{Definition, Home, Literal, Model, Name, Presence, Type, TypeKind, TypeRef};
use crate::problem::{Kind, Place, Problem, Problems};
use crate::spec::{self, Data, DataValue, Entry, Map, Prose};

use super::errata::{self, Ledger};
use super::prose;

/// The definitions that a file sees, lowered.
pub struct Library<'a> {
    /// Those of `service.yaml`.
    pub service: &'a [Definition],
    /// Those of the file.
    pub resource: &'a [Definition],
}

impl<'a> Library<'a> {
    fn get(&self, reference: &TypeRef) -> Option<&'a Definition> {
        let home = match reference.home {
            Home::Service => self.service,
            Home::Resource => self.resource,
        };
        home.iter().find(|definition| definition.name() == &reference.name)
    }

    fn model(&self, reference: &TypeRef) -> Option<&'a Model> {
        match self.get(reference)? {
            Definition::Model(model) => Some(model),
            Definition::Enum(_) => None,
        }
    }
}

/// A problem of a sample and the tables.
pub fn contradicts(place: Place, what: &str) -> Problem {
    Problem::new(Kind::SampleContradicts, place, format!("{what} contradicts the tables"))
}

/// The fields that a sample shows and no table declares.
pub struct Undeclared<'a> {
    expected: IndexMap<&'a str, (Place, &'a Prose, bool)>,
}

impl<'a> Undeclared<'a> {
    /// Those that the spec explains.
    pub fn new(written: &'a spec::Sample) -> Self {
        let expected = written.undeclared.iter();
        Self {
            expected: expected
                .map(|(path, entry)| (path.as_str(), (entry.key, &entry.value, false)))
                .collect(),
        }
    }

    /// Whether the spec says so of the field at this path.
    fn explains(&mut self, path: &str) -> bool {
        self.expected.get_mut(path).map(|(_, _, used)| *used = true).is_some()
    }

    /// Reports each explanation that explained nothing.
    pub fn report_unused(&self, ledger: &Ledger<'_>, problems: &mut Problems) {
        for (path, (place, why, used)) in &self.expected {
            let _ = errata::reason(why, ledger, problems);
            if !used {
                problems.push(
                    Problem::new(
                        Kind::StaleErratum,
                        *place,
                        format!("the sample shows no undeclared field `{path}`"),
                    )
                    .label("explains nothing")
                    .help("remove it"),
                );
            }
        }
    }
}

/// What a sample is held against.
pub struct Check<'a, 'b> {
    /// The tables.
    pub library: &'a Library<'a>,
    /// What the tables need not declare.
    pub undeclared: Undeclared<'a>,
    /// Whether a part could not be held against anything, its definition not being understood.
    pub blind: bool,
    /// Where contradictions go.
    pub problems: &'b mut Problems,
}

/// Setters, and what each is given.
pub type Setters = Vec<(Name, Literal)>;

impl Check<'_, '_> {
    /// The value as a reader would write it; reports where it contradicts its type.
    pub fn value(&mut self, ty: &Type, data: &Data, path: &str) -> Option<Literal> {
        let literal = match (ty, &data.value) {
            (Type::Json, _) => Some(Literal::Json(data.to_json())),
            (Type::List(item), DataValue::List(items)) => {
                let items = items.iter().enumerate();
                let values: Vec<_> =
                    items.map(|(at, one)| self.value(item, one, &format!("{path}[{at}]"))).collect();
                return values.into_iter().collect::<Option<_>>().map(Literal::List);
            }
            (Type::Map(item), DataValue::Map(entries)) => {
                let values: Vec<_> = entries
                    .iter()
                    .map(|(key, one)| Some((key.clone(), self.value(item, &one.value, &join(path, key))?)))
                    .collect();
                return values.into_iter().collect::<Option<_>>().map(Literal::Map);
            }
            (Type::Named(reference), DataValue::Map(entries)) if reference.kind == TypeKind::Model => {
                let Some(model) = self.library.model(reference) else {
                    self.blind = true;
                    return None;
                };
                return self.model(model, reference, data.place, entries, path);
            }
            (Type::Named(reference), DataValue::String(text)) if reference.kind == TypeKind::Enum => {
                self.check_enum(reference, text, data.place, path);
                Some(Literal::Text(text.clone()))
            }
            (Type::Named(_) | Type::List(_) | Type::Map(_), _) => None,
            (_, value) => plain(ty, value),
        };
        if literal.is_none() {
            let at = if path.is_empty() { "it".to_owned() } else { prose::code(path) };
            self.problems.push(
                contradicts(data.place, "this value of the sample")
                    .label(format!("{at} is {} here, not {}", found(data), described(ty)))
                    .help("mend the type in its table, or the sample; what the page prints instead is an erratum"),
            );
        }
        literal
    }

    fn model(
        &mut self,
        model: &Model,
        reference: &TypeRef,
        place: Place,
        entries: &Map<Data>,
        path: &str,
    ) -> Option<Literal> {
        let mut arguments = Vec::new();
        let mut setters = Setters::new();
        let mut whole = true;
        for (key, Entry { key: at, .. }) in entries {
            let path = join(path, key);
            if model.fields.iter().all(|field| field.wire != *key) && !self.undeclared.explains(&path) {
                self.problems.push(
                    Problem::new(Kind::UndeclaredField, *at, format!("no table declares the sample's `{path}`"))
                        .label(format!("not a property of `{}`", model.name.as_str()))
                        .help("add the property if a table of the page has it; else say why below `undeclared` of the sample"),
                );
            }
        }
        for field in &model.fields {
            let Some(Entry { value: data, .. }) = entries.get(&field.wire) else {
                if field.presence == Presence::Required {
                    self.problems.push(
                        contradicts(place, "this sample")
                            .label(format!("lacks the required `{}`", field.wire))
                            .help("mend `required` in its table, or the sample"),
                    );
                    whole = false;
                }
                continue;
            };
            if matches!(data.value, DataValue::Null) && field.presence == Presence::Nullable {
                continue;
            }
            match (self.value(&field.ty, data, &join(path, &field.wire)), field.presence) {
                (None, _) => whole = false,
                (Some(value), Presence::Required) => arguments.push(value),
                (Some(value), Presence::Optional | Presence::Nullable) => {
                    setters.push((field.name.clone(), value));
                }
            }
        }
        whole.then(|| Literal::Model { model: reference.clone(), arguments, setters })
    }

    fn check_enum(&mut self, reference: &TypeRef, text: &str, place: Place, path: &str) {
        let Some(Definition::Enum(definition)) = self.library.get(reference) else { return };
        if definition.variants.iter().all(|variant| variant.wire != text) && !self.undeclared.explains(path) {
            self.problems.push(
                Problem::new(Kind::UndeclaredField, place, format!("no table lists the sample's value `{text}`"))
                    .label(format!("not a value of `{}`", definition.name.as_str()))
                    .help("add the value if a table of the page has it; else say why below `undeclared` of the sample"),
            );
        }
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// A parameter's text as a value of its type.
pub fn parameter_value(ty: &Type, text: &str) -> Option<Literal> {
    match ty {
        Type::Boolean => text.parse().ok().map(Literal::Boolean),
        Type::Int32 => text.parse::<i32>().ok().map(|value| Literal::Integer(value.into())),
        Type::Int64 | Type::UnixTime => text.parse().ok().map(Literal::Integer),
        Type::Double => text.parse().ok().map(Literal::Double),
        Type::String
        | Type::Secret
        | Type::Uuid
        | Type::DateTime
        | Type::HttpDate
        | Type::Base64
        | Type::Base64Url
        | Type::Uri
        | Type::Named(_) => Some(Literal::Text(text.to_owned())),
        Type::Json | Type::List(_) | Type::Map(_) => None,
    }
}

/// JSON that is no list and no object, as a value of its type.
fn plain(ty: &Type, value: &DataValue) -> Option<Literal> {
    match (ty, value) {
        (Type::Boolean, DataValue::Bool(value)) => Some(Literal::Boolean(*value)),
        (Type::Int32, DataValue::Number(number)) => {
            i32::try_from(number.as_i64()?).ok().map(|value| Literal::Integer(value.into()))
        }
        (Type::Int64 | Type::UnixTime, DataValue::Number(number)) => number.as_i64().map(Literal::Integer),
        (Type::Double, DataValue::Number(number)) => number.as_f64().map(Literal::Double),
        (Type::Base64, DataValue::String(text)) => {
            is_base64(text, "+/", true).then(|| Literal::Text(text.clone()))
        }
        (Type::Base64Url, DataValue::String(text)) => {
            is_base64(text, "-_", false).then(|| Literal::Text(text.clone()))
        }
        (
            Type::String | Type::Secret | Type::Uuid | Type::DateTime | Type::HttpDate | Type::Uri,
            DataValue::String(text),
        ) => Some(Literal::Text(text.clone())),
        (_, _) => None,
    }
}

fn found(data: &Data) -> &'static str {
    match data.value {
        DataValue::Null => "null",
        DataValue::Bool(_) => "true or false",
        DataValue::Number(_) => "a number",
        DataValue::String(_) => "text",
        DataValue::List(_) => "a list",
        DataValue::Map(_) => "an object",
    }
}

fn is_base64(text: &str, specials: &str, padded: bool) -> bool {
    let digits = if padded { text.trim_end_matches('=') } else { text };
    let padding = text.len() - digits.len();
    digits.chars().all(|c| c.is_ascii_alphanumeric() || specials.contains(c))
        && if padded { text.len().is_multiple_of(4) && padding <= 2 } else { digits.len() % 4 != 1 }
}

fn described(ty: &Type) -> &'static str {
    match ty {
        Type::Boolean => "true or false",
        Type::Int32 => "a whole number of 32 bits",
        Type::Int64 | Type::UnixTime => "a whole number",
        Type::Double => "a number",
        Type::Base64 => "base64",
        Type::Base64Url => "base64url without padding",
        Type::String
        | Type::Secret
        | Type::Uuid
        | Type::DateTime
        | Type::HttpDate
        | Type::Uri
        | Type::Named(TypeRef { kind: TypeKind::Enum, .. }) => "text",
        Type::Json => "JSON",
        Type::List(_) => "a list",
        Type::Map(_) => "a map",
        Type::Named(TypeRef { kind: TypeKind::Model, .. }) => "an object",
    }
}
