//! What `--help` prints.

use crate::arguments::Topic;

/// The help on a topic.
pub fn text(topic: Topic) -> &'static str {
    match topic {
        Topic::Verbs => VERBS,
        Topic::Codegen => CODEGEN,
        Topic::Draft => DRAFT,
        Topic::Audit => AUDIT,
        Topic::Diff => DIFF,
        Topic::Ci => CI,
    }
}

const VERBS: &str = "\
Turns hand-written specs of REST services into Rust clients, and keeps them right.

Usage: cargo xtask <verb> [flags]

Verbs:
  codegen   Write the generated files that the specs stand for
  draft     Write the spec that a page supports, for you to finish
  audit     Hold the specs against the pages that they are transcribed from
  diff      Say what a change of the specs means for consumers
  ci        Run everything that a change has to pass
  help      Explain a verb: cargo xtask help codegen

A day's work:
  1. cargo xtask draft PAGE    begins the spec of a new page; otherwise change a line below specs/
  2. cargo xtask audit PAGE    says what the spec has otherwise than the page
  3. cargo xtask codegen
  4. git diff                  reads as the page's change, in YAML and in Rust
  5. cargo xtask diff          reads as the changelog's lines: what breaks, what is new
  6. cargo xtask ci            before it is shared

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

const AUDIT: &str = "\
Hold the specs against the pages that they are transcribed from, fact by fact and both ways.

Usage: cargo xtask audit [PAGE…] [--pages DIR] [--list] [--format text|json] [--deny errors|warnings] [--root PATH]

A page is a file as people save it: plain text with or without bullets, tables of Markdown that lost some of their
cells, or the Markdown that the documentation site gives. Its operation is the one whose `page` names the file, or has
its title and its api-version. Without a PAGE all pages that the specs name are audited. They are looked for in DIR;
without one in the folder that REFERENCE_PAGES names, then in `pages` of the project, then in the folders beside the
project and those in them.

What is found is one of three:
  error    page and spec contradict each other, or one lacks what the other has, and no erratum says why; or an
           erratum says that the page prints what it does not
  warning  a sentence of the page carries a rule that the spec has nowhere: not as a limit, a default or a rule, and not
           in words
  note     the page is damaged where it would confirm the spec, and no erratum says where the spec has it from

Flags:
  --pages DIR        Where the pages are that the specs name
  --list             Print the pages that would be audited, one a line, and audit none
  --format FORMAT    `text` (the default), or `json`: one object a line on standard output
  --deny WEIGHT      `errors` (the default), or `warnings`: what makes the exit code 1
  --root PATH        Work on another project's folder instead of this one
  -h, --help         Print this

Examples:
  cargo xtask audit saved/certificate-get.txt    while you transcribe a page
  cargo xtask audit --deny warnings              before a commit; `cargo xtask ci` does it, too, where the pages are
  cargo xtask audit --format json                for an editor

Exit codes: 0 nothing that counts was found, 1 something was, or the specs have problems, 2 the command line is wrong
or a file could not be read; there being no page is such a fault.
";

const DIFF: &str = "\
Say what a change of the specs means for who uses the generated crate.

Usage: cargo xtask diff [REV | A..B] [--format text|json|markdown] [--deny breaking] [--root PATH]

Compares the specs of the folder with those of REV (`HEAD` if none is named), or those of A with those of B. Revisions are
read from git; neither the work tree nor the index is touched. What is compared is what specs mean, never their text:
an order of keys, a comment or a quote is no change.

Each change says where it is in Rust, what was and what is, and:
  major  code       code that compiled may no longer compile
  major  behaviour  code compiles as before and does something else: another name, method, path or default version on
                    the wire, a status that is now an error. No compiler and no lint says so.
  minor             there is more to use, something is deprecated, or `validate()` lists something else
  patch             nothing that code can use differs; docs, samples and orders that do not count are only counted
While the crate is 0.x, major raises the second number of its version, minor and patch the third.

Flags:
  --format FORMAT  `text` (the default), `markdown` to paste into a pull request, or `json`: one object a change and line
  --deny breaking  End with exit code 1 if code or behaviour breaks
  --root PATH      Work on another project's folder instead of this one
  -h, --help       Print this

Examples:
  cargo xtask diff                             what you are about to commit
  cargo xtask diff main --format markdown      what a branch brings, for its pull request
  cargo xtask diff v0.1.0..v0.2.0              what a release brought
  cargo xtask diff origin/main --deny breaking before what is merged must not break anybody

Exit codes: 0 all is well, 1 the specs have problems or `--deny` found something, 2 the command line is wrong, git or the
disk refused, or the specs of a revision are too old to be understood.
";

const DRAFT: &str = "\
Write the spec that a page supports, for you to finish.

Usage: cargo xtask draft PAGE [--write] [--service NAME] [--resource NAME] [--format text|json] [--root PATH]

Reads a page of the reference as people save it: plain text, with or without bullets, tables of Markdown, whole or with
lost cells, and the Markdown that the documentation site gives. Finds the service by the page's base URL and the resource
by its path, and leaves out what they have already: shared rows become `name: shared`, definitions are not repeated. For
a service that no spec has, it drafts `service.yaml` too.

No description is copied. What is left to you begins with `TODO`:
  TODO (page line 41)    a text to be written in your own words; the page has its text there
  TODO CertificateState  what the page lost; a comment says why this is likely. Confirm it by removing the word TODO
`cargo xtask codegen` refuses specs with a TODO and lists each with its place, so nothing is forgotten.

Prints the YAML to standard output and a summary to standard error. Two files come one after the other, each behind a
line `--- # path`.

Flags:
  --write          Put the draft in its place: new files, or at the end of the sections of a file that is there. Nothing
                   that is there is changed; an operation that is there already is refused
  --service NAME   The folder below specs, if the page does not tell or the service is new: azure-batch
  --resource NAME  The file below that folder, without .yaml: certificates
  --format FORMAT  `text` (the default), or `json`: one object a line on standard output
  --root PATH      Work on another project's folder instead of this one
  -h, --help       Print this

Examples:
  cargo xtask draft page.txt                        look at it
  cargo xtask draft page.txt --write                put it into the specs
  cargo xtask draft page.md --service my-service    the first page of a service

Exit codes: 0 the draft is there, 2 the command line is wrong, the file is no page, or the disk refused.
";

const CI: &str = "\
Run everything that a change has to pass.

Usage: cargo xtask ci

Each step is a command, printed before it runs, so that you can run it alone. The first that fails ends the run and
is named. This is all that .ci/run does, once it has made sure that cargo-deny is installed:
  cargo install cargo-deny --locked

The check for security advisories needs a database from the network. Where that cannot be had, the step is skipped,
and the run says so. So it does where the pages of the specs are not at hand, which `cargo xtask audit` needs.

Flags:
  -h, --help  Print this

Exit codes: 0 all is well, 1 a step failed, 2 the command line is wrong or a step could not be started.
";
