//! Waiting for something, and for no longer than that.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use super::Transport;

/// The time is over.
pub(super) struct Elapsed;

/// What a future comes to within a time.
pub(super) async fn within<F: Future>(
    clock: &dyn Transport,
    time: Duration,
    future: F,
) -> Result<F::Output, Elapsed> {
    let mut future = pin!(future);
    // Most futures here are ready at once, and need no clock.
    let mut sleep = None;
    poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Ok(output));
        }
        let sleep = sleep.get_or_insert_with(|| clock.sleep(time));
        sleep.as_mut().poll(context).map(|()| Err(Elapsed))
    })
    .await
}
