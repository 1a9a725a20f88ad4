//! Small pages in Markdown, each made for one question, and what a draft of one says under some keys.

use codegen::Sources;
use codegen::draft::{Draft, Wish, draft};
use codegen::page;

/// The parts of a page that are no definitions.
const PARTS: [&str; 6] =
    ["URI Parameters", "Request Header", "Request Body", "Responses", "Security", "Examples"];

/// A page that asks this. Its parts, and behind them its definitions, are a heading each, and below it the rows of its
/// table; heads are added, unless it has some.
pub fn page(request: &str, parts: &[&str]) -> String {
    let mut page = format!("# Tree - Get\n\nGets a tree.\n\n{request}\n");
    let mut definitions = "## Definitions\n\n";
    for part in parts {
        let (heading, rows) = part.split_once('\n').unwrap_or((part, ""));
        let mark = if PARTS.contains(&heading) { "## " } else { "### " };
        let above = if mark == "### " { std::mem::take(&mut definitions) } else { "" };
        let heads = heads(heading, rows).map(|heads| format!("{heads}\n| --- |\n")).unwrap_or_default();
        page.extend(["\n", above, mark, heading, "\n\n", &heads, rows, "\n"]);
    }
    page
}

/// The heads of the table below a heading, if there is one without.
fn heads(heading: &str, rows: &str) -> Option<&'static str> {
    let row = rows.lines().next()?.strip_prefix("| ").filter(|row| !row.starts_with("Name |"))?;
    Some(match (heading, row.split('|').count() - 1) {
        ("URI Parameters", _) => "| Name | In | Required | Type | Description |",
        ("Request Header" | "Request Body", _) => "| Name | Required | Type | Description |",
        ("Responses", _) => "| Name | Type | Description |",
        (_, 4) => "Object\n\n| Name | Type | Default value | Description |",
        (_, 3) => "Object\n\n| Name | Type | Description |",
        _ => "| Value | Description |",
    })
}

/// The draft of a page where there are no specs.
pub fn drafted(page: &str) -> Draft {
    beside(page, &Sources::default())
}

/// The draft of a page beside specs.
pub fn beside(page: &str, specs: &Sources) -> Draft {
    let wish = Wish { file: "page.md".to_owned(), specs: "specs".to_owned(), ..Wish::default() };
    draft(&page::read(page), specs, &wish)
}

/// What a draft says under keys, and in the comments above the last: its lines as one, without the numbers of the
/// page's lines. Nothing if the keys are not there.
pub fn under(draft: &Draft, keys: &str) -> Option<String> {
    draft.files.iter().find_map(|file| {
        let lines: Vec<&str> = file.text.lines().collect();
        let mut from = 0;
        for (depth, key) in keys.split('.').enumerate() {
            let begins = format!("{}{key}:", "  ".repeat(depth));
            let below = lines[from..].iter().take_while(|line| depth == 0 || indent(line) >= depth * 2);
            from += below.into_iter().position(|line| line.starts_with(&begins))? + 1;
        }
        let depth = indent(lines[from - 1]);
        let above = lines[..from - 1].iter().rev().take_while(|line| line.trim().starts_with('#'));
        let comments: Vec<&str> = above.copied().collect();
        let (_, value) = lines[from - 1].split_once(':')?;
        let nested = lines[from..].iter().take_while(|line| indent(line) > depth);
        let all = comments.into_iter().rev().chain([value]).chain(nested.copied());
        let shown: Vec<&str> = all.map(str::trim).filter(|line| !line.is_empty()).collect();
        Some(without_numbers(&shown.join(" / ")))
    })
}

/// How far a line is indented; a blank one further than all.
fn indent(line: &str) -> usize {
    if line.is_empty() { usize::MAX } else { line.len() - line.trim_start().len() }
}

fn without_numbers(text: &str) -> String {
    let mut parts = text.split("age line ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "age line" + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}
