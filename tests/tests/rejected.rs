//! Specs that are wrong in one way each: what is reported, where, and how it says to mend it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::Path;

use codegen::{Kind, Options, Problems, Sources, Style, generate, render};
use tests::{files_below, root, text};

/// Kinds without a case of their own.
const ELSEWHERE: &[Kind] = &[
    // Only the disk can show it: see below.
    Kind::StrayFile,
    // A fault of the generator, so that a case of it would be a bug to mend.
    Kind::Unprintable,
];

/// What stands at `specs/shop` unless a case says otherwise.
struct Shop {
    service: Vec<u8>,
    things: Vec<u8>,
}

impl Shop {
    /// The service without a fault.
    fn right() -> Self {
        let base = root().join("tests/rejected/base");
        Self {
            service: text(&base.join("service.yaml")).into(),
            things: text(&base.join("things.yaml")).into(),
        }
    }

    fn with_service(service: impl Into<Vec<u8>>) -> Sources {
        Self { service: service.into(), ..Self::right() }.sources()
    }

    fn with_things(things: impl Into<Vec<u8>>) -> Sources {
        Self { things: things.into(), ..Self::right() }.sources()
    }

    fn sources(self) -> Sources {
        let mut sources = Sources::default();
        sources.add("specs/shop/service.yaml", self.service);
        sources.add("specs/shop/things.yaml", self.things);
        sources
    }
}

/// The cases by name: the kind's code, and after a dot what sets a case apart from others of its kind.
fn cases() -> BTreeMap<String, Sources> {
    let mut cases = BTreeMap::new();
    let folder = root().join("tests/rejected");
    let named = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let service = files_below(&folder.join("service"), ".yaml");
    let service = service.iter().map(|path| (named(path), Shop::with_service(text(path))));
    let things = files_below(&folder.join("things"), ".yaml");
    let things = things.iter().map(|path| (named(path), Shop::with_things(text(path))));
    let made = made().into_iter().map(|(name, sources)| (name.to_owned(), sources));
    for (name, sources) in service.chain(things).chain(made) {
        assert!(cases.insert(name.clone(), sources).is_none(), "two cases are named `{name}`");
    }
    cases
}

/// The cases that no editor would keep as they are, or that are more than one file.
fn made() -> Vec<(&'static str, Sources)> {
    vec![
        ("file-too-large", Shop::with_things(vec![b'#'; 8 * 1024 * 1024 + 1])),
        ("not-utf8", Shop::with_things(*b"title: Things\ndescription: Caf\xE9.\n")),
        ("no-service", lone("things", Shop::right().things)),
        ("no-resource", lone("service", Shop::right().service)),
        ("syntax.tab", Shop::with_things("title: Things\ndescription:\n\tWhat the shop keeps.\n")),
        ("hidden-character", Shop::with_things("title: Thi\u{200B}ngs\n")),
        (
            "hidden-character.direction",
            Shop::with_things("title: Things\ndescription: Left \u{202E}right.\n"),
        ),
        ("hidden-character.control", Shop::with_things("title: Th\u{8}ings\n")),
        ("hidden-character.carriage-return", Shop::with_things("title: Things\rdescription: None.\n")),
        // Deeper than the parser looks ahead.
        ("syntax.depth", Shop::with_things(format!("title: {}\n", "[".repeat(1000)))),
        ("syntax.tab-in-text", Shop::with_things("title: Things\ndescription: What\n\tthe shop\tkeeps.\n")),
        ("too-deep", Shop::with_things(format!("title: {}{}\n", "[".repeat(64), "]".repeat(64)))),
        ("too-many-nodes", Shop::with_things("- a\n".repeat(200_001))),
        ("no-rust-name.file", beside_things("client")),
        ("name-clash.files", two_files("order-lines", "order_lines")),
    ]
}

/// One file of the shop, and nothing else.
fn lone(stem: &str, bytes: Vec<u8>) -> Sources {
    let mut sources = Sources::default();
    sources.add(format!("specs/shop/{stem}.yaml"), bytes);
    sources
}

/// The shop, and a second resource in a file of this name.
fn beside_things(stem: &str) -> Sources {
    let mut sources = Shop::right().sources();
    sources.add(format!("specs/shop/{stem}.yaml"), "title: More\ndescription: More things.\n");
    sources
}

/// The shop, and two more resources.
fn two_files(first: &str, second: &str) -> Sources {
    let mut sources = beside_things(first);
    sources.add(format!("specs/shop/{second}.yaml"), "title: More\ndescription: Yet more things.\n");
    sources
}

fn problems(sources: &Sources) -> Problems {
    generate(sources, &Options::default()).err().unwrap_or_default()
}

fn shown(sources: &Sources) -> String {
    render(&problems(sources), sources, Style::Plain)
}

fn kinds(sources: &Sources) -> Vec<Kind> {
    problems(sources).iter().map(|problem| problem.kind).collect()
}

fn snapshots() -> insta::internals::SettingsBindDropGuard {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/rejected");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind_to_scope()
}

#[test]
fn the_service_that_they_spoil_is_right() {
    let sources = Shop::right().sources();
    assert_eq!(shown(&sources), "");
}

#[test]
fn each_is_reported_as_its_kind_and_as_nothing_else() {
    let other: Vec<String> = cases()
        .iter()
        .filter(|(name, sources)| kinds(sources).iter().map(|kind| kind.code()).ne(name.split('.').take(1)))
        .map(|(name, sources)| format!("{name} reports {:?}", kinds(sources)))
        .collect();
    assert!(other.is_empty(), "{}", other.join("\n"));
}

#[test]
fn each_says_what_is_wrong_where_and_how_to_mend_it() {
    let _snapshots = snapshots();
    for (name, sources) in cases() {
        insta::assert_snapshot!(name, shown(&sources));
    }
}

#[test]
fn each_kind_has_a_case() {
    let cases = cases();
    let shown: BTreeSet<&str> = cases.keys().filter_map(|name| name.split('.').next()).collect();
    let missing = Kind::ALL.iter().filter(|kind| !shown.contains(kind.code()));
    let missing: Vec<Kind> = missing.copied().filter(|kind| !ELSEWHERE.contains(kind)).collect();
    assert_eq!(missing, [], "add `tests/rejected/things/<kind>.yaml`");
}

#[test]
fn three_faults_are_three_reports() {
    let things = text(&root().join("tests/rejected/base/things.yaml"))
        .replace("description: Reads", "descripton: Reads")
        .replace("GET /things/{name}", "GET things/{name}")
        .replace("type: string }", "type: strng }");
    let sources = Shop::with_things(things);
    assert_eq!(kinds(&sources), [Kind::UnknownKey, Kind::BadRequestLine, Kind::UnknownType]);
}

#[test]
fn faults_of_several_files_come_in_the_order_of_the_files() {
    let right = Shop::right();
    let service = String::from_utf8(right.service).unwrap().replace("https://", "http://");
    let things = String::from_utf8(right.things).unwrap().replace("{name}", "{nane}");
    let sources = Shop { service: service.into(), things: things.into() }.sources();
    let _snapshots = snapshots();
    insta::assert_snapshot!("two-files", shown(&sources));
}

#[test]
fn a_fault_hides_what_is_unused_only_because_of_it() {
    let things = text(&root().join("tests/rejected/base/things.yaml")).replace("body: Thing", "body: Ting");
    assert_eq!(kinds(&Shop::with_things(things)), [Kind::UnknownType]);
}

#[test]
fn files_on_disk_are_read_no_further_than_they_must_be() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rejected");
    let shop = folder.join("specs/shop");
    fs::create_dir_all(&shop).unwrap();
    let right = Shop::right();
    fs::write(shop.join("service.yaml"), right.service).unwrap();
    fs::write(shop.join("things.yaml"), right.things).unwrap();
    fs::write(shop.join("parts.yml"), "title: Parts\n").unwrap();
    // All hole: it takes no room, and would take a while to read.
    File::create(shop.join("huge.yaml")).unwrap().set_len(100_000_000).unwrap();
    let sources = Sources::read(&folder, "specs").unwrap();
    let _snapshots = snapshots();
    insta::assert_snapshot!("on-disk", shown(&sources));
}

#[test]
fn nothing_explodes() {
    let brackets = Shop::with_things(format!("title: {}", "[".repeat(20_000)));
    assert_eq!(kinds(&brackets).len(), 1);
    let bomb = ('b'..='z').zip('a'..='y').map(|(name, of)| {
        let nine = vec![format!("*{of}"); 9].join(", ");
        format!("{name}: &{name} [{nine}]\n")
    });
    let bomb: Vec<String> = bomb.collect();
    let found = kinds(&Shop::with_things(format!("a: &a [x]\n{}", bomb.concat())));
    assert_eq!(found.len(), 26 + 25 * 9, "each anchor and each alias is reported once, and none is followed");
    assert!(found.iter().all(|kind| *kind == Kind::Alias));
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let windows = |text: Vec<u8>| {
        let text = String::from_utf8(text).unwrap();
        format!("\u{FEFF}{}", text.replace('\n', "\r\n"))
    };
    let right = Shop::right();
    let sources =
        Shop { service: windows(right.service).into(), things: windows(right.things).into() }.sources();
    let expected = generate(&Shop::right().sources(), &Options::default());
    assert_eq!(generate(&sources, &Options::default()), expected);
}
