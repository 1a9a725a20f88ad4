//! The operation of a page.

use heck::ToUpperCamelCase;
use indexmap::IndexSet;

use super::desk::Desk;
use super::node::{Entry, Map, Node, Open};
use super::rows;
use super::types::Site;
use super::{responses, samples};
use crate::page::{Fact, Presence, Row, Section};

/// The entry of the operation.
pub fn entry(desk: &mut Desk<'_>) -> Entry {
    let mut map = Map::default();
    map.put("page", Node::Map(source(desk)));
    match rows::prose(&desk.page.description) {
        Some(open) => map.put("description", Node::Open(open)),
        None => map.put("description", Node::Open(Open::prose((0, 0)))),
    };
    if let Fact::Stated(warning) = &desk.page.deprecated {
        map.entries.extend(rows::prose(std::slice::from_ref(warning)).map(|open| Entry {
            key: "deprecated".to_owned(),
            node: Node::Open(open),
            comments: Vec::new(),
        }));
    }
    map.text("request", request(desk));
    let mut errata = Map::default();
    map.map("parameters", parameters(desk));
    if let Some(body) = body(desk) {
        map.entries.push(body);
    }
    map.entries.push(responses::entry(desk));
    map.entries.extend(security(desk));
    let (samples, mut left_out) = samples::all(desk, &map);
    if !samples.is_empty() {
        map.put("samples", Node::List(samples)).comments = std::mem::take(&mut left_out);
    }
    put_base_url(&mut errata, desk);
    map.map("errata", errata);
    let mut entry = Entry { key: desk.home.operation.clone(), node: Node::Map(map), comments: left_out };
    if let Some(existing) = desk.home.existing(&request(desk)) {
        entry.comment(format!("The file has this operation already, as `{existing}`."));
    }
    entry
}

/// Method and path, without the base URL and the query.
pub fn request(desk: &Desk<'_>) -> String {
    match desk.page.requests.first() {
        Some(line) if line.path.is_empty() => format!("{} /", line.method),
        Some(line) => format!("{} {}", line.method, line.path),
        None => format!("TODO {} /", method(desk)),
    }
}

fn source(desk: &Desk<'_>) -> Map {
    let mut page = Map::default();
    match desk.page.title.stated() {
        Some(title) => page.text("title", title.clone()),
        None => {
            page.put("title", Node::Open(Open::proposal(0, &desk.home.operation, "the page has no title.")));
        }
    }
    match desk.version() {
        Some((_, version)) => page.text("api-version", version),
        None => {
            page.put(
                "api-version",
                Node::Open(Open::proposal(0, "1.0", "the request line names no version.")),
            );
        }
    }
    page.text("file", desk.file);
    page
}

/// The rows of the request, but for those that service.yaml states once for all.
fn parameters(desk: &mut Desk<'_>) -> Map {
    let page = desk.page;
    let version = desk.version().map(|(name, _)| name.to_owned());
    let base = page.requests.first().map_or("", |line| line.base.as_str());
    let path = page.requests.first().map_or("", |line| line.path.as_str());
    let variables: IndexSet<&str> = variables(path).collect();
    let mut map = Map::default();
    let mut names = IndexSet::new();
    let rows = page.parameters.rows.iter().enumerate().map(|(at, row)| (Site::Parameter(at), row));
    let headers = page.headers.rows.iter().enumerate().map(|(at, row)| (Site::Header(at), row));
    for (site, row) in rows.chain(headers) {
        let name = row.known_name();
        let location = location(site, row, &variables);
        let is_elsewhere = name == base || Some(name) == version.as_deref();
        let is_stray = location == "path" && !variables.contains(name);
        if is_elsewhere || is_stray || !names.insert(name.to_lowercase()) {
            continue;
        }
        let node = rows::parameter(row, site, location, desk);
        map.put(name, node);
    }
    for name in variables {
        if names.contains(&name.to_lowercase()) {
            continue;
        }
        let node = if desk.home.shared(name).is_some() {
            Node::Word("shared".to_owned())
        } else {
            let mut row = Map::default();
            row.text("in", "path");
            row.put(
                "type",
                Node::Open(Open::proposal(0, "string", "no row has the whole name of this variable.")),
            );
            Node::Map(row)
        };
        map.put(name, node);
    }
    map
}

fn location(site: Site, row: &Row, variables: &IndexSet<&str>) -> &'static str {
    match (site, row.location.stated().map(String::as_str)) {
        (Site::Header(_), _) | (_, Some("header")) => "header",
        (_, Some("path")) => "path",
        (_, Some("query")) => "query",
        _ if variables.contains(row.known_name()) => "path",
        _ => "query",
    }
}

fn variables(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

fn body(desk: &Desk<'_>) -> Option<Entry> {
    if desk.page.body.rows.is_empty() {
        return None;
    }
    let media = media_type(&desk.page.body);
    let usual = desk.home.service.map_or_else(
        || media_type(&desk.page.headers).or(media).cloned(),
        |service| service.service.media_type.as_ref().map(|text| text.value.clone()),
    );
    let mut map = Map::default();
    match desk.types.get(Site::Body) {
        Some(typed) => map.text("type", typed.ty.clone()),
        None => map.text("type", body_name(desk)),
    }
    if let Some(media) =
        media.filter(|media| usual.as_ref().unwrap_or(&"application/json".to_owned()) != *media)
    {
        map.text("media-type", media.clone());
    }
    let node = match map.entries.as_slice() {
        [only] => only.node.clone(),
        _ => Node::Map(map),
    };
    Some(Entry { key: "body".to_owned(), node, comments: Vec::new() })
}

/// The media type of a part; none where several are printed.
pub fn media_type(part: &Section<Row>) -> Option<&String> {
    part.media_types.stated().filter(|media| !media.contains(", "))
}

/// The name of a body whose rows are those of no definition of the page.
pub fn body_name(desk: &Desk<'_>) -> String {
    let title = desk.page.title.stated().map_or("", String::as_str);
    let mut words: Vec<&str> = title.split(" - ").collect();
    words.dedup();
    format!("{}Parameters", words.join(" ").to_upper_camel_case())
}

/// The method of the request; of a lost one, what it must have been for the page to have a body, or none.
pub fn method<'a>(desk: &Desk<'a>) -> &'a str {
    let usual = if desk.page.body.rows.is_empty() { "GET" } else { "POST" };
    desk.page.requests.first().map_or(usual, |line| line.method.as_str())
}

/// The ways to sign in, where they are not those of the service.
fn security(desk: &Desk<'_>) -> Option<Entry> {
    let known: IndexSet<&str> = desk.home.service?.service.security.keys().map(String::as_str).collect();
    let section = &desk.page.security;
    let printed: IndexSet<&str> = section.rows.iter().map(|scheme| scheme.name.value.as_str()).collect();
    let (node, comment) = match section.presence {
        Presence::CannotTell => return None,
        Presence::Printed(_) if printed == known => return None,
        Presence::Absent if known.is_empty() => return None,
        Presence::Absent => (
            "none".to_owned(),
            "The page has no section on security. If the operation asks for a scheme all the same, name it here and say so in an erratum.".to_owned(),
        ),
        Presence::Printed(span) => {
            let names: Vec<_> = printed.iter().copied().filter(|name| known.contains(name)).collect();
            let unknown: Vec<_> = printed.iter().filter(|name| !known.contains(**name)).map(|name| format!("`{name}`")).collect();
            let comment = if unknown.is_empty() {
                String::new()
            } else {
                format!("Page line {}: service.yaml does not have {}.", span.line, unknown.join(", "))
            };
            (format!("[{}]", names.join(", ")), comment)
        }
    };
    let comments = if comment.is_empty() { Vec::new() } else { vec![comment] };
    Some(Entry { key: "security".to_owned(), node: Node::Word(node), comments })
}

/// The variable of the base URL where its row has not the whole of it.
fn put_base_url(errata: &mut Map, desk: &mut Desk<'_>) {
    let Some(line) = desk.page.requests.first() else { return };
    let rows = desk.page.parameters.rows.iter();
    let mut cut = rows.filter(|row| row.known_name() == line.base && row.printed.value != line.base);
    if let Some(row) = cut.next() {
        let node = desk.reasons.give("cut-name", Some(&row.printed.value));
        errata.put("base-url", node);
    }
}

/// Whether a sample's request line has the operation's method and its path, values in place of variables.
pub fn fits(sample: &str, desk: &Desk<'_>) -> bool {
    let Some((method, address)) = sample.trim().split_once(' ') else { return false };
    let Some(line) = desk.page.requests.first() else { return false };
    let host = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = host.strip_prefix('{').and_then(|rest| rest.split_once('}')).map_or(host, |(_, rest)| rest);
    let target = host.find('/').map_or("", |slash| &host[slash..]);
    let mut rest = target.split('?').next().unwrap_or_default();
    let mut literals =
        line.path.split('{').map(|part| part.split_once('}').map_or(part, |(_, literal)| literal));
    let begins = literals.next().unwrap_or_default();
    let Some(after) = rest.strip_prefix(begins) else { return false };
    rest = after;
    for literal in literals {
        let end = if literal.is_empty() {
            rest.find('/').unwrap_or(rest.len())
        } else {
            rest.find(literal).unwrap_or(0)
        };
        if end == 0 {
            return false;
        }
        rest = &rest[end + literal.len()..];
    }
    method == line.method && rest.is_empty()
}
