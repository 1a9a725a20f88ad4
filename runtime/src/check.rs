//! Walks what is about to be sent and holds it against what the pages say about it.

use std::fmt::{self, Write as _};
use std::mem;

use crate::model::Field;
use crate::{Limit, VersionError};

/// A walk through an operation or a model, for one of two ends: [`validate`](crate::Operation::validate) holds values
/// against their limits, and [`RequestBuilder::check`](crate::RequestBuilder::check) looks for what the api-version in
/// use does not have.
#[derive(Debug)]
pub struct Check<'a> {
    end: End<'a>,
    /// Those of the field whose value is next.
    limits: &'a [Limit],
    path: Vec<Step>,
    /// Whether any value was met.
    met: bool,
}

#[derive(Debug)]
enum End<'a> {
    Limits(Vec<Violation>),
    Versions { versions: InUse<'a>, fault: Option<VersionError> },
}

/// The api-versions of a service, and the one that a request is of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InUse<'a> {
    pub(crate) known: &'a [&'static str],
    pub(crate) version: &'static str,
}

impl InUse<'_> {
    /// Whether the version in use is from `since` to `until`.
    pub(crate) fn is_within(self, since: Option<&str>, until: Option<&str>) -> bool {
        let position = |version: &str| self.known.iter().position(|known| *known == version);
        let used = position(self.version);
        let begun = since.is_none_or(|since| position(since) <= used);
        begun && until.is_none_or(|until| used <= position(until))
    }
}

#[derive(Debug)]
enum Step {
    Field(&'static str),
    Item(usize),
    Key(String),
}

impl<'a> Check<'a> {
    /// A walk that looks for what is not within its limits.
    pub(crate) fn of_limits() -> Self {
        Self::new(End::Limits(Vec::new()))
    }

    /// A walk that looks for what is not in the version in use.
    pub(crate) fn of_versions(versions: InUse<'a>) -> Self {
        Self::new(End::Versions { versions, fault: None })
    }

    fn new(end: End<'a>) -> Self {
        Self { end, limits: &[], path: Vec::new(), met: false }
    }

    /// What is not within its limits.
    pub(crate) fn into_validation(self) -> Result<(), ValidationError> {
        match self.end {
            End::Limits(violations) if !violations.is_empty() => Err(ValidationError { violations }),
            End::Limits(_) | End::Versions { .. } => Ok(()),
        }
    }

    /// The first thing that is not in the version in use.
    pub(crate) fn into_fault(self) -> Option<VersionError> {
        match self.end {
            End::Limits(_) => None,
            End::Versions { fault, .. } => fault,
        }
    }

    /// Goes through a field.
    pub fn field<F: Field>(&mut self, name: &'static str, field: &F, limits: &'static [Limit]) {
        self.path.push(Step::Field(name));
        self.visit(field, limits);
        self.path.pop();
    }

    /// Goes through the body of an operation, whose fields stand at the beginning of their paths.
    pub fn body<F: Field>(&mut self, body: &F) {
        self.visit(body, &[]);
    }

    /// Holds the rule that a field is absent if another has this text.
    pub fn absent_if<F: Field, C: Field>(
        &mut self,
        name: &'static str,
        field: &F,
        condition: &str,
        value: &C,
        equals: &'static str,
    ) {
        let End::Limits(_) = self.end else { return };
        if is_there(field) && has_text(value, equals) {
            self.path.push(Step::Field(name));
            self.violate(format!("must be absent, since `{condition}` is `{equals}`"));
            self.path.pop();
        }
    }

    /// Holds the rule that numbers are at most a multiple of another.
    pub fn at_most<'v, N: Copy + Into<i64> + 'v>(
        &mut self,
        name: &'static str,
        values: impl IntoIterator<Item = &'v N>,
        times: i64,
        of: &str,
        bounds: impl IntoIterator<Item = &'v N>,
    ) {
        let End::Limits(_) = self.end else { return };
        let Some(bound) = bounds.into_iter().map(|bound| (*bound).into()).min() else { return };
        let most = bound.saturating_mul(times);
        self.path.push(Step::Field(name));
        for value in values.into_iter().map(|value| (*value).into()).filter(|value| *value > most) {
            self.violate(format!("is {value}, more than {most}, which is {times} times `{of}`"));
        }
        self.path.pop();
    }

    /// Goes through the item of a list.
    pub(crate) fn item(&mut self, index: usize, visit: impl FnOnce(&mut Self)) {
        self.path.push(Step::Item(index));
        visit(self);
        self.path.pop();
    }

    /// Goes through the entry of a map.
    pub(crate) fn entry(&mut self, key: &str, visit: impl FnOnce(&mut Self)) {
        self.path.push(Step::Key(key.to_owned()));
        visit(self);
        self.path.pop();
    }

    /// Notes that the field is there.
    pub(crate) fn meet(&mut self) {
        self.met = true;
        self.hold_versions(self.limits, String::new);
    }

    /// Holds a number against the limits of its field.
    pub(crate) fn number<N: Copy + PartialOrd<Bound> + fmt::Display>(&mut self, value: N) {
        let End::Limits(_) = self.end else { return };
        for limit in self.limits {
            match limit {
                Limit::Minimum(least) if value < Bound(*least) => {
                    self.violate(format!("is {value}, less than {least}"));
                }
                Limit::Maximum(most) if value > Bound(*most) => {
                    self.violate(format!("is {value}, more than {most}"));
                }
                _ => {}
            }
        }
    }

    /// Holds a text against the limits of its field.
    pub(crate) fn text(&mut self, text: &str) {
        let End::Limits(_) = self.end else { return };
        for limit in self.limits {
            if let Some(fault) = text_fault(text, limit) {
                self.violate(fault);
            }
        }
    }

    /// Holds the value of an enum against the limits of its field and its own.
    pub fn value(&mut self, text: &str, limits: &[Limit]) {
        self.text(text);
        self.hold_versions(limits, || format!(" = `{text}`"));
    }

    fn visit<F: Field>(&mut self, field: &F, limits: &'a [Limit]) {
        let outer = mem::replace(&mut self.limits, limits);
        field.check(self);
        self.limits = outer;
    }

    fn hold_versions(&mut self, limits: &[Limit], value: impl FnOnce() -> String) {
        let End::Versions { versions, fault: None } = &self.end else { return };
        let (mut since, mut until) = (None, None);
        for limit in limits {
            match limit {
                Limit::Since(version) => since = Some(*version),
                Limit::Until(version) => until = Some(*version),
                _ => {}
            }
        }
        if versions.is_within(since, until) {
            return;
        }
        let what = format!("`{}`{}", self.path(), value());
        let version = versions.version;
        let found = VersionError::Lacks { what, version, since, until };
        if let End::Versions { fault, .. } = &mut self.end {
            *fault = Some(found);
        }
    }

    fn violate(&mut self, fault: String) {
        let path = self.path();
        if let End::Limits(violations) = &mut self.end {
            violations.push(Violation { path, fault });
        }
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for step in &self.path {
            // Writing to a string does not fail.
            let _ = match step {
                Step::Field(name) if path.is_empty() => write!(path, "{name}"),
                Step::Field(name) => write!(path, ".{name}"),
                Step::Item(index) => write!(path, "[{index}]"),
                Step::Key(key) => write!(path, "[{key:?}]"),
            };
        }
        path
    }
}

/// A limit of a number, to be compared with numbers of any type.
pub(crate) struct Bound(i64);

impl PartialEq<Bound> for i64 {
    fn eq(&self, other: &Bound) -> bool {
        *self == other.0
    }
}

impl PartialOrd<Bound> for i64 {
    fn partial_cmp(&self, other: &Bound) -> Option<std::cmp::Ordering> {
        self.partial_cmp(&other.0)
    }
}

impl PartialEq<Bound> for f64 {
    #[expect(clippy::cast_precision_loss, reason = "the limits of doubles are small whole numbers")]
    fn eq(&self, other: &Bound) -> bool {
        *self == other.0 as f64
    }
}

impl PartialOrd<Bound> for f64 {
    #[expect(clippy::cast_precision_loss, reason = "the limits of doubles are small whole numbers")]
    fn partial_cmp(&self, other: &Bound) -> Option<std::cmp::Ordering> {
        self.partial_cmp(&(other.0 as f64))
    }
}

fn text_fault(text: &str, limit: &Limit) -> Option<String> {
    let length = || text.chars().count() as u64;
    match limit {
        Limit::MinLength(least) if length() < *least => {
            Some(format!("has {} characters, fewer than {least}", length()))
        }
        Limit::MaxLength(most) if length() > *most => {
            Some(format!("has {} characters, more than {most}", length()))
        }
        Limit::Pattern(pattern) => match regex_lite::Regex::new(pattern) {
            Ok(regex) => (!regex.is_match(text)).then(|| format!("does not match `{pattern}`")),
            Err(_) => {
                debug_assert!(false, "the generator lets no pattern pass that cannot be read: {pattern}");
                None
            }
        },
        Limit::Const(only) if text != *only => Some(format!("is not `{only}`, its only value")),
        _ => None,
    }
}

fn is_there<F: Field>(field: &F) -> bool {
    let mut walk = Check::of_limits();
    field.check(&mut walk);
    walk.met
}

fn has_text<F: Field>(field: &F, text: &'static str) -> bool {
    let only = [Limit::Const(text)];
    let mut walk = Check::of_limits();
    walk.visit(field, &only);
    walk.met && walk.into_validation().is_ok()
}

/// What is not within the limits that the pages state.
///
/// It names fields and limits; of values it shows numbers alone, since a text may be a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct ValidationError {
    violations: Vec<Violation>,
}

impl ValidationError {
    /// Everything that is not within its limits, at least one thing.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }
}

impl fmt::Display for ValidationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, violation) in self.violations.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            violation.fmt(f)?;
        }
        Ok(())
    }
}

/// The same as `Display`: a program that ends with the error shows it this way.
impl fmt::Debug for ValidationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for ValidationError {}

/// One thing that is not within a limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    path: String,
    fault: String,
}

impl Violation {
    /// The field, by its names on the wire: `policy.lifetime_actions[0].trigger.lifetime_percentage`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.path, self.fault)
    }
}
