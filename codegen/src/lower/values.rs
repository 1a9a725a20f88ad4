//! JSON of a sample, held against its type and turned into what a reader would write.

mod scalars;

use indexmap::IndexMap;

use crate::model::{Definition, Home, Literal, Model, Name, Presence, Type, TypeKind, TypeRef};
use crate::problem::{Kind, Place, Problem, Problems};
use crate::spec::{self, Data, DataValue, Entry, Map, Prose};

use super::errata::{self, Ledger};
use super::prose;
pub use scalars::parameter_value;
use scalars::{described, found, plain};

/// The definitions that a file sees, lowered.
#[derive(Clone, Copy)]
pub struct Library<'a> {
    /// Those of `service.yaml`.
    pub service: &'a Shelf<'a>,
    /// Those of the file.
    pub resource: &'a Shelf<'a>,
}

/// The definitions of one file, by name.
pub type Shelf<'a> = IndexMap<&'a Name, &'a Definition>;

/// Sorts the definitions of a file by name, so that it takes no walk over all of them to find one.
pub fn shelf(definitions: &[Definition]) -> Shelf<'_> {
    definitions.iter().map(|definition| (definition.name(), definition)).collect()
}

impl<'a> Library<'a> {
    /// The definition of a reference.
    pub fn get(&self, reference: &TypeRef) -> Option<&'a Definition> {
        let home = match reference.home {
            Home::Service => self.service,
            Home::Resource => self.resource,
        };
        home.get(&reference.name).copied()
    }

    /// The model of a reference.
    pub fn model(&self, reference: &TypeRef) -> Option<&'a Model> {
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

    /// None at all.
    pub fn none() -> Self {
        Self { expected: IndexMap::new() }
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
            (Type::Json, _) => Some(as_json(ty, data)),
            (Type::List(item), DataValue::List(items)) => {
                let items = items.iter().enumerate();
                let values: Vec<_> =
                    items.map(|(at, one)| self.value(item, one, &format!("{path}[{at}]"))).collect();
                let values: Vec<_> = values.into_iter().collect::<Option<_>>()?;
                let plain = is_plain(item, values.iter());
                return Some(if plain { Literal::List(values) } else { as_json(ty, data) });
            }
            (Type::Map(item), DataValue::Map(entries)) => {
                let values: Vec<_> = entries
                    .iter()
                    .map(|(key, one)| Some((key.clone(), self.value(item, &one.value, &join(path, key))?)))
                    .collect();
                let values: Vec<_> = values.into_iter().collect::<Option<_>>()?;
                let plain = is_plain(item, values.iter().map(|(_, value)| value));
                return Some(if plain { Literal::Map(values) } else { as_json(ty, data) });
            }
            (Type::Named(reference), DataValue::Map(entries)) if reference.kind == TypeKind::Model => {
                let Some(model) = self.library.model(reference) else {
                    self.blind = true;
                    return None;
                };
                return self.model(model, reference, data, entries, path);
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
        data: &Data,
        entries: &Map<Data>,
        path: &str,
    ) -> Option<Literal> {
        let mut arguments = Vec::new();
        let mut setters = Setters::new();
        let mut whole = true;
        // No setter sends what is undeclared, null or read-only.
        let mut settable = true;
        for (key, Entry { key: at, .. }) in entries {
            let path = join(path, key);
            if model.fields.iter().any(|field| field.wire == *key) {
                continue;
            }
            settable = false;
            if !self.undeclared.explains(&path) {
                self.problems.push(
                    Problem::new(Kind::UndeclaredField, *at, format!("no table declares the sample's `{path}`"))
                        .label(format!("not a property of `{}`", model.name.as_str()))
                        .help("add the property if a table of the page has it; else say why below `undeclared` of the sample"),
                );
            }
        }
        for field in &model.fields {
            let Some(Entry { value, .. }) = entries.get(&field.wire) else {
                if field.presence == Presence::Required {
                    self.problems.push(
                        contradicts(data.place, "this sample")
                            .label(format!("lacks the required `{}`", field.wire))
                            .help("mend `required` in its table, or the sample"),
                    );
                    whole = false;
                }
                continue;
            };
            if matches!(value.value, DataValue::Null) && field.presence == Presence::Nullable {
                settable = false;
                continue;
            }
            if matches!((&value.value, &field.ty), (DataValue::Null, Type::Json))
                && field.presence == Presence::Optional
            {
                self.problems.push(null_where_none_is_kept(&join(path, &field.wire), value.place));
                whole = false;
                continue;
            }
            match (self.value(&field.ty, value, &join(path, &field.wire)), field.presence) {
                (None, _) => whole = false,
                (Some(value), Presence::Required) => arguments.push(value),
                (Some(_), Presence::Optional | Presence::Nullable) if field.read_only => settable = false,
                (Some(value), Presence::Optional | Presence::Nullable) => {
                    setters.push((field.name.clone(), value));
                }
            }
        }
        whole.then(|| {
            if settable {
                Literal::Model { model: reference.clone(), arguments, setters }
            } else {
                as_json(&Type::Named(reference.clone()), data)
            }
        })
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

/// Null is JSON, and so would be a value of the type; but where it is no value of the property, it counts as missing.
fn null_where_none_is_kept(path: &str, place: Place) -> Problem {
    contradicts(place, "this value of the sample")
        .label(format!("{} is null here, which would not be told from missing", prose::code(path)))
        .help("mark the property `nullable: true`, or mend the sample")
}

/// Whether Rust finds the type of a list or map of these items by itself, and converts each as `new` and setters do.
fn is_plain<'a>(item: &Type, mut values: impl ExactSizeIterator<Item = &'a Literal>) -> bool {
    let is_collection = matches!(item, Type::List(_) | Type::Map(_));
    let fits = |value: &Literal| match value {
        Literal::Integer(value) => i32::try_from(*value).is_ok(),
        _ => true,
    };
    values.len() > 0 && !is_collection && values.all(fits)
}

fn as_json(ty: &Type, data: &Data) -> Literal {
    Literal::Json { ty: ty.clone(), value: data.to_json() }
}

/// The longest path that is told, in bytes; what stands deeper is told by the beginning of its own.
const MAX_PATH: usize = 2000;

fn join(path: &str, key: &str) -> String {
    if path.len() + key.len() <= MAX_PATH {
        return if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    }
    let start: String = path.chars().chain(['.']).chain(key.chars()).take(MAX_PATH / 4).collect();
    format!("{start}…")
}
