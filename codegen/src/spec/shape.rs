//! What a record looks like: its keys, the ways to write it, and the facts that errata can be about.

/// What a record looks like when it is written.
#[derive(Debug)]
pub struct Shape {
    /// What it is called in messages, with its article.
    pub title: &'static str,
    /// Its doc.
    pub doc: &'static str,
    /// Its own keys.
    pub keys: &'static [KeyShape],
    /// The keys that it has in common with other records.
    pub shared: &'static [KeyShape],
    /// The ways to write it.
    pub forms: &'static [Form],
    /// The facts that errata may be about besides its keys and its name.
    pub more_facts: &'static [&'static str],
}

/// A key of a record.
#[derive(Debug)]
pub struct KeyShape {
    /// The key as written.
    pub name: &'static str,
    /// Its doc.
    pub doc: &'static str,
    /// Whether it may be absent.
    pub need: Need,
}

/// Whether a key may be absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must be there.
    Required,
    /// It may be absent.
    Optional,
}

/// A way to write a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As a map with its keys.
    Map,
    /// As a lone text, which stands for the value of this key.
    Lone(&'static str),
    /// As nothing at all.
    Empty,
}

/// Keys that say nothing about the page, so that no erratum can be about them.
const NOT_FACTS: &[&str] = &["errata", "rust-name"];

impl Shape {
    /// The facts that errata of the record may be about.
    pub fn facts(&self) -> impl Iterator<Item = &'static str> {
        let keys = self.names().filter(|name| !NOT_FACTS.contains(name));
        ["name"].into_iter().chain(keys).chain(self.more_facts.iter().copied())
    }

    /// All keys.
    pub fn keys(&self) -> impl Iterator<Item = &'static KeyShape> {
        self.shared.iter().chain(self.keys)
    }

    /// The keys as written.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.keys().map(|key| key.name)
    }
}
