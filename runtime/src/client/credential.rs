//! What a client shows to be let in.

use http::header::AUTHORIZATION;
use http::{HeaderName, HeaderValue};

use super::ClientError;
use super::token::{Known, Tokens};
#[cfg(feature = "shared-key")]
use crate::auth::shared_key::SharedKey;
use crate::request::header_value;
use crate::{HeaderFault, Secret};

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

    /// Tokens that are issued when they are needed, and renewed before they expire.
    Tokens(Tokens),

    /// A key that signs each request and never travels itself.
    #[cfg(feature = "shared-key")]
    SharedKey(SharedKey),
}

impl From<Tokens> for Credential {
    fn from(tokens: Tokens) -> Self {
        Self::Tokens(tokens)
    }
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
    pub(super) fn authorization(&self) -> Result<Authorization, ClientError> {
        let sendable = |value: Result<HeaderValue, HeaderFault>| value.map_err(|_| ClientError::Credential);
        Ok(match self {
            Self::None => Authorization::None,
            Self::Bearer(token) => {
                Authorization::Header { name: AUTHORIZATION, value: sendable(bearer(token))? }
            }
            Self::ApiKey { header, value } => {
                let name =
                    HeaderName::from_bytes(header.as_bytes()).map_err(|_| ClientError::CredentialHeader)?;
                Authorization::Header { name, value: sendable(hidden("", value))? }
            }
            Self::Tokens(tokens) => Authorization::Tokens(Known::new(tokens.clone())),
            #[cfg(feature = "shared-key")]
            Self::SharedKey(key) => Authorization::SharedKey(key.clone()),
        })
    }
}

/// How a credential gets into requests.
pub(super) enum Authorization {
    /// Not at all.
    None,

    /// As a header, the same in all of them.
    Header { name: HeaderName, value: HeaderValue },

    /// As a token, which changes with time and may depend on the service.
    Tokens(Known),

    /// As a signature.
    #[cfg(feature = "shared-key")]
    SharedKey(SharedKey),
}

/// A token as the value of `Authorization`.
pub(super) fn bearer(token: &Secret) -> Result<HeaderValue, HeaderFault> {
    hidden("Bearer ", token)
}

fn hidden(prefix: &str, secret: &Secret) -> Result<HeaderValue, HeaderFault> {
    // The secret itself is checked, too: behind a prefix, a space at its beginning would pass.
    header_value(secret.expose())?;
    let mut value = header_value(&format!("{prefix}{}", secret.expose()))?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::{Authorization, ClientError, Credential};

    #[test]
    fn credentials_travel_in_headers_marked_sensitive() {
        let cases = [
            (Credential::bearer("canary"), "authorization", "Bearer canary"),
            (Credential::api_key("X-Key", "canary"), "x-key", "canary"),
        ];
        for (credential, header, text) in cases {
            let Ok(Authorization::Header { name, value }) = credential.authorization() else { panic!() };
            assert_eq!((name.as_str(), value.to_str().unwrap()), (header, text));
            let shown = format!("{value:?} {credential:?}");
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
