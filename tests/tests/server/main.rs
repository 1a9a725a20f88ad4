//! The other half: what a server reads of a request is the operation that was sent, what a client reads of an answer is
//! what the server wrote, and a mock does both over HTTP.

#![allow(deprecated, reason = "what a page calls deprecated is tested nevertheless")]
#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected has failed")]

#[allow(dead_code, reason = "a test is a program, where what nobody calls counts as dead")]
#[allow(clippy::doc_markdown, reason = "what the pages say is prose")]
mod fixtures {
    include!(concat!(env!("OUT_DIR"), "/modules.rs"));
}

mod make;
mod mock;
mod refusals;
mod round_trip;

use std::fmt::Debug;

use generated::rt::Operation;
use generated::rt::sample::Sample;
use generated::rt::server::{Receive, Service};
use http::Request;
use make::Make;

/// What is done with each operation of each service, found when this is built, so that none is left out.
trait Visitor {
    fn visit<O: Whole>(&mut self, service: &Service);
}

/// An operation that can be made with all that belongs to it.
trait Whole: Receive<Body: Made, Headers: Made, Error: Made> + Made {}

impl<O: Receive<Body: Made, Headers: Made, Error: Made> + Made> Whole for O {}

/// What can be made, compared and shown.
trait Made: Make + Debug + PartialEq {}

impl<T: Make + Debug + PartialEq> Made for T {}

/// The operations of the real services.
#[allow(
    clippy::field_reassign_with_default,
    clippy::let_and_return,
    reason = "some types have few fields to set, or none"
)]
mod services {
    use generated::rt;

    include!(concat!(env!("OUT_DIR"), "/makers.rs"));
}

/// The operations of the fixtures.
#[allow(
    clippy::field_reassign_with_default,
    clippy::let_and_return,
    reason = "some types have few fields to set, or none"
)]
mod one_feature_each {
    use generated::rt;

    include!(concat!(env!("OUT_DIR"), "/fixture_makers.rs"));
}

fn name<O: Operation>() -> &'static str {
    O::INFO.name
}

/// The request that a page shows.
fn shown(sample: &Sample) -> Request<&'static str> {
    let (method, target) = sample.request.split_once(' ').unwrap();
    let mut request = Request::builder().method(method).uri(target);
    if sample.body.is_some() {
        request = request.header("content-type", "application/json");
    }
    request.body(sample.body.unwrap_or_default()).unwrap()
}
