//! A field that tells "not there" from "there, and null".

/// A field for which absent and null mean different things.
///
/// ```
/// use runtime::Nullable;
///
/// let mut comment: Nullable<String> = Nullable::Absent; // Leave it as it is.
/// assert_eq!(comment.value(), None);
/// comment = Nullable::Null; // Erase it.
/// assert!(comment.is_null());
/// comment = "new".to_owned().into(); // Replace it.
/// assert_eq!(comment.value().map(String::as_str), Some("new"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Nullable<T> {
    /// The field is not written; in an answer, it was not there.
    #[default]
    Absent,

    /// The field is `null`.
    Null,

    /// The field has this value.
    Value(T),
}

impl<T> Nullable<T> {
    /// The value, if there is one.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value itself, if there is one.
    #[must_use]
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Whether the field is not there at all.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the field is there and `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}
