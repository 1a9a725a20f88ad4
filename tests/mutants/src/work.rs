//! The same work on many things, by as many workers as there are cores.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::Fault;

/// Does `work` on each of `things`; it is told which worker does it. What fails first ends it.
///
/// # Errors
///
/// The first that a worker meets.
pub fn each<T: Sync>(
    things: &[T],
    work: impl Fn(usize, &T) -> Result<(), Fault> + Sync,
) -> Result<(), Fault> {
    let next = AtomicUsize::new(0);
    let take = |worker: usize| {
        while let Some(thing) = things.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(fault) = work(worker, thing) {
                next.store(things.len(), Ordering::Relaxed);
                return Err(fault);
            }
        }
        Ok(())
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let take = &take;
        let workers: Vec<_> = (0..workers).map(|worker| scope.spawn(move || take(worker))).collect();
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().unwrap_or_else(|_| Err("a worker panicked".into())))
    })
}
