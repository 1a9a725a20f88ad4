//! What can stand in a JSON field: leaves, lists, maps and models.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, SerializeMap, SerializeSeq, Serializer};
use serde::{Deserialize, Serialize};

use crate::{Check, Trail};

/// A JSON value of a known type.
///
/// Unlike serde's own traits it never takes `null` for a value, and a failure names the place through its [`Trail`].
pub trait Value: Sized {
    /// Reads the value.
    ///
    /// # Errors
    /// When the document holds something else, or ends early.
    fn read<'de, D: Deserializer<'de>>(from: D, trail: &Trail) -> Result<Self, D::Error>;

    /// Writes the value.
    ///
    /// # Errors
    /// When JSON cannot hold it.
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error>;

    /// What a required field holds until it is read.
    fn blank() -> Self;

    /// Holds the value, or what is in it, against its limits.
    fn check(&self, _: &mut Check<'_>) {}
}

impl Value for String {
    fn read<'de, D: Deserializer<'de>>(from: D, trail: &Trail) -> Result<Self, D::Error> {
        read_text(from, trail).map(Cow::into_owned)
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
    fn read<'de, D: Deserializer<'de>>(from: D, trail: &Trail) -> Result<Self, D::Error> {
        Self::deserialize(from).map_err(|error| trail.expected("a number", error))
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
            fn read<'de, D: Deserializer<'de>>(from: D, trail: &Trail) -> Result<Self, D::Error> {
                Self::deserialize(from).map_err(|error| trail.expected($expected, error))
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
    fn read<'de, D: Deserializer<'de>>(from: D, trail: &Trail) -> Result<Self, D::Error> {
        from.deserialize_seq(List { trail, item: PhantomData })
            .map_err(|error| trail.expected("a list", error))
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
    fn read<'de, D: Deserializer<'de>>(from: D, trail: &Trail) -> Result<Self, D::Error> {
        from.deserialize_map(Map { trail, item: PhantomData })
            .map_err(|error| trail.expected("an object", error))
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
    trail: &'a Trail,
    value: PhantomData<T>,
}

impl<'a, T> Read<'a, T> {
    pub(crate) fn new(trail: &'a Trail) -> Self {
        Self { trail, value: PhantomData }
    }
}

impl<'de, T: Value> DeserializeSeed<'de> for Read<'_, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        T::read(from, self.trail)
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
    item: PhantomData<T>,
}

impl<'de, T: Value> Visitor<'de> for List<'_, T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq
            .next_element_seed(Read::new(self.trail))
            .map_err(|error| self.trail.in_item(items.len(), error))?
        {
            items.push(item);
        }
        Ok(items)
    }
}

struct Map<'a, T> {
    trail: &'a Trail,
    item: PhantomData<T>,
}

impl<'de, T: Value> Visitor<'de> for Map<'_, T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = BTreeMap::new();
        while let Some(name) = map.next_key_seed(Name)? {
            match entries.entry(name.into_owned()) {
                Entry::Occupied(entry) => {
                    self.trail.note("the entry appears twice".to_owned());
                    return Err(self.trail.in_field(entry.key(), A::Error::custom("repeated entry")));
                }
                Entry::Vacant(entry) => {
                    let value = map
                        .next_value_seed(Read::new(self.trail))
                        .map_err(|error| self.trail.in_field(entry.key(), error))?;
                    entry.insert(value);
                }
            }
        }
        Ok(entries)
    }
}
