//! Calls that are tried again, and those that are not.

use std::time::{Duration, SystemTime};

use generated::azure_key_vault::certificates::{BackupCertificate, DeleteCertificate};
use generated::client::{Client, Credential};
use generated::rt::retry::{Attempt, Outcome, RetryPolicy};
use generated::rt::{Error, HttpDate, StatusCode, TransportFault};
use http::Response;
use serde_json::json;
use tests::reply::{Pieces, Reply};
use tests::server::Server;

/// A client that waits for next to nothing between two attempts.
fn client(server: &Server) -> Client {
    tuned(server, RetryPolicy::new())
}

fn tuned(server: &Server, policy: RetryPolicy) -> Client {
    let builder = Client::builder(server.endpoint()).credential(Credential::bearer("token"));
    let builder = builder.timeout(Duration::from_millis(300));
    builder.retry(policy.first_backoff(Duration::from_millis(1))).build().expect("lawful settings")
}

/// A refusal that asks to come back.
fn asking(status: u16, header: &str, value: &str) -> Reply {
    let answer = Response::builder().status(status).header(header, value);
    answer.body(Pieces::whole("")).expect("a lawful header").into()
}

fn found() -> Reply {
    Reply::json(200, &json!({ "id": "nut" }))
}

#[tokio::test]
async fn whatever_an_idempotent_request_meets_on_the_way_it_arrives_in_the_end() {
    let mut server = Server::http([
        Reply::Silence,
        Response::new(Pieces::truncated("{", 9)).into(),
        Reply::empty(500),
        Reply::text(502, "text/html", "<html>"),
        found(),
    ])
    .await;
    let response = client(&server).send(&DeleteCertificate::new("nut")).await.unwrap();
    assert_eq!(response.body.id.as_deref(), Some("nut"));
    let first = server.request().await;
    for _ in 0..4 {
        let again = server.request().await;
        assert_eq!((again.uri(), again.headers()), (first.uri(), first.headers()));
    }
    assert!(server.waiting_request().is_none());
}

#[tokio::test]
async fn the_last_error_tells_what_each_attempt_met() {
    let server = Server::http([Reply::Silence, Reply::empty(503), Reply::empty(500)]).await;
    let client = tuned(&server, RetryPolicy::new().max_attempts(3));
    let error = client.send(&DeleteCertificate::new("nut")).await.unwrap_err();
    let outcomes: Vec<Outcome> = error.attempts().iter().map(Attempt::outcome).collect();
    let expected = [
        Outcome::Fault(TransportFault::Timeout),
        Outcome::Answer(StatusCode::SERVICE_UNAVAILABLE),
        Outcome::Answer(StatusCode::INTERNAL_SERVER_ERROR),
    ];
    assert_eq!(outcomes, expected);
    assert!(
        error.to_string().ends_with(
            ", after 3 attempts: no answer in time, 503 Service Unavailable, 500 Internal Server Error"
        ),
        "{error}"
    );
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_is_an_attempt_too() {
    let server = Server::http([Reply::empty(503), Reply::text(200, "text/html", "<html>")]).await;
    let error = client(&server).send(&DeleteCertificate::new("nut")).await.unwrap_err();
    assert!(error.to_string().ends_with(", after 2 attempts: 503 Service Unavailable, 200 OK"), "{error}");
}

#[tokio::test]
async fn a_post_is_sent_again_only_if_nothing_was_done() {
    let undone = [
        asking(429, "retry-after-ms", "1"),
        asking(503, "x-ms-retry-after-ms", "1"),
        asking(503, "retry-after", "0"),
        Reply::json(200, &json!({ "value": "AA" })),
    ];
    let mut server = Server::http(undone).await;
    client(&server).send(&BackupCertificate::new("nut")).await.unwrap();
    for _ in 0..4 {
        server.request().await;
    }
    for doubtful in [Reply::empty(500), Reply::empty(503), Reply::Silence] {
        let mut server = Server::http([doubtful, Reply::json(200, &json!({ "value": "AA" }))]).await;
        let error = client(&server).send(&BackupCertificate::new("nut")).await.unwrap_err();
        assert_eq!(error.attempts().len(), 1, "{error}");
        server.request().await;
        assert!(server.waiting_request().is_none());
    }
}

#[tokio::test]
async fn a_wait_that_the_server_asks_for_is_kept_or_the_call_ends() {
    let begun = SystemTime::now();
    let server = Server::http([asking(429, "retry-after", "1"), found()]).await;
    client(&server).send(&DeleteCertificate::new("nut")).await.unwrap();
    assert!(begun.elapsed().is_ok_and(|elapsed| elapsed >= Duration::from_secs(1)));

    let tomorrow = HttpDate::try_from(SystemTime::now() + Duration::from_secs(86_400)).unwrap();
    for (header, value) in [("retry-after", tomorrow.as_str()), ("retry-after-ms", "99999999999999999999")] {
        let server = Server::http([asking(429, header, value), found()]).await;
        let error = client(&server).send(&DeleteCertificate::new("nut")).await.unwrap_err();
        assert_eq!(error.status(), Some(StatusCode::TOO_MANY_REQUESTS), "{header}: {error}");
    }
}

#[tokio::test]
async fn a_call_ends_in_its_time_and_after_its_attempts() {
    let policy = RetryPolicy::new().max_total(Duration::from_millis(700)).max_attempts(1000);
    let server = Server::http(std::iter::repeat_with(|| Reply::Silence).take(1000)).await;
    let error = tuned(&server, policy).send(&DeleteCertificate::new("nut")).await.unwrap_err();
    assert!(matches!(&error, Error::Transport(error) if error.fault() == TransportFault::Timeout), "{error}");
    assert!(error.attempts().len() < 1000, "attempts of 300 ms within 700: {error}");

    let mut server = Server::http([Reply::empty(503), found()]).await;
    let once = tuned(&server, RetryPolicy::never());
    assert_eq!(once.send(&DeleteCertificate::new("nut")).await.unwrap_err().attempts().len(), 1);
    server.request().await;
    assert!(server.waiting_request().is_none());
}

#[tokio::test]
async fn dropping_the_call_between_two_attempts_ends_it() {
    let mut server = Server::http([asking(429, "retry-after", "30"), found()]).await;
    let client = client(&server);
    let call = tokio::spawn(async move { client.send(&DeleteCertificate::new("nut")).await.map(drop) });
    server.request().await;
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    assert!(server.waiting_request().is_none());
}
