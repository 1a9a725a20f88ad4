//! The same work on many things, on as many cores as there are.

use std::num::NonZero;
use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The most threads: what is left for one more is hardly worth its start.
const MOST: usize = 8;

/// What the main thread of a process has on most systems; other threads have a quarter of it unless asked.
const STACK: usize = 8 * 1024 * 1024;

/// What `work` makes of each of `things`, in their order, whoever does it and whenever.
///
/// A thread has at least `share` of them to do on average: it costs about half a millisecond, and is to save several.
pub fn map<T: Sync, R: Send>(things: &[T], share: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
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
        let others: Vec<_> = (1..threads(things.len() / share)).map_while(|_| start().ok()).collect();
        let mut made = take();
        for other in others {
            made.extend(other.join().unwrap_or_else(|cause| panic::resume_unwind(cause)));
        }
        made
    });
    made.sort_unstable_by_key(|(index, _)| *index);
    made.into_iter().map(|(_, made)| made).collect()
}

fn threads(shares: usize) -> usize {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    cores.min(MOST).min(shares)
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;
    use std::sync::{Condvar, Mutex};
    use std::thread::available_parallelism;
    use std::time::Duration;

    use super::map;

    #[test]
    fn two_cores_work_at_the_same_time() {
        let both = available_parallelism().map_or(1, NonZero::get).min(2);
        let (begun, news) = (Mutex::new(0), Condvar::new());
        let met = map(&[1, 2], 1, |_| {
            *begun.lock().unwrap() += 1;
            news.notify_all();
            // One thread alone would wait for the thing that it takes next.
            let wait = |begun: &mut usize| *begun < both;
            !news
                .wait_timeout_while(begun.lock().unwrap(), Duration::from_secs(10), wait)
                .unwrap()
                .1
                .timed_out()
        });
        assert_eq!(met, [true, true]);
    }

    #[test]
    fn the_order_is_that_of_the_things() {
        let things: Vec<u32> = (0..200).collect();
        // Those at the front take longest, so that others end before them.
        let made = map(&things, 1, |thing| {
            let odd = (0..100 * (200 - thing)).fold(1, |sum: u32, number| sum.wrapping_mul(31) ^ number) & 1;
            (*thing, odd)
        });
        assert!(made.iter().map(|(thing, _)| thing).eq(&things));
        assert!(map(&[] as &[u8], 1, |thing| *thing).is_empty());
    }

    #[test]
    #[should_panic(expected = "not this one")]
    fn a_panic_is_not_lost() {
        map(&[1, 2, 3, 4, 5], 1, |thing| assert_ne!(*thing, 5, "not this one"));
    }
}
