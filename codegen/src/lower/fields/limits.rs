//! Limits and defaults of rows: said in docs, held against types and against each other.

use std::fmt::Display;

use regex_lite::Regex;
use serde_json::Number;

use crate::lower::prose;
use crate::model::{Form, Lifespan, Limit, Type};
use crate::problem::{Kind, Problem, Problems};
use crate::spec::{Literal, Row, Spanned, Text};

/// The default and the limits, a sentence each.
pub fn sentences(row: &Row) -> Vec<String> {
    let mut limits = Vec::new();
    limits.extend(
        row.default.as_ref().map(|default| format!("Default: {}.", prose::code(&shown(&default.value)))),
    );
    limits.extend(row.minimum.as_ref().map(|limit| format!("At least {}.", limit.value)));
    limits.extend(row.maximum.as_ref().map(|limit| format!("At most {}.", limit.value)));
    limits.extend(row.min_length.as_ref().map(|limit| format!("At least {} characters.", limit.value)));
    limits.extend(row.max_length.as_ref().map(|limit| format!("At most {} characters.", limit.value)));
    limits.extend(row.pattern.as_ref().map(|limit| format!("Matches {}.", prose::code(&limit.value))));
    limits.extend(row.constant.as_ref().map(|limit| format!("Always {}.", prose::code(&limit.value))));
    limits
}

/// What the values of a row keep to.
pub fn all(row: &Row, lifespan: Lifespan) -> Vec<Limit> {
    let mut limits = Vec::new();
    limits.extend(row.minimum.as_ref().map(|limit| Limit::Minimum(limit.value)));
    limits.extend(row.maximum.as_ref().map(|limit| Limit::Maximum(limit.value)));
    limits.extend(row.min_length.as_ref().map(|limit| Limit::MinLength(limit.value)));
    limits.extend(row.max_length.as_ref().map(|limit| Limit::MaxLength(limit.value)));
    limits.extend(row.pattern.as_ref().map(|limit| Limit::Pattern(limit.value.clone())));
    limits.extend(row.constant.as_ref().map(|limit| Limit::Const(limit.value.clone())));
    limits.extend(lifespan.limits());
    limits
}

/// Limits belong to the types that they limit, and a default must keep to both.
pub fn check(wire: &str, row: &Row, ty: &Type, problems: &mut Problems) {
    let number = matches!(ty, Type::Int32 | Type::Int64 | Type::UnixTime | Type::Double);
    let text = matches!(ty, Type::String | Type::Secret);
    let limits = [
        ("minimum", row.minimum.as_ref().map(|limit| limit.place), number),
        ("maximum", row.maximum.as_ref().map(|limit| limit.place), number),
        ("min-length", row.min_length.as_ref().map(|limit| limit.place), text),
        ("max-length", row.max_length.as_ref().map(|limit| limit.place), text),
        ("pattern", row.pattern.as_ref().map(|limit| limit.place), text),
        ("const", row.constant.as_ref().map(|limit| limit.place), text),
    ];
    for (key, place, lawful) in limits {
        if let Some(place) = place.filter(|_| !lawful) {
            problems.push(
                Problem::new(Kind::BadLimit, place, format!("`{key}` does not apply to `{}`", row.ty.value))
                    .label("has no meaning here")
                    .help(
                        "lengths, `pattern` and `const` are of strings, `minimum` and `maximum` of numbers",
                    ),
            );
        }
    }
    check_order(row.minimum.as_ref(), row.maximum.as_ref(), problems);
    check_order(row.min_length.as_ref(), row.max_length.as_ref(), problems);
    if let Some(pattern) = &row.pattern {
        check_pattern(pattern, problems);
    }
    if let Some(default) = &row.default {
        check_default(wire, row, default, ty, problems);
    }
}

fn check_order<T: PartialOrd + Display>(
    low: Option<&Spanned<T>>,
    high: Option<&Spanned<T>>,
    problems: &mut Problems,
) {
    if let (Some(low), Some(high)) = (low, high)
        && low.value > high.value
    {
        problems.push(
            Problem::new(
                Kind::BadLimit,
                high.place,
                format!("nothing is between {} and {}", low.value, high.value),
            )
            .label("less than the lower limit")
            .related(low.place, "the lower limit")
            .help("exchange the two"),
        );
    }
}

/// Compiles a pattern with the crate that holds values against it in the end.
fn check_pattern(pattern: &Text, problems: &mut Problems) {
    if let Err(error) = Regex::new(&pattern.value) {
        problems.push(
            Problem::new(Kind::BadPattern, pattern.place, "this pattern cannot be read")
                .label(error.to_string())
                .help(
                    "write a regular expression without look-around and back-references: `^[0-9a-zA-Z-]+$`",
                ),
        );
    }
}

fn check_default(wire: &str, row: &Row, default: &Spanned<Literal>, ty: &Type, problems: &mut Problems) {
    if let Some((fault, help)) = default_fault(row, &default.value, ty) {
        let value = prose::code(&shown(&default.value));
        problems.push(
            Problem::new(
                Kind::BadDefault,
                default.place,
                format!("{value} cannot be the default of `{wire}`"),
            )
            .label(fault)
            .help(help),
        );
    }
}

/// Why a value cannot be the default of a row, and how to mend that.
fn default_fault(row: &Row, value: &Literal, ty: &Type) -> Option<(String, &'static str)> {
    const HELP: &str = "write the default as the page prints it, in the row's type and within its limits";
    let lawful = match ty.form() {
        Form::Boolean => matches!(value, Literal::Bool(_)),
        Form::Number => matches!(value, Literal::Number(_)),
        Form::Text => matches!(value, Literal::String(_)),
        Form::Compound => {
            let fault = format!("the type `{}` is not one value", row.ty.value);
            return Some((fault, "remove it, and tell the default in the description"));
        }
    };
    match value {
        Literal::Bool(_) if lawful => None,
        Literal::String(text) if lawful => text_fault(row, text).map(|fault| (fault, HELP)),
        Literal::Number(number) if lawful => integer_fault(row, number, ty).map(|fault| (fault, HELP)),
        Literal::Bool(_) => Some((format!("this is a boolean, the row is `{}`", row.ty.value), HELP)),
        Literal::Number(_) => Some((format!("this is a number, the row is `{}`", row.ty.value), HELP)),
        Literal::String(_) => Some((format!("this is text, the row is `{}`", row.ty.value), HELP)),
    }
}

/// Why a text cannot be the default of a row.
fn text_fault(row: &Row, text: &str) -> Option<String> {
    let length = text.chars().count() as u64;
    let low = row.min_length.as_ref().filter(|low| length < low.value);
    let high = row.max_length.as_ref().filter(|high| length > high.value);
    let pattern = row
        .pattern
        .as_ref()
        .filter(|pattern| Regex::new(&pattern.value).is_ok_and(|one| !one.is_match(text)));
    let constant = row.constant.as_ref().filter(|constant| constant.value != text);
    low.map(|low| format!("shorter than the least length, {}", low.value))
        .or_else(|| high.map(|high| format!("longer than the greatest length, {}", high.value)))
        .or_else(|| pattern.map(|_| "does not match the pattern".to_owned()))
        .or_else(|| constant.map(|constant| format!("the only value is `{}`", constant.value)))
}

/// Why a number cannot be the default of a row of whole numbers.
fn integer_fault(row: &Row, number: &Number, ty: &Type) -> Option<String> {
    if *ty == Type::Double {
        return None;
    }
    let Some(value) = number.as_i64() else { return Some("this is no whole number of 64 bits".to_owned()) };
    if *ty == Type::Int32 && i32::try_from(value).is_err() {
        return Some("this does not fit 32 bits".to_owned());
    }
    let low = row.minimum.as_ref().filter(|low| value < low.value);
    let high = row.maximum.as_ref().filter(|high| value > high.value);
    low.map(|low| format!("less than the minimum, {}", low.value))
        .or_else(|| high.map(|high| format!("more than the maximum, {}", high.value)))
}

fn shown(literal: &Literal) -> String {
    match literal {
        Literal::Bool(value) => value.to_string(),
        Literal::Number(value) => value.to_string(),
        Literal::String(value) => value.clone(),
    }
}
