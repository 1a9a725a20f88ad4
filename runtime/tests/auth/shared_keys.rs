//! Signatures to the letter.

use std::time::{Duration, SystemTime};

use http::{HeaderName, HeaderValue, Method};
use runtime::auth::shared_key::{SharedKey, SharedKeyError, string_to_sign};
use runtime::{Bytes, Payload, Request};

/// The bytes from 0 to 31.
const KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const DATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777)
}

fn request(method: Method, uri: &str, headers: &[(&'static str, &str)], body: &'static [u8]) -> Request {
    let mut request = http::Request::new(Payload::from(Bytes::from_static(body)));
    *request.method_mut() = method;
    *request.uri_mut() = uri.parse().expect("an address");
    for (name, value) in headers {
        request.headers_mut().append(*name, HeaderValue::from_str(value).expect("text for a header"));
    }
    request
}

/// What was signed, and what it came to.
fn signed(mut request: Request) -> (String, String) {
    let key = SharedKey::new("myaccount", KEY).expect("a name and a key");
    key.sign(&mut request, now()).expect("headers that can be signed");
    let text = string_to_sign(&request, "myaccount").expect("headers that can be signed");
    let header = request.headers()["authorization"].to_str().expect("ASCII");
    (text, header.strip_prefix("SharedKey myaccount:").expect("scheme and account").to_owned())
}

/// The signatures were computed by Python: `base64.b64encode(hmac.new(key, text, hashlib.sha256).digest())`.
#[test]
fn texts_and_signatures_are_right_to_the_letter() {
    let cases = [
        (
            request(
                Method::GET,
                "https://myaccount.example/jobs?timeout=20&api-version=2024-07-01.20.0",
                &[("accept", "application/json")],
                b"",
            ),
            "GET\n\n\n\n\n\n\n\n\n\n\n\nocp-date:Sun, 06 Nov 1994 08:49:37 GMT\n/myaccount/jobs\napi-version:2024-07-01.20.0\ntimeout:20",
            "vt+9toAIA8Ey62PLK4mp8XT9SNUdFnxCVAcz057pPVQ=",
        ),
        (
            request(
                Method::POST,
                "https://myaccount.example/certificates?api-version=2024-07-01.20.0",
                &[("content-type", "application/json; odata=minimalmetadata"), ("content-length", "7")],
                b"{\"a\":\"b\"}",
            ),
            "POST\n\n\n9\n\napplication/json; odata=minimalmetadata\n\n\n\n\n\n\nocp-date:Sun, 06 Nov 1994 08:49:37 GMT\n/myaccount/certificates\napi-version:2024-07-01.20.0",
            "Xi9+pUAHKp3/VswN5O8Cp8XeHnfg4jlJ424hPHkgh1c=",
        ),
        (
            request(
                Method::GET,
                "https://myaccount.example/jobs/caf%C3%A9?$filter=na%C3%AFve%20%3D+%27%E6%97%A5%E6%9C%AC%27",
                &[],
                b"",
            ),
            "GET\n\n\n\n\n\n\n\n\n\n\n\nocp-date:Sun, 06 Nov 1994 08:49:37 GMT\n/myaccount/jobs/caf%C3%A9\n$filter:naïve = '日本'",
            "ZErPpuFcgyBAy42pbr5w4nr5c5ArGSaoJ2cxK12K99k=",
        ),
    ];
    for (request, text, signature) in cases {
        assert_eq!(signed(request), (text.to_owned(), signature.to_owned()));
    }
}

#[test]
fn headers_stand_in_their_places() {
    let headers = [
        ("range", "bytes=0-1"),
        ("if-unmodified-since", "c"),
        ("if-none-match", "\"b\""),
        ("if-match", "\"a\""),
        ("if-modified-since", "d"),
        ("date", "Mon, 07 Nov 1994 08:49:37 GMT"),
        ("content-type", "t"),
        ("content-md5", "m"),
        ("content-language", "l"),
        ("content-encoding", "e"),
        ("ocp-zebra", " z "),
        ("ocp-apple", "a  b"),
        ("ocp-date", DATE),
        ("x-ocp-other", "not signed"),
        ("client-request-id", "not signed"),
    ];
    let (text, _) = signed(request(Method::PUT, "https://h.example", &headers, b"12"));
    let named = format!("ocp-apple:a  b\nocp-date:{DATE}\nocp-zebra:z\n");
    assert_eq!(text, format!("PUT\ne\nl\n2\nm\nt\n\nd\n\"a\"\n\"b\"\nc\nbytes=0-1\n{named}/myaccount/"));
}

#[test]
fn the_length_that_is_signed_is_the_one_that_is_sent() {
    let zero = [("content-length", "0")];
    let cases = [
        (Method::GET, &[][..], &b""[..], None),
        (Method::DELETE, &[][..], b"", None),
        (Method::DELETE, &zero[..], b"", Some("0")),
        (Method::DELETE, &[][..], b"1", Some("1")),
        (Method::DELETE, &zero[..], b"12", Some("2")),
        (Method::POST, &[][..], b"", Some("0")),
        (Method::PATCH, &zero[..], b"", Some("0")),
    ];
    for (method, headers, body, expected) in cases {
        let mut request = request(method.clone(), "https://h.example/a", headers, body);
        SharedKey::new("myaccount", KEY).unwrap().sign(&mut request, now()).unwrap();
        let sent = request.headers().get("content-length").map(|value| value.to_str().unwrap());
        assert_eq!(sent, expected, "{method}");
        let text = string_to_sign(&request, "myaccount").unwrap();
        let field = expected.unwrap_or_default();
        assert_eq!(text, format!("{method}\n\n\n{field}\n\n\n\n\n\n\n\n\nocp-date:{DATE}\n/myaccount/a"));
    }
}

#[test]
fn parameters_are_decoded_and_sorted() {
    let cases = [
        ("", ""),
        ("?", ""),
        ("?b=2&a=1", "\na:1\nb:2"),
        ("?B=2&a=1&b=1&A=%2C", "\na:,,1\nb:1,2"),
        ("?x&y=&&=z", "\n:z\nx:\ny:"),
        ("?%24Select=id%2Cname&a=1%3D2=3", "\n$select:id,name\na:1=2=3"),
        ("?a=%C3%9F&%C3%84=%2B+%ff", "\na:ß\nä:+ \u{fffd}"),
    ];
    for (query, expected) in cases {
        let request = request(Method::GET, &format!("https://h.example/a%20b{query}"), &[], b"");
        let text = string_to_sign(&request, "n").unwrap();
        assert_eq!(text, format!("GET\n\n\n\n\n\n\n\n\n\n\n\n/n/a%20b{expected}"));
    }
}

#[test]
fn signing_again_replaces() {
    let key = SharedKey::new("myaccount", KEY).unwrap();
    let mut request = request(Method::POST, "https://h.example/a", &[("authorization", "Bearer old")], b"1");
    key.sign(&mut request, now()).unwrap();
    let first = request.headers().clone();
    key.sign(&mut request, now() + Duration::from_secs(60)).unwrap();
    assert_eq!(request.headers(), &first);
    assert_eq!(request.headers().get_all("authorization").iter().count(), 1);
}

#[test]
fn what_cannot_be_signed_is_refused() {
    let key = SharedKey::new("myaccount", KEY).unwrap();
    for (name, values) in [("ocp-x", &["a", "b"][..]), ("if-match", &["a", "a"]), ("ocp-x", &["é"])] {
        let headers: Vec<_> = values.iter().map(|value| (name, *value)).collect();
        let mut request = request(Method::GET, "https://h.example/a", &headers, b"");
        let error = SharedKeyError::Header { name: HeaderName::from_static(name).to_string() };
        assert_eq!(key.sign(&mut request, now()), Err(error));
        assert!(!request.headers().contains_key("authorization"));
    }
    let early = SystemTime::UNIX_EPOCH - Duration::from_secs(1);
    let mut request = request(Method::GET, "https://h.example/a", &[], b"");
    assert_eq!(key.sign(&mut request, early), Err(SharedKeyError::Time));
}

#[test]
fn names_and_keys_are_checked_at_once() {
    for key in ["", "canary", "Y2FuYXJ5\n", " Y2FuYXJ5", "Y2FuYXJ", "Y2FuYXJ5-_=="] {
        let error = SharedKey::new("myaccount", key).unwrap_err();
        assert_eq!(error, SharedKeyError::Key, "{key:?}");
        assert!(!format!("{error} {error:?}").contains("canary"));
    }
    for account in ["", "my account", "my:account", "a/b", "ä", "a\nb"] {
        assert_eq!(SharedKey::new(account, KEY).unwrap_err(), SharedKeyError::Account, "{account:?}");
    }
}

#[test]
fn no_secret_is_shown() {
    let key = SharedKey::new("myaccount", KEY).unwrap();
    let mut request = request(Method::GET, "https://h.example/a", &[], b"");
    key.sign(&mut request, now()).unwrap();
    let signature = request.headers()["authorization"].to_str().unwrap().rsplit(':').next().unwrap();
    let shown = format!("{key:?} {request:?}");
    assert!(shown.contains("myaccount"), "{shown}");
    for secret in [KEY, signature, "[0, 1, 2", "0001"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
