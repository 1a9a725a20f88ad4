//! Values that are neither lists nor objects: of text, of JSON, and what each is called.

use std::str::FromStr;

use crate::model::{Form, Literal, Type, TypeKind, TypeRef};
use crate::spec::{Data, DataValue};

/// A parameter's text as a value of its type; none if the value would be sent as another text, such as `007`.
pub fn parameter_value(ty: &Type, text: &str) -> Option<Literal> {
    match ty.form() {
        Form::Boolean => text.parse().ok().map(Literal::Boolean),
        Form::Number if *ty == Type::Double => {
            number(text).filter(|value: &f64| value.is_finite()).map(Literal::Double)
        }
        Form::Number if *ty == Type::Int32 => number::<i32>(text).map(|value| Literal::Integer(value.into())),
        Form::Number => number(text).map(Literal::Integer),
        Form::Text => Some(Literal::Text(text.to_owned())),
        Form::Compound => None,
    }
}

fn number<T: FromStr + ToString>(text: &str) -> Option<T> {
    text.parse().ok().filter(|value: &T| value.to_string() == text)
}

/// JSON that is no list and no object, as a value of its type.
pub fn plain(ty: &Type, value: &DataValue) -> Option<Literal> {
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

/// What a sample has, in words.
pub fn found(data: &Data) -> &'static str {
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

/// What a type wants, in words.
pub fn described(ty: &Type) -> &'static str {
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
