//! When a request is sent again, when it is not, and after how long.

use std::time::{Duration, SystemTime};

use runtime::retry::{Attempt, Decision, GiveUp, History, Idempotency, Outcome, RetryPolicy};
use runtime::{HeaderMap, Method, StatusCode, TransportFault};

const SECOND: Duration = Duration::from_secs(1);

/// Sunday, 6 November 1994, 08:49:37.
const NOW: Duration = Duration::from_secs(784_111_777);

fn headers(list: &[(&'static str, &str)]) -> HeaderMap {
    list.iter()
        .map(|(name, value)| (name.parse().expect("a name"), value.parse().expect("a value")))
        .collect()
}

fn answered(status: u16, list: &[(&'static str, &str)]) -> Attempt {
    let status = StatusCode::from_u16(status).expect("a status");
    Attempt::answered(status, &headers(list), SystemTime::UNIX_EPOCH + NOW)
}

fn asked(list: &[(&'static str, &str)]) -> Option<Duration> {
    answered(503, list).asked()
}

fn history(attempts: impl IntoIterator<Item = Attempt>) -> History {
    let mut history = History::new();
    attempts.into_iter().for_each(|attempt| history.add(attempt));
    history
}

fn decide(policy: &RetryPolicy, attempts: impl IntoIterator<Item = Attempt>, entropy: u64) -> Decision {
    policy.decide(Idempotency::Idempotent, &history(attempts), Duration::ZERO, entropy)
}

/// Splitmix64: the same numbers in every run.
fn random(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[test]
fn methods_and_outcomes() {
    let again = Decision::Again { after: Duration::ZERO };
    let (settled, refused) = (Decision::GiveUp(GiveUp::Settled), Decision::GiveUp(GiveUp::Unsafe));
    let wait: &[_] = &[("retry-after", "0")];
    let unreadable: &[_] = &[("retry-after", "soon")];
    // What follows for an idempotent method, and for another.
    let mut cases = vec![
        (Attempt::failed(TransportFault::Connect), again, again),
        (Attempt::failed(TransportFault::Timeout), again, refused),
        (Attempt::failed(TransportFault::Interrupted), again, refused),
        (answered(429, &[]), again, again),
        (answered(429, wait), again, again),
        (answered(503, wait), again, again),
        (answered(503, &[("x-ms-retry-after-ms", "0")]), again, again),
        (answered(503, &[]), again, refused),
        (answered(503, unreadable), again, refused),
    ];
    for status in [408, 500, 502, 504] {
        cases.extend([(answered(status, &[]), again, refused), (answered(status, wait), again, refused)]);
    }
    let retried = [408, 429, 500, 502, 503, 504];
    cases.extend((100..=999).filter(|status| !retried.contains(status)).flat_map(|status| {
        [(answered(status, &[]), settled, settled), (answered(status, wait), settled, settled)]
    }));
    let idempotent = ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"];
    for method in idempotent.into_iter().chain(["POST", "PATCH", "CONNECT", "MERGE", "get"]) {
        let idempotency = Idempotency::of(&Method::from_bytes(method.as_bytes()).unwrap());
        for (attempt, when_idempotent, otherwise) in &cases {
            let expected = if idempotent.contains(&method) { when_idempotent } else { otherwise };
            let found = RetryPolicy::new().decide(idempotency, &history([*attempt]), Duration::ZERO, 0);
            assert_eq!(found, *expected, "{method} {attempt:?}");
        }
    }
}

#[test]
fn the_first_attempt_is_due_at_once_and_may_be_the_only_one() {
    assert_eq!(decide(&RetryPolicy::never(), [], u64::MAX), Decision::Again { after: Duration::ZERO });
    let out = Decision::GiveUp(GiveUp::OutOfAttempts);
    for policy in [RetryPolicy::never(), RetryPolicy::new().max_attempts(0)] {
        assert_eq!(decide(&policy, [answered(503, &[])], 0), out);
        assert_eq!(
            decide(&policy, [answered(200, &[])], 0),
            Decision::GiveUp(GiveUp::Settled),
            "a success is no lack of attempts"
        );
    }
}

#[test]
fn attempts_are_counted() {
    for limit in 1..20_usize {
        let policy = RetryPolicy::new().max_attempts(u32::try_from(limit).unwrap());
        for made in 1..25 {
            let found = decide(&policy, vec![answered(500, &[]); made], 0);
            let expected = if made < limit {
                Decision::Again { after: Duration::ZERO }
            } else {
                Decision::GiveUp(GiveUp::OutOfAttempts)
            };
            assert_eq!(found, expected, "{made} of {limit}");
        }
    }
}

#[test]
fn backoff_doubles_to_its_limit_and_jitters_below_it() {
    let policy = RetryPolicy::new()
        .max_attempts(u32::MAX)
        .first_backoff(SECOND)
        .max_backoff(20 * SECOND)
        .max_total(Duration::MAX);
    let mut state = 1;
    for (made, longest) in [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 20), (7, 20), (32, 20), (1000, 20)] {
        let after = |entropy| match decide(&policy, vec![answered(500, &[]); made], entropy) {
            Decision::Again { after } => after,
            Decision::GiveUp(reason) => panic!("{made}: {reason}"),
        };
        let longest = longest * SECOND;
        assert_eq!((after(0), after(u64::MAX)), (Duration::ZERO, longest), "{made}");
        let (mut sum, mut quarters) = (Duration::ZERO, [0; 4]);
        for _ in 0..4000 {
            let after = after(random(&mut state));
            assert!(after <= longest);
            sum += after;
            quarters[usize::try_from(after.as_nanos() * 4 / (longest.as_nanos() + 1)).unwrap()] += 1;
        }
        let mean = sum / 4000;
        assert!(mean > longest * 47 / 100 && mean < longest * 53 / 100, "{made}: {mean:?}");
        assert!(quarters.iter().all(|hits| (850..1150).contains(hits)), "{made}: {quarters:?}");
    }
}

#[test]
fn settings_at_their_ends_do_no_harm() {
    for wait in [Duration::ZERO, Duration::from_nanos(1), Duration::MAX] {
        let policy = RetryPolicy::new()
            .max_attempts(u32::MAX)
            .first_backoff(wait)
            .max_backoff(wait)
            .max_asked(Duration::MAX)
            .max_total(Duration::MAX);
        for made in [1, 2, 33, 70, 2000] {
            for entropy in [0, 1, u64::MAX / 2, u64::MAX] {
                match decide(&policy, vec![answered(500, &[]); made], entropy) {
                    Decision::Again { after } => assert!(after <= wait),
                    Decision::GiveUp(reason) => panic!("{reason}"),
                }
            }
        }
    }
    let policy = RetryPolicy::new();
    let attempts = history([answered(500, &[])]);
    let found = policy.decide(Idempotency::Idempotent, &attempts, Duration::MAX, u64::MAX);
    assert_eq!(found, Decision::GiveUp(GiveUp::OutOfTime { wait: SECOND }));
    assert_eq!(policy.time_left(Duration::MAX), Duration::ZERO);
}

#[test]
fn the_most_exact_header_that_can_be_read_counts() {
    let (ms, x_ms, seconds) =
        (("retry-after-ms", "1500"), ("x-ms-retry-after-ms", "1600"), ("retry-after", "2"));
    let wait = |millis| Some(Duration::from_millis(millis));
    assert_eq!(asked(&[seconds, x_ms, ms]), wait(1500));
    assert_eq!(asked(&[seconds, x_ms]), wait(1600));
    assert_eq!(asked(&[seconds]), wait(2000));
    assert_eq!(asked(&[("retry-after-ms", "-1"), x_ms, seconds]), wait(1600));
    assert_eq!(asked(&[("retry-after-ms", "?"), ("x-ms-retry-after-ms", ""), seconds]), wait(2000));
    let date = "Sun, 06 Nov 1994 08:49:40 GMT";
    assert_eq!(
        asked(&[("retry-after-ms", date), ("x-ms-retry-after-ms", date)]),
        None,
        "dates are not for these"
    );
}

#[test]
fn whatever_a_header_holds_is_read_or_passed_over() {
    let seeds: [&[u8]; 5] = [
        b"Sun, 06 Nov 1994 08:49:37 GMT",
        b"Sunday, 06-Nov-94 08:49:37 GMT",
        b"Sun Nov  6 08:49:37 1994",
        b"18446744073709551615",
        b"-12.5e3",
    ];
    let mut state = 2;
    for round in 0..40_000 {
        let mut text = seeds[round % seeds.len()].to_vec();
        for _ in 0..=random(&mut state) % 3 {
            let at = usize::try_from(random(&mut state)).unwrap() % text.len();
            match random(&mut state) % 4 {
                0 if text.len() > 1 => drop(text.remove(at)),
                1 => text.insert(at, b' '),
                2 => text[at] = b'0' + u8::try_from(random(&mut state) % 10).unwrap(),
                _ => text[at] = u8::try_from(random(&mut state) % 256).unwrap(),
            }
        }
        let Ok(value) = http::HeaderValue::from_bytes(&text) else { continue };
        let mut headers = HeaderMap::new();
        for name in ["retry-after", "date"] {
            headers.insert(name, value.clone());
        }
        let attempt =
            Attempt::answered(StatusCode::TOO_MANY_REQUESTS, &headers, SystemTime::UNIX_EPOCH + NOW);
        if let Decision::Again { after } = decide(&RetryPolicy::new(), [attempt], random(&mut state)) {
            assert!(after <= 60 * SECOND, "{text:?}");
        }
    }
}

#[test]
fn a_wait_that_the_service_asks_for_is_kept_or_not_begun() {
    let policy = RetryPolicy::new().max_asked(10 * SECOND);
    for entropy in [0, 99, u64::MAX] {
        let after = |text| decide(&policy, [answered(503, &[("retry-after-ms", text)])], entropy);
        assert_eq!(after("1"), Decision::Again { after: Duration::from_millis(1) });
        assert_eq!(after("10000"), Decision::Again { after: 10 * SECOND });
        let asked = Duration::from_millis(10_001);
        assert_eq!(after("10001"), Decision::GiveUp(GiveUp::AskedTooLong { asked }));
    }
    // A thousand years, and the last day that a header can name.
    for text in ["31557600000", "18446744073709551615", "Fri, 31 Dec 9999 23:59:59 GMT"] {
        let found = decide(&RetryPolicy::new(), [answered(503, &[("retry-after", text)])], u64::MAX);
        assert!(matches!(found, Decision::GiveUp(GiveUp::AskedTooLong { .. })), "{text}: {found:?}");
    }
    // Without a pace of the service's, it is the backoff's.
    for text in ["0", "Sun, 06 Nov 1994 08:49:36 GMT", "-5", "soon"] {
        let found = decide(&policy, [answered(503, &[("retry-after", text)])], u64::MAX);
        assert_eq!(found, Decision::Again { after: SECOND }, "{text}");
    }
    // The wait is that of the last answer alone.
    let attempts = [answered(503, &[("retry-after", "9")]), Attempt::failed(TransportFault::Connect)];
    assert_eq!(decide(&policy, attempts, u64::MAX), Decision::Again { after: 2 * SECOND });
}

#[test]
fn a_wait_that_would_pass_the_end_is_not_begun() {
    let policy = RetryPolicy::new().max_total(30 * SECOND);
    let attempts = history([answered(503, &[("retry-after", "10")])]);
    let wait = 10 * SECOND;
    for (elapsed, expected) in [
        (Duration::ZERO, Decision::Again { after: wait }),
        (Duration::new(19, 999_999_999), Decision::Again { after: wait }),
        (20 * SECOND, Decision::GiveUp(GiveUp::OutOfTime { wait })),
        (30 * SECOND, Decision::GiveUp(GiveUp::OutOfTime { wait })),
        (90 * SECOND, Decision::GiveUp(GiveUp::OutOfTime { wait })),
    ] {
        assert_eq!(policy.decide(Idempotency::Idempotent, &attempts, elapsed, 0), expected, "{elapsed:?}");
    }
}

#[test]
fn no_call_takes_longer_or_tries_more_than_its_policy_says() {
    let mut state = 3;
    let mut ends = [0; 5];
    for round in 0..5000 {
        let mut below = |limit: u64| random(&mut state) % limit;
        let (limit, total) = (u32::try_from(below(12)).unwrap(), Duration::from_millis(1 + below(100_000)));
        let policy = RetryPolicy::new()
            .max_attempts(limit)
            .max_total(total)
            .first_backoff(Duration::from_millis(below(5000)))
            .max_backoff(Duration::from_millis(below(60_000)))
            .max_asked(Duration::from_millis(below(60_000)));
        let idempotency = Idempotency::of(if round % 4 == 0 { &Method::POST } else { &Method::GET });
        let (mut history, mut elapsed) = (History::new(), Duration::ZERO);
        let reason = loop {
            let mut below = |limit: u64| random(&mut state) % limit;
            match policy.decide(idempotency, &history, elapsed, below(u64::MAX)) {
                Decision::Again { after } => elapsed += after,
                Decision::GiveUp(reason) => break reason,
            }
            assert!(elapsed < total, "an attempt begins when the time is over");
            let takes = Duration::from_millis(below(20_000));
            elapsed += takes.min(policy.time_left(elapsed));
            let millis = below(70_000).to_string();
            history.add(match below(12) {
                0 => answered(200, &[]),
                1 => Attempt::failed(TransportFault::Timeout),
                2..5 => Attempt::failed(TransportFault::Connect),
                5..8 => answered(429, &[("retry-after-ms", &millis)]),
                _ => answered(503, &[("retry-after", "1")]),
            });
        };
        assert!(elapsed <= total, "{elapsed:?} of {total:?}");
        assert!(history.attempts().len() <= usize::try_from(limit.max(1)).unwrap());
        ends[match reason {
            GiveUp::Settled => 0,
            GiveUp::Unsafe => 1,
            GiveUp::OutOfAttempts => 2,
            GiveUp::OutOfTime { .. } => 3,
            GiveUp::AskedTooLong { .. } => 4,
            other => panic!("{other}"),
        }] += 1;
    }
    assert!(ends.iter().all(|number| *number > 50), "every end was met: {ends:?}");
}

#[test]
fn the_last_error_can_tell_what_each_attempt_met() {
    let attempts = history([
        Attempt::failed(TransportFault::Connect),
        Attempt::failed(TransportFault::Timeout),
        Attempt::failed(TransportFault::Interrupted),
        answered(429, &[("retry-after", "canary-1"), ("set-cookie", "canary-2")]),
    ]);
    assert_eq!(
        attempts.to_string(),
        "4 attempts: no connection, no answer in time, an interrupted connection, 429 Too Many Requests"
    );
    assert!(!format!("{attempts:?}").contains("canary"));
    assert_eq!(attempts.attempts()[3].outcome(), Outcome::Answer(StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(history([answered(500, &[])]).to_string(), "1 attempt: 500 Internal Server Error");
    assert_eq!(History::new().to_string(), "no attempt");
    let asked = 90 * SECOND;
    assert_eq!(
        GiveUp::AskedTooLong { asked }.to_string(),
        "the service asks for a wait of 90s, which is longer than allowed"
    );
}
