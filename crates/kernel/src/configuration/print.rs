//! The configuration in force, for an operator who asks what the program runs with.

use super::{Configuration, KEYS, SECRETS};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A TOML file with every key. Secrets that are set are "(hidden)".
pub(super) fn print(configuration: &Configuration, origins: &BTreeMap<String, String>) -> String {
    let values = toml::Table::try_from(configuration).unwrap_or_default();
    let mut text = String::new();
    let mut current = "";
    for (path, description) in KEYS {
        let Some((section, key)) = path.split_once('.') else { continue };
        if section != current {
            let gap = if current.is_empty() { "" } else { "\n" };
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{gap}[{section}]");
            current = section;
        }
        let value = values.get(section).and_then(|section| section.get(key));
        let shown = value.map_or_else(String::new, |value| show(path, value));
        let origin = origins.get(*path).map_or("default", String::as_str).replace(['\n', '\r'], " ");
        let _ = writeln!(text, "# {description}\n{key} = {shown} # {origin}");
    }
    text
}

fn show(path: &str, value: &toml::Value) -> String {
    let is_set = value.as_str().is_none_or(|text| !text.is_empty());
    if SECRETS.contains(&path) && is_set { "\"(hidden)\"".to_owned() } else { value.to_string() }
}
