//! What the YAML parser complains about, in words that help.

use granit_parser::{ErrorKind, ScanError};

/// Whether a tab is the fault.
pub fn is_about_tab(error: &ScanError) -> bool {
    matches!(
        error.kind(),
        ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabNotAllowed
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInPlainScalar
    )
}

/// What is wrong, and how to mend it.
pub fn explain(error: &ScanError) -> (String, &'static str) {
    const INDENT: &str = "indent entries of one map or list alike, with spaces";
    const COLON: &str = "put text that holds a colon in quotes, or write it on its own lines after `|`; \
        if it is a key, indent it like the keys beside it";
    const QUOTE: &str = "put the text in quotes, or write it on its own lines after `|`";
    match error.kind() {
        _ if is_about_tab(error) => ("a tab stands where only spaces may".into(), "indent with spaces"),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => {
            ("a `:` stands after text that cannot be a key".into(), COLON)
        }
        ErrorKind::CommentInterceptedScalar => ("a comment cuts a text in two".into(), QUOTE),
        ErrorKind::UnexpectedCharacter { character } => {
            let character = match character {
                '`' => "a backtick".to_owned(),
                other => format!("`{}`", other.escape_default()),
            };
            (format!("text cannot begin with {character}"), QUOTE)
        }
        ErrorKind::UnclosedQuotedScalar => {
            ("a quote is not closed".into(), "close it; inside single quotes, write `''` for `'`")
        }
        ErrorKind::InvalidQuotedScalarIndent => (
            "a text in quotes goes on without being indented".into(),
            "close its quote, or indent the lines that follow",
        ),
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            ("text goes on after its closing quote".into(), "put all of the text in quotes")
        }
        ErrorKind::UnknownQuotedScalarEscape => (
            "this escape is not known".into(),
            "inside double quotes, write `\\\\` for `\\`; or use single quotes",
        ),
        ErrorKind::UnclosedFlowCollection { open } => {
            (format!("`{open}` is not closed"), "close it; text that holds brackets needs quotes")
        }
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            (format!("`{open}` is closed by `{close}`"), "close each bracket by its own kind")
        }
        ErrorKind::MisplacedFlowCollectionEnd => {
            ("this bracket closes nothing".into(), "remove it; text that holds brackets needs quotes")
        }
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::ExpectedFlowSequenceSeparator => (
            "expected a comma or the closing bracket".into(),
            "if a comma is missing before this, add it; text that holds commas or brackets needs quotes",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            ("expected `:` after a key".into(), "write `key: value`, with a space after the colon")
        }
        ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::MappingKeyNotAllowed
        | ErrorKind::BlockSequenceEntryNotAllowed => {
            ("this does not fit the indentation above it".into(), INDENT)
        }
        ErrorKind::RecursionLimitExceeded => ("this is nested far too deep".into(), "make it flatter"),
        ErrorKind::DirectiveDisallowed => ("directives are not allowed".into(), "remove the line"),
        // The parser's enum grows; what it says is the best there is for the rest.
        other => (format!("this is not YAML: {other}"), "see the line above it, too"),
    }
}
