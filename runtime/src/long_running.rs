//! Operations that only begin what takes longer, and the operations that tell its end and call it off.

use crate::poll::Ends;
use crate::{Operation, Response, ResponseBody};

/// An operation that only begins something, whose end another operation tells.
///
/// A client sends it and waits; [`Polling`](crate::poll::Polling) does the same without I/O.
pub trait LongRunning: Operation {
    /// The operation that tells how far it is. It only reads, so that it can be sent as often as one likes.
    type Poll: Operation<Error = Self::Error>;

    /// What is there at the end: [`Polled`] where there is something to read, `()` where the end is that nothing is left.
    type Outcome: Outcome<Self::Poll>;

    /// When it is over.
    const ENDS: Ends;

    /// What to poll once this has been sent.
    fn poll(&self) -> Self::Poll;

    /// The state in a polled answer, in the service's own word.
    #[must_use]
    fn state(_: &<Self::Poll as Operation>::Body) -> Option<&str> {
        None
    }

    /// What a polled answer says of a failure, in words for people.
    #[must_use]
    fn reason(_: &<Self::Poll as Operation>::Body) -> Option<&str> {
        None
    }
}

/// A long operation that can be called off.
pub trait Cancel: LongRunning {
    /// The operation that calls it off.
    type Cancel: Operation<Error = Self::Error>;

    /// What calls off the operation that this one polls.
    fn cancel(poll: &Self::Poll) -> Self::Cancel;
}

/// What the operation `P` answers when it is polled.
pub type Polled<P> = Response<<P as Operation>::Body, <P as Operation>::Headers>;

/// What a long operation that is polled by `P` leaves at its end.
pub trait Outcome<P: Operation>: Sized {
    /// Of an end that an answer tells.
    fn found(answer: Polled<P>) -> Self;

    /// Of an end that is known by there being nothing to answer with; `None` if that is none.
    fn gone() -> Option<Self>;
}

impl<P: Operation> Outcome<P> for () {
    fn found(_: Polled<P>) -> Self {}

    fn gone() -> Option<Self> {
        Some(())
    }
}

impl<P: Operation<Body = B>, B: ResponseBody> Outcome<P> for Response<B, P::Headers> {
    fn found(answer: Polled<P>) -> Self {
        answer
    }

    fn gone() -> Option<Self> {
        None
    }
}
