//! The command line: what help teaches, and what is said of what nobody knows.

use std::fmt::Write;

use insta::assert_snapshot;

use crate::project::{Project, said, xtask};

#[test]
fn help_is_found_wherever_it_is_looked_for() {
    let help = |arguments: &[&str]| {
        let said = said(&mut xtask(arguments));
        assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{arguments:?}");
        said.stdout
    };
    let all = help(&["help"]);
    for arguments in [&[][..], &["-h"], &["--help"], &["help", "help"]] {
        assert_eq!(help(arguments), all, "{arguments:?}");
    }
    for verb in ["codegen", "audit", "diff", "ci"] {
        assert!(all.contains(&format!("\n  {verb} ")), "{verb} is listed");
        let one = help(&["help", verb]);
        assert!(one.contains(&format!("\nUsage: cargo xtask {verb}")));
        assert_eq!(help(&[verb, "--help"]), one);
        assert_eq!(help(&[verb, "-h"]), one);
    }
    for flag in ["--check", "--message-format", "--root", "--help"] {
        assert!(help(&["help", "codegen"]).contains(&format!("{flag} ")), "{flag} is explained");
    }
    for flag in ["--format", "--deny", "--root", "--help"] {
        assert!(help(&["help", "diff"]).contains(&format!("{flag} ")), "{flag} is explained");
    }
    for flag in ["--pages", "--list", "--format", "--deny", "--root", "--help"] {
        assert!(
            help(&["help", "audit"]).contains(&format!("\n  {flag} ")) || flag == "--help",
            "{flag} is explained"
        );
    }
}

#[test]
fn what_nobody_knows_is_refused_with_what_was_meant() {
    let cases: &[&[&str]] = &[
        &["codgen"],
        &["build"],
        &["--check"],
        &["codegen", "--chek"],
        &["codegen", "--check=yes"],
        &["codegen", "-c"],
        &["codegen", "check"],
        &["codegen", "--root"],
        &["codegen", "--message-format", "jsn"],
        &["ci", "--fast"],
        &["help", "cdoegen"],
    ];
    let mut text = String::new();
    for arguments in cases {
        let said = said(&mut xtask(arguments));
        assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        writeln!(text, "$ cargo xtask {}\n{}", arguments.join(" "), said.stderr).unwrap();
    }
    assert_snapshot!(text, @r#"
    $ cargo xtask codgen
    error: unknown verb `codgen`
    help: did you mean `codegen`? `cargo xtask help` lists what there is

    $ cargo xtask build
    error: unknown verb `build`
    help: `cargo xtask help` lists what there is

    $ cargo xtask --check
    error: unknown flag `--check`
    help: did you mean `--help`? `cargo xtask help` lists what there is

    $ cargo xtask codegen --chek
    error: unknown flag `--chek`
    help: did you mean `--check`? `cargo xtask help codegen` lists what there is

    $ cargo xtask codegen --check=yes
    error: unexpected argument for option '--check': "yes"
    help: `cargo xtask help codegen` lists what there is

    $ cargo xtask codegen -c
    error: unknown flag `-c`
    help: `cargo xtask help codegen` lists what there is

    $ cargo xtask codegen check
    error: unknown argument `check`
    help: did you mean `--check`? `cargo xtask help codegen` lists what there is

    $ cargo xtask codegen --root
    error: missing argument for option '--root'
    help: `cargo xtask help codegen` lists what there is

    $ cargo xtask codegen --message-format jsn
    error: unknown message format `jsn`
    help: did you mean `json`? `cargo xtask help codegen` lists what there is

    $ cargo xtask ci --fast
    error: unknown flag `--fast`
    help: `cargo xtask help ci` says what it does

    $ cargo xtask help cdoegen
    error: unknown verb `cdoegen`
    help: did you mean `codegen`? `cargo xtask help` lists what there is
    "#);
}

#[test]
fn a_folder_without_specs_is_refused() {
    let project = Project::new("no-specs");
    std::fs::remove_dir_all(project.root.join("specs")).unwrap();
    let said = project.codegen(&[]);
    assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""));
    assert_snapshot!(said.stderr, @r"
    error: the specs could not be read: ROOT/specs: No such file or directory (os error 2)
    help: `specs` in the project's folder holds a folder for each service
    ");
}
