//! The schemes of `Security`.

use super::cells::table_rows;
use super::facts::{Damage, Fact, Row, Scheme, Style};
use super::source::{Source, trim};
use super::table::{Cells, LIST, heads};

/// The words that lines of a scheme begin with.
const KEYS: [&str; 6] = ["Type", "Flow", "Authorization URL", "Token URL", "In", "Name"];

/// How the rows of the tables of scopes look.
#[derive(Clone, Copy)]
enum Scopes {
    /// As rows of Markdown.
    Marked,
    /// As lines that no empty one sets apart.
    Bare,
}

/// Reads the schemes.
pub fn read<'a>(lines: &[&'a str], source: &Source<'a>) -> Vec<Scheme> {
    let lines: Vec<&'a str> = lines.iter().flat_map(|line| apart(line)).collect();
    let lines = lines.as_slice();
    let types: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| pair(line).is_some_and(|(key, _)| key == "Type"))
        .map(|(at, _)| at)
        .collect();
    let is_marked = |line: &&str| line.starts_with('|');
    let scopes = if lines.iter().any(is_marked) { Scopes::Marked } else { Scopes::Bare };
    let mut schemes = Vec::new();
    let mut from = 0;
    for (index, at) in types.iter().enumerate() {
        let end = types.get(index + 1).map_or(lines.len(), |next| head(lines, *at, *next, scopes));
        schemes.push(scheme(&lines[from..*at], &lines[*at..end], source));
        from = end;
    }
    schemes
}

/// Takes a line apart that all facts of a scheme were run together to: `Type: oauth2Flow: implicit`.
fn apart(line: &str) -> Vec<&str> {
    if pair(line).is_none_or(|(key, _)| key != "Type") {
        return vec![line];
    }
    let keys = KEYS.iter().flat_map(|key| line.match_indices(key));
    let mut starts: Vec<usize> =
        keys.filter(|(at, key)| line[at + key.len()..].starts_with(':')).map(|(at, _)| at).collect();
    starts.sort_unstable();
    let ends = starts.iter().skip(1).copied().chain([line.len()]);
    starts.iter().zip(ends).map(|(start, end)| trim(&line[*start..end])).collect()
}

/// Where the name and the text before the line `at` begin: behind the last line of the scheme that begins at `from`.
fn head(lines: &[&str], from: usize, at: usize, scopes: Scopes) -> usize {
    let mut end = from;
    // Rows of scopes follow their heads without an empty line between.
    let mut within_scopes = false;
    let mut before = "";
    for (index, line) in lines.iter().enumerate().take(at).skip(from) {
        let is_heads = heads(line).is_some();
        let goes_on = match scopes {
            Scopes::Marked => line.starts_with('|'),
            Scopes::Bare => !line.is_empty() || heads(before).is_some(),
        };
        within_scopes = is_heads || within_scopes && goes_on;
        let is_value =
            pair(line).is_some() || line.starts_with('|') || within_scopes || before.ends_with(':');
        if !line.is_empty() && is_value {
            end = index + 1;
        }
        if !line.is_empty() {
            before = line;
        }
    }
    end
}

fn scheme<'a>(head: &[&'a str], lines: &[&'a str], source: &Source<'a>) -> Scheme {
    let mut words = head.iter().copied().filter(|line| !line.is_empty());
    let name = words.next().map(|line| trim(line.trim_start_matches('#'))).unwrap_or_default();
    let at = if name.is_empty() { lines.first().copied().unwrap_or_default() } else { name };
    let fact = |key: &str| value(lines, key, at, source);
    Scheme {
        name: source.text(name),
        description: words.map(|line| source.text(line)).collect(),
        ty: fact("Type"),
        flow: fact("Flow"),
        authorization_url: fact("Authorization URL"),
        token_url: fact("Token URL"),
        location: fact("In"),
        scopes: scopes(lines, source),
    }
}

/// What follows a key, on its line or on the next that is not empty.
fn value<'a>(lines: &[&'a str], key: &str, at: &'a str, source: &Source<'a>) -> Fact<String> {
    let Some(found) = lines.iter().position(|line| pair(line).is_some_and(|(name, _)| name == key)) else {
        return source.unstated(at);
    };
    let (_, value) = pair(lines[found]).unwrap_or_default();
    let next = || lines[found + 1..].iter().copied().find(|line| !line.is_empty());
    // Where the value is lost, what comes next is another key, or the title of the scopes.
    let is_value = |next: &&str| pair(next).is_none() && (!key.ends_with("URL") || next.contains("://"));
    match if value.is_empty() { next().filter(is_value) } else { Some(value) } {
        Some(value) => source.stated(value),
        None => source.unclear(Damage::LostCell, lines[found]),
    }
}

/// `Flow: implicit`
fn pair(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches("- ");
    let (key, value) = line.split_once(':')?;
    let key = key.trim_matches(['*', ' ']);
    KEYS.contains(&key).then(|| (key, trim(value).trim_start_matches('*').trim_start()))
}

fn scopes<'a>(lines: &[&'a str], source: &Source<'a>) -> Vec<Row> {
    let Some(at) = lines.iter().position(|line| heads(line).is_some()) else { return Vec::new() };
    let rows: Vec<(&'a str, &'a str)> = match source.style {
        Style::Plain | Style::Bulleted => {
            let rows =
                lines[at + 1..].iter().skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty());
            rows.map(|line| line.split_once(' ').unwrap_or((line, ""))).collect()
        }
        Style::Extracted | Style::Markdown => {
            let rows = table_rows(&lines[at + 1..], source);
            let cell = |cells: &Vec<&'a str>, at: usize| cells.get(at).copied().unwrap_or_default();
            rows.iter().map(|cells| (cell(cells, 0), cell(cells, 1))).collect()
        }
    };
    let row = |(name, text): (&'a str, &'a str)| {
        let cells = Cells { name, description: vec![text], ..Cells::default() };
        cells.into_row(LIST, source)
    };
    rows.into_iter().filter(|(name, _)| !name.is_empty()).map(row).collect()
}
