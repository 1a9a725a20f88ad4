//! The client over TLS: a token goes to the server that was meant, and to no other.

use generated::azure_key_vault::certificates::DeleteCertificate;
use generated::client::{Client, ClientError, Credential};
use generated::rt::retry::RetryPolicy;
use generated::rt::{Endpoint, Error, TransportFault};
use serde_json::json;
use tests::errors::told;
use tests::identity::Authority;
use tests::reply::Reply;
use tests::server::Server;

const TOKEN: &str = "canary-7f3a";

/// Where the server listens, taken as any other https address.
fn endpoint(server: &Server) -> Endpoint {
    Endpoint::new(&server.address()).expect("an https address")
}

fn operation() -> DeleteCertificate {
    DeleteCertificate::new("importCert01")
}

/// At which point sending fails, and all that the error and its causes say.
async fn failure(client: &Client) -> (TransportFault, String) {
    match client.send(&operation()).await {
        Err(Error::Transport(error)) => (error.fault(), told(&error)),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_token_arrives_at_a_server_whose_authority_is_trusted() {
    let authority = Authority::new("authority");
    let mut server = Server::https(&authority.identity("127.0.0.1"), [Reply::json(200, &json!({}))]).await;
    let client = Client::builder(endpoint(&server))
        .credential(Credential::bearer(TOKEN))
        .root_certificate_pem(authority.pem().as_bytes())
        .build()
        .unwrap();
    let response = client.send(&operation()).await.unwrap();
    assert_eq!(response.status, 200);
    let request = server.request().await;
    assert_eq!(request.uri(), "/certificates/importCert01?api-version=2025-07-01");
    assert_eq!(request.headers()["authorization"], format!("Bearer {TOKEN}"));
}

#[tokio::test]
async fn an_authority_among_several_is_found() {
    let (first, second) = (Authority::new("first"), Authority::new("second"));
    let server = Server::https(&second.identity("127.0.0.1"), [Reply::json(200, &json!({}))]).await;
    let builder = Client::builder(endpoint(&server)).root_certificate_pem(first.pem().trim().as_bytes());
    let client = builder.root_certificate_pem(second.pem().as_bytes()).build().unwrap();
    assert!(client.send(&operation()).await.is_ok());
}

#[tokio::test]
async fn a_server_that_is_not_the_one_that_was_meant_gets_nothing() {
    let trusted = Authority::new("trusted");
    let impostors = [
        (Authority::new("unknown").identity("127.0.0.1"), "UnknownIssuer"),
        (Authority::new("trusted").identity("127.0.0.1"), "BadSignature"),
        (trusted.identity("myvault.vault.azure.net"), "not valid for name"),
        (trusted.identity("127.0.0.2"), "not valid for name"),
    ];
    for (identity, why) in impostors {
        let mut server = Server::https(&identity, [Reply::json(200, &json!({}))]).await;
        let client = Client::builder(endpoint(&server))
            .credential(Credential::bearer(TOKEN))
            .root_certificate_pem(trusted.pem().as_bytes())
            .build()
            .unwrap();
        let (fault, words) = failure(&client).await;
        assert_eq!(fault, TransportFault::Untrusted);
        assert!(words.contains(why), "{words}");
        assert!(!words.contains("canary"), "{words}");
        server.connection_end().await;
        assert!(server.waiting_request().is_none());
    }
}

/// The other ready transport has its own errors, which mean the same.
#[tokio::test]
async fn the_client_that_blocks_tells_who_is_not_trusted_from_who_is_not_there() {
    let trusted = Authority::new("trusted");
    let server = Server::https(&Authority::new("unknown").identity("127.0.0.1"), []).await;
    let builder = Client::builder(endpoint(&server)).credential(Credential::bearer(TOKEN));
    let builder = builder.root_certificate_pem(trusted.pem().as_bytes()).retry(RetryPolicy::never());
    let client = builder.build_blocking().unwrap();
    let plain = Server::http([]).await;
    let absent = Endpoint::new(&plain.address().replace("http:", "https:")).unwrap();
    let lost = Client::builder(absent).retry(RetryPolicy::never()).build_blocking().unwrap();
    let faults = tokio::task::spawn_blocking(move || {
        [client, lost].map(|client| match client.send(&operation()) {
            Err(Error::Transport(error)) => error.fault(),
            other => panic!("{other:?}"),
        })
    });
    assert_eq!(faults.await.unwrap(), [TransportFault::Untrusted, TransportFault::Interrupted]);
}

/// A client with a credential that tries nothing twice.
fn once(endpoint: Endpoint) -> Client {
    let builder = Client::builder(endpoint).credential(Credential::bearer(TOKEN));
    builder.retry(RetryPolicy::never()).build().expect("a token that can be sent")
}

#[tokio::test]
async fn nothing_is_sent_in_plain_text_to_a_server_that_lacks_tls() {
    let mut server = Server::http([Reply::json(200, &json!({}))]).await;
    let address = server.address().replace("http:", "https:");
    let client = once(Endpoint::new(&address).unwrap());
    let (fault, words) = failure(&client).await;
    assert_eq!(fault, TransportFault::Connect);
    assert!(!words.contains("canary"), "{words}");
    server.connection_end().await;
    assert!(server.waiting_request().is_none());
}

#[tokio::test]
async fn a_server_that_wants_tls_has_no_answer_to_plain_http() {
    let server = Server::https(&Authority::new("authority").identity("127.0.0.1"), []).await;
    let address = server.address().replace("https:", "http:");
    let endpoint = Endpoint::insecure_loopback(&address).unwrap();
    let client = once(endpoint);
    let (fault, words) = failure(&client).await;
    assert_eq!(fault, TransportFault::Interrupted);
    assert!(!words.contains("canary"), "{words}");
}

#[test]
fn root_certificates_are_pem() {
    let endpoint = Endpoint::new("https://myvault.vault.azure.net").unwrap();
    let cut = Authority::new("authority").pem().replace("END CERTIFICATE", "END");
    for pem in ["", "no certificate", "-----BEGIN CERTIFICATE-----\n", &cut] {
        let built = Client::builder(endpoint.clone()).root_certificate_pem(pem.as_bytes()).build();
        assert_eq!(built.err(), Some(ClientError::RootCertificate), "{pem:?}");
    }
}

#[test]
fn a_host_that_nobody_can_look_up_is_refused_at_once() {
    let endpoint = Endpoint::new("https://xn--a.example").unwrap();
    assert_eq!(Client::builder(endpoint).build().err(), Some(ClientError::Endpoint));
}
