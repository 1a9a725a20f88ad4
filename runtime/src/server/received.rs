//! A request in its parts, before they are read as what they should be.

use std::borrow::Cow;

use http::header::CONTENT_TYPE;
use http::uri::Uri;
use http::{HeaderMap, HeaderValue};
use percent_encoding::percent_decode_str;

use super::fault::{Part, RequestFault};
use super::text::Given;
use crate::route::{self, PathValue, Unclear};
use crate::{PathFault, RequestError, Value, decode, response};

/// A request for a known operation, taken apart. `Debug` shows none of its values.
pub struct Received<'a> {
    path: Vec<PathValue<'a>>,
    query: Vec<(Cow<'a, [u8]>, &'a str)>,
    headers: &'a HeaderMap,
    body: &'a [u8],
}

impl<'a> Received<'a> {
    /// Takes a request apart, if its path is one that the template makes.
    pub(super) fn new(
        uri: &'a Uri,
        headers: &'a HeaderMap,
        body: &'a [u8],
        template: &'static str,
    ) -> Option<Self> {
        let path = route::values(uri.path(), template)?;
        let query = uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
        let query = query
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .map(|(name, value)| (percent_decode_str(name).into(), value))
            .collect();
        Some(Self { path, query, headers, body })
    }

    /// A value of the path.
    ///
    /// # Errors
    /// When it is missing and required, or not what it should be.
    pub fn path<G: Given>(&self, name: &'static str) -> Result<G, RequestFault> {
        let found = self.path.iter().find(|value| value.name == name);
        let text = match found.map(|value| &value.text) {
            Some(Ok(text)) => match text.as_ref() {
                "." | ".." => return Err(RequestError::Path { name, fault: PathFault::Dots }.into()),
                text => Some(text),
            },
            Some(Err(Unclear::NotText)) => return Err(RequestFault::not_text(Part::Path, name)),
            Some(Err(Unclear::Ambiguous)) => return Err(RequestFault::Ambiguous { name }),
            None => None,
        };
        G::given(text, Part::Path, name)
    }

    /// A query parameter.
    ///
    /// # Errors
    /// When it is missing and required, there twice, or not what it should be.
    pub fn query<G: Given>(&self, name: &'static str) -> Result<G, RequestFault> {
        let values = self.query.iter().filter(|(found, _)| found.as_ref() == name.as_bytes());
        let value = single(values.map(|(_, value)| *value), Part::Query, name)?;
        let text = value.map(|value| percent_decode_str(value).decode_utf8()).transpose();
        let text = text.map_err(|_| RequestFault::not_text(Part::Query, name))?;
        G::given(text.as_deref(), Part::Query, name)
    }

    /// A header.
    ///
    /// # Errors
    /// When it is missing and required, there twice, or not what it should be.
    pub fn header<G: Given>(&self, name: &'static str) -> Result<G, RequestFault> {
        let value = single(self.headers.get_all(name).iter(), Part::Header, name)?;
        let text = value.map(HeaderValue::to_str).transpose();
        let text = text.map_err(|_| RequestFault::not_text(Part::Header, name))?;
        G::given(text, Part::Header, name)
    }

    /// The body, which is JSON.
    ///
    /// # Errors
    /// When it is something else, or not the JSON of a `T`.
    pub fn json<T: Value>(&self) -> Result<T, RequestFault> {
        let media_type = self.headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes);
        if let Some(other) = media_type.filter(|found| !response::is_json(found)) {
            return Err(RequestFault::ContentType(String::from_utf8_lossy(other).into_owned()));
        }
        if self.body.is_empty() {
            return Err(RequestFault::EmptyBody);
        }
        decode(self.body).map_err(RequestFault::Body)
    }
}

impl std::fmt::Debug for Received<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Received").finish_non_exhaustive()
    }
}

/// The only one of the values, if there is any.
fn single<V>(
    mut values: impl Iterator<Item = V>,
    part: Part,
    name: &'static str,
) -> Result<Option<V>, RequestFault> {
    let first = values.next();
    if values.next().is_some() { Err(RequestFault::Repeated { part, name }) } else { Ok(first) }
}
