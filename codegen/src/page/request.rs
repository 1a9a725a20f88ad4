//! Request lines: a method and an address taken apart.

use super::facts::RequestLine;
use super::source::{METHODS, Source};

/// The request line that a line is.
pub fn read<'a>(line: &'a str, source: &Source<'a>) -> Option<RequestLine> {
    let method = super::source::method(line)?;
    let address = line[method.len()..].trim();
    let (target, query) = address.split_once('?').unwrap_or((address, ""));
    let (base, path) = split_base(target);
    let query = query.split('&').filter(|pair| !pair.is_empty());
    let query = query.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    Some(RequestLine {
        text: source.text(line),
        method: method.to_owned(),
        base: base.to_owned(),
        path: path.to_owned(),
        query: query.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
    })
}

/// Whether a line begins as request lines do.
pub fn begins(line: &str) -> bool {
    METHODS.iter().any(|method| line.strip_prefix(method).is_some_and(|rest| rest.starts_with(' ')))
}

/// `{batchUrl}/certificates` is `batchUrl` and `/certificates`.
fn split_base(target: &str) -> (&str, &str) {
    if let Some(rest) = target.strip_prefix('{')
        && let Some((name, path)) = rest.split_once('}')
        && (path.starts_with('/') || path.is_empty())
    {
        return (name, path);
    }
    let from = target.find("://").map_or(0, |at| at + "://".len());
    match target[from..].find('/') {
        Some(at) => target.split_at(from + at),
        None => (target, ""),
    }
}

/// The variables of a path: `{name}`.
pub fn variables(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}
