//! Tokens from a source: who issues them, what they are good for, and how long.

#[cfg(feature = "azure-core")]
mod azure_core;
mod cache;
mod known;
mod tokens;

use std::sync::Arc;
use std::time::SystemTime;

#[cfg(feature = "azure-core")]
pub use self::azure_core::AzureCore;
pub(super) use self::cache::{Age, Kept, Renewal};
pub(super) use self::known::Known;
pub use self::tokens::Tokens;
pub(super) use self::tokens::{Asked, Trust};
use super::BoxFuture;
use crate::Secret;
use crate::auth::challenge::TokenRequest;

/// Why a source has no token; it must not show what nobody should see.
pub type SourceError = Box<dyn std::error::Error + Send + Sync>;

/// Who issues tokens: an identity of the machine, a program that has logged in, a service of one's own.
///
/// It need not remember what it issued, nor mind how many ask at once: [`Tokens`] does.
///
/// ```
/// use std::time::Duration;
/// use runtime::auth::challenge::TokenRequest;
/// use runtime::client::{AccessToken, BoxFuture, SourceError, TokenSource, Tokens};
///
/// struct Desk;
///
/// impl TokenSource for Desk {
///     fn token<'a>(&'a self, wanted: &'a TokenRequest) -> BoxFuture<'a, Result<AccessToken, SourceError>> {
///         Box::pin(async move {
///             let expires = std::time::SystemTime::now() + Duration::from_secs(3600);
///             Ok(AccessToken::new(format!("for {:?}", wanted.scopes), expires))
///         })
///     }
/// }
///
/// let tokens = Tokens::for_scopes(Desk, ["https://vault.example.net/.default"]);
/// ```
pub trait TokenSource: Send + Sync {
    /// Issues a token that is good for this.
    ///
    /// # Errors
    /// When there is none to be had.
    fn token<'a>(&'a self, wanted: &'a TokenRequest) -> BoxFuture<'a, Result<AccessToken, SourceError>>;
}

impl<T: TokenSource + ?Sized> TokenSource for Arc<T> {
    fn token<'a>(&'a self, wanted: &'a TokenRequest) -> BoxFuture<'a, Result<AccessToken, SourceError>> {
        (**self).token(wanted)
    }
}

/// A token, and how long it is good. `Debug` does not show it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AccessToken {
    /// The token itself, as it stands behind `Bearer`.
    pub secret: Secret,

    /// When it ceases to be good.
    pub expires: SystemTime,

    /// When its source would like to be asked for a new one. Without this it is five minutes before the token expires, or
    /// at half of its time if it has less than ten.
    pub renew: Option<SystemTime>,
}

impl AccessToken {
    /// A token that is good until then.
    pub fn new(secret: impl Into<Secret>, expires: SystemTime) -> Self {
        Self { secret: secret.into(), expires, renew: None }
    }

    /// The same, for which a new one is to be asked for from then on.
    #[must_use]
    pub fn renew_from(mut self, time: SystemTime) -> Self {
        self.renew = Some(time);
        self
    }
}
