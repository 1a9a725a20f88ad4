//! Values of all types, out of numbers that look like chance and are the same in each run.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use generated::rt::{
    Base64, Base64Url, DateTime, HeaderError, HttpDate, Json, Nullable, Secret, UnixTime, UnknownFields, Uri,
    Uuid,
};

/// A type that values can be made of.
pub trait Make: Sized {
    fn make(from: &mut Source) -> Self;
}

/// Where the numbers come from.
pub struct Source {
    state: u64,
    depth: usize,
    /// Of how many texts one is hostile.
    calm: u64,
}

/// Beyond this nothing holds anything more: some models contain themselves.
const DEPTH: usize = 4;

static HOSTILE: LazyLock<Vec<String>> = LazyLock::new(tests::hostile::values);

impl Source {
    pub fn new(seed: u64) -> Self {
        // Neighbouring seeds must not make neighbouring values.
        let state = (seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self { state, depth: 0, calm: [2, 12, 60][usize::try_from(seed % 3).unwrap()] }
    }

    /// Any number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 11) % end
    }

    pub fn make<T: Make>(&mut self) -> T {
        T::make(self)
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        let at = self.below(from.len() as u64);
        from[usize::try_from(at).unwrap()].clone()
    }

    /// One of these, or a value that nobody knows.
    pub fn one_of<T: Clone + From<String>>(&mut self, known: &[T]) -> T {
        if known.is_empty() || self.below(4) == 0 { T::from(self.text()) } else { self.pick(known) }
    }

    pub fn within<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> T {
        self.depth += 1;
        let value = make(self);
        self.depth -= 1;
        value
    }

    fn text(&mut self) -> String {
        if self.below(self.calm) == 0 {
            // The last two are very long.
            let end = if self.below(100) == 0 { HOSTILE.len() } else { HOSTILE.len() - 2 };
            self.pick(&HOSTILE[..end])
        } else {
            self.pick(&["nut", "Bolt-7", "0123", "sha1", "a b"]).to_owned()
        }
    }

    /// How many items a list has.
    fn length(&mut self) -> u64 {
        if self.depth > DEPTH { 0 } else { self.below(3) }
    }

    /// Any JSON but `null`, which leaves no trace in a field that may be absent.
    fn json(&mut self) -> Json {
        match self.below(if self.depth > DEPTH { 4 } else { 6 }) {
            0 => Json::from(self.make::<bool>()),
            1 => Json::from(self.make::<i64>()),
            2 => Json::from(self.make::<f64>()),
            3 => Json::from(self.text()),
            4 => self.within(|from| Json::Array(vec![Json::Null, from.json()])),
            _ => self.within(|from| Json::Object([(from.text(), from.json())].into_iter().collect())),
        }
    }
}

impl Make for () {
    fn make(_: &mut Source) -> Self {}
}

impl Make for bool {
    fn make(from: &mut Source) -> Self {
        from.below(2) == 0
    }
}

macro_rules! numbers {
    ($($number:ty: $($known:expr),*;)*) => {$(
        impl Make for $number {
            fn make(from: &mut Source) -> Self {
                from.pick(&[$($known),*])
            }
        }
    )*};
}

numbers! {
    i32: 0, 1, -1, 30, i32::MIN, i32::MAX;
    i64: 0, 1, -1, 2_208_988_799, i64::MIN, i64::MAX;
    f64: 0.0, -0.0, 1.0, 0.1, -2.5e-7, f64::MIN_POSITIVE, f64::MAX, 1e21;
}

macro_rules! texts {
    ($($text:ty)*) => {$(
        impl Make for $text {
            fn make(from: &mut Source) -> Self {
                from.text().into()
            }
        }
    )*};
}

texts!(String Secret Uuid DateTime HttpDate Base64 Base64Url Uri);

impl Make for UnixTime {
    fn make(from: &mut Source) -> Self {
        Self::new(from.make())
    }
}

impl Make for Json {
    fn make(from: &mut Source) -> Self {
        from.json()
    }
}

impl<T: Make> Make for Box<T> {
    fn make(from: &mut Source) -> Self {
        Self::new(from.make())
    }
}

impl<T: Make> Make for Option<T> {
    fn make(from: &mut Source) -> Self {
        (from.length() > 0).then(|| from.make())
    }
}

impl<T: Make> Make for Nullable<T> {
    fn make(from: &mut Source) -> Self {
        match from.length() {
            0 => Self::Absent,
            1 => Self::Null,
            _ => Self::Value(from.make()),
        }
    }
}

impl<T: Make> Make for Vec<T> {
    fn make(from: &mut Source) -> Self {
        (0..from.length()).map(|_| from.make()).collect()
    }
}

impl<T: Make> Make for BTreeMap<String, T> {
    fn make(from: &mut Source) -> Self {
        (0..from.length()).map(|_| (from.make(), from.make())).collect()
    }
}

/// A header that came is what was documented: one that is not cannot be written.
impl<T: Make> Make for Result<T, HeaderError> {
    fn make(from: &mut Source) -> Self {
        Ok(from.make())
    }
}

impl Make for generated::rt::NoHeaders {
    fn make(_: &mut Source) -> Self {
        Self::default()
    }
}

impl Make for UnknownFields {
    fn make(from: &mut Source) -> Self {
        let mut fields = Self::default();
        if from.below(3) == 0 {
            fields.insert("undeclared é", from.json());
        }
        fields
    }
}
