//! Bodies that come compressed, opened within a limit.

use std::io::Read as _;

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};

use crate::ResponseFault;

/// What requests say that their answers may be.
pub(super) const ACCEPTED: &str = "gzip";

/// A body as it was before it was encoded for the way; the headers lose what they say about that.
pub(super) fn decode(headers: &mut HeaderMap, body: Bytes, limit: usize) -> Result<Bytes, ResponseFault> {
    let Some(encoding) = headers.get(CONTENT_ENCODING) else { return Ok(body) };
    let encoding = encoding.as_bytes().trim_ascii().to_ascii_lowercase();
    let body = match encoding.as_slice() {
        b"" | b"identity" => return Ok(body),
        // An answer that has no body may still say how it would be encoded.
        b"gzip" | b"x-gzip" if body.is_empty() => return Ok(body),
        b"gzip" | b"x-gzip" => open(&body, limit)?,
        other => return Err(ResponseFault::Encoding(String::from_utf8_lossy(other).into_owned())),
    };
    headers.remove(CONTENT_ENCODING);
    headers.remove(CONTENT_LENGTH);
    Ok(body)
}

fn open(body: &[u8], limit: usize) -> Result<Bytes, ResponseFault> {
    let mut opened = Vec::with_capacity(body.len().saturating_mul(4).min(limit));
    // One byte more than is allowed is enough to know.
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    MultiGzDecoder::new(body).take(most).read_to_end(&mut opened).map_err(|_| ResponseFault::Gzip)?;
    if opened.len() > limit { Err(ResponseFault::TooLarge { limit }) } else { Ok(opened.into()) }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use bytes::Bytes;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use http::{HeaderMap, HeaderValue};

    use super::decode;
    use crate::ResponseFault;

    fn gzip(body: &[u8]) -> Bytes {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(body).unwrap();
        encoder.finish().unwrap().into()
    }

    fn read(encoding: &'static str, body: Bytes, limit: usize) -> Result<Bytes, ResponseFault> {
        let mut headers = HeaderMap::new();
        headers.insert("content-encoding", HeaderValue::from_static(encoding));
        let body = decode(&mut headers, body, limit)?;
        assert!(encoding == "identity" || body.is_empty() || headers.is_empty(), "{headers:?}");
        Ok(body)
    }

    #[test]
    fn what_was_encoded_comes_back() {
        let body = b"{\"a\": 1}".repeat(1000);
        assert_eq!(read("gzip", gzip(&body), body.len()).unwrap(), body);
        assert_eq!(read("X-GZip", gzip(&body), body.len()).unwrap(), body);
        assert_eq!(read("identity", body.clone().into(), 0).unwrap(), body);
        assert_eq!(read("gzip", Bytes::new(), 0).unwrap(), "");
        assert_eq!(read("gzip", gzip(b""), 0).unwrap(), "");
        let members = [gzip(b"one "), gzip(b"two")].concat();
        assert_eq!(read("gzip", members.into(), 7).unwrap(), "one two");
    }

    #[test]
    fn nothing_is_larger_than_allowed() {
        let bomb = gzip(&vec![0; 32 * 1024 * 1024]);
        assert!(bomb.len() < 64 * 1024, "{} bytes", bomb.len());
        assert_eq!(read("gzip", bomb, 1024 * 1024), Err(ResponseFault::TooLarge { limit: 1024 * 1024 }));
        assert_eq!(read("gzip", gzip(b"four"), 3), Err(ResponseFault::TooLarge { limit: 3 }));
    }

    #[test]
    fn what_is_broken_or_unknown_is_refused() {
        let whole = gzip(b"a body that is long enough to be cut anywhere");
        for length in 1..whole.len() {
            assert_eq!(read("gzip", whole.slice(..length), 1000), Err(ResponseFault::Gzip), "{length}");
        }
        let longer = [&whole[..], b"more"].concat();
        assert_eq!(read("gzip", longer.into(), 1000), Err(ResponseFault::Gzip));
        for encoding in ["br", "deflate", "gzip, gzip"] {
            let fault = ResponseFault::Encoding(encoding.to_owned());
            assert_eq!(read(encoding, whole.clone(), 1000), Err(fault));
        }
    }
}
