//! `xtask codegen`: what it writes, says and leaves alone.

use std::fs;
use std::process::{Child, Stdio};

use insta::assert_snapshot;

use crate::project::{Project, STATIONS_RS, said, without_counts};

#[test]
fn a_second_run_writes_nothing() {
    let project = Project::new("second");
    let first = project.codegen(&[]);
    assert_eq!((first.code, first.stderr.as_str()), (Some(0), ""));
    assert_snapshot!(without_counts(&first.stdout), @r"
    Wrote generated/src/lib.rs (+N -0)
    Wrote generated/src/weather/mod.rs (+N -0)
    Wrote generated/src/weather/stations.rs (+N -0)
    Wrote generated/src/weather/stations/server.rs (+N -0)
    Wrote specs/spec.schema.json (+N -0)
    ");

    let times = || -> Vec<_> {
        let made = project.made().into_keys();
        made.map(|path| fs::metadata(project.root.join(path)).unwrap().modified().unwrap()).collect()
    };
    let before = times();
    let second = project.codegen(&[]);
    assert_eq!((second.code, second.stderr.as_str()), (Some(0), ""));
    assert_snapshot!(second.stdout, @"       Fresh 5 files");
    assert_eq!(times(), before);
}

#[test]
fn a_changed_line_changes_one_file() {
    let project = Project::generated("line");
    project.change("specs/weather/stations.yaml", "A place that measures.", "A place with a thermometer.");
    let said = project.codegen(&[]);
    assert_eq!(said.code, Some(0));
    assert_snapshot!(said.stdout, @r"
    Wrote generated/src/weather/stations.rs (+1 -1)
    Fresh 4 files
    ");
    assert!(project.text(STATIONS_RS).contains("A place with a thermometer."));
}

#[test]
fn what_is_no_longer_made_is_removed() {
    let project = Project::generated("removed");
    let before = project.made();
    let stations = project.text("specs/weather/stations.yaml");
    let sites = stations.replace("Stations", "Sites").replace("Station", "Site");
    project.put("specs/weather/sites.yaml", &sites);
    assert_eq!(project.codegen(&[]).code, Some(0));

    project.remove("specs/weather/sites.yaml");
    let said = project.codegen(&[]);
    assert_eq!(said.code, Some(0));
    assert_snapshot!(said.stdout, @r"
      Wrote generated/src/weather/mod.rs (+1 -5)
    Removed generated/src/weather/sites.rs
    Removed generated/src/weather/sites/server.rs
      Fresh 4 files
    ");
    assert_eq!(project.made(), before);
}

#[test]
fn a_deleted_output_comes_back_byte_for_byte_from_anywhere() {
    let project = Project::generated("deleted");
    let before = project.made();
    fs::remove_dir_all(project.root.join("generated")).unwrap();
    let mut command = project.command(&[]);
    command
        .current_dir("/")
        .env("TZ", "Pacific/Apia")
        .env("LC_ALL", "tr_TR.UTF-8")
        .env_remove("CARGO_MANIFEST_DIR");
    assert_eq!(said(&mut command).code, Some(0));
    assert_eq!(project.made(), before);
}

#[test]
fn a_broken_spec_leaves_all_as_it_was() {
    let project = Project::generated("broken");
    project.change("specs/weather/stations.yaml", "A place that measures.", "A place with a thermometer.");
    project.change("specs/weather/stations.yaml", "body: Station", "body: Staton");
    project.change("specs/weather/stations.yaml", "\"1.0\"", "\"1.1\"");
    project.change("specs/weather/service.yaml", "title: Weather", "titel: Weather");
    let before = project.made();

    let people = project.codegen(&[]);
    assert_eq!((people.code, people.stdout.as_str()), (Some(1), ""));
    assert_snapshot!(people.stderr, @r#"
    error[unknown-key]: a service has no key `titel`
     --> specs/weather/service.yaml:2:1
      |
    2 | titel: Weather
      | ^^^^^ unknown key
      |
      = help: did you mean `title`?

    error[unknown-version]: the service has no api-version `1.1`
     --> specs/weather/stations.yaml:8:20
      |
    8 |       api-version: "1.1"
      |                    ^^^^^ not in service.yaml
      |
      = help: did you mean `1.0`? if it is new, add it to `api-versions` in service.yaml, oldest first

    error[unknown-type]: there is no type `Staton`
      --> specs/weather/stations.yaml:20:15
       |
    20 |         body: Staton
       |               ^^^^^^ no such type
       |
       = help: did you mean `Station`?

    error: 3 problems in 2 files; nothing was written
    "#);

    let programs = project.codegen(&["--message-format", "json"]);
    assert_eq!((programs.code, programs.stderr.as_str()), (Some(1), ""));
    assert_snapshot!(programs.stdout, @r#"
    {"file":"specs/weather/service.yaml","line":2,"column":1,"end":{"line":2,"column":6},"kind":"unknown-key","title":"a service has no key `titel`","label":"unknown key","help":"did you mean `title`?"}
    {"file":"specs/weather/stations.yaml","line":8,"column":20,"end":{"line":8,"column":25},"kind":"unknown-version","title":"the service has no api-version `1.1`","label":"not in service.yaml","help":"did you mean `1.0`? if it is new, add it to `api-versions` in service.yaml, oldest first"}
    {"file":"specs/weather/stations.yaml","line":20,"column":15,"end":{"line":20,"column":21},"kind":"unknown-type","title":"there is no type `Staton`","label":"no such type","help":"did you mean `Station`?"}
    "#);
    assert_eq!(project.made(), before);
}

#[test]
fn somebodys_work_is_refused() {
    let project = Project::new("foreign");
    project.put("generated/src/lib.rs", "//! By hand.\n");
    project.put("generated/src/notes.rs", "//! By hand.\n");
    let said = project.codegen(&[]);
    assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""));
    assert_snapshot!(said.stderr, @r"
    error: `generated/src/lib.rs` and `generated/src/notes.rs` are in the way: neither says `@generated`
    help: move them to a place that is not generated; or, if nobody needs them, delete them and run again
    ");
    assert_eq!(project.made().len(), 2);
}

#[cfg(unix)]
#[test]
fn a_link_is_refused() {
    let project = Project::new("link");
    let outside = project.root.join("outside");
    fs::create_dir_all(&outside).unwrap();
    fs::create_dir_all(project.root.join("generated")).unwrap();
    std::os::unix::fs::symlink(&outside, project.root.join("generated/src")).unwrap();
    let said = project.codegen(&[]);
    assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""));
    assert_snapshot!(said.stderr, @r"
    error: `generated/src` is a symbolic link
    help: put the file or folder itself there, or remove the link: one that leads elsewhere would have files written or deleted there
    ");
    assert_eq!(fs::read_dir(outside).unwrap().count(), 0);
}

#[test]
fn a_file_where_a_folder_belongs_is_refused() {
    let project = Project::new("file");
    project.put("generated/src", "not a folder");
    let said = project.codegen(&[]);
    assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""));
    assert_snapshot!(said.stderr, @r"
    error: `generated/src` is in the way: a folder belongs there
    help: move it away and run again
    ");
}

#[test]
fn two_runs_at_once_do_no_harm() {
    let project = Project::generated("at-once");
    let before = project.made();
    for _ in 0..5 {
        fs::remove_dir_all(project.root.join("generated")).unwrap();
        let runs: Vec<Child> =
            (0..4).map(|_| project.command(&[]).stdout(Stdio::null()).spawn().unwrap()).collect();
        for mut run in runs {
            assert_eq!(run.wait().unwrap().code(), Some(0));
        }
        assert_eq!(project.made(), before);
    }
}
