//! Each mutant against the tests that enter its function, until one of them fails.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::Fault;
use crate::copy::Copy;
use crate::list::Mutant;
use crate::record::{Outcome, Record};
use crate::suite::{Desk, End, Test};
use crate::work::each;

/// How long the tests of one mutant may take together when nothing is switched on, in seconds: those that come last have
/// noticed next to nothing for their time.
const ENOUGH: f64 = 12.0;

/// How good each test has been so far at failing for faults of each folder.
type Scores = Mutex<BTreeMap<(String, usize), Score>>;

#[derive(Clone, Copy, Debug, Default)]
struct Score {
    asked: u32,
    failed: u32,
}

/// Tries all candidates; what comes of each is added to the record.
///
/// # Errors
///
/// When a test cannot be started, or a mutant has changed the copy, so that no later test can be believed.
pub fn try_out(candidates: &[&Mutant], tests: &[Test], record: &Record, copy: &Copy) -> Result<(), Fault> {
    let scores = Scores::default();
    let done = AtomicU32::new(0);
    each(candidates, |worker, mutant| {
        let desk = Desk::new(&copy.root, worker)?;
        let (outcome, test) = try_one(mutant, tests, &scores, &desk)?;
        copy.is_whole().map_err(|fault| format!("{fault}, after {}", mutant.name))?;
        record.add(outcome, mutant, &test)?;
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of(100) {
            println!("    {done} of {}", candidates.len());
        }
        Ok(())
    })
}

fn try_one(
    mutant: &Mutant,
    tests: &[Test],
    scores: &Scores,
    desk: &Desk,
) -> Result<(Outcome, String), Fault> {
    let folder = mutant.file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let lock = || scores.lock().unwrap_or_else(PoisonError::into_inner);
    let mut asked: Vec<(f64, usize, &Test)> = Vec::new();
    for (number, test) in tests.iter().enumerate().filter(|(_, test)| test.reached.contains(&mutant.first)) {
        let score = lock().get(&(folder.to_owned(), number)).copied().unwrap_or_default();
        asked.push((worth(score, test), number, test));
    }
    if asked.is_empty() {
        return Ok((Outcome::Unreached, String::new()));
    }
    asked.sort_by(|(one, ..), (other, ..)| other.total_cmp(one));
    let mut spent = 0.0;
    for (_, number, test) in asked {
        if spent > ENOUGH {
            break;
        }
        spent += test.seconds();
        let end = test.against(mutant.id, desk)?;
        let mut scores = lock();
        let score = scores.entry((folder.to_owned(), number)).or_default();
        score.asked += 1;
        score.failed += u32::from(end != End::Passed);
        match end {
            End::Passed => {}
            End::Failed => return Ok((Outcome::Caught, test.shown())),
            End::TimedOut => return Ok((Outcome::Timeout, test.shown())),
        }
    }
    Ok((Outcome::Missed, String::new()))
}

/// How many failures a second are to be expected of a test.
fn worth(score: Score, test: &Test) -> f64 {
    (f64::from(score.failed) + 0.1) / (f64::from(score.asked) + 1.0) / test.seconds()
}
