//! Samples that just contradict their tables, and those that just do not.

use super::{problems, requests, service, shop, things, told};

#[test]
fn a_sample_is_of_the_types_of_its_tables() {
    let properties = "kind: Kind\npart: Part\ndata: string (byte)\nlink: string (base64url)";
    let more = "  Kind:\n    enum: { new: , used: }\n  Part:\n    properties: { name: string }\n";
    let base64 = |text: &str| format!("sample-contradicts `{text}` `data` is text here, not base64");
    let base64url = |text: &str| {
        format!("sample-contradicts `{text}` `link` is text here, not base64url without padding")
    };
    let table = [
        ("{ kind: used, part: { name: nut } }", vec![]),
        (
            "{ kind: { name: nut } }",
            vec!["sample-contradicts `{ name: nut }` `kind` is an object here, not text".to_owned()],
        ),
        ("{ part: nut }", vec!["sample-contradicts `nut` `part` is text here, not an object".to_owned()]),
        ("{ data: YWJj }", vec![]),
        ("{ data: YWI= }", vec![]),
        ("{ data: YQ== }", vec![]),
        ("{ data: a+/= }", vec![]),
        ("{ data: Y=== }", vec![base64("Y===")]),
        ("{ data: YWJ }", vec![base64("YWJ")]),
        ("{ data: YW.j }", vec![base64("YW.j")]),
        ("{ data: YW_j }", vec![base64("YW_j")]),
        ("{ link: YWI }", vec![]),
        ("{ link: YWJjZA }", vec![]),
        ("{ link: YW-_ }", vec![]),
        ("{ link: YWJjZ }", vec![base64url("YWJjZ")]),
        ("{ link: YWI= }", vec![base64url("YWI=")]),
        ("{ link: YW+j }", vec![base64url("YW+j")]),
    ];
    for (body, expected) in table {
        let sample = format!(
            "    samples:\n      - {{ title: Read, request: \"GET /things?api-version=v1\", response: {{ body: {body} }} }}\n"
        );
        let things = things(properties, more).replace("definitions:\n", &format!("{sample}definitions:\n"));
        assert_eq!(told(&shop(&service(), &things)), expected, "{body}");
    }
}

#[test]
fn a_sample_is_told_where_it_has_what_no_table_has() {
    let title = |outer: &str, inner: &str| {
        let sample = format!(
            "    samples:\n      - title: Read\n        request: GET /things?api-version=v1\n        response:\n          \
             body:\n            ? {outer}\n            : ? {inner}\n              : 1\ndefinitions:\n"
        );
        let rows = format!("? {outer}\n: {{ type: Part, rust-name: part }}");
        let things = things(&rows, "  Part:\n    properties: { name: string }\n");
        let found = problems(&shop(&service(), &things.replace("definitions:\n", &sample)));
        found.iter().map(|problem| problem.title.clone()).collect::<Vec<_>>()
    };
    let (p, q) = ("p".repeat(50), "q".repeat(50));
    assert_eq!(title(&p, &q), [format!("no table declares the sample's `{p}.{q}`")]);
    // Longer than anybody reads.
    let (p, q) = ("p".repeat(900), "q".repeat(1101));
    assert_eq!(title(&p, &q), [format!("no table declares the sample's `{}…`", &p[..500])]);
}

#[test]
fn a_parameter_of_a_sample_is_of_its_type() {
    let parameters = "ratio: { in: query, type: number (double) }, size: { in: query, type: integer (int32) }, \
                      total: { in: query, type: integer (int64) }";
    let fault = |query: &str, label: &str| {
        vec![format!("sample-contradicts `\"GET /things?{query}&api-version=v1\"` {label}")]
    };
    let table = [
        ("ratio=1.5", vec![]),
        ("ratio=inf", fault("ratio=inf", "gives `ratio` the value `inf`: none of its type is written so")),
        ("size=2147483647", vec![]),
        (
            "size=2147483648",
            fault("size=2147483648", "gives `size` the value `2147483648`: none of its type is written so"),
        ),
        ("total=2147483648", vec![]),
        ("total=1.5", fault("total=1.5", "gives `total` the value `1.5`: none of its type is written so")),
    ];
    for (query, expected) in table {
        let sample = format!(
            "    samples: [{{ title: Read, request: \"GET /things?{query}&api-version=v1\", response: {{ body: {{ name: nut }} }} }}]\ndefinitions:\n"
        );
        let things = requests("GET /things", parameters).replace("definitions:\n", &sample);
        assert_eq!(told(&shop(&service(), &things)), expected, "{query}");
    }
}
