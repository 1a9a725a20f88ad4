//! `xtask diff` on real repositories: what it compares, what it says, and what it leaves alone.

use std::fmt::Write;
use std::process::Command;

use insta::assert_snapshot;

use crate::project::{Project, Said, said, xtask};

const STATIONS: &str = "specs/weather/stations.yaml";

/// Git in the project's folder, untouched by what whoever runs the tests has configured.
fn git(project: &Project, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command.arg("-C").arg(&project.root).args(arguments);
    for (name, value) in [
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_SYSTEM", "/dev/null"),
        ("GIT_AUTHOR_NAME", "Somebody"),
        ("GIT_AUTHOR_EMAIL", "somebody@example.com"),
        ("GIT_COMMITTER_NAME", "Somebody"),
        ("GIT_COMMITTER_EMAIL", "somebody@example.com"),
    ] {
        command.env(name, value);
    }
    let said = said(&mut command);
    assert_eq!(said.code, Some(0), "git {arguments:?}: {}", said.stderr);
    said.stdout
}

fn commit(project: &Project, message: &str) {
    git(project, &["add", "--all"]);
    git(project, &["commit", "--quiet", "--message", message]);
}

/// A project whose specs are committed once.
fn committed(test: &str) -> Project {
    let project = Project::new(test);
    git(&project, &["init", "--quiet", "--initial-branch", "main"]);
    commit(&project, "First");
    project
}

fn diff(project: &Project, arguments: &[&str]) -> Said {
    let mut command = xtask(&["diff"]);
    project.said(command.args(arguments).arg("--root").arg(&project.root))
}

#[test]
fn the_folder_is_compared_with_the_last_commit() {
    let project = committed("diff-folder");
    let said = diff(&project, &[]);
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    assert_snapshot!(said.stdout, @"no change: the specs mean the same");

    project.change(STATIONS, "      name: string\n", "      name: string (uuid)\n");
    let before = git(&project, &["status", "--porcelain"]);
    let said = diff(&project, &[]);
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    assert_snapshot!(said.stdout, @r"
    major: 1 change, 1 breaks code

    weather, all api-versions
      major  code       weather::stations::Station.name: type changed, Option<String> → Option<rt::Uuid>

    While the crate is 0.x, major raises the second number of its version, minor and patch the third.
    ");
    assert_eq!(git(&project, &["status", "--porcelain"]), before, "nothing is touched");
}

#[test]
fn what_breaks_can_be_denied() {
    let project = committed("diff-deny");
    project.change(STATIONS, "description: A place that measures.", "description: It measures.");
    let said = diff(&project, &["--deny", "breaking"]);
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));

    project.change(STATIONS, "GET /stations/", "GET /places/");
    let said = diff(&project, &["--deny", "breaking", "--format", "markdown"]);
    assert_eq!(said.code, Some(1));
    assert_snapshot!(said.stderr, @"error: 1 change breaks consumers, and `--deny breaking` is given");
    assert_snapshot!(said.stdout, @r"
    **major**: 2 changes, 1 breaks behaviour, 1 is seen by readers alone

    ### `weather`, all api-versions

    | semver | breaks | where | change |
    |---|---|---|---|
    | **major** | behaviour | `weather::stations::Get` | wire changed, `/stations/{name}` → `/places/{name}` |

    Only read: docs in 1 place.

    While the crate is 0.x, major raises the second number of its version, minor and patch the third.
    ");
}

#[test]
fn two_revisions_are_compared_whatever_the_folder_holds() {
    let project = committed("diff-revisions");
    git(&project, &["tag", "v1"]);
    project.change(STATIONS, "      name: string\n", "      name: string\n      height: integer (int32)\n");
    commit(&project, "Second");
    project.put(STATIONS, "not even: [YAML");
    let said = ["v1..main", "v1..", "HEAD~1..HEAD"].map(|range| {
        let said = diff(&project, &[range, "--format", "json"]);
        assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{range}");
        said.stdout
    });
    assert!(said.iter().all(|one| *one == said[0]), "{said:?}");
    assert_snapshot!(said[0], @r#"{"service":"weather","versions":["1.0"],"in_all_versions":true,"subject":"field","path":"weather::stations::Station.height","kind":"added","before":null,"after":"Option<i32>","breaking":false,"breaks":null,"semver":"minor","note":""}"#);
    let said = diff(&project, &["main..v1", "--deny", "breaking"]);
    assert_eq!(said.code, Some(1), "what is new in one direction is gone in the other");
}

#[test]
fn a_project_may_be_a_folder_of_its_repository() {
    let outer = Project::new("diff-outer");
    let inner = Project { root: outer.root.join("deep/inside") };
    for (path, text) in outer.tree("specs") {
        inner.put(&path, &text);
    }
    git(&outer, &["init", "--quiet", "--initial-branch", "main"]);
    commit(&outer, "First");
    outer.change(STATIONS, "GET /stations/", "GET /places/");
    assert_eq!(diff(&inner, &[]).stdout, "no change: the specs mean the same\n");
    inner.change(STATIONS, "GET /stations/", "GET /sites/");
    let said = diff(&inner, &[]);
    assert!(said.stdout.contains("/stations/{name} → /sites/{name}"), "{}", said.stdout);
}

#[test]
fn specs_that_are_not_understood_are_told_apart_by_whose_they_are() {
    let project = committed("diff-problems");
    project.change(STATIONS, "type: string\n", "type: text\n");
    let said = diff(&project, &["HEAD"]);
    assert_eq!((said.code, said.stdout.as_str()), (Some(1), ""));
    assert!(said.stderr.contains("--> specs/weather/stations.yaml:"), "{}", said.stderr);
    let said = diff(&project, &["--format", "json"]);
    assert_eq!((said.code, said.stderr.as_str()), (Some(1), ""));
    assert!(said.stdout.starts_with("{\"file\":\"specs/weather/stations.yaml\""), "{}", said.stdout);

    commit(&project, "In a language of another time");
    project.change(STATIONS, "type: text\n", "type: string\n");
    let said = diff(&project, &["HEAD"]);
    assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""));
    assert_snapshot!(said.stderr, @r"
    error[unknown-type]: there is no type `text`
      --> HEAD:specs/weather/stations.yaml:15:15
       |
    15 |         type: text
       |               ^^^^ no such type
       |
       = help: define it under `definitions`, here or in service.yaml

    error: 1 problem in 1 file; nothing was written

    error: the specs of `HEAD` are not written in the present language of specs; see above
    help: compare with a later revision (`git log --oneline -- specs`), or check `HEAD` out elsewhere, mend there what is listed above, commit it, and compare with that commit
    ");
}

#[test]
fn what_git_does_not_have_is_said() {
    let project = committed("diff-refused");
    let mut text = String::new();
    let mut refused = |project: &Project, arguments: &[&str]| {
        let said = diff(project, arguments);
        assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        writeln!(text, "$ cargo xtask diff {}\n{}", arguments.join(" "), said.stderr).unwrap();
    };
    refused(&project, &["v9"]);
    refused(&project, &["main..v9"]);
    refused(&project, &["main...main"]);
    refused(&project, &["main", "main"]);
    refused(&project, &["main", "--format", "html"]);
    refused(&project, &["--deny", "everything"]);
    project.put("README", "No specs.");
    git(&project, &["rm", "--quiet", "-r", "--cached", "specs"]);
    git(&project, &["commit", "--quiet", "--message", "Without specs"]);
    refused(&project, &[]);
    assert_snapshot!(text, @r"
    $ cargo xtask diff v9
    error: git knows no revision `v9`
    help: name a commit, a tag or a branch: `git log --oneline` lists commits; a shallow clone has few, and `git fetch --unshallow` brings the rest

    $ cargo xtask diff main..v9
    error: git knows no revision `v9`
    help: name a commit, a tag or a branch: `git log --oneline` lists commits; a shallow clone has few, and `git fetch --unshallow` brings the rest

    $ cargo xtask diff main...main
    error: `main...main` has three dots
    help: write `A..B`, or for what happened since two branches parted `$(git merge-base A B)..B`

    $ cargo xtask diff main main
    error: unknown argument `main`
    help: `cargo xtask help diff` lists what there is

    $ cargo xtask diff main --format html
    error: unknown format `html`
    help: `cargo xtask help diff` lists what there is

    $ cargo xtask diff --deny everything
    error: unknown kind of change `everything`
    help: `cargo xtask help diff` lists what there is

    $ cargo xtask diff 
    error: `HEAD` has no specs below `specs`
    help: `git log --oneline -- specs` lists the revisions that changed them
    ");
}

#[test]
fn no_git_and_no_repository_are_said() {
    let project = Project::new("diff-no-git");
    // The folder of the tests lies in a repository, which git must not look for.
    let mut command = xtask(&["diff", "--root"]);
    command.arg(&project.root).env("GIT_CEILING_DIRECTORIES", project.root.parent().unwrap());
    let said = project.said(&mut command);
    assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""));
    assert!(said.stderr.starts_with("error: ROOT is in no git repository: fatal: "), "{}", said.stderr);

    let said = project.said(command.env("PATH", ""));
    assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""));
    assert_snapshot!(said.stderr, @r"
    error: git could not be started: No such file or directory (os error 2)
    help: install git, or put its folder into `PATH`
    ");
}
