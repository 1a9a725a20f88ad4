//! Values as they stand in a path, a query or a header.

use std::borrow::Cow;

/// A value that can be written into a path, a query or a header.
pub trait Text {
    /// Whether nobody should see the text by accident.
    const SECRET: bool = false;

    /// The text, before any encoding.
    fn text(&self) -> Cow<'_, str>;
}

impl Text for String {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Text for bool {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(if *self { "true" } else { "false" })
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl Text for $number {
            fn text(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }
        }
    )*};
}

numbers!(i32 i64 f64);

/// A query parameter or a header: a [`Text`], or an [`Option`] of one that is left out when it is `None`.
pub trait Parameter {
    /// Whether nobody should see the text by accident.
    const SECRET: bool;

    /// The text, if the parameter is there.
    fn given(&self) -> Option<Cow<'_, str>>;
}

impl<T: Text> Parameter for T {
    const SECRET: bool = T::SECRET;

    fn given(&self) -> Option<Cow<'_, str>> {
        Some(self.text())
    }
}

impl<T: Text> Parameter for Option<T> {
    const SECRET: bool = T::SECRET;

    fn given(&self) -> Option<Cow<'_, str>> {
        self.as_ref().map(Text::text)
    }
}
