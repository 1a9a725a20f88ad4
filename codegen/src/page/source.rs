//! The text of a page, its lines, and where each part of it stands.

use std::borrow::Cow;

use super::facts::{At, Damage, Fact, Span, Style, Text};
use super::inline;

/// Lines that end what stands before them, even where they were run together with it.
const HEADINGS: &[&str] = &[
    "URI Parameters",
    "Request Headers",
    "Request Header",
    "Request Body",
    "Responses",
    "Security",
    "Examples",
    "Sample request",
    "Sample Request",
    "Sample response",
    "Sample Response",
    "Definitions",
];

/// More empty lines than this, one after the other, say no more than as many.
const MAX_EMPTY: usize = 4;

/// The methods that a request line can begin with.
pub const METHODS: [&str; 7] = ["GET", "PUT", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// A page before it is understood.
pub struct Source<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// The manner in which it was saved.
    pub style: Style,
}

impl<'a> Source<'a> {
    /// A page, and its lines without the blanks around them; empty lines are kept, as they set paragraphs apart.
    pub fn new(text: &'a str, style: Style) -> (Self, Vec<&'a str>) {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = [0].into_iter().chain(breaks.map(|(at, _)| at + 1)).collect();
        let mut lines = Vec::new();
        let mut empty = 0;
        for line in text.split('\n').map(trim) {
            empty = if line.is_empty() { empty + 1 } else { 0 };
            if empty <= MAX_EMPTY {
                part(line, &mut lines);
            }
        }
        (Self { text, starts, style }, lines)
    }

    /// Where a part of the text stands.
    pub fn span(&self, part: &str) -> Span {
        let start = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len());
        let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        let line = self.starts.partition_point(|line| *line <= start);
        Span { line: number(line), start: number(start), end: number(start + part.len()) }
    }

    /// What a part of the text says.
    pub fn text(&self, part: &str) -> Text {
        At { value: self.clean(part).into_owned(), span: self.span(part) }
    }

    /// What a part of the text says, as a fact.
    pub fn stated(&self, part: &str) -> Fact<String> {
        Fact::Stated(self.text(part))
    }

    /// That nothing is said at a part of the text.
    pub fn unstated<T>(&self, part: &str) -> Fact<T> {
        Fact::Unstated(self.span(part))
    }

    /// That a part of the text is too damaged to say.
    pub fn unclear<T>(&self, damage: Damage, part: &str) -> Fact<T> {
        Fact::CannotTell(damage, self.span(part))
    }

    /// A part of the text without marks of Markdown, and with single blanks.
    pub fn clean<'b>(&self, part: &'b str) -> Cow<'b, str> {
        match self.style {
            Style::Markdown => Cow::Owned(inline::text(part)),
            Style::Plain | Style::Bulleted | Style::Extracted => inline::single_blanks(part),
        }
    }

    /// Everything from the beginning of one part to that of another, or to the end of the page.
    pub fn between(&self, from: &str, to: Option<&str>) -> &'a str {
        let start = self.span(from).start as usize;
        let end = to.map_or(self.text.len(), |to| self.span(to).start as usize);
        self.text.get(start..end).unwrap_or_default()
    }
}

/// A text without the blanks around it, be they visible or not.
pub fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'))
}

/// Takes a line apart that several were run together to.
fn part<'a>(line: &'a str, lines: &mut Vec<&'a str>) {
    let mut rest = line;
    // A request line is followed by another one; no page has more than two of them.
    for _ in 0..4 {
        if method(rest).is_none() {
            break;
        }
        let Some(at) = next_request(rest) else { break };
        lines.push(trim(&rest[..at]));
        rest = &rest[at..];
    }
    if method(rest).is_some() || rest.starts_with(['}', ']']) {
        for heading in HEADINGS {
            if let Some(before) = rest.strip_suffix(heading)
                && !before.is_empty()
            {
                lines.push(trim(before));
                lines.push(&rest[before.len()..]);
                return;
            }
        }
    }
    lines.push(rest);
}

/// Where in a request line another one begins.
fn next_request(line: &str) -> Option<usize> {
    let begins = |method: &str| {
        let marks = ["{", "https://", "http://"].map(|mark| format!("{method} {mark}"));
        marks.iter().filter_map(|mark| line.get(1..)?.find(mark.as_str()).map(|at| at + 1)).min()
    };
    METHODS.iter().filter_map(|method| begins(method)).min()
}

/// The method that a request line begins with; what follows it looks like an address.
pub fn method(line: &str) -> Option<&str> {
    let (word, rest) = line.split_once(' ')?;
    let rest = rest.trim_start();
    let is_address = rest.contains('/') && !rest.split(['?', '{']).next()?.trim_end().contains(' ');
    // Before a variable or an address any word in capitals is one, if only a wrong one.
    let is_odd = || {
        let begins = ["{", "https://", "http://"].iter().any(|mark| rest.starts_with(mark));
        begins && word.len() > 2 && word[..2].bytes().all(|byte| byte.is_ascii_uppercase())
    };
    (is_address && (METHODS.contains(&word) || word.is_ascii() && is_odd())).then_some(word)
}
