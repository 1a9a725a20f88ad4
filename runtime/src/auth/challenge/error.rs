//! Why a challenge is not answered.

use std::fmt;

use crate::one_line::OneLine;

/// As much of a foreign text as a message shows.
const SHOWN: usize = 200;

/// A challenge that asks for a token in a way that had better not be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChallengeError {
    /// The token would be for a domain to which the host does not belong: whoever runs the host could use it there.
    Foreign {
        /// The host that asks.
        host: String,

        /// The scope for which it asks.
        scope: String,
    },

    /// The token would be for something else than `https://` and the name of a domain.
    Scope {
        /// The host that asks.
        host: String,

        /// The scope for which it asks.
        scope: String,
    },

    /// The request to which the challenge is the answer was not https.
    NotHttps {
        /// The host that asks.
        host: String,
    },

    /// The address where tokens are to be had is not https, or its tenant is no name.
    Authority {
        /// The address.
        address: String,
    },

    /// The claims are not a JSON object in base64.
    Claims,
}

impl fmt::Display for ChallengeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |text| OneLine::new(text, SHOWN);
        match self {
            Self::Foreign { host, scope } => write!(
                f,
                "`{}` asks for a token for `{}`, a domain to which it does not belong",
                line(host),
                line(scope)
            ),
            Self::Scope { host, scope } => write!(
                f,
                "`{}` asks for a token for `{}`, which is not `https://` and the name of a domain",
                line(host),
                line(scope)
            ),
            Self::NotHttps { host } => {
                write!(f, "`{}` asks for a token, and is not reached by https", line(host))
            }
            Self::Authority { address } => {
                write!(
                    f,
                    "the service sends for a token to `{}`, which is no https address of a tenant",
                    line(address)
                )
            }
            Self::Claims => f.write_str("the service asks for claims that are not a JSON object in base64"),
        }
    }
}

impl std::error::Error for ChallengeError {}
