//! What it takes to be let in, as pure functions: reading what a service demands, and signing requests.

pub mod challenge;
#[cfg(feature = "shared-key")]
pub mod shared_key;
