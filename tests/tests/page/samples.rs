//! Samples: their titles, requests, headers, and JSON that may be broken.

use codegen::page::{Page, read};

use crate::notation::{all, sample};

fn page(samples: &str) -> Page {
    read(&format!("Tree - Read\n\nReads.\n\nPUT {{url}}/trees?api-version=1.0\n\nExamples\n\n{samples}"))
}

#[test]
fn samples_have_headers_and_a_status() {
    let page = page(
        "One tree

        Sample request

        Note: not a header
        PUT https://x.example/trees?api-version=1.0

        If-Match: \"1\"
        content_type: text/plain
        no header: at all

        { \"a\": 1 }

        Sample response

        Status code: 202

        ETag: 2
        Retry-After: 3

        { \"b\": 2 }

        Other tree

        Sample request

        PUT https://x.example/other?api-version=1.0

        Sample response

        Status code:

        204 No Content

        Third tree

        Sample request

        PUT https://x.example/third?api-version=1.0

        Sample response

        Status code: OK

        Definitions",
    );
    let expected = [
        "One tree: PUT https://x.example/trees?api-version=1.0 {If-Match=\"1\", content_type=text/plain} {\"a\":1} \
         => 202 {ETag=2, Retry-After=3} {\"b\":2}",
        "Other tree: PUT https://x.example/other?api-version=1.0 => 204",
        "Third tree: PUT https://x.example/third?api-version=1.0 => ?Unreadable",
    ];
    assert_eq!(all(&page.samples.rows, sample), expected);
}

#[test]
fn a_title_is_neither_part_of_a_sample_nor_of_the_site() {
    let page = page(
        "Tree read (short)

        HTTP

        Sample request

        GET https://x/a?api-version=1.0

        Sample response

        { \"a\": 1 }

        Sample request

        GET https://x/b?api-version=1.0

        Sample request

        Sample response

        Sample request

        GET https://x/d?api-version=1.0

        Sample response

        ```json
        {
          \"d\": 4
        }
        ```

        - [HTTP](#http)
        - [Java](#java)

        Sample request

        Sample request:

        GET https://x/f?api-version=1.0

        - [trees] of other kinds

        Sample request

        GET https://x/g?api-version=1.0

        Definitions",
    );
    let expected = [
        "Tree read (short): GET https://x/a?api-version=1.0 => {\"a\":1}",
        "?LostCell: GET https://x/b?api-version=1.0 =>",
        "?LostCell =>",
        "?LostCell: GET https://x/d?api-version=1.0 => {\"d\":4}",
        "?LostCell =>",
        "?LostCell: GET https://x/f?api-version=1.0 =>",
        "- [trees] of other kinds: GET https://x/g?api-version=1.0 =>",
    ];
    assert_eq!(all(&page.samples.rows, sample), expected);
}

#[test]
fn broken_json_is_told_from_json_that_is_cut_off() {
    let told = |rest: &str| {
        let page = page(&format!("Tree\n\nSample request\n\nGET https://x/a\n\nSample response\n\n{rest}"));
        all(&page.samples.rows, sample).concat()
    };
    let cases = [
        ("{ \"a\": [1] }", "{\"a\":[1]}"),
        ("{ \"a\": [1] }\n\nDefinitions", "{\"a\":[1]}"),
        ("{ \"a\": [1\n\nDefinitions", "?Unreadable"),
        ("{ \"a\": [1", "?CutOff"),
        ("{ a }", "?Unreadable"),
        ("{ a }\n\nDefinitions", "?Unreadable"),
        ("", "?CutOff"),
    ];
    for (rest, response) in cases {
        assert_eq!(told(rest), format!("Tree: GET https://x/a => {response}"), "{rest}");
    }
}

#[test]
fn a_body_has_the_place_of_its_json() {
    let text = "Tree - Read\n\nExamples\n\nTree\n\nSample response\n\nSample request\n\nGET https://x/a\n\n{\n  \"a\": 1\n}\n\n\
        Sample response\n\n[2, 3]\n\nDefinitions\n";
    let page = read(text);
    let [one] = page.samples.rows.as_slice() else { panic!("one sample: {:#?}", page.samples) };
    let places = [one.body.span(), one.response.span()];
    let shown = places.map(|span| (span.line, &text[span.start as usize..span.end as usize]));
    assert_eq!(shown, [(13, "{\n  \"a\": 1\n}"), (19, "[2, 3]")]);
}
