//! The operations of the first pages, as these show them: what arrives, header by header, and what comes back, field
//! by field.

use std::collections::BTreeMap;

use bytes::Bytes;
use generated::azure_batch::certificates::{Add, CertificateAddParameter, CertificateState, Delete};
use generated::azure_key_vault::certificates::{DeleteCertificate, DeleteCertificateOperation};
use generated::client::{Client, Credential};
use generated::rt::{Base64Url, HttpDate, Nullable, Operation, Response, UnixTime, Uuid};
use http::Request;
use serde_json::Value;
use tests::pages::{PageSample, page_sample};
use tests::reply::{Pieces, Reply};
use tests::server::Server;

use crate::{THUMBPRINT, get};

const REQUEST_ID: &str = "0c4d50ee-2d56-4cd3-8152-34347dc9f2b0";
const CLIENT_REQUEST_ID: &str = "9c4d50ee-2d56-4cd3-8152-34347dc9f2b0";
const DATE: &str = "Tue, 15 Nov 1994 12:45:26 GMT";

/// The headers that the pages of Batch promise.
const PROMISED: [(&str, &str); 5] = [
    ("client-request-id", CLIENT_REQUEST_ID),
    ("request-id", REQUEST_ID),
    ("ETag", "\"0x8D3F5C3A\""),
    ("Last-Modified", DATE),
    ("DataServiceId", "https://account.region.batch.azure.com/certificates(1)"),
];

/// Sends an operation to a server that answers as the page says.
async fn exchange<O: Operation>(
    operation: &O,
    sample: &PageSample,
) -> (Request<Bytes>, Response<O::Body, O::Headers>) {
    let mut answer = http::Response::builder().status(sample.status);
    for (name, value) in PROMISED {
        answer = answer.header(name, value);
    }
    if sample.answer.is_some() {
        answer = answer.header("content-type", "application/json; odata=minimalmetadata");
    }
    let body = sample.answer.as_ref().map(Value::to_string).unwrap_or_default();
    let answer = answer.body(Pieces::whole(body)).expect("lawful headers");
    let mut server = Server::http([Reply::from(answer)]).await;
    let endpoint = server.endpoint().with_api_version(&sample.api_version);
    let client = Client::new(endpoint, Credential::bearer("token")).expect("a token that can be sent");
    let response = client.send(operation).await.expect("the page's answer can be read");
    let request = server.request().await;
    assert_eq!(request.headers()["host"], server.address().trim_start_matches("http://"));
    (request, response)
}

/// Holds what arrived against the page; `headers` are those besides the ones that every request has.
fn check_request(request: &Request<Bytes>, sample: &PageSample, headers: &[(&str, &str)]) {
    assert_eq!(request.method(), sample.method);
    assert_eq!(request.uri(), sample.target.as_str());
    let body = (!request.body().is_empty()).then(|| serde_json::from_slice(request.body()).expect("JSON"));
    assert_eq!(body, sample.body);
    let arrived: BTreeMap<&str, &str> = request
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().expect("ASCII")))
        .collect();
    let usual = [
        ("accept", "application/json"),
        ("accept-encoding", "gzip"),
        ("authorization", "Bearer token"),
        ("host", arrived["host"]),
        ("user-agent", arrived["user-agent"]),
    ];
    assert_eq!(arrived, usual.iter().chain(headers).copied().collect());
    assert_eq!(request.headers().len(), arrived.len(), "no header comes twice");
}

#[tokio::test]
async fn batch_add() {
    let sample = page_sample("azure-batch/certificates", "Add");
    let certificate = CertificateAddParameter::new("#####...", THUMBPRINT, "sha1")
        .certificate_format("pfx")
        .password("<ExamplePassword>");
    let (request, response) = exchange(&Add::new(certificate), &sample).await;
    let length = request.body().len().to_string();
    let headers = [("content-type", "application/json; odata=minimalmetadata"), ("content-length", &length)];
    check_request(&request, &sample, &headers);
    assert_eq!(response.status, 201);
    assert_eq!(response.headers.client_request_id, Some(Uuid::from(CLIENT_REQUEST_ID)));
    assert_eq!(response.headers.request_id, Some(Uuid::from(REQUEST_ID)));
    assert_eq!(response.headers.etag.as_deref(), Some("\"0x8D3F5C3A\""));
    assert_eq!(response.headers.last_modified, Some(HttpDate::from(DATE)));
    assert_eq!(
        response.headers.data_service_id.as_deref(),
        Some("https://account.region.batch.azure.com/certificates(1)")
    );
}

#[tokio::test]
async fn batch_get() {
    let sample = page_sample("azure-batch/certificates", "Get");
    let (request, response) = exchange(&get(), &sample).await;
    check_request(&request, &sample, &[]);
    assert_eq!(response.status, 200);
    assert_eq!(response.headers.request_id, Some(Uuid::from(REQUEST_ID)));
    assert_eq!(response.headers.last_modified, Some(HttpDate::from(DATE)));
    assert_eq!(response.raw_headers["dataserviceid"], PROMISED[4].1);
    assert_eq!(response.body.state, Some(CertificateState::DeleteFailed));
    assert_eq!(response.body.previous_state, Some(CertificateState::Deleting));
    let error = response.body.delete_certificate_error.as_ref().unwrap();
    assert_eq!(error.code.as_deref(), Some("PoolsReferencingCertificate"));
    assert_eq!(serde_json::to_value(&response.body).ok(), sample.answer);
}

#[tokio::test]
async fn batch_get_with_all_that_may_be_set() {
    let sample = page_sample("azure-batch/certificates", "Get");
    let get = get()
        .select("state, url")
        .timeout(30)
        .client_request_id(CLIENT_REQUEST_ID)
        .return_client_request_id(true)
        .ocp_date(DATE);
    let (request, response) = exchange(&get, &sample).await;
    let asked = PageSample {
        target: sample.target.replace('?', "?$select=state%2C%20url&timeout=30&"),
        ..sample.clone()
    };
    let headers =
        [("client-request-id", CLIENT_REQUEST_ID), ("return-client-request-id", "true"), ("ocp-date", DATE)];
    check_request(&request, &asked, &headers);
    assert_eq!(response.headers.client_request_id, get.client_request_id);
}

#[tokio::test]
async fn batch_delete() {
    let sample = page_sample("azure-batch/certificates", "Delete");
    let (request, response) = exchange(&Delete::new("sha1", THUMBPRINT), &sample).await;
    check_request(&request, &sample, &[]);
    assert_eq!(response.status, 202);
    assert_eq!(response.headers.request_id, Some(Uuid::from(REQUEST_ID)));
    assert_eq!(response.headers.etag.as_deref(), Some("\"0x8D3F5C3A\""));
}

#[tokio::test]
async fn key_vault_delete_certificate() {
    let sample = page_sample("azure-key-vault/certificates", "DeleteCertificate");
    let (request, response) = exchange(&DeleteCertificate::new("importCert01"), &sample).await;
    check_request(&request, &sample, &[]);
    assert_eq!(response.status, 200);
    let deleted = &response.body;
    assert_eq!(deleted.scheduled_purge_date, Some(UnixTime::new(1_501_714_558)));
    assert_eq!(deleted.x5t, Some(Base64Url::from("fLi3U52HunIVNXubkEnf8tP6Wbo")));
    let attributes = deleted.attributes.as_ref().unwrap();
    assert_eq!(attributes.expires, Some(UnixTime::new(2_208_988_799)));
    assert_eq!(attributes.recovery_level.as_ref().unwrap().as_str(), "Recoverable+Purgeable");
    let properties = deleted.policy.as_ref().unwrap().x509_props.as_ref().unwrap();
    assert_eq!(properties.key_usage.as_deref(), Some(&[][..]));
    assert_eq!(properties.unknown_fields.get("basic_constraints"), Some(&serde_json::json!({ "ca": false })));
    assert_eq!(serde_json::to_value(deleted).ok(), sample.answer);
}

#[tokio::test]
async fn key_vault_delete_certificate_operation() {
    let sample = page_sample("azure-key-vault/certificates", "DeleteCertificateOperation");
    let operation = DeleteCertificateOperation::new("deletedRequestedCert01");
    let (request, response) = exchange(&operation, &sample).await;
    check_request(&request, &sample, &[]);
    assert_eq!(response.status, 200);
    assert_eq!(response.body.cancellation_requested, Some(false));
    assert_eq!(response.body.status.as_deref(), Some("inProgress"));
    assert_eq!(response.body.error, Nullable::Absent);
    assert_eq!(serde_json::to_value(&response.body).ok(), sample.answer);
}
