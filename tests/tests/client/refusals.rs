//! What the services refuse: their own description of it arrives typed, with all that came along.

use generated::azure_key_vault::certificates::DeleteCertificate;
use generated::rt::{Error, Nullable};
use http::Response;
use serde_json::json;
use tests::reply::{Pieces, Reply};
use tests::server::Server;

use crate::{client, get};

/// A refusal with the headers that both services send.
fn refusal(status: u16, request_id: &str, body: &serde_json::Value) -> Reply {
    let head = Response::builder().status(status).header("content-type", "application/json");
    head.header(request_id, "0c4d50ee").body(Pieces::whole(body.to_string())).expect("lawful headers").into()
}

#[tokio::test]
async fn batch_tells_code_message_and_values() {
    let body = json!({
        "odata.metadata": "https://account.region.batch.azure.com/$metadata#Microsoft.Azure.Batch.Protocol.Entities.Container.errors/@Element",
        "code": "CertificateNotFound",
        "message": { "lang": "en-US", "value": "The specified certificate does not exist.\nRequestId:0c4d50ee" },
        "values": [{ "key": "Reason", "value": "It never did." }]
    });
    let server = Server::http([refusal(404, "request-id", &body)]).await;
    let error = client(&server).send(&get()).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 404);
    assert_eq!(error.code(), Some("CertificateNotFound"));
    assert_eq!(error.request_id(), Some("0c4d50ee"));
    assert_eq!(
        error.to_string(),
        "404 Not Found: CertificateNotFound: The specified certificate does not exist.\\nRequestId:0c4d50ee (request id 0c4d50ee)"
    );
    let Error::Service(error) = error else { panic!("{error}") };
    let values = error.fault.values.as_deref().unwrap();
    assert_eq!(values[0].key.as_deref(), Some("Reason"));
    assert_eq!(error.fault.message.as_ref().unwrap().lang.as_deref(), Some("en-US"));
    assert_eq!(error.headers["request-id"], "0c4d50ee");
    assert_eq!(error.body, body.to_string());
    assert_eq!(serde_json::to_value(&error.fault).unwrap(), body);
}

#[tokio::test]
async fn key_vault_tells_errors_within_errors() {
    let body = json!({ "error": {
        "code": "Forbidden",
        "message": "The user does not have certificates delete permission.",
        "innererror": { "code": "ForbiddenByPolicy", "innererror": null }
    } });
    let server = Server::http([refusal(403, "x-ms-request-id", &body)]).await;
    let error = client(&server).send(&DeleteCertificate::new("importCert01")).await.unwrap_err();
    assert_eq!(error.code(), Some("Forbidden"));
    assert_eq!(error.request_id(), Some("0c4d50ee"));
    let Error::Service(error) = error else { panic!("{error}") };
    let inner = error.fault.error.value().unwrap().inner_error.value().unwrap();
    assert_eq!(inner.code.as_deref(), Some("ForbiddenByPolicy"));
    assert_eq!(inner.inner_error, Nullable::Null);
    assert_eq!(serde_json::to_value(&error.fault).unwrap(), body);
}

#[tokio::test]
async fn a_refusal_without_words_is_still_a_refusal() {
    let bodies = [json!({}), json!({ "error": null }), json!({ "error": {} })];
    let server = Server::http(bodies.iter().map(|body| Reply::json(409, body))).await;
    for _ in bodies {
        let error = client(&server).send(&DeleteCertificate::new("importCert01")).await.unwrap_err();
        assert!(matches!(error, Error::Service(_)), "{error:?}");
        assert_eq!((error.code(), error.to_string().as_str()), (None, "409 Conflict"));
    }
}
