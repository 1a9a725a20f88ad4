//! What `--help` prints.

use crate::arguments::Topic;

/// The help on a topic.
pub fn text(topic: Topic) -> &'static str {
    match topic {
        Topic::Verbs => VERBS,
        Topic::Codegen => CODEGEN,
        Topic::Ci => CI,
    }
}

const VERBS: &str = "\
Turns hand-written specs of REST services into Rust clients, and keeps them right.

Usage: cargo xtask <verb> [flags]

Verbs:
  codegen   Write the generated files that the specs stand for
  ci        Run everything that a change has to pass
  help      Explain a verb: cargo xtask help codegen

A day's work:
  1. Change a line below specs/.
  2. cargo xtask codegen
  3. git diff          reads as the page's change, in YAML and in Rust
  4. cargo xtask ci    before it is shared

Exit codes: 0 all is well, 1 something is wrong and has been said, 2 the command could not be carried out.
";

const CODEGEN: &str = "\
Write the generated files that the specs stand for.

Usage: cargo xtask codegen [--check] [--message-format human|json] [--root PATH]

Reads:
  specs/<service>/service.yaml     what the pages of a service share
  specs/<service>/<resource>.yaml  operations and definitions, as the pages have them

Writes:
  generated/src/**                 the clients; the folder belongs to this command whole
  specs/spec.schema.json           what editors know about the specs

A file that is as it should be is not touched, one that is no longer made is removed, and one that does not say
`@generated` is refused, since somebody may have written it. When a spec has problems they are all printed and
nothing is written. Delete generated/src whenever you like: the next run brings it back.

Flags:
  --check                  Write nothing; print what differs, as a diff, and the command that mends it
  --message-format FORMAT  `human` (the default), or `json`: one object a line on standard output
  --root PATH              Work on another project's folder instead of this one
  -h, --help               Print this

Examples:
  cargo xtask codegen                        after a change of a spec
  cargo xtask codegen --check                before a commit; `cargo xtask ci` does it too
  cargo xtask codegen --message-format json  for an editor

Exit codes: 0 all is well, 1 the specs have problems or `--check` found a difference, 2 the command line is wrong or
the disk refused.
";

const CI: &str = "\
Run everything that a change has to pass.

Usage: cargo xtask ci

Each step is a command, printed before it runs, so that you can run it alone. The first that fails ends the run and
is named. This is all that .ci/run does, once it has made sure that cargo-deny is installed:
  cargo install cargo-deny --locked

The check for security advisories needs a database from the network. Where that cannot be had, the step is skipped,
and the run says so.

Flags:
  -h, --help  Print this

Exit codes: 0 all is well, 1 a step failed, 2 the command line is wrong or a step could not be started.
";
