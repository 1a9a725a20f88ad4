//! One call: its attempts, the time that they take, and what follows each.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT_ENCODING, USER_AGENT};
use http::{HeaderMap, HeaderValue, StatusCode};

use super::access::{Access, Reaction};
use super::observe::Span;
use super::options::Terms;
use super::transport::{Body, Limits};
use super::{CallOptions, Shared, gzip};
use crate::retry::{Attempt, Decision, History};
use crate::{
    CredentialError, CredentialFault, Error, OperationInfo, Request, RequestError, ResponseError,
    ResponseFault, TransportError,
};

/// A call that has begun.
pub(super) struct Call<'a> {
    shared: &'a Shared,
    info: &'a OperationInfo,
    terms: Terms,
    /// What the next attempt sends.
    request: Request,
    /// By the transport's clock.
    begun: Duration,
    history: History,
    access: Access,
    /// How many requests have been sent, those included that only ask what the service wants.
    sent: u32,
}

/// What a call comes to.
pub(super) type Outcome = Result<http::Response<Bytes>, Failure>;

/// Why there is no answer to read.
pub(super) enum Failure {
    Request(RequestError),
    Credential(CredentialError),
    Transport(TransportError),
    Response(Box<ResponseError>),
}

impl<'a> Call<'a> {
    pub(super) fn begin(shared: &'a Shared, info: &'a OperationInfo, options: &CallOptions) -> Self {
        Self {
            shared,
            info,
            terms: options.resolve(&info.method, &shared.retry, shared.timeout),
            request: Request::default(),
            begun: shared.transport.uptime(),
            history: History::new(),
            access: Access::default(),
            sent: 0,
        }
    }

    /// Takes the request of the next attempt.
    pub(super) fn prepare(&mut self, mut request: Request) {
        let headers = request.headers_mut();
        headers.insert(USER_AGENT, self.shared.user_agent.clone());
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(gzip::ACCEPTED));
        self.request = request;
    }

    /// Sends what was prepared; `None` asks for the same request once more, after all waits.
    pub(super) async fn attempt(&mut self) -> Option<Outcome> {
        let shared = self.shared;
        let (transport, time) = (&*shared.transport, self.time_left());
        if let Err(failure) =
            self.access.authorize(&mut self.request, &shared.authorization, transport, time).await
        {
            return Some(Err(failure));
        }
        let outcome = self.exchange().await;
        if let Some((status, headers)) = head(&outcome) {
            match self.access.react(status, headers, &shared.authorization, &shared.endpoint) {
                Ok(Reaction::Again) => return None,
                Ok(Reaction::Settled) => {}
                Err(error) => {
                    return Some(Err(CredentialError::new(CredentialFault::Challenge(error)).into()));
                }
            }
        }
        let Some(wait) = self.after(&outcome) else { return Some(outcome) };
        drop(outcome);
        transport.sleep(wait).await;
        None
    }

    async fn exchange(&mut self) -> Outcome {
        let limits =
            Limits { time: self.terms.timeout.min(self.time_left()), bytes: self.shared.max_response_bytes };
        let request = std::mem::take(&mut self.request);
        let span = Span::of_attempt(self.info, &self.shared.endpoint, &request, self.sent);
        self.sent = self.sent.saturating_add(1);
        let sending = self.shared.transport.send(request, limits);
        let outcome = match span.around(sending).await {
            Ok(answer) => open(answer, limits.bytes),
            Err(error) => Err(error.into()),
        };
        span.tell(&outcome);
        outcome
    }

    /// What is left of the time for the whole call.
    fn time_left(&self) -> Duration {
        self.terms.policy.time_left(self.elapsed())
    }

    fn elapsed(&self) -> Duration {
        self.shared.transport.uptime().saturating_sub(self.begun)
    }

    /// How long to wait before the next attempt; `None` if there is none.
    fn after(&mut self, outcome: &Outcome) -> Option<Duration> {
        let attempt = match outcome {
            Err(Failure::Request(_) | Failure::Credential(_)) => return None,
            Err(Failure::Transport(error)) => Attempt::failed(error.fault()),
            Ok(_) | Err(Failure::Response(_)) => match head(outcome) {
                // It ends the call; should it turn out not to be readable, `into_history` adds it.
                Some((status, headers)) if !status.is_success() => self.answered(status, headers),
                Some(_) | None => return None,
            },
        };
        self.history.add(attempt);
        let Terms { idempotency, policy, .. } = &self.terms;
        match policy.decide(*idempotency, &self.history, self.elapsed(), entropy()) {
            Decision::Again { after } => Some(after),
            Decision::GiveUp(_) => None,
        }
    }

    /// What all attempts of a call met that ends with this error.
    pub(super) fn into_history<E>(mut self, error: &Error<E>) -> History {
        if let (Some(status), Some(headers)) = (error.status(), error.headers())
            && status.is_success()
        {
            let last = self.answered(status, headers);
            self.history.add(last);
        }
        self.history
    }

    fn answered(&self, status: StatusCode, headers: &HeaderMap) -> Attempt {
        Attempt::answered(status, headers, self.shared.transport.now())
    }
}

/// An answer as it was before it was encoded, and within its limit whatever the transport says.
fn open(answer: http::Response<Body>, limit: usize) -> Outcome {
    let (mut head, body) = answer.into_parts();
    let body = match body {
        Body::Whole(body) if body.len() <= limit => gzip::decode(&mut head.headers, body, limit),
        Body::Whole(_) | Body::TooLarge => Err(ResponseFault::TooLarge { limit }),
    };
    match body {
        Ok(body) => Ok(http::Response::from_parts(head, body)),
        Err(fault) => {
            let error = ResponseError::new(fault, head.status, head.headers, Bytes::new());
            Err(Failure::Response(Box::new(error)))
        }
    }
}

/// Status and headers of the answer, if one came.
pub(super) fn head(outcome: &Outcome) -> Option<(StatusCode, &HeaderMap)> {
    match outcome {
        Ok(answer) => Some((answer.status(), answer.headers())),
        Err(Failure::Response(error)) => Some((error.status, &error.headers)),
        Err(Failure::Request(_) | Failure::Credential(_) | Failure::Transport(_)) => None,
    }
}

/// A random number, good enough to keep clients apart: the standard library draws its keys from the system.
fn entropy() -> u64 {
    RandomState::new().build_hasher().finish()
}

impl<E> From<Failure> for Error<E> {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Request(error) => Self::Request(error),
            Failure::Credential(error) => Self::Credential(error),
            Failure::Transport(error) => Self::Transport(error),
            Failure::Response(error) => Self::Response(error),
        }
    }
}

impl From<RequestError> for Failure {
    fn from(error: RequestError) -> Self {
        Self::Request(error)
    }
}

impl From<CredentialError> for Failure {
    fn from(error: CredentialError) -> Self {
        Self::Credential(error)
    }
}

impl From<TransportError> for Failure {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}
