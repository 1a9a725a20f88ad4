//! Request lines: `GET /certificates/{certificate-name}` in its parts.

use std::ops::Range;

use crate::model::Method;
use crate::problem::{Kind, Place, Problem, Problems};
use crate::spec::Text;

/// A request line.
pub struct RequestLine {
    /// The method.
    pub method: Method,
    /// The path as it is written.
    pub template: String,
    /// The path in its parts.
    pub parts: Vec<Part>,
}

/// A part of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text that is sent as it stands.
    Literal(String),
    /// `{name}`
    Variable(String, Place),
}

/// Reads a request line; reports what is wrong with it.
pub fn request_line(text: &Text, problems: &mut Problems) -> Option<RequestLine> {
    let Some((method, path)) = text.value.split_once(' ') else {
        problems.push(bad(
            text.place,
            "there is no method and path here",
            "write it as the page does: `GET /certificates`",
        ));
        return None;
    };
    let Some(method) = Method::ALL.into_iter().find(|one| one.as_str() == method) else {
        let known = Method::ALL.map(Method::as_str).join(", ");
        problems.push(bad(text.place, format!("`{method}` is no method"), format!("write one of {known}")));
        return None;
    };
    if let Some((fault, help)) = path_fault(path) {
        problems.push(bad(text.place, fault, help));
        return None;
    }
    let before = text.value.len() - path.len();
    let parts = parts(path, |variable| text.part(before + variable.start..before + variable.end));
    match parts {
        Ok(parts) => Some(RequestLine { method, template: path.to_owned(), parts }),
        Err(fault) => {
            problems.push(bad(
                text.place,
                fault,
                "write each variable as `{name}`, its name inside one pair of braces",
            ));
            None
        }
    }
}

fn bad(place: Place, label: impl Into<String>, help: impl Into<String>) -> Problem {
    Problem::new(Kind::BadRequestLine, place, "this request line cannot be read").label(label).help(help)
}

fn path_fault(path: &str) -> Option<(String, &'static str)> {
    if !path.starts_with('/') {
        return Some((
            format!("the path `{path}` does not begin with `/`"),
            "leave out the base URL: it stands in service.yaml",
        ));
    }
    if path.contains('?') {
        return Some((
            "a query stands in it".to_owned(),
            "leave out `?…`: query parameters are rows of `parameters`",
        ));
    }
    if path.contains("//") {
        return Some(("two slashes follow each other".to_owned(), "write one slash"));
    }
    if path.split('/').any(|segment| matches!(segment, "." | "..")) {
        return Some(("a segment is `.` or `..`".to_owned(), "write the path that it leads to"));
    }
    let lawful = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/%{}".contains(c);
    let help = "write it percent-encoded, as `%20` for a space";
    if let Some(odd) = path.chars().find(|c| !lawful(*c)) {
        return Some((format!("`{}` cannot stand in a path", odd.escape_default()), help));
    }
    let is_encoded = |after: &str| after.len() >= 2 && after.bytes().take(2).all(|b| b.is_ascii_hexdigit());
    let bare = path.split('%').skip(1).any(|after| !is_encoded(after));
    bare.then(|| ("two hexadecimal digits must follow a `%`".to_owned(), "write `%25` for the sign itself"))
}

fn parts(path: &str, place: impl Fn(Range<usize>) -> Place) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut rest = path;
    while let Some(open) = rest.find('{') {
        let (literal, from) = rest.split_at(open);
        let close = from.find('}').ok_or_else(|| "a `{` is never closed".to_owned())?;
        let name = &from[1..close];
        if name.is_empty() || name.contains('{') {
            return Err("a variable has no name".to_owned());
        }
        if literal.contains('}') {
            return Err("a `}` was never opened".to_owned());
        }
        if !literal.is_empty() {
            parts.push(Part::Literal(literal.to_owned()));
        }
        let start = path.len() - from.len();
        parts.push(Part::Variable(name.to_owned(), place(start..start + close + 1)));
        rest = &from[close + 1..];
    }
    if rest.contains('}') {
        return Err("a `}` was never opened".to_owned());
    }
    if !rest.is_empty() {
        parts.push(Part::Literal(rest.to_owned()));
    }
    Ok(parts)
}
