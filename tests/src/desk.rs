//! A source of tokens that issues what a test wants, and says what it was asked for.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use generated::client::{AccessToken, BoxFuture, SourceError, TokenSource};
use generated::rt::auth::challenge::TokenRequest;
use tokio::sync::Semaphore;

/// How long its tokens are good, unless a test says otherwise.
pub const LIFETIME: Duration = Duration::from_secs(3600);

/// What a desk does with its request of this number, from 1.
type Issue = dyn Fn(usize) -> Result<AccessToken, SourceError> + Send + Sync;

/// Issues `token-1`, `token-2` and so on. A clone is the same desk.
#[derive(Clone)]
pub struct Desk {
    issue: Arc<Issue>,
    asked: Arc<Mutex<Vec<TokenRequest>>>,
    open: Arc<Semaphore>,
}

impl Desk {
    /// Issues tokens that are good for an hour.
    #[must_use]
    pub fn new() -> Self {
        Self::issuing(|number| Ok(token(number, SystemTime::now() + LIFETIME)))
    }

    /// Does as it is told.
    pub fn issuing(
        issue: impl Fn(usize) -> Result<AccessToken, SourceError> + Send + Sync + 'static,
    ) -> Self {
        let open = Arc::new(Semaphore::new(Semaphore::MAX_PERMITS));
        Self { issue: Arc::new(issue), asked: Arc::default(), open }
    }

    /// The same, closed: who asks waits until it [opens](Self::open).
    #[must_use]
    pub fn closed(self) -> Self {
        Self { open: Arc::new(Semaphore::new(0)), ..self }
    }

    /// Answers as many of those who ask.
    pub fn admit(&self, number: usize) {
        self.open.add_permits(number);
    }

    /// Answers all who wait, and all others from now on.
    pub fn open(&self) {
        self.admit(Semaphore::MAX_PERMITS - self.open.available_permits());
    }

    /// What it was asked for, oldest first.
    #[must_use]
    pub fn asked(&self) -> Vec<TokenRequest> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until it has been asked so often.
    pub async fn until_asked(&self, times: usize) {
        while self.asked().len() < times {
            tokio::task::yield_now().await;
        }
    }
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

/// The token of this number.
#[must_use]
pub fn token(number: usize, expires: SystemTime) -> AccessToken {
    AccessToken::new(format!("token-{number}"), expires)
}

impl TokenSource for Desk {
    fn token<'a>(&'a self, wanted: &'a TokenRequest) -> BoxFuture<'a, Result<AccessToken, SourceError>> {
        Box::pin(async move {
            let number = {
                let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
                asked.push(wanted.clone());
                asked.len()
            };
            self.open.acquire().await?.forget();
            (self.issue)(number)
        })
    }
}
