//! The page's notation for types, in the notation of specs.

use crate::lower::scope;

/// What is longer than this is no type of the language's own, however many lists it is in.
const MAX_LENGTH: usize = 200;

/// A type in the notation of specs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The type.
    pub ty: String,
    /// The reason why it is not what the page prints, if it is not.
    pub reason: Option<&'static str>,
}

/// The type that a page prints; nothing if it is none of these and must be a definition.
pub fn written(printed: &str) -> Option<Written> {
    let printed = printed.trim();
    if printed.len() > MAX_LENGTH {
        return None;
    }
    // The format of the items may stand behind the mark of the list.
    if let Some((word, format)) = printed.split_once("[] (") {
        return written(&format!("{word} ({format}[]"));
    }
    if let Some(item) = printed.strip_suffix("[]") {
        return written(item).map(|item| Written { ty: format!("{}[]", item.ty), ..item });
    }
    if scope::is_builtin(printed) {
        return Some(Written { ty: printed.to_owned(), reason: None });
    }
    let (word, format) = printed.split_once(" (").unwrap_or((printed, ""));
    let (ty, reason) = match (word, format) {
        ("integer", "") => ("integer (int64)", "open-width"),
        ("number", "") => ("number (double)", "open-width"),
        ("integer", _) => ("integer (int64)", "other-format"),
        ("number", _) => ("number (double)", "other-format"),
        ("string", _) => ("string", "other-format"),
        ("object" | "file", _) => ("object", "other-format"),
        _ => return None,
    };
    Some(Written { ty: ty.to_owned(), reason: Some(reason) })
}

/// The type without the marks of lists and maps.
pub fn item(ty: &str) -> &str {
    // What an earlier draft proposed and nobody has confirmed yet is the best that is known.
    let mut item = ty.trim().trim_start_matches("TODO ");
    loop {
        let inner = item.strip_suffix("[]").or_else(|| item.strip_prefix('<')?.strip_suffix('>'));
        match inner {
            Some(inner) => item = inner,
            None => return item,
        }
    }
}

/// Whether a type is one of the language's own.
pub fn is_builtin(ty: &str) -> bool {
    scope::is_builtin(item(ty))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_language_does_not_have_becomes_what_holds_it() {
        let table = [
            ("string (uuid)", "string (uuid)", None),
            ("string[]", "string[]", None),
            ("integer", "integer (int64)", Some("open-width")),
            ("string[] (byte)", "string (byte)[]", None),
            ("integer (int16)[]", "integer (int64)[]", Some("other-format")),
            ("number", "number (double)", Some("open-width")),
            ("string (duration)", "string", Some("other-format")),
            ("object (file)", "object", Some("other-format")),
        ];
        for (printed, ty, reason) in table {
            assert_eq!(written(printed), Some(Written { ty: ty.to_owned(), reason }), "{printed}");
        }
        assert_eq!(written("BatchError[]"), None);
        let lists = |deep| format!("string{}", "[]".repeat(deep));
        assert_eq!(written(&lists(97)), Some(Written { ty: lists(97), reason: None }));
        assert_eq!(written(&lists(98)), None, "longer than any that is meant");
    }

    #[test]
    fn the_item_of_a_type() {
        assert_eq!(item("<BatchError[]>"), "BatchError");
        assert!(is_builtin("<string>") && !is_builtin("BatchError[]"));
    }
}
