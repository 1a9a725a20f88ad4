//! Tokens: asked for once, kept while they are good, renewed in time.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use futures_util::future::join_all;
use generated::azure_key_vault::certificates::DeleteCertificate;
use generated::client::{AccessToken, CallOptions, Client, Tokens};
use generated::rt::auth::challenge::TokenRequest;
use generated::rt::retry::RetryPolicy;
use generated::rt::{CredentialFault, Error};
use serde_json::json;
use tests::desk::{Desk, LIFETIME, token};
use tests::errors::told;
use tests::reply::Reply;
use tests::server::{PATIENCE, Server};
use tests::transport::Direct;
use tokio::sync::Notify;
use tokio::time::timeout;

const SCOPE: &str = "https://vault.example.net/.default";

fn operation() -> DeleteCertificate {
    DeleteCertificate::new("nut")
}

fn found() -> Reply {
    Reply::json(200, &json!({}))
}

/// The time of a token, but for so many seconds.
fn all_but(seconds: u64) -> Duration {
    LIFETIME.saturating_sub(Duration::from_secs(seconds))
}

/// A desk whose tokens are good the longer the later they come, since a test's clock runs ahead of the desk's.
fn desk() -> Desk {
    Desk::issuing(|number| Ok(token(number, SystemTime::now() + LIFETIME * u32::try_from(number.pow(3))?)))
}

/// A server that answers so many requests, a transport to it whose clock can be set, and a client with this desk's tokens.
async fn set_up(desk: &Desk, replies: impl IntoIterator<Item = Reply>) -> (Server, Direct, Client) {
    let server = Server::http(replies).await;
    let transport = Direct::plain(&server);
    let builder = Client::builder(server.endpoint()).credential(Tokens::for_scopes(desk.clone(), [SCOPE]));
    let client = builder.build_with(transport.clone()).expect("lawful settings");
    (server, transport, client)
}

/// Sends, and says what the request showed.
async fn shown(client: &Client, server: &mut Server) -> String {
    client.send(&operation()).await.expect("the server answers");
    authorization(server).await
}

async fn authorization(server: &mut Server) -> String {
    let request = server.request().await;
    request.headers()["authorization"].to_str().expect("ASCII").to_owned()
}

#[tokio::test]
async fn a_token_serves_until_it_is_about_to_expire() {
    let desk = desk();
    let (mut server, transport, client) = set_up(&desk, (0..4).map(|_| found())).await;
    assert_eq!(shown(&client, &mut server).await, "Bearer token-1");
    transport.pass(all_but(330));
    assert_eq!(shown(&client, &mut server).await, "Bearer token-1");
    transport.pass(Duration::from_secs(60));
    assert_eq!(shown(&client, &mut server).await, "Bearer token-2");
    assert_eq!(shown(&client.clone(), &mut server).await, "Bearer token-2");
    assert_eq!(desk.asked(), [TokenRequest::for_scopes([SCOPE]), TokenRequest::for_scopes([SCOPE])]);
    assert_eq!(desk.asked()[0].scopes, [SCOPE]);
}

#[tokio::test]
async fn clients_share_what_their_credentials_share() {
    let desk = Desk::new();
    let tokens = Tokens::for_scopes(desk.clone(), [SCOPE]);
    let mut server = Server::http((0..3).map(|_| found())).await;
    for _ in 0..2 {
        let client = Client::new(server.endpoint(), tokens.clone()).unwrap();
        assert_eq!(shown(&client, &mut server).await, "Bearer token-1");
    }
    let other = Client::new(server.endpoint(), Tokens::for_scopes(desk, ["other"])).unwrap();
    assert_eq!(shown(&other, &mut server).await, "Bearer token-2");
}

#[tokio::test]
async fn a_thousand_calls_renew_an_expired_token_once() {
    let desk = desk().closed();
    let (mut server, transport, client) = set_up(&desk, (0..1001).map(|_| found())).await;
    desk.admit(1);
    assert_eq!(shown(&client, &mut server).await, "Bearer token-1");
    transport.pass(2 * LIFETIME);
    let operation = operation();
    let calls = join_all((0..1000).map(|_| client.send(&operation)));
    let opening = async {
        desk.until_asked(2).await;
        desk.open();
    };
    let (answers, ()) = tokio::join!(calls, opening);
    assert!(answers.iter().all(Result::is_ok));
    for _ in 0..1000 {
        assert_eq!(authorization(&mut server).await, "Bearer token-2");
    }
    assert_eq!(desk.asked().len(), 2);
}

#[tokio::test]
async fn while_one_call_renews_the_others_go_on() {
    let desk = desk().closed();
    let (mut server, transport, client) = set_up(&desk, (0..3).map(|_| found())).await;
    let (first, renewing) = (client.clone(), client.clone());
    let first = tokio::spawn(async move { first.send(&operation()).await.map(drop) });
    desk.until_asked(1).await;
    desk.admit(1);
    first.await.unwrap().unwrap();
    assert_eq!(authorization(&mut server).await, "Bearer token-1");
    transport.pass(all_but(200));
    let renewing = tokio::spawn(async move { renewing.send(&operation()).await.map(drop) });
    desk.until_asked(2).await;
    // The desk has not answered yet, and the old token is good.
    assert_eq!(shown(&client, &mut server).await, "Bearer token-1");
    desk.admit(1);
    renewing.await.unwrap().unwrap();
    assert_eq!(authorization(&mut server).await, "Bearer token-2");
}

#[tokio::test]
async fn a_failed_renewal_keeps_the_token_that_is_still_good() {
    let desk = Desk::issuing(|number| match number {
        2 | 3 => Err("the desk is out for lunch".into()),
        number => Ok(token(number, SystemTime::now() + LIFETIME)),
    });
    let (mut server, transport, client) = set_up(&desk, (0..5).map(|_| found())).await;
    assert_eq!(shown(&client, &mut server).await, "Bearer token-1");
    transport.pass(all_but(200));
    assert_eq!(shown(&client, &mut server).await, "Bearer token-1");
    assert_eq!(shown(&client, &mut server).await, "Bearer token-1");
    assert_eq!(desk.asked().len(), 2, "who has just failed is not asked again at once");
    transport.pass(Duration::from_secs(190));
    let error = client.send(&operation()).await.unwrap_err();
    assert!(told(&error).contains("out for lunch"), "{error:?}");
    assert!(
        matches!(&error, Error::Credential(error) if matches!(error.fault(), CredentialFault::Source(_)))
    );
    transport.pass(Duration::from_secs(10));
    // Far ahead of the machine's clock, what the desk issues is old when it comes, and serves the call that it is for.
    assert_eq!(shown(&client, &mut server).await, "Bearer token-4");
    assert!(server.waiting_request().is_none());
}

#[tokio::test]
async fn all_who_wait_for_a_renewal_share_its_failure() {
    let desk = Desk::issuing(|_| Err("no".into())).closed();
    let (mut server, _, client) = set_up(&desk, []).await;
    let operation = operation();
    let calls = join_all((0..100).map(|_| client.send(&operation)));
    let opening = async {
        desk.until_asked(1).await;
        desk.open();
    };
    let (answers, ()) = tokio::join!(calls, opening);
    assert!(answers.iter().all(|answer| matches!(answer, Err(Error::Credential(_)))));
    assert_eq!(desk.asked().len(), 1);
    assert!(server.waiting_request().is_none());
}

#[tokio::test]
async fn a_call_ends_in_its_time_while_it_waits_for_a_token() {
    let desk = Desk::new().closed();
    let (mut server, _, client) = set_up(&desk, [found()]).await;
    let options = CallOptions::new().max_total(Duration::from_millis(100));
    let operation = operation();
    // One asks the desk, the other waits for its turn.
    let calls = join_all((0..2).map(|_| client.send_with(&operation, &options)));
    for answer in timeout(PATIENCE, calls).await.unwrap() {
        let Err(Error::Credential(error)) = answer else { panic!("{answer:?}") };
        assert!(matches!(error.fault(), CredentialFault::Timeout), "{error:?}");
    }
    // Who gave up is in nobody's way.
    desk.open();
    assert!(shown(&client, &mut server).await.starts_with("Bearer token-"));
}

#[tokio::test]
async fn a_token_that_the_service_rejects_is_replaced_once() {
    let claims = r#"Bearer error="insufficient_claims", claims="eyJhIjogMX0=""#;
    let desk = Desk::new();
    let rejected = || Reply::empty(401);
    let asked = || Reply::with_header(401, "www-authenticate", claims);
    let replies = [found(), rejected(), found(), asked(), found(), asked(), asked(), found()];
    let (mut server, _, client) = set_up(&desk, replies).await;
    assert_eq!(shown(&client, &mut server).await, "Bearer token-1");
    // It was issued for an earlier call, and may have been revoked since.
    client.send(&operation()).await.unwrap();
    assert_eq!(authorization(&mut server).await, "Bearer token-1");
    assert_eq!(authorization(&mut server).await, "Bearer token-2");
    // It lacks a claim.
    client.send(&operation()).await.unwrap();
    assert_eq!(authorization(&mut server).await, "Bearer token-2");
    assert_eq!(authorization(&mut server).await, "Bearer token-3");
    assert_eq!(desk.asked()[2].claims.as_deref(), Some(r#"{"a": 1}"#));
    // The next one lacks it, too: the caller has to know.
    let error = client.send(&operation()).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 401);
    assert_eq!(authorization(&mut server).await, "Bearer token-3");
    assert_eq!(authorization(&mut server).await, "Bearer token-4");
    assert_eq!(shown(&client, &mut server).await, "Bearer token-4");
    assert_eq!(error.attempts().len(), 1, "an answer that is heeded is no attempt: {error}");
}

#[tokio::test]
async fn a_token_that_another_call_renewed_does_not_stand_for_one_with_claims() {
    let claims = r#"Bearer error="insufficient_claims", claims="eyJhIjogMX0=""#;
    let asked = Reply::with_header(401, "www-authenticate", claims);
    let desk = Desk::new().closed();
    let replies = [found(), Reply::empty(401), asked, found(), found()];
    let (mut server, _, client) = set_up(&desk, replies).await;
    desk.admit(1);
    assert_eq!(shown(&client, &mut server).await, "Bearer token-1");
    let (revoked, lacking) = (client.clone(), client.clone());
    let revoked = tokio::spawn(async move { revoked.send(&operation()).await.map(drop) });
    desk.until_asked(2).await;
    let lacking = tokio::spawn(async move { lacking.send(&operation()).await.map(drop) });
    for _ in 0..2 {
        assert_eq!(authorization(&mut server).await, "Bearer token-1");
    }
    desk.open();
    revoked.await.unwrap().unwrap();
    lacking.await.unwrap().unwrap();
    let claims: Vec<_> = desk.asked().into_iter().map(|wanted| wanted.claims).collect();
    assert_eq!(claims, [None, None, Some(r#"{"a": 1}"#.to_owned())]);
    let mut last = [authorization(&mut server).await, authorization(&mut server).await];
    last.sort_unstable();
    assert_eq!(last, ["Bearer token-2", "Bearer token-3"]);
}

/// Two calls show the same token, and the service takes it from neither, for the same reason.
#[tokio::test]
async fn calls_whose_token_is_rejected_share_its_successor() {
    const CLAIMS: &str = r#"Bearer error="insufficient_claims", claims="eyJhIjogMX0=""#;
    let revoked: fn() -> Reply = || Reply::empty(401);
    let lacking: fn() -> Reply = || Reply::with_header(401, "www-authenticate", CLAIMS);
    for rejected in [revoked, lacking] {
        let desk = Desk::new().closed();
        let replies = [found(), rejected(), rejected(), found(), found()];
        let (mut server, _, client) = set_up(&desk, replies).await;
        desk.admit(1);
        assert_eq!(shown(&client, &mut server).await, "Bearer token-1");
        let operation = operation();
        let calls = join_all((0..2).map(|_| client.send(&operation)));
        let opening = async {
            for _ in 0..2 {
                assert_eq!(authorization(&mut server).await, "Bearer token-1");
            }
            desk.until_asked(2).await;
            desk.open();
        };
        let (answers, ()) = tokio::join!(calls, opening);
        assert!(answers.iter().all(Result::is_ok));
        for _ in 0..2 {
            assert_eq!(authorization(&mut server).await, "Bearer token-2");
        }
        assert_eq!(desk.asked().len(), 2);
    }
}

/// Another call has had the token replaced by the time that one hears that it is none.
#[tokio::test]
async fn a_late_rejection_is_not_of_the_token_that_came_since() {
    let desk = Desk::new();
    let gate = Arc::new(Notify::new());
    let rejected = || Reply::empty(401);
    let replies = [found(), rejected().behind(&gate), rejected(), found(), found()];
    let (mut server, _, client) = set_up(&desk, replies).await;
    assert_eq!(shown(&client, &mut server).await, "Bearer token-1");
    let late = client.clone();
    let late = tokio::spawn(async move { late.send(&operation()).await.map(drop) });
    assert_eq!(authorization(&mut server).await, "Bearer token-1");
    client.send(&operation()).await.unwrap();
    for token in ["Bearer token-1", "Bearer token-2"] {
        assert_eq!(authorization(&mut server).await, token);
    }
    gate.notify_one();
    late.await.unwrap().unwrap();
    assert_eq!(authorization(&mut server).await, "Bearer token-2");
    assert_eq!(desk.asked().len(), 2);
}

#[tokio::test]
async fn a_token_that_was_issued_for_the_call_is_not_replaced() {
    let desk = Desk::new();
    let (mut server, _, client) = set_up(&desk, [Reply::empty(401), found()]).await;
    assert_eq!(client.send(&operation()).await.unwrap_err().status().unwrap(), 401);
    assert_eq!(desk.asked().len(), 1);
    server.request().await;
    assert!(server.waiting_request().is_none());
}

#[tokio::test]
async fn tokens_are_not_shown() {
    let canary = "canary-7f3a";
    let desk = Desk::issuing(move |number| {
        let text = if number == 1 { format!("{canary}\n") } else { canary.to_owned() };
        Ok(AccessToken::new(text, SystemTime::now() + LIFETIME))
    });
    let tokens = Tokens::for_scopes(Arc::new(desk.clone()), [SCOPE]);
    let server = Server::http([Reply::empty(418)]).await;
    let client = Client::builder(server.endpoint()).credential(tokens.clone()).retry(RetryPolicy::never());
    let client = client.build().unwrap();
    let error = client.send(&operation()).await.unwrap_err();
    assert!(matches!(&error, Error::Credential(error) if matches!(error.fault(), CredentialFault::Token)));
    let refusal = client.send(&operation()).await.unwrap_err();
    assert_eq!(refusal.status().unwrap(), 418);
    let shown = format!(
        "{tokens:?} {client:?} {} {} {:?}",
        told(&error),
        told(&refusal),
        token(1, SystemTime::now())
    );
    assert!(!shown.contains("canary") && !shown.contains("token-1"), "{shown}");
}
