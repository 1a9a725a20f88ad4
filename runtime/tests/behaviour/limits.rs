//! What `validate` tells of limits and of rules between fields.

use crate::stock::{Finish, Item, Stock};
use runtime::{Endpoint, Model as _, Nullable, Operation as _, Secret, UnixTime};

fn item() -> Item {
    Item { name: "nut".into(), ..Item::default() }
}

/// What is wrong, each thing as its path and its fault.
fn told(item: &Item) -> Vec<(String, String)> {
    let Err(error) = item.validate() else { return Vec::new() };
    assert_eq!(format!("{error:?}"), error.to_string());
    let violations = error.violations().iter();
    violations.map(|one| (one.path().to_owned(), one.fault().to_owned())).collect()
}

#[test]
fn the_edges_are_within() {
    let named = |name: &str| Item { name: name.into(), ..item() };
    let within = [
        named("a"),
        // Eight characters, each of two bytes or more.
        named("éééé\u{1f600}\u{1f600}\u{1f600}\u{1f600}"),
        Item { count: Some(1), ..item() },
        Item { count: Some(100), total: Some(5_000_000_000), ..item() },
        Item { weight: Some(0.0), made: Some(UnixTime::new(0)), ..item() },
        Item { weight: Some(1.0), pin: Some(Secret::from("0000")), ..item() },
        Item { note: Nullable::Null, labels: Some(vec![]), ..item() },
        Item { note: Nullable::Value("äöü".into()), ..item() },
    ];
    for item in within {
        assert_eq!(told(&item), [], "{item:?}");
    }
}

#[test]
fn each_fault_is_told_with_its_place() {
    let inner = |count| Item { count: Some(count), ..item() };
    let cases = [
        (Item { name: String::new(), ..item() }, "name", "has 0 characters, fewer than 1"),
        (Item { name: "é".repeat(9), ..item() }, "name", "has 9 characters, more than 8"),
        (Item { name: "canary!".into(), ..item() }, "name", "does not match `^[^!]*$`"),
        (inner(0), "count", "is 0, less than 1"),
        (inner(101), "count", "is 101, more than 100"),
        (Item { total: Some(5_000_000_001), ..item() }, "total", "is 5000000001, more than 5000000000"),
        (Item { weight: Some(-0.5), ..item() }, "weight", "is -0.5, less than 0"),
        (Item { weight: Some(1.5), ..item() }, "weight", "is 1.5, more than 1"),
        (Item { made: Some(UnixTime::new(-1)), ..item() }, "made", "is -1, less than 0"),
        (Item { pin: Some("canary".into()), ..item() }, "pin", "is not `0000`, its only value"),
        (Item { note: Nullable::Value("canary".into()), ..item() }, "note", "has 6 characters, more than 3"),
        (
            Item { labels: Some(vec!["ok".into(), "x".into()]), ..item() },
            "labels[1]",
            "has 1 characters, fewer than 2",
        ),
        (Item { parts: Some(vec![inner(1), inner(0)]), ..item() }, "parts[1].count", "is 0, less than 1"),
        (
            Item { places: Some([("on top".to_owned(), inner(0))].into()), ..item() },
            r#"places["on top"].count"#,
            "is 0, less than 1",
        ),
        (
            Item { inner: Some(Item { inner: Some(inner(0).into()), ..item() }.into()), ..item() },
            "inner.inner.count",
            "is 0, less than 1",
        ),
    ];
    for (item, path, fault) in cases {
        assert_eq!(told(&item), [(path.to_owned(), fault.to_owned())]);
    }
}

#[test]
fn all_faults_are_told_at_once_and_no_text_is_shown() {
    let body = Item { name: "canary!!!".into(), pin: Some("c!".into()), count: Some(0), ..Item::default() };
    let stock = Stock { item: "nut".into(), depth: Some(10), body, ..Stock::default() };
    let error = stock.validate().unwrap_err();
    let expected = "\
`depth` is 10, more than 9
`name` has 9 characters, more than 8
`name` does not match `^[^!]*$`
`count` is 0, less than 1
`pin` has 2 characters, fewer than 4
`pin` is not `0000`, its only value";
    assert_eq!(error.to_string(), expected);
    let shown = format!("{error:?} {:?}", error.violations());
    assert!(!shown.contains("canary") && !shown.contains("c!"), "{shown}");
}

#[test]
fn nothing_is_refused_for_a_limit() {
    let body = Item { name: "far too long a name!".into(), count: Some(-1), ..Item::default() };
    let stock = Stock { item: "nut".into(), depth: Some(10), body, ..Stock::default() };
    assert!(stock.validate().is_err());
    assert!(stock.request(&Endpoint::new("https://shop.example").unwrap()).is_ok());
}

#[test]
fn a_field_is_absent_if_another_has_a_text() {
    let pin = || Some(Secret::from("0000"));
    let note = |note: &str| Nullable::Value(note.to_owned());
    let made = Some(UnixTime::new(1));
    let absent = |path: &str, why: &str| vec![(path.to_owned(), format!("must be absent, since {why}"))];
    assert_eq!(
        told(&Item { pin: pin(), finish: Some(Finish::Raw), ..item() }),
        absent("pin", "`finish` is `raw`")
    );
    assert_eq!(told(&Item { made, note: note("new"), ..item() }), absent("made", "`note` is `new`"));
    let lawful = [
        Item { pin: pin(), ..item() },
        Item { pin: pin(), finish: Some("RAW".into()), ..item() },
        Item { finish: Some(Finish::Raw), ..item() },
        Item { made, note: note("old"), ..item() },
        Item { made, ..item() },
        // What is null has no text, no more than a number, a list or a model, whatever texts are in those.
        Item { made, note: Nullable::Null, ..item() },
        Item { note: note("x"), count: Some(7), ..item() },
        Item { total: Some(1), labels: Some(vec!["bulk".into()]), ..item() },
        Item { total: Some(1), inner: Some(Item { name: "bulk".into(), ..item() }.into()), ..item() },
    ];
    for item in lawful {
        assert_eq!(told(&item), [], "{item:?}");
    }
}

#[test]
fn a_number_is_at_most_a_multiple_of_another() {
    let holder = |count, counts: &[i32]| Item {
        count,
        parts: Some(counts.iter().map(|count| Item { count: Some(*count), ..item() }).collect()),
        ..item()
    };
    assert_eq!(told(&holder(Some(2), &[6, 1])), []);
    assert_eq!(told(&holder(None, &[100])), [], "there is nothing to compare with");
    let expected = [7, 8].map(|count| {
        ("parts.count".to_owned(), format!("is {count}, more than 6, which is 3 times `count`"))
    });
    assert_eq!(told(&holder(Some(2), &[7, 6, 8])), expected);
    let more = Item { count: Some(5), total: Some(4), ..item() };
    assert_eq!(told(&more), [("count".to_owned(), "is 5, more than 4, which is 1 times `total`".to_owned())]);
}
