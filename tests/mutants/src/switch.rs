//! Stands in each crate of the copy: which mutant is switched on, and which functions are reached.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::sync::{Mutex, OnceLock, PoisonError};

/// The mutant that is switched on, 0 if none is. The number is that of the function that asks.
pub fn on(function: u32) -> u32 {
    static ON: OnceLock<u32> = OnceLock::new();
    static REACHED: OnceLock<Option<Mutex<(File, BTreeSet<u32>)>>> = OnceLock::new();
    if let Some(reached) = REACHED.get_or_init(|| {
        let file = std::env::var_os("MUTANTS_REACHED")?;
        Some(Mutex::new((OpenOptions::new().append(true).create(true).open(file).ok()?, BTreeSet::new())))
    }) {
        let mut reached = reached.lock().unwrap_or_else(PoisonError::into_inner);
        if reached.1.insert(function) {
            let _ = reached.0.write_all(format!("{function}\n").as_bytes());
        }
    }
    *ON.get_or_init(|| std::env::var("MUTANT").ok().and_then(|id| id.parse().ok()).unwrap_or(0))
}
