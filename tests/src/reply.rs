//! What a server does with a request: answers of every kind, whole or broken off.

use std::collections::VecDeque;
use std::fmt;
use std::io::Write as _;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::Response;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use hyper::body::{Body, Frame, SizeHint};
use serde_json::Value;
use tokio::sync::Notify;

/// What a server does with one request.
#[derive(Debug)]
pub enum Reply {
    /// Answers.
    Answer(Response<Pieces>),

    /// Reads the request and says nothing.
    Silence,

    /// Reads the request and ends the connection.
    HangUp,

    /// Reads the request, and does the rest once it is told to.
    Held(Arc<Notify>, Box<Reply>),
}

impl Reply {
    /// Answers with JSON.
    #[must_use]
    pub fn json(status: u16, body: &Value) -> Self {
        Self::text(status, "application/json; charset=utf-8", body.to_string())
    }

    /// Answers with a body of this type.
    ///
    /// # Panics
    /// When no answer can have this status or type.
    #[must_use]
    pub fn text(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        let response = Response::builder().status(status).header(CONTENT_TYPE, content_type);
        response.body(Pieces::whole(body)).expect("a lawful status and type").into()
    }

    /// Answers with JSON, compressed and said to be so.
    ///
    /// # Panics
    /// Never: writing to memory cannot fail.
    #[must_use]
    pub fn gzip(body: &[u8]) -> Self {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(body).expect("memory takes what is written");
        let body = encoder.finish().expect("memory takes what is written");
        let response = Response::builder().header(CONTENT_TYPE, "application/json");
        let response = response.header(CONTENT_ENCODING, "gzip").body(Pieces::whole(body));
        response.expect("lawful headers").into()
    }

    /// Answers with a header and without a body.
    ///
    /// # Panics
    /// When no answer can have this status or this header.
    #[must_use]
    pub fn with_header(status: u16, name: &str, value: &str) -> Self {
        let response = Response::builder().status(status).header(name, value);
        response.body(Pieces::whole("")).expect("a lawful status and header").into()
    }

    /// Answers without a body.
    ///
    /// # Panics
    /// When no answer can have this status.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Response::builder().status(status).body(Pieces::whole("")).expect("a lawful status").into()
    }

    /// The same, once the gate has been notified.
    #[must_use]
    pub fn behind(self, gate: &Arc<Notify>) -> Self {
        Self::Held(Arc::clone(gate), Box::new(self))
    }
}

impl From<Response<Pieces>> for Reply {
    fn from(response: Response<Pieces>) -> Self {
        Self::Answer(response)
    }
}

/// A body that comes in pieces, and need not come to an end.
#[derive(Debug)]
pub struct Pieces {
    announced: Option<usize>,
    rest: VecDeque<Bytes>,
    end: End,
}

/// What happens after the last piece.
#[derive(Debug)]
enum End {
    /// The body is complete.
    Complete,

    /// The connection breaks, once the pieces are on their way.
    Break,

    /// The connection breaks now.
    BreakNow,

    /// Nothing.
    Stall,
}

impl Pieces {
    /// All at once, with its length.
    #[must_use]
    pub fn whole(body: impl Into<Bytes>) -> Self {
        let body = body.into();
        Self { announced: Some(body.len()), rest: [body].into(), end: End::Complete }
    }

    /// One after the other, without saying how many there are.
    #[must_use]
    pub fn chunked(pieces: impl IntoIterator<Item = Bytes>) -> Self {
        Self { announced: None, rest: pieces.into_iter().collect(), end: End::Complete }
    }

    /// Announces `missing` bytes more than there are, and breaks off where they should come.
    #[must_use]
    pub fn truncated(body: impl Into<Bytes>, missing: usize) -> Self {
        let body = body.into();
        Self { announced: Some(body.len() + missing), rest: [body].into(), end: End::Break }
    }

    /// Announces `missing` bytes more than there are, and leaves the reader waiting for them.
    #[must_use]
    pub fn stalled(body: impl Into<Bytes>, missing: usize) -> Self {
        Self { end: End::Stall, ..Self::truncated(body, missing) }
    }
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        if let Some(piece) = self.rest.pop_front() {
            return Poll::Ready(Some(Ok(Frame::data(piece))));
        }
        match self.end {
            End::Complete => Poll::Ready(None),
            End::Break => {
                // The server writes out what it has when there is nothing more for the moment.
                self.end = End::BreakNow;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            End::BreakNow => Poll::Ready(Some(Err(Broken))),
            End::Stall => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.announced == Some(0)
    }

    /// Asked once, before the head is written.
    fn size_hint(&self) -> SizeHint {
        match self.announced.and_then(|length| u64::try_from(length).ok()) {
            Some(length) => SizeHint::with_exact(length),
            None => SizeHint::default(),
        }
    }
}

/// A body is to break off here.
#[derive(Debug)]
pub struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body is to break off here")
    }
}

impl std::error::Error for Broken {}
