//! The answers and the bodies of all samples, changed: whatever is read of them is written so that it is read the same again.

use bytes::Bytes;
use generated::rt::server::{Receive, receive};
use generated::rt::{Endpoint, Operation, ResponseBody};
use serde_json::{Value, json};
use tests::specimen::dice::Dice;

/// How often the answer of each sample is changed.
const TIMES: usize = 60;

/// Answers an operation with bytes, and says what its body is when it is written again; nothing if it cannot be read.
pub fn rewritten<O: Operation>(status: u16, body: &[u8]) -> Option<Vec<u8>> {
    let answer = http::Response::builder().status(status).header("content-type", "application/json");
    let answer = answer.body(Bytes::copy_from_slice(body)).expect("a lawful answer");
    let read = O::response(answer).ok()?;
    Some(read.body.write().expect("what was read can be written").unwrap_or_default())
}

/// Changes an answer at random, again and again; says how often it could still be read.
pub fn check<O: Operation>(status: u16, answer: &str) -> usize {
    check_by(answer, |text| rewritten::<O>(status, text))
}

/// The same for the body of a request, whose models no answer may have: the other half reads it, and a client sends what is read.
pub fn check_request<O: Receive>(line: &str, api_version: &str, body: &str) -> usize {
    let endpoint =
        Endpoint::new("https://service.example").expect("an address").with_api_version(api_version);
    let (method, target) = line.split_once(' ').expect("a method and a target");
    check_by(body, |text| {
        let request =
            http::Request::builder().method(method).uri(target).header("content-type", "application/json");
        let request = request.body(Bytes::copy_from_slice(text)).expect("a lawful request");
        let read: O = receive(&request).ok()?;
        let sent = read.request(&endpoint).expect("what is received can be sent");
        Some(sent.body().bytes().to_vec())
    })
}

/// Changes a text of JSON at random, again and again; what `rewrite` makes of it is what that makes of it once more.
fn check_by(right: &str, rewrite: impl Fn(&[u8]) -> Option<Vec<u8>>) -> usize {
    let mut dice = Dice::new(u64::try_from(right.len()).unwrap_or_default());
    let right: Value = serde_json::from_str(right).expect("a sample is JSON");
    let mut read = 0;
    for _ in 0..TIMES {
        let mut value = right.clone();
        for _ in 0..=dice.below(3) {
            change(&mut dice, &mut value, 0);
        }
        let text = value.to_string();
        if let Some(written) = rewrite(text.as_bytes()) {
            read += 1;
            assert_eq!(rewrite(&written).as_deref(), Some(written.as_slice()), "{text}");
            assert_eq!(unheard_of(&String::from_utf8_lossy(&written)), unheard_of(&text), "{text}");
        }
    }
    read
}

/// How often a field comes that no table has: none of them may be lost.
fn unheard_of(text: &str) -> usize {
    text.matches("\"x-unheard-of\"").count()
}

/// Changes a value, or something in it.
fn change(dice: &mut Dice, value: &mut Value, depth: usize) {
    match value {
        Value::Object(fields) if depth < 8 && !fields.is_empty() && dice.chance(70) => {
            let at = dice.below(fields.len());
            if let Some((_, inner)) = fields.iter_mut().nth(at) {
                change(dice, inner, depth + 1);
            }
        }
        Value::Array(items) if depth < 8 && !items.is_empty() && dice.chance(70) => {
            let at = dice.below(items.len());
            change(dice, &mut items[at], depth + 1);
        }
        Value::Object(fields) => match dice.below(3) {
            0 => {
                let at = dice.below(fields.len() + 1);
                let name = fields.keys().nth(at).cloned();
                name.and_then(|name| fields.remove(&name));
            }
            _ => drop(fields.insert("x-unheard-of".to_owned(), json!({ "deep": [null, 1e300, "é"] }))),
        },
        Value::Array(items) => match dice.below(2) {
            0 => items.clear(),
            _ => items.extend(items.first().cloned()),
        },
        other => {
            let values = [
                Value::Null,
                json!(true),
                json!(0),
                json!(-1),
                json!(i64::MAX),
                json!(u64::MAX),
                json!(0.5),
                json!(""),
                json!("value of tomorrow"),
                json!("\u{0}\"\\\u{2028}"),
                json!([]),
                json!({}),
            ];
            *other = dice.pick(&values).clone();
        }
    }
}
