//! `xtask ci`: which commands it runs, and when it stops. A script stands for cargo and says what it was told.

#![cfg(unix)]

use insta::assert_snapshot;

use crate::project::{Said, said, xtask};

/// Runs `xtask ci` with a cargo that fails when its arguments begin with `fails`.
fn ci(fails: &str) -> Said {
    let cargo = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/xtask/cargo.sh");
    said(xtask(&["ci"]).env("CARGO", cargo).env("FAILS", fails).env_remove("RUSTDOCFLAGS"))
}

#[test]
fn runs_every_step_in_order() {
    let said = ci("nothing");
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    assert_snapshot!(said.stdout, @r#"
         Running cargo fmt --all --check
    cargo: fmt --all --check 
         Running cargo clippy --workspace --all-targets --all-features -- -D warnings
    cargo: clippy --workspace --all-targets --all-features -- -D warnings 
         Running cargo xtask codegen --check
    cargo: xtask codegen --check 
         Running cargo xtask audit --list
    cargo: xtask audit --list 
         Running cargo xtask audit --deny warnings
    cargo: xtask audit --deny warnings 
         Running cargo test --workspace
    cargo: test --workspace 
         Running cargo test --package runtime --all-features --test behaviour
    cargo: test --package runtime --all-features --test behaviour 
         Running cargo check --package generated --no-default-features
    cargo: check --package generated --no-default-features 
         Running cargo check --package generated --features client
    cargo: check --package generated --features client 
         Running cargo check --package generated --features reqwest
    cargo: check --package generated --features reqwest 
         Running cargo check --package generated --features ureq
    cargo: check --package generated --features ureq 
         Running cargo check --package httpdate --target wasm32-unknown-unknown
    cargo: check --package httpdate --target wasm32-unknown-unknown 
         Running cargo check --package generated --features client --target wasm32-unknown-unknown
    cargo: check --package generated --features client --target wasm32-unknown-unknown 
         Running cargo check --package generated --no-default-features --features server
    cargo: check --package generated --no-default-features --features server 
         Running cargo check --package generated --features mock
    cargo: check --package generated --features mock 
         Running cargo fmt --manifest-path tests/benchmarks/Cargo.toml --all --check
    cargo: fmt --manifest-path tests/benchmarks/Cargo.toml --all --check 
         Running cargo fmt --manifest-path tests/mutants/Cargo.toml --all --check
    cargo: fmt --manifest-path tests/mutants/Cargo.toml --all --check 
         Running cargo test --manifest-path tests/benchmarks/Cargo.toml --target-dir target/benchmarks --package crates
    cargo: test --manifest-path tests/benchmarks/Cargo.toml --target-dir target/benchmarks --package crates 
         Running RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --all-features
    cargo: doc --workspace --no-deps --all-features -D warnings
         Running cargo deny check bans licenses sources
    cargo: deny check bans licenses sources 
         Running cargo deny fetch db
    cargo: deny fetch db 
         Running cargo deny check advisories
    cargo: deny check advisories 
          Passed 19 steps, 0 skipped
    "#);
}

#[test]
fn stops_at_the_first_step_that_fails_and_names_it() {
    let said = ci("doc");
    assert_eq!(said.code, Some(1));
    assert!(!said.stdout.contains("cargo deny"), "{}", said.stdout);
    assert_snapshot!(said.stderr, @r#"
    error: this step failed; mend what it says above, and run it again:
        RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --all-features
    "#);
}

#[test]
fn goes_on_loudly_without_the_database_of_advisories() {
    let said = ci("deny fetch db");
    assert_eq!(said.code, Some(0));
    assert_snapshot!(said.stderr, @"     SKIPPED `cargo deny check advisories`: what it needs is not here");
    assert!(!said.stdout.contains("cargo: deny check advisories"), "{}", said.stdout);
    assert_snapshot!(said.stdout.lines().last().unwrap_or_default(), @"      Passed 18 steps, 1 skipped");
}

#[test]
fn goes_on_loudly_without_the_target_for_browsers() {
    let said = ci("check --package httpdate");
    assert_eq!(said.code, Some(0));
    assert_snapshot!(said.stderr, @"     SKIPPED `cargo check --package generated --features client --target wasm32-unknown-unknown`: what it needs is not here");
    assert!(
        !said.stdout.contains("cargo: check --package generated --features client --target"),
        "{}",
        said.stdout
    );
}

#[test]
fn goes_on_loudly_without_pages() {
    let said = ci("xtask audit --list");
    assert_eq!(said.code, Some(0));
    assert_snapshot!(said.stderr, @"     SKIPPED `cargo xtask audit --deny warnings`: what it needs is not here");
    assert!(!said.stdout.contains("cargo: xtask audit --deny"), "{}", said.stdout);
}

#[test]
fn an_advisory_is_a_failure() {
    let said = ci("deny check advisories");
    assert_eq!(said.code, Some(1));
    assert!(said.stderr.ends_with("    cargo deny check advisories\n"), "{}", said.stderr);
}
