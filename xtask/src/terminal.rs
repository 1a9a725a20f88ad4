//! A stream of text for people: with colours where they are seen, without where they would be noise.

use std::env;
use std::io::{self, IsTerminal, Write};

/// An output stream, and whether colours are seen on it.
pub struct Terminal<W> {
    stream: W,
    colours: Colours,
}

/// Whether colours are seen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// On a terminal.
    Seen,
    /// In a file, through a pipe, or where somebody asked for none.
    Unseen,
}

/// What a word says, from which its colour follows.
#[derive(Clone, Copy)]
pub enum Tone {
    /// Done, or right.
    Good,
    /// Something to look at.
    Notable,
    /// Wrong.
    Bad,
    /// A line that a diff adds.
    Added,
    /// A line that a diff removes.
    Removed,
    /// The lines that a part of a diff is about.
    Place,
}

impl<W: Write + IsTerminal> Terminal<W> {
    /// Looks at what the stream is and at what the environment asks for.
    pub fn new(stream: W) -> Self {
        let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || env::var_os("TERM").is_some_and(|value| value == "dumb");
        let colours = if stream.is_terminal() && !refused { Colours::Seen } else { Colours::Unseen };
        Self { stream, colours }
    }
}

impl<W: Write> Terminal<W> {
    /// Whether colours are seen here.
    pub fn colours(&self) -> Colours {
        self.colours
    }

    /// `text` in the colour of `tone`.
    pub fn paint(&self, tone: Tone, text: &str) -> String {
        let code = match (self.colours, tone) {
            (Colours::Unseen, _) => return text.to_owned(),
            (Colours::Seen, Tone::Good) => "1;32",
            (Colours::Seen, Tone::Notable) => "1;33",
            (Colours::Seen, Tone::Bad) => "1;31",
            (Colours::Seen, Tone::Added) => "32",
            (Colours::Seen, Tone::Removed) => "31",
            (Colours::Seen, Tone::Place) => "36",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    /// Writes `word: text`, as a compiler does.
    pub fn tell(&mut self, tone: Tone, word: &str, text: &str) -> io::Result<()> {
        let word = self.paint(tone, word);
        writeln!(self, "{word}: {text}")
    }

    /// Writes a line about one thing, with `word` right-aligned as cargo does.
    pub fn status(&mut self, tone: Tone, word: &str, text: &str) -> io::Result<()> {
        let word = self.paint(tone, &format!("{word:>12}"));
        writeln!(self, "{word} {text}")
    }
}

impl<W: Write> Write for Terminal<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}
