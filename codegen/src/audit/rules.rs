//! Rules that a page puts in words: whether the spec has each of them as a fact, or at least tells it.

use std::collections::BTreeSet;

use crate::finding::{FindingKind, Mark};
use crate::page::{self, Rule, Says, Text, rules};
use crate::problem::Place;

use super::auditor::Auditor;
use super::errata::Claim;
use super::limits::literal;
use super::view::Row;

/// Holds the sentences of a row against the spec's row.
///
/// `around` is what the spec says around the row.
pub fn row<'a>(auditor: &mut Auditor<'a, '_>, row: &page::Row, spec: &Row<'a>, subject: &str, around: &str) {
    let mut told = words_of(spec);
    // What an erratum says that the page prints has been held against the page by now.
    for fact in spec.errata.keys() {
        if let Claim::Prints { text, .. } = auditor.claim(spec.errata, fact) {
            told.push(text.to_owned());
        }
    }
    let told = Told::new(format!("{} {around}", told.join(" ")));
    for rule in rules(&row.description) {
        let help = match &rule.says {
            Says::Only(value) if spec.is_text() => {
                (!has(spec, "const")).then(|| format!("write `const: {value}`"))
            }
            Says::Between(low, high) if spec.is_number() => {
                let missing = [("minimum", low), ("maximum", high)];
                let missing: Vec<_> = missing.iter().filter(|(key, _)| !has(spec, key)).collect();
                let keys: Vec<_> = missing.iter().map(|(key, value)| format!("`{key}: {value}`")).collect();
                (!keys.is_empty()).then(|| format!("write {}", keys.join(" and ")))
            }
            Says::AtMost { number, .. } if spec.is_number() && !has(spec, "maximum") => {
                Some(format!("write `maximum: {number}`"))
            }
            Says::AtMost { number, unit } if spec.is_text() && counts_characters(unit) => {
                let is_there = has(spec, "max-length") || has(spec, "pattern") || has(spec, "const");
                (!is_there).then(|| format!("write `max-length: {number}`, or a `pattern`"))
            }
            Says::Default(_) | Says::Only(_) | Says::Between(..) | Says::AtMost { .. } | Says::Other => None,
        };
        if help.is_some() || !told.tells(&rule) {
            report(auditor, &rule, spec.key, subject, help);
        }
    }
}

/// Holds the sentences of a text against what the spec says beside it.
pub fn text(auditor: &mut Auditor<'_, '_>, texts: &[Text], told: &str, place: Place, subject: &str) {
    let told = Told::new(told.to_owned());
    for rule in rules(texts) {
        if !told.tells(&rule) {
            report(auditor, &rule, place, subject, None);
        }
    }
}

fn report(auditor: &mut Auditor<'_, '_>, rule: &Rule, place: Place, subject: &str, help: Option<String>) {
    let lost: Vec<_> = rule.tokens.iter().map(|token| format!("`{token}`")).collect();
    let help = help.unwrap_or_else(|| match lost.as_slice() {
        [] => "state it as a limit or a rule, or tell it in the description".to_owned(),
        _ => {
            format!("state it as a limit or a rule, or tell it in the description, with {}", lost.join(", "))
        }
    });
    let mark = auditor.mark(rule.sentence.span, "this sentence carries a rule");
    let spec = Mark { place, label: "nothing here says so".to_owned() };
    auditor.report(FindingKind::RuleNotInSpec, subject.to_owned(), mark, Some(spec), help);
}

/// A text of the spec, with what rules are looked up in it.
struct Told {
    text: String,
    stems: BTreeSet<String>,
    sizes: BTreeSet<u64>,
}

impl Told {
    fn new(text: String) -> Self {
        Self { stems: stems(&text), sizes: sizes(&text), text }
    }

    /// Whether it tells a rule: all its numbers and names, or, if it has none, some of its words.
    fn tells(&self, rule: &Rule) -> bool {
        if rule.tokens.is_empty() {
            let of_rule = stems(&rule.sentence.value);
            let shared = of_rule.intersection(&self.stems).count();
            return shared >= of_rule.len().min(2);
        }
        rule.tokens.iter().all(|token| {
            let is_number = token.starts_with(|c: char| c.is_ascii_digit());
            if is_number {
                sizes(token).iter().any(|number| self.sizes.contains(number))
            } else {
                has_word(&self.text, token)
            }
        })
    }
}

/// All texts of a row of the spec.
fn words_of(spec: &Row<'_>) -> Vec<String> {
    let texts = spec.description.iter().chain(&spec.deprecated).map(|text| text.value.clone());
    let limits = spec.limits.iter().map(|limit| limit.value.clone());
    let default =
        spec.default.iter().map(|default| format!("The default value is {}.", literal(&default.value)));
    texts.chain(limits).chain(default).collect()
}

fn has(spec: &Row<'_>, key: &str) -> bool {
    spec.limits.iter().any(|limit| limit.key == key)
}

fn counts_characters(unit: &str) -> bool {
    ["character", "characters", "hex", "hexadecimal", "digits", "letters", "KB", "bytes"].contains(&unit)
}

/// The first letters of the longer words.
fn stems(text: &str) -> BTreeSet<String> {
    const STEM: usize = 5;
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| word.chars().count() >= STEM);
    words.map(|word| word.chars().take(STEM).flat_map(char::to_lowercase).collect()).collect()
}

/// Whether a text has a word, whatever marks adjoin it.
pub fn has_word(text: &str, word: &str) -> bool {
    let joins = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(joins) && !text[at + word.len()..].starts_with(joins))
}

/// Whether a text has a number.
pub fn has_number(text: &str, number: &str) -> bool {
    number.parse().is_ok_and(|number: u64| numbers(text).contains(&number))
}

/// The numbers in a text.
pub fn numbers(text: &str) -> BTreeSet<u64> {
    let parts = text.split(|c: char| !c.is_ascii_digit());
    parts.filter_map(|digits| digits.parse().ok()).collect()
}

/// The numbers in a text, and what those with a unit of sizes amount to: in bytes, and in characters of base64.
pub fn sizes(text: &str) -> BTreeSet<u64> {
    let mut sizes = numbers(text);
    for (at, _) in text.match_indices("KB") {
        let digits = text[..at].trim_end();
        let start = digits.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let Ok(number) = digits[start..].parse::<u64>() else { continue };
        for bytes in [number.saturating_mul(1000), number.saturating_mul(1024)] {
            sizes.extend([bytes, bytes.div_ceil(3).saturating_mul(4)]);
        }
    }
    sizes
}
