//! Requests over the wire, by reqwest; the only file that knows it.

use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::HeaderValue;
use rustls::ClientConfig;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls_platform_verifier::Verifier;

use super::ClientError;
use crate::{Endpoint, Request, ResponseError, ResponseFault, TransportError, TransportFault};

/// How long a connection may take to come about, within the time for the whole call.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(20);

/// What a transport must know about its client.
pub(super) struct Settings<'a> {
    pub(super) endpoint: &'a Endpoint,
    pub(super) user_agent: HeaderValue,
    pub(super) timeout: Duration,
    pub(super) root_certificates: &'a [u8],
    pub(super) max_response_bytes: usize,
}

/// Sends requests and collects answers.
pub(super) struct Transport {
    inner: reqwest::Client,
    max_response_bytes: usize,
}

/// Why there is no answer to read.
pub(super) enum Failure {
    Transport(TransportError),
    Response(Box<ResponseError>),
}

impl Transport {
    pub(super) fn new(settings: Settings<'_>) -> Result<Self, ClientError> {
        let mut builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls_config(settings.root_certificates)?)
            .https_only(settings.endpoint.is_https())
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .user_agent(settings.user_agent)
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(settings.timeout);
        if settings.endpoint.is_loopback() {
            // A proxy is another machine, to which a credential must not go in plain text.
            builder = builder.no_proxy();
        }
        let inner = builder.build().map_err(|error| ClientError::Tls(error.to_string()))?;
        Ok(Self { inner, max_response_bytes: settings.max_response_bytes })
    }

    pub(super) async fn exchange(&self, request: Request) -> Result<http::Response<Bytes>, Failure> {
        let request = request.map(crate::Payload::into_bytes).try_into().map_err(Failure::from)?;
        let mut answer = self.inner.execute(request).await?;
        let body = match self.read_body(&mut answer).await? {
            Body::Whole(body) => Ok(body),
            Body::TooLarge => Err(ResponseFault::TooLarge { limit: self.max_response_bytes }),
        };
        let (status, headers) = (answer.status(), std::mem::take(answer.headers_mut()));
        match body {
            Ok(body) => {
                let mut answer = http::Response::new(body);
                *answer.status_mut() = status;
                *answer.headers_mut() = headers;
                Ok(answer)
            }
            Err(fault) => {
                let error = ResponseError::new(fault, status, headers, Bytes::new());
                Err(Failure::Response(Box::new(error)))
            }
        }
    }

    /// Reads as much as is allowed, whatever the answer says about its own length.
    async fn read_body(&self, answer: &mut reqwest::Response) -> Result<Body, Failure> {
        let limit = self.max_response_bytes;
        let announced =
            answer.content_length().map_or(0, |length| usize::try_from(length).unwrap_or(usize::MAX));
        if announced > limit {
            return Ok(Body::TooLarge);
        }
        let mut body = BytesMut::with_capacity(announced);
        while let Some(chunk) = answer.chunk().await? {
            if chunk.len() > limit - body.len() {
                return Ok(Body::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Body::Whole(body.freeze()))
    }
}

enum Body {
    Whole(Bytes),
    TooLarge,
}

impl From<reqwest::Error> for Failure {
    fn from(error: reqwest::Error) -> Self {
        let fault = if is_untrusted(&error) {
            TransportFault::Untrusted
        } else if error.is_connect() || error.is_builder() {
            TransportFault::Connect
        } else if error.is_timeout() {
            TransportFault::Timeout
        } else {
            TransportFault::Interrupted
        };
        // The address holds the values of the query.
        Self::Transport(TransportError::new(fault, error.without_url()))
    }
}

/// Whether TLS, somewhere below, did not like the certificate.
fn is_untrusted(error: &(dyn std::error::Error + 'static)) -> bool {
    if let Some(error) = error.downcast_ref::<rustls::Error>() {
        return matches!(error, rustls::Error::InvalidCertificate(_));
    }
    // An error of I/O does not tell its cause as others do.
    let inner = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    match inner {
        Some(inner) => is_untrusted(inner),
        None => error.source().is_some_and(is_untrusted),
    }
}

/// Trusts what the machine trusts, and `root_certificates` besides.
fn tls_config(root_certificates: &[u8]) -> Result<ClientConfig, ClientError> {
    let provider = Arc::new(ring::default_provider());
    let verifier = verifier(root_certificates, Arc::clone(&provider))?;
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| ClientError::Tls(error.to_string()))?
        // "Dangerous" are verifiers of one's own; this is the platform's.
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    Ok(config)
}

fn verifier(root_certificates: &[u8], provider: Arc<CryptoProvider>) -> Result<Verifier, ClientError> {
    if root_certificates.is_empty() {
        return Verifier::new(provider).map_err(|error| ClientError::Tls(error.to_string()));
    }
    let roots: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(root_certificates)
        .collect::<Result<_, _>>()
        .map_err(|_| ClientError::RootCertificate)?;
    if roots.is_empty() {
        return Err(ClientError::RootCertificate);
    }
    Verifier::new_with_extra_roots(roots, provider).map_err(|error| ClientError::Tls(error.to_string()))
}
