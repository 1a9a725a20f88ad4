//! What the guides show is what happens, and what they list is what there is.

use std::fs;

use codegen::compare;
use codegen::spec::{Operation, Text, WrittenService, load};
use codegen::{Meaning, Options, Problems, Sources, Style, generate, render};
use tests::{root, specs};

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The block of the guide that shows what was printed, by how it begins.
fn output<'a>(guide: &'a str, beginning: &str) -> &'a str {
    let blocks = guide.split("```text\n").skip(1).filter_map(|rest| rest.split("```").next());
    let mut found = blocks.filter(|block| block.starts_with(beginning));
    found.next().unwrap_or_else(|| panic!("no block begins with {beginning}"))
}

#[test]
fn the_readme_shows_what_its_change_means_for_consumers() {
    let readme = read("README.md");
    let line = readme.lines().find(|line| line.starts_with("      restoring: ")).unwrap();
    let mut changed = Sources::default();
    for (_, source) in specs().iter() {
        let mut text = String::from_utf8(source.bytes().to_vec()).unwrap();
        if readme.contains(&format!("In [`{}`]", source.path)) {
            let definition = text.find("\n  CertificateState:\n").unwrap();
            let values = definition + text[definition..].find("    enum:\n").unwrap() + "    enum:\n".len();
            text.insert_str(values, &format!("{line}\n"));
        }
        changed.add(source.path.clone(), text);
    }
    let (before, after) = (Meaning::of(&specs()).unwrap(), Meaning::of(&changed).unwrap());
    let shown = compare::text(&compare::compare(&before, &after), Style::Plain);
    assert_eq!(output(&readme, "minor: "), shown);
}

#[test]
fn the_readme_shows_what_a_broken_spec_gets() {
    let readme = read("README.md");
    let shown = output(&readme, "error[");
    let place = shown.lines().find_map(|line| line.trim_start().strip_prefix("--> ")).unwrap();
    let [path, line, _column] = place.split(':').collect::<Vec<_>>().try_into().unwrap();
    let line: usize = line.parse().unwrap();

    let mut sources = Sources::default();
    for (_, source) in specs().iter() {
        let mut text = String::from_utf8(source.bytes().to_vec()).unwrap();
        if source.path == path {
            let broken = text.lines().enumerate().map(|(at, written)| {
                if at + 1 == line {
                    written.replace("CertificateState", "CertificateStat")
                } else {
                    written.to_owned()
                }
            });
            text = broken.collect::<Vec<_>>().join("\n");
        }
        sources.add(source.path.clone(), text);
    }
    let problems = generate(&sources, &Options::default()).err();
    let problems = problems.unwrap_or_else(|| panic!("line {line} of {path} says no `CertificateState`"));
    assert_eq!(render(&problems, &sources, Style::Plain).trim_end(), shown.trim_end());
}

#[test]
fn the_readme_lists_each_operation_with_its_versions_and_its_source() {
    let readme = read("README.md");
    let section = readme.split("\n## What is covered\n").nth(1).and_then(|rest| rest.split("\n## ").next());
    let rows: Vec<&str> =
        section.unwrap_or_default().lines().filter(|line| line.starts_with(['#', '|'])).collect();
    let spec = load(&specs(), &mut Problems::default());
    let expected: Vec<String> = spec.services.iter().flat_map(table).collect();
    assert_eq!(rows, expected, "the tables of “What is covered” are to be:\n\n{}\n", expected.join("\n"));
}

/// The title and the table of a service.
fn table(service: &WrittenService) -> Vec<String> {
    let versions = &service.service.api_versions;
    let columns: Vec<&str> = versions.iter().map(|version| version.value.as_str()).collect();
    let mut lines = vec![
        format!("### {}", service.service.title.value),
        format!("| operation | {} | source |", columns.join(" | ")),
        format!("|---|{}---|", "---|".repeat(versions.len())),
    ];
    let module = service.folder.replace('-', "_");
    for resource in &service.resources {
        for (name, operation) in &resource.resource.operations {
            let operation = &operation.value;
            let cells: Vec<_> =
                having(operation, versions).map(|has| if has { "yes" } else { "-" }).collect();
            let path = format!("`{module}::{}::{name}`", resource.stem);
            lines.push(format!("| {path} | {} | {} |", cells.join(" | "), source(operation)));
        }
    }
    lines
}

/// For each version, whether it has the operation.
fn having(operation: &Operation, versions: &[Text]) -> impl Iterator<Item = bool> {
    let position = |text: &Text| versions.iter().position(|version| version.value == text.value);
    let first = operation.since.as_ref().and_then(position).unwrap_or(0);
    let last = operation.until.as_ref().and_then(position).unwrap_or(versions.len());
    (0..versions.len()).map(move |at| (first..=last).contains(&at))
}

fn source(operation: &Operation) -> String {
    let page =
        operation.page.iter().map(|page| format!("page “{}”, {}", page.title.value, page.api_version.value));
    let openapi = operation.openapi.iter().map(|operation| format!("OpenAPI `{}`", operation.value));
    page.chain(openapi).collect()
}

/// Without it, a service would be generated and never compiled.
#[test]
fn each_service_is_a_feature_of_the_generated_crate() {
    let manifest = read("generated/Cargo.toml");
    let default = manifest.lines().find(|line| line.starts_with("default = ")).unwrap();
    let spec = load(&specs(), &mut Problems::default());
    for folder in spec.services.iter().map(|service| service.folder.as_str()) {
        let feature = format!("\n{folder} = ");
        assert!(manifest.contains(&feature), "add the feature `{folder} = []` to generated/Cargo.toml");
        assert!(
            default.contains(&format!("\"{folder}\"")),
            "add `{folder}` to `default` in generated/Cargo.toml"
        );
    }
}
