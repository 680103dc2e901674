//! What a request brings: a form or JSON, read into one type.
//!
//! Both become a JSON value first, so a field has one meaning. What cannot be read names its field.
//! In a form all values are texts: use [`flag`], [`list`] and `Option<String>` in the type, and check
//! numbers where the field's meaning is known.

use super::page::Page;
use super::stops::{INSIST, Typed};
use crate::app::App;
use crate::content::{Content, Intake};
use crate::error::{Error, FieldError, Result};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use bytes::Bytes;
use http_body_util::BodyExt as _;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

/// Where a large file is while it comes, below the data folder.
const INCOMING: &str = "incoming";

/// A file that came with a form. Name and type are what the sender says, not what it is.
#[derive(Debug, Clone)]
pub struct Upload {
    pub field: String,
    pub name: String,
    pub content: Content,
}

/// The body, read into `T`, and the files that came with it.
#[derive(Debug, Clone)]
pub struct Input<T> {
    pub value: T,
    pub files: Vec<Upload>,
}

impl<T: DeserializeOwned + Send> FromRequest<App> for Input<T> {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let typed = request.extensions().get::<Page>().map(|page| page.typed.clone()).unwrap_or_default();
        let most = app.configuration.limits.body_kb * 1024;
        match kind.as_str() {
            "application/json" => {
                let body = bounded(request, most).await?;
                if let Ok(Aside { insist: Some(reason) }) = serde_json::from_slice(&body) {
                    typed.add(INSIST, reason);
                }
                Ok(Self { value: from_json(&body)?, files: Vec::new() })
            }
            "multipart/form-data" => from_multipart(request, app, most, &typed).await,
            "application/x-www-form-urlencoded" | "" => {
                let body = bounded(request, most).await?;
                let pairs = url::form_urlencoded::parse(&body);
                let pairs: Vec<_> = pairs.map(|(key, value)| (key.into_owned(), value.into_owned())).collect();
                typed.set(&pairs);
                Ok(Self { value: from_pairs(pairs.into_iter())?, files: Vec::new() })
            }
            _ => Err(Error::Refused { status: 415, code: "unsupported-type" }),
        }
    }
}

/// What any JSON may say beside what its type reads.
#[derive(Deserialize)]
struct Aside {
    insist: Option<String>,
}

async fn bounded(request: Request, most: usize) -> Result<Bytes> {
    let body = http_body_util::Limited::new(request.into_body(), most);
    match body.collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(cause) if cause.is::<http_body_util::LengthLimitError>() => Err(too_large()),
        Err(_) => Err(Error::Refused { status: 400, code: "broken-body" }),
    }
}

fn too_large() -> Error {
    Error::Refused { status: 413, code: "too-large" }
}

/// No text has the character 0, and not every database keeps one.
pub fn not_text() -> Error {
    Error::Refused { status: 400, code: "not-utf8" }
}

/// Whether JSON has the character 0, which it writes as an escape; what only looks like one has a backslash before it.
fn has_nul(json: &str) -> bool {
    json.match_indices("\\u0000").any(|(at, _)| {
        let before = json.get(..at).unwrap_or_default();
        (before.len() - before.trim_end_matches('\\').len()).is_multiple_of(2)
    })
}

/// Reads JSON; an error names the field by its path.
pub fn from_json<T: DeserializeOwned>(body: &[u8]) -> Result<T> {
    let text = std::str::from_utf8(body).map_err(|_| not_text())?;
    if has_nul(text) {
        return Err(not_text());
    }
    let mut reader = serde_json::Deserializer::from_str(if text.trim().is_empty() { "{}" } else { text });
    let not_json = || Error::Refused { status: 400, code: "not-json" };
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|cause| {
        if cause.inner().is_data() {
            Error::Invalid(vec![FieldError::new(&cause.path().to_string(), "wrong-type")])
        } else {
            not_json()
        }
    })?;
    // What follows a whole value is a mistake of the sender, who would not learn that it went unread.
    reader.end().map_err(|_| not_json())?;
    Ok(value)
}

/// Reads the fields of a form; one that comes twice is a list.
pub fn from_pairs<T: DeserializeOwned>(pairs: impl Iterator<Item = (String, String)>) -> Result<T> {
    let mut object = Map::new();
    for (key, value) in pairs {
        if value.contains('\0') {
            return Err(not_text());
        }
        let value = Value::String(value);
        match object.get_mut(&key) {
            None => drop(object.insert(key, value)),
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
        }
    }
    serde_path_to_error::deserialize(Value::Object(object))
        .map_err(|cause| Error::Invalid(vec![FieldError::new(&cause.path().to_string(), "wrong-type")]))
}

async fn from_multipart<T: DeserializeOwned>(
    request: Request,
    app: &App,
    most: usize,
    typed: &Typed,
) -> Result<Input<T>> {
    let broken = |_| Error::Refused { status: 400, code: "broken-body" };
    let mut parts =
        Multipart::from_request(request, app).await.map_err(|_| Error::Refused { status: 400, code: "broken-body" })?;
    let most_file = app.configuration.limits.upload_mb * 1024 * 1024;
    let (mut pairs, mut files, mut size) = (Vec::new(), Vec::new(), 0);
    while let Some(mut part) = parts.next_field().await.map_err(broken)? {
        let field = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let limit = if file.is_some() { most_file } else { most };
        let mut intake = Intake::new(app.configuration.data.join(INCOMING));
        let mut length = 0;
        while let Some(chunk) = part.chunk().await.map_err(broken)? {
            (size, length) = (size + chunk.len(), length + chunk.len());
            if length > limit || size > most_file + most {
                return Err(too_large());
            }
            intake.take(&chunk).await?;
        }
        let content = intake.finish().await?;
        match file {
            // An empty file field is one that nobody chose a file for.
            Some(name) if !name.is_empty() || length > 0 => {
                files.push(Upload { field, name, content });
            }
            Some(_) => {}
            None => {
                let text = String::from_utf8(content.at_most(limit).await?.to_vec());
                pairs.push((field, text.map_err(|_| not_text())?));
            }
        }
    }
    typed.set(&pairs);
    Ok(Input { value: from_pairs(pairs.into_iter())?, files })
}

/// A box that is ticked, or `true` in JSON: for `#[serde(default, deserialize_with = "flag")]`.
pub fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<bool, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::Bool(flag) => Ok(flag),
        Value::String(text) => Ok(matches!(text.as_str(), "on" | "true" | "1" | "yes")),
        Value::Number(number) => Ok(number.as_i64() == Some(1)),
        Value::Null => Ok(false),
        _ => Err(serde::de::Error::custom("expected true or false")),
    }
}

/// One value or several: for `#[serde(default, deserialize_with = "list")]`.
pub fn list<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Vec<String>, D::Error> {
    let values = match Value::deserialize(deserializer)? {
        Value::Array(values) => values,
        Value::Null => Vec::new(),
        one => vec![one],
    };
    let texts = values.into_iter().map(|value| match value {
        Value::String(text) => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(serde::de::Error::custom("expected a text")),
    });
    texts.filter(|text| !matches!(text, Ok(text) if text.is_empty())).collect()
}

/// A text, or a number where a form would send a text.
pub fn text<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<String, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::String(text) => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(flag) => Ok(flag.to_string()),
        Value::Null => Ok(String::new()),
        _ => Err(serde::de::Error::custom("expected a text")),
    }
}

/// Nothing is read: for requests whose address says it all.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Nothing {}

impl Page {
    /// The address to come back to after a form, taken from the form: only one of this site.
    pub fn back_to(&self, next: &str, otherwise: &str) -> String {
        // Browsers read a backslash as a slash and pass over tabs and line breaks.
        let plain = next.chars().all(|c| c.is_ascii_graphic() && c != '\\');
        let own = plain && next.starts_with('/') && !next.starts_with("//");
        if own { next.to_owned() } else { otherwise.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    struct Form {
        title: String,
        #[serde(default, deserialize_with = "list")]
        tags: Vec<String>,
        #[serde(default, deserialize_with = "flag")]
        public: bool,
    }

    fn pairs(pairs: &[(&str, &str)]) -> Result<Form> {
        from_pairs(pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())))
    }

    #[test]
    fn a_form_and_json_say_the_same() {
        let form = pairs(&[("title", "Doors"), ("tags", "a"), ("tags", "b"), ("public", "on")]).unwrap();
        let json: Form = from_json(br#"{"title":"Doors","tags":["a","b"],"public":true}"#).unwrap();
        assert_eq!(form, json);
    }

    #[test]
    fn what_cannot_be_read_names_its_field() {
        let Error::Invalid(fields) = from_json::<Form>(br#"{"title":["x"]}"#).unwrap_err() else {
            panic!("not a field")
        };
        assert_eq!(fields[0].field, "title");
        let whole = r#"{"title":"Doors","tags":[],"public":true}"#;
        for broken in ["{".to_owned(), format!("{whole} {whole}"), format!("{whole},")] {
            assert!(
                matches!(from_json::<Form>(broken.as_bytes()), Err(Error::Refused { code: "not-json", .. })),
                "{broken}"
            );
        }
        assert!(matches!(from_json::<Form>(b"\xff"), Err(Error::Refused { code: "not-utf8", .. })));
    }
}
