//! Operations whose paths a value could make the same: of each two, one does not take that value.

use std::fmt::Debug;

use generated::azure_key_vault::certificates::{
    CertificateUpdateParameters, DeleteCertificate, DeleteCertificateOperation, GetCertificate,
    GetCertificateOperation, GetCertificatePolicy, GetCertificateVersions, UpdateCertificate,
};
use generated::rt::{Operation, RequestError};
use tests::{files_below, root, text};

use crate::positions::endpoint;

/// What the generated code of an operation says of its path.
#[derive(Debug, Default)]
struct Route {
    name: String,
    method: String,
    path: String,
    /// Whether the last word may be left out.
    ends_early: bool,
    avoided: Vec<String>,
}

/// All operations of all services, read line by line.
fn routes() -> Vec<Route> {
    let mut routes = Vec::<Route>::new();
    for path in files_below(&root().join("generated/src"), ".rs") {
        for line in text(&path).lines().map(str::trim) {
            let quoted = || line.split('"').nth(1).unwrap_or_default().to_owned();
            if line.starts_with("const INFO: ") {
                routes.push(Route::default());
            }
            let Some(route) = routes.last_mut() else { continue };
            if line.starts_with("name: \"") {
                route.name = quoted();
            } else if let Some(method) = line.strip_prefix("method: rt::Method::") {
                method.clone_into(&mut route.method);
            } else if line.starts_with("path: \"") {
                route.path = quoted();
            } else if line.starts_with("request.optional_path(") {
                route.ends_early = true;
            } else if line.starts_with("request.avoid(") {
                route.avoided.push(quoted());
            }
        }
    }
    routes
}

impl Route {
    fn service(&self) -> &str {
        self.name.split('.').next().unwrap_or_default()
    }

    /// Its path, word by word, as long and as short as it can be.
    fn forms(&self) -> Vec<Vec<&str>> {
        let words: Vec<&str> = self.path.split('/').collect();
        let mut forms = vec![words.clone()];
        forms.extend(self.ends_early.then(|| words[..words.len() - 1].to_vec()));
        forms
    }

    /// Whether values can make it the other.
    fn can_be(&self, other: &Self) -> bool {
        let meet = |left: &[&str], right: &[&str]| {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| can_meet(left, right))
        };
        self.forms().iter().any(|left| other.forms().iter().any(|right| meet(left, right)))
    }

    fn avoids(&self, other: &Self) -> bool {
        self.avoided.contains(&other.path)
    }
}

/// Whether two words with variables can be the same; cases do not count.
fn can_meet(left: &str, right: &str) -> bool {
    let is_open = |word: &str| word.contains('{');
    let start = |word: &str| word.split('{').next().unwrap_or_default().to_lowercase();
    let end = |word: &str| word.rsplit('}').next().unwrap_or_default().to_lowercase();
    match (is_open(left), is_open(right)) {
        (false, false) => left.eq_ignore_ascii_case(right),
        (true, false) => {
            let right = right.to_lowercase();
            right.starts_with(&start(left)) && right.ends_with(&end(left))
        }
        (false, true) => can_meet(right, left),
        (true, true) => {
            let both = |one: &str, other: &str| one.starts_with(other) || other.starts_with(one);
            let reversed = |word: &str| end(word).chars().rev().collect::<String>();
            both(&start(left), &start(right)) && both(&reversed(left), &reversed(right))
        }
    }
}

#[test]
fn of_two_operations_whose_paths_can_be_the_same_one_avoids_the_other() {
    let routes = routes();
    assert!(routes.len() > 30, "only {} operations were found", routes.len());
    let mut pairs = 0;
    for (at, left) in routes.iter().enumerate() {
        for right in &routes[at + 1..] {
            let apart = left.service() != right.service() || left.method != right.method;
            let meet = !apart && left.can_be(right);
            let avoided = u8::from(left.avoids(right) && !apart) + u8::from(right.avoids(left) && !apart);
            assert_eq!(
                avoided,
                u8::from(meet),
                "{} and {}: {} and {}",
                left.name,
                right.name,
                left.path,
                right.path
            );
            pairs += usize::from(meet);
        }
    }
    assert!(pairs > 0, "Key Vault has such paths");
}

/// Whether an operation is refused because it would be the one of this path.
fn assert_avoided<O: Operation + Debug>(operation: &O, path: &str) {
    match operation.request(&endpoint()) {
        Err(RequestError::OtherOperation { path: found, .. }) => assert_eq!(found, path, "{operation:?}"),
        other => panic!("{operation:?}: {other:?}"),
    }
}

#[test]
fn no_certificate_is_named_as_what_stands_beside_certificates() {
    for name in ["contacts", "Contacts"] {
        assert_avoided(&DeleteCertificate::new(name), "/certificates/contacts");
        assert_avoided(&GetCertificate::new(name), "/certificates/contacts");
    }
    for name in ["issuers", "ISSUERS"] {
        let issuer = "/certificates/issuers/{issuer-name}";
        assert_avoided(&GetCertificate::new(name), "/certificates/issuers");
        assert_avoided(&GetCertificate::new(name).certificate_version("1"), issuer);
        assert_avoided(&UpdateCertificate::new(name, "1", CertificateUpdateParameters::new()), issuer);
        assert_avoided(&GetCertificateOperation::new(name), issuer);
        assert_avoided(&GetCertificatePolicy::new(name), issuer);
        assert_avoided(&GetCertificateVersions::new(name), issuer);
        assert_avoided(&DeleteCertificateOperation::new(name), issuer);
    }
    for word in ["pending", "policy", "versions"] {
        let path = format!("/certificates/{{certificate-name}}/{word}");
        assert_avoided(&GetCertificate::new("nut").certificate_version(word), &path);
    }
    for word in ["pending", "policy"] {
        let path = format!("/certificates/{{certificate-name}}/{word}");
        assert_avoided(&UpdateCertificate::new("nut", word, CertificateUpdateParameters::new()), &path);
    }
    // Nothing of this name can be updated, and nothing else is.
    let update = UpdateCertificate::new("nut", "versions", CertificateUpdateParameters::new());
    assert!(update.request(&endpoint()).is_ok());
}
