//! What values keep to, and which api-versions have something.

use crate::model::{Lifespan, Limit};

use super::change::{Change, Effect, Item, Kind};
use super::uses::{lifespan, lived};

/// The api-versions of a service, before and now.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// Before.
    pub before: &'a [String],
    /// Now.
    pub after: &'a [String],
}

/// Which way values go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Callers send them, before and now.
    Sent,
    /// They are only answered with, so that nothing holds them against a limit.
    Answered,
}

/// The limits of a value that are not the same, those of versions left out.
pub fn of_value(
    item: &Item,
    direction: Direction,
    before: &[Limit],
    after: &[Limit],
    changes: &mut Vec<Change>,
) {
    let only_in = |one: &[Limit], other: &[Limit]| {
        let differing = one.iter().filter(|limit| !limit.is_of_version() && !other.contains(limit));
        let words: Vec<_> = differing.map(shown).collect();
        (!words.is_empty()).then(|| words.join(", "))
    };
    let (was, is) = (only_in(before, after), only_in(after, before));
    if was.is_some() || is.is_some() {
        changes.push(item.change(Kind::Limits, held(direction)).between(was, is).note(about(direction)));
    }
}

/// What a changed limit does.
pub fn held(direction: Direction) -> Effect {
    match direction {
        Direction::Sent => Effect::Addition,
        Direction::Answered => Effect::Nothing,
    }
}

/// The same in words.
pub fn about(direction: Direction) -> &'static str {
    match direction {
        Direction::Sent => "what `validate()` lists; nothing is refused for it",
        Direction::Answered => "",
    }
}

/// The versions of a value, if they are not the same.
pub fn of_versions(
    item: &Item,
    direction: Direction,
    before: &[Limit],
    after: &[Limit],
    known: Known<'_>,
    changes: &mut Vec<Change>,
) {
    let Some(moved) = moved(&lifespan(before), &lifespan(after), known) else { return };
    let (effect, note) = match direction {
        Direction::Sent if !moved.lost.is_empty() => {
            (Effect::Behaviour, "in the versions without it, it is an error before anything is sent")
        }
        Direction::Sent if !moved.gained.is_empty() => (Effect::Addition, ""),
        Direction::Sent | Direction::Answered => (Effect::Nothing, ""),
    };
    changes.push(moved.change(item, effect).note(note));
}

/// How the versions of something differ.
pub struct Moved {
    /// Those that no longer have it, and still are.
    pub lost: Vec<String>,
    /// Those that have it now, and were before.
    pub gained: Vec<String>,
    before: String,
    after: String,
}

/// How the versions of something differ, if its first or its last is another.
pub fn moved(before: &Lifespan, after: &Lifespan, known: Known<'_>) -> Option<Moved> {
    if before == after {
        return None;
    }
    let (had, has) = (lived(before, known.before), lived(after, known.after));
    let without = |these: &[String], others: &[String], known: &[String]| {
        let left = these.iter().filter(|one| !others.contains(one) && known.contains(one));
        left.cloned().collect::<Vec<_>>()
    };
    Some(Moved {
        lost: without(&had, &has, known.after),
        gained: without(&has, &had, known.before),
        before: span(before),
        after: span(after),
    })
}

impl Moved {
    /// The change, which concerns the versions that came or went.
    pub fn change(&self, item: &Item, effect: Effect) -> Change {
        let mut change = item.change(Kind::Versions, effect).between(self.before.clone(), self.after.clone());
        let concerned: Vec<String> = self.lost.iter().chain(&self.gained).cloned().collect();
        if !concerned.is_empty() {
            change.versions = concerned;
            change.in_all_versions = false;
        }
        change
    }
}

fn span(lifespan: &Lifespan) -> String {
    let Lifespan { since, until } = lifespan;
    match (since, until) {
        (None, None) => "all".to_owned(),
        (Some(since), None) => format!("since {since}"),
        (None, Some(until)) => format!("until {until}"),
        (Some(since), Some(until)) => format!("since {since}, until {until}"),
    }
}

/// A limit in words.
fn shown(limit: &Limit) -> String {
    match limit {
        Limit::Minimum(value) => format!("at least {value}"),
        Limit::Maximum(value) => format!("at most {value}"),
        Limit::MinLength(value) => format!("at least {value} characters"),
        Limit::MaxLength(value) => format!("at most {value} characters"),
        Limit::Pattern(pattern) => format!("matches {pattern}"),
        Limit::Const(text) => format!("always {text}"),
        Limit::Since(version) => format!("since {version}"),
        Limit::Until(version) => format!("until {version}"),
    }
}
