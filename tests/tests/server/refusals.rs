//! Requests that are none, and what a server says of them.

use generated::azure_batch::certificates::{Add, Get};
use generated::azure_key_vault::certificates::{DeleteCertificate, GetCertificate};
use generated::azure_key_vault::{SERVICE, contacts::SetCertificateContacts};
use generated::rt::server::{self, Receive, RequestFault};
use generated::rt::{Method, StatusCode};
use http::Request;

fn request(line: &str) -> Request<String> {
    let (method, target) = line.split_once(' ').unwrap();
    Request::builder().method(method).uri(target).body(String::new()).unwrap()
}

fn with_body(line: &str, content_type: &str, body: &str) -> Request<String> {
    let mut request = request(line).map(|_| body.to_owned());
    request.headers_mut().insert("content-type", content_type.parse().unwrap());
    request
}

fn fault<O: Receive + std::fmt::Debug>(request: &Request<String>) -> (u16, String) {
    let fault = server::receive::<O, _>(request).unwrap_err();
    (fault.status().as_u16(), fault.to_string())
}

const GET: &str = "GET /certificates(thumbprintAlgorithm=sha1,thumbprint=01)";

#[test]
fn a_request_for_something_else_is_not_found() {
    let cases = [
        ("GET /certificates?api-version=2024-07-01.20.0", 404, "no operation has this path"),
        (
            "POST /certificates(thumbprintAlgorithm=a,thumbprint=b)?api-version=2024-07-01.20.0",
            405,
            "this path has no such method, but GET",
        ),
    ];
    for (line, status, message) in cases {
        assert_eq!(fault::<Get>(&request(line)), (status, message.to_owned()), "{line}");
    }
}

#[test]
fn values_are_what_they_should_be() {
    let cases = [
        ("", "query parameter `api-version` is missing"),
        ("?api-version=1&api-version=1", "query parameter `api-version` is there more than once"),
        (
            "?api-version=2024-07-01.20.0&timeout=soon",
            "query parameter `timeout`: expected an integer of 32 bits",
        ),
        (
            "?api-version=2024-07-01.20.0&timeout=1&timeout=1",
            "query parameter `timeout` is there more than once",
        ),
        ("?api-version=2024-07-01.20.0&%24select=%ff", "query parameter `$select`: expected UTF-8"),
    ];
    for (query, message) in cases {
        assert_eq!(fault::<Get>(&request(&format!("{GET}{query}"))), (400, message.to_owned()), "{query}");
    }
    let mut twice = request(&format!("{GET}?api-version=2024-07-01.20.0"));
    twice.headers_mut().append("ocp-date", "a".parse().unwrap());
    twice.headers_mut().append("ocp-date", "b".parse().unwrap());
    assert_eq!(fault::<Get>(&twice), (400, "header `ocp-date` is there more than once".to_owned()));
}

#[test]
fn what_would_not_be_sent_is_not_received() {
    let contacts = request("DELETE /certificates/contacts?api-version=7.0");
    let (status, message) = fault::<DeleteCertificate>(&contacts);
    assert!(status == 400 && message.contains("`/certificates/contacts`"), "{message}");
    for dots in [".", "..", "%2e", "%2E%2e"] {
        let up = request(&format!("DELETE /certificates/{dots}?api-version=7.0"));
        let (status, message) = fault::<DeleteCertificate>(&up);
        assert!(status == 400 && message.contains("`certificate-name`"), "{message}");
    }
    let (status, message) = fault::<DeleteCertificate>(&request("DELETE /certificates/nut?api-version=6.0"));
    assert!(status == 400 && message.contains("7.0, 2025-07-01"), "{message}");
}

#[test]
fn bodies_are_json_of_their_type() {
    let line = "PUT /certificates/contacts?api-version=7.0";
    let cases = [
        ("application/json", "", 400, "the body is empty where JSON is expected"),
        ("text/html", "{}", 415, "the body is not JSON but `text/html`"),
        (
            "application/json",
            r#"{ "contacts": [{ "email": 7 }] }"#,
            400,
            "the body is not what was expected: contacts[0].email: expected a string (line 1, column 27)",
        ),
    ];
    for (content_type, body, status, message) in cases {
        let found = fault::<SetCertificateContacts>(&with_body(line, content_type, body));
        assert_eq!(found, (status, message.to_owned()));
    }
}

#[test]
fn a_refusal_shows_no_secret() {
    let line = "POST /certificates?api-version=2024-07-01.20.0&timeout=canary";
    let body =
        r#"{ "thumbprint": "a", "thumbprintAlgorithm": "sha1", "data": "canary", "password": ["canary"] }"#;
    for line in [line, line.strip_suffix("&timeout=canary").unwrap()] {
        let fault = server::receive::<Add, _>(&with_body(line, "application/json", body)).unwrap_err();
        assert!(!format!("{fault} {fault:?}").contains("canary"), "{fault:?}");
    }
}

#[test]
fn a_service_finds_the_operation_of_a_path() {
    let route = |method: Method, path: &str| SERVICE.route(&method, path).map(|route| route.info.name);
    let name = |of: &str| Ok::<&'static str, RequestFault>(["azure_key_vault.", of].concat().leak());
    assert_eq!(route(Method::GET, "/certificates/contacts"), name("contacts.GetCertificateContacts"));
    assert_eq!(route(Method::GET, "/certificates/nut"), name("certificates.GetCertificate"));
    assert_eq!(route(Method::GET, "/certificates/nut/7"), name("certificates.GetCertificate"));
    assert_eq!(route(Method::GET, "/certificates/nut/versions"), name("certificates.GetCertificateVersions"));
    assert_eq!(route(Method::GET, "/keys"), Err(RequestFault::NoOperation));
    let allowed = vec![Method::GET, Method::PUT, Method::DELETE, Method::PATCH];
    assert_eq!(route(Method::POST, "/certificates/contacts"), Err(RequestFault::Method { allowed }));
}

#[test]
fn what_may_be_left_out_of_a_path_is_absent() {
    let newest = |line: &str| server::receive::<GetCertificate, _>(&request(line)).unwrap();
    for line in ["GET /certificates/nut?api-version=7.0", "GET /certificates/nut/?api-version=7.0"] {
        assert_eq!(newest(line), GetCertificate::new("nut"));
    }
    let old = newest("GET /certificates/nut/7?api-version=7.0&unheard-of=1");
    assert_eq!(old, GetCertificate::new("nut").certificate_version("7"));
    assert_eq!(RequestFault::NoOperation.status(), StatusCode::NOT_FOUND);
}
