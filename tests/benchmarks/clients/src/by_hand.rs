//! What somebody writes who needs this one operation and no more: the floor.

use std::net::SocketAddr;

use bytes::Bytes;
use http::header::{ACCEPT, HOST};
use http::{HeaderValue, Method, Request, StatusCode};
use http_body_util::{BodyExt as _, Empty};
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::de::DeserializeOwned;
use tokio::net::TcpStream;

use crate::Failure;

/// All but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The request of the operation.
///
/// # Errors
///
/// When it is none.
pub fn request(authority: &str, name: &str) -> Result<Request<Bytes>, http::Error> {
    let name = utf8_percent_encode(name, RESERVED);
    Request::builder()
        .method(Method::DELETE)
        .uri(format!("https://{authority}/certificates/{name}?api-version=7.0"))
        .header(ACCEPT, HeaderValue::from_static("application/json"))
        .body(Bytes::new())
}

/// A connection that is open.
pub struct Connection {
    sender: SendRequest<Empty<Bytes>>,
    host: HeaderValue,
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    ///
    /// When nobody listens.
    pub async fn open(address: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { sender, host: HeaderValue::from_str(&address.to_string())? })
    }

    /// Sends the request and reads the answer, by hyper.
    ///
    /// # Errors
    ///
    /// When the answer is not what the page says.
    pub async fn call<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, Failure> {
        let name = utf8_percent_encode(name, RESERVED);
        let request = Request::builder()
            .method(Method::DELETE)
            .uri(format!("/certificates/{name}?api-version=7.0"))
            .header(HOST, &self.host)
            .header(ACCEPT, HeaderValue::from_static("application/json"))
            .body(Empty::new())?;
        self.sender.ready().await?;
        let answer = self.sender.send_request(request).await?;
        if answer.status() != StatusCode::OK {
            return Err(answer.status().to_string().into());
        }
        let body = answer.into_body().collect().await?.to_bytes();
        Ok(serde_json::from_slice(&body)?)
    }
}

/// Sends the request and reads the answer, by reqwest.
///
/// # Errors
///
/// When the answer is not what the page says.
pub async fn call_by_reqwest<T: DeserializeOwned>(
    client: &reqwest::Client,
    base: &str,
    name: &str,
) -> Result<T, Failure> {
    let name = utf8_percent_encode(name, RESERVED);
    let address = format!("{base}/certificates/{name}?api-version=7.0");
    let answer = client.delete(address).header(ACCEPT, "application/json").send().await?;
    let body = answer.error_for_status()?.bytes().await?;
    Ok(serde_json::from_slice(&body)?)
}

/// The models, once; `$unknown` is where fields go that they do not know, if anywhere.
macro_rules! models {
    ($(#[$doc:meta])* $module:ident $(, $unknown:ident: $type:ty)?) => {
        $(#[$doc])*
        pub mod $module {
            use std::collections::BTreeMap;

            use serde::{Deserialize, Serialize};

            #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
            #[serde(rename_all = "camelCase")]
            pub struct DeletedCertificateBundle {
                #[serde(skip_serializing_if = "Option::is_none")]
                pub attributes: Option<CertificateAttributes>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub cer: Option<String>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub content_type: Option<String>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub deleted_date: Option<i64>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub id: Option<String>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub kid: Option<String>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub policy: Option<CertificatePolicy>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub recovery_id: Option<String>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub scheduled_purge_date: Option<i64>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub sid: Option<String>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub tags: Option<BTreeMap<String, String>>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub x5t: Option<String>,
                $(#[serde(flatten)] pub $unknown: $type,)?
            }

            #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
            #[serde(rename_all = "camelCase")]
            pub struct CertificateAttributes {
                #[serde(skip_serializing_if = "Option::is_none")]
                pub created: Option<i64>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub enabled: Option<bool>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub exp: Option<i64>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub nbf: Option<i64>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub recoverable_days: Option<i32>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub recovery_level: Option<String>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub updated: Option<i64>,
                $(#[serde(flatten)] pub $unknown: $type,)?
            }

            #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
            pub struct CertificatePolicy {
                #[serde(skip_serializing_if = "Option::is_none")]
                pub attributes: Option<CertificateAttributes>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub id: Option<String>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub issuer: Option<IssuerParameters>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub key_props: Option<KeyProperties>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub lifetime_actions: Option<Vec<LifetimeAction>>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub secret_props: Option<SecretProperties>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub x509_props: Option<X509CertificateProperties>,
                $(#[serde(flatten)] pub $unknown: $type,)?
            }

            #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
            pub struct IssuerParameters {
                #[serde(skip_serializing_if = "Option::is_none")]
                pub cert_transparency: Option<bool>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub cty: Option<String>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub name: Option<String>,
                $(#[serde(flatten)] pub $unknown: $type,)?
            }

            #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
            pub struct KeyProperties {
                #[serde(skip_serializing_if = "Option::is_none")]
                pub crv: Option<String>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub exportable: Option<bool>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub key_size: Option<i32>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub kty: Option<String>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub reuse_key: Option<bool>,
                $(#[serde(flatten)] pub $unknown: $type,)?
            }

            #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
            pub struct LifetimeAction {
                #[serde(skip_serializing_if = "Option::is_none")]
                pub action: Option<Action>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub trigger: Option<Trigger>,
                $(#[serde(flatten)] pub $unknown: $type,)?
            }

            #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
            pub struct Action {
                #[serde(skip_serializing_if = "Option::is_none")]
                pub action_type: Option<String>,
                $(#[serde(flatten)] pub $unknown: $type,)?
            }

            #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
            pub struct Trigger {
                #[serde(skip_serializing_if = "Option::is_none")]
                pub days_before_expiry: Option<i32>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub lifetime_percentage: Option<i32>,
                $(#[serde(flatten)] pub $unknown: $type,)?
            }

            #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
            pub struct SecretProperties {
                #[serde(rename = "contentType", skip_serializing_if = "Option::is_none")]
                pub content_type: Option<String>,
                $(#[serde(flatten)] pub $unknown: $type,)?
            }

            #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
            pub struct X509CertificateProperties {
                #[serde(skip_serializing_if = "Option::is_none")]
                pub ekus: Option<Vec<String>>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub key_usage: Option<Vec<String>>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub sans: Option<SubjectAlternativeNames>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub subject: Option<String>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub validity_months: Option<i32>,
                $(#[serde(flatten)] pub $unknown: $type,)?
            }

            #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
            pub struct SubjectAlternativeNames {
                #[serde(skip_serializing_if = "Option::is_none")]
                pub dns_names: Option<Vec<String>>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub emails: Option<Vec<String>>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub upns: Option<Vec<String>>,
                $(#[serde(flatten)] pub $unknown: $type,)?
            }
        }
    };
}

models!(
    /// Models by derive that lose what they do not know.
    losing
);
models!(
    /// Models by derive that keep what they do not know.
    keeping, unknown_fields: BTreeMap<String, serde_json::Value>
);
