//! Specs made by chance: each is accepted, and what it makes is Rust, the same each time, and says no more than the spec.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected has failed")]

mod compiled;
mod keys;
mod prose;

use std::env;
use std::path::Path;

use codegen::{Style, generate, render};
use tests::specimen::renamed::{generate_renamed, options};
use tests::specimen::{Service, Size};

/// How many specimens there are; more, when somebody has the time: `SPECIMENS=5000 cargo test -p tests --test specimens`.
fn count(usual: u64) -> u64 {
    env::var("SPECIMENS").ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}

/// Whether a file is to be Rust; the schema is not.
fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "rs")
}

/// Calls `check` with one service for each of so many seeds; the one that fails is said, at the least size at which it does.
fn for_each_specimen(usual: u64, check: impl Fn(Service) + std::panic::RefUnwindSafe) {
    let fails = |seed: u64, operations: usize| {
        let service = Service::new("specimen", seed, Size { resources: 2, operations });
        std::panic::catch_unwind(|| check(service)).is_err()
    };
    for seed in 0..count(usual) {
        if fails(seed, 4) {
            let least = (1..=4).find(|operations| fails(seed, *operations));
            panic!("the specimen of seed {seed} fails, with {least:?} operations or more; see above");
        }
    }
}

#[test]
fn each_is_accepted_and_makes_the_same_rust_each_time() {
    for_each_specimen(40, |service| {
        let (files, sources) = generate_renamed(&mut [service]);
        for (path, text) in files.iter().filter(|(path, _)| is_rust(path)) {
            if let Err(error) = syn::parse_file(text) {
                panic!("{path}: {error}");
            }
        }
        let again = generate(&sources, &options());
        let again = again.unwrap_or_else(|problems| panic!("{}", render(&problems, &sources, Style::Plain)));
        assert_eq!(again, files);
    });
}

/// Names are as likely to meet as in the largest services that there are.
#[test]
fn large_ones_are_accepted_too() {
    for seed in 0..count(40).div_ceil(20) {
        let mut services = [Service::new("specimen", seed, Size { resources: 4, operations: 60 })];
        let (files, _) = generate_renamed(&mut services);
        assert!(files.iter().filter(|(path, _)| is_rust(path)).count() > 10);
    }
}
