//! Text from outside, made fit for one line of an error message.

use std::fmt;

/// Shows at most `limit` characters, with control and direction-changing characters escaped.
pub(crate) struct OneLine<'a> {
    text: &'a str,
    limit: usize,
}

impl<'a> OneLine<'a> {
    pub(crate) fn new(text: &'a str, limit: usize) -> Self {
        Self { text, limit }
    }
}

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write as _;
        for (index, character) in self.text.chars().enumerate() {
            if index == self.limit {
                return f.write_str("…");
            }
            match character {
                '\n' => f.write_str("\\n")?,
                '\r' => f.write_str("\\r")?,
                '\t' => f.write_str("\\t")?,
                _ if is_treacherous(character) => write!(f, "\\u{{{:x}}}", u32::from(character))?,
                _ => f.write_char(character)?,
            }
        }
        Ok(())
    }
}

/// A terminal obeys these, or hides them, instead of showing them.
fn is_treacherous(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::OneLine;

    #[test]
    fn text_is_escaped_and_cut() {
        let cases = [
            ("plain text", "plain text"),
            ("two\r\nlines", "two\\r\\nlines"),
            ("\u{1b}[31mred", "\\u{1b}[31mred"),
            ("left\u{202e}right", "left\\u{202e}right"),
            ("ä long one that goes on", "ä long one that goes…"),
        ];
        for (text, shown) in cases {
            assert_eq!(OneLine::new(text, 20).to_string(), shown);
        }
    }
}
