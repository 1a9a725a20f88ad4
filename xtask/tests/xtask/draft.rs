//! `xtask draft` on a small project: what it prints, where it writes, what it refuses.

use std::process::Command;

use insta::assert_snapshot;
use serde_json::Value;

use crate::project::{Project, Said, said, xtask};

/// A page of the weather service, which has no operation of it yet.
const PAGE: &str = "\
Sensors - List

Names what a station measures with.

GET {weatherUrl}/stations/{name}/sensors?api-version=1.0
GET {weatherUrl}/stations/{name}/sensors?most={most}&api-version=1.0

URI Parameters

Name In Required Type Description
name
path True

string

Which station.

weatherUrl
path True

string

Where the service is.

api-version
query True

string

Which version.

most
query

integer

int32

How many to name. The default is 10.

Responses

Name Type Description
200 OK

Sensors

What was found.

Other Status Codes

WeatherError

What went wrong.

Examples

Sensors list

Sample request

GET https://weather.example.com/stations/hill/sensors?api-version=1.0

Sample response

{
  \"sensors\": [
    \"rain\"
  ]
}

Definitions

Name Description
Sensors

Names of sensors.

WeatherError

What went wrong.

Sensors

Names of sensors.

Name Type Description
sensors

string[]

The names.

WeatherError

What went wrong.

Name Type Description
code

string

Which fault.

message

string

In words.
";

/// A project with a page beside it, and `xtask draft` run on that; in what it says, the folder is `ROOT`.
fn draft(project: &Project, arguments: &[&str]) -> Said {
    project.put("pages/sensors.txt", PAGE);
    let mut command = xtask(&["draft"]);
    command.arg(project.root.join("pages/sensors.txt")).args(arguments).arg("--root").arg(&project.root);
    let said = said(&mut command);
    let root = project.root.to_str().unwrap();
    Said {
        code: said.code,
        stdout: said.stdout.replace(root, "ROOT"),
        stderr: said.stderr.replace(root, "ROOT"),
    }
}

#[test]
fn what_a_resource_lacks_is_printed() {
    let project = Project::new("draft-print");
    let before = project.tree("specs");
    let said = draft(&project, &[]);
    assert_eq!(said.code, Some(0));
    assert_snapshot!("draft-addition", format!("{}\n{}", said.stdout, said.stderr));
    assert_eq!(project.tree("specs"), before);
}

#[test]
fn what_is_written_is_refused_until_it_is_finished() {
    let project = Project::new("draft-write");
    let before = project.text("specs/weather/stations.yaml");
    let said = draft(&project, &["--write"]);
    assert_eq!((said.code, said.stdout.as_str()), (Some(0), ""));
    let after = project.text("specs/weather/stations.yaml");
    assert!(before.lines().all(|line| after.contains(line)), "nothing is lost:\n{after}");
    let open = project.codegen(&[]);
    assert_eq!(open.code, Some(1));
    assert!(open.stderr.contains("error[unfinished]"), "{}", open.stderr);
    let finished: Vec<String> = after.lines().map(|line| line.replace("TODO (", "About (")).collect();
    project.put("specs/weather/stations.yaml", &(finished.join("\n") + "\n"));
    let generated = project.codegen(&[]);
    assert_eq!(generated.code, Some(0), "{}", generated.stderr);
    assert!(project.text("generated/src/weather/stations.rs").contains("pub struct Sensors"));
}

#[test]
fn nothing_that_is_there_is_replaced() {
    let project = Project::new("draft-twice");
    assert_eq!(draft(&project, &["--write"]).code, Some(0));
    let before = project.tree("specs");
    let again = draft(&project, &["--write"]);
    assert_eq!(again.code, Some(2));
    assert_snapshot!(again.stderr, @"
    error: the operation is there already, as `List`
    help: print the draft without `--write`, or give another file with `--resource NAME`
    ");
    let taken = draft(&project, &["--write", "--service", "other"]);
    assert_eq!(taken.code, Some(0), "{}", taken.stderr);
    project.put("specs/third/stations.yaml", "title: Mine\n");
    let mine = draft(&project, &["--write", "--service", "third"]);
    assert_eq!(mine.code, Some(2));
    assert_eq!(project.text("specs/third/stations.yaml"), "title: Mine\n");
    assert!(before.iter().all(|(path, text)| project.text(path) == *text));
}

/// What people wrote is whole even where there is no room for what is added to it.
#[test]
fn a_disk_without_room_takes_nothing_away() {
    let project = Project::new("draft-short");
    let spec = project.text("specs/weather/stations.yaml");
    project.put("specs/weather/stations.yaml", &format!("{}{spec}", "# A long word.\n".repeat(4000)));
    project.put("pages/sensors.txt", PAGE);
    let before = project.tree("specs");
    let mut limited = Command::new("sh");
    let shell =
        "trap '' XFSZ; ulimit -f 60; exec \"$0\" draft \"$1/pages/sensors.txt\" --write --root \"$1\"";
    limited.args(["-c", shell, env!("CARGO_BIN_EXE_xtask")]).arg(&project.root);
    let said = said(&mut limited);
    assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""), "{}", said.stderr);
    assert!(said.stderr.contains("specs/weather/stations.yaml: File too large"), "{}", said.stderr);
    assert!(said.stderr.contains("nothing was changed"), "{}", said.stderr);
    assert_eq!(project.tree("specs"), before);
    assert_eq!(draft(&project, &["--write"]).code, Some(0));
}

#[test]
fn a_service_without_specs_gets_both_files() {
    let project = Project::new("draft-new");
    project.remove("specs/weather/service.yaml");
    project.remove("specs/weather/stations.yaml");
    let printed = draft(&project, &[]);
    let heads: Vec<&str> = printed.stdout.lines().filter(|line| line.starts_with("---")).collect();
    assert_eq!(heads, ["--- # specs/weather/service.yaml", "--- # specs/weather/stations.yaml"]);
    let written = draft(&project, &["--write"]);
    assert_eq!(written.code, Some(0), "{}", written.stderr);
    assert!(project.text("specs/weather/service.yaml").contains("type: WeatherError"));
    assert!(project.text("specs/weather/stations.yaml").contains("body: Sensors"));
}

#[test]
fn programs_get_a_line_for_each_thing() {
    let project = Project::new("draft-json");
    let said = draft(&project, &["--format", "json"]);
    let lines: Vec<Value> = said.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["file"], "specs/weather/stations.yaml");
    assert_eq!(lines[0]["extent"], "addition");
    let todos = lines.iter().filter(|line| line["todo"].is_string()).count();
    let last = lines.last().unwrap();
    assert_eq!((last["todos"].as_u64(), last["operation"].as_str()), (Some(todos as u64), Some("List")));
    let text = lines[0]["text"].as_str().unwrap();
    for todo in lines.iter().filter(|line| line["todo"].is_string()) {
        let line = usize::try_from(todo["line"].as_u64().unwrap()).unwrap();
        assert!(text.lines().nth(line - 1).unwrap().contains("TODO"), "{todo}");
    }
}

#[test]
fn what_is_no_page_is_refused() {
    let project = Project::new("draft-no-page");
    project.put("letter.txt", "Dear reader,\n\nthis is no page.\n");
    let refused = |arguments: &[&str]| {
        let said = said(xtask(&["draft"]).args(arguments).arg("--root").arg(&project.root));
        assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        said.stderr.replace(project.root.to_str().unwrap(), "ROOT")
    };
    let letter = project.root.join("letter.txt");
    let missing = project.root.join("missing.txt");
    let shown = [
        refused(&[]),
        refused(&[letter.to_str().unwrap()]),
        refused(&[missing.to_str().unwrap()]),
        refused(&[letter.to_str().unwrap(), "--resource", "../up"]),
        refused(&[letter.to_str().unwrap(), "--format", "jsn"]),
        refused(&[letter.to_str().unwrap(), "--writ"]),
    ];
    assert_snapshot!("draft-refused", shown.join("\n"));
}

#[test]
fn a_page_that_is_too_large_is_refused_by_draft_and_audit() {
    let project = Project::new("draft-too-large");
    let page = project.root.join("huge.txt");
    std::fs::write(&page, vec![b' '; 8 * 1024 * 1024 + 1]).unwrap();
    for verb in ["draft", "audit"] {
        let said = said(xtask(&[verb]).arg(&page).arg("--root").arg(&project.root));
        assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""), "{verb}");
        let wanted =
            format!("error: the page could not be read: {}: it has more than 8 MiB\n", page.display());
        assert!(said.stderr.starts_with(&wanted), "{verb}: {}", said.stderr);
    }
}
