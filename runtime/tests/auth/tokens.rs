//! The tokens that services ask for, and those that they had better not.

use http::{HeaderMap, HeaderValue, Uri};
use runtime::auth::challenge::{
    ChallengeError, TokenRequest, read_token_request, read_token_request_unverified,
};

const MINE: &str = "https://mine.vault.azure.net/certificates/a?api-version=7.0";
const CLAIMS: &str = r#"{"access_token":{"acrs":{"essential":true,"value":"cp1"}}}"#;
const ENCODED: &str = "eyJhY2Nlc3NfdG9rZW4iOnsiYWNycyI6eyJlc3NlbnRpYWwiOnRydWUsInZhbHVlIjoiY3AxIn19fQ==";

fn headers(field: &str) -> HeaderMap {
    let value = HeaderValue::from_str(field).expect("text that a header can hold");
    HeaderMap::from_iter([(http::header::WWW_AUTHENTICATE, value)])
}

fn asked(field: &str, by: &'static str) -> Result<Option<TokenRequest>, ChallengeError> {
    read_token_request(&headers(field), &Uri::from_static(by))
}

fn wanted(field: &str) -> TokenRequest {
    asked(field, MINE).expect("a lawful challenge").expect("a challenge for a token")
}

#[test]
fn a_vault_asks_with_resource_or_scope() {
    let authority = r#"authorization="https://login.microsoftonline.com/72f988bf-0000""#;
    let resource = r#"resource="https://vault.azure.net""#;
    let cases = [
        (format!("Bearer {authority}, {resource}"), "https://vault.azure.net/.default"),
        (format!("bEARER {resource},{authority}"), "https://vault.azure.net/.default"),
        (
            format!(
                r#"Basic realm="Bearer scope=x", Bearer {authority}, {resource}, scope="https://mine.vault.azure.net/.default""#
            ),
            "https://mine.vault.azure.net/.default",
        ),
        (
            format!(r#"Bearer {authority}, {resource}, scope="", xscope="https://evil.example/x""#),
            "https://vault.azure.net/.default",
        ),
        (
            format!(r#"Bearer {authority}, resource="https://VAULT.azure.net/""#),
            "https://VAULT.azure.net//.default",
        ),
    ];
    for (field, scope) in cases {
        let wanted = wanted(&field);
        assert_eq!(wanted.scopes, [scope], "{field}");
        assert_eq!(wanted.tenant.as_deref(), Some("72f988bf-0000"));
        assert_eq!(wanted.authority.as_deref(), Some("https://login.microsoftonline.com"));
        assert_eq!(wanted.claims, None);
    }
    let two = wanted(r#"Bearer scope="https://vault.azure.net/a https://azure.net/b""#);
    assert_eq!(two.scopes, ["https://vault.azure.net/a", "https://azure.net/b"]);
    assert_eq!((two.tenant, two.authority), (None, None));
}

#[test]
fn what_asks_for_no_token_is_none() {
    for field in [
        "Basic realm=x",
        "Bearer",
        r#"Bearer error="invalid_token""#,
        "SharedKey",
        "Bearer x=\"",
        "Bearer abc==",
    ] {
        assert_eq!(asked(field, MINE), Ok(None), "{field}");
    }
    assert_eq!(read_token_request_unverified(&HeaderMap::new()), Ok(None));
    // A challenge that says nothing does not hide one that does.
    assert!(!wanted(r#"Bearer realm="", Bearer resource="https://vault.azure.net""#).scopes.is_empty());
}

#[test]
fn a_token_for_somebody_else_is_refused() {
    let cases = [
        ("https://vault.azure.net", "https://evilvault.azure.net/"),
        ("https://vault.azure.net", "https://vault.azure.net.attacker.example/"),
        ("https://vault.azure.net", "https://azure.net/"),
        ("https://vault.azure.net", "https://attacker.example/?.vault.azure.net"),
        ("https://graph.microsoft.com", MINE),
        ("https://mine.vault.azure.net.attacker.example", MINE),
        ("https://other.vault.azure.net", MINE),
        ("https://xn--vult-5na.azure.net", MINE),
        ("https://vault.azure.net", "https://127.0.0.1/"),
    ];
    for (resource, by) in cases {
        let host = Uri::from_static(by).host().unwrap().to_owned();
        let scope = format!("{resource}/.default");
        let error = asked(&format!(r#"Bearer resource="{resource}""#), by);
        assert_eq!(error, Err(ChallengeError::Foreign { host, scope }), "{resource} by {by}");
    }
    let one_of_two = r#"Bearer scope="https://vault.azure.net/a https://evil.example/b""#;
    assert!(matches!(asked(one_of_two, MINE), Err(ChallengeError::Foreign { .. })));
}

#[test]
fn a_scope_is_https_and_a_name() {
    let cases = [
        "http://vault.azure.net",
        "vault.azure.net",
        "api://vault.azure.net",
        "https://vault.azure.net:443",
        "https://vault.azure.net:8443",
        "https://net",
        "https://",
        "https:///vault.azure.net",
        "https://user@vault.azure.net",
        "https://evil.example\\.vault.azure.net",
        "https://vault.azure.net.",
        "https://127.0.0.1",
        "https://2130706433",
        "https://[::1]",
        "00000000-0000-0000-0000-000000000000",
    ];
    for resource in cases {
        let field = format!(r#"Bearer resource="{}""#, resource.replace('\\', "\\\\"));
        for by in [MINE, "https://127.0.0.1/", "https://[::1]/"] {
            let error = asked(&field, by);
            assert!(matches!(error, Err(ChallengeError::Scope { .. })), "{resource}: {error:?}");
        }
        // Whoever turned the check off gets what the service says.
        let found = read_token_request_unverified(&headers(&field)).unwrap().unwrap();
        assert_eq!(found.scopes, [format!("{resource}/.default")]);
    }
}

#[test]
fn only_https_may_ask() {
    let field = r#"Bearer resource="https://vault.azure.net""#;
    for by in ["http://mine.vault.azure.net/", "/certificates"] {
        assert!(matches!(asked(field, by), Err(ChallengeError::NotHttps { .. })), "{by}");
    }
    // The port is the caller's, not the challenger's.
    assert!(asked(field, "https://MINE.vault.azure.net:8443/").is_ok());
}

#[test]
fn tenants_are_names_at_https_addresses() {
    let cases = [
        (
            "https://login.example/contoso.com/oauth2/authorize",
            Some(("https://login.example", Some("contoso.com"))),
        ),
        ("https://login.example:8443/t/", Some(("https://login.example:8443", Some("t")))),
        ("https://login.example", Some(("https://login.example", None))),
        ("http://login.example/t", None),
        ("https://login.example//t", None),
        ("https://login.example/../t", None),
        ("https://login.example/a%2Fb", None),
        ("https://login.example/t?x=y", None),
        ("https://user@login.example/t", None),
        ("login.example/t", None),
    ];
    for (address, expected) in cases {
        for name in ["authorization", "authorization_uri"] {
            let found = asked(&format!(r#"Bearer {name}="{address}""#), MINE);
            match expected {
                Some((authority, tenant)) => {
                    let found = found.unwrap().unwrap();
                    assert_eq!(
                        (found.authority.as_deref(), found.tenant.as_deref()),
                        (Some(authority), tenant)
                    );
                }
                None => assert_eq!(found, Err(ChallengeError::Authority { address: address.into() })),
            }
        }
    }
}

#[test]
fn claims_come_decoded() {
    let bare = ENCODED.trim_end_matches('=');
    for encoded in [ENCODED, bare] {
        let uri = "https://login.microsoftonline.com/common/oauth2/authorize";
        let wanted = wanted(&format!(
            r#"Bearer realm="", authorization_uri="{uri}", error="insufficient_claims", claims="{encoded}""#
        ));
        assert_eq!(wanted.claims.as_deref(), Some(CLAIMS));
        let mut earlier = TokenRequest::default();
        earlier.scopes = vec!["https://vault.azure.net/.default".into()];
        earlier.tenant = Some("mine".into());
        let whole = wanted.completed_by(&earlier);
        assert_eq!((&whole.scopes, &whole.tenant), (&earlier.scopes, &earlier.tenant));
        assert_eq!(whole.claims.as_deref(), Some(CLAIMS));
    }
    for encoded in ["eyJhIjoiPz8+fiJ9", "eyJhIjoiPz8-fiJ9"] {
        let found = wanted(&format!(r#"Bearer error="insufficient_claims", claims="{encoded}""#));
        assert_eq!(found.claims.as_deref(), Some(r#"{"a":"??>~"}"#));
    }
    assert_eq!(asked(&format!(r#"Bearer error="other", claims="{ENCODED}""#), MINE), Ok(None));
    for wrong in ["", "####", "WzFd", "eyJh", "/w=="] {
        let field = format!(r#"Bearer error="insufficient_claims", claims="{wrong}""#);
        assert_eq!(asked(&field, MINE), Err(ChallengeError::Claims), "{wrong}");
    }
}

#[test]
fn a_refusal_says_what_was_asked_by_whom() {
    let error = asked(r#"Bearer resource="https://evil.example""#, MINE).unwrap_err();
    let expected = "`mine.vault.azure.net` asks for a token for `https://evil.example/.default`, a domain to which it does not belong";
    assert_eq!(error.to_string(), expected);
    let long = format!("Bearer resource=\"\t{}\"", "x".repeat(1000));
    assert!(asked(&long, MINE).unwrap_err().to_string().len() < 400);
}
