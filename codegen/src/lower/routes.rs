//! Paths of different operations that a value could make the same.

use crate::model::{Operation, Presence, Resource, Segment};

/// Notes for each operation the paths of others that a value of its own path could lead to.
///
/// `DELETE /certificates/{certificate-name}` with the name `contacts` is what deletes the contacts. Of two such paths
/// the one that is literal further left is the more exact; servers look for it first, and so it is the other one that
/// must not be sent with that value.
pub fn avoid_each_other(resources: &mut [Resource]) {
    let operations = resources.iter().flat_map(|one| &one.operations);
    let all: Vec<_> = operations.map(|one| (one.method, one.template.clone(), words(one))).collect();
    for operation in resources.iter_mut().flat_map(|one| &mut one.operations) {
        let ours = words(operation);
        let hits = all.iter().filter(|(method, _, theirs)| {
            *method == operation.method
                && (is_hit(&ours, theirs) || ends_early(operation) && is_hit(&ours[..ours.len() - 1], theirs))
        });
        operation.avoided = hits.map(|(_, template, _)| template.clone()).collect();
    }
}

/// What stands between two slashes of a path.
type Word = Vec<Part>;

#[derive(Clone, PartialEq, Eq)]
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

/// Whether a value in `ours` can make it the more exact `theirs`.
fn is_hit(ours: &[Word], theirs: &[Word]) -> bool {
    if ours.len() != theirs.len() {
        return false;
    }
    let mut exact = None;
    for (our, their) in ours.iter().zip(theirs) {
        // The first word that only one of them leaves open decides which is the more exact.
        match (is_open(our), is_open(their)) {
            (false, false) if our != their => return false,
            (true, false) if !could_be(our, their) => return false,
            (false, true) if !could_be(their, our) => return false,
            (true, false) => exact = exact.or(Some(true)),
            (false, true) => exact = exact.or(Some(false)),
            (false, false) | (true, true) => {}
        }
    }
    exact == Some(true)
}

fn is_open(word: &Word) -> bool {
    word.contains(&Part::Value)
}

/// Whether values can make the open word the literal one.
fn could_be(open: &Word, literal: &Word) -> bool {
    let [Part::Literal(text)] = literal.as_slice() else { return false };
    let begins = match open.first() {
        Some(Part::Literal(start)) => text.starts_with(start.as_str()),
        Some(Part::Value) | None => true,
    };
    let ends = match open.last() {
        Some(Part::Literal(end)) => text.ends_with(end.as_str()),
        Some(Part::Value) | None => true,
    };
    begins && ends
}
