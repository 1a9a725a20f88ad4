//! Universally unique identifiers.

use super::ScalarError;
use super::newtype::text_newtype;

text_newtype! {
    /// A universally unique identifier: `9c4d50ee-2d56-4cd3-8152-34347dc9f2b0`.
    ///
    /// Kept as it came: services echo ids in the caller's spelling. Two spellings of one id are therefore not equal;
    /// compare their [`to_u128`](Self::to_u128) where that matters.
    #[derive(PartialOrd, Ord)]
    Uuid
}

impl Uuid {
    /// The identifier of these 128 bits, in lower case with hyphens.
    ///
    /// ```
    /// let id = runtime::Uuid::from_u128(0x9c4d50ee_2d56_4cd3_8152_34347dc9f2b0);
    /// assert_eq!(id.as_str(), "9c4d50ee-2d56-4cd3-8152-34347dc9f2b0");
    /// ```
    #[must_use]
    pub fn from_u128(bits: u128) -> Self {
        let mut text = format!("{bits:032x}");
        for place in HYPHENS {
            text.insert(place, '-');
        }
        Self(text)
    }

    /// The 128 bits of the identifier.
    ///
    /// # Errors
    /// When the text is not 32 hexadecimal digits, with hyphens in the four usual places or without any.
    pub fn to_u128(&self) -> Result<u128, ScalarError> {
        let hyphenated = self.0.len() == 36 && HYPHENS.iter().all(|place| self.0.as_bytes()[*place] == b'-');
        let mut bits = 0;
        let mut digits = 0;
        for (place, byte) in self.0.bytes().enumerate() {
            if hyphenated && HYPHENS.contains(&place) {
                continue;
            }
            let digit = char::from(byte).to_digit(16).ok_or(NOT_UUID)?;
            bits = bits << 4 | u128::from(digit);
            digits += 1;
        }
        if digits == 32 { Ok(bits) } else { Err(NOT_UUID) }
    }
}

const HYPHENS: [usize; 4] = [8, 13, 18, 23];
const NOT_UUID: ScalarError = ScalarError { expected: "a UUID" };

#[cfg(test)]
mod tests {
    use super::Uuid;

    #[test]
    fn bits_and_text_agree() {
        let bits = 0x0c4d_50ee_2d56_4cd3_8152_3434_7dc9_f2b0;
        for text in [
            "0c4d50ee-2d56-4cd3-8152-34347dc9f2b0",
            "0C4D50EE-2D56-4CD3-8152-34347DC9F2B0",
            "0c4d50ee2d564cd3815234347dc9f2b0",
        ] {
            assert_eq!(Uuid::from(text).to_u128(), Ok(bits), "{text}");
        }
        assert_eq!(Uuid::from_u128(bits).to_u128(), Ok(bits));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "{0c4d50ee-2d56-4cd3-8152-34347dc9f2b0}",
            "0c4d50ee-2d56-4cd3-815234347dc9f2b0",
            "0c4d50ee2d564cd3815234347dc9f2b0f",
            "0c4d50ee2d564cd3815234347dc9f2b",
            "0c4d50ee-2d56-4cd3-8152-34347dc9f2bg",
            "0c4d-0ee-2d56-4cd3-8152-34347dc9f2b0",
        ] {
            assert!(Uuid::from(text).to_u128().is_err(), "{text}");
        }
    }
}
