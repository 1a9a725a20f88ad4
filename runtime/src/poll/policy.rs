//! How often and how long a long operation is asked for.

use std::time::Duration;

/// How often and how long a long operation is asked for.
///
/// ```
/// use std::time::Duration;
/// use runtime::poll::PollPolicy;
///
/// let steady = PollPolicy::new().interval(Duration::from_secs(5));
/// assert_eq!(steady.wait(9, None), Duration::from_secs(5));
/// assert_eq!(steady.wait(9, Some(Duration::from_secs(20))), Duration::from_secs(20));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a policy does nothing until it is asked"]
pub struct PollPolicy {
    first_interval: Duration,
    max_interval: Duration,
    max_asked: Duration,
    max_total: Duration,
}

impl Default for PollPolicy {
    fn default() -> Self {
        Self {
            first_interval: Duration::from_secs(1),
            max_interval: Duration::from_secs(30),
            max_asked: Duration::from_secs(60),
            max_total: Duration::from_secs(3_600),
        }
    }
}

impl PollPolicy {
    /// The default of each setting.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same wait each time, longer only if the service asks for it.
    pub fn interval(self, interval: Duration) -> Self {
        self.first_interval(interval).max_interval(interval)
    }

    /// The first wait, which is the shortest; a second unless set. It doubles each time.
    ///
    /// What is over soon is known soon, and what takes an hour is not asked for a thousand times.
    pub fn first_interval(mut self, interval: Duration) -> Self {
        self.first_interval = interval;
        self
    }

    /// Where the doubling ends; 30 seconds unless set.
    pub fn max_interval(mut self, interval: Duration) -> Self {
        self.max_interval = interval;
        self
    }

    /// The longest wait that a service may ask for; a minute unless set. If it asks for more, it is asked after this:
    /// a question that comes too soon costs an answer, and nothing is done twice.
    pub fn max_asked(mut self, wait: Duration) -> Self {
        self.max_asked = wait;
        self
    }

    /// How long the waiting may take with all its questions; an hour unless set. [`Duration::MAX`] sets no bound.
    ///
    /// A wait that would not end within it is not begun. A question that was asked in time is answered, however long
    /// that takes.
    pub fn max_total(mut self, time: Duration) -> Self {
        self.max_total = time;
        self
    }

    /// How long to wait after so many waits, before the next question; `asked` is what the last answer asks for.
    #[must_use]
    pub fn wait(&self, waits: u32, asked: Option<Duration>) -> Duration {
        match asked {
            // Sooner than the caller's own pace is no favour: it may be what keeps several programs within a limit.
            Some(asked) if asked > Duration::ZERO => asked.min(self.max_asked).max(self.first_interval),
            // No wait at all, or a date gone by, is no pace to keep.
            Some(_) | None => {
                let factor = 1_u32.checked_shl(waits).unwrap_or(u32::MAX);
                // A cap below the first interval caps that, too.
                self.first_interval.saturating_mul(factor).min(self.max_interval)
            }
        }
    }

    pub(super) fn time(&self) -> Duration {
        self.max_total
    }
}
