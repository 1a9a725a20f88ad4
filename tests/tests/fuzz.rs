//! The fuzzer's targets without the fuzzer: their seeds, and those changed at random, a little each time.

#[path = "../fuzz/src/lib.rs"]
#[allow(unused_attributes, reason = "there it is the root of a crate")]
mod targets;

use std::fs;

use tests::specimen::dice::Dice;
use tests::{files_below, root};

/// How often each seed is changed; more, when somebody has the time: `FUZZ=100000 cargo test -p tests --test fuzz`.
fn count() -> u64 {
    std::env::var("FUZZ").ok().and_then(|count| count.parse().ok()).unwrap_or(300)
}

/// Pieces that mean something to one target or another.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "[]",
    "<",
    ">",
    ":",
    ": ",
    "\n",
    "\n  ",
    "- ",
    "\"",
    "'",
    "|",
    "#",
    "&a",
    "*a",
    "!!str",
    "<<",
    "%",
    "%2F",
    "..",
    "/",
    "//",
    "@",
    "?",
    ",",
    "=",
    "\\",
    "\u{0}",
    "\u{FEFF}",
    "é",
    "null",
    "true",
    "1e999",
    "-0",
    "18446744073709551616",
    "type",
    "shared",
    "rust-name",
    "required",
    "string",
    "{name}",
    "Thing",
    "Bearer ",
    "scope=",
    "https://",
    "| ",
    "•",
    "# ",
    "\n\n",
    "Name Type Description\n",
    "integer",
    "True",
    "[](",
    "<br>",
    "\u{1B}[2J",
    "\u{9B}",
    "\u{202E}",
    "Definitions",
    "Sample response",
    "The default is 30 seconds.",
];

/// A seed with some of its bytes left out, doubled, exchanged or added to.
fn changed(dice: &mut Dice, seed: &[u8]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len() + 1);
        let end = (at + dice.below(12)).min(bytes.len());
        match dice.below(6) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes
                .splice(
                    at..at,
                    seed[at.min(seed.len())..end.min(seed.len()).max(at.min(seed.len()))].to_vec(),
                )
                .for_each(drop),
            2 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = dice.byte()),
            3 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << dice.below(8)),
            4 => bytes.truncate(at.max(seed.len() / 2)),
            _ => bytes.splice(at..end.min(at + 1), dice.pick(PIECES).bytes()).for_each(drop),
        }
    }
    bytes
}

fn throw(name: &str) {
    let (_, target) = targets::TARGETS.into_iter().find(|(known, _)| *known == name).expect("a target");
    let mut seeds = files_below(&root().join("tests/fuzz/seeds").join(name), "");
    if name == "page" {
        seeds.extend(
            [".txt", ".md"].iter().flat_map(|ending| files_below(&root().join("tests/pages"), ending)),
        );
    }
    assert!(!seeds.is_empty(), "there are seeds for `{name}`");
    for path in seeds {
        let seed = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        target(&seed);
        let mut dice = Dice::new(u64::try_from(seed.len()).unwrap_or_default());
        // What is done with a page takes longer than all that the others do.
        for _ in 0..if name == "page" { count().div_ceil(5) } else { count() } {
            let bytes = changed(&mut dice, &seed);
            let outcome = std::panic::catch_unwind(|| target(&bytes));
            assert!(outcome.is_ok(), "`{name}` fails on {:?}", bytes.escape_ascii().to_string());
        }
    }
}

#[test]
fn specs() {
    throw("spec");
}

#[test]
fn paths() {
    throw("path");
}

#[test]
fn models() {
    throw("decode");
}

#[test]
fn answers() {
    throw("answer");
}

#[test]
fn endpoints() {
    throw("endpoint");
}

#[test]
fn challenges() {
    throw("challenge");
}

#[test]
fn pages() {
    throw("page");
}

/// A target without a test here would be fuzzed by those alone who think of it.
#[test]
fn no_target_is_left_out() {
    let here = include_str!("fuzz.rs");
    for (name, _) in targets::TARGETS {
        assert!(here.contains(&format!("throw(\"{name}\")")), "{name}");
        assert!(root().join(format!("tests/fuzz/fuzz_targets/{name}.rs")).is_file(), "{name}");
    }
}
