//! Where a service listens: checked once, so that no request has to wonder.

mod parse;

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use http::uri::{Authority, Scheme};

/// The address of a service, such as `https://myvault.vault.azure.net`.
///
/// It is https, names a host, perhaps a port and a base path, and nothing else.
///
/// ```
/// use runtime::Endpoint;
///
/// let endpoint = Endpoint::new("https://myvault.vault.azure.net/")?;
/// assert_eq!(endpoint.to_string(), "https://myvault.vault.azure.net");
/// assert!(Endpoint::new("http://myvault.vault.azure.net").is_err());
/// # Ok::<(), runtime::EndpointError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Endpoint {
    scheme: Scheme,
    authority: Authority,
    /// Empty, or begins with a slash and does not end with one.
    base: Box<str>,
    api_version: Option<Box<str>>,
}

impl Endpoint {
    /// An https address.
    ///
    /// # Errors
    /// When the address is not https, or has more than a host, a port and a path; see [`EndpointError`].
    pub fn new(address: &str) -> Result<Self, EndpointError> {
        let endpoint = parse::parse(address)?;
        if endpoint.is_https() { Ok(endpoint) } else { Err(EndpointError::NotHttps) }
    }

    /// An http or https address of this very machine, for tests and emulators.
    ///
    /// ```
    /// use runtime::Endpoint;
    ///
    /// assert!(Endpoint::insecure_loopback("http://127.0.0.1:8080").is_ok());
    /// assert!(Endpoint::insecure_loopback("http://192.168.0.1:8080").is_err());
    /// ```
    ///
    /// # Errors
    /// When the host is neither `localhost` nor `[::1]` nor within `127.0.0.0/8`, and where [`new`](Self::new) fails.
    pub fn insecure_loopback(address: &str) -> Result<Self, EndpointError> {
        let endpoint = parse::parse(address)?;
        if endpoint.is_loopback() { Ok(endpoint) } else { Err(EndpointError::NotLoopback) }
    }

    /// The address under which a server thinks of itself, where the address that its callers use does not matter.
    #[cfg(feature = "server")]
    pub(crate) fn of_server() -> Self {
        let authority = Authority::from_static("localhost");
        Self { scheme: Scheme::HTTP, authority, base: Box::default(), api_version: None }
    }

    /// Pins requests to a version of the service's API, one of its module's `API_VERSIONS`.
    ///
    /// Without this, a request is of the newest version that has its operation. With it, an operation, a field or a value
    /// that the version does not have is an error before anything is sent.
    ///
    /// ```
    /// use runtime::Endpoint;
    ///
    /// let endpoint = Endpoint::new("https://myvault.vault.azure.net")?.with_api_version("7.0");
    /// assert_eq!(endpoint.api_version(), Some("7.0"));
    /// # Ok::<(), runtime::EndpointError>(())
    /// ```
    #[must_use]
    pub fn with_api_version(mut self, version: impl Into<String>) -> Self {
        self.api_version = Some(version.into().into_boxed_str());
        self
    }

    /// The version of the API that requests are pinned to.
    #[must_use]
    pub fn api_version(&self) -> Option<&str> {
        self.api_version.as_deref()
    }

    /// The host, without the port.
    #[must_use]
    pub fn host(&self) -> &str {
        self.authority.host()
    }

    /// The port, if the address names one.
    #[must_use]
    pub fn port(&self) -> Option<u16> {
        self.authority.port_u16()
    }

    /// Whether requests are encrypted; always, but for [`insecure_loopback`](Self::insecure_loopback).
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.scheme == Scheme::HTTPS
    }

    /// Whether requests stay on this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback(self.host())
    }

    pub(crate) fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    pub(crate) fn authority(&self) -> &Authority {
        &self.authority
    }

    pub(crate) fn base(&self) -> &str {
        &self.base
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.base)
    }
}

impl FromStr for Endpoint {
    type Err = EndpointError;

    fn from_str(address: &str) -> Result<Self, EndpointError> {
        Self::new(address)
    }
}

/// Why an address cannot be an [`Endpoint`]. The address itself is not shown: it may hold a password.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndpointError {
    /// It is not an `https://` address.
    NotHttps,

    /// It is not an address of this very machine.
    NotLoopback,

    /// It holds a space, a backslash or another character that an address cannot hold.
    Character,

    /// It holds a user name or a password.
    UserInfo,

    /// It holds a `?` and what follows.
    Query,

    /// It holds a `#` and what follows.
    Fragment,

    /// It names no host, or not the way that the domain name system does.
    Host,

    /// Its port is not a number from 1 to 65535.
    Port,

    /// Its path has a `.`, `..` or empty segment, or a `%` without two hexadecimal digits.
    Path,
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotHttps => "the endpoint is not https; write it as `https://host`",
            Self::NotLoopback => {
                "the endpoint is not on this machine; use `localhost`, `127.0.0.1` or `[::1]`, or https with `new`"
            }
            Self::Character => "the endpoint holds a character that an address cannot hold; percent-encode it",
            Self::UserInfo => "the endpoint holds a user name; remove all from `//` to `@` and use a credential",
            Self::Query => "the endpoint holds a query; remove all from `?` on",
            Self::Fragment => "the endpoint holds a fragment; remove all from `#` on",
            Self::Host => "the endpoint's host is missing or malformed; write names beyond ASCII in their `xn--` form",
            Self::Port => "the endpoint's port is not a number from 1 to 65535",
            Self::Path => "the endpoint's path has an empty, `.` or `..` segment or a stray `%`; write it plainly",
        })
    }
}

/// The same as `Display`: a program that ends with the error shows it this way, and a bare name would not help there.
impl fmt::Debug for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for EndpointError {}

fn is_loopback(host: &str) -> bool {
    let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    host.eq_ignore_ascii_case("localhost")
        || inner.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::{Endpoint, EndpointError as E};

    #[test]
    fn addresses_are_joined_with_one_slash() {
        let cases = [
            ("https://host", "https://host"),
            ("HTTPS://host///", "https://host"),
            ("https://host.example:8443/base/", "https://host.example:8443/base"),
            ("https://host/a%20b/c~d", "https://host/a%20b/c~d"),
            ("https://[::1]:443", "https://[::1]:443"),
            ("https://127.0.0.1", "https://127.0.0.1"),
            ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
            // Letters of hexadecimal numbers are letters nevertheless.
            ("https://cafe", "https://cafe"),
            ("https://host.face:1", "https://host.face:1"),
            ("https://7seas", "https://7seas"),
            ("https://my_host.example", "https://my_host.example"),
            ("https://host/%41%42c/%20", "https://host/%41%42c/%20"),
        ];
        for (address, shown) in cases {
            assert_eq!(Endpoint::new(address).map(|endpoint| endpoint.to_string()), Ok(shown.to_owned()));
        }
    }

    #[test]
    fn what_is_more_than_an_address_is_refused() {
        let cases = [
            ("", E::NotHttps),
            ("host", E::NotHttps),
            ("http://host", E::NotHttps),
            (" https://host", E::NotHttps),
            ("ftp://host", E::NotHttps),
            ("https:\\\\host", E::NotHttps),
            ("https://", E::Host),
            ("https:///path", E::Host),
            ("https://:443", E::Host),
            ("https://host..example", E::Host),
            ("https://host.", E::Host),
            ("https://[::1", E::Host),
            ("https://[fe80::1%25eth0]", E::Host),
            ("https://0x7f.1", E::Host),
            ("https://127.1", E::Host),
            ("https://2130706433", E::Host),
            ("https://h%6fst", E::Host),
            ("https://ho!st", E::Host),
            ("https://ho,st", E::Host),
            ("https://host:", E::Port),
            ("https://host:0", E::Port),
            ("https://host:65536", E::Port),
            ("https://host:+80", E::Port),
            ("https://[::1]:x", E::Port),
            ("https://bücher.example", E::Character),
            ("https://host\\evil", E::Character),
            ("https://ho st", E::Character),
            ("https://host/\n", E::Character),
            ("https://user:hunter2@host", E::UserInfo),
            ("https://host?a=b", E::Query),
            ("https://host/#top", E::Fragment),
            ("https://host/..", E::Path),
            ("https://host/a/./b", E::Path),
            ("https://host/%2E%2e/b", E::Path),
            ("https://host//b", E::Path),
            ("https://host/100%", E::Path),
            ("https://host/100%2", E::Path),
            ("https://host/a%2", E::Path),
            ("https://host/%20%4", E::Path),
            ("https://host/%20b%zz", E::Path),
        ];
        for (address, error) in cases {
            assert_eq!(Endpoint::new(address), Err(error), "{address}");
        }
    }

    #[test]
    fn only_this_machine_is_loopback() {
        for address in ["http://localhost:1", "http://127.9.9.9", "https://[::1]", "http://LOCALHOST/base"] {
            assert!(Endpoint::insecure_loopback(address).is_ok(), "{address}");
        }
        for address in
            ["http://localhost.evil.example", "http://10.0.0.1", "http://[::2]", "http://127.0.0.1.nip.io"]
        {
            assert_eq!(Endpoint::insecure_loopback(address), Err(E::NotLoopback), "{address}");
        }
    }
}
