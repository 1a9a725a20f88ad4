//! What readers of YAML 1.1 and 1.2 take plain scalars for.

const NOTHING: &[&str] = &["", "~", "null", "Null", "NULL"];
const BOOLEANS: &[&str] = &[
    "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF", "true",
    "True", "TRUE", "false", "False", "FALSE",
];
const STRANGE_NUMBERS: &[&str] = &[".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"];

/// What some reader takes a plain scalar for, nothing if all take it for text.
///
/// It asks for more quotes than need be rather than for fewer: `1.2.3` is a number to the letter of YAML 1.1.
pub fn taken_for(text: &str) -> Option<&'static str> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if NOTHING.contains(&text) {
        Some("nothing")
    } else if BOOLEANS.contains(&text) {
        Some("a boolean")
    } else if STRANGE_NUMBERS.contains(&unsigned) || is_number(unsigned) {
        Some("a number")
    } else if is_date(text) {
        Some("a date")
    } else if matches!(text, "<<" | "=") {
        Some("a key to merge with")
    } else {
        None
    }
}

/// Whether a text is an integer as JSON writes it.
pub fn is_decimal_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    is_digits(digits) && (digits == "0" || !digits.starts_with('0'))
}

/// Whether a text is a number as JSON writes it.
pub fn is_json_number(text: &str) -> bool {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    is_decimal_integer(integer) && is_digits(fraction) && is_digits(exponent)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `7.0`, `017`, `0x1F`, `1_000`, `12:30:00`, `1e3`, without a sign.
fn is_number(text: &str) -> bool {
    if let Some(digits) = text.strip_prefix("0x").or(text.strip_prefix("0o")).or(text.strip_prefix("0b")) {
        return !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'_');
    }
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    mantissa.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        && mantissa.bytes().any(|byte| byte.is_ascii_digit())
        && mantissa.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'_' | b'.' | b':'))
        && is_digits(exponent)
}

/// `2025-07-01`, with or without a time of day.
fn is_date(text: &str) -> bool {
    let Some((year, rest)) = text.split_once('-') else { return false };
    let Some((month, rest)) = rest.split_once('-') else { return false };
    let day_end = rest.find(|digit: char| !digit.is_ascii_digit()).unwrap_or(rest.len());
    let (day, time) = rest.split_at(day_end);
    let of_time = |byte: u8| byte.is_ascii_digit() || b" \t:.+-Z".contains(&byte);
    let has_time = time.strip_prefix(['T', 't', ' ', '\t']).is_some_and(|time| time.bytes().all(of_time));
    year.len() == 4
        && is_digits(year)
        && is_digits(month)
        && month.len() <= 2
        && is_digits(day)
        && day.len() <= 2
        && (time.is_empty() || has_time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_some_reader_takes_for_something_else() {
        let table = [
            ("nothing", "~ null Null NULL"),
            ("a boolean", "y Y yes no NO n on Off true True FALSE"),
            (
                "a number",
                "7.0 7 -1 +1 017 0o17 0x1F 0b101 1_000 1e3 1.5E-3 .5 5. 12:30:00 1.2.3 .inf -.INF .NaN",
            ),
            ("a date", "2025-07-01 2025-7-1 2025-07-01T12:30:00Z 2001-12-14t21:59:43.10-05:00"),
            ("a key to merge with", "<< ="),
        ];
        for (kind, texts) in table {
            for text in texts.split(' ') {
                assert_eq!(taken_for(text), Some(kind), "{text}");
            }
        }
        assert_eq!(taken_for(""), Some("nothing"));
        assert_eq!(taken_for("2001-12-14 21:59:43.10 -5"), Some("a date"));
    }

    #[test]
    fn text_that_is_text_to_every_reader() {
        let table = "2024-07-01.20.0 2024-07-01-preview none nope string[] 0x 0xZZ e 1e x1 - . .. 1- P-256 v7.0 nulls é";
        for text in table.split(' ') {
            assert_eq!(taken_for(text), None, "{text}");
        }
        assert_eq!(taken_for("2025-07-01 is the newest version"), None);
    }

    #[test]
    fn numbers_of_json() {
        for text in ["0", "-0", "10", "1.50", "-1.5e+3", "1E400"] {
            assert!(is_json_number(text), "{text}");
        }
        for text in ["", "-", "+1", "01", ".5", "5.", "1e", "0x1F", "1_000", "Infinity", "1.5.2"] {
            assert!(!is_json_number(text), "{text}");
        }
    }
}
