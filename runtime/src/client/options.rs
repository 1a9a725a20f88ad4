//! What one call does otherwise than its client.

use std::time::Duration;

use crate::Method;
use crate::retry::{Idempotency, RetryPolicy};

/// What one call does otherwise than its client; what is not set is as the client has it.
///
/// ```no_run
/// # async fn call<O: runtime::Operation>(client: runtime::client::Client, operation: O) -> runtime::Answer<O> {
/// use std::time::Duration;
/// use runtime::client::CallOptions;
/// use runtime::retry::Idempotency;
///
/// // A POST that only reads may be sent again like a GET.
/// let options = CallOptions::new().idempotency(Idempotency::Idempotent).max_total(Duration::from_secs(5));
/// client.send_with(&operation, &options).await
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "options do nothing until a call gets them"]
pub struct CallOptions {
    idempotency: Option<Idempotency>,
    retry: Option<RetryPolicy>,
    timeout: Option<Duration>,
    max_total: Option<Duration>,
}

impl CallOptions {
    /// As the client has it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether the operation comes to the same when it is sent twice; as [`Idempotency::of`] its method unless set.
    pub fn idempotency(mut self, idempotency: Idempotency) -> Self {
        self.idempotency = Some(idempotency);
        self
    }

    /// Whether and when the call is tried again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// How long an attempt may take, from connecting to the last byte of the answer.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How long the call may take with all its attempts, its waits and the time for a token.
    pub fn max_total(mut self, time: Duration) -> Self {
        self.max_total = Some(time);
        self
    }

    /// What holds for a call by a client with these settings.
    pub(super) fn resolve(&self, method: &Method, retry: &RetryPolicy, timeout: Duration) -> Terms {
        let timeout = self.timeout.unwrap_or(timeout);
        // An attempt that may take long would be cut short by a policy that does not know of it.
        let policy = self.retry.as_ref().unwrap_or(retry).clone().at_least(timeout);
        let policy = match self.max_total {
            Some(time) => policy.max_total(time),
            None => policy,
        };
        Terms { idempotency: self.idempotency.unwrap_or_else(|| Idempotency::of(method)), policy, timeout }
    }
}

/// What holds for one call.
pub(super) struct Terms {
    pub(super) idempotency: Idempotency,
    pub(super) policy: RetryPolicy,
    /// For each attempt.
    pub(super) timeout: Duration,
}
