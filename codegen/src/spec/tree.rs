//! From bytes to a tree: one YAML document without anchors, tags, or anything else that could surprise.

use std::borrow::Cow;

use granit_parser::Span;

use super::build::build;
use super::node::Node;
use super::second;
use crate::characters::find_hidden;
use crate::problem::{FileId, Kind, Place, Problem, Problems};

/// A file of noise would otherwise fill memory with reports.
const MAX_HIDDEN_CHARACTERS: usize = 20;
/// The most bytes of a line that a place covers.
const MAX_LINE: usize = 2000;
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// Reads a file; nothing is returned if it has no tree.
pub fn read(file: FileId, bytes: &[u8], problems: &mut Problems) -> Option<Node> {
    let text = match str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            problems.push(not_utf8(file, bytes, error.valid_up_to()));
            return None;
        }
    };
    let (text, skipped) = match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(text) => (text, BYTE_ORDER_MARK.len()),
        None => (text, 0),
    };
    let text = with_last_line_ended(text);
    let origin = Origin { file, text: &text, skipped };
    let count_before = problems.len();
    for (at, character, why) in find_hidden(origin.text).take(MAX_HIDDEN_CHARACTERS) {
        problems.push(hidden_character(origin.place_of_char(at), character, why));
    }
    if problems.len() > count_before {
        // What the parsers make of such characters would only hide the cause.
        return None;
    }
    let mut node = build(origin, problems)?;
    if problems.len() == count_before {
        second::read_again(origin, &mut node, problems);
    } else {
        second::read_each(&mut node);
    }
    Some(node)
}

/// YAML readers do not agree on what a block says whose last line is not ended.
fn with_last_line_ended(text: &str) -> Cow<'_, str> {
    if text.ends_with('\n') { Cow::Borrowed(text) } else { Cow::Owned(format!("{text}\n")) }
}

/// A file's text, and how to find places in it.
#[derive(Clone, Copy)]
pub struct Origin<'a> {
    file: FileId,
    /// The text, without byte order mark.
    pub text: &'a str,
    /// The bytes before the text.
    skipped: usize,
}

impl Origin<'_> {
    /// The very beginning of the file.
    pub fn top(self) -> Place {
        Place { file: self.file, start: 0, end: 0 }
    }

    /// The place of what the parser reports.
    pub fn place_of(self, span: Span) -> Place {
        let range = span.byte_range().unwrap_or_default();
        self.place(range.start, range.end)
    }

    /// The place of the character at a byte of the text; an empty one if the text ends there.
    pub fn place_of_char(self, at: usize) -> Place {
        let length = self.text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        self.place(at, at + length)
    }

    /// From the start of a place to the end of its line, or as much of that as anybody would read: a file may be one
    /// line of a hundred thousand lists.
    pub fn rest_of_line(self, place: Place) -> Place {
        let start = place.start as usize - self.skipped;
        let most = self.text.len().min(start + MAX_LINE);
        let end = (start..=most).rev().find(|end| self.text.is_char_boundary(*end)).unwrap_or(start);
        let line = self.text[start..end].lines().next().unwrap_or_default();
        self.place(start, start + line.trim_end().len())
    }

    /// Whether nothing but space stands before a place in its line.
    pub fn is_first_in_line(self, place: Place) -> bool {
        let before = &self.text[..place.start as usize - self.skipped];
        before.rsplit('\n').next().unwrap_or_default().trim_ascii().is_empty()
    }

    fn place(self, start: usize, end: usize) -> Place {
        let byte = |at: usize| u32::try_from(self.skipped + at).expect("a file is smaller than 4 GiB");
        Place { file: self.file, start: byte(start), end: byte(end) }
    }
}

fn not_utf8(file: FileId, bytes: &[u8], at: usize) -> Problem {
    let start = u32::try_from(at).expect("a file is smaller than 4 GiB");
    Problem::new(Kind::NotUtf8, Place { file, start, end: start + 1 }, format!("byte {at} is not UTF-8"))
        .label(format!("this is byte 0x{:02X}", bytes[at]))
        .help("save the file as UTF-8")
}

fn hidden_character(place: Place, character: char, why: &str) -> Problem {
    let title = format!("U+{:04X} is {why}", u32::from(character));
    Problem::new(Kind::HiddenCharacter, place, title).help("remove it")
}
