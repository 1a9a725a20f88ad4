//! The samples of a page, as far as they fit its tables.

use indexmap::IndexSet;

use super::desk::Desk;
use super::node::{Map, Node, Open};
use super::operation;
use super::types::Site;
use super::undeclared;
use crate::page::Sample;

/// The samples, and a sentence for each that says something else than the tables and is left out.
pub fn all(desk: &Desk<'_>, operation: &Map) -> (Vec<Map>, Vec<String>) {
    let mut comments = Vec::new();
    let mut samples = Vec::new();
    let mut titles = IndexSet::new();
    for (at, sample) in desk.page.samples.rows.iter().enumerate() {
        let mut title = sample.title.stated().cloned().unwrap_or_else(|| "Sample".to_owned());
        if titles.contains(&title) {
            title = format!("{title} {}", at + 1);
        }
        match one(sample, &title, desk, operation) {
            Ok(map) => samples.push(map),
            Err(why) => comments.push(format!(
                "Page line {}: the sample “{title}” is left out: {why}.",
                sample.title.span().line
            )),
        }
        titles.insert(title);
    }
    (samples, comments)
}

fn one(sample: &Sample, title: &str, desk: &Desk<'_>, operation: &Map) -> Result<Map, String> {
    let printed = sample.request.stated().ok_or("its request line cannot be read")?;
    let request = without_double_slash(printed);
    if !operation::fits(&request, desk) {
        return Err("its path is not that of the operation".to_owned());
    }
    let (body, answer) = (desk.types.get(Site::Body), answer_type(desk));
    let mut map = Map::default();
    map.text("title", title);
    map.text("request", request.clone());
    let mut gaps = IndexSet::new();
    match (operation.has("body"), sample.body.stated()) {
        (true, None) => return Err("it shows no body, and the operation sends one".to_owned()),
        (false, Some(_)) => return Err("it shows a body, and the operation sends none".to_owned()),
        (true, Some(json)) => {
            gaps.extend(body.map(|body| undeclared::paths(&body.ty, json, desk)).unwrap_or_default());
            map.put("body", Node::Json(json.clone()));
        }
        (false, None) => {}
    }
    let mut response = Map::default();
    put_status(&mut response, sample, desk)?;
    let mut headers = Map::default();
    for (name, value) in &sample.response_headers {
        headers.text(&name.value, value.value.clone());
    }
    response.map("headers", headers);
    let answered = sample.response.stated().filter(|json| json.as_str() != Some("") || answer.is_some());
    let mut errata = Map::default();
    if answered.is_none() && sample.response.stated().is_some() {
        let mut erratum = Map::default();
        erratum.text("page", "\"\"");
        erratum.text("why", "The page shows an empty text where no body comes.");
        errata.map("response", erratum);
    }
    match (answer, answered) {
        (Some(_), None) => return Err("it shows no answer, and the operation has one".to_owned()),
        (None, Some(_)) => return Err("it shows an answer, and the operation has none".to_owned()),
        (Some(ty), Some(json)) => {
            gaps.extend(undeclared::paths(ty, json, desk));
            response.put("body", Node::Json(json.clone()));
        }
        (None, None) => {}
    }
    map.map("response", response);
    let mut explained = Map::default();
    let line = sample.response.span().line;
    for path in gaps {
        let open = Open { why: "no table declares it.".to_owned(), ..Open::prose((line, line)) };
        explained.put(path, Node::Open(open));
    }
    map.map("undeclared", explained);
    if request != *printed {
        let mut erratum = Map::default();
        erratum.text("page", printed.clone());
        erratum
            .text("why", "The page joins a base URL that ends in a slash with a path that begins with one.");
        errata.map("request", erratum);
    }
    map.map("errata", errata);
    Ok(map)
}

/// The status, where it is not the only one.
fn put_status(response: &mut Map, sample: &Sample, desk: &Desk<'_>) -> Result<(), String> {
    let Some(status) = sample.status.stated() else { return Ok(()) };
    let listed = desk.page.responses.rows.iter().filter_map(|row| row.status);
    let listed: Vec<u16> = listed.filter(|status| Desk::is_success(*status)).collect();
    if !listed.contains(status) {
        return Err(format!("it shows the status {status}"));
    }
    if listed.len() > 1 {
        response.word("status", status.to_string());
    }
    Ok(())
}

fn answer_type<'a>(desk: &'a Desk<'_>) -> Option<&'a str> {
    if operation::method(desk) == "HEAD" {
        return None;
    }
    let rows = desk.page.responses.rows.iter().enumerate();
    let mut success = rows.filter(|(_, row)| row.status.is_some_and(Desk::is_success));
    let (at, row) = success.next()?;
    let typed = desk.types.get(Site::Response(at)).filter(|_| !matches!(row.status, Some(204 | 205)));
    typed.map(|typed| typed.ty.as_str())
}

/// A base URL that ends in a slash, joined with a path that begins with one, has two.
fn without_double_slash(request: &str) -> String {
    let (before, after) = match request.split_once("://") {
        Some((scheme, rest)) => (format!("{scheme}://"), rest),
        None => (String::new(), request),
    };
    before + &after.replacen("//", "/", 1)
}
