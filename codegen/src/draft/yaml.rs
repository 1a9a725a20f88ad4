//! Prints a draft in the layout that hand-written specs have.

use serde_json::Value;

use super::Todo;
use super::node::{Entry, Map, Node, Open};
use crate::characters::{hidden, visible};
use crate::json::pretty;
use crate::spec::taken_for;

/// The longest line that a text may make; a longer one goes to a line of its own.
const WIDTH: usize = 120;

/// A text that grows line by line, and what is left open in it.
#[derive(Default)]
pub struct Printer {
    /// The text.
    pub text: String,
    /// What is left open, with the keys that lead there.
    pub todos: Vec<Todo>,
    path: Vec<String>,
    /// How many lines the text had when it was this long.
    counted: (usize, usize),
}

impl Printer {
    /// Prints a map at a depth; the entries of the first two levels of a file stand apart from each other.
    pub fn map(&mut self, map: &Map, depth: usize) {
        for (at, entry) in map.entries.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| &map.entries[before]);
            if before.is_some_and(|before| is_apart(before, entry, depth)) {
                self.text.push('\n');
            }
            self.path.push(entry.key.clone());
            self.entry(entry, depth, "");
            self.path.pop();
        }
    }

    fn entry(&mut self, entry: &Entry, depth: usize, dash: &str) {
        for comment in &entry.comments {
            self.comment(comment, depth);
        }
        if let Node::Open(open) = &entry.node {
            self.open(open, depth);
        }
        let before = indent(depth);
        let before = before.get(dash.len()..).unwrap_or_default();
        let key = if self.is_at_status() { entry.key.clone() } else { scalar(&entry.key) };
        self.text.extend([before, dash, &key, ":"]);
        match &entry.node {
            Node::Nothing => self.text.push('\n'),
            Node::Word(word) => self.value(word),
            Node::Text(text) => self.line_of_text(text, depth),
            Node::Open(open) => self.value(&scalar(&open.shown())),
            Node::Json(json) => self.json(json, depth),
            Node::Map(map) => {
                self.text.push('\n');
                self.map(map, depth + 1);
            }
            Node::Texts(texts) => {
                self.text.push('\n');
                for text in texts {
                    self.text.extend([&indent(depth + 1), "- ", &scalar(text), "\n"]);
                }
            }
            Node::List(maps) => {
                self.text.push('\n');
                for (at, map) in maps.iter().enumerate() {
                    self.item(map, at, depth + 2);
                }
            }
        }
    }

    fn item(&mut self, map: &Map, at: usize, depth: usize) {
        self.path.push(at.to_string());
        for (at, entry) in map.entries.iter().enumerate() {
            self.path.push(entry.key.clone());
            self.entry(entry, depth, if at == 0 { "- " } else { "" });
            self.path.pop();
        }
        self.path.pop();
    }

    /// The reason stands above as a comment, where a proposal alone would not say it.
    fn open(&mut self, open: &Open, depth: usize) {
        let (line, _) = open.lines;
        if !open.why.is_empty() {
            let sentence =
                if line == 0 { capitalized(&open.why) } else { format!("Page line {line}: {}", open.why) };
            self.comment(&sentence, depth);
        }
        let seen = |text: &str| visible(text).into_owned();
        let todo = Todo {
            at: seen(&self.path.join(".")),
            spec_line: self.line(),
            page_line: (line > 0).then_some(line),
            proposal: open.proposal.as_deref().map(seen),
            why: seen(&open.why),
        };
        self.todos.push(todo);
    }

    /// Whether the key is a status, which stands as it is; any other number would need quotes.
    fn is_at_status(&self) -> bool {
        matches!(self.path.as_slice(), [_, _, key, _] if key == "responses")
    }

    /// The number of the line that is begun now.
    fn line(&mut self) -> usize {
        let (lines, length) = self.counted;
        let lines = lines + self.text[length..].matches('\n').count();
        self.counted = (lines, self.text.len());
        lines + 1
    }

    fn comment(&mut self, text: &str, depth: usize) {
        let text = visible(text);
        let indent = indent(depth);
        let mut line = format!("{indent}#");
        for word in text.split_whitespace() {
            if line.len() + 1 + word.len() > WIDTH {
                self.text.extend([&line, "\n"]);
                line = format!("{indent}#");
            }
            line.extend([" ", word]);
        }
        self.text.extend([&line, "\n"]);
    }

    fn value(&mut self, value: &str) {
        self.text.extend([" ", value, "\n"]);
    }

    /// A text that is too long for its line goes below the key, folded, so that nothing has to be escaped.
    fn line_of_text(&mut self, text: &str, depth: usize) {
        let here = self.text.len() - self.text.rfind('\n').map_or(0, |end| end + 1);
        let written = scalar(text);
        let folds = !text.starts_with(' ')
            && !text.contains('\n')
            && !text.contains("  ")
            && !text.chars().any(|c| hidden(c).is_some());
        if here + 1 + written.len() <= WIDTH || !folds {
            self.value(&written);
        } else {
            self.text.extend([" >-\n", &indent(depth + 1), text, "\n"]);
        }
    }

    fn json(&mut self, json: &Value, depth: usize) {
        let written = pretty(json);
        let written = visible(&written);
        if !matches!(json, Value::Array(items) if !items.is_empty())
            && !matches!(json, Value::Object(entries) if !entries.is_empty())
        {
            self.value(&written);
            return;
        }
        self.text.push('\n');
        for line in written.lines() {
            self.text.extend([&indent(depth + 1), line, "\n"]);
        }
    }
}

/// Whether a blank line stands between two entries: between sections of a file, and between the maps in a section.
fn is_apart(before: &Entry, entry: &Entry, depth: usize) -> bool {
    let is_line = |entry: &Entry| matches!(entry.node, Node::Text(_) | Node::Open(_));
    match depth {
        0 => !(is_line(before) && is_line(entry)),
        1 => matches!(entry.node, Node::Map(_)),
        _ => false,
    }
}

fn capitalized(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn indent(depth: usize) -> String {
    "  ".repeat(depth)
}

/// A text as YAML has it on one line: as it is, or in quotes if some reader would take it for something else.
pub fn scalar(text: &str) -> String {
    const INDICATORS: &str = "-?:,[]{}#&*!|>'\"%@`";
    let first = text.chars().next();
    let begins_well = first.is_some_and(|first| !INDICATORS.contains(first) && !first.is_whitespace())
        || text.starts_with(['-', '?', ':']) && text.chars().nth(1).is_some_and(|next| !next.is_whitespace());
    let is_plain = begins_well
        && taken_for(text).is_none()
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.ends_with(char::is_whitespace)
        && !text.contains(['\n', '\t'])
        && !text.chars().any(|c| hidden(c).is_some());
    if is_plain { text.to_owned() } else { visible(&Value::from(text).to_string()).into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stand_where_a_reader_would_take_a_text_for_something_else() {
        for text in ["string (uuid)", "$select", "P-256", "odata.nextLink", "2024-07-01.20.0", "-x", "a:b"] {
            assert_eq!(scalar(text), text);
        }
        for text in
            ["7.0", "no", "", "@odata.type", "a: b", "a #b", "{x}", "<string>:", "*", " x", "- x", "^[a"]
        {
            let written = scalar(text);
            assert_eq!(written.starts_with('"'), text != "^[a", "{text} is written {written}");
        }
    }
}
