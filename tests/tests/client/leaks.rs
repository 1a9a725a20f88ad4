//! Every way by which a credential could get out, against each kind of credential, over each ready transport: none does.

use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use generated::azure_batch::certificates::{Add, CertificateAddParameter};
use generated::azure_key_vault::certificates::{
    CertificateCreateParameters, CreateCertificate, DeleteCertificate, GetCertificates,
};
use generated::client::{AccessToken, Client, ClientBuilder, Credential, Tokens, blocking};
use generated::rt::auth::shared_key::SharedKey;
use generated::rt::retry::RetryPolicy;
use generated::rt::{Endpoint, EndpointError, Error, RequestError};
use http::Response;
use serde_json::{Value, json};
use tests::desk::Desk;
use tests::errors::told;
use tests::reply::{Pieces, Reply};
use tests::server::Server;
use tokio::task::spawn_blocking;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber, dispatcher};
use tracing_subscriber::Registry;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

/// Stands in every secret here, and in none of other tests of this process; as the key of a signature it stands in none of what is
/// sent, but must not be shown either.
const CANARY: &str = "canary7f3a";

/// Each kind of credential, and whether its text is sent.
fn credentials() -> [(&'static str, Credential); 4] {
    let desk = Desk::issuing(|_| Ok(AccessToken::new(CANARY, SystemTime::now() + Duration::from_secs(3600))));
    [
        ("bearer", Credential::bearer(CANARY)),
        ("api key", Credential::api_key("X-Key", CANARY)),
        ("tokens", Tokens::for_scopes(desk, ["https://a.example/.default"]).into()),
        // A key is Base64, whose last digit has to be such.
        ("shared key", SharedKey::new("account", "canary7f3A==").expect("base64").into()),
    ]
}

fn builder(server: &Server, credential: Credential) -> ClientBuilder {
    let builder = Client::builder(server.endpoint()).credential(credential).retry(RetryPolicy::never());
    builder.timeout(Duration::from_secs(10))
}

/// What carries a credential in a request, if anything does.
fn carried(request: &http::Request<bytes::Bytes>) -> bool {
    request.headers().contains_key("authorization") || request.headers().contains_key("x-key")
}

/// A redirect, and every header by which services send their callers elsewhere.
fn elsewhere(status: u16, address: &str, body: &Value) -> Reply {
    let answer = Response::builder().status(status).header("content-type", "application/json");
    let names =
        ["location", "content-location", "operation-location", "azure-asyncoperation", "refresh", "link"];
    let answer = names.iter().fold(answer, |answer, name| answer.header(*name, address));
    answer.body(Pieces::whole(body.to_string())).expect("lawful headers").into()
}

/// Whatever anybody traces or logs in this process, line by line.
#[derive(Clone, Default)]
struct Ears {
    heard: Arc<Mutex<Vec<String>>>,
}

impl Ears {
    /// Those of the process, which hear what libraries log.
    fn of_process() -> &'static Self {
        static EARS: OnceLock<Ears> = OnceLock::new();
        EARS.get_or_init(|| {
            let ears = Self::default();
            log::set_boxed_logger(Box::new(ears.clone())).expect("nobody else listens");
            log::set_max_level(log::LevelFilter::Trace);
            ears
        })
    }

    fn hear(&self, line: String) {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }

    /// Something was said, and in nothing of it is a secret.
    fn assert_silent(&self, about: &str) {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(!heard.is_empty(), "{about}: nothing was heard");
        let loud: Vec<&String> = heard.iter().filter(|line| line.to_lowercase().contains(CANARY)).collect();
        assert!(loud.is_empty(), "{about}: {loud:?}");
    }
}

impl log::Log for Ears {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        // It prints all bytes of the connection, which SECURITY.md says and nothing here could prevent.
        if record.target() == "ureq_proto::util" && record.level() == log::Level::Trace {
            return;
        }
        self.hear(format!("{} {}", record.target(), record.args()));
    }

    fn flush(&self) {}
}

/// A line that grows field by field.
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.extend([format!(" {}={value:?}", field.name())]);
    }
}

impl<S: Subscriber> Layer<S> for Ears {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut line = Line(event.metadata().target().to_owned());
        event.record(&mut line);
        self.hear(line.0);
    }

    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        let mut line = Line(attributes.metadata().name().to_owned());
        attributes.record(&mut line);
        self.hear(line.0);
    }

    fn on_record(&self, _: &Id, values: &Record<'_>, _: Context<'_, S>) {
        let mut line = Line(String::new());
        values.record(&mut line);
        self.hear(line.0);
    }
}

/// Does something with a blocking client on a thread of its own, where the same ears listen.
async fn blocked<T: Send + 'static>(
    builder: ClientBuilder,
    work: impl FnOnce(&blocking::Client) -> T + Send + 'static,
) -> T {
    let client = builder.build_blocking().expect("lawful settings");
    let dispatch = dispatcher::get_default(Clone::clone);
    let work = move || dispatcher::with_default(&dispatch, || work(&client));
    spawn_blocking(work).await.expect("no panic")
}

#[tokio::test]
async fn no_answer_takes_a_credential_to_another_host() {
    for (kind, credential) in credentials() {
        let mut other = Server::http([]).await;
        let (theirs, nothing) = (other.address(), json!({ "id": "nut" }));
        for status in [201, 301, 302, 303, 307, 308, 401] {
            for blocks in [false, true] {
                let mut server = Server::http([elsewhere(status, &theirs, &nothing)]).await;
                let builder = builder(&server, credential.clone());
                let operation = DeleteCertificate::new("nut");
                let answer = if blocks {
                    blocked(builder, move |client| client.send(&operation)).await
                } else {
                    builder.build().expect("lawful settings").send(&operation).await
                };
                assert!(answer.is_err(), "{kind}, {status}");
                assert!(carried(&server.request().await), "{kind} was sent to its own host");
            }
        }
        assert!(other.waiting_request().is_none(), "{kind}");
    }
}

#[tokio::test]
async fn no_link_of_a_list_and_no_place_of_a_long_operation_takes_a_credential_elsewhere() {
    for (kind, credential) in credentials() {
        let mut other = Server::http([]).await;
        let theirs = format!("{}/certificates?page=2", other.address());
        for link in
            [theirs.clone(), theirs.replace("http:", ""), format!("{}@evil.example/", other.address())]
        {
            let page = || [elsewhere(200, &theirs, &json!({ "value": [], "nextLink": link }))];
            let server = Server::http(page()).await;
            let client = builder(&server, credential.clone()).build().expect("lawful settings");
            let mut pages = client.pages(GetCertificates::new());
            assert!(pages.next_page().await.expect("the first page").is_some(), "{kind}");
            let error = pages.next_page().await.expect_err("a foreign link");
            assert!(
                matches!(error, Error::Request(RequestError::ForeignLink { .. })),
                "{kind}, {link}: {error:?}"
            );
            let server = Server::http(page()).await;
            let last = blocked(builder(&server, credential.clone()), |client| {
                client.pages(GetCertificates::new()).last()
            });
            assert!(last.await.is_some_and(|page| page.is_err()), "{kind}, {link}");
        }
        let body = json!({ "status": "completed", "id": &theirs, "target": &theirs });
        let begun = || [elsewhere(202, &theirs, &body), elsewhere(200, &theirs, &body)];
        let create = || CreateCertificate::new("nut", CertificateCreateParameters::new());
        let server = Server::http(begun()).await;
        let client = builder(&server, credential.clone()).build().expect("lawful settings");
        let mut poller = client.start(&create()).await.expect("it begins").interval(Duration::from_millis(1));
        poller.wait().await.expect("it ends");
        let server = Server::http(begun()).await;
        let wait = blocked(builder(&server, credential), move |client| {
            let poller = client.start(&create()).expect("it begins");
            poller.interval(Duration::from_millis(1)).wait().map(drop)
        });
        wait.await.expect("it ends");
        assert!(other.waiting_request().is_none(), "{kind}");
    }
}

#[test]
fn no_credential_goes_in_the_clear_but_to_this_machine() {
    for address in
        ["http://a.example", "http://192.0.2.1", "http://127.0.0.1.a.example", "http://[2001:db8::1]"]
    {
        assert_eq!(Endpoint::new(address), Err(EndpointError::NotHttps), "{address}");
        assert_eq!(Endpoint::insecure_loopback(address), Err(EndpointError::NotLoopback), "{address}");
    }
}

/// The server says all that it knows of the caller, and the libraries below the client say what they will.
#[tokio::test]
async fn nothing_that_is_shown_traced_or_logged_has_a_secret() {
    let ears = Ears::of_process();
    let _guard = tracing::subscriber::set_default(Registry::default().with(ears.clone()));
    let add = || Add::new(CertificateAddParameter::new(CANARY, "0123", "sha1").password(CANARY));
    for (kind, credential) in credentials() {
        let echo = |status: u16| elsewhere(status, "/elsewhere", &json!({ "code": "Wrong", "echo": CANARY }));
        let replies = || vec![echo(201), echo(302), echo(400), echo(401), echo(503), Reply::HangUp];
        for blocks in [false, true] {
            let server = Server::http(replies()).await;
            let builder = builder(&server, credential.clone());
            let mut shown = format!("{credential:?} {builder:?} {:?}", add());
            for _ in 0..replies().len() {
                let answer = if blocks {
                    let again = self::builder(&server, credential.clone());
                    blocked(again, move |client| (format!("{client:?}"), client.send(&add()))).await
                } else {
                    let client = self::builder(&server, credential.clone()).build().expect("lawful settings");
                    (format!("{client:?}"), client.send(&add()).await)
                };
                shown.push_str(&answer.0);
                match answer.1 {
                    Ok(answer) => shown.extend([format!("{answer:?}")]),
                    Err(error) => shown.push_str(&told(&error)),
                }
            }
            assert!(!shown.contains("canary"), "{kind}: {shown}");
        }
        ears.assert_silent(kind);
    }
}
