//! The generated operations and models without a wire: what each request looks like, whatever its values are, and
//! what becomes of documents that no page foresaw.
#![allow(deprecated, reason = "the operations of Batch are, and are tested nevertheless")]

mod documents;
mod models;
mod neighbours;
mod positions;
mod values;
