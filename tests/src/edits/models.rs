//! Edits of models and their fields.

use codegen::compare::Verdict::{Major, Minor};

use super::{Edit, Step, things};

/// One fact each.
pub fn edits() -> Vec<Edit> {
    [whole(), listed_and_ruled(), came_and_went(), held(), given(), said(), read()]
        .into_iter()
        .flatten()
        .collect()
}

fn whole() -> Vec<Edit> {
    vec![
        things(
            "a model goes",
            "      owner:\n…      price:",
            "",
            &["major code things::Owner removed", "major code things::Thing.owner removed"],
        )
        .with(Step::Replace("things", "  Owner:\n…  ThingList:", ""))
        .seen(Major),
        things(
            "a model comes",
            "      owner:\n",
            "      maker: Maker\n      owner:\n",
            &["minor - things::Maker added", "minor - things::Thing.maker added"],
        )
        .with(Step::Replace("things", "  Owner:\n", "  Maker: { properties: { place: string } }\n\n  Owner:\n")),
        things("a model has another name", "Owner", "Person", &["major code things::Owner renamed"]).seen(Major),
        things(
            "a model in place of one that is made otherwise",
            "  Owner:\n…  ThingList:",
            "  Maker:\n    description: Somebody.\n    properties:\n      name: integer (int32)\n      mail: boolean\n\n",
            &[
                "major code things::Owner removed",
                "major code things::Thing.owner type",
                "minor - things::Maker added",
            ],
        )
        .with(Step::Replace("things", "type: Owner", "type: Maker"))
        .seen(Major),
        things(
            "a model in place of one that holds less",
            "  Owner:\n…  ThingList:",
            "  Maker:\n    description: Somebody.\n    properties:\n      name: string\n      mail: string\n      \
             place: string\n\n",
            &[
                "major code things::Owner removed",
                "major code things::Thing.owner type",
                "minor - things::Maker added",
            ],
        )
        .with(Step::Replace("things", "type: Owner", "type: Maker"))
        .seen(Major),
        things("a model stands in another file", "  Owner:\n…  ThingList:", "", &["major code things::Owner renamed"])
            .with(Step::Replace(
                "service",
                "  Money:\n",
                "  Owner:\n    description: Somebody.\n    properties:\n      name:\n        type: string\n        \
                 description: How they are called.\n      mail:\n        type: string\n        \
                 description: Where they are reached.\n  Money:\n",
            ))
            .seen(Major),
        things(
            "a model is deprecated",
            "Somebody.\n",
            "Somebody.\n    deprecated: Nobody.\n",
            &["minor - things::Owner deprecated"],
        )
        .seen(Minor),
    ]
}

fn listed_and_ruled() -> Vec<Edit> {
    vec![
        things("no list any more", "    pages:\n…\n  Draft:", "", &["major code things::ThingList pages"]),
        things(
            "other items of a list",
            "items: value",
            "items: others",
            &["major behaviour things::ThingList pages"],
        ),
        things(
            "another link to the next page",
            "next-link: next",
            "next-link: previous",
            &["major behaviour things::ThingList pages"],
        ),
        things(
            "the items of a list have another name in Rust",
            "      value: Thing[]\n",
            "      value: { type: 'Thing[]', rust-name: elements }\n",
            &["major code things::ThingList.value renamed"],
        )
        .seen(Major),
        things(
            "the items of a list have another name on the wire",
            "      value: Thing[]\n",
            "      items: { type: 'Thing[]', rust-name: value }\n",
            &["major behaviour things::ThingList.value wire"],
        )
        .with(Step::Replace("things", "items: value", "items: items"))
        .also("patch - things::ThingList docs"),
        things("a rule goes", "    rules:\n…\n  Part:", "", &["minor - things::Draft limits"]),
        things(
            "a rule is about another value",
            "absent-if: { kind: plain }",
            "absent-if: { kind: fancy }",
            &["minor - things::Draft limits"],
        ),
        things(
            "a rule is about another field",
            "absent-if: { kind: plain }",
            "absent-if: { title: plain }",
            &["minor - things::Draft limits"],
        ),
        things(
            "a cycle of types comes",
            "        description: Where they are reached.\n",
            "        description: Where they are reached.\n      thing: Thing\n",
            &["major code things::Thing.owner type", "minor - things::Owner.thing added"],
        ),
    ]
}

fn came_and_went() -> Vec<Edit> {
    vec![
        things(
            "one more optional field of an answer",
            "      size:\n        type: integer (int32)\n        description: How large it is.",
            "      weight: integer (int32)\n      size:\n        type: integer (int32)\n        \
             description: How large it is.",
            &["minor - things::Thing.weight added"],
        ),
        things(
            "one more required field of an answer",
            "      id:\n        type: string\n        required: true\n",
            "      weight: { type: integer (int32), required: true }\n      id:\n        type: string\n        \
             required: true\n",
            &["major behaviour things::Thing.weight added"],
        )
        .with(Step::Replace("things", "{ \"id\": \"1\" }", "{ \"id\": \"1\", \"weight\": 1 }"))
        .also("patch - things::Put samples"),
        // That `Default` is gone, they do not see here.
        things(
            "the first required field of an answer",
            "      mail:\n",
            "      title: { type: string, required: true }\n      mail:\n",
            &["major code things::Owner.title added"],
        ),
        things(
            "one more optional field of what is sent",
            "      kind:\n",
            "      weight: integer (int32)\n      kind:\n",
            &["minor - things::Draft.weight added"],
        ),
        things(
            "the first required field of what is sent",
            "      label:\n",
            "      weight: { type: integer (int32), required: true }\n      label:\n",
            &["major code things::Part.weight added"],
        )
        .seen(Major),
        things(
            "one field less of an answer",
            "      price:\n…      note:",
            "",
            &["major code Money removed", "major code things::Thing.price removed"],
        )
        .with(Step::Replace("service", "  Money:\n…        description: In cents.\n", ""))
        .with(Step::Replace("service", "        description: In cents.\n", ""))
        .seen(Major),
        things(
            "one field in place of another",
            "      mail:\n…\n  ThingList:",
            "      phone: boolean\n",
            &["major code things::Owner.mail removed", "minor - things::Owner.phone added"],
        )
        .seen(Major),
        things(
            "one field less of what is sent",
            "      made:\n…      colour:\n        type: string\n",
            "",
            &["major code things::Draft.made removed"],
        )
        .seen(Major),
    ]
}

fn held() -> Vec<Edit> {
    vec![
        // That `Default` is gone, they do not see here.
        things(
            "the first field of an answer that is required",
            "How they are called.",
            "How they are called.\n        required: true",
            &["major code things::Owner.name optionality"],
        ),
        things(
            "one more field of what is sent is required",
            "What it is made of.",
            "What it is made of.\n        required: true",
            &["major code things::Draft.part optionality"],
        )
        .with(Step::Replace("things", "\"kind\": \"plain\" }", "\"kind\": \"plain\", \"part\": {} }"))
        .also("patch - things::Put samples")
        .seen(Major),
        things(
            "a field of what is sent is optional",
            "        required: true\n        description: Its title.",
            "        description: Its title.",
            &["major code things::Draft.title optionality"],
        )
        .seen(Major),
        things(
            "a field of an answer is optional",
            "        required: true\n        description: Its number.",
            "        description: Its number.",
            &["major code things::Thing.id optionality"],
        ),
        things("a field is never null", "        nullable: true\n", "", &["major code things::Thing.note optionality"]),
        things(
            "a field of another type",
            "        description: How large it is.",
            "        errata: { type: { page: string, why: It is a number. } }\n        description: How large it is.",
            &["major code things::Thing.size type"],
        )
        .with(Step::Replace("things", "size:\n        type: integer (int32)\n        errata", "size:\n        type: integer (int64)\n        errata")),
        things("a field is shown", "        secret: true\n", "", &["major code things::Draft.password secret"]),
        things(
            "a field is hidden",
            "Where they are reached.",
            "Where they are reached.\n        secret: true",
            &["major code things::Owner.mail secret"],
        ),
    ]
}

fn given() -> Vec<Edit> {
    vec![
        things(
            "required fields in another order",
            "      title:\n…      size:\n        type: integer (int32)\n        description: How large it is to be.",
            "      kind:\n        type: Kind\n        required: true\n        description: Its kind.\n      title:\n        \
             type: string\n        required: true\n        description: Its title.\n        max-length: 10\n",
            &["major code things::Draft arguments"],
        ),
        things(
            "required fields in another order, of which one is optional now",
            "      title:\n…      size:\n        type: integer (int32)\n        description: How large it is to be.",
            "      kind:\n        type: Kind\n        required: true\n        description: Its kind.\n      title:\n        \
             type: string\n        description: Its title.\n        max-length: 10\n",
            &["major code things::Draft.title optionality", "patch - things::Draft order"],
        )
        .seen(Major),
        things(
            "the service alone sets a field",
            "What it is made of.",
            "What it is made of.\n        read-only: true",
            &["major code things::Draft.part setter"],
        )
        .seen(Major),
        things(
            "the service alone sets a field of an answer",
            "Where they are reached.",
            "Where they are reached.\n        read-only: true",
            &["patch - things::Owner.mail setter"],
        ),
        things("callers set a field", "        read-only: true\n", "", &["minor - things::Draft.made setter"]),
    ]
}

fn said() -> Vec<Edit> {
    vec![
        things(
            "a field has another name in Rust",
            "      owner:\n",
            "      owner:\n        rust-name: holder\n",
            &["major code things::Thing.owner renamed"],
        )
        .seen(Major),
        things(
            "a field has another name on the wire",
            "      owner:\n",
            "      holder:\n        rust-name: owner\n",
            &["major behaviour things::Thing.owner wire"],
        ),
        things(
            "a field is deprecated",
            "Whose it is.",
            "Whose it is.\n        deprecated: Nobody's.",
            &["minor - things::Thing.owner deprecated"],
        ),
        things(
            "another limit of what is sent",
            "max-length: 10",
            "max-length: 20",
            &["minor - things::Draft.title limits"],
        ),
        things(
            "a limit of what is sent in a list",
            "What it reads.",
            "What it reads.\n        max-length: 20",
            &["minor - things::Mark.text limits"],
        ),
        things(
            "a fixed value of what is sent",
            "What it is to look like.",
            "What it is to look like.\n        const: red",
            &["minor - things::Draft.colour limits"],
        ),
        things(
            "another limit of an answer",
            "maximum: 9\n",
            "maximum: 99\n",
            &["patch - things::Thing.size limits"],
        ),
        things(
            "one version less has a field of an answer",
            "Whose it is.",
            "Whose it is.\n        since: v2",
            &["patch - things::Thing.owner versions"],
        ),
        things(
            "one version less has a field of what is sent",
            "What it is made of.",
            "What it is made of.\n        since: v2",
            &["major behaviour things::Draft.part versions"],
        ),
        things(
            "one version more has a field of what is sent",
            "What it is to look like.\n        since: v2",
            "What it is to look like.",
            &["minor - things::Draft.colour versions"],
        ),
    ]
}

fn read() -> Vec<Edit> {
    vec![
        things("other docs of a model", "Somebody.", "A person.", &["patch - things::Owner docs"]),
        things("other docs of a field", "Whose it is.", "Who has it.", &["patch - things::Thing.owner docs"]),
        things(
            "fields in another order",
            "      label:\n…\n  Mark:",
            "      inner:\n        type: Part\n        description: A part of the part.\n      label:\n        \
             type: string\n        description: What it says.\n",
            &["patch - things::Part order"],
        ),
    ]
}
