//! What attempts met.

use std::fmt;
use std::time::{Duration, SystemTime};

use http::{HeaderMap, StatusCode};

use super::asked::asked;
use crate::TransportFault;

/// One attempt, as far as it matters to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    outcome: Outcome,
    asked: Option<Duration>,
}

/// What an attempt met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// An answer with this status, be it a success or not.
    Answer(StatusCode),

    /// No answer.
    Fault(TransportFault),
}

/// What an outcome says about the request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Another attempt would end the same way, or is not needed.
    Settled,

    /// The service did nothing, and may do it later.
    Undone,

    /// The service may have carried out the request, or a part of it.
    Unknown,
}

impl Attempt {
    /// An attempt that was answered.
    ///
    /// Of the headers it keeps no more than the wait that they ask for, in `retry-after-ms`, `x-ms-retry-after-ms` or
    /// `Retry-After`; the first of these that can be read counts. A `Retry-After` that is a date counts from the
    /// answer's `Date`, or from `now` where there is none.
    #[must_use]
    pub fn answered(status: StatusCode, headers: &HeaderMap, now: SystemTime) -> Self {
        Self { outcome: Outcome::Answer(status), asked: asked(headers, now) }
    }

    /// An attempt without an answer.
    #[must_use]
    pub fn failed(fault: TransportFault) -> Self {
        Self { outcome: Outcome::Fault(fault), asked: None }
    }

    /// What the attempt met.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// The wait that the answer asks for, before any limit; `None` if it asks for none, or for none that can be read.
    #[must_use]
    pub fn asked(&self) -> Option<Duration> {
        self.asked
    }

    pub(super) fn verdict(&self) -> Verdict {
        match self.outcome {
            Outcome::Answer(status) => verdict_of(status, self.asked),
            Outcome::Fault(TransportFault::Untrusted) => Verdict::Settled,
            Outcome::Fault(TransportFault::Connect) => Verdict::Undone,
            Outcome::Fault(TransportFault::Timeout | TransportFault::Interrupted) => Verdict::Unknown,
        }
    }
}

/// What a status says about the request, and what it says with a wait beside it.
fn verdict_of(status: StatusCode, asked: Option<Duration>) -> Verdict {
    match (status.as_u16(), asked) {
        // Who says when to come back turned the request away; a bare 503 may be a proxy's that lost sight of it.
        (429, _) | (503, Some(_)) => Verdict::Undone,
        (408 | 500 | 502 | 503 | 504, _) => Verdict::Unknown,
        _ => Verdict::Settled,
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(status) => fmt::Display::fmt(status, f),
            Self::Fault(TransportFault::Connect) => f.write_str("no connection"),
            Self::Fault(TransportFault::Untrusted) => f.write_str("a certificate that is not trusted"),
            Self::Fault(TransportFault::Timeout) => f.write_str("no answer in time"),
            Self::Fault(TransportFault::Interrupted) => f.write_str("an interrupted connection"),
        }
    }
}

/// The attempts of one call, oldest first.
///
/// It prints as one line for the end of an error: `2 attempts: no connection, 503 Service Unavailable`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    attempts: Vec<Attempt>,
}

impl History {
    /// No attempt yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the attempt that has just ended.
    pub fn add(&mut self, attempt: Attempt) {
        self.attempts.push(attempt);
    }

    /// All attempts, oldest first.
    #[must_use]
    pub fn attempts(&self) -> &[Attempt] {
        &self.attempts
    }
}

impl fmt::Display for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.attempts.len() {
            0 => return f.write_str("no attempt"),
            1 => f.write_str("1 attempt")?,
            number => write!(f, "{number} attempts")?,
        }
        for (index, attempt) in self.attempts.iter().enumerate() {
            write!(f, "{}{}", if index == 0 { ": " } else { ", " }, attempt.outcome)?;
        }
        Ok(())
    }
}
