//! One feature each, from its spec to the file of Rust that it makes.

use codegen::{Style, generate, render};
use tests::fixtures;

#[test]
fn each_fixture_makes_its_file() {
    let sources = fixtures::sources().unwrap();
    let files = generate(&sources, &fixtures::options())
        .unwrap_or_else(|problems| panic!("{}", render(&problems, &sources, Style::Plain)));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/emit");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (path, text) in files.iter() {
        let Some(module) = path.strip_prefix("fixtures/").and_then(|path| path.strip_suffix(".rs")) else {
            continue;
        };
        let name = module.replace('/', ".");
        settings.bind(|| insta::assert_snapshot!(name, text));
    }
}
