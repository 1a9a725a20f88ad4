//! Challenges as services and attackers write them, and signatures to the letter.

mod challenges;
#[cfg(feature = "shared-key")]
mod shared_keys;
mod tokens;
