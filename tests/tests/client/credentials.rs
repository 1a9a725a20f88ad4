//! Credentials: where they travel, and where they do not go.

use generated::client::{Client, Credential};
use generated::rt::{Endpoint, EndpointError};
use tests::reply::Reply;
use tests::server::Server;

use crate::get;

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
