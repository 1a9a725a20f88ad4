//! What a subscriber of `tracing` sees of a call, and what it does not.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use generated::azure_key_vault::certificates::DeleteCertificate;
use generated::client::{CallOptions, Client, Credential, Tokens};
use generated::rt::retry::RetryPolicy;
use http::Response;
use tests::desk::Desk;
use tests::reply::{Pieces, Reply};
use tests::server::Server;
use tracing::Subscriber;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::{DefaultGuard, set_default};
use tracing_subscriber::Registry;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry::LookupSpan;

/// The fields of a span as text.
#[derive(Clone, Debug, Default)]
struct Seen {
    name: &'static str,
    parent: Option<&'static str>,
    fields: BTreeMap<String, String>,
}

impl Visit for Seen {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let text = format!("{value:?}");
        self.fields.insert(field.name().to_owned(), text.trim_matches('"').to_owned());
    }
}

/// Keeps the spans of the client, in the order in which they close.
#[derive(Clone, Default)]
struct Keeper {
    closed: Arc<Mutex<Vec<Seen>>>,
}

impl Keeper {
    fn closed(&self) -> Vec<Seen> {
        self.closed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Keeper {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let parent = span.parent().map(|parent| parent.name());
        let mut seen = Seen { name: span.name(), parent, ..Seen::default() };
        attributes.record(&mut seen);
        span.extensions_mut().insert(seen);
    }

    fn on_record(&self, id: &Id, record: &Record<'_>, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        if let Some(seen) = span.extensions_mut().get_mut::<Seen>() {
            record.record(seen);
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let Some(span) = context.span(&id) else { return };
        if let Some(seen) = span.extensions().get::<Seen>()
            && ["call", "attempt"].contains(&seen.name)
        {
            self.closed.lock().unwrap_or_else(PoisonError::into_inner).push(seen.clone());
        }
    }
}

/// Sees what this thread does, on which a test runs with all its tasks.
fn watch() -> (Keeper, DefaultGuard) {
    let keeper = Keeper::default();
    let guard = set_default(Registry::default().with(keeper.clone()));
    (keeper, guard)
}

fn assert_fields(seen: &Seen, expected: &[(&str, &str)]) {
    let expected = expected.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    assert_eq!(seen.fields, expected.collect(), "{}", seen.name);
}

#[tokio::test]
async fn a_call_and_each_attempt_are_spans_by_the_conventions() {
    let (keeper, _guard) = watch();
    let answer =
        Response::builder().header("x-ms-request-id", "0c4d50ee").header("content-type", "application/json");
    let answer = answer.header("x-secret", "canary").body(Pieces::whole(r#"{"id": "canary"}"#)).unwrap();
    let server = Server::http([Reply::empty(503), Reply::HangUp, answer.into()]).await;
    let builder = Client::builder(server.endpoint()).credential(Credential::bearer("canary"));
    let client = builder.retry(RetryPolicy::new().first_backoff(Duration::from_millis(1))).build().unwrap();
    client.send(&DeleteCertificate::new("canary")).await.unwrap();

    let port = server.socket_address().port().to_string();
    let usual = [
        ("http.request.method", "DELETE"),
        ("server.address", "127.0.0.1"),
        ("server.port", &port),
        ("url.template", "/certificates/{certificate-name}"),
    ];
    let attempt = [
        usual.as_slice(),
        &[("otel.kind", "client"), ("otel.name", "DELETE /certificates/{certificate-name}")],
    ]
    .concat();
    let spans = keeper.closed();
    let names: Vec<_> = spans.iter().map(|span| (span.name, span.parent)).collect();
    let inner = ("attempt", Some("call"));
    assert_eq!(names, [inner, inner, inner, ("call", None)]);
    let error = ("otel.status_code", "ERROR");
    let refused = [("error.type", "503"), ("http.response.status_code", "503"), error];
    assert_fields(&spans[0], &[&attempt[..], &refused].concat());
    let broken = [("error.type", "interrupted"), ("http.request.resend_count", "1"), error];
    assert_fields(&spans[1], &[&attempt[..], &broken].concat());
    let answered = [
        ("http.request.resend_count", "2"),
        ("http.response.header.x-ms-request-id", "0c4d50ee"),
        ("http.response.status_code", "200"),
    ];
    assert_fields(&spans[2], &[&attempt[..], &answered].concat());
    let call = [
        ("http.response.status_code", "200"),
        ("otel.kind", "internal"),
        ("otel.name", "azure_key_vault.certificates.DeleteCertificate"),
    ];
    assert_fields(&spans[3], &[usual.as_slice(), &call].concat());
}

#[tokio::test]
async fn no_span_of_the_client_shows_a_secret_or_what_fills_an_address() {
    let (keeper, _guard) = watch();
    let server = Server::http([Reply::text(401, "text/plain", "canary"), Reply::HangUp]).await;
    let client = Client::builder(server.endpoint()).credential(Credential::bearer("canary"));
    let client = client.retry(RetryPolicy::never()).build().unwrap();
    for _ in 0..2 {
        client.send(&DeleteCertificate::new("canary")).await.unwrap_err();
    }
    client.send(&DeleteCertificate::new("..")).await.unwrap_err();
    let spans = keeper.closed();
    let types: Vec<_> = spans.iter().map(|span| span.fields["error.type"].as_str()).collect();
    assert_eq!(types, ["401", "401", "interrupted", "interrupted", "request"]);
    assert!(!format!("{spans:?}").contains("canary"), "{spans:?}");
}

#[tokio::test]
async fn how_a_call_failed_is_told_in_a_word() {
    let (keeper, _guard) = watch();
    let torn = |status: u16| {
        let head = Response::builder().status(status).header("content-encoding", "gzip");
        Reply::from(head.body(Pieces::whole("no gzip")).unwrap())
    };
    let replies =
        [torn(200), torn(400), Reply::text(200, "text/plain", "x"), Reply::text(400, "text/plain", "x")];
    let server = Server::http(replies).await;
    let builder = Client::builder(server.endpoint()).credential(Credential::bearer("token"));
    let client = builder.retry(RetryPolicy::never()).build().unwrap();
    for _ in 0..4 {
        client.send(&DeleteCertificate::new("nut")).await.unwrap_err();
    }
    let spans = keeper.closed();
    let types: Vec<_> =
        spans.iter().map(|span| (span.name, span.fields.get("error.type").map(String::as_str))).collect();
    let (torn, refused) = (Some("response"), Some("400"));
    let expected = [
        ("attempt", torn),
        ("call", torn),
        ("attempt", refused),
        ("call", refused),
        // That the body is not what it should be is seen by who reads it.
        ("attempt", None),
        ("call", torn),
        ("attempt", refused),
        ("call", refused),
    ];
    assert_eq!(types, expected);
}

#[tokio::test]
async fn a_call_that_gets_no_token_tells_why() {
    let (keeper, _guard) = watch();
    let foreign = r#"Bearer authorization="https://login.example/contoso", resource="https://example.org""#;
    let server = Server::http([Reply::with_header(401, "www-authenticate", foreign)]).await;
    let broken = Desk::issuing(|_| Err("no".into()));
    let credentials = [
        Tokens::for_scopes(broken, ["scope"]),
        Tokens::for_scopes(Desk::new().closed(), ["scope"]),
        Tokens::by_challenge(Desk::new()),
    ];
    for tokens in credentials {
        let client = Client::new(server.endpoint(), tokens).unwrap();
        let options = CallOptions::new().max_total(Duration::from_millis(200));
        client.send_with(&DeleteCertificate::new("nut"), &options).await.unwrap_err();
    }
    let spans = keeper.closed();
    let calls = spans.iter().filter(|span| span.name == "call");
    let types: Vec<_> = calls.map(|span| span.fields["error.type"].as_str()).collect();
    assert_eq!(types, ["token", "token_timeout", "challenge"]);
}
