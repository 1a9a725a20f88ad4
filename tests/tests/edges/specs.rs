//! Services, rows, names and paths: what is just right, and what is just wrong.

use std::fmt::Write as _;

use super::{HEAD, each_is_told, requests, service, shop, things, told};

#[test]
fn a_default_is_of_its_type_and_within_its_limits() {
    let table: [(&str, &[&str]); 21] = [
        ("a: { type: integer (int32), minimum: 5, maximum: 5 }", &[]),
        (
            "a: { type: integer (int32), minimum: 6, maximum: 5 }",
            &["bad-limit `5` less than the lower limit"],
        ),
        ("a: { type: string, min-length: 2, max-length: 2 }", &[]),
        (
            "a: { type: string, min-length: 3, default: é3 }",
            &["bad-default `é3` shorter than the least length, 3"],
        ),
        ("a: { type: string, min-length: 3, default: é34 }", &[]),
        ("a: { type: string, min-length: 3, default: é345 }", &[]),
        ("a: { type: string, max-length: 3, default: é3 }", &[]),
        ("a: { type: string, max-length: 3, default: é34 }", &[]),
        (
            "a: { type: string, max-length: 3, default: é345 }",
            &["bad-default `é345` longer than the greatest length, 3"],
        ),
        (
            "a: { type: integer (int32), minimum: 3, default: 2 }",
            &["bad-default `2` less than the minimum, 3"],
        ),
        ("a: { type: integer (int32), minimum: 3, default: 3 }", &[]),
        ("a: { type: integer (int32), minimum: -3, default: -2 }", &[]),
        ("a: { type: integer (int32), maximum: 3, default: 3 }", &[]),
        (
            "a: { type: integer (int32), maximum: 3, default: 4 }",
            &["bad-default `4` more than the maximum, 3"],
        ),
        ("a: { type: integer (int64), default: 9223372036854775807 }", &[]),
        (
            "a: { type: integer (int64), default: 9223372036854775808 }",
            &["bad-default `9223372036854775808` this is no whole number of 64 bits"],
        ),
        (
            "a: { type: number (double), default: 1234567890123456789012345678901234567890 }",
            &["out-of-range `1234567890123456789012345678901234567890` this number would lose digits"],
        ),
        (
            "a: { type: string, default: true }",
            &["bad-default `true` this is a boolean, the row is `string`"],
        ),
        (
            "a: { type: integer (int32), default: '5' }",
            &["bad-default `'5'` this is text, the row is `integer (int32)`"],
        ),
        ("a: { type: boolean, default: True }", &["not-json `True` some readers take this for a boolean"]),
        ("a: { type: string, default: no }", &["not-json `no` some readers take this for a boolean"]),
    ];
    each_is_told(&table, |row| shop(&service(), &things(row, "")));
}

#[test]
fn names_are_of_rust_and_not_too_long() {
    let (longest, longer) = ("a".repeat(64), "a".repeat(65));
    assert_eq!(told(&shop(&service(), &things(&format!("{longest}: string"), ""))), [""; 0]);
    assert_eq!(
        told(&shop(&service(), &things(&format!("{longer}: string"), ""))),
        [format!("no-rust-name `{longer}` it is longer than 64 letters")]
    );
    let table: [(&str, &[&str]); 4] = [
        ("ShopThing", &[]),
        ("Shop_Thing", &["bad-rust-name `Shop_Thing` its case is not that of `DeleteFailed`"]),
        ("shopThing", &["bad-rust-name `shopThing` its case is not that of `DeleteFailed`"]),
        ("SHOPThing", &[]),
    ];
    each_is_told(&table, |name| {
        shop(&service(), &things("name: string", &format!("    rust-name: {name}\n")))
    });
}

#[test]
fn files_may_not_be_devices_of_windows() {
    let table: [(&str, &[&str]); 8] = [
        ("com1", &["no-rust-name `Things` `com1` cannot name a module and its file"]),
        ("lpt9", &["no-rust-name `Things` `lpt9` cannot name a module and its file"]),
        ("aux", &["no-rust-name `Things` `aux` cannot name a module and its file"]),
        ("match", &["no-rust-name `Things` `match` cannot name a module and its file"]),
        ("com", &[]),
        ("coma", &[]),
        ("com10", &[]),
        ("lpt", &[]),
    ];
    each_is_told(&table, |stem| {
        let mut sources = shop(&service(), &things("name: string", ""));
        sources.add(format!("specs/shop/{stem}.yaml"), HEAD);
        sources
    });
}

#[test]
fn a_path_is_encoded_and_has_rows_for_its_variables() {
    let percent = "two hexadecimal digits must follow a `%`";
    let table = [
        ("GET /things%20", "", vec![]),
        ("GET /things%2F/all", "", vec![]),
        ("GET /things%2", "", vec![format!("bad-request-line `GET /things%2` {percent}")]),
        ("GET /things%2g", "", vec![format!("bad-request-line `GET /things%2g` {percent}")]),
        (
            "GET /things/{nane}",
            "name: { in: path, type: string }",
            vec!["path-variable `{nane}` no `in: path` row of this name".to_owned()],
        ),
        (
            "GET /things/{name}/{part}",
            "name: { in: path, type: string, required: false }, part: { in: path, type: string }",
            vec!["path-variable `name` marked as not required".to_owned()],
        ),
        (
            "GET /things/{name}/{part}",
            "name: { in: path, type: string }, part: { in: path, type: string, required: false }",
            vec![],
        ),
        // Only of headers no case counts.
        (
            "GET /things",
            "Top: { in: query, type: string }, top: { in: query, type: string, rust-name: lowest }",
            vec![],
        ),
        (
            "GET /things",
            "Top: { in: header, type: string }, top: { in: header, type: string, rust-name: lowest }",
            vec!["name-clash `top` the second: case does not count".to_owned()],
        ),
        (
            "GET /things",
            "top: { in: header, type: string }, Top: { in: query, type: string }",
            vec!["name-clash `Top` the second".to_owned()],
        ),
    ];
    for (request, parameters, expected) in table {
        assert_eq!(
            told(&shop(&service(), &requests(request, parameters))),
            expected,
            "{request} {parameters}"
        );
    }
}

#[test]
fn a_base_url_has_a_host() {
    let table: [(&str, &[&str]); 5] = [
        ("https://shop.example/v1", &[]),
        ("https://", &["bad-base-url `https://` has no host"]),
        ("https:///v1", &["bad-base-url `https:///v1` has no host"]),
        ("http://shop.example", &["bad-base-url `http://shop.example` does not begin with `https://`"]),
        ("https://shop.example?a", &["bad-base-url `https://shop.example?a` `?` cannot stand in it"]),
    ];
    each_is_told(&table, |example| {
        shop(&service().replace("https://shop.example", example), &things("name: string", ""))
    });
}

#[test]
fn versions_are_listed_oldest_first() {
    let table: [(&str, &[&str]); 5] = [
        ("v7.9, v7.10, 2024-01-01", &[]),
        ("v7.10, v7.9", &["bad-versions `v7.9` the older"]),
        // Of what is neither older nor newer the page says which comes first.
        ("v7.0-preview, v7.0", &[]),
        ("v7.0, v7.0-preview", &[]),
        ("v7.0, v7.0", &["bad-versions `v7.0` the second"]),
    ];
    each_is_told(&table, |versions| {
        let first = versions.split(',').next().unwrap_or_default();
        let things = things("name: string", "").replace("api-version: v1", &format!("api-version: {first}"));
        let versions = format!("api-versions: [{}]\n", versions.replace("2024-01-01", "\"2024-01-01\""));
        shop(&service().replace("api-versions:\n  - v1\n  - v2\n", &versions), &things)
    });
}

#[test]
fn paths_of_properties_lead_through_thirty_two_of_them() {
    let too_far = "it leads through more than 32 properties";
    for (before, is_right) in [(0, true), (31, true), (32, false)] {
        let code = format!("{}code", "inner.".repeat(before));
        let service = service()
            .replace("  code: code", &format!("  code: {code}"))
            .replace("      code: string", "      code: string\n      inner: Failure");
        let expected = if is_right { vec![] } else { vec![format!("bad-error-path `{code}` {too_far}")] };
        assert_eq!(told(&shop(&service, &things("name: string", ""))), expected);

        let path = format!("{}size", "next.".repeat(before));
        let rule = format!("    rules:\n      {path}: {{ maximum: {{ times: 2, of: months }} }}\n");
        let things = things("next: Thing\nsize: integer (int32)\nmonths: integer (int32)", &rule);
        let expected = if is_right { vec![] } else { vec![format!("bad-rule `{path}` {too_far}")] };
        assert_eq!(told(&shop(&super::service(), &things)), expected);
    }
}

#[test]
fn a_definition_has_two_thousand_rows_and_no_more() {
    let of = |count: usize| {
        let values = (0..count).fold(String::from("  Kind:\n    enum:\n"), |mut values, at| {
            let _ = writeln!(values, "      v{at}:");
            values
        });
        told(&shop(&service(), &things("kind: Kind", &values)))
    };
    assert_eq!(of(2000), [""; 0]);
    assert_eq!(of(2001), ["too-many-nodes `Kind` too long"]);
}

#[test]
fn an_erratum_is_about_what_is_stated_otherwise_than_on_the_page() {
    let why = "why: The page is old.";
    let table = [
        (format!("since: v2, errata: {{ since: {{ page: v1, {why} }} }}"), vec![]),
        ("since: v2, errata: { since: The page does not say. }".to_owned(), vec![]),
        (
            format!("since: v2, errata: {{ since: {{ page: v2, {why} }} }}"),
            vec!["stale-erratum `since` the spec says `v2`"],
        ),
        (
            format!("since: v2, errata: {{ until: {{ page: v2, {why} }} }}"),
            vec!["stale-erratum `until` no such fact beside it"],
        ),
        (format!("until: v1, errata: {{ until: {{ page: v2, {why} }} }}"), vec![]),
        (
            format!("until: v1, errata: {{ until: {{ page: v1, {why} }} }}"),
            vec!["stale-erratum `until` the spec says `v1`"],
        ),
    ];
    for (row, expected) in table {
        let things = things(&format!("a: {{ type: string, {row} }}"), "");
        assert_eq!(told(&shop(&service(), &things)), expected, "{row}");
    }
}
