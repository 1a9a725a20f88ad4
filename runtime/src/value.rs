//! What can stand in a JSON field: leaves, lists, maps and models.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, SerializeMap, SerializeSeq, Serializer};
use serde::{Deserialize, Serialize};

use crate::{Check, Trail};

/// A JSON value of a known type.
///
/// Unlike serde's own traits it never takes `null` for a value, and a failure names the place through its [`Trail`].
pub trait Value: Sized {
    /// Reads the value into its place, [blank](Self::blank) until then: a model is large, and is not moved from where
    /// it is read to where it belongs.
    ///
    /// # Errors
    /// When the document holds something else, or ends early; what stands in the place then is of no use.
    fn read<'de, D: Deserializer<'de>>(&mut self, from: D, trail: &Trail) -> Result<(), D::Error>;

    /// Writes the value.
    ///
    /// # Errors
    /// When JSON cannot hold it.
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error>;

    /// What stands in the value's place until it is read.
    fn blank() -> Self;

    /// Holds the value, or what is in it, against its limits.
    fn check(&self, _: &mut Check<'_>) {}
}

impl Value for String {
    fn read<'de, D: Deserializer<'de>>(&mut self, from: D, trail: &Trail) -> Result<(), D::Error> {
        *self = read_text(from, trail)?.into_owned();
        Ok(())
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }

    fn blank() -> Self {
        Self::new()
    }

    fn check(&self, check: &mut Check<'_>) {
        check.text(self);
    }
}

impl Value for f64 {
    fn read<'de, D: Deserializer<'de>>(&mut self, from: D, trail: &Trail) -> Result<(), D::Error> {
        *self = Self::deserialize(from).map_err(|error| trail.expected("a number", error))?;
        Ok(())
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        // The JSON writer would turn these into `null` without a word.
        if self.is_finite() {
            to.serialize_f64(*self)
        } else {
            Err(S::Error::custom("JSON has no infinite number and no NaN; leave the field out"))
        }
    }

    fn blank() -> Self {
        0.0
    }

    fn check(&self, check: &mut Check<'_>) {
        check.number(*self);
    }
}

macro_rules! leaves {
    ($($leaf:ty: $expected:literal, $blank:expr, |$value:ident, $check:ident| $checked:expr;)*) => {$(
        impl Value for $leaf {
            fn read<'de, D: Deserializer<'de>>(&mut self, from: D, trail: &Trail) -> Result<(), D::Error> {
                *self = Self::deserialize(from).map_err(|error| trail.expected($expected, error))?;
                Ok(())
            }

            fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                self.serialize(to)
            }

            fn blank() -> Self {
                $blank
            }

            fn check(&self, $check: &mut Check<'_>) {
                let $value = self;
                $checked
            }
        }
    )*};
}

leaves! {
    bool: "`true` or `false`", false, |_value, _check| ();
    i32: "an integer of 32 bits", 0, |value, check| check.number(i64::from(*value));
    i64: "an integer of 64 bits", 0, |value, check| check.number(*value);
    serde_json::Value: "a JSON value", Self::Null, |_value, _check| ();
}

impl<T: Value> Value for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(&mut self, from: D, trail: &Trail) -> Result<(), D::Error> {
        from.deserialize_seq(List { trail, items: self }).map_err(|error| trail.expected("a list", error))
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut list = to.serialize_seq(Some(self.len()))?;
        for item in self {
            list.serialize_element(&Written(item))?;
        }
        list.end()
    }

    fn blank() -> Self {
        Self::new()
    }

    fn check(&self, check: &mut Check<'_>) {
        for (index, item) in self.iter().enumerate() {
            item.check(&mut check.at_item(index));
        }
    }
}

impl<T: Value> Value for BTreeMap<String, T> {
    fn read<'de, D: Deserializer<'de>>(&mut self, from: D, trail: &Trail) -> Result<(), D::Error> {
        from.deserialize_map(Map { trail, entries: self }).map_err(|error| trail.expected("an object", error))
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.len()))?;
        for (key, value) in self {
            map.serialize_entry(key, &Written(value))?;
        }
        map.end()
    }

    fn blank() -> Self {
        Self::new()
    }

    fn check(&self, check: &mut Check<'_>) {
        for (key, value) in self {
            value.check(&mut check.at_key(key));
        }
    }
}

/// Reads a string, without a copy where the document allows it.
///
/// # Errors
/// When the document holds something else.
pub fn read_text<'de, D: Deserializer<'de>>(from: D, trail: &Trail) -> Result<Cow<'de, str>, D::Error> {
    from.deserialize_str(TextVisitor).map_err(|error| trail.expected("a string", error))
}

/// Serializes a [`Value`] where serde wants its own trait.
pub(crate) struct Written<'a, T>(pub(crate) &'a T);

impl<T: Value> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.write(to)
    }
}

/// Reads a [`Value`] where serde wants a seed.
pub(crate) struct Read<'a, T> {
    pub(crate) trail: &'a Trail,
    pub(crate) value: &'a mut T,
}

impl<'de, T: Value> DeserializeSeed<'de> for Read<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        self.value.read(from, self.trail)
    }
}

/// A field's or an entry's name.
pub(crate) struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_str(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text))
    }
}

struct List<'a, T> {
    trail: &'a Trail,
    items: &'a mut Vec<T>,
}

impl<'de, T: Value> Visitor<'de> for List<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Self { trail, items } = self;
        let mut index = 0;
        while seq
            .next_element_seed(Item { trail, items })
            .map_err(|error| trail.in_item(index, error))?
            .is_some()
        {
            index += 1;
        }
        Ok(())
    }
}

/// The next item of a list, if serde comes to one.
struct Item<'a, T> {
    trail: &'a Trail,
    items: &'a mut Vec<T>,
}

impl<'de, T: Value> DeserializeSeed<'de> for Item<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        let index = self.items.len();
        self.items.push(T::blank());
        self.items[index].read(from, self.trail)
    }
}

struct Map<'a, T> {
    trail: &'a Trail,
    entries: &'a mut BTreeMap<String, T>,
}

impl<'de, T: Value> Visitor<'de> for Map<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { trail, entries } = self;
        while let Some(name) = map.next_key_seed(Name)? {
            match entries.entry(name.into_owned()) {
                Entry::Occupied(entry) => {
                    trail.note("the entry appears twice".to_owned());
                    return Err(trail.in_field(entry.key(), A::Error::custom("repeated entry")));
                }
                Entry::Vacant(entry) => {
                    let mut value = T::blank();
                    map.next_value_seed(Read { trail, value: &mut value })
                        .map_err(|error| trail.in_field(entry.key(), error))?;
                    entry.insert(value);
                }
            }
        }
        Ok(())
    }
}
