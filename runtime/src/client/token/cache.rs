//! One token, kept while it is good, and renewed by one call at a time.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use futures_util::lock::Mutex as Turn;
use http::HeaderValue;

use super::{AccessToken, TokenSource};
use crate::CredentialFault;
use crate::auth::challenge::TokenRequest;
use crate::client::Transport;
use crate::client::credential::bearer;
use crate::client::wait::within;

/// A token is renewed this long before it expires, unless its source says when or its whole time is short.
const EARLY: Duration = Duration::from_secs(300);

/// So shortly before it expires a token is not sent any more: it might expire on its way, or by the service's clock.
const MARGIN: Duration = Duration::from_secs(20);

/// How long a renewal may take while the old token is good, and how long after a failed one the next is tried.
const PATIENCE: Duration = Duration::from_secs(15);

/// The token for one request, and who renews it.
pub(in crate::client) struct Kept {
    source: Arc<dyn TokenSource>,
    wanted: TokenRequest,
    state: Mutex<State>,
    /// Held by the one call that asks the source.
    turn: Turn<()>,
}

#[derive(Default)]
struct State {
    token: Option<Token>,
    /// How many times the source has answered, be it with a token or not.
    round: u64,
    /// What it answered last, if that was no token.
    failure: Option<CredentialFault>,
    /// The claims that it was asked for last.
    claims: Option<String>,
}

struct Token {
    header: HeaderValue,
    /// The claims that it was asked for with.
    claims: Option<String>,
    expires: SystemTime,
    renew: SystemTime,
}

/// Whether the source issued a token for the very call that gets it, or earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::client) enum Age {
    New,
    Kept,
}

/// Why a token that is still good has to be renewed: the service does not take it.
#[derive(Clone)]
pub(in crate::client) struct Renewal {
    /// The token, as it was sent.
    pub(in crate::client) rejected: HeaderValue,
    /// What it lacked, if the service says so.
    pub(in crate::client) claims: Option<String>,
}

enum Standing {
    Good(HeaderValue),
    /// Good, and about to expire.
    Due(HeaderValue),
    Gone,
}

impl Kept {
    pub(super) fn new(source: Arc<dyn TokenSource>, wanted: TokenRequest) -> Self {
        Self { source, wanted, state: Mutex::default(), turn: Turn::new(()) }
    }

    pub(in crate::client) fn wanted(&self) -> &TokenRequest {
        &self.wanted
    }

    /// The token as a header, if nobody has to be asked for it.
    pub(in crate::client) fn at_hand(
        &self,
        clock: &dyn Transport,
        renewal: Option<&Renewal>,
    ) -> Option<HeaderValue> {
        match self.state().standing(clock.now(), renewal) {
            Standing::Good(header) => Some(header),
            Standing::Due(_) | Standing::Gone => None,
        }
    }

    /// The token as a header, from the source if need be.
    pub(in crate::client) async fn header(
        &self,
        clock: &dyn Transport,
        renewal: Option<&Renewal>,
    ) -> Result<(HeaderValue, Age), CredentialFault> {
        let (standing, round) = {
            let state = self.state();
            (state.standing(clock.now(), renewal), state.round)
        };
        match standing {
            Standing::Good(header) => Ok((header, Age::Kept)),
            Standing::Due(header) => {
                Ok((self.renewed_early(clock, round).await.unwrap_or(header), Age::Kept))
            }
            Standing::Gone => {
                let _turn = self.turn.lock().await;
                // What the source answered while this call waited for its turn is the answer to this call, too.
                let answered = self.state().answer_since(round, renewal);
                let header = match answered {
                    Some(answer) => answer?,
                    None => self.ask(clock, renewal).await?,
                };
                Ok((header, Age::New))
            }
        }
    }

    /// A new token, unless another call is getting one or the source has none: the old one is good enough then.
    async fn renewed_early(&self, clock: &dyn Transport, round: u64) -> Option<HeaderValue> {
        let _turn = self.turn.try_lock()?;
        if let Some(answer) = self.state().answer_since(round, None) {
            return answer.ok();
        }
        // Should this call be dropped now, or the source take its time, others do not try the same at once.
        if let Some(token) = &mut self.state().token {
            let last = token.expires.checked_sub(MARGIN).unwrap_or(token.expires);
            token.renew = later(clock.now(), PATIENCE).min(last);
        }
        within(clock, PATIENCE, self.ask(clock, None)).await.ok()?.ok()
    }

    /// Asks the source; only who has the turn may.
    async fn ask(
        &self,
        clock: &dyn Transport,
        renewal: Option<&Renewal>,
    ) -> Result<HeaderValue, CredentialFault> {
        let claims = renewal.and_then(|renewal| renewal.claims.clone());
        let with_claims =
            claims.clone().map(|claims| TokenRequest { claims: Some(claims), ..self.wanted.clone() });
        let answer = self.source.token(with_claims.as_ref().unwrap_or(&self.wanted)).await;
        let token = match answer {
            Ok(token) => Token::new(&token, claims.clone(), clock.now()),
            Err(error) => Err(CredentialFault::Source(error.into())),
        };
        let mut state = self.state();
        state.round += 1;
        state.claims = claims;
        match token {
            Ok(token) => {
                let header = token.header.clone();
                (state.token, state.failure) = (Some(token), None);
                Ok(header)
            }
            Err(fault) => {
                state.failure = Some(fault.clone());
                Err(fault)
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn standing(&self, now: SystemTime, renewal: Option<&Renewal>) -> Standing {
        match &self.token {
            Some(token) if renewal.is_some_and(|renewal| renewal.is_after(token)) => Standing::Gone,
            Some(token) if now < token.renew => Standing::Good(token.header.clone()),
            Some(token) if later(now, MARGIN) < token.expires => Standing::Due(token.header.clone()),
            Some(_) | None => Standing::Gone,
        }
    }

    /// What the source has answered after so many rounds, if it has, and if it was asked for no less.
    fn answer_since(
        &self,
        round: u64,
        renewal: Option<&Renewal>,
    ) -> Option<Result<HeaderValue, CredentialFault>> {
        if self.round == round || renewal.is_some_and(|renewal| renewal.lacks(self.claims.as_ref())) {
            return None;
        }
        match (&self.failure, &self.token) {
            (Some(fault), _) => Some(Err(fault.clone())),
            (None, token) => token.as_ref().map(|token| Ok(token.header.clone())),
        }
    }
}

impl Renewal {
    /// Whether the token will not do: it is the rejected one, or lacks what that one lacked.
    fn is_after(&self, token: &Token) -> bool {
        self.rejected == token.header || self.lacks(token.claims.as_ref())
    }

    /// Whether who asked for these claims did not ask for those that are needed.
    fn lacks(&self, claims: Option<&String>) -> bool {
        self.claims.is_some() && self.claims.as_ref() != claims
    }
}

impl Token {
    fn new(token: &AccessToken, claims: Option<String>, now: SystemTime) -> Result<Self, CredentialFault> {
        let header = bearer(&token.secret).map_err(|_| CredentialFault::Token)?;
        let lifetime = token.expires.duration_since(now).unwrap_or_default();
        let early = EARLY.min(lifetime / 2);
        let renew = token.renew.unwrap_or(later(now, lifetime.saturating_sub(early))).min(token.expires);
        Ok(Self { header, claims, expires: token.expires, renew })
    }
}

/// A time so much later, or the same where no clock could tell it.
fn later(time: SystemTime, wait: Duration) -> SystemTime {
    time.checked_add(wait).unwrap_or(time)
}
