//! Types that a page lost: what speaks for which, a small page for each.

use codegen::draft::Draft;

use super::small::drafted;

/// Pages in short: a sentence, what is expected of the whole, the answers, and definitions with their rows. Behind a
/// `?` stands what a draft makes of what the page does not show, before it what the page prints.
const PAGES: &str = include_str!("guesses.txt");

/// What todos say of evidence, by the word that stands for it in [`PAGES`].
const EVIDENCE: [(&str, &str); 6] = [
    ("sample", "the type is lost; a sample speaks for this one."),
    ("name", "the type is lost; its name speaks for this one."),
    ("text", "the type is lost; its description speaks for this one."),
    ("alone", "the type is lost; nothing else on the page is of this type."),
    ("nothing", "the type is lost, and nothing on the page tells it."),
    ("odd", "the value of a sample is not in the format that is printed."),
];

/// A page, and what must come of it.
#[derive(Default)]
struct Case {
    sample: String,
    responses: String,
    /// The names of the definitions, and all that stands below them.
    list: String,
    definitions: String,
    expected: Vec<String>,
}

impl Case {
    fn read(lines: &str) -> Self {
        let mut case = Self::default();
        let mut owner = "";
        for line in lines.lines().filter(|line| !line.is_empty()) {
            if let Some(row) = line.strip_prefix("  ") {
                case.row(owner, row);
            } else if line.starts_with(|first: char| first.is_ascii_digit()) {
                case.response(line);
            } else if let Some(json) = line.strip_prefix("sample: ") {
                json.clone_into(&mut case.sample);
            } else if let Some(names) = line.strip_prefix("left out: ") {
                case.expected.extend(names.split(", ").map(|name| format!("{name} is left out")));
            } else {
                owner = case.definition(line);
            }
        }
        if case.responses.is_empty() {
            case.response("200 OK | Answer | Here it is.");
        }
        case.expected.sort();
        case
    }

    /// `Colour ? values: How it looks.` is a table that can be either, `Colour = values: …` one that says what it is.
    fn definition<'a>(&mut self, line: &'a str) -> &'a str {
        let (head, description) = line.split_once(':').unwrap_or((line, ""));
        let (name, kind) = head.split_once(' ').unwrap_or((head, ""));
        let kind = match kind {
            "= fields" => "Object\n\n",
            "= values" => "Enumeration\n\n",
            "? fields" | "? values" => {
                self.expected.push(format!("{name} has {}", &kind[2..]));
                ""
            }
            other => panic!("{name}: {other}"),
        };
        self.list.extend([name, "\n\n", description, "\n\n"]);
        self.definitions.extend([name, "\n\n", kind, description, "\n\nName Type Description\n"]);
        name
    }

    fn row(&mut self, owner: &str, row: &str) {
        let [name, cell, description] = cells(row);
        let bullets = self.bullets(&format!("{owner}.{name}"), cell);
        self.definitions.extend([name, "\n", &bullets, "\n", description, "\n\n"]);
    }

    fn response(&mut self, row: &str) {
        let [status, cell, description] = cells(row);
        let bullets = self.bullets(status, cell);
        self.responses.extend([status, "\n", &bullets, "\n", description, "\n\n"]);
    }

    /// What the page shows of a type: bullets of it and of its format, or nothing.
    fn bullets(&mut self, at: &str, cell: &str) -> String {
        let (printed, guess) =
            cell.split_once('?').map_or((cell, None), |(printed, guess)| (printed, Some(guess)));
        self.expected.extend(guess.map(|guess| format!("{at} is {}", guess.trim())));
        let (word, rest) = printed.trim().split_once(" (").unwrap_or((printed.trim(), ""));
        let (format, list) = rest.split_once(')').unwrap_or_default();
        let bullets = [format!("  • {word}{list}\n"), format!("  • {format}\n")];
        bullets.into_iter().filter(|bullet| bullet != "  • \n").collect()
    }

    fn page(&self) -> String {
        let request = "GET {orchardUrl}/answers?api-version=1.0";
        let sample = match self.sample.as_str() {
            "" => String::new(),
            json => {
                format!("Examples\n\nOne\n\nSample Request\n\n{request}\n\nSample Response\n\n{json}\n\n")
            }
        };
        let Self { responses, list, definitions, .. } = self;
        format!(
            "Answer - Get\n\nGets an answer.\n\n{request}\n\nResponses\n\nName Type Description\n{responses}\n\
             {sample}Definitions\n\n{list}{definitions}"
        )
    }
}

fn cells(row: &str) -> [&str; 3] {
    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
    cells.try_into().unwrap_or_else(|cells| panic!("three cells: {cells:?}"))
}

/// What a draft makes of all that its page does not show.
fn made_of(draft: &Draft, case: &str) -> Vec<String> {
    let mut made = Vec::new();
    for todo in draft.files.iter().flat_map(|file| &file.todos) {
        let Some(proposal) = &todo.proposal else { continue };
        let keys: Vec<&str> = todo.at.split('.').collect();
        let place = match keys.as_slice() {
            ["definitions", owner, "properties", name, "type"] => format!("{owner}.{name}"),
            ["operations", _, "responses", status, "body"] => format!("{status} OK"),
            _ => continue,
        };
        let word =
            EVIDENCE.iter().find(|(_, why)| *why == todo.why).map_or(todo.why.as_str(), |(word, _)| word);
        made.push(format!("{place} is {proposal}, {word}"));
    }
    let left_out = draft.notes.iter().filter_map(|note| note.split_once("refers to `")?.1.split_once('`'));
    made.extend(left_out.map(|(name, _)| format!("{name} is left out")));
    let text: String = draft.files.iter().map(|file| file.text.as_str()).collect();
    for line in case.lines().filter(|line| line.contains(" ? ") && !line.starts_with(' ')) {
        let Some((name, _)) = line.split_once(" ? ") else { continue };
        let below = text.split_once(&format!("\n  {name}:\n")).map_or("", |(_, below)| below);
        let table = below.lines().map(str::trim).find(|line| ["enum:", "properties:"].contains(line));
        made.extend(
            table.map(|table| format!("{name} has {}", if table == "enum:" { "values" } else { "fields" })),
        );
    }
    made.sort();
    made
}

#[test]
fn a_lost_type_is_what_most_speaks_for() {
    for case in PAGES.split("# ").skip(1) {
        let (why, lines) = case.split_once('\n').expect("a sentence stands above each page");
        let case = Case::read(lines);
        assert_eq!(made_of(&drafted(&case.page()), lines), case.expected, "{why}\n{}", case.page());
    }
}
