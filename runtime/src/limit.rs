//! What a service says about values: the limits of a field, and from which version to which it exists.

/// One thing that the pages say about the value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Limit {
    /// The smallest number.
    Minimum(i64),

    /// The largest number.
    Maximum(i64),

    /// The fewest Unicode characters.
    MinLength(u64),

    /// The most Unicode characters.
    MaxLength(u64),

    /// The regular expression that matches the text, or a part of it unless it says `^` and `$`.
    Pattern(&'static str),

    /// The only text.
    Const(&'static str),

    /// The first api-version that has the field, or the value of an enum.
    Since(&'static str),

    /// The last api-version that has the field, or the value of an enum.
    Until(&'static str),
}
