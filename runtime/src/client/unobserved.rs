//! What can be seen of calls and attempts without the feature `tracing`: nothing.

use super::call::Outcome;
use crate::{Endpoint, Error, Fault, OperationInfo, Request, Response};

/// A call or an attempt, as it is seen from outside.
pub(super) struct Span;

#[expect(clippy::unused_self, reason = "a span that is seen needs it")]
impl Span {
    pub(super) fn of_call(_: &OperationInfo, _: &Endpoint) -> Self {
        Self
    }

    pub(super) fn of_attempt(_: &OperationInfo, _: &Endpoint, _: &Request, _: u32) -> Self {
        Self
    }

    pub(super) fn around<F: Future>(&self, future: F) -> F {
        future
    }

    pub(super) fn tell(&self, _: &Outcome) {}

    pub(super) fn tell_end<B, H, E: Fault>(&self, _: &Result<Response<B, H>, Error<E>>) {}
}
