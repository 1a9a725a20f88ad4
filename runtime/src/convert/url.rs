//! Addresses as `url::Url`.

use crate::{ScalarError, Uri};

impl From<url::Url> for Uri {
    fn from(address: url::Url) -> Self {
        String::from(address).into()
    }
}

/// Fails for an address that is not absolute. The spelling may be lost: `url` resolves dots, drops default ports and
/// takes a backslash for a slash.
impl TryFrom<&Uri> for url::Url {
    type Error = ScalarError;

    fn try_from(address: &Uri) -> Result<Self, ScalarError> {
        Self::parse(address.as_str()).map_err(|_| ScalarError::expected("an absolute URL"))
    }
}
