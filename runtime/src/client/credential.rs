//! What a client shows to be let in.

#[cfg(feature = "shared-key")]
use std::time::SystemTime;

use http::header::AUTHORIZATION;
use http::{HeaderName, HeaderValue};

use super::ClientError;
#[cfg(feature = "shared-key")]
use crate::auth::shared_key::SharedKey;
use crate::request::header_value;
use crate::{Request, RequestError, Secret};

/// What a client shows to be let in. `Debug` does not show it.
///
/// It never leaves this machine unencrypted, since an [`Endpoint`](crate::Endpoint) is https or this very machine.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum Credential {
    /// Nothing.
    #[default]
    None,

    /// A token, sent as `Authorization: Bearer …`.
    Bearer(Secret),

    /// A secret in a header of the service's choice.
    ApiKey {
        /// The header.
        header: String,

        /// What it holds.
        value: Secret,
    },

    /// A key that signs each request and never travels itself.
    #[cfg(feature = "shared-key")]
    SharedKey(SharedKey),
}

#[cfg(feature = "shared-key")]
impl From<SharedKey> for Credential {
    fn from(key: SharedKey) -> Self {
        Self::SharedKey(key)
    }
}

impl Credential {
    /// A token, sent as `Authorization: Bearer …`.
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self::Bearer(token.into())
    }

    /// A secret in a header of the service's choice.
    pub fn api_key(header: impl Into<String>, value: impl Into<Secret>) -> Self {
        Self::ApiKey { header: header.into(), value: value.into() }
    }

    /// How the credential gets into requests.
    pub(super) fn authorization(&self) -> Result<Option<Authorization>, ClientError> {
        match self {
            Self::None => Ok(None),
            Self::Bearer(token) => Authorization::new(AUTHORIZATION, "Bearer ", token).map(Some),
            Self::ApiKey { header, value } => {
                let name =
                    HeaderName::from_bytes(header.as_bytes()).map_err(|_| ClientError::CredentialHeader)?;
                Authorization::new(name, "", value).map(Some)
            }
            #[cfg(feature = "shared-key")]
            Self::SharedKey(key) => Ok(Some(Authorization::SharedKey(key.clone()))),
        }
    }
}

/// How a credential gets into requests.
pub(super) enum Authorization {
    /// As a header, the same in all of them.
    Header { name: HeaderName, value: HeaderValue },

    /// As a signature.
    #[cfg(feature = "shared-key")]
    SharedKey(SharedKey),
}

impl Authorization {
    fn new(name: HeaderName, prefix: &str, secret: &Secret) -> Result<Self, ClientError> {
        // The secret itself is checked, too: behind a prefix, a space at its beginning would pass.
        let sendable =
            header_value(secret.expose()).and_then(|_| header_value(&format!("{prefix}{}", secret.expose())));
        let mut value = sendable.map_err(|_| ClientError::Credential)?;
        value.set_sensitive(true);
        Ok(Self::Header { name, value })
    }

    /// Adds it to a request that is complete but for it.
    #[cfg_attr(
        not(feature = "shared-key"),
        expect(clippy::unnecessary_wraps, reason = "headers cannot fail")
    )]
    pub(super) fn add_to(&self, request: &mut Request) -> Result<(), RequestError> {
        match self {
            Self::Header { name, value } => drop(request.headers_mut().insert(name.clone(), value.clone())),
            #[cfg(feature = "shared-key")]
            Self::SharedKey(key) => key.sign(request, SystemTime::now()).map_err(RequestError::Signature)?,
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{ClientError, Credential, Request};

    #[test]
    fn credentials_travel_in_headers_marked_sensitive() {
        let cases = [
            (Credential::bearer("canary"), "authorization", "Bearer canary"),
            (Credential::api_key("X-Key", "canary"), "x-key", "canary"),
        ];
        for (credential, name, value) in cases {
            let mut request = Request::default();
            credential.authorization().unwrap().unwrap().add_to(&mut request).unwrap();
            assert_eq!(request.headers()[name], value);
            let shown = format!("{request:?} {credential:?}");
            assert!(!shown.contains("canary"), "{shown}");
        }
    }

    #[test]
    fn credentials_that_no_header_can_hold_are_refused() {
        for text in ["", "a\nb", " a", "a ", "é", "a\tb"] {
            assert_eq!(
                Credential::bearer(text).authorization().err(),
                Some(ClientError::Credential),
                "{text:?}"
            );
            let key = Credential::api_key("x-key", text);
            assert_eq!(key.authorization().err(), Some(ClientError::Credential), "{text:?}");
        }
        let key = Credential::api_key("x key", "a");
        assert_eq!(key.authorization().err(), Some(ClientError::CredentialHeader));
    }
}
