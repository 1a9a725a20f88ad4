//! The client over real HTTP: what arrives at a server, and what becomes of its answers.

#![allow(deprecated, reason = "the operations of Batch are, and are tested nevertheless")]

mod answers;
mod blocking;
mod calls;
mod challenges;
mod credentials;
mod failures;
mod faults;
mod leaks;
mod options;
mod pages;
mod polling;
mod refusals;
mod retries;
mod secrets;
mod shown;
mod spans;
mod tokens;
mod transports;

use generated::azure_batch::certificates::Get;
use generated::client::{Client, Credential};
use generated::rt::retry::RetryPolicy;
use tests::server::Server;

/// The thumbprint of the pages.
const THUMBPRINT: &str = "0123456789abcdef0123456789abcdef01234567";

/// The sample of the page, for tests that are about something else.
fn get() -> Get {
    Get::new("sha1", THUMBPRINT)
}

/// A client with a credential, as nearly all programs have one, that tries nothing twice.
fn client(server: &Server) -> Client {
    let builder = Client::builder(server.endpoint()).credential(Credential::bearer("token"));
    builder.retry(RetryPolicy::never()).build().expect("a token that can be sent")
}
