//! Chance that comes out the same for the same number.

use fastrand::Rng;

/// What decides where anything could be one way or another.
#[derive(Clone, Debug)]
pub struct Dice(Rng);

impl Dice {
    /// The same throws for the same seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Rng::with_seed(seed))
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0.usize(..end)
    }

    /// Whether something happens that does in so many of a hundred cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of some.
    ///
    /// # Panics
    /// When there is none.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// Any number at all.
    pub fn number(&mut self) -> u64 {
        self.0.u64(..)
    }

    /// Any byte at all.
    pub fn byte(&mut self) -> u8 {
        self.0.u8(..)
    }
}
