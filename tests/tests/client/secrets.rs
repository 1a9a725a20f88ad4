//! What must not be seen is in nothing that a program may print.

use std::time::Duration;

use generated::azure_batch::certificates::{Add, CertificateAddParameter};
use generated::client::{Client, Credential};
use generated::rt::{Endpoint, Operation as _};
use http::Response;
use serde_json::json;
use tests::errors::told;
use tests::reply::{Pieces, Reply};
use tests::server::Server;

/// Stands in each secret place.
const CANARY: &str = "canary-7f3a";

fn add() -> Add {
    Add::new(CertificateAddParameter::new(CANARY, "0123", "sha1").password(CANARY))
}

fn assert_silent(shown: &str) {
    assert!(!shown.contains("canary"), "{shown}");
}

#[test]
fn clients_operations_and_requests_do_not_show_them() {
    let endpoint = Endpoint::new("https://account.region.batch.azure.com").unwrap();
    for credential in [Credential::bearer(CANARY), Credential::api_key("X-Key", CANARY)] {
        assert_silent(&format!("{credential:?}"));
        let builder = Client::builder(endpoint.clone()).credential(credential);
        assert_silent(&format!("{builder:?}"));
        let client = builder.build().unwrap();
        assert_silent(&format!("{client:?} {:?}", client.clone()));
    }
    let add = add();
    let request = add.request(&endpoint).unwrap();
    assert!(String::from_utf8_lossy(request.body().bytes()).contains(CANARY), "it is sent");
    assert_silent(&format!("{add:?} {:?} {request:?}", add.certificate));
}

#[test]
fn a_credential_that_cannot_be_sent_is_not_shown() {
    let endpoint = Endpoint::new("https://account.region.batch.azure.com").unwrap();
    let broken = format!("{CANARY}\n");
    for credential in [Credential::bearer(broken.as_str()), Credential::api_key(CANARY, broken.as_str())] {
        let error = Client::new(endpoint.clone(), credential).unwrap_err();
        assert_silent(&format!("{error} {error:?}"));
    }
}

#[tokio::test]
async fn answers_and_errors_do_not_show_them() {
    let echo = |status: u16, body: String| {
        let head = Response::builder().status(status).header("content-type", "application/json");
        Reply::from(head.header("x-echo", CANARY).body(Pieces::whole(body)).unwrap())
    };
    let replies = [
        echo(201, format!(r#"{{"echo": "{CANARY}"}}"#)),
        echo(400, json!({ "code": "Wrong", "echo": CANARY }).to_string()),
        echo(400, json!({ "values": [CANARY] }).to_string()),
        echo(400, CANARY.to_owned()),
        echo(302, CANARY.to_owned()),
        Reply::from(Response::new(Pieces::truncated(CANARY, 9))),
    ];
    let count = replies.len();
    let mut server = Server::http(replies).await;
    let client = Client::new(server.endpoint(), Credential::bearer(CANARY)).unwrap();
    for _ in 0..count {
        match client.send(&add()).await {
            Ok(response) => assert_silent(&format!("{response:?}")),
            Err(error) => assert_silent(&told(&error)),
        }
        let request = server.request().await;
        assert_eq!(request.headers()["authorization"], format!("Bearer {CANARY}"));
    }
}

#[tokio::test]
async fn a_call_without_an_answer_does_not_show_them() {
    let server = Server::http([Reply::Silence]).await;
    let client = Client::builder(server.endpoint())
        .credential(Credential::bearer(CANARY))
        .timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    let error = client.send(&add()).await.unwrap_err();
    assert_silent(&told(&error));
}
