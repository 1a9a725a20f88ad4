//! Credentials that are tokens from a source.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Kept, TokenSource};
use crate::auth::challenge::TokenRequest;

/// As many tokens as one source is remembered for; those beyond belong to the client that asked for them.
const MOST: usize = 64;

/// Tokens from a source, each asked for once, kept while it is good and renewed before it expires.
///
/// At one time no more than one call asks the source for the same token; the others go on with the old one or wait for
/// the new one. A clone shares the tokens with its original, so that clients of several services can, too. `Debug` shows
/// none.
#[derive(Clone)]
#[must_use = "a credential does nothing until a client has it"]
pub struct Tokens {
    shared: Arc<Shared>,
    asked: Asked,
}

struct Shared {
    source: Arc<dyn TokenSource>,
    kept: Mutex<BTreeMap<TokenRequest, Arc<Kept>>>,
}

/// Who says what the tokens must be good for.
#[derive(Clone, Debug)]
pub(in crate::client) enum Asked {
    /// The program.
    Fixed(TokenRequest),

    /// The service, in the challenge with which it answers a request without a token.
    ByChallenge(Trust),
}

/// Which challenges are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::client) enum Trust {
    /// Those for tokens of a domain to which the service's host belongs.
    Domain,

    /// Any.
    Any,
}

impl Tokens {
    /// Tokens that are good for these scopes.
    pub fn for_scopes<S: Into<String>>(
        source: impl TokenSource + 'static,
        scopes: impl IntoIterator<Item = S>,
    ) -> Self {
        Self::new(source, Asked::Fixed(TokenRequest::for_scopes(scopes)))
    }

    /// Tokens that are good for what the service asks for.
    ///
    /// The first request goes without body and without token, and the answer to it, 401 with `WWW-Authenticate`, says what
    /// the token must be good for; the requests that follow carry one at once. The host of the service must belong to the
    /// domain that the token is for, see [`TokenRequest::verify`]: a token for another could be used there by whoever runs
    /// the service.
    pub fn by_challenge(source: impl TokenSource + 'static) -> Self {
        Self::new(source, Asked::ByChallenge(Trust::Domain))
    }

    /// The same, where the service may ask for a token for any domain.
    ///
    /// Whoever runs the service, or answers in its place, then gets any token that the source issues.
    pub fn for_any_domain(mut self) -> Self {
        if let Asked::ByChallenge(trust) = &mut self.asked {
            *trust = Trust::Any;
        }
        self
    }

    fn new(source: impl TokenSource + 'static, asked: Asked) -> Self {
        let source: Arc<dyn TokenSource> = Arc::new(source);
        Self { shared: Arc::new(Shared { source, kept: Mutex::default() }), asked }
    }

    pub(in crate::client) fn asked(&self) -> &Asked {
        &self.asked
    }

    /// The token that is good for this, if there is one yet, and who renews it.
    pub(in crate::client) fn kept(&self, wanted: TokenRequest) -> Arc<Kept> {
        let mut all = self.shared.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = all.get(&wanted) {
            return Arc::clone(kept);
        }
        let kept = Arc::new(Kept::new(Arc::clone(&self.shared.source), wanted.clone()));
        if all.len() < MOST {
            all.insert(wanted, Arc::clone(&kept));
        }
        kept
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens").field("asked", &self.asked).finish_non_exhaustive()
    }
}
