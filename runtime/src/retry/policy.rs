//! How often, how fast and how long a call is repeated.

use std::time::Duration;

use super::attempt::Verdict;
use super::{Attempt, Decision, GiveUp, History, Idempotency};

/// How often, how fast and how long a call is repeated.
///
/// ```
/// use std::time::Duration;
/// use runtime::retry::RetryPolicy;
///
/// let patient = RetryPolicy::new().max_attempts(10).max_total(Duration::from_secs(600));
/// assert_eq!(patient.time_left(Duration::from_secs(590)), Duration::from_secs(10));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a policy does nothing until it is asked"]
pub struct RetryPolicy {
    max_attempts: u32,
    max_total: Duration,
    first_backoff: Duration,
    max_backoff: Duration,
    max_asked: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_attempts: 5,
            max_total: Duration::from_secs(120),
            first_backoff: Duration::from_secs(1),
            max_backoff: Duration::from_secs(30),
            max_asked: Duration::from_secs(60),
        }
    }
}

impl RetryPolicy {
    /// The default of each setting.
    pub fn new() -> Self {
        Self::default()
    }

    /// One attempt and no more.
    pub fn never() -> Self {
        Self::default().max_attempts(1)
    }

    /// How many attempts a call may have, the first included; 5 unless set. The first is always made.
    ///
    /// Five attempts wait 15 seconds at most between them, unless the service asks for more: long enough for a restart
    /// behind a load balancer, short enough for someone who waits.
    pub fn max_attempts(mut self, number: u32) -> Self {
        self.max_attempts = number;
        self
    }

    /// How long a call may take with all its attempts and waits; two minutes unless set, which leaves time for a second
    /// attempt after one that took a minute to fail.
    ///
    /// A wait that would not end within it is not begun. An attempt is stopped in time by whoever makes it, see
    /// [`time_left`](Self::time_left).
    pub fn max_total(mut self, time: Duration) -> Self {
        self.max_total = time;
        self
    }

    /// The longest wait after the first attempt, where the service asks for none; a second unless set. It doubles with
    /// each attempt.
    ///
    /// The wait itself is anything from zero to the longest, by chance, so that clients that failed together do not
    /// come back together.
    pub fn first_backoff(mut self, wait: Duration) -> Self {
        self.first_backoff = wait;
        self
    }

    /// Where the doubling ends; 30 seconds unless set, which the default number of attempts does not reach.
    pub fn max_backoff(mut self, wait: Duration) -> Self {
        self.max_backoff = wait;
        self
    }

    /// The longest wait that a service may ask for; a minute unless set, since limits often count by the minute.
    ///
    /// If it asks for more the call is given up: an attempt sooner than asked is bound to be refused and may prolong
    /// the wait, while whoever called learns at once how long it would be, and can come back then.
    pub fn max_asked(mut self, wait: Duration) -> Self {
        self.max_asked = wait;
        self
    }

    /// The same, where a call may take this long at least.
    #[cfg(feature = "client")]
    pub(crate) fn at_least(mut self, time: Duration) -> Self {
        self.max_total = self.max_total.max(time);
        self
    }

    /// What is left for the next attempt; a client that stops it then never takes longer than
    /// [`max_total`](Self::max_total).
    #[must_use]
    pub fn time_left(&self, elapsed: Duration) -> Duration {
        self.max_total.saturating_sub(elapsed)
    }

    /// Decides what follows the last attempt of a history; if there is none yet, the first is due.
    ///
    /// `elapsed` is the time since the call began, by a clock that nobody sets, and `entropy` a random number, evenly
    /// distributed and new for each decision. It need not be a secret.
    #[must_use]
    pub fn decide(
        &self,
        idempotency: Idempotency,
        history: &History,
        elapsed: Duration,
        entropy: u64,
    ) -> Decision {
        let Some(last) = history.attempts().last() else {
            return Decision::Again { after: Duration::ZERO };
        };
        match self.wait(idempotency, history.attempts().len(), last, entropy) {
            // At the very end of the time nothing would be left for the attempt.
            Ok(wait) if elapsed.saturating_add(wait) >= self.max_total => {
                Decision::GiveUp(GiveUp::OutOfTime { wait })
            }
            Ok(after) => Decision::Again { after },
            Err(reason) => Decision::GiveUp(reason),
        }
    }

    /// How long to wait, if time were no matter.
    fn wait(
        &self,
        idempotency: Idempotency,
        attempts: usize,
        last: &Attempt,
        entropy: u64,
    ) -> Result<Duration, GiveUp> {
        match last.verdict() {
            Verdict::Settled => return Err(GiveUp::Settled),
            Verdict::Unknown if idempotency == Idempotency::NotIdempotent => return Err(GiveUp::Unsafe),
            Verdict::Unknown | Verdict::Undone => {}
        }
        let attempts = u32::try_from(attempts).unwrap_or(u32::MAX);
        if attempts >= self.max_attempts {
            return Err(GiveUp::OutOfAttempts);
        }
        match last.asked() {
            Some(asked) if asked > self.max_asked => Err(GiveUp::AskedTooLong { asked }),
            // No wait at all, or a date gone by, is no pace to keep.
            None | Some(Duration::ZERO) => Ok(jitter(self.longest_backoff(attempts), entropy)),
            Some(asked) => Ok(asked),
        }
    }

    /// The longest wait after so many attempts.
    fn longest_backoff(&self, attempts: u32) -> Duration {
        let factor = 1_u32.checked_shl(attempts.saturating_sub(1)).unwrap_or(u32::MAX);
        self.first_backoff.saturating_mul(factor).min(self.max_backoff)
    }
}

/// Anything from zero to the longest wait, both included; what is beyond 584 years is cut off.
fn jitter(longest: Duration, entropy: u64) -> Duration {
    let longest = u64::try_from(longest.as_nanos()).unwrap_or(u64::MAX);
    // The number is taken for a fraction of 2^64, so that no wait is likelier than another.
    let nanos = ((u128::from(longest) + 1) * u128::from(entropy)) >> u64::BITS;
    Duration::from_nanos(u64::try_from(nanos).unwrap_or(longest))
}
