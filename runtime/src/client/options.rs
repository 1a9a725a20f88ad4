//! What one call does otherwise than its client.

use std::time::Duration;

use http::HeaderName;
use http::header::{IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_UNMODIFIED_SINCE};

use crate::request::header_value;
use crate::retry::{Idempotency, RetryPolicy};
use crate::{HttpDate, Method, Request, RequestError};

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
    conditions: Vec<(Condition, String)>,
}

/// What a service is to hold against what it has, before it does anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Condition {
    Match,
    NoneMatch,
    ModifiedSince,
    UnmodifiedSince,
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

    /// Only if what is there still has this `ETag`, as an earlier answer gave it; otherwise the service refuses with 412.
    pub fn if_match(self, etag: impl Into<String>) -> Self {
        self.condition(Condition::Match, etag.into())
    }

    /// Only if what is there no longer has this `ETag`; otherwise the call ends with an [`Error::Response`] whose
    /// [status](crate::Error::status) is 304, or 412 where the method changes something.
    ///
    /// [`Error::Response`]: crate::Error::Response
    pub fn if_none_match(self, etag: impl Into<String>) -> Self {
        self.condition(Condition::NoneMatch, etag.into())
    }

    /// Only if what is there has changed since; otherwise as [`if_none_match`](Self::if_none_match).
    pub fn if_modified_since(self, date: &HttpDate) -> Self {
        self.condition(Condition::ModifiedSince, date.as_str().to_owned())
    }

    /// Only if what is there has not changed since; otherwise as [`if_match`](Self::if_match).
    pub fn if_unmodified_since(self, date: &HttpDate) -> Self {
        self.condition(Condition::UnmodifiedSince, date.as_str().to_owned())
    }

    fn condition(mut self, condition: Condition, value: String) -> Self {
        self.conditions.retain(|(known, _)| *known != condition);
        self.conditions.push((condition, value));
        self
    }

    /// Adds the conditions to a request; they go before those that the operation itself sends.
    pub(super) fn add_conditions(&self, mut request: Request) -> Result<Request, RequestError> {
        for (condition, value) in &self.conditions {
            let (header, name) = condition.header();
            let value = header_value(value).map_err(|fault| RequestError::Header { name, fault })?;
            request.headers_mut().insert(header, value);
        }
        Ok(request)
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

impl Condition {
    /// The header that states it, and its name for people.
    fn header(self) -> (HeaderName, &'static str) {
        match self {
            Self::Match => (IF_MATCH, "If-Match"),
            Self::NoneMatch => (IF_NONE_MATCH, "If-None-Match"),
            Self::ModifiedSince => (IF_MODIFIED_SINCE, "If-Modified-Since"),
            Self::UnmodifiedSince => (IF_UNMODIFIED_SINCE, "If-Unmodified-Since"),
        }
    }
}

/// What holds for one call.
pub(super) struct Terms {
    pub(super) idempotency: Idempotency,
    pub(super) policy: RetryPolicy,
    /// For each attempt.
    pub(super) timeout: Duration,
}
