//! One call: its attempts, the time that they take, and what follows each.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use http::Method;

use super::transport::Failure;
use crate::retry::{Attempt, Decision, History, Idempotency, RetryPolicy};

/// A call that has begun.
pub(super) struct Call<'a> {
    policy: &'a RetryPolicy,
    idempotency: Idempotency,
    begun: Instant,
    history: History,
    /// The attempt that succeeded; nobody looks at it unless its answer cannot be read.
    success: Option<Attempt>,
}

/// What an attempt came to.
pub(super) type Outcome = Result<http::Response<Bytes>, Failure>;

impl<'a> Call<'a> {
    pub(super) fn begin(policy: &'a RetryPolicy, method: &Method) -> Self {
        Self {
            policy,
            idempotency: Idempotency::of(method),
            begun: Instant::now(),
            history: History::new(),
            success: None,
        }
    }

    /// How long the next attempt may take.
    pub(super) fn time_left(&self) -> Duration {
        self.policy.time_left(self.begun.elapsed())
    }

    /// How long to wait before the next attempt; `None` if there is none.
    pub(super) fn after(&mut self, outcome: &Outcome) -> Option<Duration> {
        let now = SystemTime::now();
        self.history.add(match outcome {
            Ok(answer) if answer.status().is_success() => {
                self.success = Some(Attempt::answered(answer.status(), answer.headers(), now));
                return None;
            }
            Ok(answer) => Attempt::answered(answer.status(), answer.headers(), now),
            Err(Failure::Transport(error)) => Attempt::failed(error.fault()),
            Err(Failure::Response(error)) => Attempt::answered(error.status, &error.headers, now),
        });
        match self.policy.decide(self.idempotency, &self.history, self.begun.elapsed(), entropy()) {
            Decision::Again { after } => Some(after),
            Decision::GiveUp(_) => None,
        }
    }

    /// What all attempts met.
    pub(super) fn into_history(mut self) -> History {
        if let Some(success) = self.success {
            self.history.add(success);
        }
        self.history
    }
}

/// A random number, good enough to keep clients apart: the standard library draws its keys from the system.
fn entropy() -> u64 {
    RandomState::new().build_hasher().finish()
}
