//! Values of samples, written as a person would write them: for the docs as they are, for tests as tokens.

use proc_macro2::TokenStream;
use quote::quote;

use super::types;
use crate::model::{Literal, Name, Type, TypeRef};

/// Columns that a value may fill before it is broken into lines.
const WIDTH: usize = 76;

/// Columns that a chain of calls may fill before it is broken into lines, as rustfmt has it.
const CHAIN_WIDTH: usize = 60;

/// Characters of a text that an example shows.
const LONG_TEXT: usize = 60;

/// How a reader of the text names a definition.
pub type Naming<'a> = &'a dyn Fn(&TypeRef) -> String;

/// `Name::new(arguments).setter(value)…`
pub fn build(name: &str, arguments: &[Literal], setters: &[(Name, Literal)], naming: Naming<'_>) -> String {
    let arguments: Vec<String> = arguments.iter().map(|argument| text(argument, naming)).collect();
    let mut built = format!("{name}::new{}", enclosed("(", &arguments, ")"));
    let calls =
        setters.iter().map(|(setter, value)| (types::ident(setter).to_string(), value, text(value, naming)));
    let calls: Vec<_> = calls.collect();
    if let [(setter, _, value)] = calls.as_slice() {
        let line = format!("{built}.{setter}({value})");
        if line.len() <= CHAIN_WIDTH && !line.contains('\n') {
            return line;
        }
    }
    for (setter, value, lines) in calls {
        let lines = indented(&lines);
        match value {
            // A chain of its own stands below the call, as rustfmt has it.
            Literal::Model { .. } if lines.contains('\n') => {
                built.extend(["\n    .", &setter, "(\n        ", &indented(&lines), ",\n    )"]);
            }
            _ => built.extend(["\n    .", &setter, "(", &lines, ")"]),
        }
    }
    built
}

/// The same without the length of certificates and backups, which no reader wants to see.
pub fn shortened(literal: &Literal) -> Literal {
    match literal {
        Literal::Model { model, arguments, setters } => Literal::Model {
            model: model.clone(),
            arguments: arguments.iter().map(short_inside).collect(),
            setters: setters.iter().map(|(name, value)| (name.clone(), short_inside(value))).collect(),
        },
        other => other.clone(),
    }
}

/// What stands inside a body is in no assertion of an example, and so may be cut.
fn short_inside(literal: &Literal) -> Literal {
    match literal {
        Literal::Text(text) => match text.char_indices().nth(LONG_TEXT) {
            Some((end, _)) => Literal::Text(format!("{}...", &text[..end])),
            None => literal.clone(),
        },
        Literal::List(items) => Literal::List(items.iter().map(short_inside).collect()),
        Literal::Map(entries) => {
            Literal::Map(entries.iter().map(|(key, value)| (key.clone(), short_inside(value))).collect())
        }
        other => shortened(other),
    }
}

/// Rust that `text` or `build` wrote, as tokens.
pub fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|_| quote!(compile_error!("the generator wrote a value that is no Rust")))
}

/// A value, to be converted by what takes it.
pub fn text(literal: &Literal, naming: Naming<'_>) -> String {
    match literal {
        Literal::Boolean(value) => value.to_string(),
        Literal::Integer(value) => grouped(*value),
        Literal::Double(value) => format!("{value:?}"),
        Literal::Text(value) => format!("{value:?}"),
        Literal::List(items) => {
            let items: Vec<String> = items.iter().map(|item| text(item, naming)).collect();
            enclosed("[", &items, "]")
        }
        Literal::Map(entries) => {
            let entries: Vec<String> =
                entries.iter().map(|(key, value)| format!("({key:?}, {})", text(value, naming))).collect();
            enclosed("[", &entries, "]")
        }
        Literal::Model { model, arguments, setters } => build(&naming(model), arguments, setters, naming),
        Literal::Json { ty, value } => {
            let named = |ty| types::value_with(ty, &|to| tokens(&naming(to))).to_string().replace(' ', "");
            if let (Type::List(item), Some([])) = (ty, value.as_array().map(Vec::as_slice)) {
                return format!("Vec::<{}>::new()", named(item));
            }
            let ty = named(ty);
            format!("rt::decode::<{ty}>({:?}.as_bytes()).expect(\"it is JSON\")", value.to_string())
        }
    }
}

/// `1_430_344_421`: digits in groups of three, from five digits on.
pub fn grouped(value: impl Into<i128>) -> String {
    let value = value.into();
    let digits = value.unsigned_abs().to_string();
    let sign = if value < 0 { "-" } else { "" };
    if digits.len() < 5 {
        return format!("{sign}{digits}");
    }
    let (first, rest) = digits.split_at(digits.len() % 3);
    let groups = rest.as_bytes().chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
    let groups: Vec<String> =
        Some(first.to_owned()).filter(|first| !first.is_empty()).into_iter().chain(groups).collect();
    format!("{sign}{}", groups.join("_"))
}

/// On one line if they fit, else one a line.
fn enclosed(open: &str, items: &[String], close: &str) -> String {
    let line = items.join(", ");
    if line.len() <= WIDTH && !line.contains('\n') {
        return format!("{open}{line}{close}");
    }
    let mut lines = open.to_owned();
    for item in items {
        lines.extend(["\n    ", &indented(item), ","]);
    }
    lines + "\n" + close
}

fn indented(text: &str) -> String {
    text.replace('\n', "\n    ")
}
