//! Calls to which no whole answer comes.

use std::error::Error as _;
use std::net::TcpListener;
use std::time::Duration;

use generated::azure_batch::certificates::Get;
use generated::azure_key_vault::certificates::DeleteCertificate;
use generated::client::{Client, Credential};
use generated::rt::retry::RetryPolicy;
use generated::rt::{Endpoint, Error, Operation as _, RequestError, TransportFault};
use http::Response;
use tests::hostile;
use tests::reply::{Pieces, Reply};
use tests::server::Server;

use crate::{client, get};

/// At which point a call with this client fails.
async fn fault(client: &Client) -> TransportFault {
    match client.send(&get()).await {
        Err(Error::Transport(error)) => {
            assert!(error.source().is_some(), "{error} has no cause");
            error.fault()
        }
        other => panic!("{other:?}"),
    }
}

/// A client that is in a hurry.
fn hasty(server: &Server) -> Client {
    let builder = Client::builder(server.endpoint()).timeout(Duration::from_millis(200));
    builder.retry(RetryPolicy::never()).build().expect("lawful settings")
}

#[tokio::test]
async fn nobody_listens() {
    // Once the listener is gone, nobody else gets its port for a while.
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let endpoint = Endpoint::insecure_loopback(&format!("http://{address}")).unwrap();
    let client = Client::builder(endpoint).retry(RetryPolicy::never()).build().unwrap();
    assert_eq!(fault(&client).await, TransportFault::Connect);
}

#[tokio::test]
async fn the_server_never_answers() {
    let server = Server::http([Reply::Silence]).await;
    assert_eq!(fault(&hasty(&server)).await, TransportFault::Timeout);
}

#[tokio::test]
async fn the_server_never_ends_its_answer() {
    let server = Server::http([Reply::from(Response::new(Pieces::stalled("{", 9)))]).await;
    assert_eq!(fault(&hasty(&server)).await, TransportFault::Timeout);
}

#[tokio::test]
async fn the_connection_breaks_within_the_answer() {
    let server = Server::http([Reply::from(Response::new(Pieces::truncated("{}", 9)))]).await;
    assert_eq!(fault(&client(&server)).await, TransportFault::Interrupted);
}

#[tokio::test]
async fn what_is_refused_before_sending_reaches_nobody() {
    let mut server = Server::http([Reply::empty(200)]).await;
    let client = client(&server);
    for name in ["", "..", "contacts", "Contacts"] {
        let error = client.send(&DeleteCertificate::new(name)).await.unwrap_err();
        assert!(matches!(error, Error::Request(_)), "{error:?}");
    }
    let pinned = Client::new(server.endpoint().with_api_version("1.0"), Credential::bearer("token")).unwrap();
    let error = pinned.send(&DeleteCertificate::new("nut")).await.unwrap_err();
    assert!(matches!(error, Error::Request(RequestError::Version(_))), "{error:?}");
    assert!(server.waiting_request().is_none());
}

#[tokio::test]
async fn dropping_the_call_ends_the_connection() {
    let mut server = Server::http([Reply::Silence]).await;
    let client = client(&server);
    let call = tokio::spawn(async move { client.send(&get()).await.map(drop) });
    server.request().await;
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    server.connection_end().await;
}

#[tokio::test]
async fn the_wire_changes_no_byte_of_a_target() {
    let values: Vec<String> = hostile::values().into_iter().filter(|value| value.len() < 1000).collect();
    let mut server = Server::http(values.iter().map(|_| Reply::empty(404))).await;
    let client = client(&server);
    let mut sent = 0;
    for value in &values {
        let get = Get::new(value, value).select(value);
        let Ok(request) = get.request(client.endpoint()) else { continue };
        assert_eq!(client.send(&get).await.unwrap_err().status().unwrap(), 404, "{value:?}");
        let arrived = server.request().await;
        let target = request.uri().path_and_query().map(ToString::to_string);
        assert_eq!(Some(arrived.uri().to_string()), target, "{value:?}");
        sent += 1;
    }
    assert!(sent > values.len() / 2, "only {sent} values were sent");
}
