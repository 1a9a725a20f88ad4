//! Moments as `jiff::Timestamp`.

use jiff::Timestamp;

use super::through_seconds;
use crate::{DateTime, ScalarError};

through_seconds!(
    Timestamp,
    |seconds| Timestamp::from_second(seconds).ok(),
    // Its second and its fraction have the same sign: before 1970 the second is the one after.
    |moment| moment.as_second() - i64::from(moment.subsec_nanosecond() < 0)
);

/// Fails for a moment before the year 0, which RFC 3339 cannot write.
impl TryFrom<Timestamp> for DateTime {
    type Error = ScalarError;

    fn try_from(moment: Timestamp) -> Result<Self, ScalarError> {
        let text = moment.to_string();
        if text.starts_with('-') {
            Err(ScalarError::expected("a year from 0 to 9999"))
        } else {
            Ok(text.into())
        }
    }
}

/// Fails for a moment after 9999-12-30T22:00:00.999999999Z, such as .NET's largest. A leap second becomes the second
/// before it, and the offset is lost.
impl TryFrom<&DateTime> for Timestamp {
    type Error = ScalarError;

    fn try_from(moment: &DateTime) -> Result<Self, ScalarError> {
        moment
            .as_str()
            .parse()
            .map_err(|_| ScalarError::expected("an RFC 3339 time within `jiff::Timestamp`"))
    }
}
