//! Conversions between scalars and the types of well-known crates, each behind a feature of the crate's name.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "secrecy")]
mod secrecy;
#[cfg(feature = "time")]
mod time;
#[cfg(feature = "url")]
mod url;
#[cfg(feature = "uuid")]
mod uuid;

/// Converts [`UnixTime`](crate::UnixTime) and [`HttpDate`](crate::HttpDate), given how a moment of another crate is
/// made from whole seconds and how it tells them, rounded towards the past.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
macro_rules! through_seconds {
    ($moment:ty, $from_seconds:expr, $to_seconds:expr) => {
        /// The fraction of a second is cut off, towards the past.
        impl From<$moment> for $crate::UnixTime {
            fn from(moment: $moment) -> Self {
                let seconds: fn($moment) -> i64 = $to_seconds;
                Self::new(seconds(moment))
            }
        }

        /// Fails for a moment that the other type cannot hold.
        impl TryFrom<$crate::UnixTime> for $moment {
            type Error = $crate::ScalarError;

            fn try_from(moment: $crate::UnixTime) -> Result<Self, Self::Error> {
                let seconds: fn(i64) -> Option<$moment> = $from_seconds;
                seconds(moment.seconds()).ok_or($crate::ScalarError::expected(concat!(
                    "a moment that `",
                    stringify!($moment),
                    "` can hold"
                )))
            }
        }

        /// The fraction of a second is cut off; a moment before 1970 or after 9999 is an error.
        impl TryFrom<$moment> for $crate::HttpDate {
            type Error = $crate::ScalarError;

            fn try_from(moment: $moment) -> Result<Self, Self::Error> {
                std::time::SystemTime::try_from($crate::UnixTime::from(moment))?.try_into()
            }
        }

        /// Reads all three formats that HTTP allows.
        impl TryFrom<&$crate::HttpDate> for $moment {
            type Error = $crate::ScalarError;

            fn try_from(date: &$crate::HttpDate) -> Result<Self, Self::Error> {
                $crate::UnixTime::try_from(std::time::SystemTime::try_from(date)?)?.try_into()
            }
        }
    };
}

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
use through_seconds;
