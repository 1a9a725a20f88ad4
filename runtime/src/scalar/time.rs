//! Moments in the three notations of the wire.

use std::borrow::Cow;
use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserializer, Serializer};

use super::ScalarError;
use super::newtype::text_newtype;
use crate::{Check, Text, Trail, Value};

text_newtype! {
    /// A moment as RFC 3339 writes it: `2014-07-31T21:12:58.236Z`.
    ///
    /// Kept as it came, with its offset and all digits of its fraction. There is no order on it: texts with different
    /// offsets sort wrongly. Convert it first, with one of the features `jiff`, `time` and `chrono`; each refuses some
    /// lawful moments, such as .NET's largest, `9999-12-31T23:59:59.9999999Z`.
    DateTime
}

text_newtype! {
    /// A moment as HTTP headers write it: `Fri, 17 Jul 2026 08:00:00 GMT`.
    ///
    /// Kept as it came. There is no order on it, since the text begins with the day of the week.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    /// use runtime::HttpDate;
    ///
    /// let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
    /// let date = HttpDate::try_from(moment)?;
    /// assert_eq!(date.as_str(), "Sun, 06 Nov 1994 08:49:37 GMT");
    /// assert_eq!(SystemTime::try_from(&date)?, moment);
    /// # Ok::<(), runtime::ScalarError>(())
    /// ```
    HttpDate
}

/// The first second of the year 10000, which no HTTP date can write.
const YEAR_10000: Duration = Duration::from_secs(253_402_300_800);

/// Whole seconds only: the fraction is cut off. A moment before 1970 or after 9999 is an error.
impl TryFrom<SystemTime> for HttpDate {
    type Error = ScalarError;

    fn try_from(moment: SystemTime) -> Result<Self, ScalarError> {
        match moment.duration_since(UNIX_EPOCH) {
            Ok(since) if since < YEAR_10000 => Ok(Self(httpdate::fmt_http_date(moment))),
            Ok(_) | Err(_) => Err(ScalarError::expected("a moment from 1970 to 9999")),
        }
    }
}

/// Reads all three formats that HTTP allows.
impl TryFrom<&HttpDate> for SystemTime {
    type Error = ScalarError;

    fn try_from(date: &HttpDate) -> Result<Self, ScalarError> {
        httpdate::parse_http_date(&date.0).map_err(|_| ScalarError::expected("an HTTP date"))
    }
}

/// Seconds since 1970, UTC, without leap seconds.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use runtime::UnixTime;
///
/// let expires = UnixTime::new(2_208_988_799);
/// assert_eq!(SystemTime::try_from(expires)?, SystemTime::UNIX_EPOCH + Duration::from_secs(2_208_988_799));
/// # Ok::<(), runtime::ScalarError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnixTime(i64);

impl UnixTime {
    /// The moment so many seconds after 1970 began, or before, if negative.
    #[must_use]
    pub const fn new(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since 1970 began.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0
    }
}

impl fmt::Display for UnixTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl From<i64> for UnixTime {
    fn from(seconds: i64) -> Self {
        Self(seconds)
    }
}

impl From<UnixTime> for i64 {
    fn from(moment: UnixTime) -> Self {
        moment.0
    }
}

/// The fraction of a second is cut off, towards the past.
impl TryFrom<SystemTime> for UnixTime {
    type Error = ScalarError;

    fn try_from(moment: SystemTime) -> Result<Self, ScalarError> {
        let too_far = |_| ScalarError::expected("a moment within 64 bits of seconds");
        match moment.duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_secs()).map(Self).map_err(too_far),
            Err(error) => {
                let until = error.duration();
                let seconds = until.as_secs() + u64::from(until.subsec_nanos() > 0);
                i64::try_from(seconds).map(|seconds| Self(-seconds)).map_err(too_far)
            }
        }
    }
}

impl TryFrom<UnixTime> for SystemTime {
    type Error = ScalarError;

    fn try_from(moment: UnixTime) -> Result<Self, ScalarError> {
        let distance = Duration::from_secs(moment.0.unsigned_abs());
        let found =
            if moment.0 < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) };
        found.ok_or(ScalarError::expected("a moment that this system can tell"))
    }
}

impl Text for UnixTime {
    fn text(&self) -> Cow<'_, str> {
        Cow::Owned(self.0.to_string())
    }
}

impl Value for UnixTime {
    fn read<'de, D: Deserializer<'de>>(&mut self, from: D, trail: &Trail) -> Result<(), D::Error> {
        self.0.read(from, trail)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_i64(self.0)
    }

    fn blank() -> Self {
        Self(0)
    }

    fn check(&self, check: &mut Check<'_>) {
        check.number(self.0);
    }
}

crate::__serde_through_value!(UnixTime);

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime, UNIX_EPOCH};

    use super::{HttpDate, UnixTime, YEAR_10000};

    #[test]
    fn unix_times_before_1970_round_towards_the_past() {
        let half_a_second_before = UNIX_EPOCH - Duration::from_millis(500);
        assert_eq!(UnixTime::try_from(half_a_second_before), Ok(UnixTime::new(-1)));
        assert_eq!(SystemTime::try_from(UnixTime::new(-1)), Ok(UNIX_EPOCH - Duration::from_secs(1)));
        assert_eq!(UnixTime::try_from(UNIX_EPOCH + Duration::from_millis(1500)), Ok(UnixTime::new(1)));
    }

    #[test]
    fn http_dates_have_limits() {
        let last = UNIX_EPOCH + YEAR_10000 - Duration::from_secs(1);
        assert_eq!(HttpDate::try_from(last).unwrap().as_str(), "Fri, 31 Dec 9999 23:59:59 GMT");
        assert!(HttpDate::try_from(UNIX_EPOCH + YEAR_10000).is_err());
        assert!(HttpDate::try_from(UNIX_EPOCH - Duration::from_secs(1)).is_err());
    }

    #[test]
    fn http_dates_are_read_in_three_formats() {
        let moment = UNIX_EPOCH + Duration::from_secs(784_111_777);
        for text in
            ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"]
        {
            assert_eq!(SystemTime::try_from(&HttpDate::from(text)), Ok(moment), "{text}");
        }
        for text in ["", "2026-07-17T08:00:00Z", "Fri, 32 Jul 2026 08:00:00 GMT"] {
            assert!(SystemTime::try_from(&HttpDate::from(text)).is_err(), "{text}");
        }
    }
}
