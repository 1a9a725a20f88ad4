//! A project of one small service in a folder of its own, and `xtask` run on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const SERVICE: &str = r#"
title: Weather
description: Tells the weather.
base-url:
  name: weatherUrl
  description: Address of the service.
  example: https://weather.example.com
api-version:
  parameter: api-version
  description: Version of the API.
api-versions: ["1.0"]
security: {}
error:
  type: WeatherError
  code: code
  message: message
definitions:
  WeatherError:
    description: What went wrong.
    properties:
      code: string
      message: string
"#;

const STATIONS: &str = r#"
title: Stations
description: Places that measure.
operations:
  Get:
    page:
      title: Stations - Get
      api-version: "1.0"
      file: stations.txt
    description: Reads a station.
    request: GET /stations/{name}
    parameters:
      name:
        in: path
        type: string
        description: Name of the station.
    responses:
      200:
        description: The station.
        body: Station
definitions:
  Station:
    description: A place that measures.
    properties:
      name: string
"#;

/// The file that the resource of [`Project::new`] becomes.
pub const STATIONS_RS: &str = "generated/src/weather/stations.rs";

/// A project's folder; it stays, so that a failed test can be looked into.
pub struct Project {
    pub root: PathBuf,
}

/// What a process said.
#[derive(Debug)]
pub struct Said {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Project {
    /// A project whose specs are right and whose files are yet to be generated.
    pub fn new(test: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("xtask").join(test);
        if root.exists() {
            fs::remove_dir_all(&root).unwrap();
        }
        let project = Self { root };
        project.put("specs/weather/service.yaml", SERVICE);
        project.put("specs/weather/stations.yaml", STATIONS);
        project
    }

    /// A project whose files are generated.
    pub fn generated(test: &str) -> Self {
        let project = Self::new(test);
        assert_eq!(project.codegen(&[]).code, Some(0));
        project
    }

    pub fn put(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap()
    }

    /// Changes a text in a file, where it must be.
    pub fn change(&self, path: &str, from: &str, to: &str) {
        let text = self.text(path);
        assert!(text.contains(from), "{path} contains {from:?}");
        self.put(path, &text.replace(from, to));
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.root.join(path)).unwrap();
    }

    /// Paths and texts below a folder, nothing if there is none.
    pub fn tree(&self, folder: &str) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        let Ok(entries) = fs::read_dir(self.root.join(folder)) else { return found };
        for entry in entries {
            let entry = entry.unwrap();
            let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                found.append(&mut self.tree(&path));
            } else {
                found.insert(path, fs::read_to_string(entry.path()).unwrap());
            }
        }
        found
    }

    /// All but what is written by hand.
    pub fn made(&self) -> BTreeMap<String, String> {
        let mut made = self.tree("generated");
        made.extend(self.tree("specs").into_iter().filter(|(path, _)| !path.starts_with("specs/weather/")));
        made
    }

    /// `xtask codegen` on this project, not yet started.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = xtask(&["codegen"]);
        command.args(arguments).arg("--root").arg(&self.root);
        command
    }

    /// `xtask codegen` on this project; in what it says, the folder is `ROOT`.
    pub fn codegen(&self, arguments: &[&str]) -> Said {
        self.said(&mut self.command(arguments))
    }

    /// Runs a command to its end; in what it says, the folder is `ROOT`.
    pub fn said(&self, command: &mut Command) -> Said {
        let said = said(command);
        let root = self.root.to_str().unwrap();
        Said {
            code: said.code,
            stdout: said.stdout.replace(root, "ROOT"),
            stderr: said.stderr.replace(root, "ROOT"),
        }
    }
}

/// `text` with `N` for numbers of two and more digits, which count the lines that the generator makes today.
pub fn without_counts(text: &str) -> String {
    let is_count = |word: &&str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_digit());
    let words = text.split_inclusive(|letter: char| !letter.is_ascii_digit());
    let shown = words.map(|word| {
        let digits = word.trim_end_matches(|letter: char| !letter.is_ascii_digit());
        if is_count(&digits) { word.replace(digits, "N") } else { word.to_owned() }
    });
    shown.collect()
}

/// The built `xtask`, not yet started.
pub fn xtask(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(arguments);
    command
}

/// Runs a command to its end.
pub fn said(command: &mut Command) -> Said {
    let Output { status, stdout, stderr } = command.output().unwrap();
    Said {
        code: status.code(),
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
    }
}
