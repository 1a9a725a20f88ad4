//! Paths of properties through models: `policy.issuer.name`.

use crate::model::{Field, FieldStep, Model, Type};
use crate::spec::did_you_mean;

use super::values::Library;

/// What a path leads to.
pub struct Found {
    /// The fields to go through, at least one.
    pub steps: Vec<FieldStep>,
    /// What is at its end; of a list, what it holds.
    pub ty: Type,
}

/// Why a path leads nowhere.
pub enum Stray {
    /// A property of it is not there: what to write under it, and how to mend it.
    NoProperty(String, String),
    /// It goes through a definition that is not understood, of which enough has been said.
    NotUnderstood,
}

/// The most properties that a path leads through: each is a call in the Rust that comes of it.
pub const MAX_STEPS: usize = 32;

/// Follows a path from a model on, through lists as well.
pub fn walk(path: &str, model: &Model, library: &Library<'_>) -> Result<Found, Stray> {
    if path.split('.').count() > MAX_STEPS {
        let fault = format!("it leads through more than {MAX_STEPS} properties");
        return Err(Stray::NoProperty(fault, "begin at a definition further down".to_owned()));
    }
    steps(path, model, library)
}

fn steps(path: &str, model: &Model, library: &Library<'_>) -> Result<Found, Stray> {
    let (first, rest) = match path.split_once('.') {
        Some((first, rest)) => (first, Some(rest)),
        None => (path, None),
    };
    let Some(field) = model.fields.iter().find(|field| field.wire == first) else {
        return Err(no_property(first, &model.fields));
    };
    let (item, list) = match &field.ty {
        Type::List(item) => (item.as_ref(), true),
        ty => (ty, false),
    };
    let step = FieldStep { name: field.name.clone(), presence: field.presence, list };
    let Some(rest) = rest else { return Ok(Found { steps: vec![step], ty: item.clone() }) };
    let Type::Named(reference) = item else { return Err(no_property(word(rest), &[])) };
    match (library.get(reference), library.model(reference)) {
        (_, Some(inner)) => {
            let mut found = steps(rest, inner, library)?;
            found.steps.insert(0, step);
            Ok(found)
        }
        (Some(_), None) => Err(no_property(word(rest), &[])),
        (None, None) => Err(Stray::NotUnderstood),
    }
}

/// The first name of a path.
fn word(path: &str) -> &str {
    path.split('.').next().unwrap_or(path)
}

fn no_property(word: &str, fields: &[Field]) -> Stray {
    let help = did_you_mean(word, fields.iter().map(|field| field.wire.as_str()), || {
        "write the names of properties, with `.` between them".to_owned()
    });
    Stray::NoProperty(format!("there is no property `{word}` at this point"), help)
}
