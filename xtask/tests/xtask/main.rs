//! The built `xtask`, run as a process on real folders.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected has failed")]

mod audit;
mod check;
mod ci;
mod diff;
mod draft;
#[cfg(target_os = "linux")]
mod killed;
mod project;
mod usage;
mod write;
