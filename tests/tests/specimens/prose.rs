//! Texts for people stay texts: they become docs that say what they say, and nothing else.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use pulldown_cmark::{Event, Options as Markdown, Parser, Tag};
use serde_json::Value;
use tests::specimen::Service;
use tests::specimen::renamed::generate_renamed;

use crate::{for_each_specimen, is_rust};

/// The keys under which texts for people stand.
const PROSE: [&str; 3] = ["description", "title", "deprecated"];

/// The same with the same words for all texts for people.
fn with_plain_prose(value: &mut Value, within_data: bool) {
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                let is_prose = value.is_string() && PROSE.contains(&key.as_str()) && !within_data;
                // Samples have titles that tell them apart, and become names.
                if is_prose
                    && !(key == "title"
                        && value.as_str().is_some_and(|title| title.ends_with(" 0") || title.ends_with(" 1")))
                {
                    *value = "Some words.".into();
                } else if !matches!(
                    key.as_str(),
                    "samples" | "properties" | "parameters" | "enum" | "headers"
                ) || !value.is_object()
                {
                    with_plain_prose(value, within_data || key == "body" || key == "response");
                } else if let Value::Object(rows) = value {
                    rows.values_mut().for_each(|row| with_plain_prose(row, within_data));
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| with_plain_prose(item, within_data)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The code of a file without its docs and without the notes of what is deprecated, and these docs: they are all that texts
/// for people may change.
fn taken_apart(text: &str) -> (String, Vec<String>) {
    let tokens = text.parse().unwrap_or_else(|error| panic!("{error}:\n{text}"));
    let mut docs = Vec::new();
    (without_docs(tokens, &mut docs).to_string(), docs)
}

fn without_docs(tokens: TokenStream, docs: &mut Vec<String>) -> TokenStream {
    let mut kept = Vec::new();
    let mut block = Vec::new();
    for token in tokens {
        let TokenTree::Group(group) = token else {
            kept.push(token);
            continue;
        };
        match attribute(&group) {
            Some((name, text)) => {
                // What stands before the brackets, `#` or `#!`.
                while kept.last().is_some_and(|last: &TokenTree| matches!(last, TokenTree::Punct(mark) if "#!".contains(mark.as_char()))) {
                    kept.pop();
                }
                if name == "doc" {
                    block.push(text.strip_prefix(' ').map_or_else(|| text.clone(), str::to_owned));
                }
            }
            None => {
                docs.extend((!block.is_empty()).then(|| std::mem::take(&mut block).join("\n")));
                let inner = without_docs(group.stream(), docs);
                kept.push(TokenTree::Group(Group::new(group.delimiter(), inner)));
            }
        }
    }
    docs.extend((!block.is_empty()).then(|| block.join("\n")));
    kept.into_iter().collect()
}

/// The name and the text of `[doc = "…"]` or `[deprecated = "…"]`.
fn attribute(group: &Group) -> Option<(String, String)> {
    let mut tokens = group.stream().into_iter();
    let (Some(TokenTree::Ident(name)), Some(TokenTree::Punct(_)), Some(TokenTree::Literal(text)), None) =
        (tokens.next(), tokens.next(), tokens.next(), tokens.next())
    else {
        return None;
    };
    let text = syn::parse_str::<syn::LitStr>(&text.to_string()).ok()?.value();
    let is_told = name == "doc" || name == "deprecated";
    (is_told && group.delimiter() == Delimiter::Bracket).then(|| (name.to_string(), text))
}

/// Docs hold paragraphs, code, our own lists, headings and examples, and links that show where they lead.
fn check_docs(docs: &str) {
    let rustdoc = Markdown::ENABLE_TABLES
        | Markdown::ENABLE_FOOTNOTES
        | Markdown::ENABLE_STRIKETHROUGH
        | Markdown::ENABLE_TASKLISTS;
    let mut in_example = false;
    let mut emphasis = false;
    let shown = || format!("in these docs:\n{docs}");
    for event in Parser::new_ext(docs, rustdoc) {
        if std::mem::take(&mut emphasis) {
            assert!(
                matches!(&event, Event::Text(text) if text.starts_with("Erratum (")),
                "{event:?} {}",
                shown()
            );
        }
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                let ours = dest_url.ends_with("#errata") || !dest_url.contains(':');
                let told = docs.contains(&format!("<{dest_url}>"));
                assert!(ours || told && dest_url.starts_with("http"), "a link to {dest_url} {}", shown());
            }
            Event::Start(Tag::CodeBlock(_)) => {
                let ours = ["# Examples\n\n```\n", "# Waiting for its end\n\n```\n"];
                assert!(ours.iter().any(|head| docs.contains(head)), "a block of code {}", shown());
                in_example = true;
            }
            Event::Start(Tag::Heading { .. }) => {
                let ours = ["# Examples\n", "# Errata\n", "# Waiting for its end\n"];
                assert!(ours.iter().any(|head| docs.contains(head)), "a heading {}", shown());
            }
            Event::Start(Tag::Emphasis) => emphasis = true,
            Event::Start(Tag::Strong | Tag::List(None) | Tag::Item) => {
                assert!(docs.contains("# Errata\n"), "a list {}", shown());
            }
            Event::Start(Tag::Paragraph)
            | Event::End(_)
            | Event::Code(_)
            | Event::SoftBreak
            | Event::HardBreak => {}
            Event::Start(tag) => panic!("{tag:?} {}", shown()),
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html:?} {}", shown()),
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Rule
            | Event::TaskListMarker(_)
            | Event::FootnoteReference(_) => {
                panic!("{event:?} {}", shown())
            }
            Event::Text(text) => {
                assert!(in_example || text.chars().all(|c| !c.is_control()), "{text:?} {}", shown());
            }
        }
    }
}

#[test]
fn texts_change_docs_and_nothing_else() {
    for_each_specimen(25, |service| {
        let mut services = [service];
        let (files, _) = generate_renamed(&mut services);
        let mut plain: Vec<Service> = services.to_vec();
        for (_, file) in plain.iter_mut().flat_map(|service| &mut service.files) {
            let mut value = Value::Object(std::mem::take(file));
            with_plain_prose(&mut value, false);
            if let Value::Object(map) = value {
                *file = map;
            }
        }
        let (others, _) = generate_renamed(&mut plain);
        for (path, text) in files.iter().filter(|(path, _)| is_rust(path) && *path != "src/lib.rs") {
            let (code, docs) = taken_apart(text);
            let (other, _) = taken_apart(others.get(path).expect("the same files"));
            assert_eq!(code, other, "{path}");
            for docs in &docs {
                check_docs(docs);
            }
        }
    });
}

#[test]
fn docs_that_say_more_than_text_are_found() {
    let more = [
        "<b>x</b>",
        "[x](https://a.example)",
        "```\nx\n```",
        "- x",
        "# X",
        "*x*",
        "| a |\n|---|\n| b |",
        "> x",
        "---",
    ];
    for docs in more {
        assert!(std::panic::catch_unwind(|| check_docs(docs)).is_err(), "{docs}");
    }
    check_docs(
        "Text of `code` \\*stars\\*.\n\nSee <https://a.example>.\n\n*Erratum (type):* The page prints `x`.",
    );
}
