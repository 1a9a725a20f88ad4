//! One `WWW-Authenticate` field, by the grammar of RFC 9110, sections 5.6 and 11, in time linear in its length.

use std::collections::BTreeMap;

use super::Challenge;

/// The challenges of one field; `None` if it breaks the grammar anywhere.
pub(super) fn parse(field: &[u8]) -> Option<Vec<Challenge>> {
    let mut reader = Reader { rest: field };
    let mut challenges: Vec<Challenge> = Vec::new();
    loop {
        // A list may have empty elements.
        reader.take_while(|b| is_blank(b) || b == b',');
        if reader.rest.is_empty() {
            return Some(challenges);
        }
        let name = reader.take_token()?;
        // Commas part both challenges and parameters: only what follows a name tells which of them it begins.
        if reader.is_before(b'=') {
            let value = reader.take_value()?;
            challenges.last_mut()?.add(name, value)?;
        } else {
            let challenge = reader.take_challenge(name)?;
            challenges.push(challenge);
        }
        if !reader.is_at_end_of_element() {
            return None;
        }
    }
}

impl Challenge {
    /// Takes a parameter; `None` if that makes the challenge ambiguous.
    fn add(&mut self, name: &str, value: String) -> Option<()> {
        let is_new = self.parameters.insert(name.to_ascii_lowercase(), value).is_none();
        (is_new && self.token68.is_none()).then_some(())
    }
}

/// What is left to read.
struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take_while(&mut self, is_wanted: impl Fn(u8) -> bool) -> &'a [u8] {
        let end = self.rest.iter().position(|b| !is_wanted(*b)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn take_token(&mut self) -> Option<&'a str> {
        let token = str::from_utf8(self.take_while(is_of_token)).ok()?;
        (!token.is_empty()).then_some(token)
    }

    /// What stands behind a scheme: nothing, a token68 or the first parameter.
    fn take_challenge(&mut self, scheme: &str) -> Option<Challenge> {
        let mut challenge =
            Challenge { scheme: scheme.to_owned(), token68: None, parameters: BTreeMap::new() };
        let is_bare = self.take_while(is_blank).is_empty() || self.is_at_end_of_element();
        if is_bare {
            return Some(challenge);
        }
        challenge.token68 = self.take_token68();
        if challenge.token68.is_none() {
            let name = self.take_token()?;
            let value = if self.is_before(b'=') { self.take_value()? } else { return None };
            challenge.add(name, value)?;
        }
        Some(challenge)
    }

    /// A token68, or nothing where what looks like one turns out to be the name of a parameter.
    fn take_token68(&mut self) -> Option<String> {
        let start = self.rest;
        let letters = self.take_while(is_of_token68).len();
        let length = letters + self.take_while(|b| b == b'=').len();
        if letters > 0 && self.is_at_end_of_element() {
            return Some(String::from_utf8_lossy(&start[..length]).into_owned());
        }
        self.rest = start;
        None
    }

    /// An equals sign and what follows it: a token or a quoted text.
    fn take_value(&mut self) -> Option<String> {
        self.rest = self.rest.strip_prefix(b"=")?;
        self.take_while(is_blank);
        match self.rest.strip_prefix(b"\"") {
            Some(rest) => {
                self.rest = rest;
                self.take_quoted()
            }
            None => self.take_token().map(str::to_owned),
        }
    }

    /// The rest of a quoted text, with its last quote, which must be there.
    fn take_quoted(&mut self) -> Option<String> {
        let mut text = Vec::new();
        loop {
            let byte = match self.take_byte()? {
                b'"' => return Some(String::from_utf8_lossy(&text).into_owned()),
                b'\\' => self.take_byte()?,
                byte => byte,
            };
            if byte.is_ascii_control() && byte != b'\t' {
                return None;
            }
            text.push(byte);
        }
    }

    fn take_byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// Skips blanks, and says whether this byte is next.
    fn is_before(&mut self, byte: u8) -> bool {
        let start = self.rest;
        self.take_while(is_blank);
        let is_next = self.rest.first() == Some(&byte);
        if !is_next {
            // Behind a scheme blanks have a meaning.
            self.rest = start;
        }
        is_next
    }

    fn is_at_end_of_element(&self) -> bool {
        self.rest.iter().find(|b| !is_blank(**b)).is_none_or(|b| *b == b',')
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

fn is_of_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

fn is_of_token68(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte)
}
