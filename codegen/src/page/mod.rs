//! What a page of the reference states: text to facts, whatever manner it was saved in.

mod facts;

pub use facts::{
    At, Damage, Definition, Fact, Header, Limit, LimitKey, Page, Presence, RequestLine, Response, Row, Sample,
    Scheme, Section, Span, Style, TableKind, Text,
};
