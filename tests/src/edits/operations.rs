//! Edits of operations: what they are called, where they are sent, what they answer with.

use codegen::compare::Verdict::{Major, Minor};

use super::{Edit, things};

const END: &str = "\ndefinitions:\n";

/// One fact each.
pub fn edits() -> Vec<Edit> {
    [named(), sent(), answered(), headers(), read()].into_iter().flatten().collect()
}

fn named() -> Vec<Edit> {
    vec![
        things("an operation goes", "\n  Purge:\n…\ndefinitions:", "", &["major code things::Purge removed"])
            .seen(Major),
        things(
            "an operation comes",
            END,
            "\n  Count:\n    page: { title: Count, api-version: v1, file: count.txt }\n    \
             description: Counts things.\n    request: GET /count\n    responses:\n      204:\n\ndefinitions:\n",
            &["minor - things::Count added"],
        ),
        things(
            "an operation comes whose path another could lead to",
            END,
            "\n  All:\n    page: { title: All, api-version: v1, file: all.txt }\n    description: Reads all.\n    \
             request: GET /things/all\n    responses:\n      204:\n\ndefinitions:\n",
            &["minor - things::All added", "minor - things::Get refused"],
        ),
        things(
            "an operation has another key",
            "  Move:\n",
            "  Shift:\n",
            &["major code things::Move renamed"],
        )
        .seen(Major),
        things(
            "an operation whose response headers are listed has another key",
            "  Get:\n",
            "  Read:\n",
            &["major code things::Get renamed"],
        )
        .seen(Major),
        things(
            "one operation in place of another with the same method",
            "\n  Purge:\n…\ndefinitions:",
            "\n  Erase:\n    page: { title: Erase, api-version: v1, file: erase.txt }\n    \
             description: Wipes a thing.\n    request: DELETE /wiped/{name}\n    until: v1\n    parameters:\n      \
             name: { in: path, type: string }\n    responses:\n      204:\n",
            &["major code things::Purge removed", "minor - things::Erase added"],
        )
        .seen(Major),
        things(
            "an operation has another name in Rust",
            "  Move:\n",
            "  Move:\n    rust-name: Shift\n",
            &["major code things::Move renamed"],
        )
        .seen(Major),
        things(
            "an operation is deprecated",
            "Reads a thing.\n",
            "Reads a thing.\n    deprecated: Use another.\n",
            &["minor - things::Get deprecated"],
        )
        .seen(Minor),
    ]
}

fn sent() -> Vec<Edit> {
    vec![
        things("another method", "POST /things", "PUT /things", &["major behaviour things::Move wire"]),
        things("another path", "/to/{to}", "/unto/{to}", &["major behaviour things::Move wire"]),
        things(
            "a variable of the path has another name",
            "/to/{to}\n…        description: Where it goes.",
            "/to/{target}\n    parameters:\n      from:\n        in: path\n        type: string\n        \
             description: Where it is.\n      target:\n        in: path\n        type: string\n",
            &["major code things::Move.to renamed"],
        )
        .seen(Major),
        things(
            "a variable of the path has another name, but not in Rust",
            "/to/{to}\n…        description: Where it goes.",
            "/to/{target}\n    parameters:\n      from:\n        in: path\n        type: string\n        \
             description: Where it is.\n      target:\n        in: path\n        type: string\n        \
             rust-name: to\n",
            &["patch - things::Move.to wire"],
        ),
        things(
            "two variables of a path change places",
            "/things/{from}/to/{to}",
            "/things/{to}/to/{from}",
            &["major behaviour things::Move arguments", "major behaviour things::Move wire"],
        ),
        things("another credential", "[token]", "[key]", &["major behaviour things::Move wire"]),
        things("no credential", "[token]", "none", &["major behaviour things::Move wire"]),
        things("one more credential will do", "[token]", "[token, key]", &["minor - things::Move wire"]),
        things(
            "every credential of the service will do",
            "    security: [token]\n",
            "",
            &["minor - things::Move wire"],
        ),
        things("one more version has it", "    until: v1\n", "", &["major behaviour things::Purge versions"]),
        things(
            "one version less has it",
            "GET /things/{name}\n",
            "GET /things/{name}\n    since: v2\n",
            &["major behaviour things::Get versions"],
        ),
        things(
            "another media type",
            "    body: Draft\n",
            "    body: { type: Draft, media-type: application/merge-patch+json }\n",
            &["major behaviour things::Put.body wire"],
        ),
    ]
}

fn answered() -> Vec<Edit> {
    vec![
        things(
            "one more status means success",
            "      201:\n",
            "      202:\n        body: Thing\n      201:\n",
            &["minor - things::Put wire"],
        ),
        things(
            "one status less means success",
            "      201:\n        body: Thing\n",
            "",
            &["major behaviour things::Put wire"],
        ),
        things(
            "statuses in another order",
            "      200:\n        body: Thing\n      201:\n        body: Thing\n",
            "      201:\n        body: Thing\n      200:\n        body: Thing\n",
            &["patch - things::Put docs", "patch - things::Put order"],
        ),
        things(
            "another body is answered",
            "        body: Thing\n        headers:",
            "        body: Owner\n        headers:",
            &["major code things::Get type"],
        ),
        things(
            "no body is answered",
            "        body: Thing\n        headers:",
            "        headers:",
            &["major code things::Get type"],
        ),
        things(
            "no response headers are listed",
            "        headers:\n…\n  Put:",
            "",
            &["major code things::GetHeaders removed"],
        )
        .seen(Major),
        things(
            "response headers are listed",
            "        body: ThingList\n",
            "        body: ThingList\n        headers:\n          count: integer (int32)\n",
            &["major code things::ListHeaders added"],
        ),
    ]
}

fn headers() -> Vec<Edit> {
    vec![
        things(
            "one more response header",
            "          request-id: string\n",
            "          request-id: string\n          version: string\n",
            &["minor - things::GetHeaders.version added"],
        ),
        things(
            "one response header less",
            "          request-id: string\n",
            "",
            &["major code things::GetHeaders.request_id removed"],
        )
        .seen(Major),
        things(
            "a response header of another type",
            "request-id: string\n",
            "request-id: string (uuid)\n",
            &["major code things::GetHeaders.request_id type"],
        ),
        things(
            "a response header with another name in Rust",
            "request-id: string\n",
            "request-id: { type: string, rust-name: shop_request }\n",
            &["major code things::GetHeaders.request_id renamed"],
        )
        .seen(Major),
        things(
            "a response header with another name on the wire",
            "request-id: string\n",
            "shop-request-id: { type: string, rust-name: request_id }\n",
            &["major behaviour things::GetHeaders.request_id wire"],
        ),
        things(
            "a response header in place of another",
            "request-id: string\n",
            "version: string\n",
            &["major code things::GetHeaders.request_id removed", "minor - things::GetHeaders.version added"],
        )
        .seen(Major),
        things(
            "a response header is spelt in another case",
            "request-id: string\n",
            "Request-Id: string\n",
            &["patch - things::GetHeaders.request_id wire"],
        ),
        things(
            "response headers in another order",
            "          request-id: string\n          changed-at: string (date-time-rfc1123)\n",
            "          changed-at: string (date-time-rfc1123)\n          request-id: string\n",
            &["patch - things::GetHeaders order"],
        ),
        things(
            "other docs of a response header",
            "request-id: string\n",
            "request-id: { type: string, description: Which request. }\n",
            &["patch - things::GetHeaders.request_id docs"],
        ),
    ]
}

fn read() -> Vec<Edit> {
    vec![
        things("other docs", "Reads a thing.", "Reads one thing.", &["patch - things::Get docs"]),
        things("another sample", "{ \"id\": \"1\" }", "{ \"id\": \"2\" }", &["patch - things::Put samples"]),
        things(
            "a comment and an order of keys that mean nothing",
            "    responses:\n      204:\n\n  Purge:",
            "    # Nothing.\n    responses: { 204: {} }\n\n  Purge:",
            &[],
        ),
    ]
}
