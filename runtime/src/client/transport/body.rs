//! Bodies of answers, collected within a limit.

use bytes::{Bytes, BytesMut};

use crate::{TransportError, TransportFault};

/// The body of an answer, as far as it was read.
#[derive(Clone, PartialEq, Eq)]
pub enum Body {
    /// All of it.
    Whole(Bytes),

    /// Nothing, because it is larger than allowed.
    TooLarge,
}

/// Collects the pieces of a body, and stops where the limit is.
///
/// A body that comes in one piece is not copied.
///
/// ```
/// use runtime::Bytes;
/// use runtime::client::{Body, Collector};
///
/// let mut body = Collector::new(8, Some(5));
/// for piece in ["he", "llo"] {
///     if !body.wants_more() {
///         break;
///     }
///     body.add(Bytes::from_static(piece.as_bytes()));
/// }
/// assert!(matches!(body.finish()?, Body::Whole(whole) if whole == "hello"));
///
/// let mut cut = Collector::new(8, Some(5));
/// cut.add(Bytes::from_static(b"hel"));
/// assert!(cut.finish().is_err());
/// assert!(!Collector::new(8, Some(9)).wants_more());
/// # Ok::<(), runtime::TransportError>(())
/// ```
#[must_use = "a body is what `finish` returns"]
pub struct Collector {
    limit: usize,
    announced: Option<u64>,
    state: State,
}

enum State {
    One(Bytes),
    Several(BytesMut),
    TooLarge,
}

impl Collector {
    /// Begins a body that may have so many bytes, and of which so many are announced, if any are.
    ///
    /// The answer to a HEAD request announces bytes that do not come: pass `None` for it.
    pub fn new(limit: usize, announced: Option<u64>) -> Self {
        let fits = announced.is_none_or(|length| usize::try_from(length).is_ok_and(|length| length <= limit));
        Self { limit, announced, state: if fits { State::One(Bytes::new()) } else { State::TooLarge } }
    }

    /// Whether there is room for more; where there is none, the rest need not be read.
    #[must_use]
    pub fn wants_more(&self) -> bool {
        !matches!(self.state, State::TooLarge)
    }

    /// Takes the next piece.
    pub fn add(&mut self, piece: Bytes) {
        let length = match &self.state {
            State::One(first) => first.len(),
            State::Several(pieces) => pieces.len(),
            State::TooLarge => return,
        };
        if piece.len() > self.limit - length {
            self.state = State::TooLarge;
            return;
        }
        match &mut self.state {
            State::One(first) if first.is_empty() => *first = piece,
            State::One(first) => {
                // What is announced fits, so nobody can make this large by lying.
                let announced = self.announced.and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
                let mut pieces = BytesMut::with_capacity(announced.max(first.len() + piece.len()));
                pieces.extend_from_slice(first);
                pieces.extend_from_slice(&piece);
                self.state = State::Several(pieces);
            }
            State::Several(pieces) => pieces.extend_from_slice(&piece),
            State::TooLarge => {}
        }
    }

    /// Ends the body.
    ///
    /// # Errors
    /// When fewer bytes came than were announced.
    pub fn finish(self) -> Result<Body, TransportError> {
        let body = match self.state {
            State::TooLarge => return Ok(Body::TooLarge),
            State::One(whole) => whole,
            State::Several(pieces) => pieces.freeze(),
        };
        let is_cut = self.announced.is_some_and(|length| u64::try_from(body.len()).is_ok_and(|l| l < length));
        if is_cut {
            return Err(TransportError::new(
                TransportFault::Interrupted,
                "the body is shorter than announced",
            ));
        }
        Ok(Body::Whole(body))
    }
}

/// Shows the length alone.
impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Whole(body) => write!(f, "{} bytes", body.len()),
            Self::TooLarge => f.write_str("more bytes than allowed"),
        }
    }
}
