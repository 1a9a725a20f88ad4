//! Each mutant against the tests that enter its function, until one of them fails.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::Fault;
use crate::copy::Copy;
use crate::list::Mutant;
use crate::record::{Outcome, Record};
use crate::suite::{Desk, End, Test};
use crate::work::each;

/// How long the tests of one mutant may take together when nothing is switched on, in seconds: those that come last have
/// noticed next to nothing for their time.
const ENOUGH: f64 = 5.0;

/// How good a test has been so far at failing.
#[derive(Debug, Default)]
struct Score {
    asked: AtomicU32,
    failed: AtomicU32,
}

/// Tries all candidates; what comes of each is added to the record.
///
/// # Errors
///
/// When a test cannot be started, or a mutant has changed the copy, so that no later test can be believed.
pub fn try_out(candidates: &[&Mutant], tests: &[Test], record: &Record, copy: &Copy) -> Result<(), Fault> {
    let scores: Vec<Score> = tests.iter().map(|_| Score::default()).collect();
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
    scores: &[Score],
    desk: &Desk,
) -> Result<(Outcome, String), Fault> {
    let mut asked: Vec<_> = tests.iter().zip(scores).collect();
    asked.retain(|(test, _)| test.reached.contains(&mutant.first));
    if asked.is_empty() {
        return Ok((Outcome::Unreached, String::new()));
    }
    // The most failures a second first.
    asked.sort_by(|one, other| worth(*other).total_cmp(&worth(*one)));
    let mut spent = 0.0;
    for (test, score) in asked {
        if spent > ENOUGH {
            break;
        }
        spent += test.seconds();
        score.asked.fetch_add(1, Ordering::Relaxed);
        let outcome = match test.against(mutant.id, desk)? {
            End::Passed => continue,
            End::Failed => Outcome::Caught,
            End::TimedOut => Outcome::Timeout,
        };
        score.failed.fetch_add(1, Ordering::Relaxed);
        return Ok((outcome, test.shown()));
    }
    Ok((Outcome::Missed, String::new()))
}

fn worth((test, score): (&Test, &Score)) -> f64 {
    let [asked, failed] = [&score.asked, &score.failed].map(|times| f64::from(times.load(Ordering::Relaxed)));
    (failed + 1.0) / (asked + 2.0) / test.seconds()
}
