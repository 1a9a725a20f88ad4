//! A value is sent as that value in its place, or refused by the name of its parameter: there is nothing third.

use std::collections::BTreeMap;

use generated::azure_batch::certificates::Get;
use generated::rt::{Operation as _, OperationInfo, Request, RequestError};
use http::HeaderValue;
use http_body_util::Full;
use hyper_util::rt::TokioIo;
use percent_encoding::percent_decode_str;
use tests::hostile;
use tests::specimen::dice::Dice;
use tokio::io::AsyncReadExt as _;
use tokio::net::{TcpListener, TcpStream};
use url::Url;

use crate::positions::{Part, Position, endpoint, positions};

/// A request taken apart again, by other means than it was put together.
#[derive(Debug, PartialEq)]
struct Parts {
    method: String,
    origin: String,
    path: Vec<(String, String)>,
    query: Vec<(String, String)>,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Parts {
    fn of(request: &Request, info: &OperationInfo) -> Self {
        let uri = request.uri();
        assert!(uri.to_string().bytes().all(|byte| byte.is_ascii_graphic()), "{uri}");
        let headers = request.headers().iter();
        let headers: BTreeMap<_, _> =
            headers.map(|(name, value)| (name.to_string(), text_of(value))).collect();
        assert_eq!(headers.len(), request.headers().len(), "no header comes twice");
        Self {
            method: request.method().to_string(),
            origin: format!("{:?} {:?}", uri.scheme(), uri.authority()),
            path: path_values(&format!("/base{}", info.path), uri.path()),
            query: query_values(uri.query().expect("an api-version at least")),
            headers,
            body: request.body().bytes().to_vec(),
        }
    }

    /// What the server finds at a position.
    fn value(&self, position: &Position) -> Option<&str> {
        let among = |pairs: &'_ [(String, String)]| pairs.iter().position(|(name, _)| name == position.name);
        match position.part {
            Part::Path => among(&self.path).map(|at| self.path[at].1.as_str()),
            Part::Query => among(&self.query).map(|at| self.query[at].1.as_str()),
            Part::Header => self.headers.get(position.name).map(String::as_str),
        }
    }

    /// The same with another value at a position.
    fn with(mut self, position: &Position, value: &str) -> Self {
        let replace = |pairs: &mut Vec<(String, String)>| {
            let found = pairs.iter_mut().find(|(name, _)| name == position.name);
            value.clone_into(&mut found.expect("the position is in the request").1);
        };
        match position.part {
            Part::Path => replace(&mut self.path),
            Part::Query => replace(&mut self.query),
            Part::Header => drop(self.headers.insert(position.name.to_owned(), value.to_owned())),
        }
        self
    }
}

fn text_of(value: &HeaderValue) -> String {
    value.to_str().expect("visible ASCII").to_owned()
}

/// The values of a path, decoded. Its literals must be there to the letter, and a value holds nothing reserved.
fn path_values(template: &str, path: &str) -> Vec<(String, String)> {
    let mut values = Vec::new();
    let (mut template, mut path) = (template, path);
    while let Some((literal, rest)) = template.split_once('{') {
        path = path.strip_prefix(literal).unwrap_or_else(|| panic!("`{literal}` is missing in {path}"));
        let (name, rest) = rest.split_once('}').expect("a variable ends");
        let end = path.find(|c: char| !(c.is_ascii_alphanumeric() || "-._~%".contains(c)));
        let (value, after) = path.split_at(end.unwrap_or(path.len()));
        values.push((name.to_owned(), decoded(value)));
        (template, path) = (rest, after);
    }
    assert_eq!(path, template);
    values
}

fn query_values(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').map(|pair| pair.split_once('=').expect("a name and a value"));
    pairs.map(|(name, value)| (decoded(name), decoded(value))).collect()
}

/// Decodes percent signs as RFC 3986 has it; a plus sign, which some take for a space, must not be there.
fn decoded(text: &str) -> String {
    assert!(!text.contains('+'), "{text}");
    percent_decode_str(text).decode_utf8().expect("UTF-8").into_owned()
}

/// How many values are tried, those by chance included.
const VALUES: usize = 100_000;

#[test]
fn hostile_values_stay_in_their_places_or_are_refused_by_name() {
    let positions = positions();
    assert!(positions.len() > 40, "{} places", positions.len());
    let mut dice = Dice::new(1);
    let mut tried = 0;
    for position in &positions {
        let plain = position.request("plain").expect("a plain value");
        let chance = VALUES.div_ceil(positions.len()) - hostile::values().len();
        let by_chance: Vec<String> = (0..chance).map(|_| hostile::value(&mut dice)).collect();
        for value in hostile::values().into_iter().chain(by_chance) {
            hold(position, &plain, &value);
            tried += 1;
        }
    }
    assert!(tried >= VALUES, "{tried} values were tried");
}

/// One value in one place: sent there and nowhere else, or refused by its name.
fn hold(position: &Position, plain: &Request, value: &str) {
    let place = || format!("{}: {:?}", position.shown(), value.chars().take(40).collect::<String>());
    match position.request(value) {
        Ok(request) => {
            assert!(!must_be_refused(position.part, value), "{}", place());
            let parts = Parts::of(&request, &position.info);
            assert_eq!(parts.value(position), Some(value), "{}", place());
            assert_eq!(parts, Parts::of(plain, &position.info).with(position, value), "{}", place());
            hold_by_the_standard(position, &request, value, &place());
        }
        Err(error) => {
            assert!(must_be_refused(position.part, value), "{}: {error}", place());
            check_refusal(position, value, &error, &place());
        }
    }
}

/// The same by the parser of browsers, which is nobody's here: host and number of segments stay, and the value is found.
fn hold_by_the_standard(position: &Position, request: &Request, value: &str, place: &str) {
    let url = Url::parse(&request.uri().to_string()).unwrap_or_else(|error| panic!("{place}: {error}"));
    assert_eq!(
        (url.scheme(), url.host_str(), url.port()),
        ("https", Some("service.example"), Some(8443)),
        "{place}"
    );
    assert_eq!((url.username(), url.password(), url.fragment()), ("", None, None), "{place}");
    // What it had to resolve or to escape would be another address than the one that is sent.
    assert_eq!(url.as_str(), request.uri().to_string(), "{place}");
    let slashes = "/base".matches('/').count() + position.info.path.matches('/').count();
    assert_eq!(url.path().matches('/').count(), slashes, "{place}");
    if position.part == Part::Query {
        let found: Vec<_> = url.query_pairs().filter(|(name, _)| name == position.name).collect();
        assert_eq!(found.len(), 1, "{place}");
        assert_eq!(found[0].1, value, "{place}");
    }
}

/// One of so many is sent over a connection, to somebody who reads lines.
const SENT: usize = 2_000;

/// What a server reads of the bytes that come is one head, whose lines are those of the request and no others.
#[tokio::test]
async fn hostile_values_add_no_line_to_what_is_sent() {
    let positions = positions();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
    let mut dice = Dice::new(2);
    let mut sent = 0;
    let mut at = 0;
    while sent < SENT {
        at += 1;
        let position = &positions[at % positions.len()];
        let value = hostile::value(&mut dice);
        let Ok(request) = position.request(&value) else { continue };
        let (method, target) =
            (request.method().clone(), request.uri().path_and_query().expect("a path").clone());
        let mut wanted: Vec<String> = vec![format!("{method} {target} HTTP/1.1")];
        for (name, value) in request.headers() {
            wanted.push(format!("{name}: {}", text_of(value)));
        }
        let mut lines = arrived(&listener, request).await;
        assert_eq!(lines.remove(0), wanted.remove(0), "{}: {value:?}", position.shown());
        lines.retain(|line| !line.starts_with("content-length: "));
        wanted.retain(|line| !line.starts_with("content-length: "));
        lines.sort();
        wanted.sort();
        assert_eq!(lines, wanted, "{}: {value:?}", position.shown());
        sent += 1;
    }
}

/// Sends a request as any program would, and returns the lines of the head that comes out at the other end.
async fn arrived(listener: &TcpListener, request: Request) -> Vec<String> {
    let address = listener.local_addr().expect("a listener has an address");
    let sending = async {
        let stream = TcpStream::connect(address).await.expect("it listens");
        let (mut sender, connection) =
            hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.expect("HTTP/1.1");
        let (mut head, body) = request.into_parts();
        head.uri = head.uri.path_and_query().expect("a path").as_str().parse().expect("a target");
        let request = http::Request::from_parts(head, Full::new(body.bytes().clone()));
        let (_, _) = tokio::join!(connection, sender.send_request(request));
    };
    let reading = async {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let mut bytes = Vec::new();
        while !bytes.windows(4).any(|four| four == b"\r\n\r\n") {
            assert!(stream.read_buf(&mut bytes).await.expect("bytes") > 0, "the head ends");
        }
        bytes
    };
    let ((), bytes) = tokio::join!(sending, reading);
    let text = String::from_utf8(bytes).expect("ASCII");
    let (head, _) = text.split_once("\r\n\r\n").expect("the head ends");
    head.split("\r\n").map(str::to_owned).collect()
}

/// What cannot be sent as it is: some servers drop or resolve a segment, cut or join a header, or end a line.
fn must_be_refused(part: Part, value: &str) -> bool {
    let endless = value.len() > 20_000;
    match part {
        Part::Path => endless || matches!(value, "" | "." | ".."),
        Part::Query => endless,
        Part::Header => {
            let printable = value.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
            value.is_empty() || value.trim() != value || !printable
        }
    }
}

/// A refusal names the parameter and hides the value. Of an endless address no single value is to blame.
fn check_refusal(position: &Position, value: &str, error: &RequestError, place: &str) {
    match error {
        RequestError::Path { name, .. } | RequestError::Header { name, .. } => {
            assert_eq!(*name, position.name, "{place}");
            assert!(error.to_string().contains(&format!("`{name}`")), "{place}: {error}");
        }
        RequestError::TooLong => assert!(value.len() > 20_000, "{place}"),
        other => panic!("{place}: {other}"),
    }
    let shown = format!("{error} {error:?}");
    assert!(value.len() < 4 || !shown.contains(value), "{place}: {shown}");
}

#[test]
fn numbers_and_switches_are_sent_as_the_page_writes_them() {
    for timeout in [i32::MIN, -1, 0, 30, i32::MAX] {
        for switch in [true, false] {
            let get = Get::new("sha1", "0123").timeout(timeout).return_client_request_id(switch);
            let parts = Parts::of(&get.request(&endpoint()).unwrap(), &Get::INFO);
            assert!(parts.query.contains(&("timeout".to_owned(), timeout.to_string())));
            assert_eq!(parts.headers["return-client-request-id"], switch.to_string());
        }
    }
}
