//! Samples of pages: held against the tables, and turned into what their tests need.

use heck::ToSnakeCase;
use indexmap::IndexMap;

use crate::model::{
    Definition, Home, Literal, Location, Model, Name, Operation, Presence, Sample, Type, TypeKind, TypeRef,
};
use crate::problem::{Kind, Place, Problem, Problems};
use crate::spec::{self, Data, DataValue, Entry, Map, Prose};

use super::errata::{self, Ledger};
use super::{prose, target};

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

/// The samples of an operation.
pub fn lower(
    written: &[spec::Sample],
    operation: &Operation,
    library: &Library<'_>,
    ledger: &Ledger<'_>,
    problems: &mut Problems,
) -> Vec<Sample> {
    let mut tests = super::names::Taken::new("give one of them another title");
    let mut samples = Vec::new();
    for sample in written {
        let Some(lowered) = one(sample, operation, library, ledger, problems) else { continue };
        tests.take(
            &lowered.test,
            format!("the sample “{}”", sample.title.value),
            sample.title.place,
            problems,
        );
        samples.push(lowered);
    }
    samples
}

fn one(
    written: &spec::Sample,
    operation: &Operation,
    library: &Library<'_>,
    ledger: &Ledger<'_>,
    problems: &mut Problems,
) -> Option<Sample> {
    report_errata(written, ledger, problems);
    let target = match target::read(&written.request.value, operation) {
        Ok(target) => target,
        Err((label, help)) => {
            problems
                .push(contradicts(written.request.place, "this sample's request").label(label).help(help));
            return None;
        }
    };
    let mut check = Check { library, undeclared: Undeclared::new(written), problems };
    let (mut arguments, setters) = check.parameters(operation, &target.values, written.request.place)?;
    let body = check.request_body(operation, written);
    if operation.body.is_some() {
        arguments.push(body?);
    }
    let status = check.status(operation, written)?;
    check.answer(operation, written);
    check.undeclared.report_unused(ledger, check.problems);
    let response = written.response.as_ref();
    let test = format!("{} {}", operation.name.as_str(), written.title.value).to_snake_case();
    Some(Sample {
        test: Name(test),
        arguments,
        setters,
        target: target.sent,
        body: written.body.as_ref().map(Data::to_json),
        status,
        headers: response
            .map(|response| {
                response
                    .headers
                    .iter()
                    .map(|(name, entry)| (name.clone(), entry.value.value.clone()))
                    .collect()
            })
            .unwrap_or_default(),
        answer: response.and_then(|response| response.body.as_ref()).map(Data::to_json),
    })
}

fn report_errata(written: &spec::Sample, ledger: &Ledger<'_>, problems: &mut Problems) {
    let facts = [
        ("title", Some(written.title.value.as_str())),
        ("request", Some(written.request.value.as_str())),
        ("body", None),
        ("response", None),
    ];
    // Said in the spec alone: a reader of the generated docs never sees the sample that the page prints.
    let _ = errata::docs(&written.errata, &facts, ledger, problems);
}

fn contradicts(place: Place, what: &str) -> Problem {
    Problem::new(Kind::SampleContradicts, place, format!("{what} contradicts the tables"))
}

/// The fields that a sample shows and no table declares.
struct Undeclared<'a> {
    expected: IndexMap<&'a str, (Place, &'a Prose, bool)>,
}

impl<'a> Undeclared<'a> {
    fn new(written: &'a spec::Sample) -> Self {
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

    fn report_unused(&self, ledger: &Ledger<'_>, problems: &mut Problems) {
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

struct Check<'a, 'b> {
    library: &'a Library<'a>,
    undeclared: Undeclared<'a>,
    problems: &'b mut Problems,
}

type Setters = Vec<(Name, Literal)>;

impl Check<'_, '_> {
    fn parameters(
        &mut self,
        operation: &Operation,
        values: &IndexMap<usize, String>,
        place: Place,
    ) -> Option<(Vec<Literal>, Setters)> {
        let mut arguments = Vec::new();
        let mut setters = Setters::new();
        for (index, parameter) in operation.parameters.iter().enumerate() {
            let field = &parameter.field;
            let Some(text) = values.get(&index) else {
                if field.presence == Presence::Required {
                    let help = match parameter.location {
                        Location::Path | Location::Query => {
                            "add the value as the page shows it, or remove the sample"
                        }
                        Location::Header => "remove the sample: samples do not show the headers of requests",
                    };
                    self.problems.push(
                        contradicts(place, "this sample's request")
                            .label(format!("gives the required `{}` no value", field.wire))
                            .help(help),
                    );
                    return None;
                }
                continue;
            };
            let Some(value) = parameter_value(&field.ty, text) else {
                self.problems.push(
                    contradicts(place, "this sample's request")
                        .label(format!(
                            "gives `{}` the value `{text}`, which its type does not have",
                            field.wire
                        ))
                        .help("mend the type of the row, or the sample"),
                );
                return None;
            };
            match field.presence {
                Presence::Required => arguments.push(value),
                Presence::Optional | Presence::Nullable => setters.push((field.name.clone(), value)),
            }
        }
        Some((arguments, setters))
    }

    fn request_body(&mut self, operation: &Operation, written: &spec::Sample) -> Option<Literal> {
        match (&operation.body, &written.body) {
            (Some(body), Some(data)) => self.value(&body.field.ty, data, ""),
            (None, None) => None,
            (Some(_), None) => {
                self.problems.push(
                    contradicts(written.place, "this sample")
                        .label("has no `body`, and the operation sends one")
                        .help("copy the body from the page's sample request"),
                );
                None
            }
            (None, Some(data)) => {
                self.problems.push(
                    contradicts(data.place, "this sample's body")
                        .label("the operation sends none")
                        .help("state the operation's `body`, or move this below `response`"),
                );
                None
            }
        }
    }

    fn status(&mut self, operation: &Operation, written: &spec::Sample) -> Option<u16> {
        let stated = written.response.as_ref().and_then(|response| response.status.as_ref());
        let Some(stated) = stated else { return operation.success.first().copied() };
        let known = operation.success.iter().find(|status| **status == stated.value.0);
        if known.is_none() {
            self.problems.push(
                contradicts(stated.place, "this sample's status")
                    .label("not listed under `responses`")
                    .help("list the status, or leave it out where there is only one"),
            );
        }
        known.copied()
    }

    fn answer(&mut self, operation: &Operation, written: &spec::Sample) {
        let body = written.response.as_ref().and_then(|response| response.body.as_ref());
        match (&operation.answer, body) {
            (Some(ty), Some(data)) => {
                let _ = self.value(ty, data, "");
            }
            (None, Some(data)) => self.problems.push(
                contradicts(data.place, "this sample's answer")
                    .label("the operation answers without a body")
                    .help("state the `body` of the response"),
            ),
            (Some(_), None) => self.problems.push(
                contradicts(written.place, "this sample")
                    .label("shows no answer, and the operation has one")
                    .help("copy the body from the page's sample response"),
            ),
            (None, None) => {}
        }
    }

    /// The value as a reader would write it; reports where it contradicts its type.
    fn value(&mut self, ty: &Type, data: &Data, path: &str) -> Option<Literal> {
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
                let model = self.library.model(reference)?;
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
fn parameter_value(ty: &Type, text: &str) -> Option<Literal> {
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
