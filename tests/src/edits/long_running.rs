//! Edits of what makes an operation a long one.

use codegen::compare::Verdict::Major;

use super::{Edit, Step, things};

const ALL: &str = "    long-running:\n…\n  Watch:";

/// One fact each.
pub fn edits() -> Vec<Edit> {
    [ends(), followed(), named()].into_iter().flatten().collect()
}

fn ends() -> Vec<Edit> {
    vec![
        things("an operation is no longer a long one", ALL, "", &["major code things::Begin long-running"]),
        things(
            "an operation is a long one",
            "    security: [token]\n    responses:\n      204:\n",
            "    security: [token]\n    responses:\n      204:\n    long-running:\n      poll: Arrive\n      \
             not-found: running\n\n  Arrive:\n    page: { title: Arrive, api-version: v2, file: arrive.txt }\n    \
             description: Looks for a thing.\n    request: GET /moves/{from}/to/{to}\n    parameters:\n      \
             from: { in: path, type: string }\n      to: { in: path, type: string }\n    responses:\n      204:\n",
            &["minor - things::Arrive added", "minor - things::Move long-running"],
        ),
        things(
            "another state",
            "state: state",
            "state: phase",
            &["major behaviour things::Begin long-running"],
        ),
        things("no reason", "      reason: trouble\n", "", &["major behaviour things::Begin long-running"]),
        things(
            "other states of success",
            "- done",
            "- ready",
            &["major behaviour things::Begin long-running"],
        ),
        things(
            "other states of failure",
            "- broken",
            "- lost",
            &["major behaviour things::Begin long-running"],
        ),
        things(
            "nothing to be found is success",
            "not-found: running",
            "not-found: succeeded",
            &["major code things::Begin long-running"],
        )
        .with(Step::Replace("things", "      succeeded:\n        - done\n", ""))
        .also("major behaviour things::Begin long-running"),
        things(
            "nothing to be found is an error",
            "      not-found: running\n",
            "",
            &["major behaviour things::Begin long-running"],
        ),
    ]
}

fn followed() -> Vec<Edit> {
    vec![
        things(
            "nothing cancels it",
            "      cancel:\n…\n  Watch:",
            "",
            &["major code things::Begin long-running"],
        ),
        things(
            "something else is polled",
            "poll: Watch",
            "poll: Look",
            &["major code things::Begin long-running", "minor - things::Look added"],
        )
        .with(Step::Replace(
            "things",
            "\ndefinitions:\n",
            "\n  Look:\n    page: { title: Look, api-version: v2, file: look.txt }\n    description: Looks at a job.\n    \
             request: GET /looks/{id}\n    parameters:\n      id: { in: path, type: string }\n    responses:\n      \
             200:\n        body: Job\n\ndefinitions:\n",
        )),
        things(
            "something else cancels it",
            "operation: Stop",
            "operation: Halt",
            &["major code things::Begin long-running", "minor - things::Halt added"],
        )
        .with(Step::Replace(
            "things",
            "\ndefinitions:\n",
            "\n  Halt:\n    page: { title: Halt, api-version: v2, file: halt.txt }\n    description: Halts a job.\n    \
             request: POST /jobs/{id}/halt\n    parameters:\n      id: { in: path, type: string }\n    body: Wish\n    \
             responses:\n      204:\n\ndefinitions:\n",
        )),
        things(
            "what cancels it has another name",
            "Stop:\n",
            "Halt:\n",
            &["major code things::Stop renamed"],
        )
        .with(Step::Replace("things", "operation: Stop", "operation: Halt"))
        .also("patch - things::Begin docs")
        .seen(Major),
        things(
            "cancelling sends something else",
            "\"late\"",
            "\"early\"",
            &["major behaviour things::Begin long-running"],
        ),
    ]
}

fn named() -> Vec<Edit> {
    vec![
        things(
            "what is polled has another name",
            "Watch:\n",
            "Look:\n",
            &["major code things::Watch renamed"],
        )
        .with(Step::Replace("things", "poll: Watch", "poll: Look"))
        .also("patch - things::Begin docs")
        .seen(Major),
        things(
            "another field of what is polled has another name in Rust",
            "      phase:\n",
            "      phase:\n        rust-name: how_far\n",
            &["major code things::Job.phase renamed"],
        )
        .seen(Major),
        things(
            "the field of the state has another name in Rust",
            "      state:\n",
            "      state:\n        rust-name: how_far\n",
            &["major code things::Job.state renamed"],
        )
        .seen(Major),
    ]
}
