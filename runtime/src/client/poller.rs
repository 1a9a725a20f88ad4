//! Long operations, followed to their end.

use std::fmt;
use std::time::Duration;

use super::{CallOptions, Client};
use crate::poll::{Next, PollError, PollPolicy, Polling};
use crate::{Answer, Cancel, Error, LongRunning, Polled, Response};

/// A long operation that has begun, followed to its end.
///
/// Whether anybody waits is all the same to the service: dropping the poller, or the future of a wait, ends the waiting
/// alone, and [`Client::attach`] takes it up again.
///
/// ```no_run
/// # async fn run<L: runtime::LongRunning>(client: &runtime::client::Client, operation: L)
/// # -> Result<(), runtime::poll::PollError<L::Poll>> {
/// let mut poller = client.start(&operation).await?;
/// let outcome = loop {
///     match poller.poll().await? {
///         Some(outcome) => break outcome,
///         None => println!("still {}", poller.status().unwrap_or("running")),
///     }
/// };
/// # Ok(())
/// # }
/// ```
#[must_use = "a poller asks for nothing until it is told to"]
pub struct Poller<L: LongRunning> {
    client: Client,
    options: CallOptions,
    polling: Polling<L>,
    /// By the transport's clock.
    begun: Duration,
    started: Option<Response<L::Body, L::Headers>>,
}

impl<L: LongRunning> Poller<L> {
    pub(super) async fn start(
        client: Client,
        operation: &L,
        options: &CallOptions,
    ) -> Result<Self, Error<L::Error>> {
        let answer = client.send_with(operation, options).await?;
        let transport = &client.shared.transport;
        let polling = Polling::begun(operation, &answer, transport.now());
        let (begun, options) = (transport.uptime(), CallOptions::new());
        Ok(Self { client, options, polling, begun, started: Some(answer) })
    }

    pub(super) fn attach(client: Client, poll: L::Poll) -> Self {
        let begun = client.shared.transport.uptime();
        let options = CallOptions::new();
        Self { client, options, polling: Polling::attached(poll), begun, started: None }
    }

    /// Asks with these options each time.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// Asks at this interval, or less often if the service says so. Unless set, the interval grows: see
    /// [`PollPolicy`].
    pub fn interval(self, interval: Duration) -> Self {
        self.policy(PollPolicy::new().interval(interval))
    }

    /// How often and how long it asks; as [`PollPolicy::new`] has it unless set.
    pub fn policy(mut self, policy: PollPolicy) -> Self {
        self.polling.set_policy(policy);
        self
    }

    /// What the service answered when the operation was begun; `None` if that was not done here.
    #[must_use]
    pub fn started(&self) -> Option<&Response<L::Body, L::Headers>> {
        self.started.as_ref()
    }

    /// The state that was seen last, in the service's own word: nothing before the first question, and where the
    /// service tells none. One that this crate does not know is shown like any other, and counts as still running.
    #[must_use]
    pub fn status(&self) -> Option<&str> {
        self.polling.state()
    }

    /// What was answered last while the operation was running: all that the service tells about its progress.
    #[must_use]
    pub fn last(&self) -> Option<&Polled<L::Poll>> {
        self.polling.last()
    }

    /// One step: waits until it is time to ask, and asks. `None` as long as the operation is running.
    ///
    /// A question that meets what may pass is repeated as any call of the client is. After an error that is not
    /// [`PollError::Failed`] the step can be taken again.
    ///
    /// # Errors
    /// See [`PollError`].
    pub async fn poll(&mut self) -> Result<Option<L::Outcome>, PollError<L::Poll>> {
        match self.polling.next(self.elapsed()) {
            Next::Ask { after } => self.client.shared.transport.sleep(after).await,
            Next::OutOfTime { wait } => return Err(PollError::OutOfTime { wait }),
        }
        let answer = self.client.send_with(self.polling.operation(), &self.options).await;
        self.polling.see(answer, self.elapsed(), self.client.shared.transport.now())
    }

    /// Waits for the end.
    ///
    /// # Errors
    /// See [`PollError`]. After one that is not [`PollError::Failed`], the waiting can go on.
    pub async fn wait(&mut self) -> Result<L::Outcome, PollError<L::Poll>> {
        loop {
            if let Some(outcome) = self.poll().await? {
                return Ok(outcome);
            }
        }
    }

    fn elapsed(&self) -> Duration {
        self.client.shared.transport.uptime().saturating_sub(self.begun)
    }
}

impl<L: Cancel> Poller<L> {
    /// Asks the service to call the operation off. It may be too late for that: the end tells, as it does without.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn cancel(&self) -> Answer<L::Cancel> {
        self.client.send(&L::cancel(self.polling.operation())).await
    }
}

impl<L: LongRunning<Poll: fmt::Debug>> fmt::Debug for Poller<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Poller").field("polling", &self.polling).finish_non_exhaustive()
    }
}
