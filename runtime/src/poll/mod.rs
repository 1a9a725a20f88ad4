//! How a long operation is followed to its end: a state machine without clock, dice or I/O.
//!
//! Whoever sends requests, blocking or not, sends the operation that begins it, makes a [`Polling`] of the answer, and
//! from then on waits as long as [`Polling::next`] says, sends [`Polling::operation`] and shows the answer to
//! [`Polling::see`]. Time is an argument, so that a test needs no clock:
//!
//! ```
//! use std::time::{Duration, SystemTime};
//! use runtime::poll::{Next, PollError, Polling};
//! use runtime::{Answer, LongRunning, Response};
//!
//! fn follow<L: LongRunning>(
//!     begun: &L,
//!     answer: &Response<L::Body, L::Headers>,
//!     mut send: impl FnMut(&L::Poll) -> Answer<L::Poll>,
//! ) -> Result<L::Outcome, PollError<L::Poll>> {
//!     let mut polling = Polling::begun(begun, answer, SystemTime::now());
//!     let mut now = Duration::ZERO;
//!     loop {
//!         match polling.next(now) {
//!             Next::Ask { after } => now += after, // A client sleeps here.
//!             Next::OutOfTime { wait } => return Err(PollError::OutOfTime { wait }),
//!         }
//!         let answer = send(polling.operation());
//!         if let Some(outcome) = polling.see(answer, now, SystemTime::now())? {
//!             return Ok(outcome);
//!         }
//!     }
//! }
//! ```

mod error;
mod policy;

use std::fmt;
use std::time::{Duration, SystemTime};

use http::{HeaderMap, StatusCode};

pub use self::error::{Failed, PollError};
pub use self::policy::PollPolicy;
use crate::retry::Attempt;
use crate::{Answer, Error, LongRunning, Outcome as _, Polled, Response};

/// How far a long operation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It has not come to its end, or is in a state that nobody here knows.
    Running,

    /// It did what was asked.
    Succeeded,

    /// It ended without that: it failed, or was called off.
    Failed,
}

/// What tells that a long operation is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// The states that mean success.
    pub succeeded: &'static [&'static str],

    /// The states that mean failure.
    pub failed: &'static [&'static str],

    /// What an answer means whose state is none of these, or that has none.
    pub found: Phase,

    /// What it means that there is nothing to answer with, 404; `None` if that is an error like any other.
    pub not_found: Option<Phase>,
}

impl Ends {
    /// What an answer with this state means. The service's own spelling decides, so case counts.
    #[must_use]
    pub fn phase(&self, state: Option<&str>) -> Phase {
        match state {
            Some(state) if self.succeeded.contains(&state) => Phase::Succeeded,
            Some(state) if self.failed.contains(&state) => Phase::Failed,
            Some(_) | None => self.found,
        }
    }
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Wait, then send the operation that is polled.
    Ask {
        /// How long to wait.
        after: Duration,
    },

    /// Stop waiting; the long operation itself goes on.
    OutOfTime {
        /// The wait that was not begun.
        wait: Duration,
    },
}

/// A long operation that is followed to its end.
pub struct Polling<L: LongRunning> {
    operation: L::Poll,
    policy: PollPolicy,
    /// The last answer that asked for a wait or gave reason to; `None` before the first.
    seen: Option<Seen>,
    /// How many waits there have been.
    waits: u32,
    state: Option<String>,
    last: Option<Polled<L::Poll>>,
}

/// What the next wait goes by.
#[derive(Clone, Copy)]
struct Seen {
    /// When the answer came.
    at: Duration,
    /// The wait that it asks for.
    asked: Option<Duration>,
}

impl<L: LongRunning> Polling<L> {
    /// Follows what has just been begun with this answer. All times count from here; `clock` serves to read an answer
    /// that asks to come back at a date.
    #[must_use]
    pub fn begun(operation: &L, answer: &Response<L::Body, L::Headers>, clock: SystemTime) -> Self {
        let asked = asked(answer.status, &answer.raw_headers, clock);
        Self { seen: Some(Seen { at: Duration::ZERO, asked }), ..Self::attached(operation.poll()) }
    }

    /// Follows what was begun at another time, perhaps by another program: the first question is due at once.
    #[must_use]
    pub fn attached(operation: L::Poll) -> Self {
        Self { operation, policy: PollPolicy::new(), seen: None, waits: 0, state: None, last: None }
    }

    /// Goes by this policy from now on.
    pub fn set_policy(&mut self, policy: PollPolicy) {
        self.policy = policy;
    }

    /// What is polled.
    #[must_use]
    pub fn operation(&self) -> &L::Poll {
        &self.operation
    }

    /// The state that was seen last, in the service's own word, be it a known one or not.
    #[must_use]
    pub fn state(&self) -> Option<&str> {
        self.state.as_deref()
    }

    /// The last answer while it was still running; `None` if there was nothing to answer with.
    #[must_use]
    pub fn last(&self) -> Option<&Polled<L::Poll>> {
        self.last.as_ref()
    }

    /// What is due at this time.
    #[must_use]
    pub fn next(&self, now: Duration) -> Next {
        let wait = self.seen.map_or(Duration::ZERO, |seen| {
            let due = seen.at.saturating_add(self.policy.wait(self.waits, seen.asked));
            due.saturating_sub(now)
        });
        if now.saturating_add(wait) > self.policy.time() {
            Next::OutOfTime { wait }
        } else {
            Next::Ask { after: wait }
        }
    }

    /// Takes in what polling met at this time: the outcome, if that is the end.
    ///
    /// # Errors
    /// [`PollError::Failed`] if the operation ended without success. [`PollError::Call`] if the answer tells nothing about
    /// it, which changes nothing: the same can be asked again.
    pub fn see(
        &mut self,
        answer: Answer<L::Poll>,
        now: Duration,
        clock: SystemTime,
    ) -> Result<Option<L::Outcome>, PollError<L::Poll>> {
        match answer {
            Ok(answer) => {
                self.record(now, asked(answer.status, &answer.raw_headers, clock));
                self.state = L::state(&answer.body).map(str::to_owned);
                self.found(answer)
            }
            Err(Error::Service(error)) if error.status == StatusCode::NOT_FOUND => {
                let asked = asked(error.status, &error.headers, clock);
                match (L::ENDS.not_found, L::Outcome::gone()) {
                    (Some(Phase::Running), _) => {
                        self.record(now, asked);
                        (self.state, self.last) = (None, None);
                        Ok(None)
                    }
                    (Some(Phase::Succeeded), Some(outcome)) => {
                        (self.state, self.last) = (None, None);
                        Ok(Some(outcome))
                    }
                    _ => Err(Error::Service(error).into()),
                }
            }
            Err(error) => Err(error.into()),
        }
    }

    fn found(&mut self, answer: Polled<L::Poll>) -> Result<Option<L::Outcome>, PollError<L::Poll>> {
        self.last = None;
        match L::ENDS.phase(self.state()) {
            Phase::Running => {
                self.last = Some(answer);
                Ok(None)
            }
            Phase::Succeeded => Ok(Some(L::Outcome::found(answer))),
            Phase::Failed => {
                let reason = L::reason(&answer.body).map(str::to_owned);
                let state = self.state.clone().unwrap_or_default();
                Err(PollError::Failed(Box::new(Failed { state, reason, answer })))
            }
        }
    }

    /// Remembers what the next wait goes by.
    fn record(&mut self, at: Duration, asked: Option<Duration>) {
        if self.seen.is_some() {
            self.waits = self.waits.saturating_add(1);
        }
        self.seen = Some(Seen { at, asked });
    }
}

/// The wait that an answer asks for.
fn asked(status: StatusCode, headers: &HeaderMap, clock: SystemTime) -> Option<Duration> {
    Attempt::answered(status, headers, clock).asked()
}

/// The last answer may hold what is not to be shown.
impl<L: LongRunning<Poll: fmt::Debug>> fmt::Debug for Polling<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Polling")
            .field("operation", &self.operation)
            .field("policy", &self.policy)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}
