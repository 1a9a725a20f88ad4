//! Lists, page by page.

use std::pin::pin;

use futures_util::TryStreamExt as _;
use generated::azure_key_vault::certificates::GetCertificates;
use generated::azure_key_vault::issuers::GetCertificateIssuers;
use generated::client::{Client, Pages};
use generated::rt::{Error, Page as _, RequestError, StatusCode};
use serde_json::{Value, json};
use tests::reply::Reply;
use tests::server::Server;

use crate::client;

/// A page with these certificates, and where the next one is.
fn page(ids: &[&str], next: &Value) -> Reply {
    let value: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
    Reply::json(200, &json!({ "value": value, "nextLink": next }))
}

/// The ids on the next page; `None` after the last.
async fn ids(pages: &mut Pages<GetCertificates>) -> Option<Vec<String>> {
    let page = pages.next_page().await.expect("a page, or the end")?;
    Some(page.body.into_items().into_iter().filter_map(|item| item.id).collect())
}

/// A client of a server whose pages tell its own address, which it has only once it listens.
async fn linked(pages: impl FnOnce(&str) -> Vec<Reply>) -> (Server, Client) {
    let server = Server::http_with(pages).await;
    let client = client(&server);
    (server, client)
}

#[tokio::test]
async fn a_list_is_read_to_its_end_whatever_its_pages_hold() {
    let (mut server, client) = linked(|own| {
        vec![
            page(&["a", "b"], &json!(format!("{own}/certificates?api-version=7.0&$skiptoken=1%2F"))),
            page(&[], &json!(format!("{own}/certificates?api-version=7.0&$skiptoken=2"))),
            page(&["c"], &json!("")),
        ]
    })
    .await;
    let mut pages = client.pages(GetCertificates::new().max_results(2));
    assert_eq!(pages.next_link(), None);
    assert_eq!(ids(&mut pages).await.unwrap(), ["a", "b"]);
    assert!(pages.next_link().unwrap().ends_with("skiptoken=1%2F"));
    assert_eq!(ids(&mut pages).await.unwrap(), [""; 0]);
    assert_eq!(ids(&mut pages).await.unwrap(), ["c"]);
    assert_eq!(ids(&mut pages).await, None);
    assert_eq!(ids(&mut pages).await, None);
    let expected = [
        "/certificates?maxresults=2&api-version=2025-07-01",
        "/certificates?api-version=7.0&$skiptoken=1%2F",
        "/certificates?api-version=7.0&$skiptoken=2",
    ];
    for target in expected {
        let request = server.request().await;
        assert_eq!(request.uri(), target);
        assert_eq!(request.headers()["authorization"], "Bearer token");
        assert_eq!(request.headers()["accept"], "application/json");
    }
    assert!(server.waiting_request().is_none());
}

#[tokio::test]
async fn null_and_no_link_at_all_end_a_list() {
    for last in [json!({ "value": [], "nextLink": null }), json!({ "value": [] }), json!({})] {
        let server = Server::http([Reply::json(200, &last)]).await;
        let mut pages = client(&server).pages(GetCertificateIssuers::new());
        assert!(pages.next_page().await.unwrap().is_some());
        assert!(pages.next_page().await.unwrap().is_none(), "{last}");
    }
}

#[tokio::test]
async fn a_list_is_a_stream_of_pages_and_of_items() {
    let three_pages = |own: &str| {
        vec![
            page(&["a", "b"], &json!(format!("{own}/certificates?page=2"))),
            page(&[], &json!(format!("{own}/certificates?page=3"))),
            page(&["c"], &Value::Null),
        ]
    };
    let (_server, client) = linked(three_pages).await;
    let pages = client.pages(GetCertificates::new()).into_stream();
    let counts = pages.map_ok(|page| page.body.into_items().len());
    assert_eq!(counts.try_collect::<Vec<_>>().await.unwrap(), [2, 0, 1]);

    let (mut server, client) = linked(three_pages).await;
    let mut items = pin!(client.pages(GetCertificates::new()).into_items());
    assert_eq!(items.try_next().await.unwrap().unwrap().id.as_deref(), Some("a"));
    assert_eq!(items.try_next().await.unwrap().unwrap().id.as_deref(), Some("b"));
    server.request().await;
    assert!(server.waiting_request().is_none(), "no page is read before it is needed");
    assert_eq!(items.try_next().await.unwrap().unwrap().id.as_deref(), Some("c"));
    assert!(items.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn an_error_ends_a_stream_and_loses_no_item_before_it() {
    let (_server, client) = linked(|own| {
        let link = json!(format!("{own}/certificates?page=2"));
        vec![page(&["a"], &link), Reply::json(404, &json!({ "error": { "code": "Gone" } }))]
    })
    .await;
    let mut items = pin!(client.pages(GetCertificates::new()).into_items());
    assert_eq!(items.try_next().await.unwrap().unwrap().id.as_deref(), Some("a"));
    assert_eq!(items.try_next().await.unwrap_err().status(), Some(StatusCode::NOT_FOUND));
    assert!(items.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn a_list_can_be_resumed_at_a_link() {
    let (mut server, client) = linked(|_| vec![page(&["c"], &Value::Null)]).await;
    let link = format!("{}/certificates?page=2", server.address());
    let mut pages = client.pages(GetCertificates::new()).resume(&link);
    assert_eq!(pages.next_link(), Some(link.as_str()));
    assert_eq!(ids(&mut pages).await.unwrap(), ["c"]);
    assert_eq!(server.request().await.uri(), "/certificates?page=2");
}

#[tokio::test]
async fn a_link_back_is_an_error_and_no_endless_list() {
    let (_server, client) = linked(|own| {
        let link = json!(format!("{own}/certificates?page=2"));
        (0..4).map(|_| page(&["a"], &link)).collect()
    })
    .await;
    let mut pages = client.pages(GetCertificates::new());
    assert!(ids(&mut pages).await.is_some());
    assert!(ids(&mut pages).await.is_some());
    for _ in 0..2 {
        let error = pages.next_page().await.unwrap_err();
        assert!(matches!(error, Error::Request(RequestError::RepeatedLink)), "{error}");
    }
}

#[tokio::test]
async fn a_foreign_link_gets_no_credential() {
    let mut other = Server::http([page(&["stolen"], &Value::Null)]).await;
    let theirs = json!(format!("{}/certificates?page=2", other.address()));
    let server = Server::http([page(&["a"], &theirs)]).await;
    let mut pages = client(&server).pages(GetCertificates::new());
    assert_eq!(ids(&mut pages).await.unwrap(), ["a"]);
    let error = pages.next_page().await.unwrap_err();
    assert!(matches!(error, Error::Request(RequestError::ForeignLink { .. })), "{error}");
    assert!(other.waiting_request().is_none());
}

#[tokio::test]
async fn after_an_error_the_same_page_can_be_asked_for_again() {
    let (_server, client) = linked(|own| {
        vec![
            page(&["a"], &json!(format!("{own}/certificates?page=2"))),
            Reply::json(404, &json!({ "error": { "code": "Gone" } })),
            page(&["b"], &Value::Null),
        ]
    })
    .await;
    let mut pages = client.pages(GetCertificates::new());
    assert_eq!(ids(&mut pages).await.unwrap(), ["a"]);
    assert_eq!(pages.next_page().await.unwrap_err().status(), Some(StatusCode::NOT_FOUND));
    assert_eq!(ids(&mut pages).await.unwrap(), ["b"]);
    assert_eq!(ids(&mut pages).await, None);
}
