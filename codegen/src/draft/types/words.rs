//! Words of names and descriptions as numbers, so that many can be compared with many.

use heck::ToSnakeCase;
use indexmap::IndexSet;

use crate::page::Text;

/// The most words of a name or of a description that are looked at.
const MAX_WORDS: usize = 100;

/// All words so far; the number of one is its position.
#[derive(Default)]
pub struct Vocabulary {
    words: IndexSet<String>,
}

/// The words of a name and of the description beside it.
#[derive(Default)]
pub struct Words {
    /// Of the name, in their order.
    pub name: Vec<usize>,
    /// Of the description, sorted; the small ones are left out.
    pub text: Vec<usize>,
    /// The description whole.
    pub whole: String,
}

impl Vocabulary {
    /// The words of a name and of the description beside it.
    pub fn words(&mut self, name: &str, description: &[Text]) -> Words {
        const SMALL: [&str; 12] =
            ["the", "a", "an", "of", "to", "in", "for", "that", "is", "and", "with", "its"];
        let whole = joined(description);
        let words = whole.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        let words = words.filter(|word| !word.is_empty() && !SMALL.contains(&word.as_str()));
        let mut text: Vec<usize> = words.take(MAX_WORDS).map(|word| self.number(singular(&word))).collect();
        text.sort_unstable();
        text.dedup();
        Words { name: self.name(name), text, whole }
    }

    /// The words of a name.
    pub fn name(&mut self, name: &str) -> Vec<usize> {
        words(name).into_iter().take(MAX_WORDS).map(|word| self.number(word)).collect()
    }

    /// The word of a number.
    pub fn word(&self, number: usize) -> &str {
        self.words.get_index(number).map_or("", String::as_str)
    }

    fn number(&mut self, word: String) -> usize {
        self.words.insert_full(word).0
    }
}

/// How many numbers two sorted lists have in common.
pub fn common(one: &[usize], other: &[usize]) -> usize {
    let (mut at, mut there, mut common) = (0, 0, 0);
    while let (Some(left), Some(right)) = (one.get(at), other.get(there)) {
        common += usize::from(left == right);
        at += usize::from(left <= right);
        there += usize::from(right <= left);
    }
    common
}

/// The lines of a description as one.
pub fn joined(text: &[Text]) -> String {
    text.iter().map(|line| line.value.as_str()).collect::<Vec<_>>().join(" ")
}

/// The words of a name: `deleteCertificateError` and `delete_certificate_error` have the same three.
pub fn words(name: &str) -> Vec<String> {
    let snake = name.to_snake_case();
    let words = snake.split('_').filter(|word| !word.is_empty());
    words.map(singular).collect()
}

/// A word that counts one thing.
pub fn singular(word: &str) -> String {
    let is_plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
    match word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        Some(stem) => format!("{stem}y"),
        None if is_plural => word[..word.len() - 1].to_owned(),
        None => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_many() {
        let table = [
            ("keys", "key"),
            ("policies", "policy"),
            ("flies", "fly"),
            ("ties", "tie"),
            ("jobs", "job"),
            ("gas", "gas"),
            ("access", "access"),
            ("status", "status"),
            ("job", "job"),
        ];
        for (many, one) in table {
            assert_eq!(singular(many), one);
        }
    }
}
