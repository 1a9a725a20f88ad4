//! What can be wrong with a spec: its kind, its places, what is wrong there, and how to mend it.

mod all;

pub use all::Problems;

use crate::codes::codes;

/// A file of the specs, by its position in [`crate::Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A stretch of bytes in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// Where it begins, in bytes.
    pub start: u32,
    /// Where it ends, in bytes; the byte there is no longer part of it.
    pub end: u32,
}

codes! {
    /// The kinds of problems, in the order of the stages that report them.
    Kind {
        // Files.
        /// A file lies where no spec is read, or its name does not end in `.yaml`.
        StrayFile = "stray-file",
        /// A file is larger than 8 MiB.
        FileTooLarge = "file-too-large",
        /// A file holds bytes that are not UTF-8.
        NotUtf8 = "not-utf8",
        /// A file holds nothing but comments.
        EmptyFile = "empty-file",
        /// A folder holds resources, but no `service.yaml`.
        NoService = "no-service",
        /// A folder holds a `service.yaml`, but no resource.
        NoResource = "no-resource",

        // YAML.
        /// A file is not YAML.
        Syntax = "syntax",
        /// A character cannot be seen, or changes how others are seen.
        HiddenCharacter = "hidden-character",
        /// A file uses an anchor or an alias.
        Alias = "alias",
        /// A file uses a tag such as `!!str`.
        Tag = "tag",
        /// A file uses the merge key `<<`.
        MergeKey = "merge-key",
        /// A file holds more than one document.
        SecondDocument = "second-document",
        /// A key is a list or a map.
        KeyNotScalar = "key-not-scalar",
        /// A map has the same key twice.
        RepeatedKey = "repeated-key",
        /// Lists and maps are nested more than 64 deep.
        TooDeep = "too-deep",
        /// A file holds more than 200 000 values, or a definition more than 2 000 properties or values.
        TooManyNodes = "too-many-nodes",
        /// A comment shares a line with a value, which it may have cut short.
        CommentInText = "comment-in-text",
        /// Two YAML readers read the same file differently.
        ReadersDisagree = "readers-disagree",

        // The shape of what is written.
        /// A plain word stands for text, but some YAML readers take it for something else.
        NotText = "not-text",
        /// A plain word stands for a JSON value, but JSON does not know it.
        NotJson = "not-json",
        /// A text is empty, or has several lines where one is wanted.
        BadText = "bad-text",
        /// A text begins with `TODO`, as those do that a draft leaves open.
        Unfinished = "unfinished",
        /// A value has another shape than its key wants.
        WrongShape = "wrong-shape",
        /// A value is none of those that its key knows.
        UnknownWord = "unknown-word",
        /// A number is out of its range.
        OutOfRange = "out-of-range",
        /// A key is not known here.
        UnknownKey = "unknown-key",
        /// A key that must be there is not.
        MissingKey = "missing-key",
        /// A definition has both `properties` and `enum`, or neither.
        PropertiesOrEnum = "properties-or-enum",
        /// An operation has both `page` and `openapi`, or neither.
        PageOrOpenapi = "page-or-openapi",
        /// An erratum is about a fact that its record does not have.
        UnknownFact = "unknown-fact",

        // Names.
        /// A name of the wire gives no lawful name of Rust.
        NoRustName = "no-rust-name",
        /// A `rust-name` is no lawful name of Rust, or in the wrong case.
        BadRustName = "bad-rust-name",
        /// A `rust-name` says what would be the name anyway.
        UselessOverride = "useless-override",
        /// Two names of the wire are one name in Rust.
        NameClash = "name-clash",
        /// A definition has the name of another that its file sees.
        ShadowedDefinition = "shadowed-definition",

        // Types and their limits.
        /// A type is neither builtin nor defined.
        UnknownType = "unknown-type",
        /// Nothing uses a definition.
        UnusedDefinition = "unused-definition",
        /// Every value of a definition would hold another, without end.
        EndlessType = "endless-type",
        /// Something other than a `string` is marked secret.
        SecretNotText = "secret-not-text",
        /// Something secret would stand in an address.
        SecretInAddress = "secret-in-address",
        /// A property is both required and nullable.
        RequiredNullable = "required-nullable",
        /// A limit does not apply to its type, or leaves no value.
        BadLimit = "bad-limit",
        /// A pattern is no regular expression.
        BadPattern = "bad-pattern",
        /// A rule is none, or its paths lead to nothing that it could be about.
        BadRule = "bad-rule",
        /// The properties that make a model a page of a list are none that could.
        BadPages = "bad-pages",
        /// A default is no value of its row.
        BadDefault = "bad-default",

        // Operations.
        /// A request line is no method and path.
        BadRequestLine = "bad-request-line",
        /// A variable of the path and the rows `in: path` do not match.
        PathVariable = "path-variable",
        /// A type that is not one value stands in path, query or header.
        NotOneValue = "not-one-value",
        /// A media type is none.
        BadMediaType = "bad-media-type",
        /// A header has a name that HTTP does not allow.
        BadHeaderName = "bad-header-name",
        /// Two operations send the same method and path.
        RepeatedRoute = "repeated-route",
        /// An operation states again what stands once for all.
        RepeatedFact = "repeated-fact",
        /// A body is stated for a method or a status that has none.
        BodyNotSent = "body-not-sent",
        /// `responses` lists a status that is no success, or none at all.
        NotSuccess = "not-success",
        /// Two statuses of success answer with different bodies.
        AnswersDiffer = "answers-differ",
        /// A row is `shared`, but service.yaml shares none of its name.
        NotShared = "not-shared",
        /// No operation takes a shared row.
        UnusedRow = "unused-row",
        /// What a long operation says of its end does not fit what it polls, or leaves it without end.
        BadLongRunning = "bad-long-running",
        /// A security scheme is not the service's.
        UnknownScheme = "unknown-scheme",
        /// An api-version is not the service's.
        UnknownVersion = "unknown-version",
        /// Api-versions are repeated, out of order, or leave none.
        BadVersions = "bad-versions",
        /// The error's code or message leads to no text.
        BadErrorPath = "bad-error-path",
        /// The base URL's example is no https address.
        BadBaseUrl = "bad-base-url",

        // Errata and samples.
        /// An erratum no longer applies.
        StaleErratum = "stale-erratum",
        /// An erratum names a reason that is not there.
        UnknownReason = "unknown-reason",
        /// No erratum names a reason.
        UnusedReason = "unused-reason",
        /// A sample contradicts the tables.
        SampleContradicts = "sample-contradicts",
        /// A sample shows what no table declares.
        UndeclaredField = "undeclared-field",

        // The generator itself.
        /// The generator made something that is no Rust.
        Unprintable = "unprintable",
    }
}

/// One thing that is wrong.
///
/// The order of its parts is the order in which problems are shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[must_use = "a problem counts once it is pushed"]
pub struct Problem {
    /// Where, and a few words about it.
    pub place: Place,
    /// Its kind: the word in `error[…]`.
    pub kind: Kind,
    /// What is wrong, in one line.
    pub title: String,
    /// What stands under the underline.
    pub label: String,
    /// Another place that has to do with it, such as the first of two equal keys.
    pub related: Option<(Place, String)>,
    /// How to mend it.
    pub help: String,
}

impl Problem {
    /// A problem that is as yet without label, related place and help.
    pub fn new(kind: Kind, place: Place, title: impl Into<String>) -> Self {
        Self { place, kind, title: title.into(), label: String::new(), related: None, help: String::new() }
    }

    /// Writes `text` under the underline.
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = text.into();
        self
    }

    /// Says how to mend it.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = text.into();
        self
    }

    /// Underlines a second place, with `text` under it.
    pub fn related(mut self, place: Place, text: impl Into<String>) -> Self {
        self.related = Some((place, text.into()));
        self
    }

    /// Without what nobody would read: a name that is quoted may be as long as the file.
    fn shortened(mut self) -> Self {
        let related = self.related.as_mut().map(|(_, text)| text);
        for text in [&mut self.title, &mut self.label, &mut self.help].into_iter().chain(related) {
            if text.len() > MAX_TEXT {
                let end = (0..=MAX_TEXT).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
                text.truncate(end);
                text.push('…');
            }
        }
        self
    }
}

/// A text of a spec as messages quote it: on one line, and no more of it than fits there.
#[must_use]
pub fn quoted(text: &str) -> String {
    const MAX_CHARACTERS: usize = 60;
    let line = text.replace('\n', "\\n");
    match line.char_indices().nth(MAX_CHARACTERS) {
        Some((end, _)) => format!("`{}…`", &line[..end]),
        None => format!("`{line}`"),
    }
}

/// The most bytes of each of a problem's texts that are kept: some of them quote the file.
const MAX_TEXT: usize = 2000;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_are_kebab_case_and_differ() {
        let codes: BTreeSet<_> = Kind::ALL.iter().map(|kind| kind.code()).collect();
        assert_eq!(codes.len(), Kind::ALL.len());
        for code in codes {
            assert!(
                code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
                "{code}"
            );
        }
    }

    #[test]
    fn quotes_are_short_and_on_one_line() {
        assert_eq!(quoted("a\nb"), r"`a\nb`");
        assert_eq!(quoted(&"é".repeat(61)), format!("`{}…`", "é".repeat(60)));
    }
}
