//! What stands before a text: YAML between `---`, TOML between `+++`, as site generators have it.
//!
//! The names differ from one generator to the next; all that are common are understood. A date may
//! also stand in the address (`2025/06/26/a-title`) or in the name of the file.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use kernel::clock::Millis;
use serde_json::Value;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct FrontMatter {
    pub title: String,
    pub summary: String,
    pub date: Option<Millis>,
    pub authors: Vec<String>,
    pub tags: Vec<String>,
    /// Where it was on its site: its own address first.
    pub addresses: Vec<String>,
    pub cover: Option<String>,
    pub draft: bool,
    /// Other pages begin with its text.
    pub template: bool,
}

/// What stands before a text, the text, and the line that it begins at. The error has a line too.
pub fn split(source: &str) -> Result<(FrontMatter, &str, u64), (u64, String)> {
    let (fence, yaml) = match source.lines().next().map(str::trim_end) {
        Some("---") => ("---", true),
        Some("+++") => ("+++", false),
        _ => return Ok((FrontMatter::default(), source, 1)),
    };
    let (head, body) = between(source, fence).ok_or((1, format!("the front matter has no closing {fence}")))?;
    let value = if yaml { from_yaml(head) } else { from_toml(head) };
    let value = value.map_err(|(line, reason)| (line + 1, format!("front matter: {reason}")))?;
    let body_line = lines(head) + 3;
    Ok((read(&value), body, body_line))
}

/// A date that stands in a path: `2025/06/26` or `2025-06-26`.
pub fn date_in(path: &str) -> Option<Millis> {
    let bytes = path.as_bytes();
    let digits = |at: usize, count: usize| {
        let part = path.get(at..at + count)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<i16>().ok())?
    };
    let separates = |at: usize| matches!(bytes.get(at), Some(b'/' | b'-'));
    let begins = |at: usize| at == 0 || bytes.get(at - 1).is_some_and(|byte| !byte.is_ascii_digit());
    (0..bytes.len()).find_map(|at| {
        if !begins(at) || !separates(at + 4) || !separates(at + 7) {
            return None;
        }
        let (year, month, day) = (digits(at, 4)?, digits(at + 5, 2)?, digits(at + 8, 2)?);
        let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        civil(date.at(12, 0, 0, 0))
    })
}

fn between<'a>(source: &'a str, fence: &str) -> Option<(&'a str, &'a str)> {
    let after = source.find('\n')? + 1;
    let rest = source.get(after..)?;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((rest.get(..at)?, rest.get(at + line.len()..)?));
        }
        at += line.len();
    }
    None
}

fn from_yaml(head: &str) -> Result<Value, (u64, String)> {
    if head.trim().is_empty() {
        return Ok(Value::Null);
    }
    serde_yaml_ng::from_str(head).map_err(|cause| {
        let line = cause.location().map_or(1, |location| location.line());
        (u64::try_from(line).unwrap_or(1), cause.to_string())
    })
}

fn from_toml(head: &str) -> Result<Value, (u64, String)> {
    let table: toml::Table = toml::from_str(head).map_err(|cause| {
        let line = cause.span().map_or(1, |span| lines(head.get(..span.start).unwrap_or_default()) + 1);
        (line, cause.message().to_owned())
    })?;
    Ok(toml_value(toml::Value::Table(table)))
}

fn toml_value(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Datetime(moment) => Value::String(moment.to_string()),
        toml::Value::Boolean(yes) => Value::Bool(yes),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Array(parts) => Value::Array(parts.into_iter().map(toml_value).collect()),
        toml::Value::Table(table) => Value::Object(table.into_iter().map(|(k, v)| (k, toml_value(v))).collect()),
    }
}

fn read(head: &Value) -> FrontMatter {
    let nested = |name: &str| head.get("taxonomies").or_else(|| head.get("extra")).and_then(|inner| inner.get(name));
    let first = |names: &[&str]| names.iter().find_map(|name| head.get(*name)).filter(|value| !value.is_null());
    let text = |names: &[&str]| first(names).and_then(one).unwrap_or_default();
    let address = text(&["path", "permalink", "url", "slug"]);
    let mut addresses: Vec<String> = Some(address.clone()).filter(|address| !address.is_empty()).into_iter().collect();
    addresses.extend(["aliases", "redirect_from", "alias"].iter().filter_map(|name| head.get(*name)).flat_map(several));
    let tags = first(&["tags", "keywords", "categories"]).or_else(|| nested("tags"));
    let written = first(&["date", "published", "created", "pubDate"]).and_then(one).and_then(|text| moment(&text));
    FrontMatter {
        title: text(&["title"]),
        summary: text(&["summary", "description", "excerpt"]),
        date: written.or_else(|| date_in(&address)),
        authors: first(&["authors", "author"]).map(several).unwrap_or_default(),
        tags: tags.map(several).unwrap_or_default(),
        addresses,
        cover: first(&["cover", "image"]).and_then(one).filter(|cover| !cover.is_empty()),
        draft: first(&["draft"]).is_some_and(|draft| draft.as_bool() == Some(true)),
        template: first(&["template"]).is_some_and(|template| template.as_bool() == Some(true)),
    }
}

fn one(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A list, a text with commas, or objects with a name.
fn several(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => {
            text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
        }
        Value::Array(parts) => parts.iter().filter_map(|part| one(part).or_else(|| one(part.get("name")?))).collect(),
        Value::Object(fields) => fields.get("name").and_then(one).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// A moment as people and generators write it; a day without a time is its noon, UTC.
fn moment(text: &str) -> Option<Millis> {
    let text = text.trim();
    let exact = text.parse::<Timestamp>().ok();
    let exact = exact.or_else(|| Zoned::strptime("%Y-%m-%d %H:%M:%S %z", text).ok().map(|zoned| zoned.timestamp()));
    if let Some(moment) = exact {
        return Some(moment.as_millisecond());
    }
    if let Ok(day) = text.parse::<Date>()
        && text.len() <= 10
    {
        return civil(day.at(12, 0, 0, 0));
    }
    text.parse::<DateTime>().ok().and_then(civil)
}

fn civil(moment: DateTime) -> Option<Millis> {
    moment.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp().as_millisecond())
}

fn lines(text: &str) -> u64 {
    text.bytes().map(|byte| u64::from(byte == b'\n')).sum()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]
    use super::*;

    const NOON: Millis = 1_750_939_200_000; // 26 June 2025, 12:00 UTC

    #[test]
    fn toml_with_the_date_in_the_path() {
        let source = "+++\npath = \"2025/06/26/doors\"\ntitle = \"Doors\"\nauthors = [\"Ines\"]\naliases = [\"old/doors\"]\n+++\nText";
        let (matter, body, line) = split(source).unwrap();
        assert_eq!((matter.title.as_str(), matter.date, body, line), ("Doors", Some(NOON), "Text", 7));
        assert_eq!(matter.addresses, ["2025/06/26/doors", "old/doors"]);
    }

    #[test]
    fn yaml_with_keywords_and_windows_line_ends() {
        let source = "---\r\ntitle: Doors\r\ndate: 2025-06-26\r\nkeywords: night, frost\r\nauthor:\r\n  name: Ines\r\n---\r\nText\r\n";
        let (matter, body, _) = split(source).unwrap();
        assert_eq!((matter.date, body), (Some(NOON), "Text\r\n"));
        assert_eq!(
            (matter.tags, matter.authors),
            (vec!["night".to_owned(), "frost".to_owned()], vec!["Ines".to_owned()])
        );
    }

    #[test]
    fn what_is_broken_is_told_with_its_line() {
        assert!((2..=3).contains(&split("---\ntitle: [\n---\n").unwrap_err().0));
        assert_eq!(split("+++\ntitle = \"a\"\ndate = nonsense\n+++\n").unwrap_err().0, 3);
        assert!(split("---\ntitle: a\n").unwrap_err().1.contains("no closing ---"));
    }

    #[test]
    fn dates_are_found_in_paths() {
        assert_eq!(date_in("inside/2025-06-26-doors.md"), Some(NOON));
        assert_eq!(date_in("releases/1.88.0"), None);
        assert_eq!(date_in("2025/99/26/x"), None);
        assert_eq!(moment("2025-06-26 12:00:00 +0000"), Some(NOON));
    }
}
