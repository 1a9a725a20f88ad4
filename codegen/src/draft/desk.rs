//! What every part of a draft is written with.

use super::home::Home;
use super::reasons::Reasons;
use super::types::Types;
use crate::page::Page;

/// The page on one side, what is known on the other.
pub struct Desk<'a> {
    /// The page.
    pub page: &'a Page,
    /// Where the draft belongs.
    pub home: &'a Home<'a>,
    /// The types of the page.
    pub types: Types<'a>,
    /// The reasons that errata have given so far.
    pub reasons: Reasons,
    /// The page's file or address, as the spec names it.
    pub file: &'a str,
}

impl Desk<'_> {
    /// Whether a status means success.
    pub fn is_success(status: u16) -> bool {
        (200..300).contains(&status)
    }

    /// The parameter that carries the api-version: the one that the request line gives a value.
    pub fn version(&self) -> Option<(&str, &str)> {
        let query = self.page.requests.first()?.query.iter();
        let mut fixed = query.filter(|(_, value)| !value.is_empty() && !value.contains('{'));
        fixed.next().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}
