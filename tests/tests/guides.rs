//! What the guides show is what happens, and what they list is what there is.

use std::fs;

use codegen::spec::load;
use codegen::{Options, Problems, Sources, Style, generate, render};
use tests::root;

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn specs() -> Sources {
    Sources::read(&root(), &Options::default().specs).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_readme_shows_what_a_broken_spec_gets() {
    let readme = read("README.md");
    let shown = readme.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
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
    let problems = generate(&sources, &Options::default()).unwrap_err();
    assert_eq!(render(&problems, &sources, Style::Plain).trim_end(), shown.trim_end());
}

#[test]
fn the_readme_lists_each_operation_with_its_version() {
    let readme = read("README.md");
    let table =
        readme.split("## What is covered").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap();
    let mut problems = Problems::default();
    let spec = load(&specs(), &mut problems);
    let mut count = 0;
    for service in &spec.services {
        for resource in &service.resources {
            for (name, operation) in &resource.resource.operations {
                let module = service.folder.replace('-', "_");
                let path = format!("`{module}::{}::{name}`", resource.stem);
                let row = table
                    .lines()
                    .find(|row| row.contains(&path))
                    .unwrap_or_else(|| panic!("no row of {path}"));
                let version = format!("| {} |", operation.value.page.api_version.value);
                assert!(row.contains(&version), "the row of {path} is not of version {version}");
                count += 1;
            }
        }
    }
    let rows = table.lines().filter(|row| row.starts_with("| ") && row.contains("::")).count();
    assert_eq!(rows, count, "the table lists what no spec has");
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
