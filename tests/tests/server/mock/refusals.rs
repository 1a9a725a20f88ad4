//! What a mock says to those who ask for what there is not, and what it keeps to itself.

use std::panic::catch_unwind;

use generated::azure_batch::certificates::Get;
use generated::azure_key_vault::certificates::{CreateCertificate, DeleteCertificate};
use generated::mock::Reply;
use generated::rt::{Error, Fault as _, Operation, StatusCode};
use http::Request;

use super::pages::exchange;
use super::{TOKEN, vault};

/// What the service's own error says in an answer.
fn told(head: &str, body: Vec<u8>) -> (u16, String, String) {
    let status: u16 = head[9..12].parse().expect("a status");
    let answer = http::Response::builder().status(status).header("content-type", "application/json");
    match DeleteCertificate::response(answer.body(body.into()).expect("lawful headers")) {
        Err(Error::Service(error)) => {
            let text = |text: Option<&str>| text.expect("the mock says what is wrong").to_owned();
            (status, text(error.fault.code()), text(error.fault.message()))
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_no_page_has_is_refused_in_the_services_words() {
    let (mock, _) = vault();
    let cases = [
        ("GET", "/keys?api-version=7.0", 404, "NoSuchOperation", "mock: no operation has this path"),
        (
            "POST",
            "/certificates/nut/policy?api-version=7.0",
            405,
            "MethodNotAllowed",
            "mock: this path has no such method, but GET, PATCH",
        ),
        (
            "DELETE",
            "/certificates/nut",
            400,
            "MissingValue",
            "mock: query parameter `api-version` is missing",
        ),
    ];
    for (method, target, status, code, message) in cases {
        let request = Request::builder().method(method).uri(target).body(()).expect("a lawful request");
        let (head, body) = exchange(&mock.endpoint(), &request);
        assert_eq!(told(&head, body), (status, code.to_owned(), message.to_owned()), "{method} {target}");
    }
    let operations: Vec<_> = mock.requests().iter().map(|seen| seen.operation.is_some()).collect();
    assert_eq!(operations, [false, false, true]);
}

#[tokio::test]
async fn a_closure_that_panics_tells_its_caller() {
    let (mock, client) = vault();
    mock.on(|delete: &DeleteCertificate, _| -> Reply<DeleteCertificate> {
        panic!("nobody deletes {}", delete.certificate_name)
    });
    for _ in 0..2 {
        let error = client.send(&DeleteCertificate::new("nut")).await.expect_err("a panic is no answer");
        assert_eq!(error.status(), Some(StatusCode::NOT_IMPLEMENTED));
        assert!(error.to_string().contains("nobody deletes nut"), "{error}");
    }
}

#[test]
fn an_operation_of_another_service_is_found_out_at_once() {
    let told = catch_unwind(|| {
        let (mock, _) = vault();
        mock.on(|_: &Get, _| Reply::broken());
    });
    let told = told.expect_err("the vault has no such operation");
    let told = told.downcast_ref::<String>().expect("a message");
    assert!(told.contains("azure_batch.certificates.Get"), "{told}");
}

#[tokio::test]
async fn what_came_is_kept_and_credentials_are_not_shown() {
    let (mock, client) = vault();
    let create = CreateCertificate::new(
        "nut",
        generated::azure_key_vault::certificates::CertificateCreateParameters::new(),
    );
    assert!(client.send(&create).await.is_ok());
    let [seen] = mock.requests().try_into().expect("one request came");
    assert_eq!(seen.read::<CreateCertificate>().expect("it is one"), create);
    assert_eq!(seen.headers["authorization"], format!("Bearer {TOKEN}"));
    let shown = format!("{seen:?} {mock:?}");
    assert!(!shown.contains(TOKEN) && shown.contains("/certificates/nut/create"), "{shown}");
}
