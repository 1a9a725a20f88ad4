//! Candidates in turn, batch by batch.

use std::hint::black_box;
use std::time::{Duration, Instant};

use cpu_time::{ProcessTime, ThreadTime};

/// How long a batch takes at least: long against the clock, short against the machine's moods.
const BATCH: Duration = Duration::from_micros(500);

/// What does the same work in several ways.
pub struct Race<'a> {
    whose: Whose,
    candidates: Vec<Candidate<'a>>,
}

/// Whose processor time counts.
#[derive(Clone, Copy, Debug)]
pub enum Whose {
    /// That of the thread that calls: what a server on another thread does is not the caller's.
    Caller,
    /// That of all threads: work is not done because another thread does it.
    Everybody,
}

struct Candidate<'a> {
    name: &'static str,
    call: Box<dyn FnMut() + 'a>,
    /// How often each call does the work.
    times: u32,
    batch: u32,
    rounds: Vec<Time>,
}

/// One call in one round, in nanoseconds.
#[derive(Clone, Copy)]
struct Time {
    wall: f64,
    cpu: f64,
}

/// What a candidate took: medians over all rounds, ratios to the first candidate within each round.
#[derive(Clone, Copy, Debug)]
pub struct Result {
    /// The candidate.
    pub name: &'static str,
    /// Nanoseconds on the clock.
    pub wall: f64,
    /// Nanoseconds of processor time.
    pub cpu: f64,
    /// Times the first candidate's time on the clock.
    pub wall_ratio: f64,
    /// Times the first candidate's processor time.
    pub cpu_ratio: f64,
}

impl<'a> Race<'a> {
    /// A race without candidates.
    #[must_use]
    pub fn new(whose: Whose) -> Self {
        Self { whose, candidates: Vec::new() }
    }

    /// Adds a candidate; the first is what the others are held against.
    pub fn add<T>(&mut self, name: &'static str, call: impl FnMut() -> T + 'a) {
        self.add_many(name, 1, call);
    }

    /// Adds a candidate that does the work so many times a call.
    pub fn add_many<T>(&mut self, name: &'static str, times: u32, mut call: impl FnMut() -> T + 'a) {
        let call = Box::new(move || drop(black_box(call())));
        self.candidates.push(Candidate { name, call, times, batch: 1, rounds: Vec::new() });
    }

    /// Runs all candidates in turn, `rounds` times, after a round that does not count.
    #[must_use]
    pub fn run(mut self, rounds: usize) -> Vec<Result> {
        for candidate in &mut self.candidates {
            candidate.find_batch(self.whose);
        }
        for _ in 0..rounds {
            for candidate in &mut self.candidates {
                let time = candidate.time(self.whose);
                candidate.rounds.push(time);
            }
        }
        let Some(first) = self.candidates.first() else { return Vec::new() };
        self.candidates.iter().map(|candidate| candidate.result(first)).collect()
    }
}

impl Candidate<'_> {
    /// Doubles the batch until it is long enough, by processor time, since an interruption makes no batch longer; that
    /// warms everything up as well.
    fn find_batch(&mut self, whose: Whose) {
        while self.time(whose).cpu * f64::from(self.times * self.batch) < BATCH.as_secs_f64() * 1e9 {
            self.batch *= 2;
        }
    }

    fn time(&mut self, whose: Whose) -> Time {
        let (wall, thread, process) = (Instant::now(), ThreadTime::now(), ProcessTime::now());
        for _ in 0..self.batch {
            (self.call)();
        }
        let wall = wall.elapsed();
        let cpu = match whose {
            Whose::Caller => thread.elapsed(),
            Whose::Everybody => process.elapsed(),
        };
        let each = |time: Duration| time.as_secs_f64() * 1e9 / f64::from(self.times * self.batch);
        Time { wall: each(wall), cpu: each(cpu) }
    }

    fn result(&self, first: &Candidate<'_>) -> Result {
        let all = |of: fn(&Time) -> f64| median(self.rounds.iter().map(of).collect());
        let ratio = |of: fn(&Time) -> f64| {
            median(self.rounds.iter().zip(&first.rounds).map(|(own, first)| of(own) / of(first)).collect())
        };
        Result {
            name: self.name,
            wall: all(|time| time.wall),
            cpu: all(|time| time.cpu),
            wall_ratio: ratio(|time| time.wall),
            cpu_ratio: ratio(|time| time.cpu),
        }
    }
}

/// The middle of some numbers; 0 of none.
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}
