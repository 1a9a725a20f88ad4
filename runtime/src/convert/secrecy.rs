//! Secrets as `secrecy::SecretString`, which wipes its memory.

use secrecy::{ExposeSecret as _, SecretString};

use crate::Secret;

/// The copy that will be sent is not wiped.
impl From<SecretString> for Secret {
    fn from(secret: SecretString) -> Self {
        secret.expose_secret().into()
    }
}

impl From<Secret> for SecretString {
    fn from(secret: Secret) -> Self {
        secret.into_exposed().into()
    }
}
