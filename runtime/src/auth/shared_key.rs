//! Requests signed with a key that the caller and the service share.
//!
//! The signature covers the method, the path, the query, the time and the headers that matter, so that nobody on the
//! way can make another request of it, and the key itself never travels.
//!
//! ```
//! use std::time::{Duration, SystemTime};
//! use runtime::auth::shared_key::SharedKey;
//!
//! let key = SharedKey::new("myaccount", "c2hhcmVkIGtleQ==")?;
//! let mut request = runtime::Request::default();
//! *request.uri_mut() = "https://service.example/jobs?api-version=7.0".parse()?;
//! key.sign(&mut request, SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777))?;
//! assert_eq!(request.headers()["ocp-date"], "Sun, 06 Nov 1994 08:49:37 GMT");
//! assert!(request.headers()["authorization"].to_str()?.starts_with("SharedKey myaccount:"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::collections::BTreeMap;
use std::fmt;
use std::time::SystemTime;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{
    AUTHORIZATION, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, IF_MATCH,
    IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_UNMODIFIED_SINCE, RANGE,
};
use http::{HeaderMap, HeaderValue};
use percent_encoding::percent_decode_str;
use ring::hmac;

use crate::{HttpDate, Method, Request, Secret};

const CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");
const OCP_DATE: HeaderName = HeaderName::from_static("ocp-date");

/// What begins like this is signed with its name.
const OCP: &str = "ocp-";

/// What is signed by its place alone. `None` is the `Date` header: it stays empty, since the time is in `ocp-date`.
const PLACES: [Option<HeaderName>; 11] = [
    Some(CONTENT_ENCODING),
    Some(CONTENT_LANGUAGE),
    Some(CONTENT_LENGTH),
    Some(CONTENT_MD5),
    Some(CONTENT_TYPE),
    None,
    Some(IF_MODIFIED_SINCE),
    Some(IF_MATCH),
    Some(IF_NONE_MATCH),
    Some(IF_UNMODIFIED_SINCE),
    Some(RANGE),
];

/// An account and its key. `Debug` does not show the key.
#[derive(Clone)]
pub struct SharedKey {
    account: Box<str>,
    key: hmac::Key,
}

impl SharedKey {
    /// The name of an account, and its key as the service writes it: base64 with padding.
    ///
    /// # Errors
    /// When the name is not made of letters, digits, `-` and `_`, or the key is not base64.
    pub fn new(account: impl Into<String>, key: impl Into<Secret>) -> Result<Self, SharedKeyError> {
        let account: String = account.into();
        // It goes into a header and a path, unencoded.
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        if account.is_empty() || !account.bytes().all(is_plain) {
            return Err(SharedKeyError::Account);
        }
        let bytes = STANDARD.decode(key.into().expose()).map_err(|_| SharedKeyError::Key)?;
        if bytes.is_empty() {
            return Err(SharedKeyError::Key);
        }
        Ok(Self { account: account.into(), key: hmac::Key::new(hmac::HMAC_SHA256, &bytes) })
    }

    /// Signs a request: sets `Authorization`, and `ocp-date` unless it is there.
    ///
    /// `Content-Length` becomes that of the body, so that what is signed is what is sent. Nothing else that is signed may
    /// change afterwards. A service takes a signature for some minutes only: who tries again later signs a request that
    /// has no `ocp-date` yet.
    ///
    /// # Errors
    /// When a header that is signed cannot be, or the time is out of what a header can write.
    pub fn sign(&self, request: &mut Request, now: SystemTime) -> Result<(), SharedKeyError> {
        set_length(request);
        if !request.headers().contains_key(OCP_DATE) {
            let date = HttpDate::try_from(now).map_err(|_| SharedKeyError::Time)?;
            let date = HeaderValue::from_str(date.as_str()).map_err(|_| SharedKeyError::Time)?;
            request.headers_mut().insert(OCP_DATE, date);
        }
        let text = string_to_sign(request, &self.account)?;
        let signature = STANDARD.encode(hmac::sign(&self.key, text.as_bytes()));
        let value = format!("SharedKey {}:{signature}", self.account);
        let mut value = HeaderValue::from_str(&value).map_err(|_| SharedKeyError::Account)?;
        value.set_sensitive(true);
        request.headers_mut().insert(AUTHORIZATION, value);
        Ok(())
    }
}

impl fmt::Debug for SharedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedKey").field("account", &self.account).finish_non_exhaustive()
    }
}

/// The text whose signature goes with a request; to be held against the one that a service puts into its refusal.
///
/// `Content-Length` stands in it as it does in the request: `0` where the request says so, nothing where it says nothing.
///
/// # Errors
/// When a header that is signed is there twice or has characters beyond ASCII.
pub fn string_to_sign(request: &Request, account: &str) -> Result<String, SharedKeyError> {
    let headers = request.headers();
    let mut text = format!("{}\n", request.method());
    for name in &PLACES {
        let value = name.as_ref().map_or(Ok(""), |name| only_value(headers, name))?;
        text.extend([value, "\n"]);
    }
    let mut named: Vec<&HeaderName> = headers.keys().filter(|name| name.as_str().starts_with(OCP)).collect();
    named.sort_unstable_by_key(|name| name.as_str());
    for name in named {
        text.extend([name.as_str(), ":", only_value(headers, name)?, "\n"]);
    }
    text.extend(["/", account, request.uri().path()]);
    for (name, values) in parameters(request.uri().query().unwrap_or_default()) {
        text.extend(["\n", &name, ":", &values.join(",")]);
    }
    Ok(text)
}

/// Says the length of the body where a body is, or where the service would miss it.
fn set_length(request: &mut Request) {
    let length = request.body().bytes().len();
    let has_body = length > 0 || matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH);
    if has_body || request.headers().contains_key(CONTENT_LENGTH) {
        request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
}

/// The value of a header, or nothing. Of two, a service may take either, or both.
fn only_value<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<&'a str, SharedKeyError> {
    let wrong = || SharedKeyError::Header { name: name.as_str().to_owned() };
    let mut values = headers.get_all(name).iter();
    let value = values.next().map_or(Ok(""), |value| value.to_str().map_err(|_| wrong()))?;
    if values.next().is_some() { Err(wrong()) } else { Ok(value.trim()) }
}

/// The parameters of a query, decoded and sorted, with the sorted values of each.
fn parameters(query: &str) -> BTreeMap<String, Vec<String>> {
    let mut parameters: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        parameters.entry(decode(name).to_lowercase()).or_default().push(decode(value));
    }
    for values in parameters.values_mut() {
        values.sort_unstable();
    }
    parameters
}

fn decode(text: &str) -> String {
    // Services read a plus as forms write it.
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

/// Why a request cannot be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SharedKeyError {
    /// The name of the account is empty, or holds more than letters, digits, `-` and `_`.
    Account,

    /// The key is empty or not base64. It is not shown.
    Key,

    /// A header that is signed is there twice, or has characters beyond ASCII.
    Header {
        /// The header.
        name: String,
    },

    /// The time is not between 1970 and 9999.
    Time,
}

impl fmt::Display for SharedKeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account => f.write_str("the account's name is not made of letters, digits, `-` and `_` alone"),
            Self::Key => f.write_str(
                "the account's key is not base64; copy it whole, with the `=` at its end and no space or line break",
            ),
            Self::Header { name } => {
                write!(f, "header `{name}` cannot be signed: it is there twice, or not ASCII")
            }
            Self::Time => f.write_str("the time of the request is not between 1970 and 9999"),
        }
    }
}

impl std::error::Error for SharedKeyError {}
