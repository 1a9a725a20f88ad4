//! Paths: words that may be left out, and values that would make one the path of another operation.

use super::fixtures::features::{avoided_paths, optional_path};
use super::*;
use avoided_paths::{
    DeleteThing, GetContacts, GetFile, GetIndex, GetIssuer, GetKey, GetMainKey, GetPolicy, GetThing,
    GetVersion,
};

/// What is refused is told which operation's path it has, and does not see its values again.
fn assert_avoided<O: Operation>(operation: &O, other: &str, value: &str) {
    let error = refusal(&endpoint(), operation);
    let told = error.to_string();
    assert!(told.contains(other), "`{other}` is not in: {told}");
    assert!(other.contains(value) || !format!("{told} {error:?}").contains(value), "{told}");
    // Where the service stands does not matter.
    let elsewhere = Endpoint::new("https://host.example/avoided/base/").unwrap();
    assert_eq!(refusal(&elsewhere, operation).to_string(), told);
}

#[test]
fn the_last_word_can_be_left_out_and_the_slash_stays() {
    let get = optional_path::Get::new("nut");
    assert_eq!(target(&get), "GET /optional/nut/?api-version=v3");
    assert_eq!(target(&get.clone().version(3)), "GET /optional/nut/3?api-version=v3");
    assert_eq!(target(&get.deep(true)), "GET /optional/nut/?deep=true&api-version=v3");
}

#[test]
fn a_last_word_that_is_there_is_a_value_like_any_other() {
    for value in ["", ".", ".."] {
        let error = refusal(&endpoint(), &GetVersion::new("nut").version(value));
        assert!(matches!(error, RequestError::Path { name: "version", .. }), "{error}");
    }
    assert_eq!(target(&GetVersion::new("nut").version("a/b")), "GET /avoided/nut/a%2Fb?api-version=v3");
}

#[test]
fn a_value_does_not_lead_to_another_operation() {
    for name in ["contacts", "Contacts", "CONTACTS", "cOnTaCtS"] {
        assert_avoided(&GetThing::new(name), "/avoided/contacts", name);
        assert_avoided(&DeleteThing::new(name), "/avoided/contacts", name);
        // What follows is left out: `/avoided/contacts/`.
        assert_avoided(&GetVersion::new(name), "/avoided/contacts", name);
    }
    for version in ["policy", "Policy"] {
        assert_avoided(&GetVersion::new("nut").version(version), "/avoided/{name}/policy", version);
    }
    for name in ["issuers", "ISSUERS"] {
        assert_avoided(&GetVersion::new(name).version("nut"), "/avoided/issuers/{issuer}", name);
        assert_avoided(&GetPolicy::new(name), "/avoided/issuers/{issuer}", name);
    }
}

#[test]
fn several_values_do_not_lead_there_together() {
    assert_avoided(&GetFile::new("index", "html"), "/avoided/files/index.html", "html");
    assert_avoided(&GetFile::new("Index", "HTML"), "/avoided/files/index.html", "HTML");
    assert_avoided(&GetKey::new("main", "all"), "/avoided(id=main,part=all)", "all");
    let version = GetVersion::new("files").version("index.html");
    assert!(version.request(&endpoint()).is_err());
    let version = GetVersion::new("files").version("a.b");
    assert_avoided(&version, "/avoided/files/{name}.{extension}", "a.b");
}

#[test]
fn what_is_only_similar_is_sent() {
    for name in [
        "contacts2",
        "contact",
        "ccontacts",
        "con-tacts",
        "contacts.",
        "contacts/",
        " contacts",
        "cont%61cts",
        "ＣＯＮＴＡＣＴＳ",
    ] {
        assert!(GetThing::new(name).request(&endpoint()).is_ok(), "{name}");
        assert!(DeleteThing::new(name).request(&endpoint()).is_ok(), "{name}");
        assert!(GetVersion::new(name).request(&endpoint()).is_ok(), "{name}");
    }
    assert_eq!(target(&GetVersion::new("contacts").version("1")), "GET /avoided/contacts/1?api-version=v3");
    assert_eq!(target(&GetVersion::new("nut").version("policy2")), "GET /avoided/nut/policy2?api-version=v3");
    assert_eq!(target(&GetVersion::new("issuers")), "GET /avoided/issuers/?api-version=v3");
    assert_eq!(target(&GetThing::new("issuers")), "GET /avoided/issuers?api-version=v3");
    assert_eq!(target(&GetThing::new("policy")), "GET /avoided/policy?api-version=v3");
    assert_eq!(target(&GetPolicy::new("contacts")), "GET /avoided/contacts/policy?api-version=v3");
    assert_eq!(target(&GetFile::new("index", "htm")), "GET /avoided/files/index.htm?api-version=v3");
    assert_eq!(target(&GetVersion::new("files").version("index")), "GET /avoided/files/index?api-version=v3");
    assert_eq!(target(&GetKey::new("main", "some")), "GET /avoided(id=main,part=some)?api-version=v3");
}

#[test]
fn the_other_operations_are_sent() {
    assert_eq!(target(&GetContacts::new()), "GET /avoided/contacts?api-version=v3");
    assert_eq!(target(&GetIndex::new()), "GET /avoided/files/index.html?api-version=v3");
    assert_eq!(target(&GetMainKey::new()), "GET /avoided(id=main,part=all)?api-version=v3");
    // The more exact of two paths takes what both could be.
    assert_eq!(target(&GetIssuer::new("policy")), "GET /avoided/issuers/policy?api-version=v3");
}
