//! What a page states: every fact with its place on the page, and with "cannot tell" where the page is damaged.

use serde_json::Value;

/// A stretch of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The line that it begins in, counted from 1.
    pub line: u32,
    /// Where it begins, in bytes from the beginning of the page.
    pub start: u32,
    /// Where it ends, in bytes; the byte there is no longer part of it.
    pub end: u32,
}

/// Something that the page prints, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// What.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// A text of the page, on one line and without its marks of Markdown.
pub type Text = At<String>;

/// What a page says of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact<T> {
    /// This.
    Stated(At<T>),
    /// Nothing, on a page that would say it here if it were so: an empty cell of a whole row.
    Unstated(Span),
    /// It may have said something: what is left of the page does not show it.
    CannotTell(Damage, Span),
}

/// Why a page does not show a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    /// A name is cut short, and the page has it whole nowhere else.
    CutName,
    /// A cell is lost: those of types that are links are, on some pages.
    LostCell,
    /// The cells that are left could stand in more than one column.
    ShiftedCells,
    /// A list is announced and does not follow.
    LostList,
    /// The page ends before, or what follows is nothing that pages have there.
    CutOff,
    /// The text is there and is not what it should be: JSON that does not parse.
    Unreadable,
}

/// The manner in which a page was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// Plain text, tables flattened to a paragraph per cell.
    Plain,
    /// Plain text, tables flattened, types as the bullets of lists; types that are links are lost.
    Bulleted,
    /// Tables of Markdown that lost their empty cells, with names cut short and lines run together.
    Extracted,
    /// The Markdown that the documentation site gives.
    Markdown,
}

/// All that a page states.
///
/// Reading never fails: of a text that is no page, all is `CannotTell` or absent.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The manner in which it was saved.
    pub style: Style,
    /// Its title, such as `Certificate - Get`.
    pub title: Fact<String>,
    /// What stands between the title and the request lines, line by line, but for the warning.
    pub description: Vec<Text>,
    /// The warning that the operation is deprecated.
    pub deprecated: Fact<String>,
    /// The request lines: without optional parameters, and, if there are any, with them.
    pub requests: Vec<RequestLine>,
    /// `URI Parameters`: path and query.
    pub parameters: Section<Row>,
    /// `Request Header`.
    pub headers: Section<Row>,
    /// `Request Body`.
    pub body: Section<Row>,
    /// `Responses`.
    pub responses: Section<Response>,
    /// `Security`.
    pub security: Section<Scheme>,
    /// `Examples`.
    pub samples: Section<Sample>,
    /// The list that `Definitions` begins with.
    pub listed: Section<Row>,
    /// The tables of `Definitions`.
    pub definitions: Section<Definition>,
}

/// A part of the page that has a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section<T> {
    /// Whether the page has it.
    pub presence: Presence,
    /// What stands behind `Media Types:` before its table; several are one text.
    pub media_types: Fact<String>,
    /// Its rows, in the order of the page.
    pub rows: Vec<T>,
}

/// Whether the page has a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It has; the place is that of the heading.
    Printed(Span),
    /// It has not, but has parts that come later: it says that there is nothing.
    Absent,
    /// It has neither it nor any part that comes later.
    CannotTell,
}

/// Method and address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestLine {
    /// The whole line as it is printed.
    pub text: Text,
    /// The method.
    pub method: String,
    /// What stands before the path: the variable of the base URL without its braces, or nothing.
    pub base: String,
    /// The path as it is printed, from its slash to the question mark.
    pub path: String,
    /// The query: names, and values as they are printed.
    pub query: Vec<(String, String)>,
}

/// A row of a table of parameters, headers, fields or values, or of the list of definitions.
///
/// A column that its table does not have is `Unstated`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The name as its cell prints it.
    pub printed: Text,
    /// The whole name; one that is cut short in its cell is taken from another place of the page, if one has it.
    pub name: Fact<String>,
    /// `path`, `query` or `header`.
    pub location: Fact<String>,
    /// `True`; `Unstated` in a whole row means that it is optional.
    pub required: Fact<bool>,
    /// The type in the notation of specs: `string`, `integer (int32)`, `BatchErrorDetail[]`.
    pub ty: Fact<String>,
    /// The column `Default value`.
    pub default: Fact<String>,
    /// Limits that stand by the type, such as `minLength: 1`.
    pub limits: Vec<Limit>,
    /// The description, line by line. It may have lost its end; a whole page does not show that.
    pub description: Vec<Text>,
}

/// A limit that stands by a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// What it limits.
    pub key: LimitKey,
    /// What it says, as it is printed.
    pub value: Text,
}

/// What a limit limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LimitKey {
    /// `minimum: 1`
    Minimum,
    /// `maximum: 25`
    Maximum,
    /// `minLength: 1`
    MinLength,
    /// `maxLength: 64`
    MaxLength,
    /// `pattern: ^[a-z]+$`
    Pattern,
    /// `minItems: 1`
    MinItems,
    /// `maxItems: 10`
    MaxItems,
}

/// A row of `Responses`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The first cell: `200 OK`, or `Other Status Codes`.
    pub printed: Text,
    /// Its status; `None` for the row of all others.
    pub status: Option<u16>,
    /// The type of the body; `Unstated` if there is none.
    pub ty: Fact<String>,
    /// What the answer means.
    pub description: Vec<Text>,
    /// Its headers; `Unstated` if none are announced.
    pub headers: Fact<Vec<Header>>,
    /// The media types of its body; pages seldom print them.
    pub media_types: Fact<String>,
}

/// A header of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Its name.
    pub name: Text,
    /// Its type.
    pub ty: Fact<String>,
}

/// A way to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// The name under which it is printed.
    pub name: Text,
    /// What it is.
    pub description: Vec<Text>,
    /// `oauth2`, `apiKey`.
    pub ty: Fact<String>,
    /// `implicit`
    pub flow: Fact<String>,
    /// Where people sign in.
    pub authorization_url: Fact<String>,
    /// Where programs get tokens.
    pub token_url: Fact<String>,
    /// Where a key travels: `header`, `query`.
    pub location: Fact<String>,
    /// The names of the scopes, with what they allow.
    pub scopes: Vec<Row>,
}

/// A sample.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Its title.
    pub title: Fact<String>,
    /// Method and address.
    pub request: Fact<String>,
    /// Headers that stand below the request line.
    pub headers: Vec<(Text, Text)>,
    /// The body of the request; `Unstated` if none is shown.
    pub body: Fact<Value>,
    /// The status of the response; `Unstated` if none is shown.
    pub status: Fact<u16>,
    /// Headers of the response.
    pub response_headers: Vec<(Text, Text)>,
    /// The body of the response; `Unstated` if none is shown.
    pub response: Fact<Value>,
}

/// A table of `Definitions`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The heading.
    pub name: Text,
    /// What stands between the heading and the table.
    pub description: Vec<Text>,
    /// What its rows are.
    pub kind: TableKind,
    /// The rows.
    pub rows: Vec<Row>,
}

/// What the rows of a definition are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TableKind {
    /// Fields of a model.
    Fields,
    /// Values of an enum.
    Values,
    /// Either: plain text has both under the same heads, and every row is a `string`.
    FieldsOrValues,
    /// There is no table.
    None,
}

impl<T> Fact<T> {
    /// What the page states, if it does.
    #[must_use]
    pub fn stated(&self) -> Option<&T> {
        match self {
            Self::Stated(at) => Some(&at.value),
            Self::Unstated(_) | Self::CannotTell(..) => None,
        }
    }

    /// Where it stands, or would.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Stated(at) => at.span,
            Self::Unstated(span) | Self::CannotTell(_, span) => *span,
        }
    }

    /// Whether the page is too damaged to tell.
    #[must_use]
    pub fn is_unclear(&self) -> bool {
        matches!(self, Self::CannotTell(..))
    }
}

impl<T> Section<T> {
    /// A part that is not there.
    #[must_use]
    pub fn missing(presence: Presence) -> Self {
        Self { presence, media_types: Fact::Unstated(Span::default()), rows: Vec::new() }
    }
}

impl Row {
    /// The whole name, or as much of it as the page prints.
    #[must_use]
    pub fn known_name(&self) -> &str {
        self.name.stated().unwrap_or(&self.printed.value)
    }
}
