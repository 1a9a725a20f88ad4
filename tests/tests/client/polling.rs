//! Long operations, from their beginning to their end.

use std::time::{Duration, Instant};

use generated::azure_batch::certificates::Delete;
use generated::azure_key_vault::certificates::{
    CertificateCreateParameters, CreateCertificate, DeleteCertificate, GetCertificateOperation,
    RecoverDeletedCertificate,
};
use generated::client::{CallOptions, Client, Credential, Poller};
use generated::rt::poll::{PollError, PollPolicy};
use generated::rt::retry::RetryPolicy;
use generated::rt::{LongRunning, StatusCode};
use http::Response;
use serde_json::{Value, json};
use tests::reply::{Pieces, Reply};
use tests::server::Server;

use crate::{THUMBPRINT, client};

const SOON: Duration = Duration::from_millis(1);

fn create() -> CreateCertificate {
    CreateCertificate::new("nut", CertificateCreateParameters::new())
}

/// What the service tells of a certificate that is being created.
fn pending(status: &str) -> Reply {
    Reply::json(200, &json!({ "status": status, "status_details": format!("It is {status}.") }))
}

fn accepted() -> Reply {
    Reply::json(202, &json!({ "status": "inProgress" }))
}

/// An answer that asks to come back later.
fn asking(status: u16, milliseconds: u32, body: &Value) -> Reply {
    let answer = Response::builder().status(status).header("content-type", "application/json");
    let answer = answer.header("retry-after-ms", milliseconds.to_string());
    answer.body(Pieces::whole(body.to_string())).expect("lawful headers").into()
}

/// The service's own "there is none".
fn nothing() -> Reply {
    Reply::json(404, &json!({ "error": { "code": "CertificateNotFound", "message": "There is none." } }))
}

/// The same from the other service.
fn gone() -> Reply {
    Reply::json(404, &json!({ "code": "CertificateNotFound", "message": { "value": "There is none." } }))
}

async fn start<L: LongRunning>(server: &Server, operation: &L) -> Poller<L> {
    client(server).start(operation).await.expect("it begins").interval(SOON)
}

async fn lines<const N: usize>(server: &mut Server) -> [String; N] {
    let mut lines = Vec::new();
    for _ in 0..N {
        let request = server.request().await;
        assert_eq!(request.headers()["authorization"], "Bearer token");
        lines.push(format!("{} {}", request.method(), request.uri().path()));
    }
    assert!(server.waiting_request().is_none());
    lines.try_into().expect("as many as were pushed")
}

#[tokio::test]
async fn a_certificate_is_created_and_waited_for() {
    let mut server = Server::http([accepted(), pending("inProgress"), pending("completed")]).await;
    let mut poller = start(&server, &create()).await;
    assert_eq!(poller.started().unwrap().status, StatusCode::ACCEPTED);
    assert_eq!(poller.status(), None);
    let end = poller.wait().await.unwrap();
    assert_eq!(end.body.status.as_deref(), Some("completed"));
    assert_eq!(poller.status(), Some("completed"));
    let pending = "GET /certificates/nut/pending";
    assert_eq!(lines(&mut server).await, ["POST /certificates/nut/create", pending, pending]);
}

#[tokio::test]
async fn each_step_tells_how_far_it_is_and_an_unknown_state_is_no_end() {
    let server =
        Server::http([accepted(), pending("inProgress"), pending("napping"), pending("completed")]).await;
    let mut poller = start(&server, &create()).await;
    for state in ["inProgress", "napping"] {
        assert!(poller.poll().await.unwrap().is_none());
        assert_eq!(poller.status(), Some(state));
        let details = poller.last().and_then(|answer| answer.body.status_details.as_deref());
        assert_eq!(details, Some(format!("It is {state}.").as_str()));
    }
    assert!(poller.poll().await.unwrap().is_some());
}

#[tokio::test]
async fn a_failure_is_an_error_that_carries_all_that_the_service_tells() {
    let failed = json!({ "status": "failed", "error": { "code": "Refused", "message": "No such\nissuer." } });
    let server = Server::http([accepted(), Reply::json(200, &failed)]).await;
    let error = start(&server, &create()).await.wait().await.unwrap_err();
    assert_eq!(error.to_string(), r"the operation ended as `failed`: No such\nissuer.");
    let told = error.failed().and_then(|failed| failed.answer.body.error.value());
    assert_eq!(told.and_then(|told| told.code.as_deref()), Some("Refused"));
}

#[tokio::test]
async fn a_cancelled_operation_ends_as_the_service_says() {
    let asked = json!({ "status": "inProgress", "cancellation_requested": true });
    let mut server = Server::http([
        accepted(),
        pending("inProgress"),
        Reply::json(200, &asked),
        Reply::json(200, &asked),
        pending("cancelled"),
    ])
    .await;
    let mut poller = start(&server, &create()).await;
    assert!(poller.poll().await.unwrap().is_none());
    assert_eq!(poller.cancel().await.unwrap().body.cancellation_requested, Some(true));
    let error = poller.wait().await.unwrap_err();
    assert_eq!(error.failed().map(|failed| failed.state.as_str()), Some("cancelled"), "{error}");
    let (_create, _pending) = (server.request().await, server.request().await);
    let cancel = server.request().await;
    assert_eq!((cancel.method().as_str(), cancel.uri().path()), ("PATCH", "/certificates/nut/pending"));
    assert_eq!(
        serde_json::from_slice::<Value>(cancel.body()).unwrap(),
        json!({ "cancellation_requested": true })
    );
}

#[tokio::test]
async fn what_is_not_found_yet_is_still_running() {
    let mut server = Server::http([
        Reply::json(200, &json!({})),
        nothing(),
        nothing(),
        Reply::json(200, &json!({ "id": "nut" })),
    ])
    .await;
    let mut poller = start(&server, &DeleteCertificate::new("nut")).await;
    assert!(poller.poll().await.unwrap().is_none());
    assert!(poller.last().is_none() && poller.status().is_none());
    assert_eq!(poller.wait().await.unwrap().body.id.as_deref(), Some("nut"));
    let deleted = "GET /deletedcertificates/nut";
    assert_eq!(lines(&mut server).await, ["DELETE /certificates/nut", deleted, deleted, deleted]);

    let mut server =
        Server::http([Reply::json(200, &json!({})), nothing(), Reply::json(200, &json!({}))]).await;
    start(&server, &RecoverDeletedCertificate::new("nut")).await.wait().await.unwrap();
    let found = "GET /certificates/nut/";
    assert_eq!(lines(&mut server).await, ["POST /deletedcertificates/nut/recover", found, found]);
}

#[tokio::test]
async fn what_is_not_found_any_more_is_gone() {
    let deleting = || Reply::json(200, &json!({ "state": "deleting" }));
    let server = Server::http([Reply::empty(202), deleting(), deleting(), gone()]).await;
    let mut poller = start(&server, &Delete::new("sha1", THUMBPRINT)).await;
    assert!(poller.poll().await.unwrap().is_none());
    assert_eq!(poller.status(), Some("deleting"));
    poller.wait().await.unwrap();

    let stuck =
        json!({ "state": "deletefailed", "deleteCertificateError": { "message": "A pool uses it." } });
    let server = Server::http([Reply::empty(202), Reply::json(200, &stuck)]).await;
    let error = start(&server, &Delete::new("sha1", THUMBPRINT)).await.wait().await.unwrap_err();
    assert_eq!(error.to_string(), "the operation ended as `deletefailed`: A pool uses it.");
}

/// A proxy's page says nothing about the service, and where nothing says what 404 means, it is an error.
#[tokio::test]
async fn only_the_service_can_say_that_nothing_is_there() {
    let page = Reply::text(404, "text/html", "<html>");
    let server = Server::http([Reply::empty(202), page, gone()]).await;
    let mut poller = start(&server, &Delete::new("sha1", THUMBPRINT)).await;
    let error = poller.wait().await.unwrap_err();
    assert!(
        matches!(&error, PollError::Call(error) if error.status() == Some(StatusCode::NOT_FOUND)),
        "{error}"
    );
    poller.wait().await.expect("after an error, the same can be asked again");

    let server = Server::http([accepted(), nothing()]).await;
    let error = start(&server, &create()).await.wait().await.unwrap_err();
    assert!(
        matches!(&error, PollError::Call(error) if error.code() == Some("CertificateNotFound")),
        "{error}"
    );
}

#[tokio::test]
async fn the_service_may_ask_for_a_longer_wait_and_the_caller_for_a_steady_one() {
    let wait = Duration::from_millis(150);
    let running = json!({ "status": "inProgress" });
    let server =
        Server::http([asking(202, 150, &running), asking(200, 150, &running), pending("completed")]).await;
    let mut poller = start(&server, &create()).await;
    let begun = Instant::now();
    assert!(poller.poll().await.unwrap().is_none());
    assert!(begun.elapsed() >= wait, "the answer that began it asks for a wait, too");
    poller.wait().await.unwrap();
    assert!(begun.elapsed() >= 2 * wait);

    // More than is allowed is cut, and less than the caller's own pace is no favour.
    let server =
        Server::http([asking(202, 3_600_000, &running), asking(200, 1, &running), pending("completed")])
            .await;
    let policy = PollPolicy::new().interval(wait).max_asked(SOON);
    let mut poller = client(&server).start(&create()).await.unwrap().policy(policy);
    let begun = Instant::now();
    poller.wait().await.unwrap();
    assert!(begun.elapsed() >= 2 * wait);
}

#[tokio::test]
async fn another_program_can_wait_for_what_was_begun() {
    let mut server = Server::http([pending("inProgress"), pending("completed")]).await;
    let poll = GetCertificateOperation::new("nut");
    let mut poller = client(&server).attach::<CreateCertificate>(poll).interval(SOON);
    assert!(poller.started().is_none());
    assert_eq!(poller.wait().await.unwrap().body.status.as_deref(), Some("completed"));
    let pending = "GET /certificates/nut/pending";
    assert_eq!(lines(&mut server).await, [pending, pending]);
}

#[tokio::test]
async fn waiting_ends_in_its_time_and_can_go_on_with_more() {
    let server = Server::http([accepted(), pending("inProgress"), pending("completed")]).await;
    let hasty = PollPolicy::new().interval(SOON).max_total(Duration::ZERO);
    let mut poller = client(&server).start(&create()).await.unwrap().policy(hasty.clone());
    for _ in 0..2 {
        let error = poller.wait().await.unwrap_err();
        assert!(matches!(error, PollError::OutOfTime { .. }), "{error}");
    }
    let mut poller = poller.policy(hasty.max_total(Duration::MAX));
    assert_eq!(poller.wait().await.unwrap().body.status.as_deref(), Some("completed"));
}

#[tokio::test]
async fn a_dropped_wait_leaves_the_poller_as_it_was() {
    let mut server = Server::http([accepted(), pending("completed")]).await;
    let mut poller = client(&server).start(&create()).await.unwrap().interval(Duration::from_secs(60));
    server.request().await;
    let waiting = tokio::time::timeout(Duration::from_millis(20), poller.wait()).await;
    assert!(waiting.is_err() && server.waiting_request().is_none());
    poller.interval(SOON).wait().await.unwrap();
}

#[tokio::test]
async fn a_question_that_meets_what_may_pass_is_asked_again() {
    let server = Server::http([accepted(), Reply::empty(503), pending("completed")]).await;
    let builder = Client::builder(server.endpoint()).credential(Credential::bearer("token"));
    let client = builder.retry(RetryPolicy::new().first_backoff(SOON)).build().unwrap();
    client.start(&create()).await.unwrap().interval(SOON).wait().await.unwrap();
}

/// Whatever links and addresses an answer holds, what is polled is made of the operation that was begun.
#[tokio::test]
async fn no_answer_leads_to_another_host() {
    let mut other = Server::http([pending("completed")]).await;
    let theirs = format!("{}/certificates/nut/pending", other.address());
    let body = json!({ "status": "inProgress", "id": &theirs, "target": &theirs });
    let elsewhere = |status: u16| -> Reply {
        let answer = Response::builder().status(status).header("content-type", "application/json");
        let answer = ["location", "operation-location", "azure-asyncoperation"]
            .iter()
            .fold(answer, |answer, name| answer.header(*name, &theirs));
        answer.body(Pieces::whole(body.to_string())).expect("lawful headers").into()
    };
    let mut server = Server::http([elsewhere(202), elsewhere(200), pending("completed")]).await;
    start(&server, &create()).await.wait().await.unwrap();
    let pending = "GET /certificates/nut/pending";
    assert_eq!(lines(&mut server).await, ["POST /certificates/nut/create", pending, pending]);
    assert!(other.waiting_request().is_none());
}

/// Answers may hold what is not to be shown, and a task may be moved to another thread while it waits.
#[tokio::test]
async fn a_poller_shows_no_answer_and_can_be_sent() {
    let server =
        Server::http([accepted(), Reply::json(200, &json!({ "status": "canary" })), pending("failed")]).await;
    let client = client(&server);
    let task = tokio::spawn(async move {
        let mut poller = client.start(&create()).await.unwrap().interval(SOON);
        assert!(poller.poll().await.unwrap().is_none());
        (format!("{poller:?}"), poller.wait().await.unwrap_err())
    });
    let (shown, error) = task.await.unwrap();
    assert!(!shown.contains("status_details") && !shown.contains("It is"), "{shown}");
    assert!(!format!("{error:?}").contains("It is"), "{error:?}");
}

#[tokio::test]
async fn each_request_of_a_long_operation_has_its_options() {
    let mut server = Server::http([accepted(), pending("inProgress"), pending("completed")]).await;
    let (beginning, asking) = (CallOptions::new().if_match("v1"), CallOptions::new().if_none_match("v2"));
    let poller = client(&server).start_with(&create(), &beginning).await.unwrap();
    poller.options(asking).interval(SOON).wait().await.unwrap();
    let mut conditions = Vec::new();
    for _ in 0..3 {
        let request = server.request().await;
        let header = |name| request.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        conditions.push((header("if-match"), header("if-none-match")));
    }
    let (v1, v2) = (Some("v1".to_owned()), Some("v2".to_owned()));
    assert_eq!(conditions, [(v1, None), (None, v2.clone()), (None, v2)]);
}
