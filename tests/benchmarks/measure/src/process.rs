//! What a process costs, all its children included.

use std::io;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// What the kernel says of a process that has ended.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// Time on the clock.
    pub wall: Duration,
    /// Processor time, in the program and for it.
    pub cpu: Duration,
    /// The most memory that it held at once, in KiB.
    pub memory: u64,
}

/// Runs a command whose output nobody needs; what it says of errors is seen.
///
/// # Errors
///
/// When it cannot be run, or fails.
pub fn run(command: &mut Command) -> io::Result<Cost> {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn()?;
    let used = child.wait4()?;
    let wall = start.elapsed();
    if !used.status.success() {
        return Err(io::Error::other(format!("{command:?}: {}", used.status)));
    }
    let cpu = used.rusage.utime + used.rusage.stime;
    Ok(Cost { wall, cpu, memory: used.rusage.maxrss / 1024 })
}
