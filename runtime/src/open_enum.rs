//! Enums whose service may learn new values before this crate does.

use std::borrow::Cow;

use crate::{Limit, Unknown};

/// An enum of texts that keeps values it does not know.
pub trait OpenEnum: Clone + 'static {
    /// The wire text and the variant of each value known.
    const KNOWN: &'static [(&'static str, Self)];

    /// The text on the wire.
    fn as_str(&self) -> &str;

    /// The variant for a text that is not in [`KNOWN`](Self::KNOWN).
    fn unknown(text: Unknown) -> Self;

    /// The api-versions that have the value, if not all do.
    fn limits(&self) -> &'static [Limit] {
        &[]
    }
}

/// The variant for this text; the service's own spelling decides, so case counts.
pub fn from_text<T: OpenEnum>(text: Cow<'_, str>) -> T {
    for (known, variant) in T::KNOWN {
        if *known == text {
            return variant.clone();
        }
    }
    T::unknown(Unknown::new(text))
}

/// Gives an [`OpenEnum`] its everyday methods and traits: `runtime::open_enum!(CertificateState);`.
///
/// They are `as_str`, `known`, `Display`, `Ord`, `AsRef<str>`, `From<&str>`, `From<String>`, serde's two, [`Value`](crate::Value)
/// and [`Text`](crate::Text).
#[macro_export]
macro_rules! open_enum {
    ($name:ty) => {
        impl $name {
            /// The text on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                $crate::OpenEnum::as_str(self)
            }

            /// All values known to this crate.
            pub fn known() -> impl ExactSizeIterator<Item = Self> {
                <Self as $crate::OpenEnum>::KNOWN.iter().map(|(_, variant)| variant.clone())
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        /// By the text, so that a value more changes the order of no others.
        impl ::core::cmp::Ord for $name {
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl ::core::cmp::PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(self.cmp(other))
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                $crate::__private::from_text(text.into())
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                $crate::__private::from_text(text.into())
            }
        }

        impl $crate::Text for $name {
            fn text(&self) -> ::std::borrow::Cow<'_, str> {
                self.as_str().into()
            }
        }

        impl $crate::Value for $name {
            fn read<'de, D: $crate::__private::Deserializer<'de>>(
                &mut self,
                from: D,
                trail: &$crate::Trail,
            ) -> ::core::result::Result<(), D::Error> {
                *self = $crate::__private::from_text($crate::__private::read_text(from, trail)?);
                Ok(())
            }

            fn write<S: $crate::__private::Serializer>(
                &self,
                to: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }

            fn blank() -> Self {
                $crate::__private::from_text("".into())
            }

            fn check(&self, check: &mut $crate::Check<'_>) {
                check.value(self.as_str(), $crate::OpenEnum::limits(self));
            }
        }

        $crate::__serde_through_value!($name);
    };
}
