//! Samples of a service's pages: what an operation must send, and what it must make of the answer.

use bytes::Bytes;

use crate::{Endpoint, Json, Operation, ResponseBody};

/// One call as a page shows it.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// The api-version that the endpoint is pinned to.
    pub api_version: &'static str,

    /// The method, and the path with its query: `GET /certificates?api-version=7.0`.
    pub request: &'static str,

    /// The JSON that is sent.
    pub body: Option<&'static str>,

    /// The status that is answered.
    pub status: u16,

    /// The headers that are answered.
    pub headers: &'static [(&'static str, &'static str)],

    /// The JSON that is answered.
    pub answer: Option<&'static str>,
}

impl Sample {
    /// Holds an operation against the sample, both ways: it must send the request to the letter, within the limits that
    /// are stated, and what it reads of the answer must be, written again, the answer with nothing lost.
    ///
    /// # Panics
    /// When it does not; made for tests.
    pub fn check<O: Operation>(&self, operation: &O) {
        self.check_request(operation);
        self.check_answer::<O>();
    }

    fn check_request<O: Operation>(&self, operation: &O) {
        let endpoint = Endpoint::new("https://sample.invalid")
            .expect("a lawful address")
            .with_api_version(self.api_version);
        let request = operation.request(&endpoint).expect("the sample can be sent");
        if let Err(error) = operation.validate() {
            panic!("the sample is not within the limits that its pages state: {error}");
        }
        let target = request.uri().path_and_query().map_or("", |target| target.as_str());
        assert_eq!(format!("{} {target}", request.method()), self.request, "the request line");
        let sent = request.body().bytes();
        match self.body {
            Some(body) => assert_eq!(json(sent), json(body.as_bytes()), "the body of the request"),
            None => assert!(sent.is_empty(), "a request without body sends {} bytes", sent.len()),
        }
    }

    /// The answer that the page shows.
    ///
    /// # Panics
    /// When its status or a header is none.
    #[must_use]
    pub fn response(&self) -> http::Response<Bytes> {
        let mut answer = http::Response::builder().status(self.status);
        for (name, value) in self.headers {
            answer = answer.header(*name, *value);
        }
        if self.answer.is_some() {
            answer = answer.header("content-type", "application/json");
        }
        let bytes = Bytes::from_static(self.answer.unwrap_or_default().as_bytes());
        answer.body(bytes).expect("the sample has a lawful status and headers")
    }

    fn check_answer<O: Operation>(&self) {
        let read = match O::response(self.response()) {
            Ok(read) => read,
            Err(error) => panic!("the sample's answer cannot be read: {error}"),
        };
        let written = read.body.write().expect("what was read can be written");
        assert_eq!(
            written.as_deref().map(json),
            self.answer.map(|text| json(text.as_bytes())),
            "the answer, written again"
        );
    }
}

fn json(bytes: &[u8]) -> Json {
    same_numbers(serde_json::from_slice(bytes).expect("JSON"))
}

/// `5` and `5.0` are one number, however a page and the writer of JSON spell it.
fn same_numbers(json: Json) -> Json {
    match json {
        Json::Number(number) => match number.as_i64().map(i32::try_from) {
            Some(Ok(integer)) => Json::from(f64::from(integer)),
            Some(Err(_)) | None => Json::Number(number),
        },
        Json::Array(items) => items.into_iter().map(same_numbers).collect(),
        Json::Object(fields) => fields.into_iter().map(|(name, value)| (name, same_numbers(value))).collect(),
        Json::Null | Json::Bool(_) | Json::String(_) => json,
    }
}
