//! Futures brought to their end by the thread that waits for them.

use std::cell::Cell;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use crate::client::BoxFuture;

thread_local! {
    /// When the next of the sleeps ends that this thread waits for.
    static NEXT: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// Polls a future until it is ready, and sleeps in between.
pub(super) fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    // A source of tokens may wait in a call of its own.
    let outer = NEXT.take();
    let output = loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            break output;
        }
        match NEXT.take() {
            Some(next) => thread::park_timeout(next.saturating_duration_since(Instant::now())),
            None => thread::park(),
        }
    };
    NEXT.set(outer);
    output
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// The `sleep` of transports that block: it takes the thread of a [`blocking::Client`](super::Client), and no other
/// executor's.
#[must_use]
pub fn sleep(time: Duration) -> BoxFuture<'static, ()> {
    Box::pin(Sleep { end: Instant::now().checked_add(time) })
}

struct Sleep {
    /// `None` is beyond all clocks.
    end: Option<Instant>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        let Some(end) = self.end else { return Poll::Pending };
        if Instant::now() >= end {
            return Poll::Ready(());
        }
        NEXT.set(Some(NEXT.get().map_or(end, |next| next.min(end))));
        Poll::Pending
    }
}
