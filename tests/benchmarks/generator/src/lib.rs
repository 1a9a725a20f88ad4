//! The synthetic service, which the tests have too.

#[path = "../../../src/synthetic.rs"]
pub mod synthetic;
