//! One sample, sent by a client to a server that answers with it.

use bytes::Bytes;
use generated::client::{Client, Credential};
use generated::rt::server::Receive;
use generated::rt::{Operation, Response, ResponseBody};
use http::Request;
use tests::json::same;
use tests::reply::{Pieces, Reply};
use tests::server::Server;
use tokio::runtime::Builder;

use crate::changed;

/// One call as a page shows it, with the fields that generated samples fill in.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    pub api_version: &'static str,
    pub request: &'static str,
    pub body: Option<&'static str>,
    pub status: u16,
    pub headers: &'static [(&'static str, &'static str)],
    pub answer: Option<&'static str>,
}

impl Sample {
    /// Makes the call, and holds what arrives at the server and what comes back from it against the sample. What a page
    /// shows must also be within the limits that it states.
    pub fn check<O: Receive>(&self, operation: &O) {
        if let Err(error) = operation.validate() {
            panic!("the sample breaks what its own page says:\n{error}");
        }
        if let Some(answer) = self.answer {
            let read = changed::check::<O>(self.status, answer);
            assert!(read > 0, "no change leaves an answer that can be read");
        }
        if let Some(body) = self.body {
            let read = changed::check_request::<O>(self.request, self.api_version, body);
            assert!(read > 0, "no change leaves a body that can be read");
        }
        let threads = Builder::new_current_thread().enable_all().build().expect("this machine has threads");
        let (request, response) = threads.block_on(self.exchange(operation));
        self.check_request(&request);
        self.check_response(&response);
    }

    async fn exchange<O: Operation>(&self, operation: &O) -> (Request<Bytes>, Response<O::Body, O::Headers>) {
        let mut server = Server::http([self.reply()]).await;
        let endpoint = server.endpoint().with_api_version(self.api_version);
        let client = Client::new(endpoint, Credential::bearer("token")).expect("a token that can be sent");
        let response = client.send(operation).await;
        let response = response.unwrap_or_else(|error| panic!("the call fails: {error}"));
        (server.request().await, response)
    }

    fn reply(&self) -> Reply {
        let mut answer = http::Response::builder().status(self.status);
        for (name, value) in self.headers {
            answer = answer.header(*name, *value);
        }
        if self.answer.is_some() {
            answer = answer.header("content-type", "application/json; charset=utf-8");
        }
        answer.body(Pieces::whole(self.answer.unwrap_or_default())).expect("lawful headers").into()
    }

    fn check_request(&self, request: &Request<Bytes>) {
        assert_eq!(format!("{} {}", request.method(), request.uri()), self.request, "the request line");
        let header = |name: &str| request.headers().get(name).map(|value| value.to_str().expect("ASCII"));
        assert_eq!(header("accept"), Some("application/json"));
        assert_eq!(header("authorization"), Some("Bearer token"));
        let media_type = header("content-type").map(|value| value.split(';').next().unwrap_or_default());
        match self.body {
            Some(body) => {
                assert!(same(request.body(), body.as_bytes()), "sent: {:?}", request.body());
                assert!(media_type.is_some_and(|value| value.ends_with("json")), "{media_type:?}");
            }
            None => assert_eq!((request.body().len(), media_type), (0, None), "there is no body to send"),
        }
        let usual = [
            "accept",
            "accept-encoding",
            "authorization",
            "content-length",
            "content-type",
            "host",
            "user-agent",
        ];
        let mut others = request.headers().keys().filter(|name| !usual.contains(&name.as_str()));
        assert_eq!(others.next(), None, "samples set no headers");
    }

    fn check_response<B: ResponseBody, H>(&self, response: &Response<B, H>) {
        assert_eq!(response.status, self.status);
        for (name, value) in self.headers {
            assert_eq!(response.raw_headers[*name], *value);
        }
        assert_eq!(response.raw_body, self.answer.unwrap_or_default());
        let written = response.body.write().expect("what was read can be written");
        match (&written, self.answer) {
            (Some(written), Some(answer)) => {
                assert!(
                    same(written, answer.as_bytes()),
                    "written again: {}",
                    String::from_utf8_lossy(written)
                );
            }
            (None, None) => {}
            (written, answer) => panic!("{answer:?} becomes {written:?}"),
        }
    }
}
