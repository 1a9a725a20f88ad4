//! Objects with named fields: the trait behind each generated model, and how its fields are read and written.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};

use crate::check::Walk;
use crate::value::{Name, Read, Written};
use crate::{Check, Nullable, Trail, UnknownFields, ValidationError, Value};

/// A JSON object with named fields, as generated: one arm and one line for each field.
pub trait Model: Sized {
    /// Wire names of the fields without which the model is not valid.
    const REQUIRED: &'static [&'static str] = &[];

    /// The model before anything is read into it.
    fn blank() -> Self;

    /// Reads one field into the model.
    ///
    /// # Errors
    /// When the value is not what the field holds.
    fn read<'de, A: MapAccess<'de>>(&mut self, field: &str, value: FieldValue<'_, A>)
    -> Result<(), A::Error>;

    /// Writes all fields that are there.
    ///
    /// # Errors
    /// When JSON cannot hold a value.
    fn write<S: SerializeMap>(&self, to: &mut S) -> Result<(), S::Error>;

    /// Goes through the fields that have limits; see [`validate`](Self::validate).
    fn check(&self, _: &mut Check<'_>) {}

    /// Holds the model against the limits that the pages state, as [`Operation::validate`](crate::Operation::validate)
    /// does with all that is sent.
    ///
    /// # Errors
    /// When something is not within its limits; the error lists all that is not.
    fn validate(&self) -> Result<(), ValidationError> {
        let mut walk = Walk::of_limits();
        self.check(&mut walk.check());
        walk.into_validation()
    }
}

/// Models that contain themselves do so in a box.
impl<M: Model> Model for Box<M> {
    const REQUIRED: &'static [&'static str] = M::REQUIRED;

    fn blank() -> Self {
        Self::new(M::blank())
    }

    fn read<'de, A: MapAccess<'de>>(
        &mut self,
        field: &str,
        value: FieldValue<'_, A>,
    ) -> Result<(), A::Error> {
        M::read(self, field, value)
    }

    fn write<S: SerializeMap>(&self, to: &mut S) -> Result<(), S::Error> {
        M::write(self, to)
    }

    fn check(&self, check: &mut Check<'_>) {
        M::check(self, check);
    }
}

impl<M: Model> Value for M {
    fn read<'de, D: Deserializer<'de>>(&mut self, from: D, trail: &Trail) -> Result<(), D::Error> {
        from.deserialize_map(ModelVisitor { trail, model: self })
            .map_err(|error| trail.expected("an object", error))
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        Model::write(self, &mut map)?;
        map.end()
    }

    fn blank() -> Self {
        <M as Model>::blank()
    }

    fn check(&self, check: &mut Check<'_>) {
        Model::check(self, check);
    }
}

struct ModelVisitor<'a, M> {
    trail: &'a Trail,
    model: &'a mut M,
}

impl<'de, M: Model> Visitor<'de> for ModelVisitor<'_, M> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen =
            Seen { required: M::REQUIRED, present: vec![false; M::REQUIRED.len()], nulls: Vec::new() };
        while let Some(name) = map.next_key_seed(Name)? {
            let value = FieldValue { map: &mut map, name: &name, seen: &mut seen, trail: self.trail };
            Model::read(self.model, &name, value).map_err(|error| self.trail.in_field(&name, error))?;
        }
        match seen.missing(self.trail) {
            None => Ok(()),
            Some(field) => Err(A::Error::missing_field(field)),
        }
    }
}

/// Which fields of an object came so far, as far as the model itself cannot tell.
struct Seen {
    required: &'static [&'static str],
    /// Whether each of `required` came.
    present: Vec<bool>,
    /// Optional fields that came as `null`, which leaves no trace in the model.
    nulls: Vec<String>,
}

impl Seen {
    /// Whether the required field of this name was there before; from now on it was.
    fn note_required(&mut self, name: &str) -> bool {
        let Some(index) = self.required.iter().position(|required| *required == name) else { return false };
        std::mem::replace(&mut self.present[index], true)
    }

    fn was_null(&self, name: &str) -> bool {
        self.nulls.iter().any(|null| null == name)
    }

    /// The first required field that did not come.
    fn missing(&self, trail: &Trail) -> Option<&'static str> {
        let (field, _) = self.required.iter().zip(&self.present).find(|(_, present)| !**present)?;
        trail.note(format!("the required field `{field}` is missing"));
        Some(field)
    }
}

/// The value of one field, not read yet.
pub struct FieldValue<'a, A> {
    map: &'a mut A,
    name: &'a str,
    seen: &'a mut Seen,
    trail: &'a Trail,
}

impl<'de, A: MapAccess<'de>> FieldValue<'_, A> {
    /// Reads the value into the field that it belongs to.
    ///
    /// # Errors
    /// When it is not what the field holds, or when the field came before.
    pub fn into<F: Field>(self, field: &mut F) -> Result<(), A::Error> {
        field.read(self)
    }

    /// Keeps the value of a field that the model does not know.
    ///
    /// # Errors
    /// When it is not JSON, or when the field came before.
    pub fn unknown(self, fields: &mut UnknownFields) -> Result<(), A::Error> {
        let value = self.map.next_value()?;
        if fields.insert(self.name, value).is_some() { Err(self.repeated()) } else { Ok(()) }
    }

    fn value<T: Value>(&mut self, value: &mut T) -> Result<(), A::Error> {
        self.map.next_value_seed(Read { trail: self.trail, value })
    }

    fn optional<T: Value>(&mut self, value: &mut Option<T>) -> Result<(), A::Error> {
        self.map.next_value_seed(Optional { trail: self.trail, value })
    }

    fn repeated(&self) -> A::Error {
        self.trail.note("the field appears twice".to_owned());
        A::Error::custom("repeated field")
    }
}

impl<A> fmt::Debug for FieldValue<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FieldValue").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A member of a model: a [`Value`] where it is required, else an [`Option`] or a [`Nullable`] of one.
pub trait Field {
    /// Reads the field.
    ///
    /// # Errors
    /// When the value is not what the field holds, or when the field came before.
    fn read<'de, A: MapAccess<'de>>(&mut self, from: FieldValue<'_, A>) -> Result<(), A::Error>;

    /// Writes the field, if it is there.
    ///
    /// # Errors
    /// When JSON cannot hold the value.
    fn write<S: SerializeMap>(&self, name: &'static str, to: &mut S) -> Result<(), S::Error>;

    /// Whether the field is sent, be it as `null`.
    fn is_sent(&self) -> bool;

    /// Holds the field against its limits, if it is there.
    fn check(&self, check: &mut Check<'_>);
}

impl<T: Value> Field for T {
    fn read<'de, A: MapAccess<'de>>(&mut self, mut from: FieldValue<'_, A>) -> Result<(), A::Error> {
        if from.seen.note_required(from.name) {
            return Err(from.repeated());
        }
        from.value(self)
    }

    fn write<S: SerializeMap>(&self, name: &'static str, to: &mut S) -> Result<(), S::Error> {
        to.serialize_entry(name, &Written(self))
    }

    fn is_sent(&self) -> bool {
        true
    }

    fn check(&self, check: &mut Check<'_>) {
        check.meet();
        Value::check(self, check);
    }
}

impl<T: Value> Field for Option<T> {
    fn read<'de, A: MapAccess<'de>>(&mut self, mut from: FieldValue<'_, A>) -> Result<(), A::Error> {
        if self.is_some() || from.seen.was_null(from.name) {
            return Err(from.repeated());
        }
        from.optional(self)?;
        if self.is_none() {
            from.seen.nulls.push(from.name.to_owned());
        }
        Ok(())
    }

    fn write<S: SerializeMap>(&self, name: &'static str, to: &mut S) -> Result<(), S::Error> {
        match self {
            Some(value) => to.serialize_entry(name, &Written(value)),
            None => Ok(()),
        }
    }

    fn is_sent(&self) -> bool {
        self.is_some()
    }

    fn check(&self, check: &mut Check<'_>) {
        if let Some(value) = self {
            Field::check(value, check);
        }
    }
}

impl<T: Value> Field for Nullable<T> {
    fn read<'de, A: MapAccess<'de>>(&mut self, mut from: FieldValue<'_, A>) -> Result<(), A::Error> {
        from.seen.note_required(from.name);
        if !self.is_absent() {
            return Err(from.repeated());
        }
        let mut value = None;
        from.optional(&mut value)?;
        *self = value.map_or(Self::Null, Self::Value);
        Ok(())
    }

    fn write<S: SerializeMap>(&self, name: &'static str, to: &mut S) -> Result<(), S::Error> {
        match self {
            Self::Absent => Ok(()),
            Self::Null => to.serialize_entry(name, &()),
            Self::Value(value) => to.serialize_entry(name, &Written(value)),
        }
    }

    fn is_sent(&self) -> bool {
        !self.is_absent()
    }

    fn check(&self, check: &mut Check<'_>) {
        match self {
            Self::Absent => {}
            Self::Null => check.meet(),
            Self::Value(value) => Field::check(value, check),
        }
    }
}

/// Writes one field of a model, if it is there.
///
/// # Errors
/// When JSON cannot hold the value.
pub fn write<F: Field, S: SerializeMap>(to: &mut S, name: &'static str, field: &F) -> Result<(), S::Error> {
    field.write(name, to)
}

/// A value or `null`, which leaves the place empty.
struct Optional<'a, T> {
    trail: &'a Trail,
    value: &'a mut Option<T>,
}

impl<'de, T: Value> DeserializeSeed<'de> for Optional<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_option(self)
    }
}

impl<'de, T: Value> Visitor<'de> for Optional<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        self.value.insert(T::blank()).read(from, self.trail)
    }
}

/// Lets serde read and write a generated model: `runtime::model!(Certificate);`.
#[macro_export]
macro_rules! model {
    ($model:ty) => {
        $crate::__serde_through_value!($model);
    };
}
