//! Rows of parameters, and the path whose variables some of them are.

use crate::model::{Location, Parameter, Presence, Segment};
use crate::problem::{Kind, Place, Problem, Problems};
use crate::spec::{self, Entry, Map, ParameterRow, Text, did_you_mean, nearest};

use super::fields;
use super::operation::Page;
use super::template::{Part, RequestLine};

/// The parameters of an operation, each with the place of its key; nothing if one of them cannot be understood.
pub fn lower(
    written: &spec::Operation,
    page: &Page<'_>,
    problems: &mut Problems,
) -> Option<Vec<(Parameter, Place)>> {
    let rows = written.parameters.iter();
    let parameters: Vec<_> =
        rows.map(|(wire, entry)| one(wire, entry, page, problems).map(|one| (one, entry.key))).collect();
    parameters.into_iter().collect()
}

fn one(
    wire: &str,
    entry: &Entry<ParameterRow>,
    page: &Page<'_>,
    problems: &mut Problems,
) -> Option<Parameter> {
    let (written, key) = match &entry.value {
        ParameterRow::Own(row) => (row.as_ref(), entry.key),
        ParameterRow::Shared => match page.service.parameters.get(wire) {
            Some(shared) => (&shared.value, shared.key),
            None => {
                let known = &page.service.parameters;
                problems.push_with(entry.key.file, || no_shared(wire, entry.key, "parameters", known));
                return None;
            }
        },
    };
    if wire == page.service.api_version.parameter.value || wire == page.service.base_url.name.value {
        let title = format!("`{wire}` stands once for all operations, in service.yaml");
        let problem = Problem::new(Kind::RepeatedFact, entry.key, title);
        problems.push(problem.label("stated again").help("remove the row"));
        return None;
    }
    let location = match written.location.value {
        spec::Location::Path => Location::Path,
        spec::Location::Query => Location::Query,
        spec::Location::Header => Location::Header,
    };
    match location {
        Location::Path | Location::Query => {
            fields::check_not_secret(wire, written.row.secret.as_ref(), problems);
        }
        Location::Header => fields::check_header_name(wire, key, problems),
    }
    let required = match &written.row.required {
        Some(required) => required.value,
        None => location == Location::Path,
    };
    let presence = if required { Presence::Required } else { Presence::Optional };
    let row = fields::parameter(wire, key, written, presence);
    let field = fields::field(&row, page.scope, page.ledger, problems)?;
    fields::is_one_value(&field.ty, wire, &written.row.ty, problems).then_some(Parameter { field, location })
}

/// The problem of a `shared` row that service.yaml does not have.
pub fn no_shared<T>(wire: &str, place: Place, table: &str, known: &Map<T>) -> Problem {
    let otherwise = || format!("add it to `{table}` there, or write the row out here");
    let help = did_you_mean(wire, known.keys().map(String::as_str), otherwise);
    Problem::new(Kind::NotShared, place, format!("service.yaml shares no `{wire}` under `{table}`"))
        .label("no such row")
        .help(help)
}

/// Parameters and path that fit each other.
pub struct Arranged {
    /// The parameters, those of the path first and in its order, each with the place of its key.
    pub parameters: Vec<(Parameter, Place)>,
    /// The path in its parts.
    pub path: Vec<Segment>,
}

/// Matches the variables of a path with the rows `in: path`; nothing if one is without the other.
pub fn arrange(
    parameters: Vec<(Parameter, Place)>,
    line: &RequestLine,
    request: &Text,
    problems: &mut Problems,
) -> Option<Arranged> {
    let (mut rows, others): (Vec<_>, Vec<_>) =
        parameters.into_iter().partition(|(parameter, _)| parameter.location == Location::Path);
    let mut arranged: Vec<(Parameter, Place)> = Vec::new();
    let mut path = Vec::new();
    let mut fits = true;
    for part in &line.parts {
        let (name, place) = match part {
            Part::Literal(text) => {
                path.push(Segment::Literal(text.clone()));
                continue;
            }
            Part::Variable(name, place) => (name, *place),
        };
        if let Some(at) = rows.iter().position(|(row, _)| row.field.wire == *name) {
            let (row, key) = rows.remove(at);
            if row.field.presence == Presence::Optional && !is_last_word(line, part) {
                problems.push(optional_inside(name, key, place));
            }
            path.push(Segment::Value(arranged.len()));
            arranged.push((row, key));
            continue;
        }
        fits = false;
        if arranged.iter().any(|(row, _)| row.field.wire == *name) {
            problems.push(repeated_variable(name, place));
            continue;
        }
        let near = nearest(name, rows.iter().map(|(row, _)| row.field.wire.as_str())).map(str::to_owned);
        problems.push(variable_without_row(name, place, near.as_deref()));
        // The row of the name that is meant is not without its variable, then.
        rows.retain(|(row, _)| Some(&row.field.wire) != near.as_ref());
    }
    for (row, key) in &rows {
        problems.push(row_without_variable(&row.field.wire, *key, request.place));
    }
    let fits = fits && rows.is_empty();
    arranged.extend(others);
    fits.then_some(Arranged { parameters: arranged, path })
}

/// Whether a variable is all that stands behind the last slash.
fn is_last_word(line: &RequestLine, variable: &Part) -> bool {
    match line.parts.as_slice() {
        [.., Part::Literal(before), last] => last == variable && before.ends_with('/'),
        _ => false,
    }
}

fn optional_inside(name: &str, key: Place, place: Place) -> Problem {
    Problem::new(Kind::PathVariable, key, format!("the path cannot do without `{{{name}}}`"))
        .label("marked as not required")
        .related(place, "more of the path stands around it")
        .help("remove `required: false`: only what stands alone behind the last slash can be left out")
}

fn repeated_variable(name: &str, place: Place) -> Problem {
    Problem::new(Kind::PathVariable, place, format!("`{{{name}}}` stands in the path twice"))
        .label("the second")
        .help("a variable stands once; where a page prints one name twice, one of the two is cut short: see its rows")
}

fn variable_without_row(name: &str, place: Place, near: Option<&str>) -> Problem {
    let help = match near {
        Some(near) => format!("did you mean `{{{near}}}`?"),
        None => format!("add the row to `parameters`: `{name}: {{ in: path, type: … }}`"),
    };
    Problem::new(Kind::PathVariable, place, format!("the path's `{{{name}}}` has no row"))
        .label("no `in: path` row of this name")
        .help(help)
}

fn row_without_variable(name: &str, key: Place, path: Place) -> Problem {
    Problem::new(Kind::PathVariable, key, format!("the path has no `{{{name}}}`"))
        .label("a path row without its variable")
        .related(path, "the path")
        .help("put the variable where it belongs in `request`, or send the row elsewhere: `in: query`")
}
