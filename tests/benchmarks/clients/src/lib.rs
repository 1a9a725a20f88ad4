//! One operation, Delete Certificate of Key Vault, in every way: by hand, through this project, through others.

use std::time::Duration;

pub mod by_azure;
pub mod by_hand;
pub mod by_progenitor;
pub mod ours;
pub mod server;

/// The answer that the page of the operation prints.
pub const ANSWER: &[u8] = include_bytes!("../fixtures/deleted-certificate.json");

/// The certificate that is deleted.
pub const NAME: &str = "importCert01";

/// Why a benchmark ends early.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The client of reqwest that all share who take one: the usual settings, but for proxies, which loopback needs none of.
///
/// # Errors
///
/// When there can be none on this machine.
pub fn reqwest() -> Result<reqwest::Client, reqwest::Error> {
    builder().build()
}

/// The same with a limit for the time of a call, as ours has one: each call then sets a timer and stops it.
///
/// # Errors
///
/// As [`reqwest`].
pub fn reqwest_with_limit() -> Result<reqwest::Client, reqwest::Error> {
    builder().timeout(Duration::from_secs(60)).build()
}

fn builder() -> reqwest::ClientBuilder {
    // Nothing here speaks TLS, but reqwest wants to know how it would. Who installed one before did the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy()
}
