//! Credentials of the crate `azure_core`, as sources of tokens.

use std::sync::Arc;

use ::azure_core::credentials::TokenCredential;

use super::{AccessToken, SourceError, TokenSource};
use crate::auth::challenge::TokenRequest;
use crate::client::BoxFuture;

/// Anything that implements `azure_core`'s `TokenCredential`, such as the credentials of `azure_identity`, as a source of
/// tokens.
///
/// Such a credential takes scopes and nothing else: it has a tenant of its own, and where a service asks for claims the
/// call ends with an error that says so.
///
/// ```no_run
/// # fn wrap(credential: std::sync::Arc<dyn azure_core::credentials::TokenCredential>) {
/// use runtime::client::{AzureCore, Tokens};
///
/// let tokens = Tokens::by_challenge(AzureCore::new(credential));
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct AzureCore {
    credential: Arc<dyn TokenCredential>,
}

impl AzureCore {
    /// Takes a credential as it is.
    #[must_use]
    pub fn new(credential: Arc<dyn TokenCredential>) -> Self {
        Self { credential }
    }

    async fn issue(&self, wanted: &TokenRequest) -> Result<AccessToken, SourceError> {
        if wanted.claims.is_some() {
            return Err("the service asks for claims, which credentials of azure_core cannot pass on".into());
        }
        let scopes: Vec<&str> = wanted.scopes.iter().map(String::as_str).collect();
        let token = self.credential.get_token(&scopes, None).await?;
        Ok(AccessToken::new(token.token.secret(), token.expires_on.into()))
    }
}

impl TokenSource for AzureCore {
    fn token<'a>(&'a self, wanted: &'a TokenRequest) -> BoxFuture<'a, Result<AccessToken, SourceError>> {
        Box::pin(self.issue(wanted))
    }
}
