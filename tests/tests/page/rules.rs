//! Sentences that carry a rule, and what the simple ones say.

use codegen::page::{Page, Says, read, rules};

/// A page whose operation has this description.
fn page(description: &str) -> Page {
    read(&format!("Tree - Read\n\n{description}\n\nGET {{url}}/trees?api-version=1.0\n\nURI Parameters\n"))
}

/// What each sentence with a rule says, and what a spec that has it would mention.
fn told(description: &str) -> Vec<(Says, String)> {
    rules(&page(description).description).into_iter().map(|rule| (rule.says, rule.tokens.join(" "))).collect()
}

#[test]
fn simple_rules_are_understood() {
    let default = |text: &str| Says::Default(text.to_owned());
    let most = |number, unit: &str| Says::AtMost { number, unit: unit.to_owned() };
    let cases = [
        ("The default is 30 seconds.", default("30"), "30"),
        ("The default value is false.", default("false"), ""),
        ("By default is 1.5 used.", default("1.5"), ""),
        ("The default is 'none'.", default("none"), "none"),
        ("The default is \"a\", mostly.", default("a"), "a"),
        // Not a number that a row of seconds has.
        ("The default is 5 minutes.", Says::Other, "5"),
        ("The default is 5, minutes are counted.", default("5"), "5"),
        ("The default is unknown.", Says::Other, ""),
        ("This must be sha1.", Says::Only("sha1".to_owned()), "sha1"),
        ("This must be 'x'.", Says::Only("x".to_owned()), "x"),
        ("This must be small.", Says::Other, "small"),
        ("This must be sha1 or sha2.", Says::Other, "sha1 sha2"),
        ("It says that this must be sha1.", Says::Other, "sha1"),
        ("It is between 1 and 972 (36 * 27).", Says::Between(1, 972), "1 27 36 972"),
        ("It is between one and two.", Says::Other, ""),
        ("It is between 1 to 9.", Says::Other, "1 9"),
        ("This must be 'tis.", Says::Other, "tis"),
        ("It holds at most 9 apples.", most(9, "apples"), "9"),
        ("It has up to 12.", most(12, ""), "12"),
        ("It has up to 12 hex digits.", most(12, "hex"), "12"),
        ("It cannot exceed 64KB.", most(64, "KB"), "64KB"),
        ("It must not exceed 3.", most(3, ""), "3"),
        ("The maximum size is 10KB.", most(10, "KB"), "10KB"),
        ("A maximum of 25 trees comes.", most(25, "trees"), "25"),
        ("The maximum is unknown.", Says::Other, ""),
        ("It has no more than 3 branches.", most(3, "branches"), "3"),
        ("It has more than 3 branches.", Says::Other, "3"),
        ("If it is old, the maximum is 3.", Says::Other, "3"),
        ("This must be omitted if the kind is cer.", Says::Other, "cer"),
        ("Only when state_now or deleteFailed is seen.", Says::Other, "deleteFailed seen state_now"),
        ("This must be https://example.org/a1.", Says::Other, ""),
        ("It has approx. at most 9 apples.", most(9, "apples"), "9"),
        ("The default value is 5 minutes.", Says::Other, "5"),
        ("The default value exceeds 30.", Says::Other, "30"),
        ("More than 3 are many.", Says::Other, "3"),
        ("It must begin with id_provider.x509 or state-1 first.", Says::Other, "id_provider.x509"),
        ("It must be counted in KB here.", Says::Other, ""),
        ("There is no maximum: it is endless.", Says::Other, ""),
        ("It is seen only if the grade is A.", Says::Other, "A"),
        ("It is seen only if it has a '?' or an 'x'.", Says::Other, "x"),
        ("The default is ''.", Says::Other, ""),
    ];
    for (sentence, says, tokens) in cases {
        assert_eq!(told(sentence), [(says, tokens.to_owned())], "{sentence}");
    }
}

#[test]
fn words_that_only_look_like_rules_are_none() {
    for sentence in [
        "It is exceedingly nice.",
        "Mustard on trees.",
        "It was up today.",
        "The defaulted one.",
        "What most say is so.",
        "The is_default value.",
    ] {
        assert_eq!(told(sentence), [], "{sentence}");
    }
    for sentence in ["It exceeds all.", "The defaults apply.", "It MUST grow."] {
        assert_eq!(told(sentence), [(Says::Other, String::new())], "{sentence}");
    }
}

#[test]
fn each_sentence_is_a_rule_of_its_own_in_its_place() {
    let page = page("A tree. It has, e.g. At most 9 apples. (It must be 'x'.) So is it.");
    let rules = rules(&page.description);
    let sentences: Vec<&str> = rules.iter().map(|rule| rule.sentence.value.as_str()).collect();
    assert_eq!(sentences, ["It has, e.g. At most 9 apples.", "(It must be 'x'.) So is it."]);
    let text = "Tree - Read\n\nA tree. It has";
    let span = rules[0].sentence.span;
    assert_eq!((span.start as usize, (span.end - span.start) as usize), (text.len() - 6, sentences[0].len()));
}
