//! Services that say themselves what a token must be good for: asked once, and never believed blindly.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::time::OffsetDateTime;
use bytes::Bytes;
use generated::azure_key_vault::certificates::{BackupCertificate, DeleteCertificate, GetCertificate};
use generated::azure_key_vault::contacts::{Contact, Contacts, SetCertificateContacts};
use generated::client::{AzureCore, Client, Credential, Tokens};
use generated::rt::auth::challenge::ChallengeError;
use generated::rt::{CredentialFault, Endpoint, Error};
use http::Request;
use serde_json::json;
use tests::desk::{Desk, LIFETIME};
use tests::errors::told;
use tests::identity::Authority;
use tests::reply::Reply;
use tests::server::Server;
use tests::transport::Direct;

const HOST: &str = "mine.vault.example.net";

fn challenge(parameters: &str) -> Reply {
    let value = format!(r#"Bearer authorization="https://login.example/contoso", {parameters}"#);
    Reply::with_header(401, "www-authenticate", &value)
}

fn usual() -> Reply {
    challenge(r#"resource="https://vault.example.net""#)
}

fn found() -> Reply {
    Reply::json(200, &json!({}))
}

/// A server of that name, with TLS, and a client of it.
async fn set_up(
    credential: impl Into<Credential>,
    replies: impl IntoIterator<Item = Reply>,
) -> (Server, Client) {
    let (server, _, client) = set_up_with_clock(credential, replies).await;
    (server, client)
}

/// The same, with the transport, whose clock can be set.
async fn set_up_with_clock(
    credential: impl Into<Credential>,
    replies: impl IntoIterator<Item = Reply>,
) -> (Server, Direct, Client) {
    let authority = Authority::new("authority");
    let server = Server::https(&authority.identity(HOST), replies).await;
    let endpoint = Endpoint::new(&format!("https://{HOST}")).expect("an https address");
    let transport = Direct::trusting(&authority, &server);
    let builder = Client::builder(endpoint).credential(credential);
    let client = builder.build_with(transport.clone()).expect("lawful settings");
    (server, transport, client)
}

fn token(request: &Request<Bytes>) -> Option<&str> {
    request.headers().get("authorization").map(|value| value.to_str().expect("ASCII"))
}

fn operation() -> DeleteCertificate {
    DeleteCertificate::new("nut")
}

fn contacts() -> SetCertificateContacts {
    SetCertificateContacts::new(Contacts::new().contacts([Contact::new().email("canary@example.net")]))
}

#[tokio::test]
async fn the_first_request_shows_nothing_and_the_later_ones_a_token_at_once() {
    let desk = Desk::new();
    let (mut server, client) = set_up(Tokens::by_challenge(desk.clone()), [usual(), found(), found()]).await;
    client.send(&contacts()).await.unwrap();
    let (first, second) = (server.request().await, server.request().await);
    assert_eq!((first.method(), first.uri()), (second.method(), second.uri()));
    assert_eq!((token(&first), first.body().len()), (None, 0));
    assert!(!first.headers().contains_key("content-type"));
    assert_eq!(token(&second), Some("Bearer token-1"));
    assert!(String::from_utf8_lossy(second.body()).contains("canary"));
    client.send(&operation()).await.unwrap();
    assert_eq!(token(&server.request().await), Some("Bearer token-1"));
    let asked = desk.asked();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].scopes, ["https://vault.example.net/.default"]);
    assert_eq!(asked[0].tenant.as_deref(), Some("contoso"));
}

/// What the service wants may have changed since: who is refused twice asks anew, and shows nothing while doing so.
#[tokio::test]
async fn after_two_refusals_the_service_is_asked_again_what_it_wants() {
    let desk = Desk::new();
    let replies = [usual(), found(), usual(), usual(), usual(), found()];
    let (mut server, client) = set_up(Tokens::by_challenge(desk.clone()), replies).await;
    client.send(&operation()).await.unwrap();
    assert_eq!(client.send(&operation()).await.unwrap_err().status().unwrap(), 401);
    client.send(&operation()).await.unwrap();
    let again = [None, Some("Bearer token-1"), Some("Bearer token-1"), Some("Bearer token-2"), None];
    for shown in again {
        assert_eq!(token(&server.request().await), shown);
    }
}

/// Claims are for a token that lacks them, and the first request shows none.
#[tokio::test]
async fn claims_are_not_asked_for_before_a_token_was_refused() {
    let desk = Desk::new();
    let claims = challenge(
        r#"resource="https://vault.example.net", error="insufficient_claims", claims="eyJhIjogMX0=""#,
    );
    let (_server, client) = set_up(Tokens::by_challenge(desk.clone()), [claims, found()]).await;
    client.send(&operation()).await.unwrap();
    assert_eq!(desk.asked()[0].claims, None);
}

#[tokio::test]
async fn a_challenge_that_asks_for_no_token_that_can_be_had_is_the_answer() {
    let desk = Desk::new();
    let values = [
        r#"Basic authorization="https://login.example/contoso", resource="https://vault.example.net""#,
        r#"Bearer authorization="https://login.example/contoso""#,
    ];
    for value in values {
        let replies = [Reply::with_header(401, "www-authenticate", value), found()];
        let (mut server, client) = set_up(Tokens::by_challenge(desk.clone()), replies).await;
        assert_eq!(client.send(&operation()).await.unwrap_err().status().unwrap(), 401, "{value}");
        server.request().await;
        assert!(server.waiting_request().is_none() && desk.asked().is_empty(), "{value}");
    }
}

#[tokio::test]
async fn a_call_that_ends_without_a_token_tells_what_it_met_before() {
    let replies =
        [Reply::with_header(503, "retry-after-ms", "1"), challenge(r#"resource="https://example.org""#)];
    let (_server, client) = set_up(Tokens::by_challenge(Desk::new()), replies).await;
    let error = client.send(&operation()).await.unwrap_err();
    assert!(matches!(&error, Error::Credential(_)), "{error:?}");
    assert_eq!(error.attempts().len(), 1, "{error}");
}

#[tokio::test]
async fn a_scope_is_as_good_as_a_resource() {
    let desk = Desk::new();
    let scope = challenge(r#"scope="https://vault.example.net/read""#);
    let (_server, client) = set_up(Tokens::by_challenge(desk.clone()), [scope, found()]).await;
    client.send(&operation()).await.unwrap();
    assert_eq!(desk.asked()[0].scopes, ["https://vault.example.net/read"]);
}

#[tokio::test]
async fn a_token_for_another_domain_is_not_even_asked_for_and_the_challenge_forgotten() {
    let desk = Desk::new();
    for foreign in
        ["https://example.org", "https://other.vault.example.net", "https://net", "http://example.net"]
    {
        let foreign = || challenge(&format!(r#"resource="{foreign}""#));
        let replies = [foreign(), foreign(), usual(), found()];
        let (mut server, client) = set_up(Tokens::by_challenge(desk.clone()), replies).await;
        let before = desk.asked().len();
        for _ in 0..2 {
            let error = client.send(&contacts()).await.unwrap_err();
            let Error::Credential(error) = error else { panic!("{error:?}") };
            let CredentialFault::Challenge(refused) = error.fault() else { panic!("{error:?}") };
            assert!(matches!(refused, ChallengeError::Foreign { .. } | ChallengeError::Scope { .. }));
            let request = server.request().await;
            assert_eq!((token(&request), request.body().len()), (None, 0));
        }
        assert_eq!(desk.asked().len(), before);
        client.send(&contacts()).await.unwrap();
        assert_eq!(desk.asked().len(), before + 1);
    }
}

#[tokio::test]
async fn who_says_so_trusts_any_domain() {
    let desk = Desk::new();
    let elsewhere = challenge(r#"resource="https://example.org""#);
    let tokens = Tokens::by_challenge(desk.clone()).for_any_domain();
    let (_server, client) = set_up(tokens, [elsewhere, found()]).await;
    client.send(&operation()).await.unwrap();
    assert_eq!(desk.asked()[0].scopes, ["https://example.org/.default"]);
}

#[tokio::test]
async fn a_token_that_does_not_let_in_is_not_remembered() {
    let desk = Desk::new();
    let replies = [usual(), usual(), usual(), found(), found()];
    let (mut server, client) = set_up(Tokens::by_challenge(desk.clone()), replies).await;
    assert_eq!(client.send(&operation()).await.unwrap_err().status().unwrap(), 401);
    assert_eq!(token(&server.request().await), None);
    assert_eq!(token(&server.request().await), Some("Bearer token-1"));
    // The service is asked anew what it wants.
    client.send(&operation()).await.unwrap();
    assert_eq!(token(&server.request().await), None);
    assert_eq!(token(&server.request().await), Some("Bearer token-1"));
}

#[tokio::test]
async fn claims_are_passed_on_once() {
    let desk = Desk::new();
    let claims = || challenge(r#"error="insufficient_claims", claims="eyJhIjogMX0=""#);
    let replies = [usual(), found(), claims(), found(), claims(), claims()];
    let (mut server, client) = set_up(Tokens::by_challenge(desk.clone()), replies).await;
    client.send(&operation()).await.unwrap();
    client.send(&operation()).await.unwrap();
    let tokens = [None, Some("Bearer token-1"), Some("Bearer token-1"), Some("Bearer token-2")];
    for shown in tokens {
        assert_eq!(token(&server.request().await), shown);
    }
    let asked = desk.asked();
    assert_eq!(asked[1].claims.as_deref(), Some(r#"{"a": 1}"#));
    assert_eq!((&asked[1].scopes, &asked[1].tenant), (&asked[0].scopes, &asked[0].tenant));
    assert_eq!(client.send(&operation()).await.unwrap_err().status().unwrap(), 401);
    assert_eq!(desk.asked().len(), 3);
}

/// The service may want others by then, or none.
#[tokio::test]
async fn claims_are_not_asked_for_again_when_the_token_has_expired() {
    let desk = Desk::new();
    let claims = challenge(r#"error="insufficient_claims", claims="eyJhIjogMX0=""#);
    let replies = [usual(), found(), claims, found(), found()];
    let credential = Tokens::by_challenge(desk.clone());
    let (_server, transport, client) = set_up_with_clock(credential, replies).await;
    for _ in 0..2 {
        client.send(&operation()).await.unwrap();
    }
    transport.pass(2 * LIFETIME);
    client.send(&operation()).await.unwrap();
    let claims: Vec<_> = desk.asked().into_iter().map(|wanted| wanted.claims).collect();
    assert_eq!(claims, [None, Some(r#"{"a": 1}"#.to_owned()), None]);
}

#[tokio::test]
async fn a_service_that_moves_to_another_tenant_is_followed() {
    let desk = Desk::new();
    let moved =
        r#"Bearer authorization="https://login.example/fabrikam", resource="https://vault.example.net""#;
    let replies = [usual(), found(), Reply::with_header(401, "www-authenticate", moved), found(), found()];
    let (mut server, client) = set_up(Tokens::by_challenge(desk.clone()), replies).await;
    for _ in 0..3 {
        client.send(&operation()).await.unwrap();
    }
    let last = "Bearer token-2";
    for shown in [None, Some("Bearer token-1"), Some("Bearer token-1"), Some(last), Some(last)] {
        assert_eq!(token(&server.request().await), shown);
    }
    assert_eq!(desk.asked()[1].tenant.as_deref(), Some("fabrikam"));
}

#[tokio::test]
async fn a_service_that_wants_nothing_gets_the_request_whole() {
    let desk = Desk::new();
    let (mut server, client) = set_up(Tokens::by_challenge(desk.clone()), [found(), found(), found()]).await;
    client.send(&GetCertificate::new("nut")).await.unwrap();
    server.request().await;
    client.send(&contacts()).await.unwrap();
    assert_eq!(server.request().await.body().len(), 0);
    let whole = server.request().await;
    assert_eq!(token(&whole), None);
    assert!(String::from_utf8_lossy(whole.body()).contains("canary"));
    assert!(desk.asked().is_empty());
}

#[tokio::test]
async fn a_refusal_of_the_first_request_is_the_answer() {
    let replies = [Reply::json(403, &json!({ "error": { "code": "ForbiddenByFirewall" } }))];
    let (_server, client) = set_up(Tokens::by_challenge(Desk::new()), replies).await;
    assert_eq!(client.send(&contacts()).await.unwrap_err().code(), Some("ForbiddenByFirewall"));
}

#[tokio::test]
async fn a_post_is_sent_again_after_a_challenge_since_nothing_was_done() {
    let replies = [usual(), Reply::json(200, &json!({ "value": "AA" }))];
    let (mut server, client) = set_up(Tokens::by_challenge(Desk::new()), replies).await;
    client.send(&BackupCertificate::new("nut")).await.unwrap();
    let lengths = [server.request().await, server.request().await];
    assert!(lengths.iter().all(|request| request.headers()["content-length"] == "0"));
}

#[tokio::test]
async fn without_encryption_a_challenge_gets_no_token() {
    let desk = Desk::new();
    let mut server = Server::http([usual(), found()]).await;
    let client = Client::new(server.endpoint(), Tokens::by_challenge(desk.clone())).unwrap();
    let error = client.send(&operation()).await.unwrap_err();
    assert!(told(&error).contains("not reached by https"), "{error:?}");
    assert_eq!(token(&server.request().await), None);
    assert!(server.waiting_request().is_none() && desk.asked().is_empty());
}

/// A credential as programs that use `azure_core` have one.
#[derive(Debug)]
struct Foreign;

#[async_trait::async_trait]
impl TokenCredential for Foreign {
    async fn get_token(
        &self,
        scopes: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        let expires = OffsetDateTime::from(SystemTime::now() + LIFETIME - Duration::from_secs(1));
        Ok(AccessToken::new(format!("for-{}", scopes.join("+").len()), expires))
    }
}

#[tokio::test]
async fn a_credential_of_azure_core_serves_as_it_is() {
    let claims = challenge(r#"error="insufficient_claims", claims="eyJhIjogMX0=""#);
    let tokens = Tokens::by_challenge(AzureCore::new(Arc::new(Foreign)));
    let (mut server, client) = set_up(tokens, [usual(), found(), claims]).await;
    client.send(&operation()).await.unwrap();
    assert_eq!(token(&server.request().await), None);
    assert_eq!(token(&server.request().await), Some("Bearer for-34"));
    let error = client.send(&operation()).await.unwrap_err();
    assert!(told(&error).contains("cannot pass on"), "{error:?}");
}
