//! Addresses of services, taken apart by hand: general URL parsers mend what had better be refused.

use std::net::{Ipv4Addr, Ipv6Addr};

use http::uri::Scheme;

use super::{Endpoint, EndpointError};

pub(super) fn parse(address: &str) -> Result<Endpoint, EndpointError> {
    let (scheme, rest) = split_scheme(address)?;
    let forbidden = |b: u8| !b.is_ascii_graphic() || b"\\\"<>^`{|}".contains(&b);
    if rest.bytes().any(forbidden) {
        return Err(EndpointError::Character);
    }
    if rest.contains('#') {
        return Err(EndpointError::Fragment);
    }
    if rest.contains('?') {
        return Err(EndpointError::Query);
    }
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    if authority.contains('@') {
        return Err(EndpointError::UserInfo);
    }
    let (host, port) = split_port(authority)?;
    if port.is_some_and(|port| !is_port(port)) {
        return Err(EndpointError::Port);
    }
    if !is_host(host) {
        return Err(EndpointError::Host);
    }
    let base = path.trim_end_matches('/');
    if !base.split('/').skip(1).all(is_segment) {
        return Err(EndpointError::Path);
    }
    let authority = authority.parse().map_err(|_| EndpointError::Host)?;
    Ok(Endpoint { scheme, authority, base: base.into(), api_version: None })
}

fn split_scheme(address: &str) -> Result<(Scheme, &str), EndpointError> {
    let (scheme, rest) = address.split_once("://").ok_or(EndpointError::NotHttps)?;
    if scheme.eq_ignore_ascii_case("https") {
        Ok((Scheme::HTTPS, rest))
    } else if scheme.eq_ignore_ascii_case("http") {
        Ok((Scheme::HTTP, rest))
    } else {
        Err(EndpointError::NotHttps)
    }
}

fn split_port(authority: &str) -> Result<(&str, Option<&str>), EndpointError> {
    // The colons of an IPv6 address stand within its brackets.
    let host_end =
        if authority.starts_with('[') { authority.find(']').ok_or(EndpointError::Host)? } else { 0 };
    match authority[host_end..].find(':') {
        Some(colon) => Ok((&authority[..host_end + colon], Some(&authority[host_end + colon + 1..]))),
        None => Ok((authority, None)),
    }
}

fn is_port(port: &str) -> bool {
    port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port != 0)
}

fn is_host(host: &str) -> bool {
    if let Some(inner) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return inner.parse::<Ipv6Addr>().is_ok();
    }
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    // Some readers take `127.1` or `0x7f.1` for an IPv4 address; then it had better be one in full.
    let last = host.rsplit('.').next().unwrap_or(host);
    let looks_numeric = last.starts_with(|c: char| c.is_ascii_digit())
        && last.trim_start_matches("0x").bytes().all(|b| b.is_ascii_hexdigit());
    if looks_numeric {
        host.parse::<Ipv4Addr>().is_ok()
    } else {
        host.len() <= 253 && host.split('.').all(is_label)
    }
}

fn is_segment(segment: &str) -> bool {
    let mut rest = segment.as_bytes();
    while let Some(at) = rest.iter().position(|b| *b == b'%') {
        match rest.get(at + 1..at + 3) {
            Some(digits) if digits.iter().all(u8::is_ascii_hexdigit) => rest = &rest[at + 3..],
            Some(_) | None => return false,
        }
    }
    // An encoded dot is a dot to those who resolve paths.
    let plain = segment.replace("%2e", ".").replace("%2E", ".");
    !matches!(plain.as_str(), "" | "." | "..")
}
