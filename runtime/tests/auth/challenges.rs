//! Challenges, well-formed and not.

use http::{HeaderMap, HeaderValue};
use runtime::auth::challenge::parse;

fn headers(fields: &[&[u8]]) -> HeaderMap {
    let value = |field: &&[u8]| HeaderValue::from_bytes(field).expect("bytes that a header can hold");
    fields.iter().map(|field| (http::header::WWW_AUTHENTICATE, value(field))).collect()
}

/// Every challenge on a line of its own, what is in it in brackets.
fn shown(fields: &[&str]) -> String {
    let fields: Vec<&[u8]> = fields.iter().map(|field| field.as_bytes()).collect();
    let names = ["realm", "a", "b", "title"];
    let lines = parse(&headers(&fields)).into_iter().map(|challenge| {
        let token = challenge.token68().into_iter().map(|token| format!("[{token}]"));
        let values = names.iter().filter_map(|name| Some((name, challenge.parameter(name)?)));
        let values = values.map(|(name, value)| format!("[{name}={value}]"));
        challenge.scheme().to_owned() + &token.chain(values).collect::<String>()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_grammar_is_read_as_it_is_written() {
    let cases: &[(&[&str], &str)] = &[
        (&[], ""),
        (&["", " , ,, "], ""),
        (&["Basic"], "Basic"),
        (&["Basic , B "], "Basic\nB"),
        (&["Basic realm=x"], "Basic[realm=x]"),
        (&[r#"bASIC  REALM = "x", a=1"#], "bASIC[realm=x][a=1]"),
        (&[r#"A a="1", B, C b="2",,"#], "A[a=1]\nB\nC[b=2]"),
        (&[r#"A a="1""#, "B"], "A[a=1]\nB"),
        (&[r#"A a="x, B b=\"y\"\\", b=z"#], "A[a=x, B b=\"y\"\\][b=z]"),
        (&[r#"A a="""#], "A[a=]"),
        (&["Negotiate"], "Negotiate"),
        (&["Negotiate abc/+==, NTLM"], "Negotiate[abc/+==]\nNTLM"),
        (&["A a, B a="], "A[a]\nB[a=]"),
        (&["A a=b, a=b"], ""),
        (
            &[r#"Newauth realm="apps", a=1, title="Login to \"apps\"", Basic realm="simple""#],
            "Newauth[realm=apps][a=1][title=Login to \"apps\"]\nBasic[realm=simple]",
        ),
    ];
    for (fields, expected) in cases {
        assert_eq!(shown(fields), *expected, "{fields:?}");
    }
}

#[test]
fn a_field_that_breaks_the_grammar_gives_nothing() {
    let broken = [
        "=",
        "a=b",
        "=b",
        r#"A a="x"#,
        r#"A a="x\"#,
        r#"A a="x"y"#,
        "A a=b c=d",
        "A abc, a=b",
        "A abc== d",
        "A a=b/c",
        "A \"x\"",
        "(A)",
        "A/b",
        "A ==",
        "A a=1, A=2, A a=1, a=2",
        "A a b",
    ];
    for field in broken {
        assert_eq!(shown(&[field]), "", "{field}");
        // It does not take others along.
        assert!(shown(&[field, "Other a=1"]).ends_with("Other[a=1]"), "{field}");
    }
}

#[test]
fn text_beyond_ascii_is_read() {
    let found = parse(&headers(&[b"A a=\"M\xc3\xbcller\", b=\"\xff\""]));
    assert_eq!(found[0].parameter("a"), Some("Müller"));
    assert_eq!(found[0].parameter("b"), Some("\u{fffd}"));
}

#[test]
fn no_bytes_make_it_panic_or_linger() {
    const LETTERS: &[u8] = b"Aab=\"\\, \t/~\xff";
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 40).unwrap_or_default()
    };
    for _ in 0..20_000 {
        let length = random() % 24;
        let field: Vec<u8> = (0..length).map(|_| LETTERS[random() % LETTERS.len()]).collect();
        drop(parse(&headers(&[&field])));
    }
    for piece in ["A ", "A,", "A a=b,", "a", "=", "\"", "A a=\"", "A abc== "] {
        drop(parse(&headers(&[piece.repeat(200_000).as_bytes()])));
    }
    let many: Vec<_> = (0..100_000).map(|number| format!("a{number}=1")).collect();
    assert_eq!(parse(&headers(&[format!("A {}", many.join(",")).as_bytes()])).len(), 1);
}
