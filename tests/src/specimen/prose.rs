//! Texts for people, made of what means something to those who must not take it for more than text.

use super::dice::Dice;

/// What stands in texts for people, and means something to Markdown, to rustdoc or to Rust.
const PIECES: &[&str] = &[
    "A thing",
    "with *stars*",
    "and __lines__",
    "`code`",
    "an odd ` tick",
    "``two``",
    "[link](https://a.example)",
    "[`Option`]",
    "[x]: https://b.example",
    "<b>bold</b>",
    "<script>alert(1)</script>",
    "&lt;",
    "https://c.example/a_(b)",
    "http://d.example.",
    "Vec<String>",
    "*/ fn f() {} /*",
    "//! inner",
    "/// outer",
    "#![allow(x)]",
    "#[test]",
    "# Heading",
    "```",
    "~~~",
    "- item",
    "1. item",
    "> quote",
    "| a | b |",
    "---",
    "===",
    "\\",
    "\"quoted\"",
    "'single'",
    "{x}",
    "${x}",
    "\\u{202e}",
    "\\n",
    "r#\"raw\"#",
    "é 日本語 🗝",
    "<!-- comment -->",
    "![image](x)",
    "$math$",
    "a\tb",
    "^1",
    "[^1]",
    "averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongword",
];

/// A text for people, of one line.
pub fn line(dice: &mut Dice) -> String {
    let count = 1 + dice.below(5);
    let pieces: Vec<&str> = (0..count).map(|_| *dice.pick(PIECES)).collect();
    pieces.join(" ")
}

/// A text for people, of one line or more; never one word, which could be the name of a reason.
pub fn prose(dice: &mut Dice) -> String {
    let lines: Vec<String> = (0..=dice.below(4)).map(|_| line(dice)).collect();
    format!("Said: {}", lines.join(if dice.chance(50) { "\n" } else { "\n\n" }))
}
