//! Long operations, followed to their end by programs that block.

use std::fmt;
use std::time::Duration;

use super::wait::block_on;
use crate::client::{self, CallOptions};
use crate::poll::{PollError, PollPolicy};
use crate::{Answer, Cancel, LongRunning, Polled, Response};

/// A long operation that has begun, followed to its end; as [`client::Poller`].
#[must_use = "a poller asks for nothing until it is told to"]
pub struct Poller<L: LongRunning> {
    inner: client::Poller<L>,
}

impl<L: LongRunning> Poller<L> {
    pub(super) fn new(inner: client::Poller<L>) -> Self {
        Self { inner }
    }

    /// Asks with these options each time.
    pub fn options(self, options: CallOptions) -> Self {
        Self::new(self.inner.options(options))
    }

    /// Asks at this interval, or less often if the service says so.
    pub fn interval(self, interval: Duration) -> Self {
        Self::new(self.inner.interval(interval))
    }

    /// How often and how long it asks; as [`PollPolicy::new`] has it unless set.
    pub fn policy(self, policy: PollPolicy) -> Self {
        Self::new(self.inner.policy(policy))
    }

    /// What the service answered when the operation was begun; `None` if that was not done here.
    #[must_use]
    pub fn started(&self) -> Option<&Response<L::Body, L::Headers>> {
        self.inner.started()
    }

    /// The state that was seen last; as [`client::Poller::status`].
    #[must_use]
    pub fn status(&self) -> Option<&str> {
        self.inner.status()
    }

    /// What was answered last while the operation was running.
    #[must_use]
    pub fn last(&self) -> Option<&Polled<L::Poll>> {
        self.inner.last()
    }

    /// One step: waits until it is time to ask, and asks. `None` as long as the operation is running.
    ///
    /// # Errors
    /// As [`client::Poller::poll`].
    pub fn poll(&mut self) -> Result<Option<L::Outcome>, PollError<L::Poll>> {
        block_on(self.inner.poll())
    }

    /// Waits for the end.
    ///
    /// # Errors
    /// As [`client::Poller::wait`].
    pub fn wait(&mut self) -> Result<L::Outcome, PollError<L::Poll>> {
        block_on(self.inner.wait())
    }
}

impl<L: Cancel> Poller<L> {
    /// Asks the service to call the operation off. It may be too late for that: the end tells, as it does without.
    ///
    /// # Errors
    /// As [`client::Client::send`].
    pub fn cancel(&self) -> Answer<L::Cancel> {
        block_on(self.inner.cancel())
    }
}

impl<L: LongRunning<Poll: fmt::Debug>> fmt::Debug for Poller<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.inner, f)
    }
}
