//! What one call shows to be let in, and what it does when it is turned away.

use std::sync::Arc;
use std::time::Duration;

use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, StatusCode, Uri};

use super::Transport;
use super::call::Failure;
use super::credential::Authorization;
use super::token::{Age, Asked, Kept, Known, Renewal, Trust};
use super::wait::{Elapsed, within};
use crate::auth::challenge::{
    ChallengeError, TokenRequest, read_token_request, read_token_request_unverified,
};
use crate::{CredentialError, CredentialFault, Endpoint, Method, Payload, Request};

/// What a call has shown so far.
#[derive(Default)]
pub(super) struct Access {
    shown: Shown,
    /// What the next request shows, where the service has just said what it wants.
    kept: Option<Arc<Kept>>,
    renewal: Option<Renewal>,
    /// Of its answers to a token a call heeds one.
    heeded: Heeded,
}

/// What the last request showed.
#[derive(Default)]
enum Shown {
    /// Something that does not depend on the answer, or nothing at all.
    #[default]
    Fixed,

    /// Nothing, to learn what the service wants.
    Probe(Content),

    /// A token.
    Token { kept: Arc<Kept>, header: HeaderValue, age: Age },

    /// Nothing, since the service does not want anything.
    Open,
}

/// What a request without a token held.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    /// All of it: there is no body.
    Whole,

    /// All but its body.
    Head,
}

#[derive(Default, PartialEq, Eq)]
enum Heeded {
    #[default]
    None,
    One,
}

/// What follows an answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reaction {
    /// The request is to be sent again at once, with what the service asks for.
    Again,

    /// The answer is the answer.
    Settled,
}

impl Access {
    /// Adds to a request, complete but for it, what lets it in.
    pub(super) async fn authorize(
        &mut self,
        request: &mut Request,
        authorization: &Authorization,
        clock: &dyn Transport,
        time: Duration,
    ) -> Result<(), Failure> {
        let known = match authorization {
            Authorization::None => return Ok(()),
            Authorization::Header { name, value } => {
                request.headers_mut().insert(name.clone(), value.clone());
                return Ok(());
            }
            #[cfg(feature = "shared-key")]
            Authorization::SharedKey(key) => {
                return key
                    .sign(request, clock.now())
                    .map_err(|error| crate::RequestError::Signature(error).into());
            }
            Authorization::Tokens(known) => known,
        };
        if matches!(self.shown, Shown::Open) {
            return Ok(());
        }
        let Some(kept) = self.kept.clone().or_else(|| known.get()) else {
            self.shown = Shown::Probe(strip(request));
            return Ok(());
        };
        let renewal = self.renewal.take();
        let (header, age) = match kept.at_hand(clock, renewal.as_ref()) {
            Some(header) => (header, Age::Kept),
            None => {
                // In a box, since every call would have to carry the room for what few of them do.
                let answer = Box::pin(within(clock, time, kept.header(clock, renewal.as_ref()))).await;
                let answer = answer.unwrap_or_else(|Elapsed| Err(CredentialFault::Timeout));
                answer.map_err(CredentialError::new)?
            }
        };
        request.headers_mut().insert(AUTHORIZATION, header.clone());
        self.shown = Shown::Token { kept, header, age };
        Ok(())
    }

    /// Looks at an answer for what it says about the token.
    pub(super) fn react(
        &mut self,
        status: StatusCode,
        headers: &HeaderMap,
        authorization: &Authorization,
        endpoint: &Endpoint,
    ) -> Result<Reaction, ChallengeError> {
        let Authorization::Tokens(known) = authorization else { return Ok(Reaction::Settled) };
        let shown = std::mem::take(&mut self.shown);
        match (shown, status) {
            (Shown::Probe(_), StatusCode::UNAUTHORIZED) => self.introduce(headers, known, endpoint),
            (Shown::Probe(Content::Head), status) if status.is_success() => {
                self.shown = Shown::Open;
                Ok(Reaction::Again)
            }
            (Shown::Token { kept, header, age }, StatusCode::UNAUTHORIZED) => {
                let rejected = Renewal { rejected: header, claims: None };
                self.renew(headers, known, endpoint, &kept, rejected, age)
            }
            (Shown::Token { kept, .. }, _) => {
                // Not before: what does not let in is not worth remembering.
                if self.kept.is_some() {
                    known.learn(kept);
                }
                Ok(Reaction::Settled)
            }
            (Shown::Open, _) => {
                self.shown = Shown::Open;
                Ok(Reaction::Settled)
            }
            (Shown::Probe(_) | Shown::Fixed, _) => Ok(Reaction::Settled),
        }
    }

    /// Finds out what the service wants who was shown nothing.
    fn introduce(
        &mut self,
        headers: &HeaderMap,
        known: &Known,
        endpoint: &Endpoint,
    ) -> Result<Reaction, ChallengeError> {
        match read(headers, known, endpoint)? {
            Some(wanted) if !wanted.scopes.is_empty() => {
                self.kept = Some(known.tokens().kept(TokenRequest { claims: None, ..wanted }));
                Ok(Reaction::Again)
            }
            Some(_) | None => Ok(Reaction::Settled),
        }
    }

    /// Finds out what the service wants instead of the token that it was shown.
    fn renew(
        &mut self,
        headers: &HeaderMap,
        known: &Known,
        endpoint: &Endpoint,
        kept: &Arc<Kept>,
        mut renewal: Renewal,
        age: Age,
    ) -> Result<Reaction, ChallengeError> {
        if std::mem::replace(&mut self.heeded, Heeded::One) == Heeded::One {
            known.forget(kept);
            return Ok(Reaction::Settled);
        }
        let wanted = read(headers, known, endpoint)?.unwrap_or_default().completed_by(kept.wanted());
        renewal.claims.clone_from(&wanted.claims);
        let wanted = TokenRequest { claims: None, ..wanted };
        let is_same = matches!(known.tokens().asked(), Asked::Fixed(_)) || wanted == *kept.wanted();
        if !is_same {
            self.kept = Some(known.tokens().kept(wanted));
        } else if renewal.claims.is_none() && age == Age::New {
            // Another one would be no better.
            known.forget(kept);
            return Ok(Reaction::Settled);
        } else {
            self.kept = Some(Arc::clone(kept));
        }
        self.renewal = Some(renewal);
        Ok(Reaction::Again)
    }
}

/// What a challenge asks for, if the credential lets it ask.
fn read(
    headers: &HeaderMap,
    known: &Known,
    endpoint: &Endpoint,
) -> Result<Option<TokenRequest>, ChallengeError> {
    match known.tokens().asked() {
        Asked::ByChallenge(Trust::Domain) => read_token_request(headers, &origin(endpoint)),
        Asked::ByChallenge(Trust::Any) => read_token_request_unverified(headers),
        // What the token is for is the program's to say: of a challenge that can be read its claims count, and no more.
        Asked::Fixed(_) => Ok(read_token_request_unverified(headers).unwrap_or_default()),
    }
}

/// The address of an endpoint, without a path.
fn origin(endpoint: &Endpoint) -> Uri {
    let mut parts = http::uri::Parts::default();
    parts.scheme = Some(endpoint.scheme().clone());
    parts.authority = Some(endpoint.authority().clone());
    parts.path_and_query = Some(http::uri::PathAndQuery::from_static("/"));
    Uri::from_parts(parts).unwrap_or_default()
}

/// Takes the body away: who does not know yet whom it sends to sends as little as it can.
fn strip(request: &mut Request) -> Content {
    if request.body().bytes().is_empty() {
        return Content::Whole;
    }
    *request.body_mut() = Payload::default();
    request.headers_mut().remove(CONTENT_TYPE);
    if matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH) {
        request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    Content::Head
}
