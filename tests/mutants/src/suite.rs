//! The tests of the copy: how long each takes, and which functions it reaches.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};
use std::{fs, io};

use crate::Fault;
use crate::build::Program;
use crate::work::each;

/// Tests that take longer than this, all alone, are not asked: others notice the same.
const LONGEST: Duration = Duration::from_secs(20);

/// What a mutant may ask for before the system refuses: bytes of memory, and of a file.
const LIMITS: [&str; 2] = ["--as=6000000000", "--fsize=500000000"];

/// One test, which passes as long as no mutant is switched on.
#[derive(Debug)]
pub struct Test {
    program: Program,
    name: String,
    time: Duration,
    /// The numbers of the functions that it enters.
    pub reached: BTreeSet<u32>,
}

/// How a run of a test ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Passed,
    Failed,
    /// It took so much longer than it does that it may never have ended.
    TimedOut,
}

/// A place that a worker shares with nobody.
pub struct Desk {
    folder: PathBuf,
    root: PathBuf,
}

impl Desk {
    /// # Errors
    ///
    /// When the folder cannot be made.
    pub fn new(root: &Path, number: usize) -> io::Result<Self> {
        let folder = root.with_file_name("desks").join(number.to_string());
        fs::create_dir_all(&folder)?;
        Ok(Self { folder, root: root.to_owned() })
    }

    /// A command that runs where Cargo would run a program of tests, and says nothing.
    fn command(&self, command: &str, program: &Program) -> Command {
        let mut command = Command::new(command);
        command
            .current_dir(&program.folder)
            .env("CARGO_MANIFEST_DIR", &program.folder)
            .env("CARGO_TARGET_TMPDIR", &self.folder)
            .env("TMPDIR", &self.folder)
            // The arms of a function all have their place on the stack.
            .env("RUST_MIN_STACK", "67108864")
            .env("INSTA_UPDATE", "no")
            .env("INSTA_WORKSPACE_ROOT", &self.root)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    /// Runs one test, with a mutant switched on or with none.
    fn run(&self, test: &Test, limit: Duration, set: impl FnOnce(&mut Command)) -> Result<End, Fault> {
        let mut command = self.command("prlimit", &test.program);
        command.args(LIMITS);
        // `timeout` ends the processes that the test has started, too.
        command.args([
            "timeout",
            "--signal=KILL",
            &limit.as_secs_f64().to_string(),
            &test.program.executable,
        ]);
        command.args(["--exact", &test.name, "--test-threads=1"]);
        set(&mut command);
        let status = command.status()?;
        Ok(match status.code() {
            Some(0) => End::Passed,
            None | Some(137) => End::TimedOut,
            Some(_) => End::Failed,
        })
    }
}

impl Test {
    /// Runs it with a mutant switched on.
    ///
    /// # Errors
    ///
    /// When it cannot be started.
    pub fn against(&self, mutant: u32, desk: &Desk) -> Result<End, Fault> {
        let limit = self.time * 4 + Duration::from_secs(10);
        desk.run(self, limit, |command| {
            command.env("MUTANT", mutant.to_string());
        })
    }

    /// What it is called in the file of outcomes.
    pub fn shown(&self) -> String {
        format!("{}: {}", self.program.target, self.name)
    }

    pub fn seconds(&self) -> f64 {
        self.time.as_secs_f64()
    }
}

/// All tests that pass in time when nothing is switched on, and the names of those that do not.
///
/// # Errors
///
/// When a program cannot be run.
pub fn measure(programs: &[Program], root: &Path) -> Result<(Vec<Test>, Vec<String>), Fault> {
    let place = root.with_file_name("suite.txt");
    if let Some(tests) = read(programs, &place) {
        return Ok((tests, Vec::new()));
    }
    let mut tests = Vec::new();
    for program in programs {
        let output = Desk::new(root, 0)?
            .command(&program.executable, program)
            .args(["--list", "--format=terse"])
            .stdout(Stdio::piped())
            .output()?;
        let names = String::from_utf8(output.stdout)?;
        let names = names.lines().filter_map(|line| line.strip_suffix(": test"));
        tests.extend(names.map(|name| Test {
            program: program.clone(),
            name: name.to_owned(),
            time: Duration::ZERO,
            reached: BTreeSet::new(),
        }));
    }
    let fit = Mutex::new(Vec::new());
    let unfit = Mutex::new(Vec::new());
    each(&tests, |worker, test| {
        let desk = Desk::new(root, worker)?;
        let place = desk.folder.join("reached");
        let _ = fs::remove_file(&place);
        let start = Instant::now();
        let end = desk.run(test, LONGEST, |command| {
            command.env("MUTANTS_REACHED", &place);
        })?;
        let time = start.elapsed();
        if end != End::Passed {
            unfit.lock().map_err(|error| error.to_string())?.push(format!("{} {end:?}", test.shown()));
            return Ok(());
        }
        let reached = fs::read_to_string(&place).unwrap_or_default();
        let reached = reached.lines().filter_map(|line| line.parse().ok()).collect();
        let test = Test { program: test.program.clone(), name: test.name.clone(), time, reached };
        fit.lock().map_err(|error| error.to_string())?.push(test);
        Ok(())
    })?;
    let unfit = unfit.into_inner().map_err(|error| error.to_string())?;
    let fit = fit.into_inner().map_err(|error| error.to_string())?;
    write(&fit, &place)?;
    Ok((fit, unfit))
}

/// Keeps what was measured, for as long as no program is newer.
fn write(tests: &[Test], place: &Path) -> io::Result<()> {
    let mut text = String::new();
    for test in tests {
        let reached: Vec<String> = test.reached.iter().map(ToString::to_string).collect();
        let line = [&test.program.executable, &test.name, &test.seconds().to_string(), &reached.join(",")];
        text.extend([line.map(String::as_str).join("\t").as_str(), "\n"]);
    }
    fs::write(place, text)
}

/// What was measured before, if that still holds.
fn read(programs: &[Program], place: &Path) -> Option<Vec<Test>> {
    let measured = fs::metadata(place).and_then(|file| file.modified()).ok()?;
    let is_older = |program: &Program| {
        fs::metadata(&program.executable).and_then(|file| file.modified()).is_ok_and(|built| built < measured)
    };
    if !programs.iter().all(is_older) {
        return None;
    }
    let text = fs::read_to_string(place).ok()?;
    let measured_test = |line: &str| {
        let [executable, name, seconds, reached] = line.split('\t').collect::<Vec<_>>().try_into().ok()?;
        Some(Test {
            program: programs.iter().find(|program| program.executable == executable)?.clone(),
            name: name.to_owned(),
            time: Duration::try_from_secs_f64(seconds.parse().ok()?).ok()?,
            reached: reached.split(',').filter_map(|number| number.parse().ok()).collect(),
        })
    };
    text.lines().map(measured_test).collect()
}
