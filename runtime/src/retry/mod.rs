//! Whether and when a request is to be sent again: a decision without clock, dice or I/O.
//!
//! Whoever sends requests, blocking or not, keeps a [`History`] of one call, adds an [`Attempt`] after each attempt and
//! asks the [`RetryPolicy`] what next. Time and chance are arguments, so that a test needs neither. Here is a whole
//! call on virtual time:
//!
//! ```
//! use std::time::{Duration, SystemTime};
//! use runtime::retry::{Attempt, Decision, GiveUp, History, Idempotency, RetryPolicy};
//! use runtime::{HeaderMap, Method, StatusCode, TransportFault};
//!
//! let policy = RetryPolicy::new();
//! let idempotency = Idempotency::of(&Method::GET);
//! let busy = HeaderMap::from_iter([("retry-after".parse()?, "7".parse()?)]);
//! let mut attempts = [
//!     Attempt::failed(TransportFault::Timeout),
//!     Attempt::answered(StatusCode::SERVICE_UNAVAILABLE, &busy, SystemTime::UNIX_EPOCH),
//!     Attempt::answered(StatusCode::OK, &HeaderMap::new(), SystemTime::UNIX_EPOCH),
//! ]
//! .into_iter();
//!
//! let mut history = History::new();
//! let mut elapsed = Duration::ZERO;
//! // Use a new random number each time; this one, in the middle of the range, takes half of each backoff.
//! let entropy = 1 << 63;
//! let reason = loop {
//!     match policy.decide(idempotency, &history, elapsed, entropy) {
//!         Decision::Again { after } => elapsed += after, // A client sleeps here.
//!         Decision::GiveUp(reason) => break reason,
//!     }
//!     // A client sends here, and lets that take no longer than `policy.time_left(elapsed)`.
//!     history.add(attempts.next().expect("a third attempt that succeeds"));
//! };
//! assert_eq!(reason, GiveUp::Settled);
//! assert_eq!(history.to_string(), "3 attempts: no answer in time, 503 Service Unavailable, 200 OK");
//! assert_eq!(elapsed.as_millis(), 500 + 7_000);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod asked;
mod attempt;
mod policy;

use std::fmt;
use std::time::Duration;

use http::Method;

pub use self::attempt::{Attempt, History, Outcome};
pub use self::policy::RetryPolicy;

/// Whether sending a request twice comes to the same as sending it once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idempotency {
    /// It does, so all that may pass is tried again: 408, 429, 500, 502, 503, 504, and requests without an answer.
    Idempotent,

    /// It does not, so a request is sent again only if nothing was done: after 429, after 503 with a wait that can be
    /// read, and where no connection was made.
    NotIdempotent,
}

impl Idempotency {
    /// What HTTP says of a method: GET, HEAD, PUT, DELETE, OPTIONS and TRACE are idempotent, all others are not.
    ///
    /// Who knows more about an operation, such as a POST that only reads, says so instead.
    #[must_use]
    pub fn of(method: &Method) -> Self {
        match *method {
            Method::GET | Method::HEAD | Method::PUT | Method::DELETE | Method::OPTIONS | Method::TRACE => {
                Self::Idempotent
            }
            _ => Self::NotIdempotent,
        }
    }
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Wait, then send the request again.
    Again {
        /// How long to wait.
        after: Duration,
    },

    /// Hand what the last attempt met to the caller, be it a success or not.
    GiveUp(GiveUp),
}

/// Why there is no further attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GiveUp {
    /// The answer would be the same again, or is a success.
    Settled,

    /// The service may have carried out the request, and must not do so twice.
    Unsafe,

    /// There were as many attempts as a call may have.
    OutOfAttempts,

    /// The wait would not end within the time that a call may take.
    OutOfTime {
        /// The wait that was not begun.
        wait: Duration,
    },

    /// The service asks for a longer wait than it may.
    AskedTooLong {
        /// The wait that it asks for.
        asked: Duration,
    },
}

impl fmt::Display for GiveUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Settled => f.write_str("another attempt would not change the answer"),
            Self::Unsafe => {
                f.write_str("the service may have carried out the request; sent again, it could do so twice")
            }
            Self::OutOfAttempts => f.write_str("the call may have no more attempts"),
            Self::OutOfTime { wait } => {
                write!(f, "a wait of {wait:?} would not end within the time for the call")
            }
            Self::AskedTooLong { asked } => {
                write!(f, "the service asks for a wait of {asked:?}, which is longer than allowed")
            }
        }
    }
}
