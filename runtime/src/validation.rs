//! What `validate` reports: everything that is not within its limits.

use std::fmt;

/// What is not within the limits that the pages state.
///
/// It names fields and limits; of values it shows numbers alone, since a text may be a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct ValidationError {
    violations: Vec<Violation>,
}

impl ValidationError {
    pub(crate) fn new(violations: Vec<Violation>) -> Self {
        Self { violations }
    }

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
    pub(crate) fn new(path: String, fault: String) -> Self {
        Self { path, fault }
    }

    /// The field, by its names on the wire: `policy.lifetime_actions[0].trigger.lifetime_percentage`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong with its value, to be read behind its name: `is 100, more than 99`.
    #[must_use]
    pub fn fault(&self) -> &str {
        &self.fault
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.path, self.fault)
    }
}
