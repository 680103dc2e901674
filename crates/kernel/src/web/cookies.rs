//! Cookies: few, `HttpOnly`, `SameSite=Lax`, and `Secure` wherever the installation has a name.
//!
//! Only an installation whose own address is plain `http` (a try on one's own machine) goes without
//! `Secure`, because browsers would not send the cookie back there.

use crate::configuration::Configuration;
use axum::http::{HeaderMap, HeaderValue, header};

/// The session of a browser.
pub const SESSION: &str = "fourleaf_session";
/// The time zone of the device, set by script.
pub const ZONE: &str = "zone";

/// The value of the cookie `name`, if the request has it.
pub fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// A `Set-Cookie` header that keeps `value` for `seconds`; 0 forgets it.
pub fn set(configuration: &Configuration, name: &str, value: &str, seconds: i64) -> Option<HeaderValue> {
    let secure = if configuration.server.url.starts_with("http://") { "" } else { "; Secure" };
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&cookie).ok()
}
