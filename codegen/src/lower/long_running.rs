//! Operations that only begin something: what they poll, when that is over, how it is cancelled.

mod ends;
mod follow_up;

use crate::model::{Docs, LongRunning, Method, Operation, TextPath, Type};
use crate::problem::{Kind, Place, Problem, Problems};
use crate::spec::{self, Map, NotFound, Text};

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
    // Two that have one name in Rust have been reported, and are two.
    if std::ptr::eq(polled, operation) || !matches!(polled.method, Method::Get | Method::Head) {
        let help = "name the operation that reads what this one changes: a GET";
        problems.push(bad(&written.poll, "polling would do something each time", help));
        return None;
    }
    let poll = follow_up::lower(&written.poll, operation, polled, None, file, problems);
    // What cannot be understood is left out, and reported.
    let mut text = |path: &Option<Text>| text_path(path.as_ref()?, polled, file.library, problems);
    let (state, reason) = (text(&written.state), text(&written.reason));
    if let Some(state) = &state {
        ends::check_states(written, state, file.library, problems);
    }
    let cancel = written.cancel.as_ref();
    let cancel = cancel.and_then(|cancel| follow_up::cancel(cancel, polled, file, problems));
    let texts = |texts: &[Text]| texts.iter().map(|text| text.value.clone()).collect();
    Some(LongRunning {
        poll: poll?,
        polled: polled.answer.clone(),
        state,
        reason,
        succeeded: texts(&written.succeeded),
        failed: texts(&written.failed),
        found,
        not_found,
        cancel,
    })
}

/// Where the answer of the polled operation holds a text.
fn text_path(
    path: &Text,
    polled: &Operation,
    library: &Library<'_>,
    problems: &mut Problems,
) -> Option<TextPath> {
    let Some(Type::Named(reference)) = &polled.answer else {
        let help = "remove it, or poll an operation that answers with a definition";
        problems.push(bad(path, "the polled operation answers with no properties", help));
        return None;
    };
    // A definition that was not understood is not there; enough has been said of it.
    let model = library.model(reference)?;
    let (label, help) = match paths::walk(&path.value, model, library) {
        Ok(found) if ends::is_text(&found) => return Some(TextPath { steps: found.steps, ty: found.ty }),
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
    let poll = code(&written.poll);
    let state = written.state.as_ref().map(code).unwrap_or_default();
    let mut sentences = vec![format!("This only begins it; {poll} tells the end.")];
    sentences.push(match (written.not_found.as_ref().map(|one| one.value), written.succeeded.as_slice()) {
        (Some(NotFound::Succeeded), _) => "It has succeeded once that finds nothing any more.".to_owned(),
        (Some(NotFound::Running), []) => "It has succeeded once that finds something.".to_owned(),
        (Some(NotFound::Running) | None, states) => {
            format!("It has succeeded once {state} is {}.", any(states))
        }
    });
    if !written.failed.is_empty() {
        let why = written.reason.as_ref().map(|reason| format!("; {} tells why", code(reason)));
        sentences.push(format!(
            "It has failed if {state} is {}{}.",
            any(&written.failed),
            why.unwrap_or_default()
        ));
    }
    sentences.extend(written.cancel.iter().map(|cancel| format!("{} cancels it.", code(&cancel.operation))));
    prose::sentence(&sentences.join(" "))
}

/// States as alternatives: `` `a` or `b` ``.
fn any(states: &[Text]) -> String {
    states.iter().map(|state| prose::code(&state.value)).collect::<Vec<_>>().join(" or ")
}

fn bad(text: &Text, label: &str, help: &str) -> Problem {
    bad_at(text.place, &format!("`{}` does not fit this long operation", text.value), label, help)
}

fn bad_at(place: Place, title: &str, label: &str, help: &str) -> Problem {
    Problem::new(Kind::BadLongRunning, place, title).label(label).help(help)
}
