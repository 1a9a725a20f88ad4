//! Operations that only begin something: what they poll, when that is over, how it is cancelled.

mod ends;
mod follow_up;

use crate::model::{Docs, LongRunning, Method, Operation, Phase, TextPath, Type};
use crate::problem::{Kind, Place, Problem, Problems};
use crate::spec::{self, Map, NotFound, Text, list_words};

use super::operation::Page;
use super::paths::{self, Stray};
use super::prose;
use super::values::Library;
use follow_up::File;

/// Makes long operations of those that say so; `wires` are the names of the operations in the spec.
pub fn lower(
    written: &Map<spec::Operation>,
    wires: &[&str],
    operations: &mut [Operation],
    library: &Library<'_>,
    page: &Page<'_>,
    problems: &mut Problems,
) {
    let file = File { written, wires, operations, library, versions: page.scope.versions() };
    let mut lowered = Vec::new();
    for (at, wire) in wires.iter().enumerate() {
        let long = written.get(*wire).and_then(|entry| entry.value.long_running.as_ref());
        lowered.push(long.and_then(|long| one(long, &file.operations[at], &file, problems)));
    }
    for (operation, long) in operations.iter_mut().zip(lowered) {
        operation.long_running = long;
    }
}

fn one(
    written: &spec::LongRunning,
    operation: &Operation,
    file: &File<'_>,
    problems: &mut Problems,
) -> Option<LongRunning> {
    let (polled, ends) = (follow_up::find(&written.poll, file, problems), ends::lower(written, problems));
    let (polled, (found, not_found)) = (polled?, ends?);
    if polled.name == operation.name || !matches!(polled.method, Method::Get | Method::Head) {
        let help = "name the operation that reads what this one changes: a GET";
        problems.push(bad(&written.poll, "polling would do something each time", help));
        return None;
    }
    let poll = follow_up::lower(&written.poll, operation, polled, None, file, problems);
    let answer = polled.answer.as_ref();
    let state = text_path(written.state.as_ref(), answer, file.library, problems);
    let reason = text_path(written.reason.as_ref(), answer, file.library, problems);
    if let Some(Some(state)) = &state {
        ends::check_states(written, state, file.library, problems);
    }
    let cancel = match &written.cancel {
        Some(cancel) => Some(follow_up::cancel(cancel, polled, file, problems)?),
        None => None,
    };
    Some(LongRunning {
        poll: poll?,
        polled: polled.answer.clone(),
        state: state?,
        reason: reason?,
        succeeded: texts(&written.succeeded),
        failed: texts(&written.failed),
        found,
        not_found,
        cancel,
    })
}

fn texts(written: &[Text]) -> Vec<String> {
    written.iter().map(|text| text.value.clone()).collect()
}

/// Where a polled answer holds a text; nothing if it holds none there, nothing inside where none is wanted.
fn text_path(
    written: Option<&Text>,
    answer: Option<&Type>,
    library: &Library<'_>,
    problems: &mut Problems,
) -> Option<Option<TextPath>> {
    let Some(path) = written else { return Some(None) };
    let Some(Type::Named(reference)) = answer else {
        let help = "remove it, or poll an operation that answers with a definition";
        problems.push(bad(path, "the polled operation answers with no properties", help));
        return None;
    };
    // A definition that was not understood is not there; enough has been said of it.
    let model = library.model(reference)?;
    let (label, help) = match paths::walk(&path.value, model, library) {
        Ok(found) if ends::is_text(&found) => {
            return Some(Some(TextPath { steps: found.steps, ty: found.ty }));
        }
        Ok(_) => {
            let help = "name a `string` or an enum, on no path through a list";
            ("it does not lead to one text".to_owned(), help.to_owned())
        }
        Err(Stray::NoProperty(label, help)) => (label, help),
        Err(Stray::NotUnderstood) => return None,
    };
    problems.push(bad(path, &label, &help));
    None
}

/// Says what the end of a long operation is, and who tells it.
pub fn docs(written: Option<&spec::LongRunning>) -> Docs {
    let Some(written) = written else { return Docs::new() };
    let code = |text: &Text| prose::code(&text.value);
    let states =
        |texts: &[Text]| list_words(texts.iter().map(|text| text.value.as_str())).replace(" and ", " or ");
    let poll = code(&written.poll);
    let mut text = format!("This only begins it; {poll} tells the end.");
    let state = written.state.as_ref().map(code).unwrap_or_default();
    match (written.not_found.as_ref().map(|one| one.value), written.succeeded.as_slice()) {
        (Some(NotFound::Succeeded), _) => text += " It has succeeded once that finds nothing any more.",
        (not_found, []) if not_found.is_some() => text += " It has succeeded once that finds something.",
        (_, succeeded) => text += &format!(" It has succeeded once {state} is {}.", states(succeeded)),
    }
    if !written.failed.is_empty() {
        text += &format!(" It has failed if {state} is {}", states(&written.failed));
        match &written.reason {
            Some(reason) => text += &format!("; {} tells why.", code(reason)),
            None => text += ".",
        }
    }
    if let Some(cancel) = &written.cancel {
        text += &format!(" {} cancels it.", code(&cancel.operation));
    }
    prose::sentence(&text)
}

fn bad(text: &Text, label: &str, help: &str) -> Problem {
    bad_at(text.place, &format!("`{}` does not fit this long operation", text.value), label, help)
}

fn bad_at(place: Place, title: &str, label: &str, help: &str) -> Problem {
    Problem::new(Kind::BadLongRunning, place, title).label(label).help(help)
}

/// The two phases that a spec can say of an answer.
type Ends = (Phase, Option<Phase>);
