//! Walks what is about to be sent and holds it against what the pages say about it.

use std::cmp::Ordering;
use std::fmt::{self, Write as _};

use crate::model::Field;
use crate::one_line::OneLine;
use crate::{Limit, ValidationError, VersionError, Violation};

/// A place on a walk through an operation or a model, which has one of two ends: [`validate`](crate::Operation::validate)
/// holds values against their limits, and [`RequestBuilder::check`](crate::RequestBuilder::check) looks for what the
/// api-version in use does not have.
///
/// A walk on which all is well allocates nothing: places know where they are from, and a path is written for a fault.
#[derive(Debug)]
pub struct Check<'a> {
    walk: &'a mut Walk,
    /// Those of the field whose value is here.
    limits: &'static [Limit],
    place: Place<'a>,
}

/// What a walk is for, and what it has found.
#[derive(Debug)]
pub(crate) enum Walk {
    Limits(Vec<Violation>),
    Versions {
        versions: InUse,
        fault: Option<VersionError>,
    },
    /// Whether a field has this text.
    Text {
        text: &'static str,
        found: bool,
    },
}

/// The api-versions of a service, and the one that a request is of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InUse {
    pub(crate) known: &'static [&'static str],
    pub(crate) version: &'static str,
}

impl InUse {
    /// Whether the version in use is from `since` to `until`.
    pub(crate) fn is_within(self, since: Option<&str>, until: Option<&str>) -> bool {
        let position = |version: &str| self.known.iter().position(|known| *known == version);
        since.is_none_or(|since| position(since) <= position(self.version))
            && until.is_none_or(|until| position(self.version) <= position(until))
    }
}

/// Where a value stands, each place behind the one that it stands in.
#[derive(Debug)]
enum Place<'a> {
    Root,
    Field(&'a Place<'a>, &'static str),
    Item(&'a Place<'a>, usize),
    Key(&'a Place<'a>, &'a str),
}

impl Walk {
    /// A walk that looks for what is not within its limits.
    pub(crate) fn of_limits() -> Self {
        Self::Limits(Vec::new())
    }

    /// A walk that looks for what is not in the version in use.
    pub(crate) fn of_versions(versions: InUse) -> Self {
        Self::Versions { versions, fault: None }
    }

    /// The place where it begins.
    pub(crate) fn check(&mut self) -> Check<'_> {
        Check { walk: self, limits: &[], place: Place::Root }
    }

    /// What is not within its limits.
    pub(crate) fn into_validation(self) -> Result<(), ValidationError> {
        match self {
            Self::Limits(violations) if !violations.is_empty() => Err(ValidationError::new(violations)),
            _ => Ok(()),
        }
    }

    /// The first thing that is not in the version in use.
    pub(crate) fn into_fault(self) -> Option<VersionError> {
        match self {
            Self::Versions { fault, .. } => fault,
            Self::Limits(_) | Self::Text { .. } => None,
        }
    }
}

impl Check<'_> {
    /// Goes through a field.
    pub fn field<F: Field>(&mut self, name: &'static str, field: &F, limits: &'static [Limit]) {
        field.check(&mut self.at_field(name, limits));
    }

    /// Goes through the body of an operation, whose fields stand at the beginning of their paths.
    pub fn body<F: Field>(&mut self, body: &F) {
        body.check(self);
    }

    /// Holds the rule that a field is absent if another has this text.
    ///
    /// A field that is `null` is sent, and so is not absent.
    pub fn absent_if<F: Field, C: Field>(
        &mut self,
        name: &'static str,
        field: &F,
        condition: &str,
        value: &C,
        equals: &'static str,
    ) {
        if self.is_of_limits() && field.is_sent() && has_text(value, equals) {
            self.at_field(name, &[]).violate(format!("must be absent, since `{condition}` is `{equals}`"));
        }
    }

    /// Holds the rule that numbers are at most a multiple of another: of the smallest, where there are several.
    pub fn at_most<'v, V: Copy + Into<i64> + 'v, B: Copy + Into<i64> + 'v>(
        &mut self,
        name: &'static str,
        values: impl IntoIterator<Item = &'v V>,
        times: i64,
        of: &str,
        bounds: impl IntoIterator<Item = &'v B>,
    ) {
        if !self.is_of_limits() {
            return;
        }
        let Some(bound) = bounds.into_iter().map(|bound| (*bound).into()).min() else { return };
        for value in values {
            self.hold_multiple(name, (*value).into(), times, of, bound);
        }
    }

    /// Holds the value of an enum against the limits of its field and its own.
    pub fn value(&mut self, text: &str, limits: &[Limit]) {
        self.text(text);
        self.hold_versions(limits, Some(text));
    }

    /// The place of an item of the list that is here.
    pub(crate) fn at_item(&mut self, index: usize) -> Check<'_> {
        Check { walk: self.walk, limits: self.limits, place: Place::Item(&self.place, index) }
    }

    /// The place of an entry of the map that is here.
    pub(crate) fn at_key<'b>(&'b mut self, key: &'b str) -> Check<'b> {
        Check { walk: self.walk, limits: self.limits, place: Place::Key(&self.place, key) }
    }

    /// Notes that the field is sent.
    pub(crate) fn meet(&mut self) {
        self.hold_versions(self.limits, None);
    }

    /// Holds a number against the limits of its field.
    pub(crate) fn number(&mut self, value: impl Number) {
        if !self.is_of_limits() {
            return;
        }
        for limit in self.limits {
            match limit {
                Limit::Minimum(least) if value.beside(*least).is_some_and(Ordering::is_lt) => {
                    self.violate(format!("is {value}, less than {least}"));
                }
                Limit::Maximum(most) if value.beside(*most).is_some_and(Ordering::is_gt) => {
                    self.violate(format!("is {value}, more than {most}"));
                }
                _ => {}
            }
        }
    }

    /// Holds a text against the limits of its field.
    pub(crate) fn text(&mut self, text: &str) {
        match &mut *self.walk {
            Walk::Limits(_) => {
                for fault in self.limits.iter().filter_map(|limit| text_fault(text, limit)) {
                    self.violate(fault);
                }
            }
            // A text deeper down is another field's.
            Walk::Text { text: wanted, found } if matches!(self.place, Place::Root) => {
                *found = text == *wanted;
            }
            Walk::Text { .. } | Walk::Versions { .. } => {}
        }
    }

    fn at_field(&mut self, name: &'static str, limits: &'static [Limit]) -> Check<'_> {
        Check { walk: self.walk, limits, place: Place::Field(&self.place, name) }
    }

    fn is_of_limits(&self) -> bool {
        matches!(self.walk, Walk::Limits(_))
    }

    fn hold_multiple(&mut self, name: &'static str, value: i64, times: i64, of: &str, bound: i64) {
        let most = bound.saturating_mul(times);
        if value > most {
            let fault = format!("is {value}, more than {most}, which is {times} times `{of}`");
            self.at_field(name, &[]).violate(fault);
        }
    }

    fn hold_versions(&mut self, limits: &[Limit], value: Option<&str>) {
        let Walk::Versions { versions, fault: fault @ None } = &mut *self.walk else { return };
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
        let mut what = format!("`{}`", self.place);
        if let Some(value) = value {
            // Writing to a string does not fail.
            let _ = write!(what, " = `{value}`");
        }
        *fault = Some(VersionError::Lacks { what, version: versions.version, since, until });
    }

    fn violate(&mut self, fault: String) {
        if let Walk::Limits(violations) = &mut *self.walk {
            violations.push(Violation::new(self.place.to_string(), fault));
        }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Field(Self::Root, name) => f.write_str(name),
            Self::Field(outer, name) => write!(f, "{outer}.{name}"),
            Self::Item(outer, index) => write!(f, "{outer}[{index}]"),
            Self::Key(outer, key) => write!(f, "{outer}[\"{}\"]", OneLine::new(key, 60)),
        }
    }
}

/// A number that a limit can be compared with.
pub(crate) trait Number: Copy + fmt::Display {
    /// How it stands to a limit, if it can be compared at all.
    fn beside(self, limit: i64) -> Option<Ordering>;
}

impl Number for i64 {
    fn beside(self, limit: i64) -> Option<Ordering> {
        Some(self.cmp(&limit))
    }
}

impl Number for f64 {
    #[expect(clippy::cast_precision_loss, reason = "the limits of doubles are small whole numbers")]
    fn beside(self, limit: i64) -> Option<Ordering> {
        self.partial_cmp(&(limit as f64))
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

/// Whether a field is a text, and this one: `null`, a number and what is not sent are none.
fn has_text<F: Field>(field: &F, text: &'static str) -> bool {
    let mut walk = Walk::Text { text, found: false };
    field.check(&mut walk.check());
    matches!(walk, Walk::Text { found: true, .. })
}
