//! Types: models, enums, fields, and how one refers to another.

use super::Docs;

/// A lawful Rust identifier; a keyword among them is written raw (`r#type`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(pub String);

impl Name {
    /// The identifier, without `r#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it must be written raw.
    pub fn is_keyword(&self) -> bool {
        KEYWORDS.binary_search(&self.as_str()).is_ok()
    }
}

/// The keywords of every edition, those that are only reserved included; sorted. `lower` refuses those that cannot be
/// written raw.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// A type that the page defines.
#[derive(Clone, Debug)]
pub enum Definition {
    /// An object with named fields.
    Model(Model),
    /// A string out of a list.
    Enum(Enum),
}

impl Definition {
    /// Its Rust name.
    pub fn name(&self) -> &Name {
        match self {
            Self::Model(model) => &model.name,
            Self::Enum(definition) => &definition.name,
        }
    }
}

/// A JSON object.
#[derive(Clone, Debug)]
pub struct Model {
    /// The Rust type.
    pub name: Name,
    /// Its docs.
    pub docs: Docs,
    /// Why not to use it, if the page says so.
    pub deprecated: Option<String>,
    /// Its fields, in the page's order.
    pub fields: Vec<Field>,
    /// What one field says about another.
    pub rules: Vec<Rule>,
    /// What makes it one page of a list.
    pub pages: Option<Pages>,
    /// Whether callers send it and so get setters for what is optional.
    pub sent: bool,
    /// How to read the code and the message, if this is the service's error.
    pub fault: Option<Fault>,
}

/// A field of a model or of an operation.
#[derive(Clone, Debug)]
pub struct Field {
    /// The Rust field, and its setter.
    pub name: Name,
    /// The name on the wire.
    pub wire: String,
    /// Its docs.
    pub docs: Docs,
    /// Why not to use it, if the page says so.
    pub deprecated: Option<String>,
    /// What it holds.
    pub ty: Type,
    /// Whether it may be missing or null.
    pub presence: Presence,
    /// What its values keep to.
    pub limits: Vec<Limit>,
    /// Whether what it holds has limits of its own.
    pub checked: bool,
    /// Whether the service alone sets it.
    pub read_only: bool,
    /// Whether a box breaks a cycle of types here.
    pub boxed: bool,
}

/// What values keep to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The smallest number.
    Minimum(i64),
    /// The largest number.
    Maximum(i64),
    /// The fewest characters.
    MinLength(u64),
    /// The most characters.
    MaxLength(u64),
    /// A regular expression that the text matches.
    Pattern(String),
    /// The only text.
    Const(String),
    /// The first api-version that has it.
    Since(String),
    /// The last api-version that has it.
    Until(String),
}

impl Limit {
    /// Whether it is about the versions of the API, and not about the value.
    pub fn is_of_version(&self) -> bool {
        matches!(self, Self::Since(_) | Self::Until(_))
    }
}

/// The api-versions that have something: all, if neither is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lifespan {
    /// The first.
    pub since: Option<String>,
    /// The last.
    pub until: Option<String>,
}

impl Lifespan {
    /// As limits of a value.
    pub fn limits(self) -> impl Iterator<Item = Limit> {
        self.since.map(Limit::Since).into_iter().chain(self.until.map(Limit::Until))
    }
}

/// What makes a model one page of a list.
#[derive(Clone, Debug)]
pub struct Pages {
    /// What a page holds.
    pub item: Type,
    /// The field that holds the items.
    pub items: FieldStep,
    /// The field that holds the address of the next page.
    pub next_link: FieldStep,
    /// Its name on the wire.
    pub next_link_wire: String,
}

/// What one field of a model says about another.
#[derive(Clone, Debug)]
pub enum Rule {
    /// A field must be absent if another has a value.
    AbsentIf {
        /// The field.
        field: FieldPath,
        /// The other.
        condition: FieldPath,
        /// The other's value, as text.
        equals: String,
    },
    /// A number is at most a multiple of another.
    AtMost {
        /// The number.
        field: FieldPath,
        /// How many times.
        times: i64,
        /// The other.
        of: FieldPath,
    },
}

/// A path of fields from a model to a value.
#[derive(Clone, Debug)]
pub struct FieldPath {
    /// As the wire has it, with `.` between the names.
    pub wire: String,
    /// The fields to go through, at least one.
    pub steps: Vec<FieldStep>,
}

/// Whether a field may be missing or null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always there.
    Required,
    /// There or not.
    Optional,
    /// There, `null`, or not there; the three differ.
    Nullable,
}

/// A string out of a list that the service may lengthen.
#[derive(Clone, Debug)]
pub struct Enum {
    /// The Rust type.
    pub name: Name,
    /// Its docs.
    pub docs: Docs,
    /// Why not to use it, if the page says so.
    pub deprecated: Option<String>,
    /// The values that the page lists, in its order.
    pub variants: Vec<Variant>,
}

/// One value of an enum.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The Rust variant.
    pub name: Name,
    /// The text on the wire.
    pub wire: String,
    /// Its docs.
    pub docs: Docs,
    /// Why not to use it, if the page says so.
    pub deprecated: Option<String>,
    /// The api-versions that have it.
    pub limits: Vec<Limit>,
}

/// What a field, parameter, header or body holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// `true` or `false`.
    Boolean,
    /// A whole number of 32 bits.
    Int32,
    /// A whole number of 64 bits.
    Int64,
    /// A floating-point number of 64 bits.
    Double,
    /// Text.
    String,
    /// Text that must not be shown.
    Secret,
    /// A GUID, as it is spelt.
    Uuid,
    /// An RFC 3339 time, as it is spelt.
    DateTime,
    /// An RFC 1123 time, as it is spelt.
    HttpDate,
    /// Whole seconds since 1970.
    UnixTime,
    /// Bytes in base64, as they are spelt.
    Base64,
    /// Bytes in the URL-safe base64 without padding, as they are spelt.
    Base64Url,
    /// An address, as it is spelt.
    Uri,
    /// Any JSON.
    Json,
    /// A list.
    List(Box<Type>),
    /// A map with text keys.
    Map(Box<Type>),
    /// A type that a page defines.
    Named(TypeRef),
}

/// What the values of a type are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// Text, any text being a value.
    Text,
    /// More than one value: an object, a list, a map.
    Compound,
}

impl Type {
    /// What its values are made of.
    pub fn form(&self) -> Form {
        match self {
            Self::Boolean => Form::Boolean,
            Self::Int32 | Self::Int64 | Self::UnixTime | Self::Double => Form::Number,
            Self::String
            | Self::Secret
            | Self::Uuid
            | Self::DateTime
            | Self::HttpDate
            | Self::Base64
            | Self::Base64Url
            | Self::Uri
            | Self::Named(TypeRef { kind: TypeKind::Enum, .. }) => Form::Text,
            Self::Json
            | Self::List(_)
            | Self::Map(_)
            | Self::Named(TypeRef { kind: TypeKind::Model, .. }) => Form::Compound,
        }
    }
}

/// Where a definition stands and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeRef {
    /// The file that defines it.
    pub home: Home,
    /// Its Rust name.
    pub name: Name,
    /// Whether it is a model or an enum.
    pub kind: TypeKind,
}

/// Which of the two files that a resource sees defines a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Home {
    /// `service.yaml`.
    Service,
    /// The resource's own file.
    Resource,
}

/// Whether a definition is a model or an enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeKind {
    /// An object with named fields.
    Model,
    /// A string out of a list.
    Enum,
}

/// How to read the code and the message of the service's error.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The fields to go through to its code.
    pub code: Vec<FieldStep>,
    /// The fields to go through to its message.
    pub message: Vec<FieldStep>,
}

/// One step of a path through models.
#[derive(Clone, Debug)]
pub struct FieldStep {
    /// The field.
    pub name: Name,
    /// Whether it may be missing or null.
    pub presence: Presence,
    /// Whether it is a list, whose items the next step goes through.
    pub list: bool,
}
