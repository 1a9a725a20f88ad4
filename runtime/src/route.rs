//! Whether a path is one of another operation.

/// Whether a path is one that a template such as `/certificates/issuers/{issuer-name}` makes.
///
/// Cases do not count, since many servers route without them, nor does a slash at the end.
pub fn is_of(path: &str, template: &str) -> bool {
    let (path, template) = (trimmed(path), trimmed(template));
    let mut words = path.split('/');
    template.split('/').all(|open| words.next().is_some_and(|word| is_word_of(word, open)))
        && words.next().is_none()
}

fn trimmed(path: &str) -> &str {
    path.strip_suffix('/').unwrap_or(path)
}

/// Whether what stands between two slashes is what the template has there, with something for each variable.
fn is_word_of(word: &str, open: &str) -> bool {
    let Some((literal, rest)) = open.split_once('{') else { return word.eq_ignore_ascii_case(open) };
    let Some(word) = without_prefix(word, literal) else { return false };
    let rest = rest.split_once('}').map_or("", |(_, rest)| rest);
    // A variable takes one character or more: try each place where it could end.
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.into_iter().any(|end| is_word_of(&word[end..], rest))
}

fn without_prefix<'a>(word: &'a str, prefix: &str) -> Option<&'a str> {
    let (start, rest) = word.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
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
}
