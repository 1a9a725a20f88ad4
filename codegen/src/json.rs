//! JSON as text.

/// JSON for people to read: what `{:#}` writes, without a detour through the formatter for each piece.
pub fn pretty(json: &serde_json::Value) -> String {
    serde_json::to_string_pretty(json).unwrap_or_else(|_| format!("{json:#}"))
}
