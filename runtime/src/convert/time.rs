//! Moments as `time::OffsetDateTime`.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::through_seconds;
use crate::{DateTime, ScalarError};

through_seconds!(
    OffsetDateTime,
    |seconds| OffsetDateTime::from_unix_timestamp(seconds).ok(),
    OffsetDateTime::unix_timestamp
);

/// Fails for a year beyond 0 to 9999 and for an offset with seconds, which RFC 3339 cannot write.
impl TryFrom<OffsetDateTime> for DateTime {
    type Error = ScalarError;

    fn try_from(moment: OffsetDateTime) -> Result<Self, ScalarError> {
        let text =
            moment.format(&Rfc3339).map_err(|_| ScalarError::expected("a time that RFC 3339 can write"))?;
        Ok(text.into())
    }
}

/// A leap second becomes the last nanosecond before it.
impl TryFrom<&DateTime> for OffsetDateTime {
    type Error = ScalarError;

    fn try_from(moment: &DateTime) -> Result<Self, ScalarError> {
        Self::parse(moment.as_str(), &Rfc3339)
            .map_err(|_| ScalarError::expected("an RFC 3339 time within `time::OffsetDateTime`"))
    }
}
