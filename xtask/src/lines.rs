//! How two texts of one file differ: counted, and shown.

use std::fmt;
use std::io::{self, Write};
use std::time::Duration;

use similar::{ChangeTag, TextDiff};

use crate::terminal::{Terminal, Tone};

/// Lines of a file's diff that are shown; whoever has more to read, reads the file.
const LINES: usize = 200;

/// Lines that came and went.
#[derive(Clone, Copy, Default)]
pub struct Counts {
    /// In the new text only.
    pub added: usize,
    /// In the old text only.
    pub removed: usize,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "(+{} -{})", self.added, self.removed)
    }
}

/// Counts what turns `old` into `new`.
pub fn count(old: &str, new: &str) -> Counts {
    let mut counts = Counts::default();
    for change in compare(old, new).iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => {}
            ChangeTag::Insert => counts.added += 1,
            ChangeTag::Delete => counts.removed += 1,
        }
    }
    counts
}

/// Shows what turns `old` into `new`, as a unified diff.
pub fn show(old: &str, new: &str, out: &mut Terminal<impl Write>) -> io::Result<()> {
    let diff = compare(old, new);
    let text = diff.unified_diff().header("on disk", "from the specs").to_string();
    for (index, line) in text.lines().enumerate().take(LINES) {
        let painted = match (index, line.as_bytes().first()) {
            // The header's `---` and `+++`.
            (0 | 1, _) => line.to_owned(),
            (_, Some(b'+')) => out.paint(Tone::Added, line),
            (_, Some(b'-')) => out.paint(Tone::Removed, line),
            (_, Some(b'@')) => out.paint(Tone::Place, line),
            (_, _) => line.to_owned(),
        };
        writeln!(out, "{painted}")?;
    }
    match text.lines().count().saturating_sub(LINES) {
        0 => Ok(()),
        more => writeln!(out, "… and {more} more lines"),
    }
}

fn compare<'text>(old: &'text str, new: &'text str) -> TextDiff<'text, 'text, 'text, str> {
    // Texts that have little in common take long to compare; past this time the diff is right, but not the shortest.
    TextDiff::configure().timeout(Duration::from_secs(1)).diff_lines(old, new)
}
