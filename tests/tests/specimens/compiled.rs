//! What specimens make compiles without a warning, and their samples come through.

use std::fs;
use std::path::Path;
use std::process::Command;

use codegen::Files;
use tests::root;
use tests::specimen::renamed::{generate_renamed, options};
use tests::specimen::{Service, Size};

use crate::count;

/// How many services are compiled together.
const BATCH: u64 = 12;

/// A crate of its own, whose build leaves that of the project alone.
fn write_crate(folder: &Path, services: &[Service], files: &Files) {
    let _ = fs::remove_dir_all(folder.join("src"));
    fs::create_dir_all(folder).unwrap();
    let features: Vec<&str> = services.iter().map(|service| service.folder.as_str()).collect();
    let declared: Vec<String> = features.iter().map(|feature| format!("{feature} = []\n")).collect();
    let declared = declared.concat();
    let runtime = root().join("runtime").display().to_string();
    let manifest = format!(
        "[package]\nname = \"specimens\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[lib]\npath = \"src/lib.rs\"\n\n\
         [features]\ndefault = {features:?}\nclient = [\"runtime/client\"]\n{declared}\n[dependencies]\nruntime = {{ path = {runtime:?} }}\n\n\
         [profile.dev]\ndebug = false\n\n[workspace]\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    files.write(folder).unwrap();
}

/// The name of the crate is that of the docs' examples, too.
#[test]
fn they_compile_and_their_samples_come_through() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("specimens");
    // The examples of their docs are tests, too.
    let batches = count(BATCH).div_ceil(BATCH);
    for batch in 0..batches {
        let seeds = 10_000 + batch * BATCH..10_000 + (batch + 1) * BATCH;
        let size = Size { resources: 2, operations: 4 };
        let mut services: Vec<Service> =
            seeds.clone().map(|seed| Service::new(&format!("specimen-{seed}"), seed, size)).collect();
        let (files, _) = generate_renamed(&mut services);
        let tests: usize = files.iter().map(|(_, text)| text.matches("#[test]\nfn ").count()).sum();
        assert!(tests > services.len(), "most operations have samples: {tests}");
        write_crate(&folder, &services, &files);
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["test", "--offline", "--quiet"]).current_dir(&folder);
        cargo.env("RUSTFLAGS", "-D warnings").env("CARGO_TARGET_DIR", folder.join("target"));
        let output = cargo.output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && said.contains(&format!("{tests} passed")),
            "the specimens of seeds {seeds:?} are at {}:\n{said}\n{}",
            folder.display(),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    assert_eq!(options().output, "src", "where the manifest looks for it");
}
