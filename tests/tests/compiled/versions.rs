//! Versions: which one a request is of, and what is not sent because its version lacks it.

use serde_json::json;

use super::fixtures::features::{avoided_paths, openapi, read_only, versions};
use super::*;
use versions::{Add, Colour, Get, Part, Pause, Remove, Thing};

/// Whether an operation that a version refuses is told all of these.
fn assert_refused<O: Operation>(version: &str, operation: &O, named: &[&str]) {
    let error = refusal(&pinned(version), operation);
    assert!(matches!(error, RequestError::Version(_)), "{error:?}");
    let told = error.to_string();
    for name in named {
        assert!(told.contains(name), "`{name}` is not in: {told}");
    }
}

#[test]
fn a_request_is_of_the_newest_version_that_has_its_operation() {
    assert_eq!(target(&Get::new("nut")), "GET /versions/nut?api-version=v3");
    assert_eq!(target(&Add::new(Thing::new("nut"))), "POST /versions?api-version=v3");
    assert_eq!(target(&Remove::new()), "DELETE /versions?api-version=v2");
    assert_eq!(target(&Pause::new("nut")), "POST /versions/nut/pause?api-version=v2");
    assert_eq!(target(&openapi::Get::new()), "GET /openapi?api-version=v3");
    let newest = [Get::INFO.newest(), Add::INFO.newest(), Remove::INFO.newest(), Pause::INFO.newest()];
    assert_eq!(newest, ["v3", "v3", "v2", "v2"]);
}

#[test]
fn an_endpoint_can_be_pinned_to_another() {
    assert_eq!(endpoint().api_version(), None);
    assert_eq!(pinned("v1").api_version(), Some("v1"));
    for version in ["v1", "v2", "v3"] {
        let line = format!("GET /versions/nut?api-version={version}");
        assert_eq!(target_at(&pinned(version), &Get::new("nut")), line);
    }
    assert_eq!(target_at(&pinned("v1"), &Remove::new()), "DELETE /versions?api-version=v1");
    assert_eq!(
        target_at(&pinned("v1").with_api_version("v2"), &Remove::new()),
        "DELETE /versions?api-version=v2"
    );
}

#[test]
fn an_operation_says_which_versions_have_it() {
    let having = |info: runtime::OperationInfo| -> Vec<&str> {
        info.api_versions.iter().copied().filter(|version| info.exists_in(version)).collect()
    };
    assert_eq!(having(Get::INFO), ["v1", "v2", "v3"]);
    assert_eq!(having(Add::INFO), ["v2", "v3"]);
    assert_eq!(having(Remove::INFO), ["v1", "v2"]);
    assert_eq!(having(Pause::INFO), ["v2"]);
    assert!(!Get::INFO.exists_in("v4") && !Get::INFO.exists_in(""));
}

#[test]
fn an_operation_is_not_sent_in_a_version_that_lacks_it() {
    assert_refused("v1", &Add::new(Thing::new("nut")), &["features.versions.Add", "v1", "v2"]);
    assert_refused("v3", &Remove::new(), &["features.versions.Remove", "v3", "v2"]);
    assert_refused("v1", &Pause::new("nut"), &["features.versions.Pause", "v1", "v2"]);
    assert_refused("v3", &Pause::new("nut"), &["features.versions.Pause", "v3", "v2"]);
}

#[test]
fn a_version_that_the_service_does_not_have_is_not_sent() {
    for version in ["v4", "V1", "v1 ", "", "v1&key=1"] {
        assert_refused(version, &Get::new("nut"), &["v1", "v2", "v3"]);
    }
}

#[test]
fn a_parameter_is_not_sent_in_a_version_that_lacks_it() {
    let deep = Get::new("nut").depth(2);
    assert_refused("v1", &deep, &["`depth`", "v2", "v1"]);
    assert_eq!(target_at(&pinned("v2"), &deep), "GET /versions/nut?depth=2&api-version=v2");
    assert_eq!(target(&deep), "GET /versions/nut?depth=2&api-version=v3");
    let traced = Get::new("nut").x_trace(true);
    assert_refused("v3", &traced, &["`x-trace`", "v2", "v3"]);
    assert!(traced.request(&endpoint()).is_err(), "the newest version lacks it");
    assert_eq!(target_at(&pinned("v2"), &traced), "GET /versions/nut?api-version=v2");
}

#[test]
fn a_property_is_not_sent_in_a_version_that_lacks_it_however_deep_it_stands() {
    let grain = || Part::new().grain("fine");
    let cases = [
        (Thing::new("nut").parts([Part::new(), grain()]), "`parts[1].grain`"),
        (
            Thing::new("nut").parts([Part::new().inner(Part::new().inner(grain()))]),
            "`parts[0].inner.inner.grain`",
        ),
        (Thing::new("nut").by_place([("left", grain())]), "`by-place[\"left\"].grain`"),
    ];
    for (thing, path) in cases {
        let add = Add::new(thing);
        assert_refused("v3", &add, &[path, "v2", "v3"]);
        assert_eq!(target_at(&pinned("v2"), &add), "POST /versions?api-version=v2");
    }
}

#[test]
fn a_value_of_an_enum_is_not_sent_in_a_version_that_lacks_it() {
    let infrared = Get::new("nut").colour(Colour::Infrared);
    assert_refused("v2", &infrared, &["`colour`", "infrared", "v3", "v2"]);
    assert_eq!(target(&infrared), "GET /versions/nut?colour=infrared&api-version=v3");
    let sepia = Get::new("nut").colour("sepia");
    assert_refused("v2", &sepia, &["`colour`", "sepia", "v1", "v2"]);
    assert_eq!(target_at(&pinned("v1"), &sepia), "GET /versions/nut?colour=sepia&api-version=v1");
    let inner = Add::new(Thing::new("nut").parts([Part::new().inner(Part::new().colour(Colour::Sepia))]));
    assert_refused("v3", &inner, &["`parts[0].inner.colour`", "sepia", "v1", "v3"]);
    for colour in ["red", "ultraviolet"] {
        let line = format!("GET /versions/nut?colour={colour}&api-version=v1");
        assert_eq!(target_at(&pinned("v1"), &Get::new("nut").colour(colour)), line);
    }
}

#[test]
fn the_first_fault_is_the_one_that_is_told() {
    let add = Add::new(Thing::new("nut").parts([Part::new().grain("fine").colour(Colour::Sepia)]));
    assert_refused("v1", &add, &["features.versions.Add"]);
    assert_refused("v3", &add, &["`parts[0].colour`"]);
}

#[test]
fn what_the_service_sets_itself_is_written_back_in_any_version() {
    let thing: read_only::Thing = kept(&json!({ "id": "7", "created": 1, "name": "nut" }));
    assert_eq!(
        target_at(&pinned("v1"), &read_only::Put::new(thing.clone())),
        "PUT /read-only?api-version=v1"
    );
    let mut put = read_only::Put::new(thing);
    put.body.id = None;
    assert_eq!(body(&put), json!({ "name": "nut", "created": 1 }));
}

#[test]
fn answers_are_read_whatever_their_version() {
    let body = json!({ "name": "nut", "weight": 1, "parts": [{ "grain": "fine", "colour": "sepia" }] });
    let thing = answer::<Get>(200, &[], &body).unwrap().body;
    assert_eq!(thing.parts.unwrap()[0].colour, Some(Colour::Sepia));
}

#[test]
fn refusals_say_how_to_go_on() {
    let grain = Thing::new("nut").parts([Part::new().grain("fine")]);
    let refusals = [
        refusal(&pinned("v4"), &Get::new("nut")),
        refusal(&pinned("v1"), &Add::new(Thing::new("nut"))),
        refusal(&pinned("v3"), &Remove::new()),
        refusal(&pinned("v1"), &Pause::new("nut")),
        refusal(&pinned("v1"), &Get::new("nut").depth(2)),
        refusal(&endpoint(), &Get::new("nut").x_trace(true)),
        refusal(&endpoint(), &Add::new(grain)),
        refusal(&pinned("v2"), &Get::new("nut").colour(Colour::Infrared)),
        refusal(&endpoint(), &avoided_paths::DeleteThing::new("contacts")),
    ];
    let _snapshots = snapshots();
    insta::assert_snapshot!("refusals", refusals.map(|error| error.to_string()).join("\n"));
}
