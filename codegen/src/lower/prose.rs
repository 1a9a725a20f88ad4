//! Prose of a spec to lines of Markdown that mean no more than the prose says.

use crate::model::Docs;

/// Columns that a line of docs may fill, its indentation and `///` not counted.
const WIDTH: usize = 96;

/// Paragraphs, escaped and wrapped, with an empty line between them.
pub fn paragraphs(prose: &str) -> Docs {
    let mut lines = Docs::new();
    for paragraph in prose.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        append(&mut lines, wrap(&escape(paragraph)));
    }
    lines
}

/// Appends a paragraph to another.
pub fn append(lines: &mut Docs, paragraph: Docs) {
    if paragraph.is_empty() {
        return;
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(paragraph);
}

/// A paragraph of our own Markdown.
pub fn sentence(markdown: &str) -> Docs {
    wrap(markdown)
}

/// An item of a list of our own Markdown.
pub fn item(markdown: &str) -> Docs {
    let lines = wrap(markdown);
    let marks = std::iter::once("- ").chain(std::iter::repeat("  "));
    marks.zip(lines).map(|(mark, line)| format!("{mark}{line}")).collect()
}

/// Text as code: `` `text` ``; as plain text where its own ticks would end the code.
pub fn code(text: &str) -> String {
    if text.contains("``") {
        escape_text(text)
    } else if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

/// Keeps code spans and addresses; everything else stands for itself.
pub fn escape(prose: &str) -> String {
    let ticks = prose.matches('`').count();
    if !ticks.is_multiple_of(2) || prose.contains("``") {
        return escape_text(prose);
    }
    let mut escaped = String::with_capacity(prose.len() + 8);
    for (index, part) in prose.split('`').enumerate() {
        if index % 2 == 0 {
            escaped.push_str(&escape_text(part));
        } else {
            escaped.push('`');
            escaped.push_str(part);
            escaped.push('`');
        }
    }
    escaped
}

/// What might mean something in Markdown; most words hold none of it.
const SPECIAL: [char; 12] = ['\\', '`', '*', '[', ']', '<', '>', '&', '~', '|', '_', ':'];

fn escape_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for word in text.split_inclusive(char::is_whitespace) {
        if word.contains(SPECIAL) {
            escaped.push_str(&escape_word(word));
        } else {
            escaped.push_str(word);
        }
    }
    escaped
}

fn escape_word(word: &str) -> String {
    if word.starts_with("https://") || word.starts_with("http://") {
        let end = word.trim_end().trim_end_matches(['.', ',', ';', ':', ')']).len();
        let (address, rest) = word.split_at(end);
        if !address.contains(['<', '>', '`']) {
            return format!("<{address}>{rest}");
        }
    }
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut escaped = String::with_capacity(word.len());
    for (at, c) in word.char_indices() {
        let special = match c {
            // An underscore between letters is no emphasis: `key_size` stays as it is.
            '_' => !is_letter(word[..at].chars().next_back()) || !is_letter(word[at + 1..].chars().next()),
            // An address that is not a word of its own is no link.
            ':' => word[at..].starts_with("://"),
            other => SPECIAL.contains(&other),
        };
        if special {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Breaks between words, but not before one that could open a block: in code nothing is escaped, and a long line is
/// better than a doctest that nobody wrote.
fn wrap(text: &str) -> Docs {
    let mut lines = Docs::new();
    let mut line = String::new();
    let mut width = 0;
    for word in text.split_whitespace() {
        let more = word.chars().count();
        if !line.is_empty() && width + 1 + more > WIDTH && !could_open(word) {
            lines.push(guard(&line));
            line.clear();
            width = 0;
        }
        if !line.is_empty() {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += more;
    }
    if !line.is_empty() {
        lines.push(guard(&line));
    }
    lines
}

/// Whether a line that begins with the word might be more than text. An address is not, nor is what was escaped.
fn could_open(word: &str) -> bool {
    word.starts_with(['#', '+', '-', '=', '~', '>', '<', '*', '|']) && !word.starts_with("<http")
}

/// Escapes the beginning of a line that would open a list or a heading.
fn guard(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = line[digits..].chars().next();
    if digits > 0 && matches!(after, Some('.' | ')')) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    if line.starts_with(['#', '+', '-', '=']) { format!("\\{line}") } else { line.to_owned() }
}
