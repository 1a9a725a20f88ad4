//! The samples of all pages once more, here over real HTTP: the modules below are found when this is built, so that no
//! operation of a new spec is left out.

#![allow(deprecated, reason = "what a page calls deprecated is tested nevertheless")]
#![allow(clippy::wildcard_imports, unused_imports, reason = "some files of samples need more than others")]
#![allow(clippy::too_many_lines, reason = "a sample is as long as its page shows it")]

mod changed;
mod exchange;

/// What the files of samples know as the run-time: all of it, but for the samples.
mod rt {
    pub use generated::rt::*;

    pub mod sample {
        pub use crate::exchange::Sample;
    }
}

include!(concat!(env!("OUT_DIR"), "/samples.rs"));

use std::panic::catch_unwind;

use codegen::Problems;
use codegen::spec::load;
use exchange::Sample;
use tests::specs;

#[test]
fn each_operation_has_a_sample() {
    let spec = load(&specs(), &mut Problems::default());
    let resources = spec.services.iter().flat_map(|service| &service.resources);
    let operations = resources.flat_map(|one| one.resource.operations.iter().map(move |op| (&one.stem, op)));
    let without = operations.filter(|(_, (_, operation))| operation.value.samples.is_empty());
    let without: Vec<_> = without.map(|(stem, (name, _))| format!("{name} of {stem}.yaml")).collect();
    assert!(without.is_empty(), "these have no sample: {}", without.join(", "));
}

/// A call that goes otherwise than its sample is found, whatever it is that differs.
#[test]
fn a_call_is_held_against_all_of_its_sample() {
    let right = Sample {
        api_version: "7.0",
        request: "DELETE /certificates/nut?api-version=7.0",
        body: None,
        status: 200,
        headers: &[("x-ms-request-id", "1")],
        answer: Some(r#"{ "id": "nut", "tags": { "a": "b" } }"#),
    };
    let delete = || generated::azure_key_vault::certificates::DeleteCertificate::new("nut");
    right.check(&delete());
    let wrong = [
        Sample { api_version: "2025-07-01", ..right },
        Sample { request: "DELETE /certificates/bolt?api-version=7.0", ..right },
        Sample { request: "GET /certificates/nut?api-version=7.0", ..right },
        Sample { body: Some("{}"), ..right },
        Sample { status: 201, ..right },
        Sample { answer: None, ..right },
        Sample { answer: Some(r#"{ "tags": null }"#), ..right },
    ];
    for sample in wrong {
        assert!(catch_unwind(|| sample.check(&delete())).is_err(), "{sample:?}");
    }
}
