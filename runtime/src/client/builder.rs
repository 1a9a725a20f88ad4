//! The settings of a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

#[cfg(feature = "ureq")]
use super::blocking;
#[cfg(feature = "reqwest")]
use super::transport::Reqwest;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
use super::transport::Settings;
#[cfg(feature = "ureq")]
use super::transport::Ureq;
use super::{Client, Credential, Shared, Transport};
use crate::Endpoint;
use crate::retry::RetryPolicy;

/// Collects the settings of a [`Client`].
#[derive(Debug)]
#[must_use = "a builder does nothing until it builds"]
pub struct ClientBuilder {
    endpoint: Endpoint,
    credential: Credential,
    user_agent: String,
    timeout: Duration,
    retry: RetryPolicy,
    #[cfg(any(feature = "reqwest", feature = "ureq"))]
    root_certificates: Vec<u8>,
    max_response_bytes: usize,
}

impl ClientBuilder {
    pub(super) fn new(endpoint: Endpoint) -> Self {
        Self {
            endpoint,
            credential: Credential::None,
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")).to_owned(),
            timeout: Duration::from_secs(60),
            retry: RetryPolicy::new(),
            #[cfg(any(feature = "reqwest", feature = "ureq"))]
            root_certificates: Vec::new(),
            max_response_bytes: 64 * 1024 * 1024,
        }
    }

    /// What the client shows to be let in; nothing unless set.
    pub fn credential(mut self, credential: impl Into<Credential>) -> Self {
        self.credential = credential.into();
        self
    }

    /// How long an attempt may take, from connecting to the last byte of the answer; a minute unless set. How long the
    /// whole call may take is a setting of its [`retry`](Self::retry), and at least this.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Whether and when a call is tried again; as [`RetryPolicy::new`] has it unless set.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Trusts the certificates in this PEM text, too, besides those that the machine trusts; over ureq, which takes no
    /// more than one of both, these alone.
    #[cfg(any(feature = "reqwest", feature = "ureq"))]
    pub fn root_certificate_pem(mut self, pem: &[u8]) -> Self {
        self.root_certificates.extend_from_slice(pem);
        // Files without a last line break must not run together.
        self.root_certificates.push(b'\n');
        self
    }

    /// How large the body of an answer may be, compressed and not; 64 MiB unless set.
    pub fn max_response_bytes(mut self, limit: usize) -> Self {
        self.max_response_bytes = limit;
        self
    }

    /// How the client introduces itself.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// Makes a client over reqwest, for Tokio. It connects when it first sends.
    ///
    /// # Errors
    /// When a setting cannot be used, or this machine has no certificates to trust.
    #[cfg(feature = "reqwest")]
    pub fn build(self) -> Result<Client, ClientError> {
        let transport = Reqwest::new(&self.settings())?;
        self.build_with(transport)
    }

    /// Makes a client over ureq, which blocks. It connects when it first sends.
    ///
    /// # Errors
    /// When a setting cannot be used.
    #[cfg(feature = "ureq")]
    pub fn build_blocking(self) -> Result<blocking::Client, ClientError> {
        let transport = Ureq::new(&self.settings())?;
        self.build_with(transport).map(blocking::Client::from)
    }

    /// Makes a client over a transport of one's own, which sees to TLS and whom to trust.
    ///
    /// # Errors
    /// When a setting cannot be used.
    pub fn build_with(self, transport: impl Transport + 'static) -> Result<Client, ClientError> {
        let shared = Shared {
            authorization: self.credential.authorization()?,
            user_agent: HeaderValue::from_str(&self.user_agent).map_err(|_| ClientError::UserAgent)?,
            retry: self.retry.at_least(self.timeout),
            endpoint: self.endpoint,
            timeout: self.timeout,
            max_response_bytes: self.max_response_bytes,
            transport: Box::new(transport),
        };
        Ok(Client { shared: Arc::new(shared) })
    }

    #[cfg(any(feature = "reqwest", feature = "ureq"))]
    fn settings(&self) -> Settings<'_> {
        Settings {
            endpoint: &self.endpoint,
            root_certificates: &self.root_certificates,
            #[cfg(feature = "ureq")]
            timeout: self.timeout,
        }
    }
}

/// Why a client cannot be made.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientError {
    /// The credential holds what no header can; it is not shown.
    Credential,

    /// The header for the credential has a name that no header can have.
    CredentialHeader,

    /// The user agent holds what no header can.
    UserAgent,

    /// The additional root certificates are not PEM, or hold no certificate.
    RootCertificate,

    /// The host of the endpoint is none that reqwest can look up: it has an `xn--` part that stands for nothing.
    Endpoint,

    /// TLS could not be set up.
    Tls(String),
}

impl fmt::Display for ClientError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Credential => f.write_str(
                "the credential is empty, or holds more than visible ASCII characters and inner spaces; \
                 look for a line break at its end",
            ),
            Self::CredentialHeader => {
                f.write_str("the credential's header name is not one; use letters, digits and hyphens")
            }
            Self::UserAgent => {
                f.write_str("the user agent may hold only visible ASCII characters and spaces")
            }
            Self::RootCertificate => f.write_str(
                "the root certificates hold no certificate in PEM (`-----BEGIN CERTIFICATE-----`)",
            ),
            Self::Endpoint => {
                f.write_str("the endpoint's host is no domain name; look for a mistake in its `xn--` parts")
            }
            Self::Tls(cause) => write!(f, "TLS could not be set up: {cause}"),
        }
    }
}

/// The same as `Display`: a program that ends with the error shows it this way, and a bare name would not help there.
impl fmt::Debug for ClientError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for ClientError {}
