//! Addresses.

use super::newtype::text_newtype;

text_newtype! {
    /// An address, as the service writes it.
    ///
    /// Not parsed and not checked: the feature `url` converts it to `url::Url`. Before you send anything to such an
    /// address, and above all a credential, make sure that it belongs to the service.
    #[derive(PartialOrd, Ord)]
    Uri
}
