//! Long operations: what is polled, when it is over, how it is cancelled.

use super::{FieldStep, Literal, Name, Type};

/// What makes an operation a long one.
#[derive(Clone, Debug)]
pub struct LongRunning {
    /// What is polled, made of the operation itself.
    pub poll: FollowUp,
    /// What the polled operation answers with, if anything.
    pub polled: Option<Type>,
    /// Where that holds the state.
    pub state: Option<TextPath>,
    /// Where that holds why it failed.
    pub reason: Option<TextPath>,
    /// The states that mean success.
    pub succeeded: Vec<String>,
    /// The states that mean failure.
    pub failed: Vec<String>,
    /// What an answer means whose state is none of these, or that has none.
    pub found: Phase,
    /// What it means that there is nothing to answer with, unless that is an error.
    pub not_found: Option<Phase>,
    /// What cancels it, made of the operation that is polled.
    pub cancel: Option<FollowUp>,
}

/// How far a long operation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It goes on.
    Running,
    /// It did what was asked.
    Succeeded,
}

/// An operation that is made of another one's values.
#[derive(Clone, Debug)]
pub struct FollowUp {
    /// The operation.
    pub operation: Name,
    /// What its `new` is given, in its order.
    pub arguments: Vec<Argument>,
    /// Its body, which `new` is given last.
    pub body: Option<Literal>,
}

/// A value of another operation.
#[derive(Clone, Debug)]
pub struct Argument {
    /// The field of that operation.
    pub field: Name,
    /// What it holds.
    pub ty: Type,
}

/// A path of fields to a text, be it of an enum or free.
#[derive(Clone, Debug)]
pub struct TextPath {
    /// The fields to go through, at least one.
    pub steps: Vec<FieldStep>,
    /// What is at its end.
    pub ty: Type,
}
