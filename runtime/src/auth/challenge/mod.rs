//! What a service demands of who wants in: `WWW-Authenticate`, and the token that it asks for there.
//!
//! ```
//! use http::{HeaderMap, HeaderValue, Uri};
//! use runtime::auth::challenge;
//!
//! let mut headers = HeaderMap::new();
//! let value = r#"Bearer authorization="https://login.example/contoso", resource="https://vault.example.net""#;
//! headers.insert("www-authenticate", HeaderValue::from_static(value));
//!
//! let asked = Uri::from_static("https://mine.vault.example.net/certificates");
//! let wanted = challenge::read_token_request(&headers, &asked)?.expect("a challenge for a token");
//! assert_eq!(wanted.scopes, ["https://vault.example.net/.default"]);
//! assert_eq!(wanted.tenant.as_deref(), Some("contoso"));
//!
//! let asked = Uri::from_static("https://vault.example.net.elsewhere.example/certificates");
//! assert!(challenge::read_token_request(&headers, &asked).is_err());
//! # Ok::<(), challenge::ChallengeError>(())
//! ```

mod claims;
mod error;
mod field;
mod token_request;

use std::collections::BTreeMap;

use http::HeaderMap;
use http::header::WWW_AUTHENTICATE;

pub use self::error::ChallengeError;
pub use self::token_request::{TokenRequest, read_token_request, read_token_request_unverified};

/// One way in, as a service offers it (RFC 9110, section 11.6.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    scheme: String,
    token68: Option<String>,
    /// By names in lower case.
    parameters: BTreeMap<String, String>,
}

impl Challenge {
    /// The scheme, as the service spells it.
    #[must_use]
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// Whether the challenge is of this scheme, in whatever case.
    #[must_use]
    pub fn is(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    /// What stands behind the scheme in place of parameters.
    #[must_use]
    pub fn token68(&self) -> Option<&str> {
        self.token68.as_deref()
    }

    /// The value of a parameter, without quotes. The case of its name does not count.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.get(&name.to_ascii_lowercase()).map(String::as_str)
    }
}

/// The challenges of an answer, in its order.
///
/// A field that breaks the grammar gives none at all: half of a challenge could mean something else than the whole.
/// Other fields of the same answer still count.
///
/// ```
/// use http::{HeaderMap, HeaderValue};
/// use runtime::auth::challenge;
///
/// let mut headers = HeaderMap::new();
/// headers.append("www-authenticate", HeaderValue::from_static(r#"Negotiate abc==, BASIC realm="a, b""#));
/// headers.append("www-authenticate", HeaderValue::from_static(r#"Bearer realm="no end"#));
/// let challenges = challenge::parse(&headers);
/// assert_eq!(challenges.len(), 2);
/// assert_eq!(challenges[0].token68(), Some("abc=="));
/// assert!(challenges[1].is("basic"));
/// assert_eq!(challenges[1].parameter("Realm"), Some("a, b"));
/// ```
#[must_use]
pub fn parse(headers: &HeaderMap) -> Vec<Challenge> {
    let fields = headers.get_all(WWW_AUTHENTICATE).iter();
    fields.filter_map(|field| field::parse(field.as_bytes())).flatten().collect()
}
