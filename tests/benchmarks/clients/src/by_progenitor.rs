//! The operation as progenitor generates it.

use futures_util::FutureExt as _;

use crate::Failure;
use generated::{Client, types};

/// Positional arguments, made by `build.rs`.
#[expect(clippy::all, clippy::pedantic, reason = "the generator's own text")]
#[allow(unused_imports, reason = "the generator's own text")]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/progenitor.rs"));
}

pub use generated::Client as ProgenitorClient;
pub use generated::types::DeletedCertificateBundle;

/// Whether requests are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    /// As always.
    Happens,
    /// A request is built and goes no further.
    Stopped,
}

/// The hook that runs before a request is sent.
///
/// # Errors
///
/// When it is not to be sent: there is no other way to build a request alone.
pub async fn before(sending: &Sending, _: &mut reqwest::Request) -> Result<(), &'static str> {
    if *sending == Sending::Stopped { Err("stopped") } else { Ok(()) }
}

/// A client of the server at `base`.
///
/// # Errors
///
/// As [`reqwest`](crate::reqwest).
pub fn client(base: &str, sending: Sending) -> Result<Client, Failure> {
    Ok(Client::new_with_client(base, crate::reqwest()?, sending))
}

/// Builds a request, with a client that is [`Sending::Stopped`]; whether it was stopped there.
#[must_use]
pub fn is_built(client: &Client, name: &str) -> bool {
    matches!(client.delete_certificate(name, "7.0").now_or_never(), Some(Err(_)))
}

/// Sends the request and reads the answer.
///
/// # Errors
///
/// When the answer is not what the page says.
pub async fn call(client: &Client, name: &str) -> Result<types::DeletedCertificateBundle, Failure> {
    Ok(client.delete_certificate(name, "7.0").await?.into_inner())
}
