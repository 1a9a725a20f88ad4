//! Identifiers as `uuid::Uuid`.

use crate::{ScalarError, Uuid};

/// In lower case, with hyphens.
impl From<uuid::Uuid> for Uuid {
    fn from(id: uuid::Uuid) -> Self {
        id.hyphenated().to_string().into()
    }
}

/// The spelling is lost.
impl TryFrom<&Uuid> for uuid::Uuid {
    type Error = ScalarError;

    fn try_from(id: &Uuid) -> Result<Self, ScalarError> {
        Self::try_parse(id.as_str()).map_err(|_| ScalarError::expected("a UUID"))
    }
}
