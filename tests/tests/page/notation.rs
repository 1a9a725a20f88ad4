//! What a page states, a line for each thing: `age in query required true: integer = 3 [Minimum 1] -- Years. / Or more.`
//!
//! What a page leaves unsaid is left out, and what it does not show is the damage behind a question mark.

use std::fmt::{Debug, Display};

use codegen::page::{Definition, Fact, RequestLine, Response, Row, Sample, Scheme, Text};

pub fn all<T>(things: &[T], told: impl Fn(&T) -> String) -> Vec<String> {
    things.iter().map(told).collect()
}

fn fact<T: Display>(before: &str, fact: &Fact<T>) -> String {
    told(before, fact, T::to_string)
}

fn told<T>(before: &str, fact: &Fact<T>, told: impl Fn(&T) -> String) -> String {
    match fact {
        Fact::Stated(at) => format!("{before}{}", told(&at.value)),
        Fact::Unstated(_) => String::new(),
        Fact::CannotTell(damage, _) => format!("{before}?{damage:?}"),
    }
}

/// What is not empty, between two marks.
fn list<T>(things: &[T], (open, between, close): (&str, &str, &str), told: impl Fn(&T) -> String) -> String {
    if things.is_empty() {
        return String::new();
    }
    format!("{open}{}{close}", all(things, told).join(between))
}

fn lines(texts: &[Text]) -> String {
    list(texts, (" -- ", " / ", ""), |text| text.value.clone())
}

fn pairs<T: Debug, U: Debug>(pairs: &[(T, U)], told: impl Fn(&(T, U)) -> String) -> String {
    list(pairs, (" {", ", ", "}"), told)
}

pub fn request(line: &RequestLine) -> String {
    let query = pairs(&line.query, |(name, value)| format!("{name}={value}"));
    format!("{} of {:?}: {}{query}", line.method, line.base, line.path)
}

pub fn row(row: &Row) -> String {
    let is_whole = row.name.stated() == Some(&row.printed.value);
    let limits = list(&row.limits, (" [", ", ", "]"), |one| format!("{:?} {}", one.key, one.value.value));
    [
        row.printed.value.clone(),
        if is_whole { String::new() } else { fact(" -> ", &row.name) },
        fact(" in ", &row.location),
        fact(" required ", &row.required),
        fact(": ", &row.ty),
        fact(" = ", &row.default),
        limits,
        lines(&row.description),
    ]
    .concat()
}

pub fn response(response: &Response) -> String {
    let headers = |headers: &Vec<_>| {
        let each =
            |header: &codegen::page::Header| format!("{}{}", header.name.value, fact(": ", &header.ty));
        format!("{{{}}}", all(headers, each).join(", "))
    };
    [
        response.printed.value.clone(),
        fact(": ", &response.ty),
        fact(" as ", &response.media_types),
        told(" ", &response.headers, headers),
        lines(&response.description),
    ]
    .concat()
}

/// The heading, and below it the rows.
pub fn definition(definition: &Definition) -> String {
    let rows = list(&definition.rows, ("\n  ", "\n  ", ""), row);
    format!("{} {:?}{}{rows}", definition.name.value, definition.kind, lines(&definition.description))
}

pub fn scheme(scheme: &Scheme) -> String {
    [
        scheme.name.value.clone(),
        fact(": ", &scheme.ty),
        fact(" by ", &scheme.flow),
        fact(" at ", &scheme.authorization_url),
        fact(" token at ", &scheme.token_url),
        fact(" in ", &scheme.location),
        list(&scheme.scopes, (" {", ", ", "}"), row),
        lines(&scheme.description),
    ]
    .concat()
}

pub fn sample(sample: &Sample) -> String {
    let header = |(name, value): &(Text, Text)| format!("{}={}", name.value, value.value);
    [
        fact("", &sample.title),
        fact(": ", &sample.request),
        pairs(&sample.headers, header),
        fact(" ", &sample.body),
        " =>".to_owned(),
        fact(" ", &sample.status),
        pairs(&sample.response_headers, header),
        fact(" ", &sample.response),
    ]
    .concat()
}
