//! What can be seen of calls and attempts by who watches: spans by OpenTelemetry's conventions for clients of HTTP.
//!
//! No span holds a value of a path, of a query, of a body or of a header that may be secret: the path is the operation's
//! template, and of the headers there are the ids of requests alone. So `url.full`, which the conventions ask for, is left
//! out.

use http::{HeaderMap, StatusCode};
use tracing::Instrument as _;
use tracing::field::Empty;

use super::call::{Failure, Outcome, head};
use crate::{CredentialFault, Endpoint, Error, Fault, OperationInfo, Request, Response, TransportFault};

/// A call or an attempt, as it is seen from outside.
pub(super) struct Span {
    inner: tracing::Span,
}

/// What carries the id of a request, in either direction.
const IDS: [(&str, &str); 4] = [
    ("client-request-id", "http.response.header.client-request-id"),
    ("request-id", "http.response.header.request-id"),
    ("x-ms-client-request-id", "http.response.header.x-ms-client-request-id"),
    ("x-ms-request-id", "http.response.header.x-ms-request-id"),
];

impl Span {
    /// The whole call, with all its attempts and waits.
    pub(super) fn of_call(info: &OperationInfo, endpoint: &Endpoint) -> Self {
        let inner = tracing::info_span!(
            "call",
            otel.name = info.name,
            otel.kind = "internal",
            otel.status_code = Empty,
            http.request.method = info.method.as_str(),
            url.template = info.path,
            server.address = endpoint.host(),
            server.port = port(endpoint),
            http.response.status_code = Empty,
            error.type = Empty,
        );
        Self { inner }
    }

    /// One attempt, before which so many requests of the same call were sent.
    pub(super) fn of_attempt(
        info: &OperationInfo,
        endpoint: &Endpoint,
        request: &Request,
        resent: u32,
    ) -> Self {
        let id = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
        let inner = tracing::info_span!(
            "attempt",
            otel.name = %format_args!("{} {}", info.method, info.path),
            otel.kind = "client",
            otel.status_code = Empty,
            http.request.method = info.method.as_str(),
            http.request.resend_count = (resent > 0).then_some(resent),
            url.template = info.path,
            server.address = endpoint.host(),
            server.port = port(endpoint),
            "http.request.header.client-request-id" = id("client-request-id"),
            "http.request.header.x-ms-client-request-id" = id("x-ms-client-request-id"),
            http.response.status_code = Empty,
            "http.response.header.client-request-id" = Empty,
            "http.response.header.request-id" = Empty,
            "http.response.header.x-ms-client-request-id" = Empty,
            "http.response.header.x-ms-request-id" = Empty,
            error.type = Empty,
        );
        Self { inner }
    }

    /// The future, within the span.
    pub(super) fn around<F: Future>(&self, future: F) -> impl Future<Output = F::Output> {
        future.instrument(self.inner.clone())
    }

    /// What an attempt came to.
    pub(super) fn tell(&self, outcome: &Outcome) {
        if let Some((status, headers)) = head(outcome) {
            self.answered(status, headers);
        }
        match outcome {
            Err(Failure::Request(_)) => self.failed("request"),
            Err(Failure::Credential(error)) => self.failed(of_credential(error.fault())),
            Err(Failure::Transport(error)) => self.failed(of_transport(error.fault())),
            Err(Failure::Response(error)) if !is_failure(error.status) => self.failed("response"),
            // What the status says is told already.
            Ok(_) | Err(Failure::Response(_)) => {}
        }
    }

    /// What a call came to.
    pub(super) fn tell_end<B, H, E: Fault>(&self, answer: &Result<Response<B, H>, Error<E>>) {
        let (status, headers) = match answer {
            Ok(response) => (Some(response.status), Some(&response.raw_headers)),
            Err(error) => (error.status(), error.headers()),
        };
        if let (Some(status), Some(headers)) = (status, headers) {
            self.answered(status, headers);
        }
        match answer {
            Err(Error::Request(_)) => self.failed("request"),
            Err(Error::Credential(error)) => self.failed(of_credential(error.fault())),
            Err(Error::Transport(error)) => self.failed(of_transport(error.fault())),
            Err(Error::Response(error)) if !is_failure(error.status) => self.failed("response"),
            Ok(_) | Err(Error::Service(_) | Error::Response(_)) => {}
        }
    }

    fn answered(&self, status: StatusCode, headers: &HeaderMap) {
        if self.inner.is_disabled() {
            return;
        }
        self.inner.record("http.response.status_code", status.as_u16());
        for (name, field) in IDS {
            // A call has no fields for them, since each of its attempts has ids of its own.
            if let Some(id) = headers.get(name).and_then(|value| value.to_str().ok()) {
                self.inner.record(field, id);
            }
        }
        if is_failure(status) {
            self.failed(status.as_str());
        }
    }

    fn failed(&self, how: &str) {
        self.inner.record("error.type", how);
        self.inner.record("otel.status_code", "ERROR");
    }
}

fn is_failure(status: StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}

/// The port that requests go to.
fn port(endpoint: &Endpoint) -> u16 {
    endpoint.port().unwrap_or(if endpoint.is_https() { 443 } else { 80 })
}

fn of_transport(fault: TransportFault) -> &'static str {
    match fault {
        TransportFault::Connect => "connect",
        TransportFault::Untrusted => "untrusted",
        TransportFault::Timeout => "timeout",
        TransportFault::Interrupted => "interrupted",
    }
}

fn of_credential(fault: &CredentialFault) -> &'static str {
    match fault {
        CredentialFault::Source(_) | CredentialFault::Token => "token",
        CredentialFault::Timeout => "token_timeout",
        CredentialFault::Challenge(_) => "challenge",
    }
}
