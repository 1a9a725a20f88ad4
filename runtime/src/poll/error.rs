//! Why the end of a long operation was not reached.

use std::fmt;
use std::time::Duration;

use crate::one_line::OneLine;
use crate::{Error, Operation, Polled};

/// Why waiting for the end of a long operation that `P` polls came to nothing.
#[non_exhaustive]
pub enum PollError<P: Operation> {
    /// The operation ended without success: it failed, or was called off.
    Failed(Box<Failed<P>>),

    /// A call failed, which says nothing about the operation: the same can be asked again.
    Call(Error<P::Error>),

    /// The time for the waiting is over, the operation is not: with more time it can be followed further.
    OutOfTime {
        /// The wait that was not begun.
        wait: Duration,
    },
}

/// A long operation that ended without success.
#[non_exhaustive]
pub struct Failed<P: Operation> {
    /// The state that it ended in, in the service's own word.
    pub state: String,

    /// Why, in words for people, if the service tells.
    pub reason: Option<String>,

    /// The last answer, which tells all that the service does.
    pub answer: Polled<P>,
}

impl<P: Operation> PollError<P> {
    /// The long operation that failed, if that is what happened.
    #[must_use]
    pub fn failed(&self) -> Option<&Failed<P>> {
        match self {
            Self::Failed(failed) => Some(failed),
            Self::Call(_) | Self::OutOfTime { .. } => None,
        }
    }
}

impl<P: Operation<Error = E>, E> From<Error<E>> for PollError<P> {
    fn from(error: Error<E>) -> Self {
        Self::Call(error)
    }
}

impl<P: Operation> fmt::Display for PollError<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(failed) => fmt::Display::fmt(failed, f),
            Self::Call(error) => fmt::Display::fmt(error, f),
            Self::OutOfTime { wait } => {
                write!(
                    f,
                    "the operation has not ended in time; another wait, of {wait:?}, would take longer than \
                     allowed"
                )
            }
        }
    }
}

impl<P: Operation> fmt::Display for Failed<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the operation ended as `{}`", OneLine::new(&self.state, 80))?;
        match &self.reason {
            Some(reason) => write!(f, ": {}", OneLine::new(reason, 300)),
            None => Ok(()),
        }
    }
}

/// Without the body, which may hold what is not to be shown.
impl<P: Operation> fmt::Debug for Failed<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Failed")
            .field("state", &self.state)
            .field("reason", &self.reason)
            .field("status", &self.answer.status)
            .finish_non_exhaustive()
    }
}

impl<P: Operation> fmt::Debug for PollError<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(failed) => f.debug_tuple("Failed").field(failed).finish(),
            Self::Call(error) => f.debug_tuple("Call").field(error).finish(),
            Self::OutOfTime { wait } => f.debug_struct("OutOfTime").field("wait", wait).finish(),
        }
    }
}

impl<P: Operation> std::error::Error for Failed<P> {}

impl<P: Operation> std::error::Error for PollError<P> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Call(error) => std::error::Error::source(error),
            Self::Failed(_) | Self::OutOfTime { .. } => None,
        }
    }
}
