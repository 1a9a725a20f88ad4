//! Long operations on virtual time: what each answer means, and how long to wait for the next.

use std::time::{Duration, SystemTime};

use runtime as rt;

use crate::service::{ShopError, Widget};
use rt::Operation as _;
use rt::poll::{Ends, Next, Phase, PollError, PollPolicy, Polling};

const SECOND: Duration = Duration::from_secs(1);

/// Sunday, 6 November 1994, 08:49:37.
const CLOCK: Duration = Duration::from_secs(784_111_777);

/// Operations without anything to fill in.
macro_rules! operations {
    ($( $name:ident: $method:ident -> $body:ty, )+) => {
        $(
            #[derive(Debug)]
            struct $name;

            impl rt::Operation for $name {
                type Body = $body;
                type Headers = rt::NoHeaders;
                type Error = ShopError;

                const INFO: rt::OperationInfo = rt::OperationInfo {
                    name: concat!("workshop.widgets.", stringify!($name)),
                    method: rt::Method::$method,
                    path: "/widget",
                    api_versions: &["7.0"],
                    since: None,
                    until: None,
                    success: &[200, 202],
                    security: &[],
                };

                fn request(&self, endpoint: &rt::Endpoint) -> Result<rt::Request, rt::RequestError> {
                    let mut request = rt::RequestBuilder::new(endpoint, &Self::INFO);
                    request.literal("/widget");
                    request.empty()
                }
            }
        )+
    };
}

operations! {
    Make: POST -> (),
    Remove: DELETE -> (),
    Restore: POST -> (),
    Look: GET -> Widget,
}

/// It is made once it is red; in deep blue it is spoilt.
impl rt::LongRunning for Make {
    type Poll = Look;
    type Outcome = rt::Polled<Look>;
    const ENDS: Ends =
        Ends { succeeded: &["red"], failed: &["deepblue"], found: Phase::Running, not_found: None };

    fn poll(&self) -> Look {
        Look
    }

    fn state(body: &Widget) -> Option<&str> {
        body.colour.as_ref().map(rt::OpenEnum::as_str)
    }

    fn reason(body: &Widget) -> Option<&str> {
        body.comment.value().map(String::as_str)
    }
}

impl rt::LongRunning for Remove {
    type Poll = Look;
    type Outcome = ();
    const ENDS: Ends =
        Ends { succeeded: &[], failed: &[], found: Phase::Running, not_found: Some(Phase::Succeeded) };

    fn poll(&self) -> Look {
        Look
    }
}

impl rt::LongRunning for Restore {
    type Poll = Look;
    type Outcome = rt::Polled<Look>;
    const ENDS: Ends =
        Ends { succeeded: &[], failed: &[], found: Phase::Succeeded, not_found: Some(Phase::Running) };

    fn poll(&self) -> Look {
        Look
    }
}

fn answer(status: u16, asked: Option<&str>, body: &str) -> http::Response<rt::Bytes> {
    let mut answer = http::Response::builder().status(status).header("content-type", "application/json");
    if let Some(asked) = asked {
        answer = answer.header("retry-after", asked);
    }
    answer.body(rt::Bytes::copy_from_slice(body.as_bytes())).expect("status and headers are valid")
}

/// A widget of this colour.
fn colour(colour: &str) -> http::Response<rt::Bytes> {
    answer(200, None, &format!(r#"{{ "id": "b1", "count": 2, "colour": "{colour}" }}"#))
}

fn nothing() -> http::Response<rt::Bytes> {
    answer(404, None, r#"{ "code": "WidgetNotFound" }"#)
}

/// A beginning whose answer asks for this wait.
fn begin<L: rt::LongRunning>(operation: &L, asked: Option<&str>) -> Polling<L> {
    let answer = L::response(answer(202, asked, "{}")).expect("it begins");
    Polling::begun(operation, &answer, SystemTime::UNIX_EPOCH + CLOCK)
}

fn see<L: rt::LongRunning>(
    polling: &mut Polling<L>,
    answer: http::Response<rt::Bytes>,
    now: Duration,
) -> Result<Option<L::Outcome>, PollError<L::Poll>> {
    polling.see(L::Poll::response(answer), now, SystemTime::UNIX_EPOCH + CLOCK)
}

#[test]
fn waits_double_up_to_a_cap_and_count_from_the_last_answer() {
    let mut polling = begin(&Make, None);
    let mut now = Duration::ZERO;
    let mut waits = Vec::new();
    for _ in 0..8 {
        let Next::Ask { after } = polling.next(now) else { panic!("an hour is not over") };
        waits.push(after.as_secs());
        now += after;
        assert!(see(&mut polling, colour("grey"), now).unwrap().is_none());
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 30, 30, 30]);
    // Who comes back later waits for the rest alone, and not at all once it is due.
    assert_eq!(polling.next(now + 12 * SECOND), Next::Ask { after: 18 * SECOND });
    assert_eq!(polling.next(now + 50 * SECOND), Next::Ask { after: Duration::ZERO });
}

#[test]
fn what_was_begun_elsewhere_is_asked_for_at_once_and_then_at_the_usual_pace() {
    let mut polling = Polling::<Make>::attached(Look);
    assert_eq!(polling.next(Duration::ZERO), Next::Ask { after: Duration::ZERO });
    assert!(see(&mut polling, colour("grey"), Duration::ZERO).unwrap().is_none());
    assert_eq!(polling.next(Duration::ZERO), Next::Ask { after: SECOND });
}

#[test]
fn a_wait_that_is_asked_for_is_kept_within_bounds() {
    let cases = [
        (None, 5),
        (Some("0"), 5),
        (Some("soon"), 5),
        (Some("1"), 5),
        (Some("20"), 20),
        (Some("Sun, 06 Nov 1994 08:49:49 GMT"), 12),
        (Some("86400"), 60),
        (Some("99999999999999999999"), 60),
    ];
    for (asked, seconds) in cases {
        let mut polling = begin(&Make, asked);
        polling.set_policy(PollPolicy::new().interval(5 * SECOND));
        let expected = Next::Ask { after: seconds * SECOND };
        assert_eq!(polling.next(Duration::ZERO), expected, "{asked:?}");
        // Of an answer on the way the same holds.
        let body = r#"{ "id": "b1", "count": 2 }"#;
        assert!(see(&mut polling, answer(200, asked, body), 9 * SECOND).unwrap().is_none());
        assert_eq!(polling.next(9 * SECOND), expected, "{asked:?}");
    }
    let policy = PollPolicy::new().max_asked(2 * SECOND);
    assert_eq!(policy.wait(0, Some(9 * SECOND)), 2 * SECOND);
    assert_eq!(policy.wait(u32::MAX, None), 30 * SECOND);
}

#[test]
fn a_wait_that_would_end_too_late_is_not_begun() {
    let mut polling = begin(&Make, None);
    let policy = PollPolicy::new().interval(4 * SECOND).max_total(10 * SECOND);
    polling.set_policy(policy.clone());
    assert_eq!(polling.next(Duration::ZERO), Next::Ask { after: 4 * SECOND });
    assert!(see(&mut polling, colour("grey"), 6 * SECOND).unwrap().is_none());
    assert_eq!(polling.next(6 * SECOND), Next::Ask { after: 4 * SECOND });
    assert!(see(&mut polling, colour("grey"), 7 * SECOND).unwrap().is_none());
    assert_eq!(polling.next(7 * SECOND), Next::OutOfTime { wait: 4 * SECOND });
    polling.set_policy(policy.max_total(Duration::MAX));
    assert_eq!(polling.next(7 * SECOND), Next::Ask { after: 4 * SECOND });
    assert_eq!(polling.next(Duration::MAX), Next::Ask { after: Duration::ZERO });
}

#[test]
fn states_tell_the_end_and_unknown_ones_do_not() {
    let mut polling = begin(&Make, None);
    // Case counts: the service's own spelling decides.
    for state in ["grey", "Red", "DEEPBLUE"] {
        assert!(see(&mut polling, colour(state), SECOND).unwrap().is_none());
        assert_eq!(polling.state(), Some(state));
        assert_eq!(polling.last().map(|answer| answer.body.id.as_str()), Some("b1"));
    }
    let end = see(&mut polling, colour("red"), SECOND).unwrap().expect("red is the end");
    assert_eq!((end.body.id.as_str(), polling.state()), ("b1", Some("red")));

    let spoilt = r#"{ "id": "b1", "count": 2, "colour": "deepblue", "comment": "Too\nhot." }"#;
    let error = see(&mut polling, answer(200, None, spoilt), SECOND).unwrap_err();
    assert_eq!(error.to_string(), r"the operation ended as `deepblue`: Too\nhot.");
    assert_eq!(error.failed().map(|failed| failed.answer.body.count), Some(2));
}

#[test]
fn nothing_there_means_what_the_operation_says() {
    let mut removal = begin(&Remove, None);
    assert!(see(&mut removal, colour("red"), SECOND).unwrap().is_none());
    assert_eq!(see(&mut removal, nothing(), SECOND).unwrap(), Some(()));

    let mut restoring = begin(&Restore, None);
    assert!(see(&mut restoring, nothing(), SECOND).unwrap().is_none());
    assert!(restoring.last().is_none());
    assert_eq!(restoring.next(SECOND), Next::Ask { after: 2 * SECOND });
    assert!(see(&mut restoring, colour("red"), SECOND).unwrap().is_some());

    // Another's 404 is nobody's word, and neither is another refusal.
    let refused = answer(403, None, r#"{ "code": "Forbidden" }"#);
    for answer in [answer(404, None, "<html>"), refused, answer(500, None, "")] {
        let status = answer.status();
        let error = see(&mut removal, answer, SECOND).unwrap_err();
        assert!(matches!(&error, PollError::Call(error) if error.status() == Some(status)), "{error}");
    }
    let mut making = begin(&Make, None);
    let error = see(&mut making, nothing(), SECOND).unwrap_err();
    assert!(matches!(&error, PollError::Call(error) if error.code() == Some("WidgetNotFound")), "{error}");
    // It changes nothing.
    assert_eq!(making.next(SECOND), Next::Ask { after: Duration::ZERO });
}

#[test]
fn an_operation_whose_answers_have_no_state_has_none() {
    use rt::LongRunning as _;
    assert_eq!((Remove::state(&Widget::default()), Remove::reason(&Widget::default())), (None, None));
}
