//! Marks inside a line: links, emphasis, entities, and tags of HTML.

use std::borrow::Cow;

/// A text with each run of blanks made a single one.
pub fn single_blanks(text: &str) -> Cow<'_, str> {
    let is_odd = |c: char| (c.is_whitespace() && c != ' ') || c == '\u{200b}';
    if text.contains(is_odd) || text.contains("  ") || text.starts_with(' ') || text.ends_with(' ') {
        let text = text.replace('\u{200b}', "");
        return Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    Cow::Borrowed(text)
}

/// What is left of a cell or a line of Markdown for those who read it.
pub fn text(markdown: &str) -> String {
    let plain = entities(&without_tags(&without_links(markdown)));
    let mut text = String::with_capacity(plain.len());
    let mut characters = plain.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\\' if characters.peek().is_some_and(char::is_ascii_punctuation) => {
                text.extend(characters.next());
            }
            // Two between blanks are themselves.
            '*' if characters.peek() == Some(&'*') => {
                characters.next();
                let follows = characters.peek().is_some_and(|next| !next.is_whitespace());
                if !follows && text.ends_with(char::is_whitespace) {
                    text.push_str("**");
                }
            }
            '`' => {}
            _ => text.push(c),
        }
    }
    single_blanks(&text).into_owned()
}

/// The lines of a cell, which tags set apart.
pub fn lines(cell: &str) -> Vec<&str> {
    const BREAKS: [&str; 4] = ["br", "p", "li", "ul"];
    let mut lines = Vec::new();
    let mut from = 0;
    for (at, _) in cell.match_indices('<') {
        let Some(end) = cell[at..].bytes().take(8).position(|byte| byte == b'>') else { continue };
        let name = cell[at + 1..at + end].trim_matches(['/', ' ']);
        if at >= from && BREAKS.iter().any(|tag| name.eq_ignore_ascii_case(tag)) {
            lines.push(cell[from..at].trim());
            from = at + end + 1;
        }
    }
    lines.push(cell[from..].trim());
    lines.retain(|line| !line.is_empty());
    lines
}

/// `[Certificate](#certificate)[]` becomes `Certificate[]`.
fn without_links(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(middle) = rest.find("](") {
        let Some(close) = rest[middle..].find(')') else { break };
        match rest[..middle].rfind('[') {
            Some(open) => {
                text.push_str(&rest[..open]);
                text.push_str(&rest[open + 1..middle]);
            }
            None => text.push_str(&rest[..=middle + close]),
        }
        rest = &rest[middle + close + 1..];
    }
    text.push_str(rest);
    text
}

/// Tags go; what looks like one and is a map's type, such as `<string>`, stays.
fn without_tags(text: &str) -> String {
    const TAGS: &[&str] = &["a", "br", "p", "span", "b", "i", "em", "strong", "code", "li", "ul", "wbr"];
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        plain.push_str(before);
        let name = tag[1..].trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next();
        let name = name.unwrap_or_default().to_ascii_lowercase();
        if !TAGS.contains(&name.as_str()) {
            plain.push('<');
            rest = &tag[1..];
            continue;
        }
        let Some(end) = tag.find('>') else {
            rest = tag;
            break;
        };
        if name == "br" {
            plain.push(' ');
        }
        rest = &tag[end + 1..];
    }
    plain.push_str(rest);
    plain
}

fn entities(text: &str) -> String {
    const KNOWN: &[(&str, &str)] = &[
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#124;", "|"),
        ("&nbsp;", " "),
        // Last, so that `&amp;lt;` is not taken for a tag.
        ("&amp;", "&"),
    ];
    if !text.contains('&') {
        return text.to_owned();
    }
    KNOWN.iter().fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character))
}
