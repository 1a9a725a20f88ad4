//! Bytes as text, in the two alphabets.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use super::ScalarError;
use super::newtype::text_newtype;

text_newtype! {
    /// Bytes as base64 with padding (RFC 4648, section 4).
    ///
    /// ```
    /// use runtime::Base64;
    ///
    /// let text = Base64::encode(b"\xfb\xff");
    /// assert_eq!(text.as_str(), "+/8=");
    /// assert_eq!(text.decode()?, b"\xfb\xff");
    /// assert!(Base64::from("####").decode().is_err());
    /// # Ok::<(), runtime::ScalarError>(())
    /// ```
    #[derive(PartialOrd, Ord)]
    Base64
}

text_newtype! {
    /// Bytes as base64 in the alphabet for addresses, without padding (RFC 4648, section 5).
    ///
    /// ```
    /// use runtime::Base64Url;
    ///
    /// let text = Base64Url::encode(b"\xfb\xff");
    /// assert_eq!(text.as_str(), "-_8");
    /// assert_eq!(text.decode()?, b"\xfb\xff");
    /// # Ok::<(), runtime::ScalarError>(())
    /// ```
    #[derive(PartialOrd, Ord)]
    Base64Url
}

impl Base64 {
    /// The text of these bytes.
    #[must_use]
    pub fn encode(bytes: impl AsRef<[u8]>) -> Self {
        Self(STANDARD.encode(bytes))
    }

    /// The bytes of this text.
    ///
    /// # Errors
    /// When the text is not exactly what [`encode`](Self::encode) would write: there is no white space, no missing
    /// padding and no stray bit at the end.
    pub fn decode(&self) -> Result<Vec<u8>, ScalarError> {
        STANDARD.decode(&self.0).map_err(|_| ScalarError::expected("base64 with padding"))
    }
}

impl Base64Url {
    /// The text of these bytes.
    #[must_use]
    pub fn encode(bytes: impl AsRef<[u8]>) -> Self {
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The bytes of this text.
    ///
    /// # Errors
    /// When the text is not exactly what [`encode`](Self::encode) would write; padding, too, is an error.
    pub fn decode(&self) -> Result<Vec<u8>, ScalarError> {
        URL_SAFE_NO_PAD.decode(&self.0).map_err(|_| ScalarError::expected("base64url without padding"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Base64, Base64Url};

    #[test]
    fn decoding_is_strict() {
        assert_eq!(Base64::from("").decode(), Ok(vec![]));
        assert_eq!(Base64::from("Zm8=").decode(), Ok(b"fo".to_vec()));
        for wrong in ["Zm8", "Zm8==", "Zm9=", "Zm 8=", "Zm8=\n", "-_8=", "Zm8=Zm8="] {
            assert!(Base64::from(wrong).decode().is_err(), "{wrong:?}");
        }
        assert_eq!(Base64Url::from("-_8").decode(), Ok(b"\xfb\xff".to_vec()));
        for wrong in ["-_8=", "+/8", "-_9", "-_ 8"] {
            assert!(Base64Url::from(wrong).decode().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn an_error_does_not_show_the_text() {
        let error = Base64::from("hunter2").decode().unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter2"));
    }
}
