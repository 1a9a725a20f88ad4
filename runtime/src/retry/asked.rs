//! The wait that an answer asks for, read from whatever its headers hold.

use std::time::{Duration, SystemTime};

use http::HeaderMap;

use crate::header;

/// The headers that ask for a wait in milliseconds; they go before `Retry-After`, which knows whole seconds only.
const MILLISECONDS: [&str; 2] = ["retry-after-ms", "x-ms-retry-after-ms"];

/// How long an answer asks to wait: what the first header says that can be read; a date gone by asks for no wait.
///
/// Dates count from the answer's own `Date`, so that a clock that runs wrong here does no harm; from `now` without one.
pub(super) fn asked(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let exact = MILLISECONDS.into_iter().find_map(|name| number(&text(headers, name)?));
    exact.map(Duration::from_millis).or_else(|| retry_after(headers, now))
}

/// What `Retry-After` says: a number of seconds, or a date.
fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let value = text(headers, "retry-after")?;
    if let Some(seconds) = number(&value) {
        return Some(Duration::from_secs(seconds));
    }
    let until = date(&value)?;
    let sent = text(headers, "date").and_then(|text| date(&text)).unwrap_or(now);
    Some(until.duration_since(sent).unwrap_or_default())
}

/// The value of a header, without the blanks around it; of several the first.
fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    header::text(headers, name).map(|text: String| text.trim().to_owned())
}

/// A number of digits alone: neither signs nor fractions. One beyond 64 bits is the largest that they hold.
fn number(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
}

/// A date in one of the three formats of HTTP.
fn date(text: &str) -> Option<SystemTime> {
    httpdate::parse_http_date(text).ok()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use http::{HeaderMap, HeaderValue};

    const SECOND: Duration = Duration::from_secs(1);

    /// Sunday, 6 November 1994, 08:49:37.
    const NOW: Duration = Duration::from_secs(784_111_777);

    fn headers(list: &[(&'static str, &str)]) -> HeaderMap {
        list.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    fn asked(list: &[(&'static str, &str)]) -> Option<Duration> {
        super::asked(&headers(list), UNIX_EPOCH + NOW)
    }

    #[test]
    fn numbers_in_three_headers() {
        let far = Duration::from_secs(u64::MAX);
        let cases = [
            ("0", Some(Duration::ZERO)),
            (" 7 ", Some(7 * SECOND)),
            ("007", Some(7 * SECOND)),
            ("18446744073709551615", Some(far)),
            ("18446744073709551616", Some(far)),
            ("99999999999999999999999999999999999999", Some(far)),
            ("-1", None),
            ("-99999999999999999999", None),
            ("+7", None),
            ("7.5", None),
            ("1e3", None),
            ("0x10", None),
            ("7 s", None),
            ("7, 8", None),
            ("NaN", None),
            ("inf", None),
            ("", None),
            ("soon", None),
        ];
        for (text, seconds) in cases {
            assert_eq!(asked(&[("retry-after", text)]), seconds, "{text:?}");
            let millis = seconds.map(|wait| Duration::from_millis(wait.as_secs()));
            assert_eq!(asked(&[("retry-after-ms", text)]), millis, "{text:?}");
            assert_eq!(asked(&[("x-ms-retry-after-ms", text)]), millis, "{text:?}");
        }
        assert_eq!(asked(&[]), None);
        let mut bytes = HeaderMap::new();
        bytes.insert("retry-after", HeaderValue::from_bytes(b"\xff\xfe7").unwrap());
        assert_eq!(super::asked(&bytes, UNIX_EPOCH), None);
    }

    #[test]
    fn dates() {
        for (text, seconds) in [
            ("Sun, 06 Nov 1994 08:49:40 GMT", Some(3)),
            ("Sunday, 06-Nov-94 08:49:40 GMT", Some(3)),
            ("Sun Nov  6 08:49:40 1994", Some(3)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(0)),
            ("Sun, 06 Nov 1994 08:49:36 GMT", Some(0)),
            ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0)),
            ("Fri, 31 Dec 9999 23:59:59 GMT", Some(253_402_300_799 - NOW.as_secs())),
            ("Sat, 01 Jan 10000 00:00:00 GMT", None),
            ("Mon, 06 Nov 1994 08:49:40 GMT", None),
            ("Sun, 31 Feb 1994 08:49:40 GMT", None),
            ("1994-11-06T08:49:40Z", None),
        ] {
            assert_eq!(asked(&[("retry-after", text)]), seconds.map(Duration::from_secs), "{text}");
        }
        // The service's clock is a day ahead: its own two dates tell the wait nevertheless.
        let date = ("retry-after", "Mon, 07 Nov 1994 08:49:40 GMT");
        assert_eq!(asked(&[date, ("date", "Mon, 07 Nov 1994 08:49:35 GMT")]), Some(5 * SECOND));
        assert_eq!(asked(&[date, ("date", "yesterday")]), Some(86_403 * SECOND));
        let soon = headers(&[("retry-after", "Thu, 01 Jan 1970 00:00:02 GMT")]);
        assert_eq!(super::asked(&soon, UNIX_EPOCH - SECOND), Some(3 * SECOND));
    }
}
