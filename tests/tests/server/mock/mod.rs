//! The mock server: over real HTTP, asked by the client and by hand.

mod closures;
mod hostile;
mod pages;
mod refusals;

use generated::client::{Client, Credential};
use generated::mock::Mock;
use generated::rt::retry::RetryPolicy;
use generated::rt::server::Service;

const TOKEN: &str = "canary-7f3a";

/// A mock of a service, and a client of it that tries nothing twice.
fn start(service: Service) -> (Mock, Client) {
    let mock = Mock::start(service).expect("this machine has a free port");
    let builder = Client::builder(mock.endpoint()).credential(Credential::bearer(TOKEN));
    let client = builder.retry(RetryPolicy::never()).build().expect("a token that can be sent");
    (mock, client)
}

fn vault() -> (Mock, Client) {
    start(generated::azure_key_vault::SERVICE)
}
