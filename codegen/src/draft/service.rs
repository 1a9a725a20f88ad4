//! `service.yaml` of a service that no spec has yet.

use heck::ToTitleCase;
use indexmap::IndexSet;

use super::definitions;
use super::desk::Desk;
use super::node::{Map, Node, Open};
use super::operation::media_type;
use super::rows::{describe, describe_beside};
use super::types::Site;
use crate::page::{Row, Scheme};

/// The model of an error of which the page shows nothing.
const NO_ERROR: &str = "ServiceError";

/// What the pages of the service will share; `shared` are the positions of the definitions behind its error.
pub fn map(desk: &mut Desk<'_>, shared: &IndexSet<usize>) -> Map {
    let page = desk.page;
    let mut map = Map::default();
    let title = desk.home.folder.to_title_case();
    map.put("title", Node::Open(Open::proposal(0, title, "the page does not name its service.")));
    map.put("description", Node::Open(Open::prose((0, 0))));
    map.map("base-url", base_url(desk));
    let (parameter, version) = desk.version().unwrap_or(("api-version", "1.0"));
    let mut api_version = Map::default();
    api_version.text("parameter", parameter);
    if let Some(row) = page.parameters.rows.iter().find(|row| row.known_name() == parameter) {
        describe_beside(&mut api_version, row, &Map::default());
    }
    map.map("api-version", api_version);
    map.put("api-versions", Node::Texts(vec![version.to_owned()]));
    let media = media_type(&page.headers).or(media_type(&page.body));
    if let Some(media) = media.filter(|media| *media != "application/json") {
        map.text("media-type", media);
    }
    let mut security = Map::default();
    for scheme in &page.security.rows {
        put_scheme(&mut security, scheme);
    }
    let node = if security.is_empty() { Node::Word("{}".to_owned()) } else { Node::Map(security) };
    map.put("security", node);
    map.map("error", error(desk));
    let mut all = Map::default();
    for at in shared {
        all.entries.push(definitions::entry(*at, desk));
    }
    if error_type(desk).is_none() {
        all.entries.push(no_error());
    }
    map.map("definitions", all);
    map
}

/// The definition that every other status answers with.
pub fn error_type<'a>(desk: &'a Desk<'_>) -> Option<&'a str> {
    let at = desk.page.responses.rows.iter().position(|row| row.status.is_none())?;
    let ty = &desk.types.get(Site::Response(at))?.ty;
    let is_model = desk.types.position(ty).is_some_and(|at| !desk.types.is_enum(at));
    is_model.then_some(ty.as_str())
}

fn base_url(desk: &Desk<'_>) -> Map {
    let name = desk.page.requests.first().map_or("", |line| line.base.as_str());
    let row = desk.page.parameters.rows.iter().find(|row| row.known_name() == name);
    let mut map = Map::default();
    let is_address = name.is_empty() || name.contains("://");
    map.text("name", if is_address { "endpoint" } else { name });
    if let Some(row) = row {
        describe(&mut map, &row.description);
    }
    if name.contains("://") {
        map.text("example", name);
        return map;
    }
    match example(desk) {
        Some(example) => map.text("example", example),
        None => {
            let why = "no sample shows an address.";
            map.put("example", Node::Open(Open::proposal(0, "https://my-account.example.com", why)));
        }
    }
    map
}

/// The host that a sample asks, or that the description of the variable names.
fn example(desk: &Desk<'_>) -> Option<String> {
    let samples = desk.page.samples.rows.iter().filter_map(|sample| sample.request.stated());
    let mut hosts = samples.filter_map(|request| {
        let address = request.split_once(' ')?.1;
        let host = address.split_once("://").map_or(address, |(_, rest)| rest).split('/').next()?;
        let is_host =
            host.contains('.') && host.chars().all(|c| c.is_ascii_alphanumeric() || "-.:".contains(c));
        is_host.then(|| format!("https://{host}"))
    });
    hosts.next()
}

/// A scheme, under its type where the page has lost its name.
fn put_scheme(security: &mut Map, scheme: &Scheme) {
    let Some(map) = scheme_map(scheme) else { return };
    let is_lost = scheme.name.value.is_empty();
    let name = scheme.ty.stated().filter(|_| is_lost).unwrap_or(&scheme.name.value);
    security.put(name.as_str(), Node::Map(map));
    if let Some(entry) = security.entries.last_mut().filter(|_| is_lost) {
        entry.comment("The page has lost the name of this scheme.");
    }
}

fn scheme_map(scheme: &Scheme) -> Option<Map> {
    let mut map = Map::default();
    map.text("type", scheme.ty.stated()?.clone());
    describe(&mut map, &scheme.description);
    match scheme.ty.stated()?.as_str() {
        "oauth2" => {
            map.text("flow", scheme.flow.stated().map_or("implicit", String::as_str));
            let url = scheme.authorization_url.stated().or(scheme.token_url.stated())?;
            map.text("authorization-url", url.clone());
            let mut scopes = Map::default();
            for scope in &scheme.scopes {
                let described = super::rows::prose(&scope.description);
                scopes.put(scope.known_name(), described.map_or(Node::Nothing, Node::Open));
            }
            let node = if scopes.is_empty() { Node::Word("{}".to_owned()) } else { Node::Map(scopes) };
            map.put("scopes", node);
        }
        "apiKey" => map.text("in", scheme.location.stated()?.clone()),
        _ => return None,
    }
    Some(map)
}

fn error(desk: &Desk<'_>) -> Map {
    let mut map = Map::default();
    let Some(ty) = error_type(desk) else {
        map.put(
            "type",
            Node::Open(Open::proposal(0, NO_ERROR, "the page does not show what an error looks like.")),
        );
        map.text("code", "code");
        map.text("message", "message");
        return map;
    };
    map.text("type", ty);
    for word in ["code", "message"] {
        let mut search = Search { word, desk, barren: IndexSet::new() };
        match search.path(ty, 3).or_else(|| any_text(ty, desk)) {
            Some(path) if path.split('.').any(|step| step == word) => map.text(word, path),
            path => {
                let why = "no property of the error has this name.";
                map.put(word, Node::Open(Open::proposal(0, path.unwrap_or_else(|| word.to_owned()), why)));
            }
        }
    }
    map
}

/// A search for a text of a name in a model and in what it leads to.
struct Search<'a, 'b> {
    word: &'a str,
    desk: &'a Desk<'b>,
    /// The models in which there is none, by how deep they were searched.
    barren: IndexSet<(&'a str, u32)>,
}

impl<'a> Search<'a, '_> {
    /// The path from a model to a text of this name, or to the text of the model of this name.
    fn path(&mut self, ty: &'a str, depth: u32) -> Option<String> {
        let fields = fields(ty, self.desk);
        if let Some((row, ty)) = fields.iter().find(|(row, _)| row.known_name() == self.word) {
            return text_of(row.known_name(), ty, self.word, self.desk);
        }
        if depth == 0 || !self.barren.insert((ty, depth)) {
            return None;
        }
        fields
            .into_iter()
            .find_map(|(row, ty)| Some(format!("{}.{}", row.known_name(), self.path(ty, depth - 1)?)))
    }
}

/// The path of a field that is a text, or of the text that it holds.
fn text_of(name: &str, ty: &str, word: &str, desk: &Desk<'_>) -> Option<String> {
    if ty == "string" {
        return Some(name.to_owned());
    }
    let held = fields(ty, desk);
    let text = ["value", "text", word]
        .into_iter()
        .find(|inner| held.iter().any(|(row, ty)| row.known_name() == *inner && *ty == "string"))?;
    Some(format!("{name}.{text}"))
}

fn any_text(ty: &str, desk: &Desk<'_>) -> Option<String> {
    let fields = fields(ty, desk);
    fields.iter().find(|(_, ty)| *ty == "string").map(|(row, _)| row.known_name().to_owned())
}

/// The fields of a model; lists, maps and types of the language have none.
fn fields<'a>(ty: &str, desk: &'a Desk<'_>) -> Vec<(&'a Row, &'a str)> {
    let rows = &desk.page.definitions.rows;
    let Some(at) = desk.types.position(ty) else { return Vec::new() };
    let typed = rows[at].rows.iter().enumerate();
    typed.filter_map(|(row, one)| Some((one, desk.types.get(Site::Field(at, row))?.ty.as_str()))).collect()
}

fn no_error() -> super::node::Entry {
    let mut properties = Map::default();
    properties.text("code", "string");
    properties.text("message", "string");
    let mut map = Map::default();
    map.put("description", Node::Open(Open::prose((0, 0))));
    map.map("properties", properties);
    super::node::Entry { key: NO_ERROR.to_owned(), node: Node::Map(map), comments: Vec::new() }
}
