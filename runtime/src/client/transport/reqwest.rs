//! The transport over reqwest, for Tokio; the only file that knows either.

use std::sync::Arc;
use std::time::Duration;

use ::reqwest::{Client, Url, redirect, retry};
use http::Uri;
use rustls::ClientConfig;
use rustls_platform_verifier::Verifier;

use super::{BoxFuture, CONNECT_TIMEOUT, Collector, Limits, Sent, Settings, Transport, tls};
use crate::client::ClientError;
use crate::{Request, TransportError, TransportFault};

pub(in crate::client) struct Reqwest {
    client: Client,
    /// Where the client sends to, and nowhere else.
    origin: Url,
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
        let origin = Url::parse(&settings.endpoint.to_string()).map_err(|_| ClientError::Endpoint)?;
        Ok(Self { client, origin })
    }

    async fn exchange(&self, request: Request, limits: Limits) -> Sent {
        let (head, body) = request.into_parts();
        let mut request = ::reqwest::Request::new(head.method, address(&self.origin, &head.uri));
        *request.headers_mut() = head.headers;
        *request.body_mut() = Some(body.into_bytes().into());
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

/// The address of a request, all of which go to one place: reading a whole address anew costs more than building it.
fn address(origin: &Url, uri: &Uri) -> Url {
    let mut address = origin.clone();
    address.set_path(uri.path());
    address.set_query(uri.query());
    address
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

#[cfg(test)]
mod tests {
    use ::reqwest::Url;
    use http::Uri;

    use super::address;

    #[test]
    fn addresses_are_those_that_reading_them_whole_gives() {
        for origin in [
            "https://host",
            "https://host:8443/base",
            "https://host:443",
            "http://127.0.0.1:80",
            "https://[::1]",
        ] {
            let paths = [
                "/",
                "/certificates/a?api-version=7.0",
                "/keys(a='1',b=2)?$select=id%2Cname&q='x'",
                "//elsewhere.example/a",
                "/a%2Fb/%2e%2e%20~!*;:@,=+$&",
                "/a/?",
                "/a?b?c#",
            ];
            for path in paths {
                let whole = format!("{}{path}", origin.trim_end_matches('/'));
                let Ok(uri) = whole.parse::<Uri>() else { panic!("{whole}") };
                let begun = Url::parse(origin).expect("an address");
                assert_eq!(
                    address(&begun, &uri),
                    Url::parse(&uri.to_string()).expect("an address"),
                    "{whole}"
                );
            }
        }
    }
}
