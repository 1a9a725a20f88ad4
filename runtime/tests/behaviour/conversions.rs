//! Scalars there and back through the types of other crates, and what those cannot hold.

/// .NET's largest moment, which services send for "never".
#[cfg(any(feature = "jiff", feature = "time", feature = "chrono"))]
const DOTNET_MAX: &str = "9999-12-31T23:59:59.9999999Z";

/// Texts that are no moment in RFC 3339.
#[cfg(any(feature = "jiff", feature = "time", feature = "chrono"))]
const NOT_TIMES: [&str; 4] = ["", "2014-07-31", "2014-07-31T21:12", "Fri, 17 Jul 2026 08:00:00 GMT"];

#[cfg(feature = "jiff")]
mod jiff {
    use jiff::Timestamp;
    use runtime::{DateTime, HttpDate, UnixTime};

    #[test]
    fn times_go_there_and_back() {
        for text in ["2014-07-31T21:12:58.236Z", "2023-03-11T02:35:48.7735986Z", "0000-01-01T00:00:00Z"] {
            let moment = Timestamp::try_from(&DateTime::from(text)).unwrap();
            assert_eq!(DateTime::try_from(moment).unwrap().as_str(), text);
        }
        let moment = Timestamp::try_from(&DateTime::from("2014-07-31T23:12:58+02:00")).unwrap();
        assert_eq!(DateTime::try_from(moment).unwrap().as_str(), "2014-07-31T21:12:58Z");
        assert_eq!(HttpDate::try_from(moment).unwrap().as_str(), "Thu, 31 Jul 2014 21:12:58 GMT");
        assert_eq!(Timestamp::try_from(&HttpDate::from("Thu, 31 Jul 2014 21:12:58 GMT")), Ok(moment));
        assert_eq!(UnixTime::from(moment).seconds(), 1_406_841_178);
        assert_eq!(Timestamp::try_from(UnixTime::new(1_406_841_178)), Ok(moment));
    }

    #[test]
    fn limits_are_errors() {
        for text in super::NOT_TIMES.into_iter().chain([super::DOTNET_MAX, "9999-12-30T22:00:01Z"]) {
            assert!(Timestamp::try_from(&DateTime::from(text)).is_err(), "{text}");
        }
        assert!(Timestamp::try_from(&DateTime::from("9999-12-30T22:00:00.999999999Z")).is_ok());
        assert!(Timestamp::try_from(UnixTime::new(i64::MAX)).is_err());
        assert!(DateTime::try_from(Timestamp::MIN).is_err());
        assert!(HttpDate::try_from(Timestamp::MIN).is_err());
        assert_eq!(UnixTime::from(Timestamp::from_nanosecond(-1).unwrap()), UnixTime::new(-1));
    }

    #[test]
    fn a_leap_second_becomes_the_second_before() {
        let moment = Timestamp::try_from(&DateTime::from("2016-12-31T23:59:60Z")).unwrap();
        assert_eq!(moment.to_string(), "2016-12-31T23:59:59Z");
    }
}

#[cfg(feature = "time")]
mod time {
    use runtime::{DateTime, HttpDate, UnixTime};
    use time::{Duration, OffsetDateTime, UtcOffset};

    #[test]
    fn times_go_there_and_back() {
        for text in [
            "2014-07-31T21:12:58.236Z",
            "2023-03-11T02:35:48.7735986Z",
            "2014-07-31T23:12:58+02:00",
            super::DOTNET_MAX,
        ] {
            let moment = OffsetDateTime::try_from(&DateTime::from(text)).unwrap();
            assert_eq!(DateTime::try_from(moment).unwrap().as_str(), text);
        }
        let moment = OffsetDateTime::from_unix_timestamp(1_406_841_178).unwrap();
        assert_eq!(HttpDate::try_from(moment).unwrap().as_str(), "Thu, 31 Jul 2014 21:12:58 GMT");
        assert_eq!(OffsetDateTime::try_from(&HttpDate::from("Thu, 31 Jul 2014 21:12:58 GMT")), Ok(moment));
        assert_eq!(UnixTime::from(moment).seconds(), 1_406_841_178);
        assert_eq!(OffsetDateTime::try_from(UnixTime::new(1_406_841_178)), Ok(moment));
    }

    #[test]
    fn limits_are_errors() {
        for text in super::NOT_TIMES {
            assert!(OffsetDateTime::try_from(&DateTime::from(text)).is_err(), "{text}");
        }
        assert!(OffsetDateTime::try_from(UnixTime::new(i64::MAX)).is_err());
        let moment = OffsetDateTime::UNIX_EPOCH;
        assert!(DateTime::try_from(moment.to_offset(UtcOffset::from_hms(1, 0, 1).unwrap())).is_err());
        assert!(HttpDate::try_from(moment - Duration::SECOND).is_err());
        assert_eq!(UnixTime::from(moment - Duration::NANOSECOND), UnixTime::new(-1));
    }

    #[test]
    fn a_leap_second_becomes_the_nanosecond_before() {
        let moment = OffsetDateTime::try_from(&DateTime::from("2016-12-31T23:59:60Z")).unwrap();
        assert_eq!(DateTime::try_from(moment).unwrap().as_str(), "2016-12-31T23:59:59.999999999Z");
    }
}

#[cfg(feature = "chrono")]
mod chrono {
    use chrono::{DateTime as Moment, FixedOffset, TimeDelta, Utc};
    use runtime::{DateTime, HttpDate, UnixTime};

    #[test]
    fn times_go_there_and_back() {
        for (text, shown) in [
            ("2014-07-31T21:12:58.236Z", "2014-07-31T21:12:58.236Z"),
            ("2023-03-11T02:35:48.7735986Z", "2023-03-11T02:35:48.773598600Z"),
            ("2014-07-31T23:12:58+02:00", "2014-07-31T23:12:58+02:00"),
            (super::DOTNET_MAX, "9999-12-31T23:59:59.999999900Z"),
        ] {
            let moment = Moment::<FixedOffset>::try_from(&DateTime::from(text)).unwrap();
            assert_eq!(DateTime::try_from(moment).unwrap().as_str(), shown);
            let utc = Moment::<Utc>::try_from(&DateTime::from(text)).unwrap();
            assert_eq!(utc, moment);
        }
        let moment = Moment::<Utc>::from_timestamp(1_406_841_178, 0).unwrap();
        assert_eq!(HttpDate::try_from(moment).unwrap().as_str(), "Thu, 31 Jul 2014 21:12:58 GMT");
        assert_eq!(Moment::<Utc>::try_from(&HttpDate::from("Thu, 31 Jul 2014 21:12:58 GMT")), Ok(moment));
        assert_eq!(UnixTime::from(moment).seconds(), 1_406_841_178);
        assert_eq!(Moment::<Utc>::try_from(UnixTime::new(1_406_841_178)), Ok(moment));
    }

    #[test]
    fn limits_are_errors() {
        for text in super::NOT_TIMES {
            assert!(Moment::<Utc>::try_from(&DateTime::from(text)).is_err(), "{text}");
        }
        assert!(Moment::<Utc>::try_from(UnixTime::new(i64::MAX)).is_err());
        assert!(DateTime::try_from(Moment::<Utc>::MAX_UTC).is_err());
        assert!(DateTime::try_from(Moment::<Utc>::MIN_UTC).is_err());
        assert!(HttpDate::try_from(Moment::<Utc>::MAX_UTC).is_err());
        let just_before = Moment::<Utc>::UNIX_EPOCH - TimeDelta::nanoseconds(1);
        assert_eq!(UnixTime::from(just_before), UnixTime::new(-1));
    }
}

#[cfg(feature = "uuid")]
#[test]
fn identifiers_go_there_and_back() {
    let text = "9c4d50ee-2d56-4cd3-8152-34347dc9f2b0";
    let id = uuid::Uuid::try_from(&runtime::Uuid::from(text.to_uppercase())).unwrap();
    assert_eq!(runtime::Uuid::from(id).as_str(), text);
    assert_eq!(runtime::Uuid::from_u128(id.as_u128()).as_str(), text);
    assert!(uuid::Uuid::try_from(&runtime::Uuid::from("9c4d50ee")).is_err());
}

#[cfg(feature = "url")]
#[test]
fn addresses_go_there_and_back() {
    let text = "https://myvault.vault.azure.net/certificates/importCert01/pending";
    let url = url::Url::try_from(&runtime::Uri::from(text)).unwrap();
    assert_eq!(runtime::Uri::from(url).as_str(), text);
    assert!(url::Url::try_from(&runtime::Uri::from("/certificates")).is_err());
}

#[cfg(feature = "secrecy")]
#[test]
fn secrets_go_there_and_back() {
    let secret = secrecy::SecretString::from(runtime::Secret::from("hunter2"));
    assert_eq!(runtime::Secret::from(secret).expose(), "hunter2");
}
