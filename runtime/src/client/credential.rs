//! What a client shows to be let in.

use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::ClientError;
use crate::Secret;
use crate::request::header_value;

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

    /// The header in which the credential travels.
    pub(super) fn authorization(&self) -> Result<Option<Authorization>, ClientError> {
        match self {
            Self::None => Ok(None),
            Self::Bearer(token) => Authorization::new(AUTHORIZATION, "Bearer ", token).map(Some),
            Self::ApiKey { header, value } => {
                let name =
                    HeaderName::from_bytes(header.as_bytes()).map_err(|_| ClientError::CredentialHeader)?;
                Authorization::new(name, "", value).map(Some)
            }
        }
    }
}

/// A credential as the header that carries it.
pub(super) struct Authorization {
    name: HeaderName,
    value: HeaderValue,
}

impl Authorization {
    fn new(name: HeaderName, prefix: &str, secret: &Secret) -> Result<Self, ClientError> {
        // The secret itself is checked, too: behind a prefix, a space at its beginning would pass.
        let sendable =
            header_value(secret.expose()).and_then(|_| header_value(&format!("{prefix}{}", secret.expose())));
        let mut value = sendable.map_err(|_| ClientError::Credential)?;
        value.set_sensitive(true);
        Ok(Self { name, value })
    }

    pub(super) fn add_to(&self, headers: &mut HeaderMap) {
        headers.insert(self.name.clone(), self.value.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::{ClientError, Credential, HeaderMap};

    #[test]
    fn credentials_travel_in_headers_marked_sensitive() {
        let cases = [
            (Credential::bearer("canary"), "authorization", "Bearer canary"),
            (Credential::api_key("X-Key", "canary"), "x-key", "canary"),
        ];
        for (credential, name, value) in cases {
            let mut headers = HeaderMap::new();
            credential.authorization().unwrap().unwrap().add_to(&mut headers);
            assert_eq!(headers[name], value);
            let shown = format!("{headers:?} {credential:?}");
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
