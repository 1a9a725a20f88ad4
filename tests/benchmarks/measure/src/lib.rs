//! How things compare that do the same: run in turn, so that a busy minute of the machine is everybody's.

mod process;
mod race;
mod table;

pub use process::{Cost, run};
pub use race::{Race, Result, Whose};
pub use table::{Table, micros, ratio};
