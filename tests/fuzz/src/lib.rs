//! What is thrown bytes at: each function takes any bytes, and panics if what they do is not lawful.
#![forbid(unsafe_code)]
#![allow(deprecated, reason = "the operations of Batch are, and are tested nevertheless")]

use codegen::draft::{Draft, Extent, Wish, draft, insert};
use codegen::{Audit, Meaning, Options, Sources, Style, generate, page, render, render_json};
use generated::azure_batch::BatchError;
use generated::azure_batch::certificates::{Certificate, CertificateAddParameter, Get, List};
use generated::azure_key_vault::KeyVaultError;
use generated::azure_key_vault::certificates::{
    CertificateBundle, CertificateOperation, DeleteCertificate, GetCertificates,
};
use generated::rt::auth::challenge;
use generated::rt::{self, Endpoint, Operation, ResponseBody};
use http::header::WWW_AUTHENTICATE;
use http::{HeaderMap, HeaderValue, Uri};

/// What is done with bytes.
pub type Target = fn(&[u8]);

/// The targets, by the names of their seeds.
pub const TARGETS: [(&str, Target); 7] = [
    ("spec", spec),
    ("path", path),
    ("decode", decode),
    ("answer", answer),
    ("endpoint", endpoint),
    ("challenge", challenge),
    ("page", page_text),
];

const SERVICE: &str = include_str!("../seeds/spec/service.yaml");
const THINGS: &str = include_str!("../seeds/spec/things.yaml");

/// The specs that the pages of the audit agree with.
const ORCHARD: [(&str, &str); 2] = [
    ("specs/orchard/service.yaml", include_str!("../../pages/specs/orchard/service.yaml")),
    ("specs/orchard/trees.yaml", include_str!("../../pages/specs/orchard/trees.yaml")),
];

/// The files of pages that those specs name, one for each operation.
const PAGES: [&str; 5] = ["bulleted.txt", "extracted.txt", "plain-new.txt", "plain.txt", "site.md"];

/// A spec: it makes files, or problems that can be shown.
pub fn spec(bytes: &[u8]) {
    made(bytes, THINGS.as_bytes());
    made(SERVICE.as_bytes(), bytes);
}

/// The request line of an operation and of its sample, with a row for whatever stands between braces.
pub fn path(bytes: &[u8]) {
    let Ok(path) = str::from_utf8(bytes) else { return };
    let (template, sample) = path.split_once('\n').unwrap_or((path, path));
    let quoted = |text: String| serde_json::Value::from(text).to_string();
    let rows = template.split('{').skip(1).filter_map(|part| part.split('}').next());
    let rows: Vec<String> = rows
        .map(|name| format!("      {}: {{ in: path, type: string }}\n", quoted(name.to_owned())))
        .collect();
    let rows = if rows.is_empty() { String::new() } else { format!("    parameters:\n{}", rows.concat()) };
    let things = format!(
        "title: Things\ndescription: Things.\noperations:\n  Get:\n    page: {{ title: Get, api-version: v1, file: get.txt }}\n    \
         description: Reads.\n    request: {}\n{rows}    responses:\n      204:\n    samples:\n      - title: Get\n        \
         request: {}\n",
        quoted(format!("GET /{template}")),
        quoted(format!("GET https://a.example/{sample}?api-version=v1")),
    );
    made(SERVICE.as_bytes(), things.as_bytes());
}

fn made(service: &[u8], things: &[u8]) {
    let mut sources = Sources::default();
    sources.add("specs/shop/service.yaml", service);
    sources.add("specs/shop/things.yaml", things);
    match generate(&sources, &Options::default()) {
        Ok(files) => assert!(
            files.iter().all(|(path, _)| path.starts_with("generated/src/") || path.starts_with("specs/"))
        ),
        Err(problems) => {
            assert!(!render(&problems, &sources, Style::Plain).is_empty());
            let shown = render_json(&problems, &sources);
            assert!(shown.lines().all(|line| !line.contains("\"kind\":\"unprintable\"")), "{shown}");
        }
    }
}

/// A model: what is read can be written, and is read the same again.
pub fn decode(bytes: &[u8]) {
    let Some((which, text)) = bytes.split_first() else { return };
    match which % 6 {
        0 => again::<Certificate>(text),
        1 => again::<CertificateAddParameter>(text),
        2 => again::<BatchError>(text),
        3 => again::<KeyVaultError>(text),
        4 => again::<CertificateBundle>(text),
        _ => again::<CertificateOperation>(text),
    }
}

fn again<T: rt::Value + PartialEq + std::fmt::Debug>(text: &[u8]) {
    match rt::decode::<T>(text) {
        Ok(read) => {
            let written = rt::encode(&read).expect("what was read can be written");
            let other: T = rt::decode(&written).expect("what was written can be read");
            assert_eq!(read, other);
            assert_eq!(written, rt::encode(&other).expect("and written again"));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// An answer: two digits of a status, a line that is its media type, a body.
pub fn answer(bytes: &[u8]) {
    let Some((head, body)) = bytes.split_at_checked(2) else { return };
    let status = 100 + (u16::from(head[0]) * 256 + u16::from(head[1])) % 500;
    let line = body.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (media_type, body) = body.split_at(line);
    read::<Get>(status, media_type, body);
    read::<List>(status, media_type, body);
    read::<DeleteCertificate>(status, media_type, body);
    read::<GetCertificates>(status, media_type, body);
}

fn read<O: Operation>(status: u16, media_type: &[u8], body: &[u8]) {
    let mut answer = http::Response::builder().status(status);
    for name in ["content-type", "request-id", "date", "last-modified", "etag"] {
        let Ok(value) = HeaderValue::from_bytes(media_type) else { return };
        answer = answer.header(name, value);
    }
    let Ok(answer) = answer.body(body.to_vec().into()) else { return };
    match O::response(answer) {
        Ok(answer) => drop(answer.body.write().expect("what was read can be written")),
        Err(error) => assert!(!format!("{error} {error:?}").is_empty()),
    }
}

/// An address: nothing is sent to another host than it names, nor in the clear to any but this machine.
pub fn endpoint(bytes: &[u8]) {
    let Ok(address) = str::from_utf8(bytes) else { return };
    if let Ok(endpoint) = Endpoint::new(address) {
        assert!(endpoint.is_https());
        sent_to(&endpoint, address);
    }
    if let Ok(endpoint) = Endpoint::insecure_loopback(address) {
        assert!(endpoint.is_loopback());
        sent_to(&endpoint, address);
    }
}

fn sent_to(endpoint: &Endpoint, address: &str) {
    let request = DeleteCertificate::new("nut").request(endpoint).expect("a plain name can be sent");
    let uri = request.uri();
    let authority = uri.authority().expect("an address has one").as_str();
    assert!(!authority.contains('@'), "{address}: {uri}");
    assert!(address.to_ascii_lowercase().contains(&endpoint.host().to_ascii_lowercase()), "{address}: {uri}");
    assert!(uri.path().ends_with("/certificates/nut") && !uri.path().contains("//"), "{address}: {uri}");
    assert!(uri.path().split('/').all(|segment| !matches!(segment, "." | "..")), "{address}: {uri}");
}

/// The field in which a server says who it lets in.
pub fn challenge(bytes: &[u8]) {
    let mut headers = HeaderMap::new();
    for line in bytes.split(|byte| *byte == b'\n') {
        if let Ok(value) = HeaderValue::from_bytes(line) {
            headers.append(WWW_AUTHENTICATE, value);
        }
    }
    for challenge in challenge::parse(&headers) {
        assert!(!challenge.scheme().is_empty());
        assert!(challenge.is(&challenge.scheme().to_ascii_uppercase()));
        let _ = (challenge.token68(), challenge.parameter("authorization"), format!("{challenge:?}"));
    }
    let asked = Uri::from_static("https://vault.example/certificates");
    if let Ok(Some(wanted)) = challenge::read_token_request(&headers, &asked) {
        let is_ours = |scope: &String| scope.contains("vault.example") || scope.contains("//example");
        assert!(wanted.scopes.iter().all(is_ours), "{wanted:?}");
    }
}

/// A page of the reference: it can be read, held against specs, and drafted from, whatever it is; and what is said of it commands
/// no terminal.
pub fn page_text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let read = page::read(&text);
    drafted(&read, &Sources::default());
    let mut specs = Sources::default();
    for (path, text) in ORCHARD {
        specs.add(path, text);
    }
    // One of the two, as the length has it, and one operation: each takes as long as all the rest.
    let Some(name) = PAGES.get(bytes.len() % (PAGES.len() + 1)) else { return drafted(&read, &specs) };
    let page = (format!("pages/{name}"), bytes.to_vec());
    let audit = Audit::new(&specs, vec![page]).expect("the specs are right");
    is_plain(&audit.render(Style::Plain));
    assert_eq!(audit.render_json().lines().count(), audit.findings.len());
}

/// Drafts beside specs: what is made is accepted, or refused with problems, as it is and with nothing left open.
fn drafted(page: &page::Page, specs: &Sources) {
    let wish = Wish { file: "page.txt".to_owned(), specs: "specs".to_owned(), ..Wish::default() };
    let made = draft(page, specs, &wish);
    for file in &made.files {
        is_plain(&file.text);
        let place = file.path.strip_prefix("specs/").and_then(|path| path.strip_suffix(".yaml"));
        let (folder, stem) =
            place.and_then(|place| place.split_once('/')).expect("a file in a service's folder");
        let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-');
        assert!(is_name(folder) && is_name(stem), "{}", file.path);
        let lines: Vec<&str> = file.text.lines().collect();
        for todo in &file.todos {
            assert!(lines[todo.spec_line - 1].contains("TODO"), "{}:{}", file.path, todo.spec_line);
            is_plain(&format!("{} {:?} {}", todo.at, todo.proposal, todo.why));
        }
    }
    made.notes.iter().for_each(|note| is_plain(note));
    for finish in [|text: &str| text.to_owned(), |text: &str| text.replace("TODO ", "")] {
        let sources = with_draft(specs, &made, finish);
        // What is accepted makes Rust, as `spec` sees to.
        if let Err(problems) = Meaning::of(&sources) {
            assert!(!problems.is_empty());
            is_plain(&render(&problems, &sources, Style::Plain));
        }
    }
}

/// The specs that there are, with a draft.
fn with_draft(specs: &Sources, made: &Draft, finish: fn(&str) -> String) -> Sources {
    let mut sources = Sources::default();
    for (_, source) in specs.iter() {
        let added = made.files.iter().find(|file| file.path == source.path);
        let text = String::from_utf8_lossy(source.bytes()).into_owned();
        sources
            .add(source.path.as_str(), added.map_or(text.clone(), |file| insert(&text, &finish(&file.text))));
    }
    for file in made.files.iter().filter(|file| file.extent == Extent::Whole) {
        sources.add(file.path.as_str(), finish(&file.text));
    }
    sources
}

/// Whether a text commands no terminal: no character of it is a control but for ends of lines and tabs.
fn is_plain(text: &str) {
    let control = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
    assert_eq!(control, None, "{text}");
}
