//! What one client knows about the tokens that its service wants.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Asked, Kept, Tokens};

/// Tokens, and which of them the service wants, once that is known.
pub(in crate::client) struct Known {
    tokens: Tokens,
    wanted: Mutex<Option<Arc<Kept>>>,
}

impl Known {
    pub(in crate::client) fn new(tokens: Tokens) -> Self {
        let wanted = match tokens.asked() {
            Asked::Fixed(wanted) => Some(tokens.kept(wanted.clone())),
            Asked::ByChallenge(_) => None,
        };
        Self { tokens, wanted: Mutex::new(wanted) }
    }

    pub(in crate::client) fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// The token that the service wants.
    pub(in crate::client) fn get(&self) -> Option<Arc<Kept>> {
        self.wanted().clone()
    }

    /// The service took this one.
    pub(in crate::client) fn learn(&self, kept: Arc<Kept>) {
        *self.wanted() = Some(kept);
    }

    /// The service did not take this one, and is to be asked again what it wants, if that is for it to say.
    pub(in crate::client) fn forget(&self, kept: &Arc<Kept>) {
        let mut wanted = self.wanted();
        if matches!(self.tokens.asked(), Asked::ByChallenge(_))
            && wanted.as_ref().is_some_and(|known| Arc::ptr_eq(known, kept))
        {
            *wanted = None;
        }
    }

    fn wanted(&self) -> MutexGuard<'_, Option<Arc<Kept>>> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
