//! Names and links by chance: nothing outside the root is written, replaced or removed, whatever stands where.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Component, Path};

use codegen::{DiskError, Files};

use crate::folder::{MARK, files, folder, put, tree};

/// Numbers by chance, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        // The constants of Knuth's MMIX.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn pick<'a>(&mut self, among: &[&'a str]) -> &'a str {
        among[self.below(among.len())]
    }
}

/// What names are made of: operators of paths, separators of every system, drives, devices, and letters.
const PIECES: [&str; 36] = [
    "..", ".", "/", "/", "/", "//", "\\", "\\\\?\\", "c:", "C:\\", "con", "nul", "aux.rs", "com1", "LPT9",
    "prn", "a", "b", "lib", "mod.rs", ".rs", ".rs", "A", "é", "e\u{301}", " ", "\0", "\n", "%2e%2e", "~",
    "~1", "$HOME", ":stream", "*", "\u{202E}", "-",
];

const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Whether a path is one that means the same everywhere, and stays below where it begins; told without looking at the rules.
fn is_harmless(path: &str) -> bool {
    let names: Vec<_> = Path::new(path).components().collect();
    let plain =
        |name: &str| name.bytes().all(|byte| byte.is_ascii_graphic() && !b"\\:*?\"<>|~$%".contains(&byte));
    let is_device = |name: &str| {
        let stem = name.split('.').next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit());
        DEVICES.contains(&stem)
            && name.split('.').next().is_some_and(|whole| {
                whole.len() <= 4 && (stem.len() == whole.len()) != ["com", "lpt"].contains(&stem)
            })
    };
    names.iter().all(|name| matches!(name, Component::Normal(_)))
        && path.split('/').count() == names.len()
        && path
            .split('/')
            .all(|name| plain(name) && !is_device(name) && !name.ends_with('.') && !name.starts_with('.'))
        && path.to_lowercase() == path
}

#[test]
fn names_by_chance_stay_below_the_root_or_are_refused() {
    let (mut written, mut refused) = (0, 0);
    let mut chance = Chance(1);
    for part in 0..20 {
        let around = folder(&format!("chance-names-{part}"));
        put(&around, "lib.rs", MARK);
        put(&around, "a/lib.rs", MARK);
        let root = around.join("project");
        for round in 0..200 {
            let name: String = (0..=chance.below(5)).map(|_| chance.pick(&PIECES)).collect();
            let path = if chance.below(2) == 0 { name } else { format!("generated/src/{name}") };
            let owned = if chance.below(4) == 0 { vec![path.clone()] } else { Vec::new() };
            let mut files = Files::new(owned);
            files.insert(path.as_str(), format!("{MARK}// {round}\n"));
            let before = tree(&around);
            match files.write(&root) {
                Ok(_) => {
                    written += 1;
                    assert!(is_harmless(&path), "{path:?} was written");
                    assert!(
                        fs::canonicalize(root.join(&path))
                            .unwrap()
                            .starts_with(fs::canonicalize(&root).unwrap())
                    );
                }
                Err(error) => {
                    refused += 1;
                    assert_eq!(inside(&tree(&around)), inside(&before), "{path:?}: {error}");
                }
            }
            let own = |name: &str| name == "project" || name.starts_with("project/");
            let others = |tree: &std::collections::BTreeMap<String, Option<String>>| {
                tree.iter()
                    .filter(|(name, _)| !own(name))
                    .map(|(name, text)| (name.clone(), text.clone()))
                    .collect::<Vec<_>>()
            };
            assert_eq!(others(&tree(&around)), others(&before), "{path:?}");
        }
    }
    assert!(written > 100 && refused > 1000, "{written} written, {refused} refused");
}

/// A tree without the folder of the lock, which a refused run may have made.
fn inside(tree: &std::collections::BTreeMap<String, Option<String>>) -> Vec<(&String, &Option<String>)> {
    tree.iter()
        .filter(|(name, _)| {
            !["project", "project/target", "project/target/codegen.lock"].contains(&name.as_str())
        })
        .collect()
}

/// Everything that a run reads, writes, renames or removes, and every folder on the way there.
const PLACES: [&str; 15] = [
    "generated",
    "generated/src",
    "generated/src/a",
    "generated/src/a/b",
    "generated/src/a/b/c.rs",
    "generated/src/lib.rs",
    "generated/src/orphan.rs",
    "specs",
    "specs/spec.schema.json",
    "generated/src/.lib.rs.codegen-tmp",
    "generated/src/a/b/.c.rs.codegen-tmp",
    "specs/.spec.schema.json.codegen-tmp",
    "generated/src/.JOURNAL.codegen-tmp",
    "generated/src/.JOURNAL-DRAFT.codegen-tmp",
    "target/codegen.lock",
];

/// What a link leads to: the very thing, moved away; nothing; itself; something of another kind.
const TARGETS: [&str; 4] = ["moved", "nothing", "itself", "other"];

#[test]
fn a_link_in_any_place_is_refused_and_followed_nowhere() {
    let mut chance = Chance(2);
    for round in 0..300 {
        let around = folder("chance-links");
        let root = around.join("project");
        let first = files(&[("lib.rs", "old\n"), ("a/b/c.rs", "old\n"), ("orphan.rs", "old\n")]);
        first.write(&root).unwrap();
        let outside = around.join("outside");
        put(&outside, "file", MARK);
        put(&outside, "folder/lib.rs", MARK);
        for _ in 0..=chance.below(2) {
            let (place, kind) = (root.join(chance.pick(&PLACES)), chance.pick(&TARGETS));
            link(&place, kind, &outside, &mut chance);
        }
        let before = tree(&around);
        let next = files(&[("lib.rs", "new\n"), ("a/b/c.rs", "new\n")]);
        let error = next.write(&root).expect_err("there is a link");
        assert!(matches!(error, DiskError::Link { .. }), "{round}: {error}");
        assert_eq!(tree(&around), before, "{round}");
    }
}

/// Puts a link into a place, what stands there going to `outside`; nothing if the way there is a link already.
fn link(place: &Path, kind: &str, outside: &Path, chance: &mut Chance) {
    let moved = outside.join(format!("moved-{}", chance.below(1_000_000)));
    let folder = place.parent().unwrap();
    if fs::canonicalize(folder).ok().as_deref() != Some(folder) || place.is_symlink() {
        return;
    }
    if place.exists() {
        fs::rename(place, &moved).unwrap();
    } else {
        fs::write(&moved, MARK).unwrap();
    }
    let target = match kind {
        "moved" => moved,
        "nothing" => outside.join("nothing"),
        "itself" => place.to_owned(),
        _ if moved.is_dir() => outside.join("file"),
        _ => outside.join("folder"),
    };
    symlink(target, place).unwrap();
}
