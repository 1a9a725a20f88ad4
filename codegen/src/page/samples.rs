//! `Examples`: a title, a request and a response each.

use serde_json::{Deserializer, Value};

use super::facts::{At, Damage, Fact, Sample, Text};
use super::request;
use super::source::{Source, trim};

/// Reads the samples; `after` is the heading that follows them, if one does.
pub fn read<'a>(lines: &[&'a str], after: Option<&'a str>, source: &Source<'a>) -> Vec<Sample> {
    let starts: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| is_label(line, "sample request"))
        .map(|(at, _)| at)
        .collect();
    let mut samples = Vec::new();
    for (index, start) in starts.iter().enumerate() {
        let before = starts[..index].last().copied().unwrap_or_default();
        let title = title(&lines[before..*start]).map(|at| before + at);
        let next = starts.get(index + 1).copied();
        // What follows ends where the title of the next sample stands.
        let end = next.map_or(lines.len(), |next| title_of_next(lines, *start, next));
        let stop = lines.get(end).copied().or(after);
        samples.push(sample(title.map(|at| lines[at]), &lines[*start..end], stop, source));
    }
    samples
}

fn title_of_next(lines: &[&str], start: usize, next: usize) -> usize {
    title(&lines[start..next]).map_or(next, |at| start + at)
}

/// The last line that says something, unless it is part of a sample.
fn title(lines: &[&str]) -> Option<usize> {
    let at = lines.iter().rposition(|line| !line.is_empty() && !is_noise(line))?;
    let line = lines[at];
    let is_sample = line.starts_with(['{', '}', '[', ']', '"', '|'])
        || request::begins(line)
        || is_label(line, "sample request")
        || is_label(line, "sample response");
    (!is_sample).then_some(at)
}

/// Fences, and the tabs that offer the sample in other languages.
fn is_noise(line: &str) -> bool {
    const TABS: [&str; 8] = ["HTTP", "Java", "Python", "Go", "JavaScript", "C#", "dotnet", "Azure CLI"];
    line.starts_with("```") || TABS.contains(&line) || (line.starts_with("- [") && line.ends_with(')'))
}

fn is_label(line: &str, label: &str) -> bool {
    trim(line.trim_start_matches('#')).trim_end_matches(':').eq_ignore_ascii_case(label)
}

fn sample<'a>(
    title: Option<&'a str>,
    lines: &[&'a str],
    stop: Option<&'a str>,
    source: &Source<'a>,
) -> Sample {
    let label = lines.first().copied().unwrap_or_default();
    let response = lines.iter().position(|line| is_label(line, "sample response"));
    let (asked, answered) = lines.split_at(response.unwrap_or(lines.len()));
    let line = asked.iter().position(|line| request::begins(line));
    let below = line.map_or(&asked[asked.len().min(1)..], |at| &asked[at + 1..]);
    let end = answered.first().copied().or(stop);
    let missing =
        |at: &'a str| if stop.is_none() { source.unclear(Damage::CutOff, at) } else { source.unstated(at) };
    let (answer, status, response_headers) = match answered.split_first() {
        Some((label, below)) => (
            json(below, stop, source).unwrap_or_else(|| missing(label)),
            status(below, source).unwrap_or_else(|| source.unstated(label)),
            headers(below, source),
        ),
        None => (missing(label), source.unstated(label), Vec::new()),
    };
    Sample {
        title: match title {
            Some(title) => source.stated(trim(title.trim_start_matches('#'))),
            None => source.unclear(Damage::LostCell, label),
        },
        request: match line {
            Some(at) => source.stated(asked[at]),
            None if stop.is_none() => source.unclear(Damage::CutOff, label),
            None => source.unstated(label),
        },
        headers: headers(below, source),
        body: json(below, end, source).unwrap_or_else(|| match answered.first() {
            Some(_) => source.unstated(label),
            None => missing(label),
        }),
        status,
        response_headers,
        response: answer,
    }
}

/// The first value of JSON among some lines.
fn json<'a>(lines: &[&'a str], stop: Option<&str>, source: &Source<'a>) -> Option<Fact<Value>> {
    let first = lines.iter().copied().find(|line| line.starts_with(['{', '[', '"']))?;
    let text = source.between(first, stop);
    let mut span = source.span(first);
    let mut values = Deserializer::from_str(text).into_iter::<Value>();
    match values.next() {
        Some(Ok(value)) => {
            span.end = span.start + u32::try_from(values.byte_offset()).unwrap_or(0);
            Some(Fact::Stated(At { value, span }))
        }
        Some(Err(error)) if error.is_eof() && stop.is_none() => Some(Fact::CannotTell(Damage::CutOff, span)),
        Some(Err(_)) | None => Some(Fact::CannotTell(Damage::Unreadable, span)),
    }
}

/// `Status code: 202`
fn status<'a>(lines: &[&'a str], source: &Source<'a>) -> Option<Fact<u16>> {
    let at = lines.iter().position(|line| label_value(line, "status code").is_some())?;
    let value = label_value(lines[at], "status code").filter(|value| !value.is_empty());
    let value = value.or_else(|| lines[at + 1..].iter().copied().find(|line| !line.is_empty()))?;
    let digits = value.split(' ').next()?;
    Some(match digits.parse() {
        Ok(status) => Fact::Stated(At { value: status, span: source.span(digits) }),
        Err(_) => source.unclear(Damage::Unreadable, value),
    })
}

fn label_value<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let (name, value) = line.split_once(':')?;
    trim(name).eq_ignore_ascii_case(label).then(|| trim(value))
}

/// Headers stand before the body, one a line.
fn headers<'a>(lines: &[&'a str], source: &Source<'a>) -> Vec<(Text, Text)> {
    let lines = lines.iter().take_while(|line| !line.starts_with(['{', '[']));
    let pairs = lines.filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        let is_name = !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        is_name.then(|| (source.text(name), source.text(trim(value))))
    });
    pairs.collect()
}
