//! What an answer holds beyond what its page tells: kept, so that nothing is lost when it is sent back.

use std::collections::BTreeMap;
use std::fmt;

use serde::ser::SerializeMap;

/// The fields of an object that its model does not know, by name.
///
/// They are written back together with the known ones. `Debug` shows only their names, since nobody said that their
/// values may be seen.
#[derive(Clone, Default, PartialEq)]
pub struct UnknownFields {
    fields: BTreeMap<String, serde_json::Value>,
}

impl UnknownFields {
    /// The value of the field of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&serde_json::Value> {
        self.fields.get(name)
    }

    /// Names and values, sorted by name.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &serde_json::Value)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Whether all fields were known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// How many fields were not known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// Adds a field, for a service that knows more than its page tells; returns what was there before.
    ///
    /// A field that the model does know must be set there: a name that is written twice is refused by many services.
    pub fn insert(&mut self, name: impl Into<String>, value: serde_json::Value) -> Option<serde_json::Value> {
        self.fields.insert(name.into(), value)
    }

    /// Removes a field.
    pub fn remove(&mut self, name: &str) -> Option<serde_json::Value> {
        self.fields.remove(name)
    }

    /// Writes the fields into the object that they came from.
    ///
    /// # Errors
    /// When the serializer fails.
    pub fn write<S: SerializeMap>(&self, to: &mut S) -> Result<(), S::Error> {
        self.fields.iter().try_for_each(|(name, value)| to.serialize_entry(name, value))
    }
}

impl fmt::Debug for UnknownFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.fields.keys()).finish()
    }
}

/// A value that an open enum has no variant for.
///
/// Only this crate makes one, after it has looked among the known values; so what is unknown is truly unknown.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unknown(Box<str>);

impl Unknown {
    pub(crate) fn new(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    /// The text as it came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
