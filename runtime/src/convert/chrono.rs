//! Moments as `chrono::DateTime`.

use chrono::{Datelike, FixedOffset, SecondsFormat, Utc};

use super::through_seconds;
use crate::{DateTime, ScalarError};

type UtcMoment = chrono::DateTime<Utc>;
type OffsetMoment = chrono::DateTime<FixedOffset>;

through_seconds!(chrono::DateTime<Utc>, |seconds| UtcMoment::from_timestamp(seconds, 0), |moment| moment
    .timestamp());

/// Fails for a year beyond 0 to 9999, which RFC 3339 cannot write.
impl TryFrom<OffsetMoment> for DateTime {
    type Error = ScalarError;

    fn try_from(moment: OffsetMoment) -> Result<Self, ScalarError> {
        if (0..=9999).contains(&moment.year()) {
            Ok(moment.to_rfc3339_opts(SecondsFormat::AutoSi, true).into())
        } else {
            Err(ScalarError::expected("a year from 0 to 9999"))
        }
    }
}

/// Fails for a year beyond 0 to 9999, which RFC 3339 cannot write.
impl TryFrom<UtcMoment> for DateTime {
    type Error = ScalarError;

    fn try_from(moment: UtcMoment) -> Result<Self, ScalarError> {
        moment.fixed_offset().try_into()
    }
}

/// Keeps the offset. Digits of the fraction beyond the ninth are lost.
impl TryFrom<&DateTime> for OffsetMoment {
    type Error = ScalarError;

    fn try_from(moment: &DateTime) -> Result<Self, ScalarError> {
        Self::parse_from_rfc3339(moment.as_str())
            .map_err(|_| ScalarError::expected("an RFC 3339 time within `chrono::DateTime`"))
    }
}

/// The offset is lost, and so are digits of the fraction beyond the ninth.
impl TryFrom<&DateTime> for UtcMoment {
    type Error = ScalarError;

    fn try_from(moment: &DateTime) -> Result<Self, ScalarError> {
        OffsetMoment::try_from(moment).map(|moment| moment.to_utc())
    }
}
