//! A budget: the lines of LLVM IR of each service, of one version of rustc.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use crates::{SERVICES, llvm_lines, rustc};

#[test]
fn each_service_is_compiled_to_so_many_lines() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("llvm-lines.txt");
    let rustc = rustc().expect("there is a rustc");
    let known = fs::read_to_string(&path).unwrap_or_default();
    let update = env::var("INSTA_UPDATE").is_ok_and(|value| value == "always");
    if !update && known.lines().next() != Some(&rustc) {
        eprintln!("SKIPPED: the lines are those of {:?}, and this is {rustc:?}", known.lines().next());
        return;
    }
    let mut found = format!("{rustc}\n");
    for service in SERVICES {
        let lines = llvm_lines(service).unwrap_or_else(|error| panic!("{error}"));
        writeln!(found, "{service}: {lines}").expect("it is a text");
    }
    if update {
        fs::write(&path, found).expect("it can be written");
    } else {
        assert_eq!(found, known, "if it may be so, accept it with INSTA_UPDATE=always");
    }
}
