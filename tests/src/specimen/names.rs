//! Names of the wire that are hard to make names of Rust of, and words for people that are hard to print.

use std::collections::BTreeSet;

use super::dice::Dice;

/// Words that mean something to Rust, in any edition; to its prelude; to the run-time and to generated code; and what has no
/// letter that a name could begin with, or none at all.
const HOSTILE: &str = "\
    abstract as async await become box break const continue crate do dyn else enum extern false final fn \
    for gen if impl in let loop macro match mod move mut override priv pub ref return self Self static \
    struct super trait true try type typeof union unsafe unsized use virtual where while yield raw safe \
    auto default macro_rules AsRef Box Clone Copy Debug Default Drop Err Fn From Hash Into Iterator None \
    Ok Option Ord Result Send Some String Sync ToString TryFrom Unpin Vec bool char f64 i32 str u8 usize \
    std core alloc Box<T> println! drop panic derive test cfg doc rt runtime generated client samples \
    service Sample Operation OperationInfo Endpoint Model Value Unknown unknown unknown_fields new \
    request response validate check read write blank body headers Headers Body Error INFO API_VERSIONS \
    SECURITY REQUIRED as_str known from into fmt limits eq cmp hash clone to_string try_into to value \
    field name operation endpoint error status values bounds it this info S D A T E M _ __ _a a_ 7z 1.0 \
    0 9lives 2025-07-01 +1 -1 no yes null ~ é ñandú 日本語 ß ﬁn İ 🗝 … @odata.type odata.nextLink \
    odata.next-link $filter A-b_C.d x/y # !! ... quote\"d back\\slash tick` two``ticks {brace} [x] <b> \
    &amp; */ /* //! /// ' 'static %20 nul CON com1 lpt9 main lib {{}} r#type ${x} #[test] #![allow] * &a \
    = << HTTPServer httpServer http_server IPv6 iPv6 UPPER Upper upper x1y2 x1Y2 X_1_Y_2";

/// The same with spaces in them.
const SPACED: &[&str] = &["a b", "# x", "- x", "? x", ": ", "a: b"];

const PLAIN: &[&str] = &[
    "size",
    "colour",
    "created",
    "updatedBy",
    "display_name",
    "Weight",
    "Amount",
    "next-hop",
    "state",
    "Location",
];

/// A name that nothing else here has, and that what it names can have.
pub fn fresh(dice: &mut Dice, taken: &mut BTreeSet<String>, lawful: impl Fn(&str) -> bool) -> String {
    loop {
        let name = match dice.below(10) {
            0..=2 => hostile(dice).to_owned(),
            3 => other_case(dice, taken),
            4 if dice.chance(5) => dice.pick(&["x", "é", "Ab", "a-"]).repeat(300),
            4 => format!("{}{}", hostile(dice), hostile(dice)),
            _ => format!("{}{}", dice.pick(PLAIN), dice.below(10_000)),
        };
        if !name.trim().is_empty() && lawful(&name) && taken.insert(name.clone()) {
            return name;
        }
    }
}

fn hostile(dice: &mut Dice) -> &'static str {
    let count = HOSTILE.split(' ').count();
    match dice.below(count + SPACED.len()).checked_sub(count) {
        Some(at) => SPACED[at],
        None => HOSTILE.split(' ').nth(dice.below(count)).unwrap_or_default(),
    }
}

/// A name that is there already, in another case.
fn other_case(dice: &mut Dice, taken: &BTreeSet<String>) -> String {
    let at = dice.below(taken.len().max(1));
    let Some(name) = taken.iter().nth(at) else { return "Size".to_owned() };
    match dice.below(3) {
        0 => name.to_uppercase(),
        1 => name.to_lowercase(),
        _ => name.replace(['-', '.', ' '], "_"),
    }
}

/// Whether a header can have the name.
#[must_use]
pub fn is_header(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
}

/// Whether a variable of a path can have the name.
#[must_use]
pub fn is_variable(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@".contains(c))
}

/// Whether a definition can have the name: one that is no type in itself.
#[must_use]
pub fn is_type(name: &str) -> bool {
    let builtin = ["string", "integer", "number", "boolean", "object"];
    !builtin.contains(&name) && !name.ends_with("[]") && !name.starts_with('<') && name.trim() == name
}

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
