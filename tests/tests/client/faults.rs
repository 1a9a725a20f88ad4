//! What can go wrong on the way, over each of the ready transports: nothing is lost, nothing leaks, nothing hangs.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use generated::azure_key_vault::certificates::DeleteCertificate;
use generated::client::{Client, ClientBuilder, Credential};
use generated::rt::retry::RetryPolicy;
use generated::rt::{Answer, Endpoint, Error, HttpDate, ResponseFault, TransportFault};
use http::Response;
use serde_json::json;
use tests::errors::told;
use tests::identity::Authority;
use tests::reply::{Pieces, Reply};
use tests::server::{PATIENCE, Server};
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

const CANARY: &str = "canary-7f3a";

/// A ready transport.
#[derive(Clone, Copy, Debug)]
enum Over {
    Reqwest,
    Ureq,
}

const BOTH: [Over; 2] = [Over::Reqwest, Over::Ureq];

fn builder(endpoint: Endpoint) -> ClientBuilder {
    let builder = Client::builder(endpoint).credential(Credential::bearer(CANARY));
    builder.timeout(Duration::from_millis(500)).retry(RetryPolicy::never()).max_response_bytes(100_000)
}

/// Deletes a certificate; in no answer and no error there is a credential.
async fn send(over: Over, builder: ClientBuilder) -> Answer<DeleteCertificate> {
    let operation = DeleteCertificate::new("nut");
    let call = async {
        match over {
            Over::Reqwest => builder.build().expect("lawful settings").send(&operation).await,
            Over::Ureq => {
                let client = builder.build_blocking().expect("lawful settings");
                spawn_blocking(move || client.send(&operation)).await.expect("no panic")
            }
        }
    };
    let answer = timeout(PATIENCE, call).await.expect("no call hangs");
    let shown = match &answer {
        Ok(response) => format!("{response:?}"),
        Err(error) => told(error),
    };
    assert!(!shown.contains("canary"), "{over:?}: {shown}");
    answer
}

async fn fault(over: Over, reply: Reply) -> TransportFault {
    let server = Server::http([reply]).await;
    match send(over, builder(server.endpoint())).await {
        Err(Error::Transport(error)) => error.fault(),
        other => panic!("{over:?}: {other:?}"),
    }
}

async fn response_fault(over: Over, reply: Reply) -> ResponseFault {
    let server = Server::http([reply]).await;
    match send(over, builder(server.endpoint())).await {
        Err(Error::Response(error)) => error.fault,
        other => panic!("{over:?}: {other:?}"),
    }
}

fn found() -> Reply {
    Reply::json(200, &json!({ "id": "nut" }))
}

#[tokio::test]
async fn answers_that_break_off() {
    for over in BOTH {
        let body = || json!({ "id": "nut" }).to_string();
        let cut = Response::new(Pieces::truncated(body(), 1));
        assert_eq!(fault(over, Reply::HangUp).await, TransportFault::Interrupted, "{over:?}");
        assert_eq!(fault(over, cut.into()).await, TransportFault::Interrupted, "{over:?}");
        assert_eq!(fault(over, Reply::Silence).await, TransportFault::Timeout, "{over:?}");
        let stalled = Response::new(Pieces::stalled(body(), 1));
        assert_eq!(fault(over, stalled.into()).await, TransportFault::Timeout, "{over:?}");
    }
}

#[tokio::test]
async fn connections_that_are_reset_or_never_made() {
    for over in BOTH {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let endpoint = Endpoint::insecure_loopback(&address).unwrap();
        let reset = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            stream.read_u8().await.unwrap();
            // What it has not read makes the system reset the connection.
        };
        let (answer, ()) = tokio::join!(send(over, builder(endpoint.clone())), reset);
        let Err(Error::Transport(error)) = answer else { panic!("{over:?}: {answer:?}") };
        assert_eq!(error.fault(), TransportFault::Interrupted, "{over:?}");
        drop(listener);
        let answer = send(over, builder(endpoint)).await;
        let Err(Error::Transport(error)) = answer else { panic!("{over:?}: {answer:?}") };
        assert_eq!(error.fault(), TransportFault::Connect, "{over:?}");
    }
}

#[tokio::test]
async fn answers_that_are_not_what_was_promised() {
    for over in BOTH {
        let html = Reply::text(200, "text/html", "<html>");
        assert_eq!(response_fault(over, html).await, ResponseFault::ContentType("text/html".to_owned()));
        assert_eq!(response_fault(over, Reply::empty(200)).await, ResponseFault::EmptyBody);
        assert_eq!(response_fault(over, Reply::empty(204)).await, ResponseFault::UndocumentedStatus);
        let json = Reply::text(200, "application/json", r#"{"id": "nu"#);
        assert!(matches!(response_fault(over, json).await, ResponseFault::Decode(_)));
        let large = Reply::text(200, "application/json", vec![b' '; 100_001]);
        assert_eq!(response_fault(over, large).await, ResponseFault::TooLarge { limit: 100_000 });
        let endless = Response::new(Pieces::chunked((0..200).map(|_| Bytes::from(vec![b' '; 1_000]))));
        assert_eq!(response_fault(over, endless.into()).await, ResponseFault::TooLarge { limit: 100_000 });
    }
}

#[tokio::test]
async fn compressed_answers() {
    for over in BOTH {
        let mut server = Server::http([Reply::gzip(br#"{"id": "nut"}"#)]).await;
        let response = send(over, builder(server.endpoint())).await.unwrap();
        assert_eq!(response.body.id.as_deref(), Some("nut"));
        assert_eq!(response.raw_body, r#"{"id": "nut"}"#);
        assert!(!response.raw_headers.contains_key("content-encoding"));
        assert_eq!(server.request().await.headers()["accept-encoding"], "gzip");
        let bomb = Reply::gzip(&vec![b' '; 16 * 1024 * 1024]);
        assert_eq!(response_fault(over, bomb).await, ResponseFault::TooLarge { limit: 100_000 });
        let cut = Response::builder().header("content-encoding", "gzip").body(Pieces::whole("\u{1f}"));
        assert_eq!(response_fault(over, cut.unwrap().into()).await, ResponseFault::Gzip);
        let other = Reply::with_header(200, "content-encoding", "br");
        assert_eq!(response_fault(over, other).await, ResponseFault::Encoding("br".to_owned()));
    }
}

#[tokio::test]
async fn a_redirect_takes_no_credential_to_another_host() {
    for over in BOTH {
        let mut elsewhere = Server::http([found()]).await;
        for status in [301, 302, 303, 307, 308] {
            let redirect = Reply::with_header(status, "location", &elsewhere.address());
            assert_eq!(response_fault(over, redirect).await, ResponseFault::UndocumentedStatus);
        }
        assert!(elsewhere.waiting_request().is_none(), "{over:?}");
    }
}

#[tokio::test]
async fn what_may_pass_is_tried_again() {
    for over in BOTH {
        let soon = HttpDate::try_from(SystemTime::now() + Duration::from_secs(1)).unwrap();
        let busy = Reply::with_header(429, "retry-after", soon.as_str());
        let cut = Response::new(Pieces::truncated("{", 9)).into();
        let replies = [busy, Reply::empty(503), Reply::HangUp, cut, found()];
        let mut server = Server::http(replies).await;
        let policy = RetryPolicy::new().first_backoff(Duration::from_millis(1));
        let response = send(over, builder(server.endpoint()).retry(policy)).await.unwrap();
        assert_eq!(response.body.id.as_deref(), Some("nut"));
        for _ in 0..5 {
            assert_eq!(server.request().await.headers()["authorization"], format!("Bearer {CANARY}"));
        }
    }
}

#[tokio::test]
async fn a_token_goes_to_whom_the_authority_vouches_for_and_to_no_other() {
    let authority = Authority::new("authority");
    for over in BOTH {
        for (host, expected) in [("127.0.0.1", Ok(())), ("vault.example.net", Err(TransportFault::Untrusted))]
        {
            let mut server = Server::https(&authority.identity(host), [found()]).await;
            let builder = builder(Endpoint::new(&server.address()).unwrap()).timeout(PATIENCE);
            let answer = send(over, builder.root_certificate_pem(authority.pem().as_bytes())).await;
            let came = match answer {
                Ok(_) => Ok(()),
                Err(Error::Transport(error)) => Err(error.fault()),
                Err(other) => panic!("{over:?}: {other:?}"),
            };
            assert_eq!(came, expected, "{over:?}");
            assert_eq!(server.waiting_request().is_some(), expected.is_ok(), "{over:?}");
        }
        let server = Server::http([found()]).await;
        let https = Endpoint::new(&server.address().replace("http:", "https:")).unwrap();
        let answer = send(over, builder(https)).await;
        assert!(matches!(answer, Err(Error::Transport(_))), "{over:?}: {answer:?}");
    }
}
