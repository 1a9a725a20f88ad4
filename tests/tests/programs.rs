//! The programs of the README as processes of their own, against a server on this machine.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::{self, Command, Output};
use std::time::{SystemTime, UNIX_EPOCH};

use generated::rt::{Base64, Base64Url};
use serde_json::{Value, json};
use tests::pages::page_sample;
use tests::reply::Reply;
use tests::server::Server;
use tokio::task::spawn_blocking;

const TOKEN: &str = "canary-7f3a";
const OLD: &str = "0123456789abcdef0123456789abcdef01234567";
const NEW: &str = "fedcba9876543210fedcba9876543210fedcba98";

/// A program as a shell would start it.
fn program(path: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(path);
    command.args(arguments).env("TOKEN", TOKEN).env("PASSWORD", "<ExamplePassword>");
    command
}

/// Runs a program to its end, while the server of this test goes on answering.
async fn run(mut command: Command) -> Output {
    let output = spawn_blocking(move || command.output());
    let output =
        output.await.expect("starting a program does not panic").expect("the program can be started");
    assert!(!format!("{output:?}").contains("canary"), "{output:?}");
    output
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("programs print text").trim_end()
}

/// What a program prints that does what it should.
async fn printed(command: Command) -> String {
    let output = run(command).await;
    assert!(output.status.success(), "{output:?}");
    assert_eq!(text(&output.stderr), "");
    text(&output.stdout).to_owned()
}

/// What a program complains about that does not.
async fn complaint(command: Command) -> String {
    let output = run(command).await;
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    text(&output.stderr).to_owned()
}

/// The reply that the page of this operation shows.
fn page_reply(resource: &str, operation: &str) -> Reply {
    let sample = page_sample(resource, operation);
    let status = sample.status.as_u16();
    sample.answer.map_or_else(|| Reply::empty(status), |answer| Reply::json(status, &answer))
}

/// Method and target of the next request, which must carry the token.
async fn line(server: &mut Server) -> String {
    let request = server.request().await;
    assert_eq!(request.headers()["authorization"], format!("Bearer {TOKEN}"));
    format!("{} {}", request.method(), request.uri())
}

/// The line that the page of this operation shows, in the newest api-version: programs name none.
fn page_line(resource: &str, operation: &str) -> String {
    let versions = if resource == BATCH {
        generated::azure_batch::API_VERSIONS
    } else {
        generated::azure_key_vault::API_VERSIONS
    };
    page_sample(resource, operation).line_in(versions.last().expect("each service has versions"))
}

const BATCH: &str = "azure-batch/certificates";
const KEY_VAULT: &str = "azure-key-vault/certificates";

#[tokio::test]
async fn batch_certificate_tells_a_state() {
    let mut server = Server::http([page_reply(BATCH, "Get")]).await;
    let command = program(env!("CARGO_BIN_EXE_batch_certificate"), &[&server.address(), OLD]);
    assert_eq!(printed(command).await, "deletefailed");
    assert_eq!(line(&mut server).await, page_line(BATCH, "Get"));
}

#[tokio::test]
async fn batch_replace_adds_and_deletes() {
    let mut server = Server::http([page_reply(BATCH, "Add"), page_reply(BATCH, "Delete")]).await;
    // Any file will do: the server here does not look into it.
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let bytes = fs::read(&file).unwrap();
    let arguments = [&server.address(), OLD, NEW, file.to_str().unwrap()];
    let command = program(env!("CARGO_BIN_EXE_batch_replace"), &arguments);
    assert_eq!(
        printed(command).await,
        "The new certificate is there; the old one goes once no pool uses it."
    );
    let add = server.request().await;
    assert_eq!(format!("{} {}", add.method(), add.uri()), page_line(BATCH, "Add"));
    let expected = json!({
        "certificateFormat": "pfx",
        "data": Base64::encode(bytes).as_str(),
        "password": "<ExamplePassword>",
        "thumbprint": NEW,
        "thumbprintAlgorithm": "sha1"
    });
    assert_eq!(serde_json::from_slice::<Value>(add.body()).unwrap(), expected);
    assert_eq!(line(&mut server).await, page_line(BATCH, "Delete"));
}

#[tokio::test]
async fn key_vault_delete_calls_off_and_deletes() {
    let replies =
        [page_reply(KEY_VAULT, "DeleteCertificateOperation"), page_reply(KEY_VAULT, "DeleteCertificate")];
    let mut server = Server::http(replies).await;
    let command = program(env!("CARGO_BIN_EXE_key_vault_delete"), &[&server.address(), "importCert01"]);
    assert_eq!(printed(command).await, "called off: inProgress\npurged on Wed, 02 Aug 2017 22:55:58 GMT");
    assert_eq!(line(&mut server).await, "DELETE /certificates/importCert01/pending?api-version=2025-07-01");
    assert_eq!(line(&mut server).await, page_line(KEY_VAULT, "DeleteCertificate"));
}

#[tokio::test]
async fn key_vault_delete_finds_nothing_to_call_off() {
    let gone = json!({ "error": { "code": "PendingCertificateNotFound", "message": "Pending certificate not found" } });
    let server = Server::http([Reply::json(404, &gone), page_reply(KEY_VAULT, "DeleteCertificate")]).await;
    let command = program(env!("CARGO_BIN_EXE_key_vault_delete"), &[&server.address(), "importCert01"]);
    assert_eq!(printed(command).await, "purged on Wed, 02 Aug 2017 22:55:58 GMT");
}

/// Seconds since 1970, so many days from now.
fn in_days(days: u64) -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
    now.as_secs() + days * 86_400
}

#[tokio::test]
async fn key_vault_expiring_goes_through_all_pages() {
    let replies = |address: &str| {
        let next = format!("{address}/certificates?api-version=7.0&$skiptoken=2");
        let certificate = |id: &str, days: u64| json!({ "id": id, "attributes": { "exp": in_days(days) } });
        let pages = [
            json!({ "value": [certificate("soon", 5), certificate("late", 500)], "nextLink": next }),
            json!({ "value": [certificate("sooner", 1), { "id": "never" }] }),
        ];
        pages.map(|page| Reply::json(200, &page))
    };
    let mut server = Server::http_with(replies).await;
    let command = program(env!("CARGO_BIN_EXE_key_vault_expiring"), &[&server.address(), "30"]);
    let output = run(command).await;
    assert!(output.status.success(), "{output:?}");
    let ids: Vec<_> = text(&output.stdout).lines().filter_map(|line| line.split(' ').next_back()).collect();
    assert_eq!(ids, ["soon", "sooner"]);
    let progress: Vec<_> = text(&output.stderr).split('\r').skip(1).collect();
    let all = ["2 certificates, 1 of them", "4 certificates, 2 of them"];
    assert_eq!(progress, all.map(|counts| format!("{counts} expire within 30 days")));
    assert_eq!(line(&mut server).await, "GET /certificates?api-version=2025-07-01");
    assert_eq!(line(&mut server).await, "GET /certificates?api-version=7.0&$skiptoken=2");
}

#[tokio::test]
async fn key_vault_backup_blocks_and_writes_a_file() {
    let backup = Reply::json(200, &json!({ "value": Base64Url::encode("what the vault gives").as_str() }));
    let mut server = Server::http([backup]).await;
    let file = env::temp_dir().join(format!("key-vault-backup-{}", process::id()));
    let arguments = [&server.address(), "nut", file.to_str().expect("a path in UTF-8")];
    let told = printed(program(env!("CARGO_BIN_EXE_key_vault_backup"), &arguments)).await;
    assert_eq!(told, format!("20 bytes in {}", file.display()));
    assert_eq!(fs::read_to_string(&file).expect("the program wrote it"), "what the vault gives");
    fs::remove_file(file).expect("nobody else removes it");
    assert_eq!(line(&mut server).await, "POST /certificates/nut/backup?api-version=2025-07-01");
}

#[tokio::test]
async fn key_vault_purge_waits_until_there_is_something_to_purge() {
    let gone = json!({ "error": { "code": "CertificateNotFound", "message": "Not yet" } });
    let replies = [
        page_reply(KEY_VAULT, "DeleteCertificate"),
        Reply::json(404, &gone),
        page_reply(KEY_VAULT, "GetDeletedCertificate"),
        page_reply(KEY_VAULT, "PurgeDeletedCertificate"),
    ];
    let mut server = Server::http(replies).await;
    let command = program(env!("CARGO_BIN_EXE_key_vault_purge"), &[&server.address(), "nut"]);
    assert_eq!(printed(command).await, "deleted\npurged");
    for expected in [
        "DELETE /certificates",
        "GET /deletedcertificates",
        "GET /deletedcertificates",
        "DELETE /deletedcertificates",
    ] {
        assert_eq!(line(&mut server).await, format!("{expected}/nut?api-version=2025-07-01"));
    }
}

#[tokio::test]
async fn key_vault_mock_needs_no_server() {
    let told = printed(program(env!("CARGO_BIN_EXE_key_vault_mock"), &[])).await;
    let lines: Vec<_> = told.lines().collect();
    let [get, delete] = ["GET /certificates/nut/?", "DELETE /certificates/nut?"];
    let expected = ["403 Forbidden: Forbidden: nut is not yours", get, get, delete, get, delete];
    assert_eq!(lines.len(), expected.len(), "{told}");
    for (line, expected) in lines.iter().zip(expected) {
        assert!(line.starts_with(expected), "{told}");
    }
}

#[tokio::test]
async fn key_vault_create_and_wait_tells_each_step_and_where_the_certificate_is() {
    let target = "https://myvault.vault.azure.net/certificates/selfSignedCert01";
    let completed = json!({ "status": "completed", "target": target });
    let pending = page_reply(KEY_VAULT, "GetCertificateOperation");
    let replies = [page_reply(KEY_VAULT, "CreateCertificate"), pending, Reply::json(200, &completed)];
    let mut server = Server::http(replies).await;
    let arguments = [&server.address(), "selfSignedCert01"];
    let printed = printed(program(env!("CARGO_BIN_EXE_key_vault_create_and_wait"), &arguments)).await;
    let (step, created) = printed.split_once('\n').unwrap();
    assert!(step.starts_with("inProgress: Pending certificate created."), "{step}");
    assert_eq!(created, format!("created: {target}"));
    assert_eq!(line(&mut server).await, page_line(KEY_VAULT, "CreateCertificate"));
    for _ in 0..2 {
        assert_eq!(line(&mut server).await, page_line(KEY_VAULT, "GetCertificateOperation"));
    }
}

#[tokio::test]
async fn key_vault_create_and_wait_tells_why_there_is_no_certificate() {
    let failed = json!({ "status": "failed", "error": { "code": "Refused", "message": "No such issuer." } });
    let server = Server::http([page_reply(KEY_VAULT, "CreateCertificate"), Reply::json(200, &failed)]).await;
    let arguments = [&server.address(), "selfSignedCert01"];
    let complaint = complaint(program(env!("CARGO_BIN_EXE_key_vault_create_and_wait"), &arguments)).await;
    for part in ["failed", "No such issuer."] {
        assert!(complaint.contains(part), "{complaint}");
    }
}

#[tokio::test]
async fn refusals_are_told() {
    let refusal = json!({ "code": "AuthenticationFailed", "message": { "value": "Who are you?" } });
    let server = Server::http([Reply::json(403, &refusal)]).await;
    let command = program(env!("CARGO_BIN_EXE_batch_certificate"), &[&server.address(), OLD]);
    let complaint = complaint(command).await;
    for part in ["403", "AuthenticationFailed", "Who are you?"] {
        assert!(complaint.contains(part), "{complaint}");
    }
}

#[tokio::test]
async fn addresses_that_would_show_the_token_to_others_are_refused() {
    for address in
        ["http://192.0.2.1", "http://account.region.batch.azure.com", "account.region.batch.azure.com"]
    {
        let command = program(env!("CARGO_BIN_EXE_batch_certificate"), &[address, OLD]);
        let complaint = complaint(command).await;
        assert!(complaint.contains("https"), "what to write instead is not told: {complaint}");
    }
}

#[tokio::test]
async fn a_proxy_does_not_see_what_stays_on_this_machine() {
    let mut proxy = Server::http([]).await;
    let server = Server::http([page_reply(BATCH, "Get")]).await;
    let mut command = program(env!("CARGO_BIN_EXE_batch_certificate"), &[&server.address(), OLD]);
    for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env(name, proxy.address());
    }
    command.env_remove("no_proxy").env_remove("NO_PROXY");
    assert_eq!(printed(command).await, "deletefailed");
    assert!(proxy.waiting_request().is_none());
}

#[tokio::test]
async fn each_tells_how_it_is_used() {
    let programs = [
        env!("CARGO_BIN_EXE_batch_certificate"),
        env!("CARGO_BIN_EXE_batch_replace"),
        env!("CARGO_BIN_EXE_key_vault_create_and_wait"),
        env!("CARGO_BIN_EXE_key_vault_delete"),
        env!("CARGO_BIN_EXE_key_vault_backup"),
        env!("CARGO_BIN_EXE_key_vault_expiring"),
        env!("CARGO_BIN_EXE_key_vault_purge"),
    ];
    for path in programs {
        let complaint = complaint(program(path, &[])).await;
        assert!(complaint.contains("usage: TOKEN=<token> "), "{complaint}");
    }
}
