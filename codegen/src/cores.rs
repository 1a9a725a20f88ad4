//! The same work on many things, on as many cores as there are.

use std::num::NonZero;
use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Things for which another thread is worth its start.
const ENOUGH: usize = 16;

/// What the main thread of a process has on most systems; other threads have a quarter of it unless asked.
const STACK: usize = 8 * 1024 * 1024;

/// What `work` makes of each of `things`, in their order, whoever does it and whenever.
pub fn map<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    // Each takes the next thing that nobody has taken, so that all end at about the same time.
    let take = || {
        let mut made = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(index) else { return made };
            made.push((index, work(thing)));
        }
    };
    let mut made = thread::scope(|scope| {
        let start = || thread::Builder::new().stack_size(STACK).spawn_scoped(scope, take);
        // A thread that cannot be had is done without.
        let others: Vec<_> = (1..threads(things.len())).map_while(|_| start().ok()).collect();
        let mut made = take();
        for other in others {
            made.extend(other.join().unwrap_or_else(|cause| panic::resume_unwind(cause)));
        }
        made
    });
    made.sort_unstable_by_key(|(index, _)| *index);
    made.into_iter().map(|(_, made)| made).collect()
}

fn threads(things: usize) -> usize {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    cores.min(things.div_ceil(ENOUGH))
}

#[cfg(test)]
mod tests {
    use super::{ENOUGH, map, threads};

    #[test]
    fn the_order_is_that_of_the_things() {
        let things: Vec<usize> = (0..10 * ENOUGH).collect();
        // Those at the front take longest, so that others end before them.
        let made = map(&things, |thing| {
            (0..1000 * (things.len() - thing)).fold(0, |a: usize, b| a ^ b) & 1 | thing * 2
        });
        assert_eq!(made.iter().map(|made| made / 2).collect::<Vec<_>>(), things);
    }

    #[test]
    fn few_things_need_one_thread() {
        assert_eq!((threads(0), threads(1), threads(ENOUGH)), (0, 1, 1));
        assert_eq!(map(&[] as &[u8], |thing| *thing), []);
    }

    #[test]
    #[should_panic(expected = "not this one")]
    fn a_panic_is_not_lost() {
        map(&(0..10 * ENOUGH).collect::<Vec<_>>(), |thing| assert_ne!(*thing, 5, "not this one"));
    }
}
