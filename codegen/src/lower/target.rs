//! The request line of a sample: what it gives each parameter, read back through the operation's own path.

use std::borrow::Cow;

use indexmap::IndexMap;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::versions::{self, Versions};
use crate::model::{Location, Operation, Presence, Segment};
use crate::spec::list_words;

/// What an operation encodes in a value: all but RFC 3986's unreserved characters.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What a request line says.
pub struct Target {
    /// Each parameter's value, by position in [`Operation::parameters`].
    pub values: IndexMap<usize, String>,
    /// The path and the query that the operation must send for these values, without the api-version.
    pub sent: String,
    /// The api-version that it must send.
    pub version: String,
}

/// Reads a sample's request line against the operation; `Err` says what contradicts it and how to mend that.
pub fn read(request: &str, operation: &Operation, versions: &Versions) -> Result<Target, (String, String)> {
    let (method, address) = request.trim().split_once(' ').ok_or_else(|| {
        (
            "there is no method and address in it".to_owned(),
            "write it as the page does: `GET https://host/path`".to_owned(),
        )
    })?;
    if method != operation.method.as_str() {
        let label = format!("its method is `{method}`, the operation's is `{}`", operation.method.as_str());
        return Err((label, "mend the one that is not as the page has it".to_owned()));
    }
    let (path, query) = split(path_and_query(address));
    let mut values = IndexMap::new();
    let path_values = read_path(path, operation)?;
    let mut sent: String = operation
        .path
        .iter()
        .map(|segment| match segment {
            Segment::Literal(text) => Cow::Borrowed(text.as_str()),
            Segment::Value(index) => encode(path_values.get(index).map_or("", String::as_str)),
        })
        .collect();
    values.extend(path_values);
    let version = read_query(query, operation, &mut values)?;
    let version = check_version(version, operation, versions)?;
    let mut separator = '?';
    for (index, parameter) in operation.parameters.iter().enumerate() {
        let Some(value) = values.get(&index).filter(|_| parameter.location == Location::Query) else {
            continue;
        };
        sent.push(separator);
        sent.extend([&encode_name(&parameter.field.wire), "=", &encode(value)]);
        separator = '&';
    }
    Ok(Target { values, sent, version })
}

impl Target {
    /// Path and query with an api-version.
    pub fn with_version(&self, operation: &Operation, version: &str) -> String {
        let separator = if self.sent.contains('?') { '&' } else { '?' };
        let name = encode_name(&operation.api_version_parameter);
        format!("{}{separator}{name}={}", self.sent, encode(version))
    }
}

/// Leaves out the base URL: `https://host`, a bare `host`, or the variable that stands for it.
fn path_and_query(address: &str) -> &str {
    let address = address.trim();
    let host = match address.split_once("://") {
        Some((_, rest)) => rest,
        None => address,
    };
    let host = match host.strip_prefix('{') {
        Some(variable) => variable.split_once('}').map_or(host, |(_, rest)| rest),
        None => host,
    };
    host.find('/').map_or("", |slash| &host[slash..])
}

fn split(target: &str) -> (&str, &str) {
    target.split_once('?').unwrap_or((target, ""))
}

fn read_path(path: &str, operation: &Operation) -> Result<IndexMap<usize, String>, (String, String)> {
    let differs = || {
        let label = format!("its path is not `{}`", operation.template);
        (
            label,
            "write the path of the page's request line; what the page prints instead is an erratum"
                .to_owned(),
        )
    };
    let mut values = IndexMap::new();
    let mut rest = path;
    let mut segments = operation.path.iter().peekable();
    while let Some(segment) = segments.next() {
        match segment {
            Segment::Literal(text) => rest = rest.strip_prefix(text.as_str()).ok_or_else(differs)?,
            Segment::Value(index) => {
                let end = match segments.peek() {
                    Some(Segment::Literal(next)) => rest.find(next.as_str()).ok_or_else(differs)?,
                    Some(Segment::Value(_)) | None => rest.find('/').unwrap_or(rest.len()),
                };
                let (value, after) = rest.split_at(end);
                let value = decode(value)?;
                let field = &operation.parameters[*index].field;
                if value.is_empty() && field.presence == Presence::Optional {
                    continue;
                }
                // What no request sends: see `runtime`.
                if matches!(value.as_str(), "" | "." | "..") {
                    return Err(differs());
                }
                values.insert(*index, value);
                rest = after;
            }
        }
    }
    if rest.is_empty() { Ok(values) } else { Err(differs()) }
}

fn read_query(
    query: &str,
    operation: &Operation,
    values: &mut IndexMap<usize, String>,
) -> Result<Option<String>, (String, String)> {
    let mut version = None;
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, value) = (decode(name)?, decode(value)?);
        if name == operation.api_version_parameter {
            version = Some(value);
            continue;
        }
        let position = operation
            .parameters
            .iter()
            .position(|parameter| parameter.location == Location::Query && parameter.field.wire == name);
        let Some(position) = position else {
            return Err((
                format!("no row declares its query parameter `{name}`"),
                "add the row to `parameters`".to_owned(),
            ));
        };
        if values.insert(position, value).is_some() {
            return Err((
                format!("it gives `{name}` twice"),
                "leave one of them; what the page prints instead is an erratum".to_owned(),
            ));
        }
    }
    Ok(version)
}

/// The version of a sample is one that has the operation.
fn check_version(
    version: Option<String>,
    operation: &Operation,
    versions: &Versions,
) -> Result<String, (String, String)> {
    let label = match version {
        Some(version) if versions::exists(&operation.lifespan, &version, versions) => return Ok(version),
        Some(version) if versions.iter().all(|known| known.value != version) => {
            format!("its api-version is `{version}`, which service.yaml does not list")
        }
        Some(version) => format!("its api-version is `{version}`, which does not have the operation"),
        None => "it has no api-version".to_owned(),
    };
    let having = versions.iter().filter(|one| versions::exists(&operation.lifespan, &one.value, versions));
    let having: Vec<&str> = having.map(|one| one.value.as_str()).collect();
    let one_of = if having.len() == 1 { "" } else { "one of " };
    let having = list_words(having.into_iter());
    Err((label, format!("write {one_of}{having}; what the sample prints instead is an erratum")))
}

fn decode(text: &str) -> Result<String, (String, String)> {
    percent_decode_str(text).decode_utf8().map(Cow::into_owned).map_err(|_| {
        (format!("`{text}` is no UTF-8 once decoded"), "mend what stands after a `%`".to_owned())
    })
}

fn encode(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, VALUE).into()
}

/// The `$` of `OData`'s own parameters is sent as it is.
fn encode_name(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, const { &VALUE.remove(b'$') }).into()
}
