//! Paths of different operations that a value could make the same.

use indexmap::IndexMap;

use crate::model::{Operation, Presence, Resource, Route, Segment};

/// Notes for each operation the paths of others that a value of its own path could lead to.
///
/// `DELETE /certificates/{certificate-name}` with the name `contacts` is what deletes the contacts. Of two such paths
/// the one that is literal further left is the more exact; servers look for it first, and so it is the other one that
/// must not be sent with that value.
pub fn avoid_each_other(resources: &mut [Resource]) {
    let operations = resources.iter().flat_map(|one| &one.operations);
    let all: Vec<_> = operations.map(|one| (one.template.clone(), words(one))).collect();
    let mut trees: IndexMap<&str, Tree> = IndexMap::new();
    for (at, operation) in resources.iter().flat_map(|one| &one.operations).enumerate() {
        trees.entry(operation.method.as_str()).or_default().insert(&all[at].1, at);
    }
    let operations = resources.iter_mut().flat_map(|one| &mut one.operations);
    for (operation, (_, ours)) in operations.zip(&all) {
        let Some(tree) = trees.get(operation.method.as_str()) else { continue };
        let early = ends_early(operation).then(|| &ours[..ours.len() - 1]);
        let mut hits: Vec<usize> = Vec::new();
        for ours in [Some(ours.as_slice()), early].into_iter().flatten() {
            hits.extend(tree.meeting(ours).filter(|hit| is_more_exact(&all[*hit].1, ours)));
        }
        hits.sort_unstable();
        hits.dedup();
        operation.avoided = hits.into_iter().map(|hit| all[hit].0.clone()).collect();
    }
}

/// The paths of a method, word by word, so that a path is held against those that it could meet and no others.
struct Tree {
    /// The first one is where all paths begin.
    nodes: Vec<Node>,
}

/// What can follow some words.
#[derive(Default)]
struct Node {
    /// The operations whose paths end here.
    ends: Vec<usize>,
    /// The next words that are said whole, in lower case.
    literal: IndexMap<Word, usize>,
    /// The next words that leave something open.
    open: IndexMap<Word, usize>,
}

impl Default for Tree {
    fn default() -> Self {
        Self { nodes: vec![Node::default()] }
    }
}

impl Tree {
    fn insert(&mut self, words: &[Word], operation: usize) {
        let mut at = 0;
        for word in words {
            let new = self.nodes.len();
            let node = &mut self.nodes[at];
            at = match whole(word) {
                Some(word) => *node.literal.entry(word).or_insert(new),
                None => *node.open.entry(word.clone()).or_insert(new),
            };
            if at == new {
                self.nodes.push(Node::default());
            }
        }
        self.nodes[at].ends.push(operation);
    }

    /// The operations whose paths values could make the same as this one.
    fn meeting(&self, words: &[Word]) -> impl Iterator<Item = usize> {
        let mut reached = vec![&self.nodes[0]];
        for word in words {
            let mut next: Vec<&usize> = Vec::new();
            for node in reached {
                match whole(word) {
                    Some(whole) => next.extend(node.literal.get(&whole)),
                    None => next.extend(meeting(&node.literal, word)),
                }
                next.extend(meeting(&node.open, word));
            }
            reached = next.into_iter().map(|at| &self.nodes[*at]).collect();
        }
        reached.into_iter().flat_map(|node| &node.ends).copied()
    }
}

fn meeting<'a>(words: &'a IndexMap<Word, usize>, word: &Word) -> impl Iterator<Item = &'a usize> {
    words.iter().filter(|(other, _)| can_meet(word, other)).map(|(_, at)| at)
}

/// The word in lower case, if it leaves nothing open.
fn whole(word: &Word) -> Option<Word> {
    let lower = |part: &Part| match part {
        Part::Literal(text) => Some(Part::Literal(text.to_ascii_lowercase())),
        Part::Value => None,
    };
    word.iter().map(lower).collect()
}

/// All operations in the order in which a server has to look for the one that a request is for: of two whose paths could
/// meet, the more exact one first.
pub fn in_order(resources: &[Resource]) -> Vec<Route> {
    let mut routes = Vec::new();
    for resource in resources {
        for operation in &resource.operations {
            let route = Route { resource: resource.module.clone(), operation: operation.name.clone() };
            routes.push((words(operation).iter().map(openness).collect::<Vec<_>>(), route));
        }
    }
    routes.sort_by(|(left, _), (right, _)| left.cmp(right));
    routes.into_iter().map(|(_, route)| route).collect()
}

/// What stands between two slashes of a path.
type Word = Vec<Part>;

#[derive(Clone, PartialEq, Eq, Hash)]
enum Part {
    Literal(String),
    Value,
}

fn words(operation: &Operation) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word = Word::new();
    for segment in &operation.path {
        match segment {
            Segment::Value(_) => word.push(Part::Value),
            Segment::Literal(text) => {
                for (at, piece) in text.split('/').enumerate() {
                    if at > 0 {
                        words.push(std::mem::take(&mut word));
                    }
                    if !piece.is_empty() {
                        word.push(Part::Literal(piece.to_owned()));
                    }
                }
            }
        }
    }
    words.push(word);
    words
}

/// Whether the last word of the path may be left out.
fn ends_early(operation: &Operation) -> bool {
    match operation.path.last() {
        Some(Segment::Value(index)) => operation.parameters[*index].field.presence == Presence::Optional,
        Some(Segment::Literal(_)) | None => false,
    }
}

/// Of two paths that could meet, whether `theirs` is the more exact: the first word that one of them leaves more open
/// decides.
fn is_more_exact(theirs: &[Word], ours: &[Word]) -> bool {
    ours.iter().map(openness).gt(theirs.iter().map(openness))
}

/// How much a word leaves open: all of it, what its literals do not say, or nothing.
fn openness(word: &Word) -> (bool, std::cmp::Reverse<usize>) {
    let literal = word.iter().map(|part| match part {
        Part::Literal(text) => text.len(),
        Part::Value => 0,
    });
    let is_open = word.contains(&Part::Value);
    (is_open, std::cmp::Reverse(if is_open { literal.sum() } else { 0 }))
}

/// Whether values can make two words the same, one of which leaves something open: what both say of its beginning and of
/// its end must fit. No value is empty, so that a word of nothing meets none.
fn can_meet(our: &Word, their: &Word) -> bool {
    let text = |part: Option<&Part>| match part {
        Some(Part::Literal(text)) => text.to_ascii_lowercase(),
        Some(Part::Value) | None => String::new(),
    };
    let (starts, ends) = ((text(our.first()), text(their.first())), (text(our.last()), text(their.last())));
    let begins = starts.0.starts_with(&starts.1) || starts.1.starts_with(&starts.0);
    let ends = ends.0.ends_with(&ends.1) || ends.1.ends_with(&ends.0);
    begins && ends && !our.is_empty() && !their.is_empty()
}
