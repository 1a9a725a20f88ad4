//! Limits and rules: told by `validate`, and left to the service otherwise.

use runtime::{Model as _, Nullable, UnixTime};
use serde_json::json;

use super::fixtures::features::{limits, read_only, rules, versions};
use super::*;

/// A thing that keeps to all limits, at their edges where they have some.
fn lawful() -> limits::Thing {
    limits::Thing::new("nut-8-8-")
        .password("p4ssword")
        .kind("thing")
        .note("äöü")
        .count(-5_000_000_000)
        .ratio(1.0)
        .end(UnixTime::new(0))
        .parts([limits::Part::new().length(1), limits::Part::new()])
        .by_place([("left", limits::Part::new().length(1))])
        .first(limits::Part::new().free(""))
}

/// The paths of what breaks a limit, and all that is said about it.
fn broken<O: Operation>(operation: &O) -> (Vec<String>, String) {
    let error = operation.validate().unwrap_err();
    let paths = error.violations().iter().map(|violation| violation.path().to_owned()).collect();
    (paths, format!("{error}\n{error:?}"))
}

#[test]
fn what_keeps_to_its_limits_is_valid() {
    assert!(limits::Get::new().validate().is_ok());
    for (size, name) in [(1, "a".repeat(40)), (1000, "é".repeat(40))] {
        assert!(limits::Get::new().size(size).name(name).validate().is_ok());
    }
    let put = limits::Put::new("sha1", lawful()).x_trace("0a1f");
    assert_eq!(put.validate().map_err(|error| error.to_string()), Ok(()));
    assert!(lawful().validate().is_ok());
    let mut null = lawful();
    null.note = Nullable::Null;
    assert!(null.validate().is_ok(), "null is no text");
    assert!(versions::Add::new(versions::Thing::new("nut").weight(1)).validate().is_ok());
}

#[test]
fn each_limit_is_told() {
    let cases = [
        (limits::Get::new().size(0), "size"),
        (limits::Get::new().size(1001), "size"),
        (limits::Get::new().name(""), "name"),
        (limits::Get::new().name("é".repeat(41)), "name"),
    ];
    for (get, path) in cases {
        assert_eq!(broken(&get).0, [path]);
    }
    let thing = |change: fn(limits::Thing) -> limits::Thing| limits::Put::new("sha1", change(lawful()));
    let cases = [
        (thing(|it| it.password("short")), "password"),
        (thing(|it| it.password("far-too-long-for-it")), "password"),
        (thing(|it| it.kind("Thing")), "kind"),
        (thing(|it| it.note("four")), "note"),
        (thing(|it| it.count(5_000_000_001)), "count"),
        (thing(|it| it.ratio(1.5)), "ratio"),
        (thing(|it| it.ratio(-0.5)), "ratio"),
        (thing(|it| it.end(UnixTime::new(-1))), "end"),
        (thing(|it| it.parts([limits::Part::new(), limits::Part::new().length(0)])), "parts[1].length"),
        (thing(|it| it.by_place([("left", limits::Part::new().length(-1))])), "by-place[\"left\"].length"),
        (thing(|it| it.first(limits::Part::new().length(0))), "first.length"),
        (limits::Put::new("md5", lawful()), "algorithm"),
        (limits::Put::new("sha1", lawful()).x_trace("0A1F"), "x-trace"),
        (limits::Put::new("sha1", lawful()).x_trace("0a1f2"), "x-trace"),
    ];
    for (put, path) in cases {
        assert_eq!(broken(&put).0, [path]);
    }
}

#[test]
fn all_that_is_broken_is_told_at_once_and_no_text_is_shown() {
    let thing =
        limits::Thing::new("canary name").password("canary").kind("canary").note("canary").count(i64::MAX);
    let thing = thing.parts([limits::Part::new().length(-7)]);
    let put = limits::Put::new("canary", thing.clone()).x_trace("canary");
    let (paths, told) = broken(&put);
    let expected =
        ["algorithm", "x-trace", "name", "name", "password", "kind", "note", "count", "parts[0].length"];
    assert_eq!(paths, expected);
    assert!(!told.contains("canary"), "{told}");
    for part in ["-7", "9223372036854775807", "11", "^[0-9a-zA-Z-]+$", "sha1", "parts[0].length"] {
        assert!(told.contains(part), "`{part}` is not in: {told}");
    }
    let of_model = thing.validate().unwrap_err();
    assert_eq!(of_model.violations().len(), expected.len() - 2);
    let error = put.validate().unwrap_err();
    let _snapshots = snapshots();
    insta::assert_snapshot!("violations", error);
}

#[test]
fn nothing_is_refused_for_a_limit() {
    assert_eq!(target(&limits::Get::new().size(5000)), "GET /limits?size=5000&api-version=v3");
    let put = limits::Put::new("md5", limits::Thing::new("a b").kind("other"));
    assert_eq!(target(&put), "PUT /limits/md5?api-version=v3");
    assert_eq!(body(&put), json!({ "name": "a b", "kind": "other" }));
}

#[test]
fn what_the_service_sets_itself_has_no_limits() {
    let thing: read_only::Thing = kept(&json!({ "id": "7", "marks": { "length": 0 } }));
    assert!(read_only::Put::new(thing).validate().is_ok());
}

/// A policy with a term that breaks no rule.
fn policy() -> rules::Policy {
    rules::Policy::new([rules::Term::new(1_000_000)])
}

#[test]
fn a_field_is_absent_if_another_says_so() {
    use rules::{Format, Policy};
    let lawful: [Policy; 6] = [
        policy().password("canary"),
        policy().password("canary").format(Format::Pfx),
        policy().password("canary").format("CER"),
        policy().format(Format::Cer),
        policy().kind("open"),
        policy().note("canary").kind("closed"),
    ];
    for policy in lawful {
        assert!(policy.validate().is_ok(), "{policy:?}");
    }
    // What is null is sent, and so is not absent.
    let mut null = policy().kind("open");
    null.note = Nullable::Null;
    let cases = [
        (null, vec!["note"]),
        (policy().password("canary").format(Format::Cer), vec!["password"]),
        (policy().password("").format("cer"), vec!["password"]),
        (policy().password("canary").format(Format::Cer).kind("open"), vec!["password", "password"]),
        (policy().password("canary").note("canary").kind("open"), vec!["password", "note"]),
    ];
    for (policy, expected) in cases {
        let (paths, told) = broken(&rules::Put::new(policy));
        assert_eq!(paths, expected, "{told}");
        assert!(!told.contains("canary") && (told.contains("format") || told.contains("kind")), "{told}");
    }
}

#[test]
fn a_number_is_at_most_a_multiple_of_another() {
    use rules::{Action, Term, Trigger};
    let days = |days: i32| Action::new(Trigger::new().days(days));
    assert!(policy().months(1).actions([days(27), Action::new(Trigger::new())]).validate().is_ok());
    assert!(policy().actions([days(i32::MAX)]).validate().is_ok(), "there is nothing to compare with");
    let (paths, told) = broken(&rules::Put::new(policy().months(1).actions([days(27), days(28), days(29)])));
    assert_eq!(paths, ["actions.trigger.days", "actions.trigger.days"], "{told}");
    assert!(
        told.contains("27") && told.contains("28") && told.contains("29") && told.contains("months"),
        "{told}"
    );
    // Of several bounds the smallest counts.
    let terms = rules::Policy::new([Term::new(4).limit(100), Term::new(5).limit(2), Term::new(1)]);
    assert_eq!(broken(&rules::Put::new(terms)).0, ["terms.days"]);
    let huge = rules::Policy::new([Term::new(i64::MAX).limit(i64::MAX)]);
    assert!(huge.validate().is_ok(), "a product beyond 64 bits bounds nothing");
}
