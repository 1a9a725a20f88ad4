//! `cargo xtask diff`: what a change of specs means for consumers.

use std::io::{self, Write};
use std::path::Path;

use codegen::compare::{self, Change, Effect};
use codegen::{Meaning, Sources};

use crate::arguments::{Denied, Diff, DiffFormat, Revisions};
use crate::codegen::{SPECS, show_problems, style, unreadable};
use crate::terminal::{Terminal, Tone};
use crate::{Outcome, Refusal, Stop, git, project_root};

/// Carries the verb out.
pub fn run(
    arguments: &Diff,
    out: &mut Terminal<impl Write>,
    err: &mut Terminal<impl Write>,
) -> Result<Outcome, Stop> {
    let root = arguments.root.clone().unwrap_or_else(project_root);
    let Revisions { before, after } = &arguments.revisions;
    let before = of_revision(&root, before, err)?;
    let after = match after {
        Some(revision) => of_revision(&root, revision, err)?,
        None => {
            let sources = Sources::read(&root, SPECS).map_err(|error| unreadable(&error))?;
            match Meaning::of(&sources) {
                Ok(meaning) => meaning,
                Err(problems) => {
                    match arguments.format {
                        DiffFormat::Text | DiffFormat::Markdown => show_problems(&problems, &sources, err)?,
                        DiffFormat::Json => {
                            out.write_all(codegen::render_json(&problems, &sources).as_bytes())?;
                        }
                    }
                    return Ok(Outcome::Faults);
                }
            }
        }
    };
    let changes = compare::compare(&before, &after);
    let text = match arguments.format {
        DiffFormat::Text => compare::text(&changes, style(out)),
        DiffFormat::Json => compare::json(&changes),
        DiffFormat::Markdown => compare::markdown(&changes),
    };
    out.write_all(text.as_bytes())?;
    match arguments.denied {
        Denied::Nothing => Ok(Outcome::Well),
        Denied::Breaking => deny(&changes, err).map_err(Stop::from),
    }
}

/// What the specs of a revision mean. The language of specs grows, so that those of long ago may not be understood any
/// more; that is no fault of the specs that are worked on.
fn of_revision(root: &Path, revision: &str, err: &mut Terminal<impl Write>) -> Result<Meaning, Stop> {
    let sources = git::specs(root, SPECS, revision)?;
    match Meaning::of(&sources) {
        Ok(meaning) => Ok(meaning),
        Err(problems) => {
            show_problems(&problems, &sources, err)?;
            writeln!(err)?;
            Err(Stop::Refused(Refusal {
                what: format!(
                    "the specs of `{revision}` are not written in the present language of specs; see above"
                ),
                help: format!(
                    "compare with a later revision (`git log --oneline -- {SPECS}`), or check `{revision}` out elsewhere, \
                     mend there what is listed above, commit it, and compare with that commit"
                ),
            }))
        }
    }
}

fn deny(changes: &[Change], err: &mut Terminal<impl Write>) -> io::Result<Outcome> {
    let count = |effect| changes.iter().filter(|change| change.effect == effect).count();
    let (code, behaviour) = (count(Effect::Code), count(Effect::Behaviour));
    if code + behaviour == 0 {
        return Ok(Outcome::Well);
    }
    let breaks = if code + behaviour == 1 { "change breaks" } else { "changes break" };
    let what = format!("{} {breaks} consumers, and `--deny breaking` is given", code + behaviour);
    err.tell(Tone::Bad, "error", &what)?;
    Ok(Outcome::Faults)
}
