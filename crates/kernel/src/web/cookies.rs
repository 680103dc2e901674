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

/// There while somebody is signed in for this time only.
pub const PASSING: &str = "passing";

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

/// The language that a stranger chose.
pub const LANGUAGE: &str = "lang";

/// A `Set-Cookie` header whose value the browser forgets when it is closed.
pub fn set_until_closed(configuration: &Configuration, name: &str, value: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{name}={value}; {}", attributes(configuration))).ok()
}

/// A `Set-Cookie` header that keeps `value` for `seconds`; 0 forgets it.
pub fn set(configuration: &Configuration, name: &str, value: &str, seconds: i64) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{name}={value}; Max-Age={seconds}; {}", attributes(configuration))).ok()
}

fn attributes(configuration: &Configuration) -> &'static str {
    if configuration.server.url.starts_with("http://") {
        "Path=/; HttpOnly; SameSite=Lax"
    } else {
        "Path=/; HttpOnly; SameSite=Lax; Secure"
    }
}
