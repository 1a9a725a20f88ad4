//! Operations: paths, rows, bodies, answers, and samples that fit them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::dice::Dice;
use super::names::{fresh, is_header, is_variable};
use super::prose::{line, prose};
use super::rows::{self, Lifespan, Row};
use super::types::{Shelf, Type};
use super::values::{Use, json_of, text_of};
use super::yaml::{NOTHING, NUMBER};
use super::{Shared, version};

/// What is encoded in a value of an address; no encoded value holds what stands between variables.
const VALUE: &AsciiSet = NON_ALPHANUMERIC;
const NAME: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'$');

/// An operation that is being made.
struct Draft {
    number: usize,
    home: usize,
    method: &'static str,
    lifespan: Lifespan,
    /// Literal text and, behind each but the last, a variable.
    path: Vec<(String, Option<Row>)>,
    /// Whether the last variable may be left out.
    open: bool,
    query: Vec<Row>,
    headers: Vec<Row>,
    shared: Vec<String>,
    body: Option<Type>,
    answer: Option<Type>,
    statuses: Vec<u16>,
    /// Whether a sample can show all that the request needs.
    can_be_shown: bool,
}

/// The operation of a number, which makes its path another than all others have; `home` is its resource.
pub fn operation(
    dice: &mut Dice,
    shelf: &mut Shelf,
    shared: &mut Shared,
    home: usize,
    number: usize,
) -> Value {
    let draft = draft(dice, shelf, shared, home, number);
    for ty in draft.types() {
        shelf.mark(&ty);
    }
    let mut written = head(dice, &draft, shared);
    written.insert("request".to_owned(), draft.line().into());
    let rows =
        draft.path.iter().filter_map(|(_, row)| row.as_ref()).chain(&draft.query).chain(&draft.headers);
    let mut parameters: Map<String, Value> = rows.map(|row| (row.name.clone(), row.written(shelf))).collect();
    parameters.extend(draft.shared.iter().map(|name| (name.clone(), "shared".into())));
    if draft.open
        && let Some(Value::Object(last)) = draft.last().and_then(|row| parameters.get_mut(&row.name))
    {
        last.insert("required".to_owned(), false.into());
    }
    if !parameters.is_empty() {
        written.insert("parameters".to_owned(), parameters.into());
    }
    let body = draft.body.as_ref().map(|ty| body(dice, shelf.notation(ty)));
    written.extend(body.map(|body| ("body".to_owned(), body)));
    written.insert("responses".to_owned(), responses(dice, &draft, shelf, shared));
    let samples: Vec<Value> =
        (0..dice.below(3)).filter_map(|at| sample(dice, &draft, shelf, shared, at)).collect();
    if !samples.is_empty() {
        written.insert("samples".to_owned(), samples.into());
    }
    written.into()
}

/// A body, mostly by its type alone.
fn body(dice: &mut Dice, ty: String) -> Value {
    if dice.chance(70) {
        return ty.into();
    }
    json!({
        "type": ty, "description": prose(dice), "media-type": "application/merge-patch+json", "rust-name": "what_is_sent",
        "errata": { "type": "The page prints its rows." },
    })
}

fn draft(dice: &mut Dice, shelf: &Shelf, shared: &mut Shared, home: usize, number: usize) -> Draft {
    let method = *dice.pick(&["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"]);
    let mut draft = Draft {
        number,
        home,
        method,
        lifespan: Lifespan::any(dice, shared.versions),
        path: Vec::new(),
        open: false,
        query: Vec::new(),
        headers: Vec::new(),
        shared: shared
            .parameters
            .iter()
            .filter(|_| dice.chance(30))
            .map(|(row, _)| row.name.clone())
            .collect(),
        body: None,
        answer: None,
        statuses: Vec::new(),
        can_be_shown: true,
    };
    let mut taken: BTreeSet<String> = shared.parameters.iter().map(|(row, _)| row.name.clone()).collect();
    taken.extend(["api-version".to_owned(), "baseUrl".to_owned()]);
    path(dice, shelf, &mut draft, &mut taken);
    let seen = Some(home);
    for _ in 0..dice.below(3) {
        let (name, ty) = (fresh(dice, &mut taken, |_| true), shelf.scalar(dice, seen));
        draft.query.push(rows::parameter(dice, name, ty, "query", shared.versions));
    }
    let mut headers: BTreeSet<String> = taken.iter().map(|name| name.to_lowercase()).collect();
    for _ in 0..dice.below(2) {
        let name = fresh(dice, &mut taken, is_header);
        if headers.insert(name.to_lowercase()) {
            let ty = shelf.scalar(dice, seen);
            draft.headers.push(rows::parameter(dice, name, ty, "header", shared.versions));
        }
    }
    if !matches!(method, "GET" | "HEAD") && dice.chance(70) {
        draft.body = Some(shelf.any(dice, seen, usize::MAX, 0));
    }
    if method != "HEAD" && dice.chance(70) {
        draft.answer = Some(shelf.any(dice, seen, usize::MAX, 0));
        draft.statuses = if dice.chance(30) { vec![200, 201, 299] } else { vec![*dice.pick(&[200, 202])] };
    } else {
        draft.statuses = vec![*dice.pick(&[200, 204, 205])];
    }
    draft
}

/// A path of one variable or more, in the ways in which they stand on pages.
fn path(dice: &mut Dice, shelf: &Shelf, draft: &mut Draft, taken: &mut BTreeSet<String>) {
    // Of every four the first two meet: what one has as a variable, the other one spells out.
    let group = draft.number / 4 * 4;
    let (base, kind) = match draft.number % 4 {
        0 => (format!("/group{group}/"), 1),
        1 => (format!("/group{group}/contacts"), 0),
        _ => (format!("/Thing{}/%41-b", draft.number), dice.below(7)),
    };
    let literals: &[&str] = match kind {
        0 => &[],
        1 => &["", ""],
        2 => &["/", "/versions"],
        3 => &["(name='", "',version=", ")"],
        4 => &["/", ".", ""],
        5 => &["/v(", ")/", ":act"],
        _ => &["/", "", ""],
    };
    let mut before = base;
    for (at, literal) in literals.iter().enumerate() {
        before.push_str(literal);
        if at + 1 < literals.len() {
            let (name, ty) = (fresh(dice, taken, is_variable), shelf.scalar(dice, Some(draft.home)));
            let row = rows::parameter(dice, name, ty, "path", 1);
            draft.path.push((std::mem::take(&mut before), Some(row)));
        }
    }
    draft.path.push((before, None));
    // Where nothing stands between two values, nobody can tell them apart.
    draft.can_be_shown = kind != 6;
    draft.open = draft.number.is_multiple_of(4) && dice.chance(30);
}

impl Draft {
    fn last(&self) -> Option<&Row> {
        self.path.iter().rev().find_map(|(_, row)| row.as_ref())
    }

    fn line(&self) -> String {
        let mut line = format!("{} ", self.method);
        for (literal, variable) in &self.path {
            line.push_str(literal);
            line.extend(variable.iter().map(|row| format!("{{{}}}", row.name)));
        }
        line
    }

    fn types(&self) -> Vec<Type> {
        let rows =
            self.path.iter().filter_map(|(_, row)| row.as_ref()).chain(&self.query).chain(&self.headers);
        rows.map(|row| row.ty.clone()).chain(self.body.clone()).chain(self.answer.clone()).collect()
    }
}

fn head(dice: &mut Dice, draft: &Draft, shared: &mut Shared) -> Map<String, Value> {
    for (row, used) in &mut shared.parameters {
        *used |= draft.shared.contains(&row.name);
    }
    let mut head = Map::new();
    let alive: Vec<usize> = (0..shared.versions).filter(|at| draft.lifespan.has(*at)).collect();
    if shared.openapi && dice.chance(40) {
        head.insert("openapi".to_owned(), line(dice).into());
    } else {
        let page =
            json!({ "title": line(dice), "api-version": version(*dice.pick(&alive)), "file": "page.txt" });
        head.insert("page".to_owned(), page);
    }
    draft.lifespan.write(&mut head);
    head.insert("description".to_owned(), prose(dice).into());
    if dice.chance(8) {
        head.insert("deprecated".to_owned(), prose(dice).into());
    }
    if dice.chance(20) {
        let schemes =
            if shared.schemes.is_empty() { "none".into() } else { json!([dice.pick(&shared.schemes)]) };
        head.insert("security".to_owned(), schemes);
    }
    if dice.chance(20) {
        let why = dice.pick(&["cut", "lost", "The page says less: `so`."]).to_owned();
        shared.reason |= why == "cut";
        shared.own_reason |= why == "lost";
        head.insert(
            "errata".to_owned(),
            json!({ "request": { "page": "GET", "why": why }, "description": why }),
        );
    }
    head
}

fn responses(dice: &mut Dice, draft: &Draft, shelf: &mut Shelf, shared: &mut Shared) -> Value {
    let mut headers = Map::new();
    let mut taken: BTreeSet<String> = shared.headers.iter().map(|(row, _)| row.name.clone()).collect();
    for (row, used) in shared.headers.iter_mut().filter(|_| dice.chance(30)) {
        *used = true;
        headers.insert(row.name.clone(), "shared".into());
    }
    let mut lower: BTreeSet<String> = taken.iter().map(|name| name.to_lowercase()).collect();
    for _ in 0..dice.below(3) {
        let (name, ty) = (fresh(dice, &mut taken, is_header), shelf.scalar(dice, Some(draft.home)));
        if lower.insert(name.to_lowercase()) {
            shelf.mark(&ty);
            let row = rows::header(dice, name, ty);
            headers.insert(row.name.clone(), row.written(shelf));
        }
    }
    let responses = draft.statuses.iter().map(|status| {
        let mut response = Map::new();
        if dice.chance(50) {
            response.insert("description".to_owned(), prose(dice).into());
        }
        response.extend(draft.answer.as_ref().map(|ty| ("body".to_owned(), shelf.notation(ty).into())));
        if draft.answer.is_some() && dice.chance(20) {
            response.insert("errata".to_owned(), json!({ "body": "The page loses it." }));
        }
        if !headers.is_empty() {
            response.insert("headers".to_owned(), headers.clone().into());
        }
        (format!("{NUMBER}{status}"), if response.is_empty() { NOTHING.into() } else { response.into() })
    });
    Value::Object(responses.collect())
}

fn sample(dice: &mut Dice, draft: &Draft, shelf: &Shelf, shared: &Shared, at: usize) -> Option<Value> {
    let alive: Vec<usize> = (0..shared.versions).filter(|at| draft.lifespan.has(*at)).collect();
    if !draft.can_be_shown {
        return None;
    }
    let used = *dice.pick(&alive);
    let mut target = String::from("https://service.example");
    for (literal, variable) in &draft.path {
        target.push_str(literal);
        let left_out = draft.open && variable.is_some() && dice.chance(50);
        if let Some(row) = variable.as_ref().filter(|_| !left_out) {
            let text = text_of(dice, shelf, row, used);
            // Of those that meet, a value must not be what the other one spells out, nor lead elsewhere.
            let text = if matches!(text.as_str(), "." | ".." | "contacts") { "nut".to_owned() } else { text };
            write!(target, "{}", utf8_percent_encode(&text, VALUE)).ok()?;
        }
    }
    let mut separator = '?';
    for row in draft.query.iter().filter(|row| row.lifespan.has(used)) {
        if row.is("required") || dice.chance(60) {
            let (name, text) = (utf8_percent_encode(&row.name, NAME), text_of(dice, shelf, row, used));
            write!(target, "{separator}{name}={}", utf8_percent_encode(&text, VALUE)).ok()?;
            separator = '&';
        }
    }
    write!(target, "{separator}api-version={}", version(used)).ok()?;
    let mut sample = Map::new();
    sample.insert("title".to_owned(), format!("{} {} {at}", line(dice), draft.number).into());
    sample.insert("request".to_owned(), format!("{} {target}", draft.method).into());
    let body = draft.body.as_ref().map(|ty| json_of(dice, shelf, ty, Use::Sent(used), 0));
    sample.extend(body.map(|body| ("body".to_owned(), body)));
    let mut response = Map::from_iter([("status".to_owned(), json!(*dice.pick(&draft.statuses)))]);
    let mut answer = draft.answer.as_ref().map(|ty| json_of(dice, shelf, ty, Use::Answered, 0));
    if let (Some(Type::Named(_)), Some(Value::Object(answer))) = (&draft.answer, &mut answer)
        && dice.chance(40)
    {
        answer.insert("x-undeclared".to_owned(), json!([null, { "deep": 1 }]));
        sample.insert("undeclared".to_owned(), json!({ "x-undeclared": prose(dice) }));
    }
    if dice.chance(20) {
        response.insert("headers".to_owned(), json!({ "x-of-sample": line(dice).trim() }));
    }
    if dice.chance(20) {
        let erratum = json!({ "page": "GET", "why": "The page prints no more of it." });
        sample.insert("errata".to_owned(), json!({ "request": erratum }));
    }
    response.extend(answer.map(|answer| ("body".to_owned(), answer)));
    sample.insert("response".to_owned(), response.into());
    Some(sample.into())
}
