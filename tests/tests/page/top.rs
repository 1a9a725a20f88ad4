//! What a page begins with, and its words without marks.

use codegen::page::{Page, Style, read};

use crate::notation::{all, request};

fn description(page: &Page) -> Vec<&str> {
    page.description.iter().map(|text| text.value.as_str()).collect()
}

#[test]
fn the_title_is_told_from_what_the_site_puts_around_it() {
    let pages = [
        "---\ntitle: \"Tree - Read - REST API (Orchard)\"\nother: x\n---\n\nReads a tree.",
        "Share via\n\nTree - Read\n\n- Service:\nOrchard\n- API Version:\n1.0\n\nReads a tree.",
        "# Tree - Read\n\n## In this article\n1. [URI Parameters](#uri-parameters)\n2. [Responses](#responses)\n\nReads a tree.",
        "# Tree - Read\n\n**Service:** Orchard\n\n```\nReads a tree.\n```",
    ];
    for text in pages {
        let page = read(&format!("{text}\n\nGET {{url}}/t?api-version=1.0\n"));
        assert_eq!(page.title.stated().map(String::as_str), Some("Tree - Read"), "{text}");
        assert_eq!(description(&page), ["Reads a tree."], "{text}");
    }
}

#[test]
fn a_warning_is_told_from_the_description() {
    let cases = [
        ("Reads.\n\nWarning\n\nThis is deprecated.", Some("This is deprecated."), ["Reads."].as_slice()),
        ("Reads.\n\nWarning: This is deprecated.", Some("This is deprecated."), &["Reads."]),
        ("Reads.\n\n> [!WARNING]\n> This is deprecated.", Some("This is deprecated."), &["Reads."]),
        ("Reads.\nThis operation is deprecated.", Some("This operation is deprecated."), &["Reads."]),
        ("Warning signs are trees, too.", None, &["Warning signs are trees, too."]),
        ("Reads.\nThis operation is old.", None, &["Reads.", "This operation is old."]),
        ("Reads.\nDeprecated trees are not read.", None, &["Reads.", "Deprecated trees are not read."]),
    ];
    for (text, warning, words) in cases {
        let page = read(&format!("Tree - Read\n\n{text}\n\nGET {{url}}/t?api-version=1.0\n"));
        assert_eq!(page.title.stated().map(String::as_str), Some("Tree - Read"), "{text}");
        assert_eq!(page.deprecated.stated().map(String::as_str), warning, "{text}");
        assert_eq!(description(&page), words, "{text}");
    }
}

#[test]
fn sentences_are_no_request_lines() {
    let sentences = [
        "GET or PUT trees/leaves as you like.",
        "See https://orchard.example/docs",
        "AT https://orchard.example/trees",
        "A {tree}/leaf",
        "HTTPS trees/leaves",
        "Counts apples/pears",
        "[Trees](#trees) have leaves.",
    ];
    for sentence in sentences {
        let page = read(&format!("Tree - Read\n\n{sentence}\n\nGET {{url}}/trees?api-version=1.0\n"));
        assert_eq!(description(&page), [sentence]);
        assert_eq!(all(&page.requests, request), ["GET of \"url\": /trees {api-version=1.0}"], "{sentence}");
    }
}

#[test]
fn a_request_line_is_taken_apart() {
    let cases = [
        ("GET {url}/trees/{name}?a=1&b&c={c}", "GET of \"url\": /trees/{name} {a=1, b=, c={c}}"),
        ("DELETE /trees/{name}", "DELETE of \"\": /trees/{name}"),
        ("LOOK {url}/trees?a=1", "LOOK of \"url\": /trees {a=1}"),
        ("PUT https://x/trees/{name}?a=1", "PUT of \"https://x\": /trees/{name} {a=1}"),
        ("PUT https://home.orchard.example/trees", "PUT of \"https://home.orchard.example\": /trees"),
        ("PUT https://home.orchard.example?a=1", "PUT of \"https://home.orchard.example\":  {a=1}"),
        ("GET home.orchard.example/trees", "GET of \"home.orchard.example\": /trees"),
    ];
    for (line, told) in cases {
        let page = read(&format!("Tree - Read\n\nReads.\n\n{line}\n\nURI Parameters\n"));
        assert_eq!(all(&page.requests, request), [told], "{line}");
    }
}

#[test]
fn a_look_tells_the_style() {
    let cases = [
        ("Tree - Read", Style::Plain),
        ("• It is old.", Style::Plain),
        ("• string", Style::Bulleted),
        ("| a | b |", Style::Extracted),
        ("| a | b |\n• string", Style::Extracted),
        ("# Tree - Read", Style::Markdown),
        ("## Responses", Style::Markdown),
        ("### Tree", Style::Markdown),
        ("# Tree - Read\n| a | b |", Style::Markdown),
    ];
    for (text, style) in cases {
        assert_eq!(read(text).style, style, "{text}");
    }
}

#[test]
fn words_lose_their_marks_and_keep_what_only_looks_like_one() {
    let plain = [
        ("Which\ttree.", "Which tree."),
        ("Which\u{a0}tree.", "Which tree."),
        ("Two  blanks.", "Two blanks."),
        ("No\u{200b}blank.", "Noblank."),
        ("**Not** <b>Markdown</b>.", "**Not** <b>Markdown</b>."),
    ];
    let marked = [
        ("It is **quite** old.", "It is quite old."),
        ("**Quite** old.", "Quite old."),
        ("36*27, or 2 ** 3.", "36*27, or 2 ** 3."),
        ("A \\*star\\* and `code`.", "A *star* and code."),
        ("Un<b>known</b> or<br>not.", "Unknown or not."),
        ("Reads it.<br>", "Reads it."),
        ("<br>Reads it.", "Reads it."),
        ("A map, <string>, of trees.", "A map, <string>, of trees."),
        ("It ends with <b", "It ends with <b"),
        ("See [trees](#trees), not [1].", "See trees, not [1]."),
        ("See 1](2) there.", "See 1](2) there."),
        ("See [trees](#trees", "See [trees](#trees"),
        ("Fish &amp; &lt;chips&gt;, &amp;lt; too.", "Fish & <chips>, &lt; too."),
    ];
    let cases = plain.iter().map(|case| ("", case)).chain(marked.iter().map(|case| ("# ", case)));
    for (mark, (line, words)) in cases {
        let page = read(&format!("{mark}Tree - Read\n\nReads.\n{line}\n\nGET {{url}}/trees\n"));
        assert_eq!(description(&page), ["Reads.", words], "{mark}{line}");
    }
}
