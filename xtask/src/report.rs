//! What `codegen` did or found, file by file: for people and for programs.

use std::io::{self, Write};

use codegen::{Changes, Files, State};
use serde_json::json;

use crate::arguments::Mode;
use crate::lines::{self, Counts};
use crate::terminal::{Terminal, Tone};

/// What there is to say of one file.
pub struct Finding<'a> {
    path: &'a str,
    what: What<'a>,
}

/// What was done to a file, or would be.
enum What<'a> {
    /// Nothing: it is as it should be.
    Fresh,
    Wrote(Counts),
    Removed,
    /// To be written.
    Missing(Counts),
    /// To be written anew.
    Stale {
        counts: Counts,
        found: &'a str,
        wanted: &'a str,
    },
    /// To be removed.
    Orphan,
}

/// Says of each file what was done to it, or would be.
pub fn findings<'a>(mode: Mode, files: &'a Files, changes: &'a Changes) -> Vec<Finding<'a>> {
    let find = |(path, state): (&'a str, &'a State)| {
        let wanted = files.get(path).unwrap_or_default();
        let what = match (mode, state) {
            (_, State::Fresh) => What::Fresh,
            (Mode::Write, State::Missing) => What::Wrote(lines::count("", wanted)),
            (Mode::Write, State::Stale { found }) => What::Wrote(lines::count(found, wanted)),
            (Mode::Write, State::Orphan) => What::Removed,
            (Mode::Check, State::Missing) => What::Missing(lines::count("", wanted)),
            (Mode::Check, State::Stale { found }) => {
                What::Stale { counts: lines::count(found, wanted), found, wanted }
            }
            (Mode::Check, State::Orphan) => What::Orphan,
        };
        Finding { path, what }
    };
    changes.iter().map(find).collect()
}

impl Finding<'_> {
    /// Whether the file is not as it should be, and was left so.
    pub fn is_wrong(&self) -> bool {
        match self.what {
            What::Fresh | What::Wrote(_) | What::Removed => false,
            What::Missing(_) | What::Stale { .. } | What::Orphan => true,
        }
    }
}

/// One line for each file that is not fresh, as cargo prints them, and one for all that are.
pub fn for_people(findings: &[Finding], out: &mut Terminal<impl Write>) -> io::Result<()> {
    let mut fresh = 0_usize;
    for Finding { path, what } in findings {
        match what {
            What::Fresh => fresh += 1,
            What::Wrote(counts) => out.status(Tone::Good, "Wrote", &format!("{path} {counts}"))?,
            What::Removed => out.status(Tone::Good, "Removed", path)?,
            What::Missing(counts) => out.status(Tone::Notable, "Missing", &format!("{path} {counts}"))?,
            What::Stale { counts, found, wanted } => {
                out.status(Tone::Notable, "Stale", &format!("{path} {counts}"))?;
                lines::show(found, wanted, out)?;
            }
            What::Orphan => out.status(Tone::Notable, "Orphan", path)?,
        }
    }
    match fresh {
        0 => Ok(()),
        1 => out.status(Tone::Good, "Fresh", "1 file"),
        _ => out.status(Tone::Good, "Fresh", &format!("{fresh} files")),
    }
}

/// One JSON object for each file.
pub fn for_programs(findings: &[Finding], out: &mut impl Write) -> io::Result<()> {
    for Finding { path, what } in findings {
        let (state, counts) = match what {
            What::Fresh => ("fresh", Counts::default()),
            What::Wrote(counts) => ("wrote", *counts),
            What::Removed => ("removed", Counts::default()),
            What::Missing(counts) => ("missing", *counts),
            What::Stale { counts, .. } => ("stale", *counts),
            What::Orphan => ("orphan", Counts::default()),
        };
        let Counts { added, removed } = counts;
        let message = json!({ "file": path, "state": state, "added": added, "removed": removed });
        writeln!(out, "{message}")?;
    }
    Ok(())
}
