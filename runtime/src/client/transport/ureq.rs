//! The transport over ureq, which blocks; the only file that knows it.

use std::io::Read as _;
use std::time::Duration;

use ::ureq::tls::{Certificate, RootCerts, TlsConfig};
use ::ureq::{Agent, Error, RequestExt as _, Timeout};
use bytes::BytesMut;

use super::{BoxFuture, CONNECT_TIMEOUT, Collector, Limits, Sent, Settings, Transport, tls};
use crate::client::{ClientError, blocking};
use crate::{Request, TransportError, TransportFault};

/// As much of a body as is read at once.
const PIECE: usize = 16 * 1024;

pub(in crate::client) struct Ureq {
    agent: Agent,
    /// What the agent goes by itself: a setting of one request costs a copy of all of them.
    timeout: Duration,
}

impl Ureq {
    pub(in crate::client) fn new(settings: &Settings<'_>) -> Result<Self, ClientError> {
        let tls = TlsConfig::builder()
            .unversioned_rustls_crypto_provider(tls::provider())
            .root_certs(root_certificates(settings.root_certificates)?)
            .build();
        let mut builder = Agent::config_builder()
            .tls_config(tls)
            .https_only(settings.endpoint.is_https())
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_connect(Some(CONNECT_TIMEOUT))
            .timeout_global(Some(settings.timeout));
        if settings.endpoint.is_loopback() {
            // A proxy is another machine, to which a credential must not go in plain text.
            builder = builder.proxy(None);
        }
        Ok(Self { agent: builder.build().into(), timeout: settings.timeout })
    }

    fn exchange(&self, request: Request, limits: Limits) -> Sent {
        let (head, body) = request.into_parts();
        let body = body.into_bytes();
        // Of some methods ureq expects no body, not even an empty one.
        let answer = if body.is_empty() {
            self.run(http::Request::from_parts(head, ()), limits.time)
        } else {
            self.run(http::Request::from_parts(head, &body[..]), limits.time)
        };
        let (head, body) = answer.map_err(failure)?.into_parts();
        let mut collector = Collector::new(limits.bytes, body.content_length());
        let mut reader = body.into_reader();
        while collector.wants_more() {
            let mut piece = BytesMut::zeroed(PIECE);
            let length = reader.read(&mut piece).map_err(|error| failure(error.into()))?;
            if length == 0 {
                break;
            }
            piece.truncate(length);
            collector.add(piece.freeze());
        }
        Ok(http::Response::from_parts(head, collector.finish()?))
    }

    fn run<B: ::ureq::AsSendBody>(
        &self,
        request: http::Request<B>,
        time: Duration,
    ) -> Result<http::Response<::ureq::Body>, Error> {
        if time >= self.timeout {
            return self.agent.run(request);
        }
        request.with_agent(&self.agent).configure().timeout_global(Some(time)).run()
    }
}

impl Transport for Ureq {
    fn send(&self, request: Request, limits: Limits) -> BoxFuture<'_, Sent> {
        Box::pin(async move { self.exchange(request, limits) })
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        blocking::sleep(time)
    }
}

/// What the machine trusts, or these certificates alone: ureq takes no more than one of both.
fn root_certificates(pem: &[u8]) -> Result<RootCerts, ClientError> {
    let certificates = tls::certificates(pem)?;
    if certificates.is_empty() {
        return Ok(RootCerts::PlatformVerifier);
    }
    Ok(certificates.iter().map(|certificate| Certificate::from_der(certificate).to_owned()).into())
}

fn failure(error: Error) -> TransportError {
    use std::io::ErrorKind as E;
    let fault = match &error {
        // Its own errors do not tell their cause as others do.
        Error::Io(cause) if tls::is_untrusted(cause) => TransportFault::Untrusted,
        Error::HostNotFound
        | Error::ConnectionFailed
        | Error::ConnectProxyFailed(_)
        | Error::BadUri(_)
        | Error::Http(_)
        | Error::Timeout(Timeout::Resolve | Timeout::Connect) => TransportFault::Connect,
        Error::Timeout(_) => TransportFault::Timeout,
        Error::Io(error) => match error.kind() {
            // No other tells for sure that there was no connection.
            E::ConnectionRefused | E::AddrNotAvailable => TransportFault::Connect,
            E::TimedOut => TransportFault::Timeout,
            _ => TransportFault::Interrupted,
        },
        _ => TransportFault::Interrupted,
    };
    match error {
        // These show the address, which holds the values of the query.
        Error::BadUri(_) | Error::RequireHttpsOnly(_) => {
            TransportError::new(fault, "the address is none that can be sent to")
        }
        error => TransportError::new(fault, error),
    }
}
