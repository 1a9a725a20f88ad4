//! What a mock answers that was told nothing: the samples of the pages.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use generated::azure_key_vault::certificates::{DeleteCertificate, GetDeletedCertificates};
use generated::mock;
use generated::rt::server::{self, Service};
use generated::rt::{Endpoint, Operation as _, Page as _};
use tests::pages::page_sample;
use tokio::runtime::Builder;

use super::super::{Visitor, Whole, services, shown};
use super::{start, vault};

/// Sends what each page shows, and holds that what it shows comes back.
struct Pages;

impl Visitor for Pages {
    fn visit<O: Whole>(&mut self, service: &Service) {
        let (mock, client) = start(*service);
        let operation: O = server::receive(&shown(&O::SAMPLES[0])).expect("a request for the operation");
        let sent = Builder::new_current_thread().enable_all().build().expect("this machine has threads");
        let response = sent.block_on(client.send(&operation));
        let response = response.unwrap_or_else(|error| panic!("{}: {error}", O::INFO.name));
        assert_eq!(response.status, O::SAMPLES[0].status);
        assert_eq!(response.body, mock::sample::<O>().body);
        let names: Vec<_> = mock.requests().iter().map(|seen| seen.operation).collect();
        assert_eq!(names, [Some(O::INFO.name)]);
    }
}

#[test]
fn each_operation_is_answered_as_its_page_shows() {
    services::each(&mut Pages);
}

#[test]
fn a_list_of_a_page_is_whole() {
    let page = page_sample("azure-key-vault/certificates", "GetDeletedCertificates");
    assert!(
        page.answer.is_some_and(|answer| answer["nextLink"].is_string()),
        "it has a link to another host"
    );
    assert_eq!(mock::sample::<GetDeletedCertificates>().body.next_link(), None);
}

/// The mock needs no runtime of its caller's, who may wait as long as it takes.
#[test]
fn a_blocking_program_is_answered() {
    let (mock, _) = vault();
    let request = DeleteCertificate::new("nut").request(&mock.endpoint()).expect("a lawful name");
    let (head, body) = exchange(&mock.endpoint(), &request);
    let answer = http::Response::builder().status(200).header("content-type", "application/json");
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
    let answer = DeleteCertificate::response(answer.body(body.into()).expect("lawful headers"));
    assert_eq!(answer.expect("a success").body, mock::sample::<DeleteCertificate>().body);
}

/// Sends a request without a body by hand, and reads head and body of the answer to the end of the connection.
pub fn exchange<B>(endpoint: &Endpoint, request: &http::Request<B>) -> (String, Vec<u8>) {
    let port = endpoint.port().expect("a mock has a port");
    let mut stream = TcpStream::connect((endpoint.host(), port)).expect("the mock listens");
    let (method, target) = (request.method(), request.uri().path_and_query().expect("a target"));
    let head = format!("{method} {target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).expect("the mock reads");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("the mock answers");
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("the head has an end");
    let body = answer.split_off(end + 4);
    (String::from_utf8_lossy(&answer).into_owned(), body)
}
