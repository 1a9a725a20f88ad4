//! Claims that a token lacked, as the service wants them passed on to who issues tokens.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::{Challenge, ChallengeError};
use crate::{Json, Map};

/// Services differ about the padding.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The JSON object of the claims that a challenge asks for, if it asks for claims.
pub(super) fn read(challenge: &Challenge) -> Result<Option<String>, ChallengeError> {
    if challenge.parameter("error") != Some("insufficient_claims") {
        return Ok(None);
    }
    challenge.parameter("claims").map(|text| decode(text).ok_or(ChallengeError::Claims)).transpose()
}

fn decode(text: &str) -> Option<String> {
    // They differ about the alphabet as well, and no text is right in both with different meanings.
    let bytes = LENIENT.decode(text.replace('-', "+").replace('_', "/")).ok()?;
    let json = String::from_utf8(bytes).ok()?;
    serde_json::from_str::<Map<Json>>(&json).ok()?;
    Some(json)
}
