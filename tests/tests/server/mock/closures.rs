//! What a mock answers that was told something.

use std::time::Duration;

use generated::azure_batch::certificates::Add;
use generated::azure_key_vault::KeyVaultError;
use generated::azure_key_vault::certificates::{
    DeleteCertificate, GetCertificate, GetCertificates, RestoreCertificate,
};
use generated::client::{Client, Credential};
use generated::mock::{self, Mock, Reply};
use generated::rt::retry::RetryPolicy;
use generated::rt::{Error, Nullable, Page as _, Response, ServiceError, StatusCode};
use http::header::RETRY_AFTER;
use tokio::time::timeout;

use super::{TOKEN, vault};

#[tokio::test]
async fn a_closure_sees_the_operation_and_answers_in_types() {
    let (mock, client) = vault();
    mock.on(|get: &GetCertificate, seen| {
        let mut answer = mock::sample::<GetCertificate>();
        answer.body.id = Some(format!("{} {}", get.certificate_name, seen.earlier));
        answer
    });
    for expected in ["nut 0", "nut 1"] {
        let answer = client.send(&GetCertificate::new("nut")).await.expect("a success");
        assert_eq!(answer.body.id.as_deref(), Some(expected));
    }
    let answer =
        client.send(&DeleteCertificate::new("nut")).await.expect("others are answered by their page");
    assert_eq!(answer.body, mock::sample::<DeleteCertificate>().body);
}

#[tokio::test]
async fn a_fault_is_the_services_own() {
    let (mock, client) = vault();
    mock.on(|get: &GetCertificate, _| {
        if get.certificate_name == "nut" {
            let mut fault = KeyVaultError::default();
            fault.unknown_fields.insert("hint", "bolt".into());
            Reply::from(ServiceError::new(StatusCode::CONFLICT, fault))
        } else {
            mock::sample::<GetCertificate>().into()
        }
    });
    match client.send(&GetCertificate::new("nut")).await {
        Err(Error::Service(error)) => {
            assert_eq!(error.status, StatusCode::CONFLICT);
            assert_eq!(error.fault.unknown_fields.get("hint"), Some(&"bolt".into()));
        }
        other => panic!("{other:?}"),
    }
    assert!(client.send(&GetCertificate::new("bolt")).await.is_ok());
}

/// What a consumer wants to know of its own program: that it goes on after the server was busy.
#[tokio::test]
async fn a_client_tries_again_when_the_mock_is_busy() {
    let mock = Mock::start(generated::azure_key_vault::SERVICE).expect("a free port");
    mock.on(|_: &DeleteCertificate, seen| match seen.earlier {
        0 => Reply::refuse(429, "Throttled", "Later.").with_header(RETRY_AFTER.as_str(), "0"),
        1 => Reply::broken(),
        _ => mock::sample::<DeleteCertificate>().into(),
    });
    let builder = Client::builder(mock.endpoint()).credential(Credential::bearer("token"));
    let client = builder.retry(RetryPolicy::default()).build().expect("a token that can be sent");
    assert!(client.send(&DeleteCertificate::new("nut")).await.is_ok());
    assert_eq!(mock.requests().len(), 3);
}

#[tokio::test]
async fn a_broken_connection_is_one() {
    let (mock, client) = vault();
    mock.on(|_: &RestoreCertificate, _| Reply::broken());
    let backup = generated::azure_key_vault::certificates::CertificateRestoreParameters::new("AAAA");
    let error = client.send(&RestoreCertificate::new(backup)).await.expect_err("nothing comes");
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[tokio::test]
async fn an_answer_may_be_anything() {
    let (mock, client) = vault();
    mock.on(|_: &GetCertificate, _| Reply::raw(http::Response::new("<html>")));
    let error = client.send(&GetCertificate::new("nut")).await.expect_err("no JSON");
    assert!(matches!(error, Error::Response(_)), "{error:?}");
}

#[tokio::test]
async fn lists_go_on_at_the_mock() {
    let (mock, client) = vault();
    let here = mock.endpoint();
    mock.on(move |_: &GetCertificates, seen| {
        let mut answer = mock::sample::<GetCertificates>();
        answer.body.next_link = match seen.target.query() {
            Some(query) if query.contains("skiptoken") => Nullable::Null,
            _ => Nullable::Value(format!("{here}/certificates?api-version=7.0&$skiptoken=2")),
        };
        Reply::body(answer.body)
    });
    let mut pages = client.pages(GetCertificates::new());
    let mut links = Vec::new();
    while let Some(page) = pages.next_page().await.expect("a page") {
        links.push(page.body.next_link().is_some());
    }
    assert_eq!(links, [true, false]);
}

/// Whoever waits is let go when the mock is dropped, and nothing listens any more.
#[tokio::test]
async fn a_late_answer_ends_with_its_mock() {
    let (mock, client) = vault();
    mock.on(|_: &DeleteCertificate, _| {
        Reply::from(mock::sample::<DeleteCertificate>()).after(Duration::from_secs(3600))
    });
    let delete = DeleteCertificate::new("nut");
    let mut call = Box::pin(client.send(&delete));
    while mock.requests().is_empty() {
        let early = timeout(Duration::from_millis(10), &mut call).await;
        assert!(early.is_err(), "{early:?}");
    }
    drop(mock);
    let error = call.await.expect_err("the connection breaks");
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!(client.send(&delete).await.is_err(), "nobody listens");
}

#[tokio::test]
async fn typed_headers_come_typed() {
    let (mock, client) = super::start(generated::azure_batch::SERVICE);
    mock.on(|add: &Add, _| {
        let mut headers = mock::sample::<Add>().headers;
        headers.client_request_id = add.client_request_id.clone();
        headers.data_service_id = Some("the new one".to_owned());
        Response::new(StatusCode::CREATED, headers, ())
    });
    let certificate = mock_certificate();
    let answer = client.send(&Add::new(certificate).client_request_id("7")).await.expect("a success");
    assert_eq!(answer.headers.client_request_id.as_ref().map(generated::rt::Uuid::as_str), Some("7"));
    assert_eq!(answer.headers.data_service_id.as_deref(), Some("the new one"));
}

fn mock_certificate() -> generated::azure_batch::certificates::CertificateAddParameter {
    generated::azure_batch::certificates::CertificateAddParameter::new("AAAA", "01", "sha1")
}

#[tokio::test]
async fn a_mock_shows_what_it_was_asked_and_is_gone_when_it_is_dropped() {
    let (mock, client) = vault();
    client.send(&GetCertificate::new("nut")).await.expect("a success");
    let shown = format!("{mock:?}");
    assert!(
        shown.contains("Desk {") && shown.contains("/certificates/nut") && !shown.contains(TOKEN),
        "{shown}"
    );
    let port = mock.endpoint().port().expect("one of its own");
    drop(mock);
    assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err());
}
