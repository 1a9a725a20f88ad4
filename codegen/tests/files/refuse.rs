//! What is refused, and that nothing is changed then.

use std::error::Error;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use codegen::{Action, DiskError, Files};

use crate::folder::{MARK, files, folder, put, tree};

/// Says that `files` are refused, before anything is changed, with a message that names `path` and says how to mend it.
#[track_caller]
fn refused(files: &Files, root: &Path, path: &str) -> DiskError {
    let before = tree(root);
    let error = files.compare(root).expect_err("comparing is refused");
    let other = files.write(root).expect_err("writing is refused");
    assert_eq!(error.to_string(), other.to_string());
    assert!(error.to_string().contains(&format!("`{path}`")), "{error}");
    assert!(!error.help().is_empty());
    assert_eq!(tree(root), before, "nothing was changed");
    error
}

#[test]
fn refuses_what_somebody_wrote() {
    let root = folder("foreign");
    put(&root, "generated/src/lib.rs", "// By hand.\n// @generated comes too late here.\n");
    put(&root, "generated/src/a/notes.rs", "");

    let error = refused(&files(&[("lib.rs", ""), ("new.rs", "")]), &root, "generated/src/lib.rs");
    assert_eq!(
        error.to_string(),
        "`generated/src/a/notes.rs` and `generated/src/lib.rs` are in the way: neither says `@generated`"
    );
}

#[test]
fn knows_json_by_one_of_its_first_lines() {
    let root = folder("json");
    let files = files(&[]);
    put(&root, "specs/spec.schema.json", "{\n  \"title\": \"t\",\n  \"$comment\": \"@generated\"\n}\n");
    files.write(&root).unwrap();
    assert!(files.compare(&root).unwrap().is_fresh());

    put(&root, "specs/spec.schema.json", "{\n\n\n\n\n  \"$comment\": \"@generated\"\n}\n");
    refused(&files, &root, "specs/spec.schema.json");
}

#[test]
fn follows_no_link() {
    use std::os::unix::fs::symlink;

    let outside = folder("links-outside");
    put(&outside, "lib.rs", MARK);
    put(&outside, "a/mod.rs", MARK);
    let files = files(&[("lib.rs", "new\n"), ("a/mod.rs", "new\n")]);

    let cases = [
        ("generated/src/lib.rs", outside.join("lib.rs")),
        ("generated/src/lib.rs", outside.join("not there")),
        ("generated/src/a", outside.join("a")),
        ("generated/src/orphan.rs", outside.join("lib.rs")),
        ("generated/src", outside.clone()),
        ("generated", outside.clone()),
    ];
    for (index, (link, target)) in cases.into_iter().enumerate() {
        let root = folder(&format!("links-{index}"));
        fs::create_dir_all(root.join(link).parent().unwrap()).unwrap();
        symlink(target, root.join(link)).unwrap();
        let error = refused(&files, &root, link);
        assert!(matches!(error, DiskError::Link { .. }), "{error}");
    }
    assert_eq!(fs::read_to_string(outside.join("lib.rs")).unwrap(), MARK);
    assert_eq!(fs::read_to_string(outside.join("a/mod.rs")).unwrap(), MARK);
}

#[test]
fn refuses_folders_for_files_and_files_for_folders() {
    let root = folder("folder-for-file");
    fs::create_dir_all(root.join("generated/src/lib.rs")).unwrap();
    let error = refused(&files(&[("lib.rs", "")]), &root, "generated/src/lib.rs");
    assert!(matches!(error, DiskError::NotAFile { .. }), "{error}");

    for (index, path) in ["generated", "generated/src", "generated/src/a"].into_iter().enumerate() {
        let root = folder(&format!("file-for-folder-{index}"));
        put(&root, path, MARK);
        let error = refused(&files(&[("a/mod.rs", "")]), &root, path);
        assert!(matches!(error, DiskError::NotAFolder { .. }), "{error}");
    }
}

#[test]
fn a_root_that_is_no_folder_is_an_error() {
    let root = folder("root");
    put(&root, "file", MARK);
    let root = root.join("file");
    let files = files(&[("lib.rs", "")]);
    assert!(files.compare(&root).is_err() && files.recover(&root).is_err());
}

#[test]
fn refuses_names_that_lead_out_or_differ_between_systems() {
    let root = folder("names");
    let names = [
        "",
        "/etc/passwd",
        "../lib.rs",
        "a/../lib.rs",
        "./lib.rs",
        "a//lib.rs",
        "a/",
        ".lib.rs",
        "lib.",
        "Lib.rs",
        "a\\lib.rs",
        "c:lib.rs",
        "lib rs",
        "lib\n.rs",
        "é.rs",
        "con.rs",
        "prn/mod.rs",
        "aux.rs",
        "nul",
        "com0",
        "a/com1.rs",
        "lpt9/mod.rs",
    ];
    for name in names {
        let mut files = Files::new(Vec::new());
        files.insert(name, MARK);
        let error = refused(&files, &root, name);
        assert!(matches!(error, DiskError::Name { .. }), "{error}");
        assert!(matches!(refused(&Files::new(vec![name.to_owned()]), &root, name), DiskError::Name { .. }));
    }
    for name in ["lib.rs", "my-api/src/v1.2/com.rs", "com10/null.rs", "spec.schema.json"] {
        let mut files = Files::new(Vec::new());
        files.insert(name, MARK);
        files.write(&root).unwrap();
    }
}

#[test]
fn refuses_to_write_what_it_could_not_overwrite() {
    let root = folder("unmarked");
    let mut files = Files::new(vec!["generated/src".to_owned()]);
    files.insert("generated/src/lib.rs", "//! No mark.\n");
    let error = refused(&files, &root, "generated/src/lib.rs");
    assert!(matches!(error, DiskError::Unmarked { .. }), "{error}");
}

#[test]
fn refuses_to_overwrite_what_is_read_only() {
    let root = folder("read-only");
    files(&[("a.rs", "old\n"), ("b.rs", "old\n"), ("c.rs", "old\n")]).write(&root).unwrap();
    let file = root.join("generated/src/b.rs");
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).unwrap();

    let same = files(&[("a.rs", "new\n"), ("b.rs", "old\n"), ("c.rs", "old\n")]);
    same.write(&root).expect("what stays as it is may be read-only");
    let before = tree(&root);
    for other in [files(&[("a.rs", "newer\n"), ("b.rs", "new\n")]), files(&[("a.rs", "newer\n")])] {
        let error = other.write(&root).unwrap_err();
        assert_eq!(error.to_string(), "`generated/src/b.rs` is read-only");
        assert!(error.help().contains("nothing was changed"), "{}", error.help());
        assert_eq!(tree(&root), before);
        assert!(!other.compare(&root).unwrap().is_fresh(), "comparing writes nothing, and so is not refused");
    }
}

#[test]
fn a_file_where_an_empty_folder_belongs_is_in_the_way() {
    let root = folder("file-for-empty-folder");
    put(&root, "generated/src", MARK);
    let error = refused(&Files::new(vec!["generated/src".to_owned()]), &root, "generated/src");
    assert_eq!(error.to_string(), "`generated/src` is in the way: a folder belongs there");
}

/// What the system says of a path counts as nothing there only if it says just that.
#[test]
fn what_cannot_be_looked_at_is_not_missing() {
    let root = folder("long-name");
    files(&[("lib.rs", "")]).write(&root).unwrap();
    let name = "x".repeat(300);
    let error = refused(&files(&[(&name, "")]), &root, &format!("generated/src/{name}"));
    assert!(matches!(error, DiskError::Io { action: Action::Read, .. }), "{error}");
}

/// A file of the system that everybody sees, and nobody can read from its start.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_read_is_not_missing() {
    let mut files = Files::new(Vec::new());
    files.insert("mem", MARK);
    let error = files.compare(Path::new("/proc/self")).unwrap_err();
    assert!(error.to_string().starts_with("could not read `mem`: "), "{error}");
}

#[test]
fn what_the_system_refuses_says_how_to_mend_it() {
    const UNCHANGED: &str = "; nothing was changed, run again afterwards";
    const WHOLE: &str = "; every file is whole, old or new: run again to do the rest";
    let table = [
        (
            Action::Lock,
            ErrorKind::PermissionDenied,
            "make it and its folder readable and writable for you",
            UNCHANGED,
        ),
        (
            Action::Read,
            ErrorKind::ReadOnlyFilesystem,
            "the disk is mounted read-only: work on a copy elsewhere",
            UNCHANGED,
        ),
        (Action::Write, ErrorKind::StorageFull, "free some space on the disk", UNCHANGED),
        (Action::Replace, ErrorKind::QuotaExceeded, "free some space on the disk", WHOLE),
        (Action::Remove, ErrorKind::ResourceBusy, "mend what the system names", WHOLE),
    ];
    for (action, kind, remedy, after) in table {
        let error = DiskError::Io { action, path: "a.rs".to_owned(), source: io::Error::new(kind, "no") };
        assert_eq!(error.help(), format!("{remedy}{after}"));
        assert_eq!(error.to_string(), format!("could not {action} `a.rs`: no"));
        let source = error.source().and_then(|source| source.downcast_ref::<io::Error>());
        assert_eq!(source.map(io::Error::kind), Some(kind));
    }
}

#[test]
fn all_that_is_in_the_way_is_named() {
    let table: [(&[&str], &str, &str); 3] = [
        (&["a"], "`a` is in the way: it does not say `@generated`", "it"),
        (&["a", "b"], "`a` and `b` are in the way: neither says `@generated`", "them"),
        (&["a", "b", "c"], "`a`, `b` and `c` are in the way: none of them says `@generated`", "them"),
    ];
    for (paths, message, them) in table {
        let error = DiskError::Foreign { paths: paths.iter().map(ToString::to_string).collect() };
        assert_eq!(error.to_string(), message);
        let help = format!(
            "move {them} to a place that is not generated; or, if nobody needs {them}, delete {them} and run again"
        );
        assert_eq!(error.help(), help);
        assert!(error.source().is_none());
    }
}

#[test]
fn finishes_nothing_that_could_not_have_been_begun() {
    const JOURNAL: &str = "generated/src/.JOURNAL.codegen-tmp";
    let before = files(&[("lib.rs", "")]);
    let cases = [
        ("remove ../outside.rs\n", JOURNAL),
        ("remove /etc/passwd\n", JOURNAL),
        ("remove specs/spec.schema.json\n", JOURNAL),
        ("replace generated/src/.lib.rs\n", JOURNAL),
        ("rename generated/src/lib.rs\n", JOURNAL),
        ("\n", JOURNAL),
        ("remove generated/src/notes.rs\n", "generated/src/notes.rs"),
        ("replace generated/src/notes.rs\n", "generated/src/notes.rs"),
        ("replace generated/src/lib.rs\nreplace by-hand.rs\n", "by-hand.rs"),
    ];
    for (index, (text, named)) in cases.into_iter().enumerate() {
        let root = folder(&format!("journal-{index}"));
        before.write(&root).unwrap();
        put(&root, "generated/src/notes.rs", "// By hand.\n");
        put(&root, "by-hand.rs", "// By hand.\n");
        put(&root, "generated/src/.lib.rs.codegen-tmp", MARK);
        put(&root, "generated/src/.notes.rs.codegen-tmp", MARK);
        put(&root, ".by-hand.rs.codegen-tmp", MARK);
        put(&root, JOURNAL, text);
        let all = tree(&root);
        for error in [before.write(&root).unwrap_err(), before.recover(&root).unwrap_err()] {
            assert!(error.to_string().contains(&format!("`{named}`")), "{error}");
        }
        assert_eq!(tree(&root), all, "nothing was changed");
    }
}
