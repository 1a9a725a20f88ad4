//! Adds a draft to a spec that is there, at the ends of its sections.

/// The sections of a resource that a draft adds to, in their order.
const SECTIONS: [&str; 3] = ["operations:", "definitions:", "reasons:"];

/// The text of a spec with what a draft adds to it; all that is there stays as it is.
#[must_use]
pub fn insert(spec: &str, addition: &str) -> String {
    let mut lines: Vec<String> = spec.lines().map(str::to_owned).collect();
    for (name, added) in sections(addition) {
        let Some(start) = lines.iter().position(|line| line.trim_end() == name) else {
            let before = SECTIONS.iter().skip_while(|one| **one != name).skip(1);
            let next = before.filter_map(|one| lines.iter().position(|line| line.trim_end() == *one)).min();
            let at = next.map_or(lines.len(), |next| end_before(&lines, next));
            let gap = if at == 0 { None } else { Some(String::new()) };
            lines.splice(at..at, gap.into_iter().chain([name.to_owned()]).chain(added));
            continue;
        };
        let next = lines.iter().skip(start + 1).position(|line| begins_section(line));
        let at = end_before(&lines, next.map_or(lines.len(), |next| start + 1 + next));
        let gap = if name == "reasons:" { None } else { Some(String::new()) };
        lines.splice(at..at, gap.into_iter().chain(added));
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// The sections of a draft: the line that begins each, and the lines below.
fn sections(text: &str) -> Vec<(&str, Vec<String>)> {
    let mut sections: Vec<(&str, Vec<String>)> = Vec::new();
    for line in text.lines() {
        if begins_section(line) {
            sections.push((line.trim_end(), Vec::new()));
        } else if let Some((_, lines)) = sections.last_mut() {
            lines.push(line.to_owned());
        }
    }
    for (_, lines) in &mut sections {
        while lines.last().is_some_and(|line| line.trim().is_empty()) {
            lines.pop();
        }
    }
    sections.retain(|(name, _)| SECTIONS.contains(name));
    sections
}

/// Whether a key of the file itself stands in a line; what belongs to another key is indented.
fn begins_section(line: &str) -> bool {
    line.starts_with(|first: char| first.is_ascii_alphabetic()) && line.contains(':')
}

/// The end of what stands before a line: blank lines and comments between the two belong to the latter.
fn end_before(lines: &[String], next: usize) -> usize {
    let between = |line: &String| line.trim().is_empty() || line.starts_with('#');
    lines[..next].iter().rposition(|line| !between(line)).map_or(0, |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDITION: &str = "operations:\n  B:\n    request: GET /b\n\nreasons:\n  r: Because.\n";

    #[test]
    fn each_section_grows_at_its_end() {
        let spec = "title: T\n\noperations:\n  A:\n    request: GET /a\n\n# About the rest.\ndefinitions:\n  D: {}\n";
        let wanted = "title: T\n\noperations:\n  A:\n    request: GET /a\n\n  B:\n    request: GET /b\n\n\
            # About the rest.\ndefinitions:\n  D: {}\n\nreasons:\n  r: Because.\n";
        assert_eq!(insert(spec, ADDITION), wanted);
    }

    #[test]
    fn a_section_that_is_not_there_goes_before_those_that_follow_it() {
        let spec = "title: T\n\nreasons:\n  q: So.\n";
        let wanted =
            "title: T\n\noperations:\n  B:\n    request: GET /b\n\nreasons:\n  q: So.\n  r: Because.\n";
        assert_eq!(insert(spec, ADDITION), wanted);
    }
}
