//! Transports of one's own.

use std::time::Duration;

use bytes::Bytes;
use generated::azure_key_vault::certificates::{
    CreateCertificate, DeleteCertificate, GetCertificateOperation,
};
use generated::client::{Body, CallOptions, Client, Collector, Credential, Transport as _};
use generated::rt::poll::{PollError, PollPolicy};
use generated::rt::retry::{Attempt, Outcome, RetryPolicy};
use generated::rt::{Endpoint, Error, ResponseFault, StatusCode, TransportFault};
use http::Response;
use serde_json::json;
use tests::reply::{Pieces, Reply};
use tests::server::Server;
use tests::transport::{Careless, Direct, Paced};

fn operation() -> DeleteCertificate {
    DeleteCertificate::new("nut")
}

#[tokio::test]
async fn a_transport_made_by_hand_carries_whole_calls() {
    let cut = Response::new(Pieces::truncated("{", 9)).into();
    let replies = [cut, Reply::empty(503), Reply::gzip(br#"{"id": "nut"}"#)];
    let mut server = Server::http(replies).await;
    let builder = Client::builder(server.endpoint()).credential(Credential::bearer("token"));
    let builder = builder.retry(RetryPolicy::new().first_backoff(Duration::from_millis(1)));
    let client = builder.user_agent("mine/1").build_with(Direct::plain(&server)).unwrap();
    let response = client.send(&operation()).await.unwrap();
    assert_eq!(response.body.id.as_deref(), Some("nut"));
    for _ in 0..3 {
        let request = server.request().await;
        assert_eq!(request.uri(), "/certificates/nut?api-version=2025-07-01");
        assert_eq!(request.headers()["authorization"], "Bearer token");
        assert_eq!(request.headers()["user-agent"], "mine/1");
    }
}

#[tokio::test]
async fn its_faults_are_heeded_as_those_of_any_other() {
    let server = Server::http([Reply::Silence, Reply::empty(500)]).await;
    let policy = RetryPolicy::new().first_backoff(Duration::from_millis(1)).max_attempts(2);
    let builder = Client::builder(server.endpoint()).timeout(Duration::from_millis(100)).retry(policy);
    let client = builder.build_with(Direct::plain(&server)).unwrap();
    let error = client.send(&operation()).await.unwrap_err();
    let outcomes: Vec<Outcome> = error.attempts().iter().map(Attempt::outcome).collect();
    let expected =
        [Outcome::Fault(TransportFault::Timeout), Outcome::Answer(StatusCode::INTERNAL_SERVER_ERROR)];
    assert_eq!(outcomes, expected);
}

#[tokio::test]
async fn the_client_keeps_the_limit_that_a_transport_does_not() {
    let endpoint = Endpoint::new("https://myvault.vault.azure.net").unwrap();
    let answers: [fn() -> Response<Body>; 2] = [
        || Response::new(Body::Whole(Bytes::from(json!({ "id": "x".repeat(100) }).to_string()))),
        || Response::new(Body::TooLarge),
    ];
    for answer in answers {
        let builder = Client::builder(endpoint.clone()).max_response_bytes(100);
        let client = builder.build_with(Careless(answer)).unwrap();
        let Err(Error::Response(error)) = client.send(&operation()).await else { panic!("no error") };
        assert_eq!(error.fault, ResponseFault::TooLarge { limit: 100 });
        assert!(error.body.is_empty());
    }
}

fn busy() -> Response<Body> {
    let mut answer = Response::new(Body::Whole(Bytes::new()));
    *answer.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    answer
}

/// A client that meets the same answer again and again, and the clock that it goes by.
fn paced(answer: fn() -> Response<Body>, policy: RetryPolicy) -> (Paced, Client) {
    let endpoint = Endpoint::new("https://myvault.vault.azure.net").expect("an address");
    let transport = Paced::new(answer);
    let client = Client::builder(endpoint).retry(policy).build_with(transport.clone());
    (transport, client.expect("lawful settings"))
}

#[tokio::test]
async fn a_call_ends_in_its_time_by_the_clock_of_its_transport() {
    let time = Duration::from_secs(10);
    let (clock, client) = paced(busy, RetryPolicy::new().max_attempts(1000));
    let options = CallOptions::new().max_total(time);
    let error = client.send_with(&operation(), &options).await.unwrap_err();
    assert!(error.attempts().len() > 1, "{error}");
    assert!(clock.slept().iter().sum::<Duration>() < time, "{:?}", clock.slept());
}

/// Clients that have all met the same outage should not all come back at the same moment.
#[tokio::test]
async fn no_two_clients_keep_the_same_pace() {
    let mut paces = std::collections::BTreeSet::new();
    for _ in 0..4 {
        let (clock, client) = paced(busy, RetryPolicy::new().max_attempts(5));
        client.send(&operation()).await.unwrap_err();
        paces.insert(clock.slept());
    }
    assert_eq!(paces.len(), 4, "{paces:?}");
}

#[tokio::test]
async fn a_wait_for_a_long_operation_ends_in_its_time_by_the_same_clock() {
    let pending = || Response::new(Body::Whole(r#"{"status": "inProgress"}"#.into()));
    let (clock, client) = paced(pending, RetryPolicy::never());
    let policy = PollPolicy::new().interval(Duration::from_secs(1)).max_total(Duration::from_secs(10));
    let attached = client.attach::<CreateCertificate>(GetCertificateOperation::new("nut"));
    let error = attached.policy(policy).wait().await.unwrap_err();
    assert!(matches!(error, PollError::OutOfTime { .. }), "{error:?}");
    assert_eq!(clock.slept().iter().sum::<Duration>(), Duration::from_secs(10));
}

#[test]
fn a_transport_that_says_nothing_of_time_has_the_machines() {
    let transport = Careless(busy);
    let begun = transport.uptime();
    std::thread::sleep(Duration::from_millis(2));
    assert!(transport.uptime() >= begun + Duration::from_millis(2));
}

#[test]
fn a_body_is_collected_within_its_limit_and_no_further() {
    let collect = |announced, pieces: &[&'static str]| {
        let mut body = Collector::new(8, announced);
        for piece in pieces {
            body.add(Bytes::from_static(piece.as_bytes()));
        }
        body.finish()
    };
    assert_eq!(collect(None, &["12345", "678"]).unwrap(), Body::Whole("12345678".into()));
    assert_eq!(collect(None, &["", "12345678", ""]).unwrap(), Body::Whole("12345678".into()));
    assert_eq!(collect(None, &["12345", "6789"]).unwrap(), Body::TooLarge);
    assert_eq!(collect(None, &["123456789", "1"]).unwrap(), Body::TooLarge);
    assert_eq!(collect(Some(9), &[]).unwrap(), Body::TooLarge);
    assert_eq!(collect(Some(4), &["12", "34"]).unwrap(), Body::Whole("1234".into()));
    assert_eq!(collect(Some(4), &["12"]).unwrap_err().fault(), TransportFault::Interrupted);
    // More than was announced is the transport's affair, as long as it fits.
    assert_eq!(collect(Some(1), &["12"]).unwrap(), Body::Whole("12".into()));
    let piece = Bytes::from_static(b"whole");
    let mut body = Collector::new(8, None);
    body.add(piece.clone());
    let Body::Whole(whole) = body.finish().unwrap() else { panic!("it fits") };
    assert_eq!(whole.as_ptr(), piece.as_ptr(), "one piece is not copied");
}
