//! What comes back, status by status.

use indexmap::IndexSet;

use super::desk::Desk;
use super::node::{Entry, Map, Node, Open};
use super::operation::method;
use super::rows::{describe, put_type};
use super::types::{Site, Typed, notation};
use crate::page::{Fact, Header, Response};

/// The entry `responses`; what the language leaves out is said in a comment.
pub fn entry(desk: &mut Desk<'_>) -> Entry {
    let page = desk.page;
    let mut map = Map::default();
    let mut comments = Vec::new();
    let mut first: Option<Option<String>> = None;
    let usual = desk.home.usual_headers();
    for (at, row) in page.responses.rows.iter().enumerate() {
        let Some(status) = row.status else { continue };
        if !Desk::is_success(status) {
            comments.push(format!(
                "Page line {}: {status} is no success; it comes as the service's error.",
                row.printed.span.line
            ));
            continue;
        }
        let has_no_body = matches!(status, 204 | 205) || method(desk) == "HEAD";
        let typed = desk.types.get(Site::Response(at)).filter(|_| !has_no_body).cloned();
        let ty = typed.as_ref().map(|typed| typed.ty.clone());
        let same = first.get_or_insert_with(|| ty.clone()).clone();
        let response = response(row, typed.as_ref(), same.as_deref(), &usual, desk);
        map.put(status.to_string(), if response.is_empty() { Node::Nothing } else { Node::Map(response) });
    }
    if map.is_empty() {
        comments.push("The page shows no status of success.".to_owned());
        map.put("200", Node::Nothing);
    }
    Entry { key: "responses".to_owned(), node: Node::Map(map), comments }
}

fn response(
    row: &Response,
    typed: Option<&Typed>,
    same: Option<&str>,
    usual: &[&str],
    desk: &mut Desk<'_>,
) -> Map {
    let mut map = Map::default();
    let mut errata = Map::default();
    describe(&mut map, &row.description);
    let line = row.ty.span().line;
    match (typed, same) {
        (Some(typed), Some(same)) if typed.ty != same => {
            let why = format!("it prints `{}`, and an operation answers with one type.", typed.ty);
            map.put("body", Node::Open(Open::proposal(line, same, why)));
            errata
                .text("body", "The page prints another type for this status; an operation answers with one.");
        }
        (Some(typed), _) => {
            match &typed.doubt {
                Some(why) => map.put("body", Node::Open(Open::proposal(line, &typed.ty, why))),
                None => map.put("body", Node::Text(typed.ty.clone())),
            };
            if let Some(reason) = typed.reason {
                errata.put("body", desk.reasons.give(reason, typed.printed.as_deref()));
            }
        }
        (None, Some(same)) if !matches!(row.status, Some(204 | 205)) => {
            let why = "the page has no body here, and an operation answers with one type.";
            map.put("body", Node::Open(Open::proposal(line, same, why)));
            errata.text("body", "The page prints no type for this status; an operation answers with one.");
        }
        (None, _) => {}
    }
    headers(row, &mut map, &mut errata, usual, desk);
    map.map("errata", errata);
    map
}

/// The headers of an answer; `usual` are those of all of the service's.
fn headers(row: &Response, map: &mut Map, errata: &mut Map, usual: &[&str], desk: &mut Desk<'_>) {
    match &row.headers {
        Fact::Unstated(_) => {}
        Fact::Stated(headers) => {
            let mut table = Map::default();
            let mut names = IndexSet::new();
            for header in headers.value.iter().filter(|header| names.insert(header.name.value.to_lowercase()))
            {
                let node = one(header, desk);
                table.put(header.name.value.as_str(), node);
            }
            map.map("headers", table);
        }
        Fact::CannotTell(_, span) => {
            if usual.is_empty() {
                if let Some(entry) = map.entries.last_mut() {
                    entry.comment(format!(
                        "Page line {}: headers are announced, and their list is lost.",
                        span.line
                    ));
                }
                return;
            }
            let mut table = Map::default();
            for name in usual {
                table.word(name, "shared");
            }
            let entry = map.put("headers", Node::Map(table));
            entry.comment(format!(
                "Page line {}: the list is lost; these are on every other page of the service.",
                span.line
            ));
            let reason = desk.reasons.give("lost-list", None);
            errata.put("headers", reason);
        }
    }
}

fn one(header: &Header, desk: &mut Desk<'_>) -> Node {
    let printed = header.ty.stated().map_or("string", String::as_str);
    if let Some(shared) = desk.home.shared_header(&header.name.value) {
        let word = |ty: &str| ty.split(' ').next().unwrap_or_default().to_owned();
        if word(&shared.ty.value) == word(printed) {
            return Node::Word("shared".to_owned());
        }
    }
    let written =
        notation::written(printed).unwrap_or(notation::Written { ty: "string".to_owned(), reason: None });
    let printed = written.reason.map(|_| printed.to_owned());
    let typed = Typed { ty: written.ty, printed, reason: written.reason, doubt: None };
    let mut map = Map::default();
    let mut errata = Map::default();
    put_type(&mut map, &mut errata, Some(&typed), header.name.span.line, desk);
    map.map("errata", errata);
    match map.entries.as_slice() {
        [only] => only.node.clone(),
        _ => Node::Map(map),
    }
}
