//! Sentences that carry a rule: found by the words that rules are put in, and read where they are simple.

use super::facts::{At, Text};

/// A sentence that carries a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The sentence.
    pub sentence: Text,
    /// What it says, if it is simple enough to tell.
    pub says: Says,
    /// What a spec that has the rule would mention: numbers, names, and words in quotation marks.
    pub tokens: Vec<String>,
}

/// What a simple rule says of its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// What the service takes if the row is absent: `The default is 30 seconds.`
    Default(String),
    /// The only lawful text: `This must be sha1.`
    Only(String),
    /// The smallest and the largest number.
    Between(i64, i64),
    /// The largest number, or the most characters.
    AtMost {
        /// The number.
        number: i64,
        /// What is counted, as the page has it: `hex`, `characters`, `KB`; empty if it is not said.
        unit: String,
    },
    /// Something else.
    Other,
}

/// The words that rules are put in.
const MARKS: [&str; 17] = [
    "must",
    "maximum",
    "minimum",
    "between",
    "only if",
    "only when",
    "default",
    "removed",
    "at most",
    "at least",
    "up to",
    "no more than",
    "exceed",
    "larger than",
    "greater than",
    "longer than",
    "more than",
];

/// The sentences among some lines that carry a rule.
#[must_use]
pub fn rules(texts: &[Text]) -> Vec<Rule> {
    texts.iter().flat_map(sentences).filter(|sentence| is_rule(&sentence.value)).map(rule).collect()
}

/// The sentences of a line.
#[must_use]
pub fn sentences(text: &Text) -> Vec<Text> {
    let line = text.value.as_str();
    let ends = line.match_indices(". ").map(|(at, _)| at + 1).filter(|end| {
        let next = line[*end..].trim_start();
        next.starts_with(|c: char| c.is_uppercase() || c == '(') && !line[..*end].ends_with("e.g.")
    });
    let mut start = 0;
    let mut sentences = Vec::new();
    for end in ends.chain([line.len()]) {
        let sentence = line[start..end].trim();
        if !sentence.is_empty() {
            sentences.push(part(
                text,
                start + (line[start..end].len() - line[start..end].trim_start().len()),
                sentence,
            ));
        }
        start = end;
    }
    sentences
}

/// A part of a line; its place is that of the line if blanks or marks were taken out of it.
fn part(text: &Text, at: usize, part: &str) -> Text {
    let mut span = text.span;
    if (span.end - span.start) as usize == text.value.len() {
        let number = |value: usize| u32::try_from(value).unwrap_or(0);
        span.start += number(at);
        span.end = span.start + number(part.len());
    }
    At { value: part.to_owned(), span }
}

fn is_rule(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    MARKS.iter().any(|mark| contains_word(&lower, mark))
}

/// Whether a text has a word, or words, that no letter adjoins.
fn contains_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let after = text[at + word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        // `exceed` is `exceeds`, too, and `default` is `defaults`.
        !before && (!after || text[at + word.len()..].starts_with('s'))
    })
}

fn rule(sentence: Text) -> Rule {
    let words: Vec<&str> = sentence.value.split_whitespace().collect();
    Rule { says: says(&words), tokens: tokens(&words), sentence }
}

/// What a sentence says; one with a condition is never simple.
fn says(words: &[&str]) -> Says {
    if words.first().is_some_and(|word| ["If", "When", "For"].contains(word)) {
        return Says::Other;
    }
    let at = |index: usize| words.get(index).copied().unwrap_or_default();
    for index in 0..words.len() {
        let two = (at(index).to_lowercase(), at(index + 1).to_lowercase());
        let found = match (two.0.as_str(), two.1.as_str()) {
            ("default", "is") => default(at(index + 2), at(index + 3)),
            ("default", "value") if at(index + 2) == "is" => default(at(index + 3), at(index + 4)),
            ("must", "be") if index <= 1 && words.len() == index + 3 => only(at(index + 2)).map(Says::Only),
            ("between", _) if at(index + 2) == "and" => between(at(index + 1), at(index + 3)),
            ("up", "to") | ("at", "most") | ("not" | "cannot", "exceed") => {
                at_most(at(index + 2), at(index + 3))
            }
            ("maximum", _) => maximum(&words[index..]),
            ("more", "than") if index > 0 && at(index - 1) == "no" => at_most(at(index + 2), at(index + 3)),
            (_, _) => None,
        };
        if let Some(found) = found {
            return found;
        }
    }
    Says::Other
}

/// `maximum size is 10KB`, `maximum of 25`.
fn maximum(words: &[&str]) -> Option<Says> {
    let at = words.iter().take(5).position(|word| ["is", "of"].contains(word))?;
    at_most(words.get(at + 1)?, words.get(at + 2).copied().unwrap_or_default())
}

fn at_most(word: &str, next: &str) -> Option<Says> {
    let bare = bare(word);
    let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = bare.get(..digits)?.parse().ok()?;
    let unit = if digits < bare.len() {
        &bare[digits..]
    } else if word.ends_with('.') {
        ""
    } else {
        self::bare(next)
    };
    unit.chars().all(char::is_alphabetic).then(|| Says::AtMost { number, unit: unit.to_owned() })
}

fn between(low: &str, high: &str) -> Option<Says> {
    // `between 1 and 972 (36 * 27)` goes on, but its numbers are plain.
    Some(Says::Between(bare(low).parse().ok()?, bare(high).parse().ok()?))
}

/// A default; in another unit than seconds it is not the number that a row of seconds has.
fn default(word: &str, next: &str) -> Option<Says> {
    const OTHER_UNITS: [&str; 6] = ["minute", "minutes", "hour", "hours", "day", "days"];
    let has_other_unit = !word.ends_with(['.', ',']) && OTHER_UNITS.contains(&bare(next));
    literal(word).filter(|_| !has_other_unit).map(Says::Default)
}

/// A number, a boolean, or something in quotation marks.
fn literal(word: &str) -> Option<String> {
    let bare = bare(word);
    let is_plain = ["true", "false", "null"].contains(&bare) || bare.parse::<f64>().is_ok();
    (is_plain || is_quoted(word) || is_name(bare)).then(|| bare.to_owned())
}

fn only(word: &str) -> Option<String> {
    let text = bare(word);
    (is_quoted(word) || is_name(text)).then(|| text.to_owned())
}

/// The numbers, names and quotations of a sentence.
fn tokens(words: &[&str]) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let text = bare(word);
        if word.contains("://") || text.is_empty() {
            continue;
        }
        let before = index.checked_sub(1).map_or("", |before| words[before]);
        // The last word of a condition can be a value: `if the format is cer.`
        let is_value = ["is", "be"].contains(&before) && index + 1 == words.len();
        let is_only = before == "be" && words.len() == index + 1;
        if is_number(text) || is_name(text) || is_quoted(word) || is_only || is_value && is_condition(words) {
            tokens.push(text.to_owned());
        }
    }
    tokens.sort();
    tokens.dedup();
    tokens
}

fn is_condition(words: &[&str]) -> bool {
    words.iter().any(|word| ["if", "If", "when", "When", "unless"].contains(word))
}

/// Whether a word is a number, perhaps with its unit.
fn is_number(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < text.len() && ["", "KB", "KiB", "MB", "MiB", "GB", "GiB"].contains(&rest)
}

/// Whether a word is a name of programs and not of people: `sha1`, `validity_in_months`, `deleteFailed`.
pub fn is_name(text: &str) -> bool {
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_word = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.');
    let humps = text.char_indices().skip(1).any(|(at, c)| {
        c.is_ascii_uppercase() && text[..at].ends_with(|before: char| before.is_ascii_lowercase())
    });
    let begins_small = text.starts_with(|c: char| c.is_ascii_lowercase());
    begins
        && is_word
        && (text.contains('_')
            || humps && begins_small
            || begins_small && text.contains(|c: char| c.is_ascii_digit()))
}

fn is_quoted(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', ';', ')', ':']).trim_start_matches('(');
    word.len() > 2 && ["'", "\"", "`"].iter().any(|mark| word.starts_with(mark) && word.ends_with(mark))
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '_' && c != '$' && c != '-')
}
