//! The client that blocks: the same calls, on a thread that waits for them.

use std::time::{Duration, Instant, SystemTime};

use generated::azure_key_vault::certificates::{
    CertificateCreateParameters, CreateCertificate, DeleteCertificate, GetCertificateOperation,
    GetCertificates,
};
use generated::client::blocking::Client;
use generated::client::{self, CallOptions, Credential, Tokens};
use generated::rt::retry::RetryPolicy;
use generated::rt::{CredentialFault, Error, Page as _, RequestError, TransportFault};
use serde_json::{Value, json};
use tests::desk::{Desk, LIFETIME, token};
use tests::reply::Reply;
use tests::server::{PATIENCE, Server};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// Runs what blocks beside a server.
async fn beside<T: Send + 'static>(what: impl FnOnce() -> T + Send + 'static) -> T {
    spawn_blocking(what).await.expect("no panic")
}

fn page(ids: &[&str], next: &Value) -> Reply {
    let value: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
    Reply::json(200, &json!({ "value": value, "nextLink": next }))
}

#[tokio::test]
async fn calls_and_waits_take_the_thread() {
    let replies = [Reply::with_header(429, "retry-after", "1"), Reply::json(200, &json!({ "id": "nut" }))];
    let server = Server::http(replies).await;
    let client = Client::new(server.endpoint(), Credential::bearer("token")).unwrap();
    let begun = Instant::now();
    let response = beside(move || client.send(&DeleteCertificate::new("nut"))).await.unwrap();
    assert_eq!(response.body.id.as_deref(), Some("nut"));
    assert!(begun.elapsed() >= Duration::from_secs(1), "the wait was kept");
}

#[tokio::test]
async fn a_call_has_its_own_time() {
    let server = Server::http([Reply::Silence]).await;
    let client = Client::new(server.endpoint(), Credential::bearer("token")).unwrap();
    let options = CallOptions::new().timeout(Duration::from_millis(100)).retry(RetryPolicy::never());
    let call = beside(move || client.send_with(&DeleteCertificate::new("nut"), &options));
    let Err(Error::Transport(error)) = timeout(PATIENCE, call).await.unwrap() else { panic!("no answer") };
    assert_eq!(error.fault(), TransportFault::Timeout);
}

#[tokio::test]
async fn lists_are_iterators() {
    let pages = |own: &str| {
        let link = |number: u8| json!(format!("{own}/certificates?$skiptoken={number}"));
        let foreign = json!("https://example.org/certificates");
        vec![page(&["a", "b"], &link(1)), page(&[], &link(2)), page(&["c"], &foreign)]
    };
    let server = Server::http_with(|own| pages(own).into_iter().chain(pages(own)).collect::<Vec<_>>()).await;
    let client = Client::new(server.endpoint(), Credential::bearer("token")).unwrap();
    beside(move || {
        let mut items = client.pages(GetCertificates::new()).into_items();
        for id in ["a", "b", "c"] {
            assert_eq!(items.next().unwrap().unwrap().id.as_deref(), Some(id));
        }
        let end = items.next().unwrap().unwrap_err();
        assert!(matches!(end, Error::Request(RequestError::ForeignLink { .. })), "{end:?}");
        assert!(items.next().is_none());
        let lengths = client.pages(GetCertificates::new()).map_while(Result::ok);
        assert_eq!(lengths.map(|page| page.body.into_items().len()).collect::<Vec<_>>(), [2, 0, 1]);
    })
    .await;
}

#[tokio::test]
async fn a_list_is_taken_up_where_it_was_left() {
    let mut server = Server::http_with(|own| {
        let link = json!(format!("{own}/certificates?$skiptoken=1"));
        vec![page(&["a"], &link), page(&["b"], &Value::Null), page(&["c"], &Value::Null)]
    })
    .await;
    let client = Client::new(server.endpoint(), Credential::bearer("token")).unwrap();
    beside(move || {
        let mut pages = client.pages(GetCertificates::new());
        assert_eq!(pages.next_link(), None);
        pages.next_page().unwrap().unwrap();
        let link = pages.next_link().unwrap().to_owned();
        let options = CallOptions::new().if_none_match("\"1\"");
        let mut pages = client.pages(GetCertificates::new()).resume(link).options(options);
        let items = pages.next_page().unwrap().unwrap().body.into_items();
        assert_eq!(items.last().unwrap().id.as_deref(), Some("b"));
        assert!(pages.next_page().unwrap().is_none());
    })
    .await;
    server.request().await;
    let resumed = server.request().await;
    assert_eq!(resumed.uri().query(), Some("$skiptoken=1"));
    assert_eq!(resumed.headers()["if-none-match"], "\"1\"");
    assert!(server.waiting_request().is_none());
}

#[tokio::test]
async fn long_operations_are_waited_for() {
    let pending = |status: &str| Reply::json(200, &json!({ "status": status }));
    let accepted = Reply::json(202, &json!({ "status": "inProgress" }));
    let server =
        Server::http([accepted, pending("inProgress"), pending("completed"), pending("completed")]).await;
    let client = Client::new(server.endpoint(), Credential::bearer("token")).unwrap();
    beside(move || {
        let create = CreateCertificate::new("nut", CertificateCreateParameters::new());
        let mut poller = client.start(&create).unwrap().interval(Duration::from_millis(1));
        assert_eq!(poller.started().unwrap().status, 202);
        assert!(poller.last().is_none());
        assert!(poller.poll().unwrap().is_none());
        assert_eq!(poller.status(), Some("inProgress"));
        assert_eq!(poller.last().unwrap().body.status.as_deref(), Some("inProgress"));
        assert_eq!(poller.wait().unwrap().body.status.as_deref(), Some("completed"));
        let again = client.attach::<CreateCertificate>(GetCertificateOperation::new("nut"));
        let end = again.interval(Duration::from_millis(1)).wait().unwrap();
        assert_eq!(end.body.status.as_deref(), Some("completed"));
    })
    .await;
}

#[tokio::test]
async fn a_source_of_tokens_may_answer_on_another_thread() {
    let desk = Desk::issuing(|number| Ok(token(number, SystemTime::now() + LIFETIME))).closed();
    let mut server = Server::http([Reply::json(200, &json!({}))]).await;
    let client = Client::new(server.endpoint(), Tokens::for_scopes(desk.clone(), ["scope"])).unwrap();
    let calls = client.clone();
    let early = beside(move || {
        let options = CallOptions::new().max_total(Duration::from_millis(100));
        calls.send_with(&DeleteCertificate::new("nut"), &options)
    });
    let Err(Error::Credential(error)) = early.await else { panic!("the desk is closed") };
    assert!(matches!(error.fault(), CredentialFault::Timeout));
    let call = tokio::spawn(beside(move || client.send(&DeleteCertificate::new("nut"))));
    desk.until_asked(2).await;
    desk.open();
    call.await.unwrap().unwrap();
    assert_eq!(server.request().await.headers()["authorization"], "Bearer token-2");
}

#[tokio::test]
async fn any_transport_that_needs_no_runtime_will_do() {
    use generated::client::Body;
    use tests::transport::Careless;
    let endpoint = generated::rt::Endpoint::new("https://myvault.vault.azure.net").unwrap();
    let answer = || http::Response::new(Body::Whole(r#"{"id": "nut"}"#.into()));
    let client = client::Client::builder(endpoint).build_with(Careless(answer)).unwrap();
    let response = Client::from(client).send(&DeleteCertificate::new("nut")).unwrap();
    assert_eq!(response.body.id.as_deref(), Some("nut"));
}
