//! One call: its attempts, the time that they take, and what follows each.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};

use super::transport::Failure;
use crate::Error;
use crate::retry::{Attempt, Decision, History, Idempotency, RetryPolicy};

/// A call that has begun.
pub(super) struct Call<'a> {
    policy: &'a RetryPolicy,
    idempotency: Idempotency,
    begun: Instant,
    history: History,
}

/// What an attempt came to.
pub(super) type Outcome = Result<http::Response<Bytes>, Failure>;

impl<'a> Call<'a> {
    pub(super) fn begin(policy: &'a RetryPolicy, method: &Method) -> Self {
        Self { policy, idempotency: Idempotency::of(method), begun: Instant::now(), history: History::new() }
    }

    /// How long the next attempt may take.
    pub(super) fn time_left(&self) -> Duration {
        self.policy.time_left(self.begun.elapsed())
    }

    /// How long to wait before the next attempt; `None` if there is none.
    pub(super) fn after(&mut self, outcome: &Outcome) -> Option<Duration> {
        self.history.add(match outcome {
            // It ends the call; should it turn out not to be readable, `into_history` adds it.
            Ok(answer) if answer.status().is_success() => return None,
            Ok(answer) => answered(answer.status(), answer.headers()),
            Err(Failure::Response(error)) if error.status.is_success() => return None,
            Err(Failure::Response(error)) => answered(error.status, &error.headers),
            Err(Failure::Transport(error)) => Attempt::failed(error.fault()),
        });
        match self.policy.decide(self.idempotency, &self.history, self.begun.elapsed(), entropy()) {
            Decision::Again { after } => Some(after),
            Decision::GiveUp(_) => None,
        }
    }

    /// What all attempts of a call met that ends with this error.
    pub(super) fn into_history<E>(mut self, error: &Error<E>) -> History {
        if let (Some(status), Some(headers)) = (error.status(), error.headers())
            && status.is_success()
        {
            self.history.add(answered(status, headers));
        }
        self.history
    }
}

fn answered(status: StatusCode, headers: &HeaderMap) -> Attempt {
    Attempt::answered(status, headers, SystemTime::now())
}

/// A random number, good enough to keep clients apart: the standard library draws its keys from the system.
fn entropy() -> u64 {
    RandomState::new().build_hasher().finish()
}
