//! Which version a request is of, and what is not sent because its version lacks it or its path is another's.

use crate::stock::{Finish, Item, Stock, VERSIONS};
use runtime::{Endpoint, Nullable, Operation, OperationInfo, RequestBuilder, RequestError, VersionError};

fn endpoint() -> Endpoint {
    Endpoint::new("https://shop.example/base").expect("an https address")
}

fn pinned(version: &str) -> Endpoint {
    endpoint().with_api_version(version)
}

fn stock(body: Item) -> Stock {
    Stock { item: "nut".into(), body, ..Stock::default() }
}

fn uri(endpoint: &Endpoint, stock: &Stock) -> String {
    stock.request(endpoint).expect("what can be sent").uri().to_string()
}

fn refusal(endpoint: &Endpoint, stock: &Stock) -> String {
    stock.request(endpoint).expect_err("what cannot be sent").to_string()
}

fn info(since: Option<&'static str>, until: Option<&'static str>) -> OperationInfo {
    OperationInfo { since, until, ..Stock::INFO }
}

#[test]
fn an_operation_knows_its_versions() {
    let cases: [(_, _, &[&str]); 4] = [
        (None, None, VERSIONS),
        (Some("2.0"), None, &["2.0", "3.0"]),
        (None, Some("2.0"), &["1.0", "2.0"]),
        (Some("2.0"), Some("2.0"), &["2.0"]),
    ];
    for (since, until, having) in cases {
        let info = info(since, until);
        let found: Vec<_> = VERSIONS.iter().copied().filter(|version| info.exists_in(version)).collect();
        assert_eq!(found, having);
        assert_eq!(Some(&info.newest()), having.last());
        assert!(!info.exists_in("4.0") && !info.exists_in(""));
    }
}

#[test]
fn a_request_is_of_the_newest_version_or_of_the_pinned_one() {
    let address = "https://shop.example/base/stock/nut/?api-version=";
    assert_eq!(uri(&endpoint(), &stock(Item::default())), format!("{address}3.0"));
    for version in VERSIONS {
        assert_eq!(uri(&pinned(version), &stock(Item::default())), format!("{address}{version}"));
    }
}

#[test]
fn a_version_without_the_operation_is_refused() {
    let cases = [
        (info(Some("2.0"), None), "1.0", "came with 2.0"),
        (info(None, Some("2.0")), "3.0", "went after 2.0"),
        (info(Some("1.0"), Some("2.0")), "3.0", "was there from 1.0 to 2.0"),
        (info(Some("2.0"), Some("2.0")), "3.0", "only 2.0 has"),
    ];
    for (info, version, when) in cases {
        let endpoint = pinned(version);
        let error = RequestBuilder::new(&endpoint, &info).empty().unwrap_err();
        let RequestError::Version(lacks) = &error else { panic!("{error:?}") };
        assert!(matches!(**lacks, VersionError::Lacks { .. }));
        let start = format!(
            "api-version {version} does not have operation `workshop.stock.Stock`, which {when}; do without it,"
        );
        assert!(error.to_string().starts_with(&start), "{error}");
    }
}

#[test]
fn a_version_that_the_service_does_not_list_is_refused() {
    assert_eq!(
        refusal(&pinned("4.0\n"), &stock(Item::default())),
        "the service has no api-version `4.0\\n`; pin the endpoint to one of 1.0, 2.0, 3.0"
    );
}

#[test]
fn what_the_version_lacks_is_named_wherever_it_stands() {
    let heavy = || Item { weight: Some(0.5), ..Item::default() };
    let glossy = || Item { finish: Some(Finish::Glossy), ..Item::default() };
    let noted = |note| Item { note, ..Item::default() };
    let cases = [
        ("1.0", heavy(), "`weight`"),
        ("1.0", Item { inner: Some(heavy().into()), ..Item::default() }, "`inner.weight`"),
        ("1.0", Item { parts: Some(vec![Item::default(), heavy()]), ..Item::default() }, "`parts[1].weight`"),
        (
            "2.0",
            Item { places: Some([("on\ntop".to_owned(), glossy())].into()), ..Item::default() },
            r#"`places["on\ntop"].finish` = `glossy`"#,
        ),
        ("2.0", glossy(), "`finish` = `glossy`"),
        ("3.0", Item { parts: Some(vec![]), ..Item::default() }, "`parts`"),
        ("3.0", noted(Nullable::Null), "`note`"),
        ("1.0", noted(Nullable::Value("x".into())), "`note`"),
    ];
    for (version, body, what) in cases {
        let told = refusal(&pinned(version), &stock(body));
        assert!(told.starts_with(&format!("api-version {version} does not have {what}, which ")), "{told}");
    }
    let deep = Stock { depth: Some(1), ..stock(heavy()) };
    assert!(refusal(&pinned("1.0"), &deep).contains("`depth`"), "the first fault is the one that is told");
    assert!(deep.request(&endpoint()).is_ok());
    assert!(stock(noted(Nullable::Null)).request(&pinned("2.0")).is_ok());
    assert!(stock(Item { finish: Some("matte".into()), ..Item::default() }).request(&pinned("1.0")).is_ok());
}

#[test]
fn no_value_makes_the_path_another_operations() {
    let at = |item: &str, state: Option<&str>| Stock {
        item: item.into(),
        state: state.map(str::to_owned),
        ..Stock::default()
    };
    let cases = [
        (at("contacts", None), "/stock/contacts"),
        (at("CONTACTS", None), "/stock/contacts"),
        (at("Shelves", Some("7")), "/stock/shelves/{shelf}"),
        // A server that decodes before it routes sees the parentheses.
        (at("bin(id=7)", Some("a.b")), "/stock/bin(id={id})/{row}.{column}"),
    ];
    for (stock, path) in cases {
        let error = stock.request(&endpoint()).unwrap_err();
        assert_eq!(error, RequestError::OtherOperation { path });
        assert!(error.to_string().contains(path) && !error.to_string().contains("CONTACTS"), "{error}");
    }
    let similar = [
        (at("contacts", Some("x")), "contacts/x"),
        (at("contacts/", None), "contacts%2F/"),
        (at("cont%61cts", None), "cont%2561cts/"),
        (at("shelves", None), "shelves/"),
        (at("bin(id=)", Some("a.b")), "bin%28id%3D%29/a.b"),
        (at("bin(id=7)", Some("a.")), "bin%28id%3D7%29/a."),
    ];
    for (stock, path) in similar {
        assert_eq!(
            uri(&endpoint(), &stock),
            format!("https://shop.example/base/stock/{path}?api-version=3.0")
        );
    }
    // The fault of a value comes first.
    assert!(matches!(at("", None).request(&endpoint()), Err(RequestError::Path { name: "item", .. })));
    assert!(matches!(at("nut", Some("..")).request(&endpoint()), Err(RequestError::Path { .. })));
}
