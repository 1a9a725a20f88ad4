//! Requests, to the letter.

use runtime::{OperationInfo, PathFault, RequestError, SecurityScheme, UnixTime};
use serde_json::json;

use super::fixtures::features::{
    Money, body_with_setters, header_parameters, no_answer, odata_key_path, query_types, required_query,
    rust_keywords, security, segment_of_two, shared_rows, wire_names,
};
use super::fixtures::nested_error;
use super::*;

#[test]
fn required_query_parameters_are_arguments_and_optional_ones_are_setters() {
    assert_eq!(target(&required_query::Get::new(5)), "GET /things?limit=5&api-version=v3");
    let after = required_query::Get::new(5).after("a b&c=d");
    assert_eq!(target(&after), "GET /things?limit=5&after=a%20b%26c%3Dd&api-version=v3");
}

#[test]
fn every_type_that_is_one_value_stands_in_a_query() {
    let all = query_types::Get::new()
        .flag(true)
        .small(i32::MIN)
        .large(i64::MAX)
        .ratio(0.5)
        .text("")
        .id("00000000-0000-0000-0000-000000000001")
        .moment("9999-12-31T23:59:59.9999999Z")
        .header_date("Sun, 06 Nov 1994 08:49:37 GMT")
        .seconds(UnixTime::new(-1))
        .bytes("+/==")
        .url_bytes("-_")
        .address("https://a.example/?b")
        .colour("infrared")
        .key("secret");
    assert_eq!(
        target(&all),
        "GET /things?flag=true&small=-2147483648&large=9223372036854775807&ratio=0.5&text=\
         &id=00000000-0000-0000-0000-000000000001&moment=9999-12-31T23%3A59%3A59.9999999Z\
         &header-date=Sun%2C%2006%20Nov%201994%2008%3A49%3A37%20GMT&seconds=-1&bytes=%2B%2F%3D%3D&url-bytes=-_\
         &address=https%3A%2F%2Fa.example%2F%3Fb&colour=infrared&key=secret&api-version=v3"
    );
    assert_eq!(target(&query_types::Get::new()), "GET /things?api-version=v3");
}

#[test]
fn keys_in_parentheses_come_in_the_order_of_the_path() {
    let get = odata_key_path::Get::new("a'b,c)", 7);
    assert_eq!(target(&get), "GET /things(id=a%27b%2Cc%29,revision=7)/parts?api-version=v3");
}

#[test]
fn one_segment_can_hold_several_values() {
    let get = segment_of_two::Get::new("a/b", "tar.gz", 2);
    assert_eq!(target(&get), "GET /files/a%2Fb.tar.gz/v2?api-version=v3");
}

#[test]
fn a_value_that_would_leave_its_segment_is_refused() {
    let endpoint = Endpoint::new("https://host.example").unwrap();
    for (value, fault) in [("", PathFault::Empty), (".", PathFault::Dots), ("..", PathFault::Dots)] {
        let refused = nested_error::things::Get::new(value).request(&endpoint).unwrap_err();
        assert!(
            matches!(&refused, RequestError::Path { name: "name", fault: found } if *found == fault),
            "{refused}"
        );
    }
}

#[test]
fn header_parameters_travel_in_headers() {
    let get = header_parameters::Get::new("0-1").x_trace(false).x_password("hunter2");
    assert_eq!(target(&get), "GET /things?api-version=v3");
    assert_eq!(header(&get, "client-request-id").as_deref(), Some("0-1"));
    assert_eq!(header(&get, "x-trace").as_deref(), Some("false"));
    assert_eq!(header(&get, "x-password").as_deref(), Some("hunter2"));
    assert_eq!(header(&get, "if-modified-since"), None);
    assert!(request(&get).headers()["x-password"].is_sensitive());
    assert!(!format!("{get:?} {:?}", request(&get)).contains("hunter2"));
}

#[test]
fn a_body_has_the_media_type_of_its_page() {
    let thing = body_with_setters::Thing::new()
        .colour("red")
        .size(3)
        .price(Money::new(1.5).currency("EUR"))
        .parts(["a", "b"])
        .labels([("k", "v")])
        .kind(body_with_setters::Kind::Large);
    let put = body_with_setters::Put::new("nut", thing).dry_run(true);
    assert_eq!(target(&put), "PUT /things/nut?dry-run=true&api-version=v3");
    assert_eq!(header(&put, "content-type").as_deref(), Some("application/merge-patch+json"));
    assert_eq!(
        body(&put),
        json!({
            "colour": "red",
            "size": 3,
            "price": { "amount": 1.5, "currency": "EUR" },
            "parts": ["a", "b"],
            "labels": { "k": "v" },
            "kind": "large",
        })
    );
    let least = body_with_setters::Put::new("nut", body_with_setters::Thing::new());
    assert_eq!(body(&least), json!({}));
}

#[test]
fn a_body_has_the_media_type_of_its_service_where_the_page_states_none() {
    let put = nested_error::things::Put::new("nut", "bolt");
    assert_eq!(target(&put), "PUT /things/nut?version=v1");
    assert_eq!(header(&put, "content-type").as_deref(), Some("application/json; charset=utf-8"));
    assert_eq!(body(&put), json!("bolt"));
}

#[test]
fn an_operation_without_parameters_has_nothing_to_set() {
    let delete = no_answer::Delete::new();
    assert_eq!(target(&delete), "DELETE /things?api-version=v3");
    assert_eq!(header(&delete, "content-type"), None);
    assert!(request(&delete).body().bytes().is_empty());
}

#[test]
fn keywords_are_names_like_any_others() {
    let body_sent = rust_keywords::Impl::new()
        .r#async("a")
        .r#await("b")
        .default_value("c")
        .r#gen(1)
        .r#try(rust_keywords::Loop::Break)
        .r#struct(rust_keywords::Impl::new().r#try("Self"))
        .union(true)
        .read("d")
        .write("e")
        .blank("f")
        .from("g")
        .this("h");
    let operation = rust_keywords::Trait::new("t", body_sent).r#match("m").r#gen(true);
    assert_eq!(target(&operation), "PUT /things/t?match=m&gen=true&api-version=v3");
    assert_eq!(
        body(&operation),
        json!({
            "async": "a", "await": "b", "default": "c", "gen": 1, "try": "break", "struct": { "try": "Self" },
            "union": true, "read": "d", "write": "e", "blank": "f", "from": "g", "Self": "h",
        })
    );
    assert_eq!(rust_keywords::Loop::from("7z"), rust_keywords::Loop::SevenZip);
    assert_eq!(rust_keywords::Loop::from("1.0"), rust_keywords::Loop::V1);
}

#[test]
fn names_travel_as_the_page_spells_them() {
    let list =
        wire_names::ListByOwner::new().filter("a eq 'b'").top(2).client_request_id("c").x_ms_api_key2("d");
    assert_eq!(target(&list), "GET /things?$filter=a%20eq%20%27b%27&$top=2&api-version=v3");
    assert_eq!(header(&list, "client-request-id").as_deref(), Some("c"));
    assert_eq!(header(&list, "x-ms-api-key2").as_deref(), Some("d"));
}

#[test]
fn shared_rows_are_rows_of_each_operation_that_takes_them() {
    assert_eq!(target(&shared_rows::First::new().timeout(3)), "GET /first?timeout=3&api-version=v3");
    assert_eq!(target(&shared_rows::Second::new().timeout(3)), "GET /second?timeout=3&api-version=v3");
}

#[test]
fn an_operation_says_who_may_call_it() {
    let names = |info: OperationInfo| -> Vec<&str> {
        info.security
            .iter()
            .map(|scheme| match scheme {
                SecurityScheme::OAuth2 { name, .. } | SecurityScheme::ApiKey { name, .. } => *name,
                other => panic!("{other:?}"),
            })
            .collect()
    };
    assert_eq!(names(security::Free::INFO), Vec::<&str>::new());
    assert_eq!(names(security::Keyed::INFO), ["Key"]);
    assert_eq!(names(security::Any::INFO), ["Token", "Key"]);
    assert_eq!(names(nested_error::things::Get::INFO), Vec::<&str>::new());
}
