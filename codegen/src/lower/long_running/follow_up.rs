//! Operations that are made of another one's values: what is polled, and what cancels.

use crate::model::{Argument, FollowUp, Literal, Operation, Presence, Type};
use crate::problem::Problems;
use crate::spec::{self, Data, Map, Text, did_you_mean};

use super::super::values::{Check, Library, Undeclared};
use super::super::versions::{self, Versions};
use super::{bad, bad_at};

/// The operations of a file.
pub struct File<'a> {
    /// As they are written.
    pub written: &'a Map<spec::Operation>,
    /// The names of those that were understood.
    pub wires: &'a [&'a str],
    /// Those, in the same order.
    pub operations: &'a [Operation],
    /// The definitions that they use.
    pub library: &'a Library<'a>,
    /// The api-versions of the service.
    pub versions: &'a Versions,
}

/// The operation of a name; of one that was not understood enough has been said.
pub fn find<'a>(name: &Text, file: &File<'a>, problems: &mut Problems) -> Option<&'a Operation> {
    if !file.written.contains_key(&name.value) {
        let known = file.written.keys().map(String::as_str);
        let help = did_you_mean(&name.value, known, || "name an operation of this file".to_owned());
        problems.push(bad(name, "no such operation", &help));
    }
    let position = file.wires.iter().position(|wire| *wire == name.value)?;
    Some(&file.operations[position])
}

/// What cancels a long operation, made of what is polled.
pub fn cancel(
    written: &spec::Cancel,
    polled: &Operation,
    file: &File<'_>,
    problems: &mut Problems,
) -> Option<FollowUp> {
    let target = find(&written.operation, file, problems)?;
    let body = match (&target.body, &written.body) {
        (Some(body), Some(data)) => {
            let literal = literal(data, &body.field.ty, target, file.library, problems)?;
            Some(literal)
        }
        (None, None) => None,
        (Some(_), None) => {
            let help = "say what it sends: `cancel: { operation: …, body: { … } }`";
            problems.push(bad(&written.operation, "this operation sends a body", help));
            return None;
        }
        (None, Some(data)) => {
            let title = format!("`{}` sends no body", written.operation.value);
            problems.push(bad_at(data.place, &title, "would not be sent", "remove it"));
            return None;
        }
    };
    lower(&written.operation, polled, target, body, file, problems)
}

/// The body as a reader would write it, if it fits its type.
fn literal(
    data: &Data,
    ty: &Type,
    target: &Operation,
    library: &Library<'_>,
    problems: &mut Problems,
) -> Option<Literal> {
    let mut contradictions = Problems::default();
    let undeclared = Undeclared::none();
    let mut check = Check { library, undeclared, blind: false, problems: &mut contradictions };
    let literal = check.value(ty, data, "");
    // They are told as those of a sample, which this is not.
    for one in &contradictions {
        let title = format!("this is no body of `{}`", target.name.as_str());
        problems.push(bad_at(one.place, &title, &one.label, "mend it, or the table of its type"));
    }
    let literal = literal.filter(|_| contradictions.is_empty())?;
    if needs_json(&literal) {
        let title = format!("nothing in Rust makes this body of `{}`", target.name.as_str());
        problems.push(bad_at(
            data.place,
            &title,
            "no `new` and no setter",
            "leave out what is null, empty or read-only",
        ));
        return None;
    }
    Some(literal)
}

/// Whether a value can be had by decoding alone, which could fail.
fn needs_json(literal: &Literal) -> bool {
    match literal {
        Literal::Json { .. } => true,
        Literal::List(items) => items.iter().any(needs_json),
        Literal::Map(entries) => entries.iter().any(|(_, value)| needs_json(value)),
        Literal::Model { arguments, setters, .. } => {
            arguments.iter().chain(setters.iter().map(|(_, value)| value)).any(needs_json)
        }
        Literal::Boolean(_) | Literal::Integer(_) | Literal::Double(_) | Literal::Text(_) => false,
    }
}

/// An operation whose required parameters are those of the same name of another.
pub fn lower(
    name: &Text,
    from: &Operation,
    to: &Operation,
    body: Option<Literal>,
    file: &File<'_>,
    problems: &mut Problems,
) -> Option<FollowUp> {
    let exists =
        |operation: &Operation, version| versions::exists(&operation.lifespan, version, file.versions);
    let without = file
        .versions
        .iter()
        .find(|version| exists(from, version.value.as_str()) && !exists(to, version.value.as_str()));
    if let Some(version) = without {
        let label = format!("api-version {} does not have it", version.value);
        problems.push(bad(name, &label, "name an operation that exists wherever this one does"));
        return None;
    }
    let mut arguments = Vec::new();
    let mut whole = true;
    for wanted in to.parameters.iter().map(|one| &one.field).filter(|one| one.presence == Presence::Required)
    {
        let given = from.parameters.iter().map(|one| &one.field).find(|field| field.wire == wanted.wire);
        let fault = match given {
            Some(given) if given.ty != wanted.ty => "of another type",
            Some(given) if given.presence != Presence::Required => "not required",
            Some(given) => {
                arguments.push(Argument { field: given.name.clone(), ty: given.ty.clone() });
                continue;
            }
            None => "not there",
        };
        let label = format!("it requires `{}`, which is {fault} in `{}`", wanted.wire, from.name.as_str());
        problems.push(bad(name, &label, "name an operation whose required parameters this one has, too"));
        whole = false;
    }
    whole.then(|| FollowUp { operation: to.name.clone(), arguments, body })
}
