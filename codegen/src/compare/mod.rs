//! Two models of specs to what the step from one to the other means for code that uses the generated crate.
//!
//! Models are compared, never texts: what is written otherwise and means the same is no change. What is public in the
//! generated crate, and so can break, is what `emit` makes public.

mod answers;
mod change;
mod definitions;
mod enums;
mod errors;
mod fields;
mod limits;
mod long_running;
mod models;
mod operations;
mod pairs;
mod services;
mod show;
mod types;
mod uses;

use std::collections::BTreeSet;

use crate::Meaning;
use crate::model::Service;

pub use change::{Change, Effect, Kind, Subject, Verdict};
pub use show::{json, markdown, text};

use pairs::{Pair, pair};

/// All that differs, the most severe first; nothing if the two mean the same.
#[must_use]
pub fn compare(before: &Meaning, after: &Meaning) -> Vec<Change> {
    let Meaning { services: old } = before;
    let Meaning { services: new } = after;
    let mut changes = Vec::new();
    let is_same = |one: &Service, other: &Service| one.feature == other.feature;
    for pair in pair(old, new, &[&is_same, &services::is_alike]) {
        match pair {
            Pair::Both(one, other) => services::compare(one, other, &mut changes),
            Pair::Removed(one) => services::whole(one, Kind::Removed, Effect::Code, &mut changes),
            Pair::Added(one) => services::whole(one, Kind::Added, Effect::Addition, &mut changes),
        }
    }
    leave_out_docs_of_changes(&mut changes);
    changes.sort_by(|one, other| key(one).cmp(&key(other)));
    changes
}

/// What is the most severe of all changes: the step that the version of the generated crate has to take.
#[must_use]
pub fn verdict(changes: &[Change]) -> Option<Verdict> {
    changes.iter().map(|change| change.effect.verdict()).min()
}

fn key(change: &Change) -> (Effect, &str, Subject, Kind, &str) {
    (change.effect, &change.service, change.subject, change.kind, &change.path)
}

/// Docs say limits, versions and names on the wire, too: where one of those has changed, that is the change.
fn leave_out_docs_of_changes(changes: &mut Vec<Change>) {
    let is_told = |change: &Change| match change.kind {
        Kind::Docs | Kind::Samples | Kind::Order => None,
        _ => Some(change.path.clone()),
    };
    let told: BTreeSet<String> = changes.iter().filter_map(is_told).collect();
    changes.retain(|change| change.kind != Kind::Docs || !told.contains(&change.path));
}
