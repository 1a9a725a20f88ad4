//! What a page begins with: title, description, warning, request lines.

use super::facts::{At, Damage, Fact, RequestLine, Text};
use super::request;
use super::source::{Source, trim};

/// What a page begins with.
pub struct Top {
    /// Its title.
    pub title: Fact<String>,
    /// What stands between the title and the request lines, but for the warning.
    pub description: Vec<Text>,
    /// That the operation is deprecated.
    pub deprecated: Fact<String>,
    /// The request lines.
    pub requests: Vec<RequestLine>,
}

/// Lines of the site around the page, not of the page.
const NOISE: [&str; 7] = [
    "Share via",
    "Reference",
    "Feedback",
    "In this article",
    "- Reference",
    "- Feedback",
    "Table of contents",
];

/// Reads the lines before the first heading.
pub fn read<'a>(lines: &[&'a str], source: &Source<'a>) -> Top {
    let (front, lines) = front_matter(lines);
    let first = lines.iter().position(|line| request::read(line, source).is_some()).unwrap_or(lines.len());
    let (words, rest) = lines.split_at(first);
    let words = without_noise(words);
    let mut words = words.into_iter().peekable();
    let heading = words.peek().copied().filter(|line| is_title(line, front.is_some()));
    let title = match (heading, front) {
        (Some(line), _) => {
            words.next();
            source.stated(trim(line.trim_start_matches('#')))
        }
        (None, Some(title)) => source.stated(title),
        (None, None) => source.unclear(Damage::CutOff, lines.first().copied().unwrap_or_default()),
    };
    let mut description = Vec::new();
    let mut deprecated = Fact::Unstated(title.span());
    while let Some(line) = words.next() {
        let warning =
            warning(line).map(|text| if text.is_empty() { words.next().unwrap_or(text) } else { text });
        match warning {
            Some(text) => deprecated = source.stated(quoted(text)),
            None => description.push(source.text(line)),
        }
    }
    if let Fact::Unstated(_) = deprecated
        && let Some(at) = description.iter().position(|text| is_deprecation(&text.value))
    {
        let At { value, span } = description.remove(at);
        deprecated = Fact::Stated(At { value, span });
    }
    let requests = rest.iter().filter_map(|line| request::read(line, source)).collect();
    Top { title, description, deprecated, requests }
}

/// A front matter of YAML, of which the title alone is used, and the lines after it.
fn front_matter<'a, 'b>(lines: &'b [&'a str]) -> (Option<&'a str>, &'b [&'a str]) {
    if lines.first() != Some(&"---") {
        return (None, lines);
    }
    let Some(end) = lines.iter().skip(1).position(|line| *line == "---") else { return (None, lines) };
    let title = lines[1..=end].iter().find_map(|line| line.strip_prefix("title:"));
    let title = title.map(|title| trim(title).trim_matches('"'));
    // The site adds its own name: `Certificate - Get - REST API (Azure Batch Service)`.
    let title = title.map(|title| title.split(" - REST API").next().unwrap_or(title));
    (title, &lines[end + 2..])
}

/// The first line is the title, unless it is a sentence of a page whose front matter has the title.
fn is_title(line: &str, has_front: bool) -> bool {
    line.starts_with("# ") || !(has_front || line.ends_with('.'))
}

/// The lines that the site did not put around the page.
fn without_noise<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let mut words = Vec::new();
    let mut lines = lines.iter().copied().filter(|line| !line.is_empty());
    while let Some(line) = lines.next() {
        let label = trim(line.trim_start_matches('-'));
        if ["Service:", "API Version:", "Operation:"].contains(&label) {
            // What it labels stands on the next line.
            lines.next();
        } else if !is_noise(line) {
            words.push(line);
        }
    }
    words
}

fn is_noise(line: &str) -> bool {
    let line = trim(line.trim_start_matches('#'));
    let is_contents = || {
        let text = line.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['.', '-', '*']);
        text.len() < line.len() && text.trim_start().starts_with('[')
    };
    let bare = trim(line.trim_start_matches('-')).replace("**", "");
    NOISE.contains(&line)
        || line.starts_with("```")
        || ["Service:", "API Version:", "Operation:"].iter().any(|label| bare.starts_with(label))
        || is_contents()
}

/// The text of a warning, which may stand on the next line.
fn warning(line: &str) -> Option<&str> {
    let line = quoted(line);
    ["Warning:", "Warning", "[!WARNING]", "**Warning:**"].iter().find_map(|mark| {
        let rest = line.strip_prefix(mark)?;
        (rest.is_empty() || mark.ends_with([':', ']', '*'])).then(|| trim(rest))
    })
}

/// A line without the mark of a block quotation.
fn quoted(line: &str) -> &str {
    trim(line.trim_start_matches('>'))
}

fn is_deprecation(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    text.contains("deprecated") && text.contains("operation")
}
