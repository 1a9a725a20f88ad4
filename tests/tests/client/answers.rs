//! Answers that are not what the service documents: each is an error that says so, and keeps what came.

use bytes::Bytes;
use generated::azure_batch::certificates::Delete;
use generated::client::Client;
use generated::rt::{Error, ResponseError, ResponseFault};
use http::Response;
use serde_json::json;
use tests::reply::{Pieces, Reply};
use tests::server::Server;

use crate::{THUMBPRINT, client, get};

const PAGE: &str = "<html><title>502 Bad Gateway</title></html>";

/// What becomes of a reply to Get.
async fn read(reply: Reply) -> ResponseError {
    let server = Server::http([reply]).await;
    match client(&server).send(&get()).await {
        Err(Error::Response(error)) => *error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_body_that_is_not_the_promised_json() {
    let cases = [
        (Reply::empty(404), "404 Not Found: the body is empty where JSON was promised"),
        (Reply::empty(200), "200 OK: the body is empty where JSON was promised"),
        (
            Reply::text(500, "text/html", PAGE),
            "500 Internal Server Error: the body is not JSON but `text/html`; did something between you and the service answer?",
        ),
        (
            Reply::text(200, "text/html; charset=utf-8", PAGE),
            "200 OK: the body is not JSON but `text/html; charset=utf-8`; did something between you and the service answer?",
        ),
        (
            Reply::text(404, "application/json", r#"{"code": "CertificateNot"#),
            "404 Not Found: the body is not what was promised: code: EOF while parsing a string (line 1, column 24)",
        ),
        (
            Reply::text(200, "application/json", PAGE),
            "200 OK: the body is not what was promised: expected value (line 1, column 1)",
        ),
        (
            Reply::json(200, &json!({ "deleteCertificateError": { "values": [{ "name": 7 }] } })),
            "200 OK: the body is not what was promised: deleteCertificateError.values[0].name: expected a string (line 1, column 46)",
        ),
        (
            Reply::json(404, &json!("gone")),
            "404 Not Found: the body is not what was promised: expected an object (line 1, column 6)",
        ),
    ];
    for (reply, message) in cases {
        assert_eq!(read(reply).await.to_string(), message);
    }
}

#[tokio::test]
async fn what_came_is_kept() {
    let error = read(Reply::text(500, "text/html", PAGE)).await;
    assert_eq!((error.status.as_u16(), &error.body[..]), (500, PAGE.as_bytes()));
    assert_eq!(error.headers["content-type"], "text/html");
    assert_eq!(error.fault, ResponseFault::ContentType("text/html".to_owned()));
}

#[tokio::test]
async fn a_success_that_the_page_does_not_list() {
    for status in [201, 202, 204, 206] {
        let error = read(Reply::empty(status)).await;
        assert_eq!((error.fault, error.status.as_u16()), (ResponseFault::UndocumentedStatus, status));
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let mut elsewhere = Server::http([Reply::empty(200)]).await;
    for status in [301, 302, 303, 307, 308] {
        let head = Response::builder().status(status).header("location", elsewhere.address());
        let error = read(head.body(Pieces::whole("")).unwrap().into()).await;
        assert_eq!(error.fault, ResponseFault::UndocumentedStatus);
        assert_eq!(error.headers["location"], elsewhere.address());
    }
    assert!(elsewhere.waiting_request().is_none(), "a token must not go elsewhere");
}

#[tokio::test]
async fn what_an_answer_without_a_documented_body_holds_is_ignored() {
    let server = Server::http([Reply::text(202, "text/html", PAGE), Reply::empty(202)]).await;
    for length in [PAGE.len(), 0] {
        let response = client(&server).send(&Delete::new("sha1", THUMBPRINT)).await.unwrap();
        assert_eq!(response.raw_body.len(), length);
    }
}

#[tokio::test]
async fn promised_headers_may_be_missing_or_wrong() {
    let head =
        Response::builder().status(202).header("request-id", "not a uuid").header("ETag", &b"\"\xff\""[..]);
    let server = Server::http([Reply::from(head.body(Pieces::whole("")).unwrap())]).await;
    let response = client(&server).send(&Delete::new("sha1", THUMBPRINT)).await.unwrap();
    let request_id = response.headers.request_id.unwrap();
    assert_eq!(request_id.as_str(), "not a uuid");
    assert!(request_id.to_u128().is_err());
    assert_eq!(response.headers.etag.as_deref(), Some("\"\u{fffd}\""));
    assert_eq!(response.headers.last_modified, None);
    assert_eq!(response.headers.client_request_id, None);
}

#[tokio::test]
async fn a_body_above_the_limit_is_not_read() {
    let body = json!({ "url": "x".repeat(100) }).to_string();
    let size = body.len();
    let whole = || Reply::text(200, "application/json", body.clone());
    let chunked = || {
        let pieces = body.as_bytes().chunks(7).map(Bytes::copy_from_slice);
        Reply::from(Response::new(Pieces::chunked(pieces)))
    };
    // What is announced is refused without waiting for it.
    let announced = || Reply::from(Response::new(Pieces::stalled("", usize::MAX / 2)));
    let cases = [
        (whole(), size, None),
        (chunked(), size, None),
        (whole(), size - 1, Some(size - 1)),
        (chunked(), size - 1, Some(size - 1)),
        (announced(), size, Some(size)),
        (announced(), 0, Some(0)),
    ];
    for (reply, max, limit) in cases {
        let server = Server::http([reply]).await;
        let client = Client::builder(server.endpoint()).max_response_bytes(max).build().unwrap();
        match (client.send(&get()).await, limit) {
            (Ok(response), None) => assert_eq!(response.raw_body.len(), size),
            (Err(Error::Response(error)), Some(limit)) => {
                assert_eq!(error.fault, ResponseFault::TooLarge { limit });
                assert_eq!((error.status.as_u16(), error.body.len()), (200, 0));
            }
            (other, _) => panic!("{other:?}"),
        }
    }
}
