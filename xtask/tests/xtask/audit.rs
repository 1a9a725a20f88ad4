//! `xtask audit`: which pages it finds, what it prints, and how it ends.

use std::fmt::Write;
use std::fs;

use insta::assert_snapshot;

use crate::project::{Project, Said, said, xtask};

const PAGE: &str = "\
Stations - Get

Tells about a station.

GET {weatherUrl}/stations/{name}?api-version=1.0

URI Parameters

Name In Required Type Description
name
path True

string

Which one.

weatherUrl
path True

string

Where.

api-version
query True

string

Which version.

Responses

Name Type Description
200 OK

Station

Here it is.

Other Status Codes

WeatherError

Rain.

Examples

Definitions

Name Description
Station
WeatherError
Station

Name Type Description
name

string

What it is called.

WeatherError

Name Type Description
code

string

Short.

message

string

Long.
";

/// Runs `xtask audit` on a project, with nothing said about pages in the environment.
fn audit(project: &Project, arguments: &[&str]) -> Said {
    let root = project.root.to_string_lossy().into_owned();
    let mut all = vec!["audit", "--root", &root];
    all.extend(arguments);
    let mut command = xtask(&all);
    let mut said = said(command.env_remove("REFERENCE_PAGES"));
    for text in [&mut said.stdout, &mut said.stderr] {
        *text = text.replace(&root, "ROOT");
    }
    said
}

fn with_page(test: &str, page: &str) -> Project {
    let project = Project::new(test);
    fs::create_dir_all(project.root.join("pages")).unwrap();
    fs::write(project.root.join("pages/stations.txt"), page).unwrap();
    project
}

#[test]
fn a_page_that_agrees_is_counted() {
    let project = with_page("audit-well", PAGE);
    let said = audit(&project, &[]);
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{}", said.stdout);
    assert_snapshot!(said.stdout.trim(), @"Audited 1 page: 0 errors, 0 warnings, 0 notes");
    let said = audit(&project, &["--list"]);
    assert_snapshot!(said.stdout, @"ROOT/pages/stations.txt");
    let said = audit(&project, &["--format", "json"]);
    assert_eq!((said.code, said.stdout.as_str()), (Some(0), ""));
}

#[test]
fn a_page_that_does_not_agree_ends_with_one() {
    let project =
        with_page("audit-faults", &PAGE.replace("name\npath True\n\nstring", "name\npath True\n\nboolean"));
    let page = project.root.join("pages/stations.txt").to_string_lossy().into_owned();
    for arguments in [&[][..], &[page.as_str()], &["--pages", &page.replace("/stations.txt", "")]] {
        let said = audit(&project, arguments);
        assert_eq!((said.code, said.stderr.as_str()), (Some(1), ""), "{arguments:?}");
        assert!(
            said.stdout.starts_with("error[differs]: page and spec differ about the type of"),
            "{}",
            said.stdout
        );
        assert!(said.stdout.contains("ROOT/pages/stations.txt:13:1"), "{}", said.stdout);
        assert!(
            said.stdout.trim_end().ends_with("Audited 1 page: 1 error, 0 warnings, 0 notes"),
            "{}",
            said.stdout
        );
    }
    let said = audit(&project, &["--format", "json"]);
    assert_eq!(said.code, Some(1));
    assert!(said.stdout.starts_with(r#"{"kind":"differs","weight":"error","#), "{}", said.stdout);
}

#[test]
fn a_rule_that_the_spec_lacks_counts_if_it_is_to() {
    let project =
        with_page("audit-rule", &PAGE.replace("What it is called.", "It must begin with 'station-'."));
    let said = audit(&project, &[]);
    assert_eq!(said.code, Some(0));
    assert!(said.stdout.starts_with("warning[rule-not-in-spec]"), "{}", said.stdout);
    assert_eq!(audit(&project, &["--deny", "warnings"]).code, Some(1));
}

#[test]
fn without_pages_nothing_can_be_said() {
    let project = Project::new("audit-none");
    let said = audit(&project, &["--list", "--pages", "/nowhere"]);
    assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""));
    assert_eq!(audit(&project, &["--pages", "/nowhere"]).stderr, said.stderr);
    assert_snapshot!(said.stderr, @r"
    error: the specs name 1 page, of which none was found
    help: name the folder that they are in, with `--pages` or in REFERENCE_PAGES, or the pages themselves
    ");
    let said = audit(&project, &["missing.txt"]);
    assert_eq!(said.code, Some(2));
    assert!(said.stderr.starts_with("error: the page could not be read: missing.txt: "), "{}", said.stderr);
}

#[test]
fn what_nobody_knows_is_refused_with_what_was_meant() {
    let cases: &[&[&str]] =
        &[&["audit", "--page", "x"], &["audit", "--format", "human"], &["audit", "--deny", "warning"]];
    let mut text = String::new();
    for arguments in cases {
        let said = said(&mut xtask(arguments));
        assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        writeln!(text, "$ cargo xtask {}\n{}", arguments.join(" "), said.stderr).unwrap();
    }
    assert_snapshot!(text, @r#"
    $ cargo xtask audit --page x
    error: unknown flag `--page`
    help: did you mean `--pages`? `cargo xtask help audit` lists what there is

    $ cargo xtask audit --format human
    error: unknown format `human`
    help: `cargo xtask help audit` lists what there is

    $ cargo xtask audit --deny warning
    error: unknown weight `warning`
    help: did you mean `warnings`? `cargo xtask help audit` lists what there is
    "#);
}
