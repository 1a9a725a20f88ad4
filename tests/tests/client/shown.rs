//! What people see of clients, calls and errors: enough to know which it is, and nothing that is secret.

use std::error::Error as _;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use generated::azure_key_vault::KeyVaultError;
use generated::azure_key_vault::certificates::{
    ActionType, CreateCertificate, DeleteCertificate, GetCertificateOperation, GetCertificates,
};
use generated::client::{Body, Client, ClientError, Credential, Tokens, blocking};
use generated::rt::auth::shared_key::SharedKeyError;
use generated::rt::mock;
use generated::rt::poll::PollError;
use generated::rt::server::AnswerError;
use generated::rt::{
    CredentialError, CredentialFault, Endpoint, Error, HeaderFault, Operation as _, TransportError,
    TransportFault, UnixTime,
};
use serde_json::json;
use tests::desk::Desk;
use tests::errors::told;
use tests::reply::Reply;
use tests::server::Server;

use crate::client;

fn client_of_a_vault() -> Client {
    let vault = Endpoint::new("https://myvault.vault.azure.net").expect("an address");
    Client::new(vault, Credential::bearer("token")).expect("lawful settings")
}

#[test]
fn what_is_under_way_shows_its_operation_and_how_far_it_is() {
    let client = client_of_a_vault();
    let pages = format!("{:?}", client.pages(GetCertificates::new().max_results(7)));
    assert!(
        pages.starts_with("Pages {") && pages.contains("Some(7)") && pages.contains("followed: 0"),
        "{pages}"
    );
    let poller = client.attach::<CreateCertificate>(GetCertificateOperation::new("nut"));
    let poller = format!("{poller:?}");
    for part in ["Poller {", "Polling {", r#"certificate_name: "nut""#, "policy: PollPolicy", "state: None"] {
        assert!(poller.contains(part), "{poller}");
    }
    let client = blocking::Client::from(client);
    assert!(format!("{:?}", client.pages(GetCertificates::new())).contains("Pages {"));
    let attached = client.attach::<CreateCertificate>(GetCertificateOperation::new("nut"));
    assert_eq!(format!("{attached:?}"), poller);
    assert!(attached.started().is_none() && attached.last().is_none());
}

#[test]
fn bodies_show_their_length_alone() {
    let whole = Body::Whole("canary".into());
    assert_eq!(format!("{whole:?} {:?}", Body::TooLarge), "6 bytes more bytes than allowed");
    let endpoint = Endpoint::new("https://myvault.vault.azure.net").unwrap();
    let request = DeleteCertificate::new("nut").request(&endpoint).unwrap();
    assert_eq!(format!("{:?}", request.body()), "0 bytes");
}

#[tokio::test]
async fn answers_show_their_fields_and_the_names_of_their_headers() {
    let server = Server::http([Reply::json(200, &json!({ "id": "nut" }))]).await;
    let response = client(&server).send(&DeleteCertificate::new("nut")).await.unwrap();
    let shown = format!("{response:?}");
    for part in ["Response {", "status: 200", r#"id: Some("nut")"#, r#""content-type""#, "raw_body: 12 bytes"]
    {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!shown.contains("application/json"), "{shown}");
}

#[test]
fn credentials_show_what_they_are_for() {
    let scope = "https://vault.example.net/.default";
    assert!(format!("{:?}", Tokens::for_scopes(Desk::new(), [scope])).contains(scope));
    let source: Arc<dyn std::error::Error + Send + Sync> = Arc::new(io::Error::other("out for lunch"));
    let error = CredentialError::new(CredentialFault::Source(source));
    assert_eq!(error.to_string(), "no token from its source");
    assert_eq!(error.source().unwrap().to_string(), "out for lunch");
    assert!(format!("{error:?}").contains("out for lunch"));
    let error = Error::<KeyVaultError>::Credential(CredentialError::new(CredentialFault::Timeout));
    assert!(error.to_string().contains("no token in time"), "{error}");
}

#[test]
fn faults_are_told_in_words_that_help() {
    let vault = Endpoint::new("https://myvault.vault.azure.net").unwrap();
    let broken = Client::new(vault, Credential::bearer("token\n")).unwrap_err();
    assert_eq!(broken, ClientError::Credential);
    for shown in [broken.to_string(), format!("{broken:?}")] {
        assert!(shown.contains("look for a line break at its end"), "{shown}");
    }
    let error = TransportError::new(TransportFault::Connect, "the network is down");
    assert_eq!(error.to_string(), "no connection to the service");
    assert!(format!("{error:?}").contains("Connect"), "{error:?}");
    assert_eq!(error.source().unwrap().to_string(), "the network is down");
    let error = Error::<KeyVaultError>::Transport(error);
    assert!(told(&error).contains("the network is down"), "{error}");
    assert!(error.source().is_some(), "{error:?}");
    let faults = [
        (SharedKeyError::Account, "letters, digits"),
        (SharedKeyError::Key, "not base64"),
        (SharedKeyError::Header { name: "ocp-x".to_owned() }, "`ocp-x`"),
        (SharedKeyError::Time, "1970 and 9999"),
    ];
    for (fault, word) in faults {
        assert!(fault.to_string().contains(word), "{fault}");
    }
}

#[test]
fn errors_of_long_operations_and_of_answers_name_their_cause() {
    let error = TransportError::new(TransportFault::Interrupted, "reset by peer");
    let error = PollError::<GetCertificateOperation>::from(Error::Transport(error));
    assert!(told(&error).contains("reset by peer"), "{error}");
    assert!(error.source().is_some(), "{error:?}");
    let error = AnswerError::Header { name: "ETag", fault: HeaderFault::Empty };
    assert!(error.to_string().starts_with("response header `ETag`: the value is empty"), "{error}");
    let error = generated::rt::Base64::from("?").decode().unwrap_err();
    assert!(error.to_string().starts_with("not "), "{error}");
}

#[test]
fn values_show_themselves() {
    assert_eq!(UnixTime::new(-5).to_string(), "-5");
    assert_eq!(i64::from(UnixTime::new(7)), 7);
    let ActionType::Unknown(text) = ActionType::from("mint") else { panic!("no page lists it") };
    assert_eq!(text.to_string(), "mint");
    let shown = format!("{:?}", client_of_a_vault());
    assert!(shown.contains("myvault.vault.azure.net"), "{shown}");
}

#[test]
fn a_reply_of_a_mock_shows_when_it_comes() {
    let reply = mock::Reply::<DeleteCertificate>::refuse(404, "Gone", "canary").after(Duration::from_secs(3));
    assert_eq!(format!("{reply:?}"), "Reply { delay: 3s, .. }");
}
