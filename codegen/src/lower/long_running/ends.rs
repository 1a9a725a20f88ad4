//! When a long operation is over: by its states, and by what is found or not.

use crate::model::{Definition, Phase, TextPath, Type, TypeKind, TypeRef};
use crate::problem::Problems;
use crate::spec::{self, NotFound, Text, did_you_mean, list_words};

use super::super::paths::Found;
use super::super::values::Library;
use super::{bad, bad_at};

/// What an answer means whose state is not listed, and what 404 does, unless that is an error.
type Ends = (Phase, Option<Phase>);

/// What an answer means whose state is not listed, and what 404 does; nothing if that leaves the operation without end, or
/// with two.
pub fn lower(written: &spec::LongRunning, problems: &mut Problems) -> Option<Ends> {
    let not_found = written.not_found.as_ref();
    if written.state.is_none() {
        let useless = written.succeeded.iter().chain(&written.failed).chain(&written.reason);
        if let Some(text) = useless.into_iter().next() {
            let help = "say where the polled answer holds the state: `state: status`";
            problems.push(bad(text, "the state of what?", help));
            return None;
        }
    }
    if let (Some(reason), true) = (&written.reason, written.failed.is_empty()) {
        problems.push(bad(
            reason,
            "no state means failure",
            "list the states that do under `failed`, or remove it",
        ));
    }
    match (not_found.map(|one| one.value), written.succeeded.first(), &written.state) {
        (Some(NotFound::Succeeded), None, _) => Some((Phase::Running, Some(Phase::Succeeded))),
        (Some(NotFound::Succeeded), Some(state), _) => {
            let help = "keep one: with `not-found: succeeded` the end is that nothing is left to be read";
            problems.push(bad(state, "a second end: there is `not-found: succeeded`", help));
            None
        }
        (Some(NotFound::Running), None, None) => Some((Phase::Succeeded, Some(Phase::Running))),
        (Some(NotFound::Running), Some(_), _) => Some((Phase::Running, Some(Phase::Running))),
        (None, Some(_), _) => Some((Phase::Running, None)),
        (Some(NotFound::Running) | None, None, _) => {
            let help =
                "list states under `succeeded`, or say what 404 means: `not-found: running` or `succeeded`";
            problems.push(bad_at(written.place, "this operation never ends", "nothing means success", help));
            None
        }
    }
}

/// States are those of the enum, and each means one thing.
pub fn check_states(
    written: &spec::LongRunning,
    path: &TextPath,
    library: &Library<'_>,
    problems: &mut Problems,
) {
    let states: Vec<&Text> = written.succeeded.iter().chain(&written.failed).collect();
    for (at, state) in states.iter().enumerate() {
        if let Some(first) = states[..at].iter().find(|first| first.value == state.value) {
            let help = "list each state once, under `succeeded` or under `failed`";
            problems.push(bad(state, "listed twice", help).related(first.place, "the first"));
        }
    }
    let Type::Named(reference) = &path.ty else { return };
    let Some(Definition::Enum(definition)) = library.get(reference) else { return };
    let known = || definition.variants.iter().map(|variant| variant.wire.as_str());
    for state in states.iter().filter(|state| known().all(|known| known != state.value)) {
        let help = did_you_mean(&state.value, known(), || format!("write one of {}", list_words(known())));
        problems.push(bad(state, &format!("no value of `{}`", definition.name.as_str()), &help));
    }
}

/// Whether a path leads to one text that may be shown.
pub fn is_text(found: &Found) -> bool {
    let is_one = found.steps.iter().all(|step| !step.list);
    is_one && matches!(found.ty, Type::String | Type::Named(TypeRef { kind: TypeKind::Enum, .. }))
}
