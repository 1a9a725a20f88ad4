//! Rows of the page's tables as rows of a spec.

use indexmap::IndexSet;
use regex_lite::Regex;
use serde_json::Value;

use super::desk::Desk;
use super::node::{Map, Node, Open};
use super::types::{Site, Typed, notation};
use crate::page::{LimitKey, Row, Rule, Says, Text, rules};
use crate::spec::{self, Literal};

/// A row of the parameters or the headers of a request.
pub fn parameter(row: &Row, site: Site, location: &str, desk: &mut Desk<'_>) -> Node {
    let name = row.known_name();
    let typed = desk.types.get(site).cloned();
    if let Some(shared) = desk.home.shared(name)
        && is_same(row, location, typed.as_ref(), shared)
    {
        return Node::Word("shared".to_owned());
    }
    let mut map = Map::default();
    map.text("in", location);
    let mut errata = Map::default();
    put_type(&mut map, &mut errata, typed.as_ref(), row.ty.span().line, desk);
    let limits = limits(row, typed.as_ref(), desk);
    describe_beside(&mut map, row, &limits);
    if location != "path" {
        put_required(&mut map, row, row.required.stated() == Some(&true));
    }
    map.entries.extend(limits.entries);
    map.map("errata", errata);
    Node::Map(map)
}

/// A row of a model; `required` is what the table of a body says, if this model is one.
pub fn property(row: &Row, site: Site, required: bool, rust_name: Option<Open>, desk: &mut Desk<'_>) -> Node {
    let mut map = Map::default();
    let mut errata = Map::default();
    let typed = desk.types.get(site).cloned();
    put_type(&mut map, &mut errata, typed.as_ref(), row.ty.span().line, desk);
    let limits = limits(row, typed.as_ref(), desk);
    describe_beside(&mut map, row, &limits);
    let required = required || row.required.stated() == Some(&true);
    put_required(&mut map, row, required);
    if !required && desk.types.is_null_in_sample(site) {
        map.word("nullable", "true");
        errata.put("nullable", desk.reasons.give("null-in-sample", None));
    }
    map.entries.extend(limits.entries);
    if let Some(open) = rust_name {
        map.put("rust-name", Node::Open(open));
    }
    map.map("errata", errata);
    match map.entries.as_slice() {
        [only] if only.comments.is_empty() && matches!(only.node, Node::Text(_)) => only.node.clone(),
        _ => Node::Map(map),
    }
}

/// A value of an enum.
pub fn value(row: &Row, rust_name: Option<Open>) -> Node {
    let description = prose(&row.description).map(Node::Open);
    let Some(open) = rust_name else { return description.unwrap_or(Node::Nothing) };
    let mut map = Map::default();
    if let Some(description) = description {
        map.put("description", description);
    }
    map.put("rust-name", Node::Open(open));
    Node::Map(map)
}

/// A text to be written where the page has one.
pub fn describe(map: &mut Map, text: &[Text]) {
    if let Some(open) = prose(text) {
        map.put("description", Node::Open(open));
    }
}

/// The description of a row; it has to tell those rules and limits that no key says.
pub fn describe_beside(map: &mut Map, row: &Row, limits: &Map) {
    let said: Vec<String> = limits.entries.iter().map(|entry| entry.node.shown()).collect();
    let has_key = |rule: &Rule| match &rule.says {
        Says::Default(_) => limits.has("default"),
        Says::Only(_) => limits.has("const"),
        Says::Between(..) => limits.has("minimum"),
        Says::AtMost { .. } => ["maximum", "max-length", "pattern"].iter().any(|key| limits.has(key)),
        Says::Other => false,
    };
    let is_said = |rule: &Rule| has_key(rule) && rule.tokens.iter().all(|token| said.contains(token));
    let mut open = open(&row.description, is_said).unwrap_or(Open::prose((0, 0)));
    open.rules.retain(|token| !said.contains(token));
    for limit in row.limits.iter().filter(|limit| !said.contains(&limit.value.value)) {
        open.has_rule = true;
        open.lines =
            if open.lines.0 == 0 { (limit.value.span.line, limit.value.span.line) } else { open.lines };
        open.rules.push(format!("{} {}", limit_word(limit.key), limit.value.value));
    }
    if open.lines.0 > 0 {
        map.put("description", Node::Open(open));
    }
}

/// What stands for a text of the page.
pub fn prose(text: &[Text]) -> Option<Open> {
    open(text, |_| false)
}

/// The same, some of whose rules are said elsewhere.
fn open(text: &[Text], is_said: impl Fn(&Rule) -> bool) -> Option<Open> {
    let (first, last) = (text.first()?, text.last()?);
    let mut open = Open::prose((first.span.line, last.span.line));
    let rules: Vec<Rule> = rules(text).into_iter().filter(|rule| !is_said(rule)).collect();
    open.has_rule = !rules.is_empty();
    let tokens: IndexSet<String> = rules.iter().flat_map(hints).collect();
    open.rules = tokens.into_iter().collect();
    Some(open)
}

/// What a text has to mention to tell a rule: its numbers and names, or else some of its words.
fn hints(rule: &Rule) -> Vec<String> {
    let words: Vec<&str> =
        rule.sentence.value.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if !rule.tokens.is_empty() {
        let is_year = |word: &str| word.len() == 4 && word.parse::<u16>().is_ok();
        let is_month = |pair: &&[&str]| pair[0].starts_with(char::is_uppercase) && is_year(pair[1]);
        let months = words.windows(2).filter(is_month).map(|pair| pair[0].to_owned());
        return months.chain(rule.tokens.iter().cloned()).collect();
    }
    let long = words.iter().filter(|word| word.chars().count() >= 5);
    let mut long: Vec<String> = long.map(|word| word.to_lowercase()).collect();
    long.dedup();
    long.truncate(4);
    long
}

/// The type, and an erratum if it is not what the page prints.
pub fn put_type(map: &mut Map, errata: &mut Map, typed: Option<&Typed>, line: u32, desk: &mut Desk<'_>) {
    let Some(typed) = typed else {
        map.put("type", Node::Open(Open::proposal(line, "string", "no type is printed.")));
        return;
    };
    match &typed.doubt {
        Some(why) => map.put("type", Node::Open(Open::proposal(line, &typed.ty, why))),
        None => map.put("type", Node::Text(typed.ty.clone())),
    };
    if let Some(reason) = typed.reason {
        errata.put("type", desk.reasons.give(reason, typed.printed.as_deref()));
    }
}

fn put_required(map: &mut Map, row: &Row, required: bool) {
    if required {
        map.word("required", "true");
    } else if row.required.is_unclear()
        && let Some(entry) = map.entries.last_mut()
    {
        entry.comment(format!("Page line {}: whether it is required is lost.", row.required.span().line));
    }
}

/// Default and limits: those by the type, and those that a sentence states beyond doubt.
fn limits(row: &Row, typed: Option<&Typed>, desk: &Desk<'_>) -> Map {
    let ty = typed.map_or("string", |typed| typed.ty.as_str());
    let word = ty.split(' ').next().unwrap_or(ty);
    let (is_number, is_text) = (!ty.ends_with(']') && matches!(word, "integer" | "number"), ty == "string");
    let is_word = word == "string" || desk.types.names_enum(ty);
    let mut map = Map::default();
    if let Some(text) = row.default.stated() {
        put_default(&mut map, text, ty, is_word);
    }
    for limit in &row.limits {
        let value = limit.value.value.as_str();
        let (key, lawful) = match limit.key {
            LimitKey::Minimum => ("minimum", is_number && value.parse::<i64>().is_ok()),
            LimitKey::Maximum => ("maximum", is_number && value.parse::<i64>().is_ok()),
            LimitKey::MinLength => ("min-length", is_text && value.parse::<u32>().is_ok()),
            LimitKey::MaxLength => ("max-length", is_text && value.parse::<u32>().is_ok()),
            LimitKey::Pattern => ("pattern", is_text && Regex::new(value).is_ok()),
            LimitKey::MinItems | LimitKey::MaxItems => ("", false),
        };
        match (lawful, limit.key) {
            (false, _) => {}
            (true, LimitKey::Pattern) => map.text(key, value),
            (true, _) => map.word(key, value),
        }
    }
    for says in rules(&row.description).into_iter().map(|rule| rule.says) {
        match says {
            Says::Default(text) if !map.has("default") => put_default(&mut map, &text, ty, is_word),
            Says::Only(text) if is_text && !map.has("const") => map.text("const", text),
            Says::Between(low, high) if is_number && !map.has("minimum") && !map.has("maximum") => {
                map.word("minimum", low.to_string());
                map.word("maximum", high.to_string());
            }
            Says::AtMost { number, .. } if is_number && !map.has("maximum") => {
                map.word("maximum", number.to_string());
            }
            Says::AtMost { number, unit } if is_text => at_most(&mut map, number, &unit, &row.description),
            Says::Default(_) | Says::Only(_) | Says::Between(..) | Says::AtMost { .. } | Says::Other => {}
        }
    }
    map
}

/// A text's most characters. Digits and bytes are none: what they come to is for people to confirm.
fn at_most(map: &mut Map, number: i64, unit: &str, text: &[Text]) {
    let line = text.first().map_or(0, |line| line.span.line);
    let says = |word: &str| text.iter().any(|line| line.value.to_lowercase().contains(word));
    match unit {
        "character" | "characters" | "letters" if !map.has("max-length") => {
            map.word("max-length", number.to_string());
        }
        "hex" | "hexadecimal" if !map.has("pattern") => {
            let pattern = if says("space") {
                format!("^ *([0-9a-fA-F] *){{1,{number}}}$")
            } else {
                format!("^[0-9a-fA-F]{{1,{number}}}$")
            };
            map.put("pattern", Node::Open(Open::proposal(line, pattern, "the limit is put in words.")));
        }
        "KB" | "MB" if !map.has("max-length") => {
            let bytes = number.saturating_mul(if unit == "KB" { 1024 } else { 1024 * 1024 });
            let characters = if says("base64") { (bytes + 2) / 3 * 4 } else { bytes };
            let why =
                "the size is put in words that do not say of what; this is the wide reading, in characters.";
            map.put("max-length", Node::Open(Open::proposal(line, characters.to_string(), why)));
        }
        _ => {}
    }
}

/// What a page calls a limit.
pub fn limit_word(key: LimitKey) -> &'static str {
    match key {
        LimitKey::Minimum => "minimum",
        LimitKey::Maximum => "maximum",
        LimitKey::MinLength => "minLength",
        LimitKey::MaxLength => "maxLength",
        LimitKey::Pattern => "pattern",
        LimitKey::MinItems => "minItems",
        LimitKey::MaxItems => "maxItems",
    }
}

fn put_default(map: &mut Map, text: &str, ty: &str, is_text: bool) {
    let literal = match ty {
        "boolean" => text.to_lowercase().parse::<bool>().ok().map(Value::from),
        "integer (int32)" => text.parse::<i32>().ok().map(Value::from),
        "integer (int64)" => text.parse::<i64>().ok().map(Value::from),
        "number (double)" => text.parse::<f64>().ok().map(Value::from),
        _ if is_text && !ty.ends_with(']') => Some(Value::from(text)),
        _ => None,
    };
    match literal {
        Some(Value::String(text)) => map.text("default", text),
        Some(literal) => map.word("default", literal.to_string()),
        None => {}
    }
}

/// Whether a shared row says all that the page says.
fn is_same(row: &Row, location: &str, typed: Option<&Typed>, shared: &spec::Parameter) -> bool {
    let known = match shared.location.value {
        spec::Location::Path => "path",
        spec::Location::Query => "query",
        spec::Location::Header => "header",
    };
    let same_type = typed.is_none_or(|typed| {
        typed.doubt.is_some()
            || typed.ty == shared.row.ty.value
            || typed.printed.is_some() && word(&typed.ty) == word(&shared.row.ty.value)
    });
    let limits = row.limits.iter().all(|limit| {
        let value = limit.value.value.as_str();
        let number = |known: Option<i64>| known.is_some_and(|known| known.to_string() == value);
        match limit.key {
            LimitKey::Minimum => number(shared.row.minimum.as_ref().map(|known| known.value)),
            LimitKey::Maximum => number(shared.row.maximum.as_ref().map(|known| known.value)),
            LimitKey::Pattern => shared.row.pattern.as_ref().is_some_and(|known| known.value == value),
            LimitKey::MinLength | LimitKey::MaxLength | LimitKey::MinItems | LimitKey::MaxItems => false,
        }
    });
    let defaults = rules(&row.description).into_iter().filter_map(|rule| match rule.says {
        Says::Default(text) => Some(text),
        Says::Only(_) | Says::Between(..) | Says::AtMost { .. } | Says::Other => None,
    });
    let known_default = shared.row.default.as_ref().map(|known| match &known.value {
        Literal::Bool(value) => value.to_string(),
        Literal::Number(value) => value.to_string(),
        Literal::String(value) => value.clone(),
    });
    let defaults: Vec<String> = defaults.collect();
    let speaks_of_default =
        row.description.iter().any(|line| line.value.to_lowercase().contains("default is"));
    // A default that cannot be read is not the shared one.
    let is_unread = speaks_of_default && defaults.is_empty() && known_default.is_some();
    let same_default = !is_unread && defaults.into_iter().all(|text| Some(text) == known_default);
    known == location && same_type && limits && same_default
}

fn word(ty: &str) -> &str {
    notation::item(ty).split(' ').next().unwrap_or(ty)
}
