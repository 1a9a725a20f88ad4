//! Lists that come page by page, and links that lead to the next.

use http::Uri;

use crate::{Endpoint, Operation, Request, RequestError, Value};

/// One page of a list.
pub trait Page {
    /// What the list holds.
    type Item: Value;

    /// Where the next page is; the service may say so with an empty text, too, that there is none.
    fn next_link(&self) -> Option<&str>;

    /// The items of this page, of which there may be none on any page.
    fn into_items(self) -> Vec<Self::Item>;
}

/// The request for a further page: the first one's, sent where the link leads.
///
/// A service puts into the link all that it needs, the api-version included.
///
/// # Errors
/// [`RequestError::ForeignLink`] when the link leads away from the endpoint, whose credential must not follow it; and what
/// building the first request can fail with.
pub fn follow<O: Operation>(operation: &O, endpoint: &Endpoint, link: &str) -> Result<Request, RequestError> {
    let address = read(endpoint, link)?;
    let mut request = operation.request(endpoint)?;
    *request.uri_mut() = address;
    Ok(request)
}

/// The address that a link leads to, if it is one of the endpoint's.
fn read(endpoint: &Endpoint, link: &str) -> Result<Uri, RequestError> {
    let foreign = |host: Option<&str>| RequestError::ForeignLink { host: host.map(str::to_owned) };
    let address: Uri = link.parse().map_err(|_| foreign(None))?;
    let host = address.host();
    let authority = address.authority().ok_or_else(|| foreign(None))?;
    let is_ours = address.scheme() == Some(endpoint.scheme())
        && host.is_some_and(|host| host.eq_ignore_ascii_case(endpoint.host()))
        && port(&address) == endpoint.port().unwrap_or_else(|| usual_port(endpoint.is_https()))
        && !authority.as_str().contains('@');
    let below = address.path().strip_prefix(endpoint.base()).is_some_and(|path| path.starts_with('/'));
    let climbs = address.path().split('/').any(is_dots);
    if is_ours && below && !climbs { Ok(address) } else { Err(foreign(host)) }
}

/// The port that an address names or means.
fn port(address: &Uri) -> u16 {
    address.port_u16().unwrap_or_else(|| usual_port(address.scheme_str() == Some("https")))
}

fn usual_port(is_https: bool) -> u16 {
    if is_https { 443 } else { 80 }
}

/// Whether a segment climbs out of its path, encoded or not.
fn is_dots(segment: &str) -> bool {
    let decoded = segment.replace("%2e", ".").replace("%2E", ".");
    matches!(decoded.as_str(), "." | "..")
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::Endpoint;

    #[test]
    fn links_stay_at_their_endpoint() {
        let endpoint = Endpoint::new("https://shop.example/base").unwrap();
        for link in [
            "https://shop.example/base/things?page=2&api-version=7.0",
            "https://SHOP.example:443/base/things",
            "https://shop.example/base/",
        ] {
            assert_eq!(read(&endpoint, link).unwrap().to_string(), link, "{link}");
        }
        for link in [
            "",
            "/base/things",
            "things?page=2",
            "http://shop.example/base/things",
            "https://shop.example.attacker.example/base/things",
            "https://attacker.example/base/things",
            "https://shop.example:8443/base/things",
            "https://user@shop.example/base/things",
            "https://shop.example/things",
            "https://shop.example/baseless",
            "https://shop.example/base/../things",
            "https://shop.example/base/%2e%2E/things",
            "https://shop.example/base/a b",
            "ftp://shop.example/base/things",
        ] {
            assert!(read(&endpoint, link).is_err(), "{link}");
        }
    }
}
