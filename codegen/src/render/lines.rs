//! The lines of a file: which one a byte is in, and their text.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use crate::problem::{FileId, Place};
use crate::sources::Sources;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The lines of all files, each looked at when it is first asked for.
pub struct FileLines<'a> {
    /// The files.
    pub sources: &'a Sources,
    lines: Vec<OnceCell<Lines<'a>>>,
}

impl<'a> FileLines<'a> {
    /// Looks at no file as yet.
    pub fn of(sources: &'a Sources) -> Self {
        Self { sources, lines: sources.iter().map(|_| OnceCell::new()).collect() }
    }

    /// The lines of a file.
    pub fn lines(&self, file: FileId) -> &Lines<'a> {
        self.lines[file.0 as usize].get_or_init(|| Lines::of(file, self.sources))
    }
}

/// A file and where its lines begin.
pub struct Lines<'a> {
    /// The file.
    pub file: FileId,
    bytes: &'a [u8],
    starts: Vec<usize>,
}

/// Some lines of a file.
pub struct Window<'a> {
    /// The number of the first line, counted from 1.
    pub first_line: usize,
    /// Their text.
    pub text: Cow<'a, str>,
    start: usize,
}

impl<'a> Lines<'a> {
    /// Finds the lines of a file.
    fn of(file: FileId, sources: &'a Sources) -> Self {
        let bytes = sources.file(file).bytes();
        // Editors show no byte order mark, so that the first line begins after it.
        let first = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        let breaks = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let starts = [first].into_iter().chain(breaks.map(|(at, _)| at + 1)).collect();
        Self { file, bytes, starts }
    }

    /// The line and the column of a byte, counted from 1; columns are characters.
    pub fn position(&self, byte: u32) -> (usize, usize) {
        let line = self.line(byte);
        let start = self.starts[line];
        let before = self.bytes.get(start..byte as usize).unwrap_or_default();
        // Every byte begins a character, but for those that UTF-8 marks as going on with one.
        let characters = before.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count();
        (line + 1, characters + 1)
    }

    /// The line of a byte, counted from 0.
    pub fn line(&self, byte: u32) -> usize {
        self.starts.partition_point(|start| *start <= byte as usize).saturating_sub(1)
    }

    /// The lines from the one of one byte to that of another.
    pub fn window(&self, first: u32, last: u32) -> Window<'a> {
        let (first, last) = (self.line(first), self.line(last));
        let start = self.starts[first];
        let end = self.starts.get(last + 1).map_or(self.bytes.len(), |next| next - 1);
        let bytes = self.bytes.get(start..end).unwrap_or_default();
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        Window { first_line: first + 1, text: drawn(String::from_utf8_lossy(bytes)), start }
    }
}

/// A text without the controls that some terminals obey and that drawing leaves as they are: each becomes a dot of as many bytes.
fn drawn(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_control = |c: char| matches!(c, '\u{80}'..='\u{9F}');
    if text.contains(is_control) { Cow::Owned(text.replace(is_control, "·")) } else { text }
}

impl Window<'_> {
    /// The bytes of a place in the window, which never cut a character in two.
    pub fn range(&self, place: Place) -> Range<usize> {
        let byte = |at: u32| (at as usize).saturating_sub(self.start).min(self.text.len());
        let mut range = byte(place.start)..byte(place.end);
        while !self.text.is_char_boundary(range.start) {
            range.start -= 1;
        }
        while !self.text.is_char_boundary(range.end) {
            range.end += 1;
        }
        range
    }
}
