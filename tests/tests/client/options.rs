//! What one call does otherwise than its client.

use std::time::Duration;

use generated::azure_key_vault::KeyVaultError;
use generated::azure_key_vault::certificates::{BackupCertificate, DeleteCertificate, GetCertificate};
use generated::client::{CallOptions, Client};
use generated::rt::retry::{Idempotency, RetryPolicy};
use generated::rt::{Error, HeaderFault, HttpDate, RequestError, TransportFault};
use serde_json::json;
use tests::reply::{Pieces, Reply};
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

#[tokio::test]
async fn a_call_may_depend_on_what_the_service_has() {
    let found = http::Response::builder().header("etag", "\"v1\"").header("content-type", "application/json");
    let found = found.body(Pieces::whole(r#"{ "id": "nut" }"#)).unwrap();
    let refused = json!({ "error": { "code": "Changed", "message": "It has changed." } });
    let replies = [Reply::from(found), Reply::empty(304), Reply::json(412, &refused)];
    let mut server = Server::http(replies).await;
    let client = client(&server);
    let first = client.send(&GetCertificate::new("nut")).await.unwrap();
    let etag = first.raw_headers["etag"].to_str().unwrap();
    assert!(server.request().await.headers().keys().all(|name| !name.as_str().starts_with("if-")));

    let date = HttpDate::from("Sun, 06 Nov 1994 08:49:37 GMT");
    let unless_same = CallOptions::new().if_none_match("\"v0\"").if_none_match(etag).if_modified_since(&date);
    let error = client.send_with(&GetCertificate::new("nut"), &unless_same).await.unwrap_err();
    assert!(matches!(error, Error::Response(_)), "{error:?}");
    assert_eq!(error.status().unwrap(), 304);
    let request = server.request().await;
    assert_eq!(request.headers().get_all("if-none-match").iter().collect::<Vec<_>>(), ["\"v1\""]);
    assert_eq!(request.headers()["if-modified-since"], date.as_str());

    let if_same = CallOptions::new().if_match(etag).if_unmodified_since(&date);
    let error = client.send_with(&DeleteCertificate::new("nut"), &if_same).await.unwrap_err();
    assert!(matches!(error, Error::Service(_)), "{error:?}");
    assert_eq!(error.status().unwrap(), 412);
    let request = server.request().await;
    assert_eq!(request.headers()["if-match"], "\"v1\"");
    assert_eq!(request.headers()["if-unmodified-since"], date.as_str());

    let broken = CallOptions::new().if_match("a\nb");
    let error = client.send_with(&DeleteCertificate::new("nut"), &broken).await.unwrap_err();
    let told = Error::from(RequestError::Header { name: "If-Match", fault: HeaderFault::Character });
    assert_eq!(error.to_string(), Error::<KeyVaultError>::to_string(&told));
    assert!(server.waiting_request().is_none());
}
