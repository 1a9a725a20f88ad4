//! What is written, left alone and removed.

use std::error::Error;
use std::fs;
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

use codegen::{Files, State};

use crate::folder::{MARK, files, folder, paths, put, tree};

fn modified(root: &Path, path: &str) -> SystemTime {
    fs::metadata(root.join(path)).unwrap().modified().unwrap()
}

/// Makes a file look old, so that a second write in the same tick of the clock would be seen.
fn age(root: &Path, path: &str) -> SystemTime {
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    fs::File::options().write(true).open(root.join(path)).unwrap().set_modified(old).unwrap();
    old
}

fn states(files: &Files, root: &Path) -> Vec<(String, State)> {
    files.compare(root).unwrap().iter().map(|(path, state)| (path.to_owned(), state.clone())).collect()
}

#[test]
fn writes_what_is_missing_and_then_nothing() {
    let root = folder("writes");
    let files = files(&[("lib.rs", "mod a;\n"), ("a/mod.rs", "")]);

    let changes = files.write(&root).unwrap();
    assert!(changes.iter().all(|(_, state)| *state == State::Missing));
    for (path, text) in files.iter() {
        assert_eq!(fs::read_to_string(root.join(path)).unwrap(), text);
    }
    let expected =
        ["generated", "generated/src", "generated/src/a", "generated/src/a/mod.rs", "generated/src/lib.rs"];
    assert_eq!(paths(&root), [&expected[..], &["specs", "specs/spec.schema.json"]].concat());

    let old: Vec<_> = files.iter().map(|(path, _)| (path, age(&root, path))).collect();
    assert!(files.write(&root).unwrap().is_fresh());
    for (path, old) in old {
        assert_eq!(modified(&root, path), old, "{path} was left alone");
    }
}

#[test]
fn replaces_only_what_differs() {
    let root = folder("replaces");
    files(&[("a.rs", "old\n"), ("b.rs", "same\n")]).write(&root).unwrap();
    let old = age(&root, "generated/src/b.rs");

    let files = files(&[("a.rs", "new\n"), ("b.rs", "same\n")]);
    let found = format!("{MARK}old\n");
    assert_eq!(
        states(&files, &root),
        [
            ("generated/src/a.rs".to_owned(), State::Stale { found }),
            ("generated/src/b.rs".to_owned(), State::Fresh),
            ("specs/spec.schema.json".to_owned(), State::Fresh),
        ]
    );
    files.write(&root).unwrap();
    assert_eq!(fs::read_to_string(root.join("generated/src/a.rs")).unwrap(), format!("{MARK}new\n"));
    assert_eq!(modified(&root, "generated/src/b.rs"), old);
}

#[test]
fn comparing_writes_nothing() {
    let root = folder("compares");
    put(&root, "generated/src/old.rs", MARK);
    let files = files(&[("lib.rs", "")]);

    assert!(!files.compare(&root).unwrap().is_fresh());
    assert_eq!(paths(&root), ["generated", "generated/src", "generated/src/old.rs"]);
    assert!(!root.join("target").exists());
}

#[test]
fn removes_what_is_no_longer_made_and_the_folders_that_it_leaves_empty() {
    let root = folder("removes");
    files(&[("lib.rs", ""), ("a/b/mod.rs", ""), ("a/mod.rs", "")]).write(&root).unwrap();

    let fewer = files(&[("lib.rs", "")]);
    let orphans: Vec<_> = states(&fewer, &root)
        .into_iter()
        .filter(|(_, state)| *state == State::Orphan)
        .map(|(path, _)| path)
        .collect();
    assert_eq!(orphans, ["generated/src/a/b/mod.rs", "generated/src/a/mod.rs"]);
    fewer.write(&root).unwrap();
    assert_eq!(
        paths(&root),
        ["generated", "generated/src", "generated/src/lib.rs", "specs", "specs/spec.schema.json"]
    );
}

#[test]
fn leaves_alone_what_is_hidden_or_outside() {
    let root = folder("hidden");
    put(&root, "generated/src/.DS_Store", "hidden");
    put(&root, "generated/src/.vscode/settings.json", "{}");
    put(&root, "generated/Cargo.toml", "[package]\n");
    put(&root, "specs/other.json", "{}");
    // Emacs marks a file that is being edited by a link that leads nowhere.
    #[cfg(unix)]
    std::os::unix::fs::symlink("someone@somewhere.1", root.join("generated/src/.#lib.rs")).unwrap();
    let before = tree(&root);

    files(&[("lib.rs", "")]).write(&root).unwrap();
    let after = tree(&root);
    assert!(before.iter().all(|entry| after.get(entry.0) == Some(entry.1)));
}

#[cfg(unix)]
#[test]
fn clears_what_a_killed_run_left() {
    let root = folder("killed");
    let files = files(&[("lib.rs", "")]);
    files.write(&root).unwrap();
    let left = [
        "generated/src/.lib.rs.codegen-tmp",
        "generated/src/a/.mod.rs.codegen-tmp",
        "specs/.spec.schema.json.codegen-tmp",
    ];
    for path in left {
        put(&root, path, "half a te");
    }
    let changes = files.write(&root).unwrap();
    let orphans = changes.iter().filter(|(_, state)| **state == State::Orphan);
    assert_eq!(orphans.map(|(path, _)| path).collect::<Vec<_>>(), left);
    assert_eq!(
        paths(&root),
        ["generated", "generated/src", "generated/src/lib.rs", "specs", "specs/spec.schema.json"]
    );
}

/// Killed in the middle of its steps: some are done, and the next run does the others.
#[test]
fn finishes_what_a_killed_run_had_begun() {
    let root = folder("begun");
    let old = files(&[("a.rs", "old\n"), ("b.rs", "old\n"), ("c.rs", "old\n"), ("d.rs", "old\n")]);
    old.write(&root).unwrap();
    put(&root, "generated/src/a.rs", &format!("{MARK}new\n"));
    put(&root, "generated/src/.b.rs.codegen-tmp", &format!("{MARK}new\n"));
    fs::remove_file(root.join("generated/src/c.rs")).unwrap();
    let named = ["a.rs", "b.rs", "c.rs", "d.rs"].map(|name| format!("generated/src/{name}"));
    let [a, b, c, d] = &named;
    put(
        &root,
        "generated/src/.JOURNAL.codegen-tmp",
        &format!("replace {a}\nreplace {b}\nremove {c}\nremove {d}\n"),
    );
    assert_eq!(old.recover(&root).unwrap(), named);
    let new = files(&[("a.rs", "new\n"), ("b.rs", "new\n")]);
    assert!(new.compare(&root).unwrap().is_fresh(), "{:#?}", tree(&root));
    assert!(old.recover(&root).unwrap().is_empty(), "there is nothing left to do");
}

#[test]
fn a_step_that_cannot_be_done_is_an_error() {
    let root = folder("undoable");
    let files = files(&[("lib.rs", "")]);
    files.write(&root).unwrap();
    put(&root, "generated/src/.JOURNAL.codegen-tmp", "replace generated/src/lost.rs\n");
    // Neither the text beside the file nor the file itself is there.
    let error = files.recover(&root).unwrap_err();
    assert!(error.to_string().starts_with("could not replace `generated/src/lost.rs`: "), "{error}");
}

#[test]
fn replaces_all_or_none() {
    let root = folder("all-or-none");
    files(&[("a.rs", "old\n"), ("z.rs", "old\n")]).write(&root).unwrap();
    // Where the last of the files is to be written first, nothing can be.
    fs::create_dir(root.join("generated/src/.z.rs.codegen-tmp")).unwrap();
    let before = tree(&root);

    let error = files(&[("a.rs", "new\n"), ("z.rs", "new\n")]).write(&root).unwrap_err();
    assert!(error.to_string().starts_with("could not write `generated/src/.z.rs.codegen-tmp`: "), "{error}");
    let source = error.source().and_then(|source| source.downcast_ref::<io::Error>());
    assert_ne!(
        source.map(io::Error::kind),
        Some(io::ErrorKind::AlreadyExists),
        "it says why the folder stays"
    );
    assert!(error.help().contains("nothing was changed"), "{}", error.help());
    assert_eq!(tree(&root), before);
}

/// It may be what fills the disk.
#[test]
fn removes_what_a_killed_run_left_before_it_writes() {
    let root = folder("left-first");
    files(&[("a.rs", "old\n"), ("z.rs", "old\n")]).write(&root).unwrap();
    put(&root, "generated/src/.a.rs.codegen-tmp", "half a te");
    let left = tree(&root);
    // Nothing can be written here.
    fs::create_dir(root.join("generated/src/.z.rs.codegen-tmp")).unwrap();

    files(&[("a.rs", "old\n"), ("z.rs", "new\n")]).write(&root).unwrap_err();
    fs::remove_dir(root.join("generated/src/.z.rs.codegen-tmp")).unwrap();
    let now = tree(&root);
    let gone: Vec<_> = left.keys().filter(|path| !now.contains_key(*path)).collect();
    assert_eq!(gone, ["generated/src/.a.rs.codegen-tmp"]);
}

#[test]
fn two_runs_at_once_come_one_after_the_other() {
    let root = folder("at-once");
    let one = files(&[("lib.rs", "one\n"), ("one.rs", "one\n"), ("a/mod.rs", "one\n")]);
    let two = files(&[("lib.rs", "two\n"), ("two.rs", "two\n"), ("a/mod.rs", "two\n")]);
    thread::scope(|scope| {
        for files in [&one, &two, &one, &two] {
            let root = &root;
            scope.spawn(move || (0..25).for_each(|_| drop(files.write(root).unwrap())));
        }
    });
    assert!([&one, &two].iter().any(|files| files.compare(&root).unwrap().is_fresh()), "{:#?}", tree(&root));
}
