//! Transports of one's own.

use std::time::Duration;

use bytes::Bytes;
use generated::azure_key_vault::certificates::DeleteCertificate;
use generated::client::{Body, Client, Credential};
use generated::rt::retry::{Attempt, Outcome, RetryPolicy};
use generated::rt::{Endpoint, Error, ResponseFault, StatusCode, TransportFault};
use http::Response;
use serde_json::json;
use tests::reply::{Pieces, Reply};
use tests::server::Server;
use tests::transport::{Careless, Direct};

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
