//! The transport over reqwest, for Tokio; the only file that knows either.

use std::sync::Arc;
use std::time::Duration;

use ::reqwest::{Client, redirect, retry};
use rustls::ClientConfig;
use rustls_platform_verifier::Verifier;

use super::{BoxFuture, CONNECT_TIMEOUT, Collector, Limits, Sent, Settings, Transport, tls};
use crate::client::ClientError;
use crate::{Payload, Request, TransportError, TransportFault};

pub(in crate::client) struct Reqwest {
    client: Client,
}

impl Reqwest {
    pub(in crate::client) fn new(settings: &Settings<'_>) -> Result<Self, ClientError> {
        let mut builder = Client::builder()
            .tls_backend_preconfigured(tls_config(settings.root_certificates)?)
            .https_only(settings.endpoint.is_https())
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .connect_timeout(CONNECT_TIMEOUT)
            // Whatever another crate has reqwest built with: decoding has its own limit, which only the client keeps.
            .no_gzip()
            .no_brotli()
            .no_deflate()
            .no_zstd();
        if settings.endpoint.is_loopback() {
            // A proxy is another machine, to which a credential must not go in plain text.
            builder = builder.no_proxy();
        }
        let client = builder.build().map_err(|error| ClientError::Tls(error.to_string()))?;
        Ok(Self { client })
    }

    async fn exchange(&self, request: Request, limits: Limits) -> Sent {
        let mut request: ::reqwest::Request = request.map(Payload::into_bytes).try_into().map_err(failure)?;
        *request.timeout_mut() = Some(limits.time);
        let mut answer = self.client.execute(request).await.map_err(failure)?;
        let mut body = Collector::new(limits.bytes, answer.content_length());
        while body.wants_more()
            && let Some(piece) = answer.chunk().await.map_err(failure)?
        {
            body.add(piece);
        }
        let (status, headers) = (answer.status(), std::mem::take(answer.headers_mut()));
        let mut answer = http::Response::new(body.finish()?);
        *answer.status_mut() = status;
        *answer.headers_mut() = headers;
        Ok(answer)
    }
}

impl Transport for Reqwest {
    fn send(&self, request: Request, limits: Limits) -> BoxFuture<'_, Sent> {
        Box::pin(self.exchange(request, limits))
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(time))
    }
}

fn failure(error: ::reqwest::Error) -> TransportError {
    let fault = if tls::is_untrusted(&error) {
        TransportFault::Untrusted
    } else if error.is_connect() || error.is_builder() {
        TransportFault::Connect
    } else if error.is_timeout() {
        TransportFault::Timeout
    } else {
        TransportFault::Interrupted
    };
    // The address holds the values of the query.
    TransportError::new(fault, error.without_url())
}

/// Trusts what the machine trusts, and `root_certificates` besides.
fn tls_config(root_certificates: &[u8]) -> Result<ClientConfig, ClientError> {
    let provider = tls::provider();
    let roots = tls::certificates(root_certificates)?;
    let verifier = if roots.is_empty() {
        Verifier::new(Arc::clone(&provider))
    } else {
        Verifier::new_with_extra_roots(roots, Arc::clone(&provider))
    };
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| unusable(&error))?
        // "Dangerous" are verifiers of one's own; this is the platform's.
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier.map_err(|error| unusable(&error))?))
        .with_no_client_auth();
    Ok(config)
}

fn unusable(error: &rustls::Error) -> ClientError {
    ClientError::Tls(error.to_string())
}
