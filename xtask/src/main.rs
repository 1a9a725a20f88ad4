//! The maintainer's verbs: `cargo xtask codegen`, `draft`, `audit`, `diff` and `ci`.
#![forbid(unsafe_code)]

mod arguments;
mod audit;
mod ci;
mod codegen;
mod diff;
mod draft;
mod git;
mod help;
mod lines;
mod report;
mod terminal;

use std::env;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use arguments::Command;
use terminal::{Terminal, Tone};

/// How a verb ended, when it could do its work.
enum Outcome {
    /// All is well.
    Well,
    /// The specs have problems, files are not as they should be, something breaks that must not, or a step of `ci`
    /// failed; it has been said.
    Faults,
}

/// Why a verb could not do its work: the command line, the specs folder, the disk or git.
struct Refusal {
    what: String,
    help: String,
}

/// What ends a verb early.
enum Stop {
    Refused(Refusal),
    /// Nobody reads our output any more, or it cannot be written.
    Output(io::Error),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

fn main() -> ExitCode {
    let mut out = Terminal::new(io::stdout());
    let mut err = Terminal::new(io::stderr());
    match run(&mut out, &mut err) {
        Ok(Outcome::Well) => ExitCode::SUCCESS,
        Ok(Outcome::Faults) => ExitCode::from(1),
        Err(Stop::Refused(Refusal { what, help })) => {
            // When stderr is gone too, the exit code still tells.
            let _ = err.tell(Tone::Bad, "error", &what);
            let _ = writeln!(err, "{}: {help}", err.paint(Tone::Good, "help"));
            ExitCode::from(2)
        }
        // As with any program whose reader has seen enough: `cargo xtask codegen --check | head`.
        Err(Stop::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(2),
        Err(Stop::Output(error)) => {
            let _ = err.tell(Tone::Bad, "error", &format!("could not print: {error}"));
            ExitCode::from(2)
        }
    }
}

fn run(out: &mut Terminal<impl Write>, err: &mut Terminal<impl Write>) -> Result<Outcome, Stop> {
    match arguments::parse(lexopt::Parser::from_env())? {
        Command::Help(topic) => {
            out.write_all(help::text(topic).as_bytes())?;
            Ok(Outcome::Well)
        }
        Command::Codegen(arguments) => codegen::run(&arguments, out, err),
        Command::Draft(arguments) => draft::run(&arguments, out, err),
        Command::Audit(arguments) => audit::run(&arguments, out, err),
        Command::Diff(arguments) => diff::run(&arguments, out, err),
        Command::Ci => ci::run(&project_root(), out, err),
    }
}

/// The folder that this package lies in: cargo says where that is now, the compiler where it was.
fn project_root() -> PathBuf {
    let package =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    match package.parent() {
        Some(root) => root.to_owned(),
        None => package,
    }
}
