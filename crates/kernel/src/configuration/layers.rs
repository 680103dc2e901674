//! Where values come from, and which one wins.
//!
//! Each value found becomes a layer of its own, named after its origin: so figment can tell for every
//! value in force where it stands, in errors as well as in the printed configuration.

use super::keys::{is_key, nearest};
use super::{Configuration, KEYS, SECRETS};
use figment::providers::Serialized;
use figment::value::{Dict, Map, Value};
use figment::{Figment, Metadata, Profile, Provider};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const PREFIX: &str = "FOURLEAF_";

/// One value and its origin.
struct Layer {
    path: String,
    value: Value,
    origin: String,
}

/// A value as it was found.
enum Found {
    /// Of a TOML file: it has a kind already.
    Typed(Value),
    /// Of the environment or of a file of its own: its key decides what kind it is.
    Text(String),
}

type Origins = BTreeMap<String, String>;

/// The environment variables of the process that are Unicode.
pub fn environment() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
}

/// The configuration of all layers, and the origin of each value that is not a default.
pub(super) fn merge(
    file: Option<&Path>,
    environment: impl IntoIterator<Item = (String, String)>,
) -> Result<(Configuration, Origins), Vec<String>> {
    let mut errors = Vec::new();
    let mut layers = Vec::new();
    if let Some(file) = file {
        layers.extend(layers_of(read_file(file, &mut errors), &mut errors));
    }
    layers.extend(layers_of(read_environment(environment, &mut errors), &mut errors));
    if !errors.is_empty() {
        return Err(errors);
    }
    let paths: Vec<String> = layers.iter().map(|layer| layer.path.clone()).collect();
    let mut figment = Figment::from(Serialized::defaults(Configuration::default()));
    for layer in layers {
        figment = figment.merge(layer);
    }
    let configuration = figment.extract().map_err(|error| error.into_iter().map(sentence).collect::<Vec<_>>())?;
    let origin = |path: String| figment.find_metadata(&path).map(|found| found.name.to_string()).map(|at| (path, at));
    Ok((configuration, paths.into_iter().filter_map(origin).collect()))
}

/// The leaves of a TOML file, as path, value and origin.
fn read_file(file: &Path, errors: &mut Vec<String>) -> Vec<(String, Found, String)> {
    let shown = file.display();
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => {
            errors.push(format!("The file {shown} cannot be read: {error}. Check its name and its permissions."));
            return Vec::new();
        }
    };
    let table: toml::Table = match text.parse() {
        Ok(table) => table,
        Err(error) => {
            errors.push(format!("The file {shown} is not TOML: {error}"));
            return Vec::new();
        }
    };
    let mut found = Vec::new();
    for (section, content) in table {
        match content {
            toml::Value::Table(keys) => {
                for (key, value) in keys {
                    match Value::serialize(&value) {
                        Ok(value) => {
                            found.push((format!("{section}.{key}"), Found::Typed(value), format!("file {shown}")))
                        }
                        Err(error) => errors.push(format!("{section}.{key} in {shown}: {error}")),
                    }
                }
            }
            _ => errors.push(unknown(&section, &format!("file {shown}"))),
        }
    }
    found
}

/// The variables that are meant for the configuration, as path, value and origin. Others with the
/// same prefix are the program's (`FOURLEAF_DATA`), unless they look like a key with one underscore
/// too few.
fn read_environment(
    variables: impl IntoIterator<Item = (String, String)>,
    errors: &mut Vec<String>,
) -> Vec<(String, Found, String)> {
    let mut found = Vec::new();
    for (name, value) in variables {
        let Some(rest) = name.strip_prefix(PREFIX) else { continue };
        let path = rest.to_lowercase().replace("__", ".");
        let origin = format!("environment variable {name}");
        if path.contains('.') {
            found.push((path, Found::Text(value), origin));
        } else if let Some((key, _)) = KEYS.iter().find(|(key, _)| key.replace('.', "_") == path) {
            let meant = key.to_uppercase().replace('.', "__");
            errors
                .push(format!("There is no environment variable {name}. Write {PREFIX}{meant}, with two underscores."));
        }
    }
    found.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    found
}

fn layers_of(found: Vec<(String, Found, String)>, errors: &mut Vec<String>) -> Vec<Layer> {
    let mut layers: Vec<Layer> = Vec::new();
    let mut seen = BTreeSet::new();
    for (path, value, origin) in found {
        match layer_of(path, value, origin) {
            Ok(Some(layer)) if !seen.insert(layer.path.clone()) => {
                errors.push(format!("{0} and {0}_file are both set. Keep one of them.", layer.path));
            }
            Ok(layer) => layers.extend(layer),
            Err(error) => errors.push(error),
        }
    }
    layers
}

fn layer_of(path: String, found: Found, origin: String) -> Result<Option<Layer>, String> {
    if is_key(&path) {
        let value = match found {
            Found::Typed(value) => Some(value),
            Found::Text(text) => read_text(&path, &text, &origin)?,
        };
        return Ok(value.map(|value| Layer { path, value, origin }));
    }
    match path.strip_suffix("_file").filter(|key| is_key(key)) {
        Some(key) => from_own_file(key, found, &origin),
        None => Err(unknown(&path, &origin)),
    }
}

/// The value that stands in a file of its own. The line end that editors add is not part of it.
fn from_own_file(key: &str, found: Found, origin: &str) -> Result<Option<Layer>, String> {
    let file = match found {
        Found::Text(file) | Found::Typed(Value::String(_, file)) => file,
        Found::Typed(_) => return Err(format!("{key}_file ({origin}) is not a name of a file. Write it in quotes.")),
    };
    if file.is_empty() {
        return Ok(None);
    }
    let text = std::fs::read_to_string(&file).map_err(|error| {
        format!(
            "{key}_file ({origin}) names {file}, which cannot be read: {error}. Check its name and its permissions."
        )
    })?;
    let origin = format!("file {file}, named by {key}_file");
    let value = read_text(key, text.trim_end_matches(['\r', '\n']), &origin)?;
    Ok(value.map(|value| Layer { path: key.to_owned(), value, origin }))
}

/// A text as the kind of value that its key has. Nothing when the text is empty and the key is not a
/// text: so a variable that a container's file leaves empty changes nothing.
fn read_text(path: &str, text: &str, origin: &str) -> Result<Option<Value>, String> {
    let default = Value::serialize(Configuration::default()).ok().and_then(|all| all.find(path));
    let wrong = |expected: &str| format!("{path} is {text:?} ({origin}), but {expected}.");
    match default {
        Some(Value::Array(..)) => {
            let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
            Ok(Some(Value::from(items.map(str::to_owned).collect::<Vec<_>>())))
        }
        Some(Value::Num(..) | Value::Bool(..)) if text.trim().is_empty() => Ok(None),
        Some(Value::Num(..)) => {
            let number = text.trim().parse::<u64>();
            number.map(|number| Some(Value::from(number))).map_err(|_| wrong("must be a whole number from 0 up"))
        }
        Some(Value::Bool(..)) => {
            let choice = text.trim().to_lowercase().parse::<bool>();
            choice.map(|choice| Some(Value::from(choice))).map_err(|_| wrong("must be true or false"))
        }
        _ => Ok(Some(Value::from(text))),
    }
}

fn unknown(path: &str, origin: &str) -> String {
    match nearest(path) {
        Some(key) => format!("There is no key {path} ({origin}). The nearest is {key}."),
        None => format!("There is no key {path} ({origin})."),
    }
}

fn sentence(error: figment::Error) -> String {
    let origin = error.metadata.as_ref().map_or("defaults", |found| found.name.as_ref());
    let path = error.path.join(".");
    if SECRETS.contains(&path.as_str()) {
        // What figment says quotes the value.
        return format!("{path} ({origin}) is not a text. Write it in quotes.");
    }
    format!("{path} ({origin}): {}.", error.kind)
}

impl Provider for Layer {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.origin.clone())
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        let nested = figment::util::nest(&self.path, self.value.clone());
        Ok(Map::from([(Profile::Default, nested.into_dict().unwrap_or_default())]))
    }
}
