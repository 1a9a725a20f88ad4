//! What the macros of this crate need where they are used; no part of its public face.

pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use crate::open_enum::from_text;
pub use crate::value::read_text;
use crate::{Trail, Value};

/// Reads a value where serde's own trait was asked for; the error still names the place.
pub fn deserialize<'de, T: Value, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    use serde::de::Error as _;
    let trail = Trail::new();
    let mut value = T::blank();
    match value.read(from, &trail) {
        Ok(()) => Ok(value),
        Err(error) if trail.path().is_empty() => Err(error),
        Err(error) => Err(D::Error::custom(format_args!("{}: {error}", trail.path()))),
    }
}

/// Forwards serde's traits to [`Value`].
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_through_value {
    ($type:ty) => {
        impl $crate::__private::Serialize for $type {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                to: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::Value::write(self, to)
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $type {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                from: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize(from)
            }
        }
    };
}
