//! Errors, looked at closely.

use std::error::Error;
use std::fmt::Write as _;

/// All that an error and its causes say, to people and to programmers.
///
/// # Panics
/// Never: writing to a text cannot fail.
#[must_use]
pub fn told(error: &dyn Error) -> String {
    let mut told = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        writeln!(told, "{error}\n{error:?}").expect("writing to a text cannot fail");
        next = error.source();
    }
    told
}
