//! How often a call asks for memory. A target of its own: what it links counts all that the program asks for.

#![allow(deprecated)] // Batch is going to drop its certificates.

use std::fmt::Write as _;
use std::hint::black_box;

use allocation_counter::measure;
use generated::azure_batch::certificates as batch;
use generated::azure_key_vault::certificates as vault;
use generated::rt::{self, Endpoint, Operation, Request};

/// An answer with a field that no page declares.
const ANSWER: &[u8] = include_bytes!("../benchmarks/clients/fixtures/deleted-certificate.json");

#[test]
fn a_call_asks_for_memory_so_often() {
    let endpoint = Endpoint::new("https://service.example").unwrap();
    let deleted: vault::DeletedCertificateBundle = rt::decode(ANSWER).unwrap();
    let thumbprint = "0123456789abcdef0123456789abcdef01234567";
    let parameters = batch::CertificateAddParameter::new("U3dh", thumbprint, "sha1");
    let add = batch::Add::new(parameters);

    let mut table = String::from("what: allocations, bytes\n");
    let mut row = |what: &str, call: &dyn Fn()| {
        // The first call fills what later ones share.
        call();
        let found = measure(call);
        writeln!(table, "{what}: {}, {}", found.count_total, found.bytes_total).unwrap();
    };
    let built = |request: Result<Request, rt::RequestError>| drop(black_box(request.unwrap()));
    row("build Key Vault DeleteCertificate", &|| {
        built(vault::DeleteCertificate::new("importCert01").request(&endpoint));
    });
    row("build Key Vault GetCertificate, which avoids six paths", &|| {
        let operation = vault::GetCertificate::new("importCert01").certificate_version("f60f2a4f");
        built(operation.request(&endpoint));
    });
    row("build Batch Get, with a parameter", &|| {
        built(batch::Get::new("sha1", thumbprint).timeout(10).request(&endpoint));
    });
    row("build Batch Add, with a body, from a model that is there", &|| built(add.request(&endpoint)));
    row("decode a deleted certificate of 2,335 bytes", &|| {
        black_box(rt::decode::<vault::DeletedCertificateBundle>(ANSWER).unwrap());
    });
    row("encode it", &|| drop(black_box(rt::encode(&deleted).unwrap())));

    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/budgets");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("allocations", table));
}
