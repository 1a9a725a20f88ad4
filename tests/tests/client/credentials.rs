//! Credentials: where they travel, and where they do not go.

use std::time::SystemTime;

use generated::azure_batch::certificates::{Add, CancelDeletion, CertificateAddParameter, Delete};
use generated::client::{Client, Credential};
use generated::rt::auth::shared_key::SharedKey;
use generated::rt::{Endpoint, EndpointError, Payload};
use tests::reply::Reply;
use tests::server::Server;

use crate::{THUMBPRINT, get};

#[tokio::test]
async fn each_kind_arrives_in_its_header() {
    let cases = [
        (Credential::bearer("a.b-c"), "authorization", Some("Bearer a.b-c")),
        (
            Credential::api_key("Authorization", "SharedKey account:c2ln"),
            "authorization",
            Some("SharedKey account:c2ln"),
        ),
        (Credential::api_key("X-Api-Key", "k3y"), "x-api-key", Some("k3y")),
        (Credential::None, "authorization", None),
    ];
    for (credential, header, value) in cases {
        let mut server = Server::http([Reply::empty(404)]).await;
        let client = Client::new(server.endpoint(), credential).unwrap();
        client.send(&get()).await.unwrap_err();
        let request = server.request().await;
        let arrived: Vec<&str> =
            request.headers().get_all(header).iter().map(|value| value.to_str().unwrap()).collect();
        assert_eq!(arrived, Vec::from_iter(value));
        assert!(header == "authorization" || !request.headers().contains_key("authorization"));
    }
}

/// What arrives is what was signed: the server signs it once more, and comes to the same.
#[tokio::test]
async fn a_shared_key_signs_what_arrives() {
    let key = || SharedKey::new("myaccount", "c2hhcmVkIGtleQ==").unwrap();
    let certificate = CertificateAddParameter::new("AA==", THUMBPRINT, "sha1").certificate_format("cer");
    let mut server = Server::http((0..4).map(|_| Reply::empty(404))).await;
    let client = Client::new(server.endpoint(), key()).unwrap();
    client.send(&get().select("a, b").client_request_id("0-1")).await.unwrap_err();
    client.send(&Add::new(certificate)).await.unwrap_err();
    client.send(&Delete::new("sha1", THUMBPRINT)).await.unwrap_err();
    client.send(&CancelDeletion::new("sha1", THUMBPRINT)).await.unwrap_err();
    for _ in 0..4 {
        let mut arrived = server.request().await.map(Payload::from);
        let signature = arrived.headers_mut().remove("authorization").unwrap();
        assert!(signature.to_str().unwrap().starts_with("SharedKey myaccount:"));
        // The time stands in it already.
        key().sign(&mut arrived, SystemTime::UNIX_EPOCH).unwrap();
        assert_eq!(arrived.headers()["authorization"], signature, "{} {}", arrived.method(), arrived.uri());
    }
    assert!(!format!("{:?}", Credential::from(key())).contains("c2hh"));
}

#[test]
fn only_this_machine_may_be_asked_without_encryption() {
    let other =
        ["http://myvault.vault.azure.net", "http://192.0.2.1", "http://localhost.example", "http://0.0.0.0"];
    for address in other {
        assert_eq!(Endpoint::new(address), Err(EndpointError::NotHttps), "{address}");
        assert_eq!(Endpoint::insecure_loopback(address), Err(EndpointError::NotLoopback), "{address}");
    }
    let own = ["http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1"];
    for address in own {
        assert_eq!(Endpoint::new(address), Err(EndpointError::NotHttps), "{address}");
        assert!(Endpoint::insecure_loopback(address).is_ok(), "{address}");
    }
}
