//! A mock under bytes that are no request, or one that no client would send: it is there for this machine alone, and stays.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use generated::azure_key_vault::certificates::{CreateCertificate, DeleteCertificate};
use generated::rt::server::receive;
use generated::rt::{Endpoint, Operation as _};
use tests::hostile;
use tests::specimen::dice::Dice;

use super::vault;

/// How many connections throw bytes at the mock.
const CONNECTIONS: usize = 300;

/// Sends bytes by hand, and returns what comes back before the connection ends or says nothing more.
fn thrown(endpoint: &Endpoint, bytes: &[u8]) -> Vec<u8> {
    let port = endpoint.port().expect("a mock has a port");
    let mut stream = TcpStream::connect((endpoint.host(), port)).expect("the mock listens");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a lawful time");
    // It may have had enough before all is written.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    answer
}

/// Something between a request and noise.
fn noise(dice: &mut Dice) -> Vec<u8> {
    let method = *dice.pick(&["GET", "POST", "PUT", "DELETE", "PATCH", "CONNECT", "\u{1}", "PRI"]);
    let target = format!("/certificates/{}?{}", hostile::value(dice), hostile::value(dice));
    let target = if dice.chance(50) { target.replace([' ', '\r', '\n'], "") } else { target };
    let length = *dice.pick(&["0", "5", "-1", "18446744073709551615", "5, 6", "x"]);
    let framing = *dice.pick(&["content-length", "transfer-encoding", "x-other"]);
    let mut bytes = format!(
        "{method} {target} HTTP/1.1\r\nhost: {}\r\n{framing}: {length}\r\ncontent-type: application/json\r\n\r\n{}",
        hostile::value(dice),
        hostile::value(dice),
    )
    .into_bytes();
    for _ in 0..dice.below(4) {
        let at = dice.below(bytes.len());
        bytes[at] = dice.byte();
    }
    bytes
}

#[tokio::test]
async fn whatever_bytes_come_the_next_client_is_answered() {
    let (mock, client) = vault();
    let mut dice = Dice::new(7);
    for _ in 0..CONNECTIONS {
        let bytes = noise(&mut dice);
        let answer = thrown(&mock.endpoint(), &bytes);
        assert!(
            answer.is_empty() || answer.starts_with(b"HTTP/1.1 "),
            "{:?}",
            answer.escape_ascii().to_string()
        );
    }
    let answer = client.send(&DeleteCertificate::new("nut")).await;
    assert!(answer.is_ok(), "{answer:?}");
}

#[test]
fn a_body_without_end_is_not_kept() {
    let (mock, _) = vault();
    let head = "POST /certificates/nut/create?api-version=7.0 HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n";
    let large = vec![b' '; 65 * 1024 * 1024];
    let head = format!("{head}content-length: {}\r\n\r\n", large.len());
    assert_eq!(thrown(&mock.endpoint(), &[head.as_bytes(), &large].concat()), b"");
    assert!(mock.requests().is_empty());
}

#[test]
fn only_this_machine_reaches_it() {
    let (mock, _) = vault();
    assert!(mock.endpoint().is_loopback() && !mock.endpoint().is_https());
    assert_eq!(mock.endpoint().host(), "127.0.0.1");
    // Who listens everywhere listens here as well.
    let port = mock.endpoint().port().expect("a mock has a port");
    assert!(TcpStream::connect(("127.0.0.2", port)).is_err());
}

/// What is received of any request is one that a client sends, or nothing is.
#[test]
fn what_is_received_of_hostile_requests_can_be_sent() {
    let mut dice = Dice::new(8);
    let mut received = 0;
    for _ in 0..20_000 {
        let target = format!(
            "/certificates/{}/create?api-version=7.0&{}",
            hostile::value(&mut dice),
            hostile::value(&mut dice)
        );
        let request =
            http::Request::builder().method("POST").uri(target).header("content-type", "application/json");
        let body = if dice.chance(70) { "{}".to_owned() } else { hostile::value(&mut dice) };
        let Ok(request) = request.body(bytes::Bytes::from(body)) else { continue };
        if let Ok(operation) = receive::<CreateCertificate, _>(&request) {
            received += 1;
            let endpoint = Endpoint::new("https://a.example").expect("an address").with_api_version("7.0");
            let sent = operation.request(&endpoint).expect("what is received can be sent");
            assert_eq!(sent.uri().path().matches('/').count(), 3, "{}", sent.uri());
        }
    }
    assert!(received > 500, "{received}");
}
