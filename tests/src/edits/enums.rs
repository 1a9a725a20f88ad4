//! Edits of open enums and their values.

use codegen::compare::Verdict::{Major, Minor};

use super::{Edit, things};

/// One fact each.
pub fn edits() -> Vec<Edit> {
    [values(), whole()].into_iter().flatten().collect()
}

fn values() -> Vec<Edit> {
    vec![
        things(
            "one more value",
            "      red: ",
            "      black: Like coal.\n      red: ",
            &["minor - things::Colour::Black added"],
        ),
        things(
            "one value less",
            "      green: Like grass.\n",
            "",
            &["major code things::Colour::Green removed"],
        )
        .seen(Major),
        things(
            "one value in place of another",
            "green: Like grass.",
            "lime: Like a lime.",
            &["major code things::Colour::Green removed", "minor - things::Colour::Lime added"],
        )
        .seen(Major),
        things(
            "a value has another name in Rust",
            "green: Like grass.",
            "green: { description: Like grass., rust-name: Lime }",
            &["major code things::Colour::Green renamed"],
        )
        .seen(Major),
        things(
            "a value has another text on the wire",
            "green: Like grass.",
            "GREEN: Like grass.",
            &["major behaviour things::Colour::Green wire"],
        ),
        things(
            "a value is deprecated",
            "green: Like grass.",
            "green: { description: Like grass., deprecated: Grass is brown. }",
            &["minor - things::Colour::Green deprecated"],
        ),
        things(
            "a value of one version is deprecated",
            "Like the sky.",
            "Like the sky.\n        deprecated: The sky is grey.",
            &["minor - things::Colour::Blue deprecated"],
        ),
        things(
            "one version less has a value that is only answered",
            "green: Like grass.",
            "green: { description: Like grass., since: v2 }",
            &["patch - things::Colour::Green versions"],
        ),
        things(
            "one version less has a value that is sent",
            "fancy: Very special.",
            "fancy: { description: Very special., since: v2 }",
            &["major behaviour things::Kind::Fancy versions"],
        ),
        things(
            "values in another order",
            "      red: Like a rose.\n      green: Like grass.\n",
            "      green: Like grass.\n      red: Like a rose.\n",
            &["patch - things::Colour order"],
        ),
        things("other docs of a value", "Like grass.", "Like moss.", &["patch - things::Colour::Green docs"]),
    ]
}

fn whole() -> Vec<Edit> {
    vec![
        things(
            "an enum is deprecated",
            "What a thing looks like.\n",
            "What a thing looks like.\n    deprecated: Ask a lamp.\n",
            &["minor - things::Colour deprecated"],
        )
        .seen(Minor),
        things(
            "an enum becomes a model",
            "    description: What a thing looks like.\n…\n  Kind:",
            "    description: What a thing looks like.\n    properties:\n      name: string\n",
            &["major code things::Colour type"],
        )
        .seen(Major),
        things("an enum has another name", "Kind", "Sort", &["major code things::Kind renamed"]).seen(Major),
    ]
}
