//! What one call does otherwise than its client.

use std::time::Duration;

use generated::azure_key_vault::certificates::{BackupCertificate, DeleteCertificate};
use generated::client::{CallOptions, Client};
use generated::rt::retry::{Idempotency, RetryPolicy};
use generated::rt::{Error, TransportFault};
use serde_json::json;
use tests::reply::Reply;
use tests::server::Server;

/// A client that tries nothing twice, and is patient.
fn client(server: &Server) -> Client {
    Client::builder(server.endpoint()).retry(RetryPolicy::never()).build().expect("lawful settings")
}

fn eager() -> RetryPolicy {
    RetryPolicy::new().first_backoff(Duration::from_millis(1))
}

#[tokio::test]
async fn a_post_that_may_be_sent_twice_is() {
    let backup = || Reply::json(200, &json!({ "value": "AA" }));
    let mut server =
        Server::http([Reply::empty(500), Reply::HangUp, backup(), Reply::empty(500), backup()]).await;
    let options = CallOptions::new().retry(eager());
    let twice = options.clone().idempotency(Idempotency::Idempotent);
    client(&server).send_with(&BackupCertificate::new("nut"), &twice).await.unwrap();
    for _ in 0..3 {
        server.request().await;
    }
    let error = client(&server).send_with(&BackupCertificate::new("nut"), &options).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 500);
    server.request().await;
    assert!(server.waiting_request().is_none());
}

#[tokio::test]
async fn a_call_may_be_given_up_sooner() {
    let silence = || std::iter::repeat_with(|| Reply::Silence).take(100);
    let hasty = CallOptions::new().timeout(Duration::from_millis(100));
    let bounded = CallOptions::new().max_total(Duration::from_millis(100));
    let both = CallOptions::new().retry(eager()).timeout(Duration::from_millis(50));
    let both = both.max_total(Duration::from_millis(300));
    for (options, attempts) in [(hasty, 1..=1), (bounded, 1..=1), (both, 2..=5)] {
        let server = Server::http(silence()).await;
        let error = client(&server).send_with(&DeleteCertificate::new("nut"), &options).await.unwrap_err();
        assert!(matches!(&error, Error::Transport(e) if e.fault() == TransportFault::Timeout), "{error:?}");
        assert!(attempts.contains(&error.attempts().len()), "{error}");
    }
}
