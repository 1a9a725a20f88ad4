//! What the fixtures make, as a library: lints that look at what others see find nothing in a test.

#![allow(clippy::doc_markdown, reason = "what the pages say is prose")]

include!(concat!(env!("OUT_DIR"), "/modules.rs"));
