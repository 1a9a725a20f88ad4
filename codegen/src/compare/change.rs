//! One change, and what it means for code that uses the generated crate.

use std::fmt;

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The service's module: `azure_batch`.
    pub service: String,
    /// The api-versions that it concerns, oldest first.
    pub versions: Vec<String>,
    /// Whether these are all that the service has.
    pub in_all_versions: bool,
    /// What differs.
    pub subject: Subject,
    /// Where that is in the generated crate, as it was before if it is gone: `azure_batch::certificates::Get.timeout`.
    pub path: String,
    /// In which way.
    pub kind: Kind,
    /// What it was, as Rust or as the wire has it; nothing if there was none.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
    /// What code that uses the crate notices.
    pub effect: Effect,
    /// What to know beside that, in a few words; often nothing.
    pub note: String,
}

/// What code that uses the crate notices of a change; the most severe is the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Code that compiled may no longer compile.
    Code,
    /// Code compiles as before, and does something else; no compiler and no lint says so.
    Behaviour,
    /// There is more to use, or something to look at, and all else is as before.
    Addition,
    /// Nothing but what is read: docs, samples, orders that do not count.
    Nothing,
}

impl Effect {
    /// The step that a version has to take for it.
    #[must_use]
    pub fn verdict(self) -> Verdict {
        match self {
            Self::Code | Self::Behaviour => Verdict::Major,
            Self::Addition => Verdict::Minor,
            Self::Nothing => Verdict::Patch,
        }
    }

    /// What breaks: `code`, `behaviour`, or nothing.
    #[must_use]
    pub fn breaks(self) -> Option<&'static str> {
        match self {
            Self::Code => Some("code"),
            Self::Behaviour => Some("behaviour"),
            Self::Addition | Self::Nothing => None,
        }
    }
}

/// A step of a version, as <https://semver.org> has them. While the first number is 0, major raises the second number,
/// and minor and patch the third.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Something breaks.
    Major,
    /// Something is added or deprecated.
    Minor,
    /// Nothing that code can use differs.
    Patch,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Major => "major",
            Self::Minor => "minor",
            Self::Patch => "patch",
        })
    }
}

/// Declares an enum of words: each with the one word that programs read, and the words that people read.
macro_rules! words {
    ($(#[$docs:meta])* $name:ident { $( $(#[$of:meta])* $variant:ident = $code:literal, $shown:literal; )+ }) => {
        $(#[$docs])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $( $(#[$of])* $variant, )+
        }

        impl $name {
            /// The word for programs.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self {
                    $( Self::$variant => $code, )+
                }
            }

            /// The words for people.
            #[must_use]
            pub fn shown(self) -> &'static str {
                match self {
                    $( Self::$variant => $shown, )+
                }
            }
        }
    };
}

words! {
    /// In which way something differs.
    Kind {
        /// It was not there.
        Added = "added", "added";
        /// It is no longer there.
        Removed = "removed", "removed";
        /// It has another name or another path in Rust.
        Renamed = "renamed", "renamed";
        /// It holds something else.
        Type = "type", "type changed";
        /// It can or can no longer be missing, or be null.
        Optionality = "optionality", "optionality changed";
        /// Its value is shown, or is shown no longer.
        Secret = "secret", "secrecy changed";
        /// `new` takes its arguments in another order.
        Arguments = "arguments", "order of arguments changed";
        /// Its setter, or all that makes a model by hand, came or went.
        Setter = "setter", "settable otherwise";
        /// A list is read page by page otherwise, or no longer.
        Pages = "pages", "pages changed";
        /// What it begins is followed to its end otherwise, or no longer.
        LongRunning = "long-running", "long operation changed";
        /// Something else travels: a name, a method, a path, a media type, a status, a credential, a default version.
        Wire = "wire", "wire changed";
        /// A value that was sent is refused now, or the other way round.
        Refused = "refused", "refused values changed";
        /// It is deprecated, or no longer.
        Deprecated = "deprecated", "deprecation changed";
        /// What `validate()` holds it against.
        Limits = "limits", "limits changed";
        /// Which api-versions have it.
        Versions = "versions", "api-versions changed";
        /// Its samples alone.
        Samples = "samples", "samples changed";
        /// An order that does not count.
        Order = "order", "order changed";
        /// Its docs alone.
        Docs = "docs", "docs changed";
    }
}

words! {
    /// What differs.
    Subject {
        /// A service: a feature and its module.
        Service = "service", "service";
        /// An api-version of a service.
        ApiVersion = "api-version", "api-version";
        /// A way to prove who calls.
        Scheme = "scheme", "security scheme";
        /// The module of a resource.
        Module = "module", "module";
        /// An operation.
        Operation = "operation", "operation";
        /// What an operation takes beside its body.
        Parameter = "parameter", "parameter";
        /// What an operation sends.
        Body = "body", "body";
        /// What an operation answers with.
        Answer = "answer", "answer";
        /// The type of an operation's response headers.
        Headers = "headers", "response headers";
        /// One response header.
        Header = "header", "response header";
        /// The type of a service's errors.
        Error = "error", "error";
        /// A model.
        Model = "model", "model";
        /// A field of a model.
        Field = "field", "field";
        /// An enum.
        Enum = "enum", "enum";
        /// A value of an enum.
        Value = "value", "value";
    }
}

/// Something that may differ: what, where, and in which api-versions it is.
#[derive(Clone, Debug)]
pub struct Item {
    /// The service's module.
    pub service: String,
    /// What it is.
    pub subject: Subject,
    /// Where it is in the generated crate.
    pub path: String,
    /// The api-versions that have it.
    pub versions: Vec<String>,
    /// Whether these are all that the service has.
    pub in_all_versions: bool,
}

impl Item {
    /// A change of it, which nobody has said anything about yet.
    pub fn change(&self, kind: Kind, effect: Effect) -> Change {
        Change {
            service: self.service.clone(),
            versions: self.versions.clone(),
            in_all_versions: self.in_all_versions,
            subject: self.subject,
            path: self.path.clone(),
            kind,
            before: None,
            after: None,
            effect,
            note: String::new(),
        }
    }

    /// A part of it, named after a separator: `.` before a field, `::` before what is a path of its own.
    pub fn part(&self, subject: Subject, separator: &str, name: &str) -> Self {
        Self { subject, path: format!("{}{separator}{name}", self.path), ..self.clone() }
    }
}

impl Change {
    /// Says what was and what is.
    pub(super) fn between(
        mut self,
        before: impl Into<Option<String>>,
        after: impl Into<Option<String>>,
    ) -> Self {
        self.before = before.into();
        self.after = after.into();
        self
    }

    /// Says what to know beside that.
    pub(super) fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}
