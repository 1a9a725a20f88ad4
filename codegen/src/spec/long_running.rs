//! Long operations as they are written: what is polled, what it answers in the end, and how they are cancelled.

use super::data::Data;
use super::decode::List;
use super::record::record;
use super::scalar::{Spanned, Text};
use super::words::words;

record! {
    /// What makes an operation a long one: it only begins something, whose end another operation tells.
    pub struct LongRunning is "a long operation", written as [Map];

    /// The operation of this file that tells how far it is.
    required "poll" => poll: Text,
    /// Where the polled answer holds the state: the path of a text, such as `properties.state`.
    optional "state" => state: Option<Text>,
    /// The states that mean success.
    optional "succeeded" => succeeded: List<Text>,
    /// The states that mean failure; every state that is in neither list means that it is still running.
    optional "failed" => failed: List<Text>,
    /// Where the polled answer holds why it failed: the path of a text, such as `error.message`.
    optional "reason" => reason: Option<Text>,
    /// What it means that the polled operation finds nothing, 404; an error if absent.
    optional "not-found" => not_found: Option<Spanned<NotFound>>,
    /// The operation of this file that cancels it.
    optional "cancel" => cancel: Option<Cancel>,
}

words! {
    /// What it means that the polled operation finds nothing.
    pub enum NotFound is "a meaning of 404";
    /// It is still running: what it makes is not there yet.
    Running = "running",
    /// It has succeeded: what it removes is gone.
    Succeeded = "succeeded",
}

record! {
    /// How a long operation is cancelled.
    pub struct Cancel is "a cancellation", written as [Map, Lone("operation")];

    /// The operation of this file that cancels it.
    required "operation" => operation: Text,
    /// What that one sends.
    optional "body" => body: Option<Data>,
}
