//! Characters that cannot be seen, or that change how others are seen, and how they are shown.

use std::borrow::Cow;

/// Why a character may not stand in a spec, if it may not.
pub fn hidden(character: char) -> Option<&'static str> {
    match character {
        '\n' | '\t' | ' '..='~' => None,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Some("a control character"),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{61C}' => {
            Some("a character that changes the direction of text")
        }
        '\u{2028}' | '\u{2029}' => Some("a line break that few programs know"),
        '\u{AD}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2060}'..='\u{2065}'
        | '\u{E0000}'..='\u{E007F}' => Some("a character that cannot be seen"),
        '\u{FEFF}' => Some("a byte order mark inside the file"),
        '\u{FDD0}'..='\u{FDEF}' => Some("a noncharacter"),
        _ if u32::from(character) & 0xFFFE == 0xFFFE => Some("a noncharacter"),
        _ => None,
    }
}

/// A text with escapes in place of what cannot be seen, or would command a terminal: those of texts in quotes.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| hidden(c).is_none()) {
        return Cow::Borrowed(text);
    }
    let mut seen = String::with_capacity(text.len());
    for c in text.chars() {
        match (hidden(c), u32::from(c)) {
            (None, _) => seen.push(c),
            (Some(_), code @ ..=0xFFFF) => seen.extend([format!("\\u{code:04x}")]),
            (Some(_), code) => seen.extend([format!("\\U{code:08x}")]),
        }
    }
    Cow::Owned(seen)
}

/// The hidden characters of a file with their positions; a carriage return is one unless a line feed follows.
pub fn find_hidden(text: &str) -> impl Iterator<Item = (usize, char, &'static str)> {
    let bytes = text.as_bytes();
    let suspects = bytes.iter().enumerate().filter(|(_, byte)| !matches!(byte, b' '..=b'~' | b'\n' | b'\t'));
    suspects.filter_map(move |(at, _)| {
        // Of the bytes of a long character only the first begins one.
        let character = text.get(at..)?.chars().next()?;
        let why = hidden(character)?;
        let ends_line = character == '\r' && bytes.get(at + 1) == Some(&b'\n');
        (!ends_line).then_some((at, character, why))
    })
}

#[cfg(test)]
mod tests {
    use super::hidden;

    #[test]
    fn why_a_character_is_hidden() {
        let (control, direction) = ("a control character", "a character that changes the direction of text");
        let (unseen, none) = ("a character that cannot be seen", "a noncharacter");
        let table = [
            (control, "\0 \u{1} \r \u{1B} \u{1F} \u{7F} \u{80} \u{9F}"),
            (direction, "\u{61C} \u{202A} \u{202E} \u{2066} \u{2069}"),
            ("a line break that few programs know", "\u{2028} \u{2029}"),
            (unseen, "\u{AD} \u{180E} \u{200B} \u{200F} \u{2060} \u{2065} \u{E0000} \u{E007F}"),
            ("a byte order mark inside the file", "\u{FEFF}"),
            (none, "\u{FDD0} \u{FDEF} \u{FFFE} \u{FFFF} \u{1FFFE} \u{1FFFF} \u{10FFFE} \u{10FFFF}"),
        ];
        for (why, characters) in table {
            for character in characters.split(' ').map(|one| one.chars().next().unwrap()) {
                assert_eq!(hidden(character), Some(why), "U+{:04X}", u32::from(character));
            }
        }
        let seen = "\n\t !~\u{A0}é\u{AC}\u{AE}\u{2010}\u{2027}\u{202F}証\u{FDCF}\u{FDF0}\u{FFFD}\u{10000}🔐";
        for character in seen.chars() {
            assert_eq!(hidden(character), None, "U+{:04X}", u32::from(character));
        }
    }
}
