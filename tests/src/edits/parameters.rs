//! Edits of what operations take.

use codegen::compare::Verdict::Major;

use super::{Edit, things};

/// One fact each.
pub fn edits() -> Vec<Edit> {
    [came_and_went(), held(), said(), bodies()].into_iter().flatten().collect()
}

const EXPAND: &str = "      expand:\n        in: query\n        type: string\n";

fn came_and_went() -> Vec<Edit> {
    vec![
        things(
            "one more optional parameter",
            EXPAND,
            "      depth: { in: query, type: integer (int32) }\n      expand:\n        in: query\n        type: string\n",
            &["minor - things::Get.depth added"],
        ),
        things(
            "one more required parameter",
            EXPAND,
            "      depth: { in: query, type: string, required: true }\n      expand:\n        in: query\n        type: string\n",
            &["major code things::Get.depth added"],
        )
        .seen(Major),
        things(
            "the first required parameter",
            "request: GET /things\n",
            "request: GET /things\n    parameters:\n      shelf: { in: query, type: string, required: true }\n",
            &["major code things::List.shelf added"],
        )
        .seen(Major),
        things("one parameter less", "      expand:\n…      limit:", "", &["major code things::Get.expand removed"])
            .seen(Major),
        things(
            "one parameter in place of another",
            "      expand:\n…      limit:",
            "      depth: { in: query, type: integer (int32) }\n",
            &["major code things::Get.expand removed", "minor - things::Get.depth added"],
        )
        .seen(Major),
    ]
}

fn held() -> Vec<Edit> {
    vec![
        things(
            "a parameter is required",
            "What to read beside it.",
            "What to read beside it.\n        required: true",
            &["major code things::Get.expand optionality"],
        )
        .seen(Major),
        things(
            "a parameter is optional",
            "        required: true\n        type: string\n        description: How.\n",
            "        type: string\n        description: How.\n",
            &["major code things::Put.mode optionality"],
        )
        .seen(Major),
        things(
            "a parameter of another type",
            "        type: integer (int32)\n        description: How many.",
            "        type: integer (int64)\n        description: How many.",
            &["major code things::Get.limit type"],
        ),
        things(
            "a parameter travels elsewhere",
            "      expand:\n        in: query",
            "      expand:\n        in: header",
            &["major behaviour things::Get.expand wire"],
        ),
        things(
            "a parameter travels elsewhere under another name in Rust",
            "      expand:\n        in: query",
            "      expand:\n        rust-name: beside\n        in: header",
            &["major code things::Get.expand renamed", "major behaviour things::Get.expand wire"],
        )
        .seen(Major),
    ]
}

fn said() -> Vec<Edit> {
    vec![
        things(
            "a parameter has another name on the wire",
            "      expand:\n",
            "      include:\n        rust-name: expand\n",
            &["major behaviour things::Get.expand wire"],
        ),
        things(
            "a header is spelt in another case",
            "      client-id:\n",
            "      Client-Id:\n",
            &["patch - things::Get.client_id wire"],
        ),
        things(
            "a parameter has another name in Rust",
            "      expand:\n",
            "      expand:\n        rust-name: beside\n",
            &["major code things::Get.expand renamed"],
        )
        .seen(Major),
        things(
            "a variable of the path has another name in Rust, but not in the path",
            "      from:\n",
            "      from:\n        rust-name: origin\n",
            &["major code things::Move.from renamed"],
        )
        .seen(Major),
        things(
            "a parameter is deprecated",
            "What to read beside it.",
            "What to read beside it.\n        deprecated: Read it alone.",
            &["minor - things::Get.expand deprecated"],
        ),
        things("another limit", "maximum: 100", "maximum: 50", &["minor - things::Get.limit limits"]),
        things(
            "one version less has a parameter",
            "What to read beside it.",
            "What to read beside it.\n        since: v2",
            &["major behaviour things::Get.expand versions"],
        ),
        things(
            "optional parameters in another order",
            "      expand:\n…      client-id:",
            "      limit:\n        in: query\n        type: integer (int32)\n        description: How many.\n        \
             maximum: 100\n      expand:\n        in: query\n        type: string\n        \
             description: What to read beside it.\n",
            &["patch - things::Get order"],
        ),
        things(
            "other docs of a parameter",
            "Who asks.",
            "Who it is that asks.",
            &["patch - things::Get.client_id docs"],
        ),
    ]
}

fn bodies() -> Vec<Edit> {
    vec![
        things(
            "a body is sent",
            "    security: [token]\n",
            "    security: [token]\n    body: Draft\n",
            &["major code things::Move.body added"],
        )
        .seen(Major),
        things(
            "a body is sent that was only answered before",
            "    security: [token]\n",
            "    security: [token]\n    body: Owner\n",
            &["major code things::Move.body added", "minor - things::Owner setter"],
        )
        .seen(Major),
        things(
            "a body is sent that was only answered before, with a limit from now on",
            "    security: [token]\n",
            "    security: [token]\n    body: Owner\n",
            &[
                "major code things::Move.body added",
                "minor - things::Owner setter",
                "patch - things::Owner.name limits",
            ],
        )
        .with(super::Step::Replace("things", "How they are called.", "How they are called.\n        max-length: 9"))
        .seen(Major),
        things(
            "a body of another type",
            "    body: Draft\n…    samples:\n",
            "    body: Draft[]\n    responses:\n      200:\n        body: Thing\n      201:\n        body: Thing\n",
            &["major code things::Put.body type", "patch - things::Put samples"],
        )
        .with(super::Step::Replace("things", "    samples:\n…\n  List:", "")),
        things(
            "a body has another name in Rust",
            "    body: Draft\n",
            "    body: { type: Draft, rust-name: draft }\n",
            &["major code things::Put.body renamed"],
        )
        .seen(Major),
    ]
}
