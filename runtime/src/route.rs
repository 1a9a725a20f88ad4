//! Whether a path is one that a template makes, and of which values.

#[cfg(feature = "server")]
mod values;

use percent_encoding::percent_decode_str;

#[cfg(feature = "server")]
pub use values::{PathValue, Unclear, values};

/// Whether a path is one that a template such as `/certificates/issuers/{issuer-name}` makes.
///
/// Cases do not count, since many servers route without them, nor does a slash at the end, nor how a character is
/// written: `%28` is the parenthesis of `/keys(id={id})` to a server that decodes before it routes.
pub fn is_of(path: &str, template: &str) -> bool {
    let (path, template) = (trimmed(path), trimmed(template));
    if !may_be_of(path.as_bytes(), template.as_bytes()) {
        return false;
    }
    let mut words = path.split('/');
    template.split('/').all(|open| words.next().is_some_and(|word| is_word_of(word, open)))
        && words.next().is_none()
}

/// A look at the first and at the last bytes, where most paths differ from most templates: every request pays for it.
fn may_be_of(path: &[u8], template: &[u8]) -> bool {
    let begins = template.iter().take_while(|byte| **byte != b'{').zip(path);
    let ends = template.iter().rev().take_while(|byte| **byte != b'}').zip(path.iter().rev());
    // What is written as `%63` may be the same nevertheless; from the end, its digits come before its mark.
    differ_at(begins).is_none_or(|at| path[at] == b'%')
        && differ_at(ends)
            .is_none_or(|at| path[..path.len() - at].iter().rev().take(3).any(|byte| *byte == b'%'))
}

fn differ_at<'a>(mut pairs: impl Iterator<Item = (&'a u8, &'a u8)>) -> Option<usize> {
    pairs.position(|(one, other)| !one.eq_ignore_ascii_case(other))
}

fn trimmed(path: &str) -> &str {
    path.strip_suffix('/').unwrap_or(path)
}

/// Whether what stands between two slashes is what the template has there, as it is written or decoded.
fn is_word_of(word: &str, open: &str) -> bool {
    matches(word, open) || word.contains('%') && matches(&percent_decode_str(word).decode_utf8_lossy(), open)
}

/// Whether a word is what the template has, with one character or more for each variable.
fn matches(word: &str, open: &str) -> bool {
    split(word, open, &mut |_, _| {})
}

/// Splits a word as the template says, if it is one of the template's: `found` gets each variable and what it takes.
///
/// A variable takes any characters, so it may always end where the literal behind it first comes: no other place has to
/// be tried, and a long value costs no more than its length.
fn split<'w, 't>(word: &'w str, open: &'t str, found: &mut dyn FnMut(&'t str, &'w str)) -> bool {
    let Some((literal, variables)) = open.split_once('{') else { return word.eq_ignore_ascii_case(open) };
    let Some(mut word) = without_prefix(word, literal) else { return false };
    let mut variables = variables.split('{').map(|one| one.split_once('}').unwrap_or((one, "")));
    let (last, suffix) = variables.next_back().unwrap_or_default();
    for (name, literal) in variables {
        let Some((value, rest)) = around_first(word, literal) else { return false };
        found(name, value);
        word = rest;
    }
    match without_suffix(word, suffix) {
        Some(value) if !value.is_empty() => {
            found(last, value);
            true
        }
        Some(_) | None => false,
    }
}

fn without_prefix<'a>(word: &'a str, prefix: &str) -> Option<&'a str> {
    let (start, rest) = word.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

fn without_suffix<'a>(word: &'a str, suffix: &str) -> Option<&'a str> {
    let (rest, end) = word.split_at_checked(word.len().checked_sub(suffix.len())?)?;
    end.eq_ignore_ascii_case(suffix).then_some(rest)
}

/// What stands before and behind the first place of a literal that has a character before it.
fn around_first<'a>(word: &'a str, literal: &str) -> Option<(&'a str, &'a str)> {
    let mut ends = word.char_indices().map(|(at, character)| at + character.len_utf8());
    ends.find_map(|end| without_prefix(&word[end..], literal).map(|rest| (&word[..end], rest)))
}

#[cfg(test)]
mod tests {
    use super::is_of;

    #[test]
    fn literals_are_the_same_in_any_case() {
        for path in ["/things/contacts", "/Things/CONTACTS", "/things/contacts/"] {
            assert!(is_of(path, "/things/contacts"), "{path}");
        }
        for path in
            ["/things/contact", "/things/contacts2", "/things", "/things/contacts/a", "/things//contacts"]
        {
            assert!(!is_of(path, "/things/contacts"), "{path}");
        }
    }

    #[test]
    fn variables_take_one_character_or_more_of_one_word() {
        assert!(is_of("/issuers/a", "/issuers/{issuer}"));
        assert!(!is_of("/issuers/", "/issuers/{issuer}"));
        assert!(!is_of("/issuers/a/b", "/issuers/{issuer}"));
        assert!(is_of("/keys(a=1,b=2)", "/keys(a={a},b={b})"));
        assert!(!is_of("/keys(a=,b=2)", "/keys(a={a},b={b})"));
        assert!(is_of("/files/a.b.c", "/files/{name}.{kind}"));
        assert!(!is_of("/files/abc", "/files/{name}.{kind}"));
    }

    #[test]
    fn it_does_not_matter_which_variable_takes_what() {
        let cases = [
            ("abc.", "{name}.{kind}", false),
            (".c", "{name}.{kind}", false),
            ("..c", "{name}.{kind}", true),
            ("a.B.TXT", "{name}.{kind}.txt", true),
            ("a.txt.txt", "{name}.{kind}.txt", true),
            ("a.txt", "{name}.{kind}.txt", false),
            (".txt", "{name}.txt", false),
            ("t", "{name}.txt", false),
            ("ab", "{a}{b}", true),
            ("a", "{a}{b}", false),
            ("x--yx-z", "{a}-{b}x-{c}", true),
            ("é\u{1f600}", "{a}{b}", true),
            ("\u{1f600}é", "{a}.t", false),
        ];
        for (path, template, expected) in cases {
            assert_eq!(is_of(path, template), expected, "{path} {template}");
        }
    }

    #[test]
    fn it_does_not_matter_how_a_character_is_written() {
        assert!(is_of("/keys%28a%3D1%2Cb%3D2%29", "/keys(a={a},b={b})"));
        assert!(is_of("/a%20b", "/a%20b") && is_of("/a%20b", "/a b"));
        // What was encoded twice is decoded once, and a slash in a value begins no word.
        assert!(!is_of("/cont%2561cts", "/contacts"));
        assert!(!is_of("/keys%2Fa", "/keys/{a}"));
        assert!(!is_of("/contacts%2F", "/contacts"));
        for path in ["/things/%63ontacts", "/things/contact%73", "/th%69ngs/contacts", "/%74hings/contacts/"]
        {
            assert!(is_of(path, "/things/contacts"), "{path}");
        }
        for path in ["/issuers/a/%70ending", "/issuers/a/pendin%67", "/issuers/%41/pend%69ng"] {
            assert!(is_of(path, "/issuers/{issuer}/pending"), "{path}");
        }
    }

    #[test]
    fn a_long_value_takes_no_long_time() {
        // Trying every place where each variable could end would take hours.
        assert!(!is_of(&".".repeat(60_000), "{a}.{b}.{c}.{d}.{e}x"));
        assert!(is_of(&".".repeat(60_000), "{a}.{b}.{c}.{d}.{e}."));
    }
}
