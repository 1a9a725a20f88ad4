//! Edits of what the operations of a service have in common, and of its files.

use codegen::compare::Verdict::Major;

use super::{Edit, Step, service};

const GOODS: &str = "title: Goods\ndescription: More things.\noperations:\n  Ping:\n    \
    page: { title: Ping, api-version: v1, file: ping.txt }\n    description: Answers.\n    request: GET /ping\n    \
    responses:\n      204:\n";

/// One fact each.
pub fn edits() -> Vec<Edit> {
    [versions(), wire(), files()].into_iter().flatten().collect()
}

fn versions() -> Vec<Edit> {
    vec![
        service(
            "a newer version comes",
            "  - v2\n",
            "  - v2\n  - v3\n",
            &["major behaviour API_VERSIONS added"],
        ),
        service("an older version comes", "  - v1\n", "  - v0\n  - v1\n", &["minor - API_VERSIONS added"]),
        service(
            "a newer and an older version come",
            "  - v1\n  - v2\n",
            "  - v0\n  - v1\n  - v2\n  - v3\n",
            &["major behaviour API_VERSIONS added", "minor - API_VERSIONS added"],
        ),
        service("the oldest version goes", "  - v1\n", "", &["major behaviour API_VERSIONS removed"])
            .with(Step::Replace("things", "api-version: v1", "api-version: v2"))
            .with(Step::Replace("things", "    until: v1\n", ""))
            .with(Step::Replace("things", "        since: v2\n", ""))
            .also("major behaviour things::Purge versions")
            .also("patch - things::Draft.colour versions")
            .also("patch - things::Colour::Blue versions"),
        service(
            "the version has another parameter",
            "parameter: api-version",
            "parameter: version",
            &["major behaviour shop wire"],
        )
        .with(Step::Replace("things", "&api-version=v2", "&version=v2"))
        .also("patch - things::Put samples"),
    ]
}

fn wire() -> Vec<Edit> {
    vec![
        service("a credential goes", "  key:\n…error:", "", &["major behaviour SECURITY removed"]),
        service("a credential is another", "shop.read:", "shop.all:", &["major behaviour SECURITY wire"]),
        service(
            "one more credential will do for all operations",
            "error:\n",
            "  other:\n    type: apiKey\n    in: query\n    name: shop-other\nerror:\n",
            &["minor - SECURITY added"],
        ),
        service(
            "another media type of all bodies",
            "application/json",
            "application/shop+json",
            &["major behaviour things::Put.body wire", "major behaviour things::Stop.body wire"],
        ),
        service("the error has another name", "Failure", "Fault", &["major code Failure renamed"])
            .seen(Major),
        service(
            "the error's code is elsewhere",
            "code: code",
            "code: detail",
            &["major behaviour Failure wire"],
        ),
        service(
            "the field of the error's code has another name in Rust",
            "      code: string\n",
            "      code: { type: string, rust-name: number }\n",
            &["major code Failure.code renamed"],
        )
        .seen(Major),
        service(
            "the error holds what it was before",
            "  type: Failure\n  code: code\n  message: message\ndefinitions:\n",
            "  type: Answer\n  code: error.code\n  message: error.message\ndefinitions:\n  Answer:\n    \
             description: What answers instead.\n    properties:\n      error: Failure\n",
            &["major code shop type", "minor - Answer added"],
        ),
        service(
            "a shared field of another type",
            "integer (int64)",
            "integer (int32)",
            &["major code Money.amount type"],
        ),
        service("other docs of the service", "Keeps things.", "Keeps all things.", &["patch - shop docs"]),
        service(
            "another example of its address",
            "shop.example.com",
            "shop.example.org",
            &["patch - shop docs"],
        ),
    ]
}

fn files() -> Vec<Edit> {
    let edit = |name, step, expected: &[&'static str]| Edit {
        name,
        steps: vec![step],
        expected: expected.to_vec(),
        seen: None,
    };
    vec![
        edit("a file has another name", Step::Rename("things", "goods"), &["major code things renamed"])
            .seen(Major),
        edit(
            "a file comes",
            Step::Add("goods", GOODS),
            &["minor - goods added", "minor - goods::Ping added"],
        ),
        edit(
            "a service goes",
            Step::Clear,
            &[
                "major code shop removed",
                "major code things removed",
                "major code things::Begin removed",
                "major code things::Get removed",
                "major code things::List removed",
                "major code things::Move removed",
                "major code things::Purge removed",
                "major code things::Put removed",
                "major code things::Stop removed",
                "major code things::Watch removed",
                "major code Failure removed",
                "major code Money removed",
                "major code things::Draft removed",
                "major code things::Job removed",
                "major code things::Mark removed",
                "major code things::Owner removed",
                "major code things::Part removed",
                "major code things::Thing removed",
                "major code things::ThingList removed",
                "major code things::Wish removed",
                "major code things::Colour removed",
                "major code things::Kind removed",
            ],
        )
        .seen(Major),
    ]
}
