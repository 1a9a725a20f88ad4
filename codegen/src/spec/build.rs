//! From the parser's events to a tree.

use std::collections::BTreeMap;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span, options};

use super::node::{Key, Node, Reading, Scalar, Style, Value};
use super::syntax;
use super::tree::Origin;
use crate::characters::hidden;
use crate::problem::{Kind, Place, Problem, Problems, quoted};

const MAX_DEPTH: usize = 64;
const MAX_NODES: usize = 200_000;
/// A list or map that is longer is not underlined as a whole, even if it is on one line.
const MAX_UNDERLINED: usize = 80;

/// Builds the tree of a text; what its plain scalars are is left to the second reader.
pub fn build(origin: Origin, problems: &mut Problems) -> Option<Node> {
    let options = options! {
        strict_indentation: true,
        disallow_directives: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        max_buffered_comment_events: usize::MAX,
    };
    let mut builder = Builder { origin, problems, open: Vec::new(), root: None, nodes: 0, whole: true };
    for event in Parser::new_from_str_with_options(origin.text, options) {
        match event {
            Ok((event, span)) => builder.take(event, span)?,
            Err(error) => {
                problems.push(syntax_error(origin, &error));
                return None;
            }
        }
    }
    builder.finish()
}

struct Builder<'a> {
    origin: Origin<'a>,
    problems: &'a mut Problems,
    /// The lists and maps that are not closed yet, outermost first.
    open: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
    /// Whether the tree says all that the file says.
    whole: bool,
}

/// A list or map that is not closed yet.
struct Open {
    span: Span,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    Map { rows: Vec<(Key, Node)>, key: Option<Key> },
}

/// Nothing, where reading has to stop.
type GoOn = Option<()>;

impl Builder<'_> {
    fn take(&mut self, event: Event, span: Span) -> GoOn {
        if span.tag_start().is_some() {
            let place = self.origin.place_of(span.tag_span().unwrap_or(span));
            self.refuse(
                Kind::Tag,
                place,
                "a tag is not allowed",
                "remove it; what a value is follows from its key",
            );
        }
        match event {
            Event::Comment(..) => self.check_comment(span),
            Event::Anchor(..) => self.refuse_alias(span, "an anchor is not allowed"),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse_alias(span, "an alias is not allowed");
                self.scalar(String::new(), ScalarStyle::Plain, span);
            }
            Event::Scalar(text, style, ..) => {
                self.count(span)?;
                // Where nothing stands the parser says `~`.
                let text = if span.is_empty() { String::new() } else { text.into_owned() };
                self.scalar(text, style, span);
            }
            Event::SequenceStart(..) => self.open(span, Content::List(Vec::new()))?,
            Event::MappingStart(..) => self.open(span, Content::Map { rows: Vec::new(), key: None })?,
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::DocumentStart(..) if self.root.is_some() => {
                let place = self.origin.rest_of_line(self.origin.place_of(span));
                let help = "a spec is one document; move this one to a file of its own";
                self.refuse(Kind::SecondDocument, place, "a second document begins here", help);
                return None;
            }
            // The enum grows, but without being asked for the parser reports nothing else that holds values.
            _ => {}
        }
        Some(())
    }

    fn finish(self) -> Option<Node> {
        let is_empty = self.root.as_ref().is_none_or(Node::is_absent);
        if is_empty && self.whole {
            let problem = Problem::new(Kind::EmptyFile, self.origin.top(), "the file is empty");
            self.problems.push(problem.help("write a service or a resource to it, or remove it"));
            return None;
        }
        self.root.filter(|_| self.whole)
    }

    fn open(&mut self, span: Span, content: Content) -> GoOn {
        self.count(span)?;
        if self.open.len() == MAX_DEPTH {
            let title = format!("this is nested more than {MAX_DEPTH} deep");
            self.refuse(Kind::TooDeep, self.origin.place_of(span), &title, "make it flatter");
            return None;
        }
        self.open.push(Open { span, content });
        Some(())
    }

    fn close(&mut self, end: Span) {
        let Some(Open { span, content }) = self.open.pop() else { return };
        let value = match content {
            Content::List(items) => Value::List(items),
            Content::Map { rows, .. } => Value::Map(self.without_repeats(rows)),
        };
        self.add(Span::new(span.start, end.end), value);
    }

    fn scalar(&mut self, text: String, style: ScalarStyle, span: Span) {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::Literal | ScalarStyle::Folded => Style::Text,
            ScalarStyle::DoubleQuoted => {
                self.check_escapes(&text, span);
                Style::Text
            }
        };
        self.add(span, Value::Scalar(Scalar { text, style, reading: Reading::Text }));
    }

    /// Adds a value to the innermost list or map that is open.
    fn add(&mut self, span: Span, value: Value) {
        let place = self.place(span, &value);
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(Node { place, value }),
            Some(Content::List(items)) => items.push(Node { place, value }),
            Some(Content::Map { rows, key }) => match (key.take(), value) {
                (Some(key), value) => rows.push((key, Node { place, value })),
                (None, Value::Scalar(scalar)) => *key = Some(Key { place, scalar }),
                (None, Value::List(_) | Value::Map(_)) => {
                    let scalar = Scalar { text: String::new(), style: Style::Text, reading: Reading::Text };
                    *key = Some(Key { place, scalar });
                    self.refuse(Kind::KeyNotScalar, place, "a key must be text", "write the key as text");
                }
            },
        }
    }

    /// Where to point at for a value: see [`Node::place`].
    fn place(&self, span: Span, value: &Value) -> Place {
        let place = self.origin.place_of(span);
        let length = (place.end - place.start) as usize;
        let is_short = length > 0
            && span.start.line() == span.end.line()
            && (length <= MAX_UNDERLINED || matches!(value, Value::Scalar(_)));
        let key = self.open.last().and_then(|open| match &open.content {
            Content::Map { key, .. } => key.as_ref(),
            Content::List(_) => None,
        });
        match key {
            _ if is_short => place,
            Some(key) => key.place,
            None => self.origin.rest_of_line(place),
        }
    }
}

/// What is refused.
impl Builder<'_> {
    /// Reports something that keeps the tree from saying all that the file says.
    fn refuse(&mut self, kind: Kind, place: Place, title: &str, help: &str) {
        self.whole = false;
        self.problems.push(Problem::new(kind, place, title).help(help));
    }

    fn refuse_alias(&mut self, span: Span, title: &str) {
        self.refuse(Kind::Alias, self.origin.place_of(span), title, "write the value out where it is wanted");
    }

    fn count(&mut self, span: Span) -> GoOn {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            let title = format!("the file has more than {MAX_NODES} values");
            self.refuse(
                Kind::TooManyNodes,
                self.origin.place_of(span),
                &title,
                "split it into several resources",
            );
            return None;
        }
        Some(())
    }

    /// A comment beside a value may be the rest of a text that YAML cut off, so that it stands on its own line.
    fn check_comment(&mut self, span: Span) {
        let place = self.origin.place_of(span);
        if !self.origin.is_first_in_line(place) {
            let problem = Problem::new(Kind::CommentInText, place, "a comment shares its line with a value")
                .label("this is not part of the value")
                .help("put the value in quotes if it is, otherwise write the comment on the line above");
            self.problems.push(problem);
        }
    }

    /// Escapes can write characters that may not stand in the file itself.
    fn check_escapes(&mut self, text: &str, span: Span) {
        let written = span.slice(self.origin.text).unwrap_or_default();
        let found = text.chars().find_map(|character| Some((character, hidden(character)?)));
        if let Some((character, why)) = found.filter(|_| written.contains('\\')) {
            let title = format!("this text has an escape for U+{:04X}, {why}", u32::from(character));
            let problem = Problem::new(Kind::HiddenCharacter, self.origin.place_of(span), title);
            self.problems.push(problem.help("remove the escape"));
        }
    }

    /// Reports keys that a map has twice, or must not have, and leaves their rows out.
    fn without_repeats(&mut self, mut rows: Vec<(Key, Node)>) -> Vec<(Key, Node)> {
        let mut first = BTreeMap::new();
        let mut left_out = Vec::new();
        for (at, (key, _)) in rows.iter().enumerate() {
            let text = key.scalar.text.as_str();
            if text == "<<" && key.scalar.style == Style::Plain {
                let help = "write the entries out where they are wanted";
                self.problems
                    .push(Problem::new(Kind::MergeKey, key.place, "merging maps is not allowed").help(help));
                left_out.push(at);
            } else if text.is_empty() {
                // An empty key is refused for being empty.
            } else if let Some(place) = first.get(text) {
                self.problems.push(repeated_key(key, *place));
                left_out.push(at);
            } else {
                first.insert(text, key.place);
            }
        }
        let mut left_out = left_out.into_iter().peekable();
        let mut position = 0..;
        rows.retain(|_| left_out.next_if_eq(&position.next().unwrap_or_default()).is_none());
        rows
    }
}

fn repeated_key(key: &Key, first: Place) -> Problem {
    Problem::new(Kind::RepeatedKey, key.place, format!("the key {} is repeated", quoted(&key.scalar.text)))
        .label("repeated here")
        .related(first, "first written here")
        .help("remove one of the two, or make one of them")
}

fn syntax_error(origin: Origin, error: &ScanError) -> Problem {
    let (title, help) = syntax::explain(error);
    let stop = error.marker().byte_offset().unwrap_or(origin.text.len());
    let at = if syntax::is_about_tab(error) { tab_near(origin.text, stop) } else { stop };
    Problem::new(Kind::Syntax, origin.place_of_char(at), title).help(help)
}

/// The tab that the parser does not like: it stops right behind it, or some way before it.
fn tab_near(text: &str, stop: usize) -> usize {
    let (before, after) = text.split_at_checked(stop).unwrap_or((text, ""));
    match after.find('\t') {
        _ if before.ends_with('\t') => before.len() - 1,
        Some(tab) => stop + tab,
        None => stop,
    }
}
