//! Where pages and specs are looked for, and how much of them is read.

use std::fs::{self, File};

use codegen::{Content, Sources, find_pages, read_page};

use crate::folder::{folder, put};

#[test]
fn pages_are_found_beside_a_project_and_not_mixed() {
    let root = folder("near");
    let names = ["one.txt".to_owned(), "two.txt".to_owned()];
    let found = || {
        let pages = find_pages(&root.join("project"), &names);
        let shown =
            pages.iter().map(|path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"));
        shown.collect::<Vec<_>>()
    };
    fs::create_dir_all(root.join("project")).unwrap();
    assert!(found().is_empty());
    put(&root, "zoo/deeper/one.txt", "");
    put(&root, "zoo/deeper/two.txt", "");
    assert_eq!(found(), ["zoo/deeper/one.txt", "zoo/deeper/two.txt"]);
    // Nearer is better, and of two that are as near the first.
    put(&root, "yard/two.txt", "");
    put(&root, "zoo/one.txt", "");
    assert_eq!(found(), ["yard/two.txt"]);
    put(&root, "project/pages/one.txt", "");
    assert_eq!(found(), ["project/pages/one.txt"]);
}

#[test]
fn a_folder_of_specs_holds_specs_and_what_looks_like_one() {
    let root = folder("specs");
    put(&root, "specs/shop/service.yaml", "title: Shop\n");
    put(&root, "specs/shop/carts.YML", "title: Carts\n");
    put(&root, "specs/shop/notes.txt", "no spec\n");
    fs::create_dir_all(root.join("specs/shop/folder.yaml")).unwrap();
    let sources = Sources::read(&root, "specs").unwrap();
    let read: Vec<_> =
        sources.iter().map(|(_, source)| (source.path.as_str(), source.bytes().len())).collect();
    assert_eq!(read, [("specs/shop/carts.YML", 0), ("specs/shop/service.yaml", 12)]);
    assert!(sources.iter().any(|(_, source)| matches!(source.content, Content::Stray)));
}

#[test]
fn eight_mebibytes_are_read_and_no_more() {
    const MOST: usize = 8 * 1024 * 1024;
    let root = folder("size");
    for (size, is_read) in [(MOST, true), (MOST + 1, false)] {
        let mut sources = Sources::default();
        let file = sources.add("specs/shop/service.yaml", vec![b'#'; size]);
        assert_eq!(sources.file(file).bytes().len(), if is_read { size } else { 0 });

        // All hole: it takes no room.
        let path = root.join("page.txt");
        File::create(&path).unwrap().set_len(size as u64).unwrap();
        assert_eq!(read_page(&path).ok().map(|bytes| bytes.len()), is_read.then_some(size));
    }
}
