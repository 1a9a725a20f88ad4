//! What `Files` does to real folders.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected has failed")]

mod chance;
mod folder;
mod near;
mod refuse;
mod write;
