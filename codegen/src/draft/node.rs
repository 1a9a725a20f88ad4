//! What a draft is made of: maps of entries as a spec has them, and what is left open in them.

use serde_json::Value;

/// Something that a spec says under a key.
#[derive(Clone, Debug)]
pub enum Node {
    /// Text, in quotes where YAML needs them.
    Text(String),
    /// A word that stands as it is: a number, a boolean, a list in brackets.
    Word(String),
    /// Left to the transcriber.
    Open(Open),
    /// JSON, as samples have it.
    Json(Value),
    /// Keys and what they say.
    Map(Map),
    /// Maps one after the other.
    List(Vec<Map>),
    /// Texts one after the other.
    Texts(Vec<String>),
    /// The key alone.
    Nothing,
}

/// What is left to the transcriber.
#[derive(Clone, Debug)]
pub struct Open {
    /// The lines of the page to look at, from 1; both 0 if no line is to blame.
    pub lines: (u32, u32),
    /// What to write there if nothing speaks against it; none for prose, which is to be written anew.
    pub proposal: Option<String>,
    /// Why it is open; empty for prose.
    pub why: String,
    /// Whether the page's text carries a rule, which the prose has to tell.
    pub has_rule: bool,
    /// The numbers and names of those rules that no key says.
    pub rules: Vec<String>,
}

/// A key, what it says, and what a comment above it says.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// What it says.
    pub node: Node,
    /// The sentences of the comment.
    pub comments: Vec<String>,
}

/// Entries in the order in which they are written.
#[derive(Clone, Debug, Default)]
pub struct Map {
    /// The entries.
    pub entries: Vec<Entry>,
}

impl Map {
    /// Adds an entry.
    pub fn put(&mut self, key: impl Into<String>, node: Node) -> &mut Entry {
        let at = self.entries.len();
        self.entries.push(Entry { key: key.into(), node, comments: Vec::new() });
        &mut self.entries[at]
    }

    /// Adds text.
    pub fn text(&mut self, key: &str, text: impl Into<String>) {
        self.put(key, Node::Text(text.into()));
    }

    /// Adds a word.
    pub fn word(&mut self, key: &str, word: impl Into<String>) {
        self.put(key, Node::Word(word.into()));
    }

    /// Adds a map, unless it is empty.
    pub fn map(&mut self, key: &str, map: Self) {
        if !map.is_empty() {
            self.put(key, Node::Map(map));
        }
    }

    /// Whether there is an entry of this key.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl Entry {
    /// Adds a sentence to the comment above.
    pub fn comment(&mut self, sentence: impl Into<String>) {
        self.comments.push(sentence.into());
    }
}

impl Open {
    /// Prose that says what these lines of the page say.
    pub fn prose(lines: (u32, u32)) -> Self {
        Self { lines, proposal: None, why: String::new(), has_rule: false, rules: Vec::new() }
    }

    /// Something to confirm.
    pub fn proposal(line: u32, proposal: impl Into<String>, why: impl Into<String>) -> Self {
        Self { proposal: Some(proposal.into()), why: why.into(), ..Self::prose((line, line)) }
    }

    /// How it is written: it begins with `TODO`, which the generator refuses.
    pub fn shown(&self) -> String {
        let place = match (&self.proposal, self.lines) {
            (Some(proposal), _) => return format!("TODO {proposal}"),
            (None, (0, _)) => return "TODO (the page does not say)".to_owned(),
            (None, (first, last)) if first == last => format!("page line {first}"),
            (None, (first, last)) => format!("page lines {first} to {last}"),
        };
        match (self.has_rule, self.rules.join(", ")) {
            (false, _) => format!("TODO ({place})"),
            (true, tokens) if tokens.is_empty() => format!("TODO ({place}, with a rule)"),
            (true, tokens) => format!("TODO ({place}, with a rule: {tokens})"),
        }
    }
}

impl Node {
    /// What stands behind the key, if that is one line.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Word(text) => text.clone(),
            Self::Open(open) => open.shown(),
            Self::Json(_) | Self::Map(_) | Self::List(_) | Self::Texts(_) | Self::Nothing => String::new(),
        }
    }
}
