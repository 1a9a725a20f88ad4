//! The token that a service asks for, and whether it may.

use std::net::Ipv4Addr;

use http::uri::Scheme;
use http::{HeaderMap, Uri};

use super::{Challenge, ChallengeError, claims, parse};
use crate::Endpoint;

/// The token that a service asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct TokenRequest {
    /// What the token has to be good for. Empty if the service does not say: then what it was good for before.
    pub scopes: Vec<String>,

    /// Whose users and programs the service knows: the first segment of the address that issues tokens.
    pub tenant: Option<String>,

    /// Where tokens are issued: scheme, host and port. It is what the *service* says: whoever sends a password there
    /// should know the address from elsewhere.
    pub authority: Option<String>,

    /// Claims that the last token lacked, a JSON object, to be sent along with the request for a new one.
    pub claims: Option<String>,
}

impl TokenRequest {
    /// A token that is good for these scopes, from whatever tenant and authority its source knows.
    pub fn for_scopes<S: Into<String>>(scopes: impl IntoIterator<Item = S>) -> Self {
        Self { scopes: scopes.into_iter().map(S::into).collect(), ..Self::default() }
    }

    /// Takes scopes, tenant and authority from an earlier request, if this one has no scopes.
    ///
    /// A challenge that only asks for more claims is about the token that came with the request, and often names a
    /// tenant that stands for any.
    #[must_use]
    pub fn completed_by(self, earlier: &Self) -> Self {
        if self.scopes.is_empty() { Self { claims: self.claims, ..earlier.clone() } } else { self }
    }

    /// Checks that the service, asked at this address, may ask for this token.
    ///
    /// Its host must be that of every scope, or end with a dot and that. Both are https; the host of a scope is a name
    /// of at least two parts, without a port, and no IP address.
    ///
    /// # Errors
    /// The first scope that is not so.
    pub fn verify(&self, asked: &Uri) -> Result<(), ChallengeError> {
        let host = asked.host().unwrap_or_default();
        if asked.scheme() != Some(&Scheme::HTTPS) {
            return Err(ChallengeError::NotHttps { host: host.to_owned() });
        }
        for scope in &self.scopes {
            let (host, scope) = (host.to_owned(), scope.clone());
            match domain(&scope) {
                Some(domain) if is_within(&host, &domain) => {}
                Some(_) => return Err(ChallengeError::Foreign { host, scope }),
                None => return Err(ChallengeError::Scope { host, scope }),
            }
        }
        Ok(())
    }
}

/// The token that an answer asks for, if it does, [verified](TokenRequest::verify) against the address of the request.
///
/// Of several challenges with the scheme `Bearer` the first counts that says anything about the token.
///
/// # Errors
/// When the challenge is malformed, or the service may not ask for such a token.
pub fn read_token_request(headers: &HeaderMap, asked: &Uri) -> Result<Option<TokenRequest>, ChallengeError> {
    let wanted = read_token_request_unverified(headers)?;
    wanted.iter().try_for_each(|wanted| wanted.verify(asked))?;
    Ok(wanted)
}

/// As [`read_token_request`], for services whose tokens are for another domain than their own.
///
/// Without verification, who runs the host gets any token that it cares to ask for: use it for hosts that you trust
/// with all of them.
///
/// # Errors
/// When the challenge is malformed.
pub fn read_token_request_unverified(headers: &HeaderMap) -> Result<Option<TokenRequest>, ChallengeError> {
    for challenge in parse(headers).iter().filter(|challenge| challenge.is("bearer")) {
        let wanted = read(challenge)?;
        if wanted != TokenRequest::default() {
            return Ok(Some(wanted));
        }
    }
    Ok(None)
}

fn read(challenge: &Challenge) -> Result<TokenRequest, ChallengeError> {
    let (authority, tenant) = match given(challenge, "authorization", "authorization_uri") {
        Some(address) => {
            let wrong = || ChallengeError::Authority { address: address.to_owned() };
            split_authority(address).ok_or_else(wrong)?
        }
        None => (None, None),
    };
    Ok(TokenRequest { scopes: scopes(challenge), tenant, authority, claims: claims::read(challenge)? })
}

/// The value of the first of two parameters that is there and not empty.
fn given<'a>(challenge: &'a Challenge, name: &str, other: &str) -> Option<&'a str> {
    let mut values = [name, other].into_iter().filter_map(|name| challenge.parameter(name));
    values.find(|value| !value.trim().is_empty())
}

fn scopes(challenge: &Challenge) -> Vec<String> {
    let listed = challenge.parameter("scope").unwrap_or_default().split_ascii_whitespace();
    let scopes: Vec<String> = listed.map(str::to_owned).collect();
    match challenge.parameter("resource").map(str::trim) {
        // A slash at the end of a resource is part of its name, so that two may come together.
        Some(resource) if scopes.is_empty() && !resource.is_empty() => vec![format!("{resource}/.default")],
        Some(_) | None => scopes,
    }
}

/// Where tokens are issued, and for which tenant; nothing if the address is not one of https and of a plain tenant.
fn split_authority(address: &str) -> Option<(Option<String>, Option<String>)> {
    let endpoint = Endpoint::new(address).ok()?;
    let tenant = endpoint.base().split('/').nth(1);
    let is_plain = |tenant: &str| tenant.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b));
    if !tenant.is_none_or(is_plain) {
        return None;
    }
    let origin = format!("https://{}", endpoint.authority());
    Some((Some(origin), tenant.map(str::to_owned)))
}

/// The domain of a scope; `None` if it is not `https://` and a name of at least two parts.
fn domain(scope: &str) -> Option<String> {
    let (scheme, rest) = scope.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let endpoint = Endpoint::new(&format!("{scheme}://{authority}")).ok()?;
    let host = endpoint.host();
    let is_name = host.contains('.') && host.parse::<Ipv4Addr>().is_err();
    (is_name && endpoint.port().is_none()).then(|| host.to_ascii_lowercase())
}

/// Whether a host is a domain, in lower case, or below it.
fn is_within(host: &str, domain: &str) -> bool {
    let host = host.to_ascii_lowercase();
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}
