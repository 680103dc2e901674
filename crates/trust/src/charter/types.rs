//! Policies, their versions, and what is asked of who reads them.

use kernel::clock::Millis;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::record;
use kernel::text::{self, Rendering};
use kernel::web::input;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub const MOST_BODY: usize = 50_000;
pub const MOST_TITLE: usize = 200;
pub const MOST_QUESTIONS: usize = 10;

record! {
    /// A policy with one of its versions.
    #[derive(Debug, Clone)]
    pub struct Row {
        pub policy: Id,
        pub slug: String,
        pub standings: String,
        pub country: String,
        pub language: String,
        pub version: Id,
        pub number: i64,
        pub state: String,
        pub binding: bool,
        pub effective: Millis,
        pub valid_days: i64,
        pub remind_days: i64,
        pub hash: String,
    }
}

record! {
    /// A version in one language.
    #[derive(Debug, Clone, Default)]
    pub struct Text {
        pub language: String,
        pub title: String,
        pub body: String,
        /// JSON: what the training asks.
        pub questions: String,
    }
}

impl Text {
    pub fn questions(&self) -> Result<Vec<Question>> {
        Ok(serde_json::from_str(&self.questions)?)
    }
}

/// The text in this language, else the one that binds, which stands first.
pub fn in_language<'a>(texts: &'a [Text], language: &str) -> Option<&'a Text> {
    texts.iter().find(|text| text.language == language).or_else(|| texts.first())
}

/// What is asked of who reads this text: its own questions, else those of the text that binds.
pub fn asked(texts: &[Text], language: &str) -> Result<Vec<Question>> {
    let own = in_language(texts, language).map_or(Ok(Vec::new()), Text::questions)?;
    if own.is_empty() { texts.first().map_or(Ok(Vec::new()), Text::questions) } else { Ok(own) }
}

pub const ROW: &str = "p.id as policy, p.slug, v.standings, v.country, p.language, v.id as version, v.number, v.state, \
     v.binding, v.effective, v.valid_days, v.remind_days, v.hash";

/// One question of the training. The first choice of those that were typed is right.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq, ToSchema)]
pub struct Question {
    pub question: String,
    pub right: String,
    pub wrong: Vec<String>,
}

impl Question {
    /// The choices in an order that says nothing.
    pub fn choices(&self) -> Vec<&str> {
        let mut choices: Vec<&str> = self.wrong.iter().map(String::as_str).chain([self.right.as_str()]).collect();
        choices.sort_by_key(|choice| (choice.chars().rev().collect::<String>(), choice.len()));
        choices
    }
}

/// One paragraph, as decisions cite it.
#[derive(Debug, Clone, Serialize, PartialEq, Eq, ToSchema)]
pub struct Paragraph {
    /// Stable through versions and languages.
    pub anchor: String,
    pub heading: String,
    pub html: String,
}

/// Takes a text apart at its headings (`## Heading {#anchor}`). What stands before the first is the lede.
pub fn paragraphs(body: &str) -> (String, Vec<Paragraph>) {
    let mut parts: Vec<(String, String)> = vec![(String::new(), String::new())];
    for line in body.lines() {
        match line.strip_prefix("## ") {
            Some(heading) => parts.push((heading.trim().to_owned(), String::new())),
            None => {
                if let Some((_, text)) = parts.last_mut() {
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
    }
    let rendered = |body: &str| text::render(body, &Rendering { images: false, ..Rendering::default() }).html;
    let lede = parts.first().map(|(_, text)| rendered(text.trim())).unwrap_or_default();
    let paragraphs = (1..).zip(parts.iter().skip(1)).map(|(nth, (heading, text))| {
        let (heading, anchor) = match heading.rsplit_once("{#") {
            Some((heading, anchor)) => (heading.trim().to_owned(), anchor.trim_end_matches('}').trim().to_owned()),
            None => (heading.clone(), format!("p{nth}")),
        };
        Paragraph { anchor, heading, html: rendered(text.trim()) }
    });
    (lede, paragraphs.collect())
}

/// A version of a policy in one language, as it is read.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PolicyView {
    pub policy: String,
    pub version: Id,
    pub number: i64,
    pub state: String,
    pub binding: bool,
    pub effective: Millis,
    /// BLAKE3 of all its languages; what an acknowledgement names.
    pub hash: String,
    pub title: String,
    pub language: String,
    /// The language whose text binds.
    pub binding_language: String,
    pub languages: Vec<String>,
    pub lede: String,
    pub paragraphs: Vec<Paragraph>,
    /// What the training asks; the right choice is not told.
    pub questions: Vec<Asked>,
    /// The number of the version that the viewer acknowledged last, and when.
    pub acknowledged: Option<i64>,
    pub acknowledged_at: Option<Millis>,
    pub expires: Option<Millis>,
    /// It waits for the viewer's acknowledgement.
    pub needed: bool,
    #[serde(skip)]
    pub changes: Vec<text::DiffLine>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Asked {
    pub question: String,
    pub choices: Vec<String>,
}

/// What is sent to acknowledge.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct AcknowledgementForm {
    /// Ids of versions.
    #[serde(deserialize_with = "input::list")]
    pub version: Vec<String>,
    /// The language in which it was read.
    pub language: String,
    /// Answers to the questions of the training, in their order: `answer` of JSON, `answer_VERSION_N` of a form.
    #[serde(deserialize_with = "input::list")]
    pub answers: Vec<String>,
    /// What waited for it.
    pub waiting: String,
    #[serde(deserialize_with = "input::flag")]
    pub read: bool,
    #[serde(flatten)]
    #[schema(ignore)]
    pub more: std::collections::HashMap<String, serde_json::Value>,
}

/// What an administrator writes.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct PolicyForm {
    pub slug: String,
    pub title: String,
    /// Markdown; `## Heading {#anchor}` begins a paragraph.
    pub body: String,
    /// The language of title and body.
    pub language: String,
    /// `own`, `partner`, `customer`, `nobody`.
    #[serde(deserialize_with = "input::list")]
    pub standings: Vec<String>,
    /// By its code or its name in any of our languages; empty: everywhere.
    pub country: String,
    #[serde(deserialize_with = "input::flag")]
    pub binding: bool,
    #[serde(deserialize_with = "input::text")]
    pub in_days: String,
    #[serde(deserialize_with = "input::text")]
    pub valid_days: String,
    /// Those who have not acknowledged it are reminded so often; empty: only by hand.
    #[serde(deserialize_with = "input::text")]
    pub remind_days: String,
    /// What the training asks in that language, a line each: question | right answer | wrong answer | wrong answer. A text
    /// without questions of its own asks those of the text that binds.
    pub questions: String,
}

record! {
    /// That somebody acknowledged a version.
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct Evidence {
        pub id: Id,
        pub member: Id,
        pub name: String,
        pub number: i64,
        pub hash: String,
        pub language: String,
        pub at: Millis,
        pub expires: Option<Millis>,
    }
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn a_paragraph_keeps_its_anchor() {
        let (lede, found) = paragraphs("First.\n\n## Kind to *people* {#kind}\nOne.\n\n## Errors\nTwo.\n");
        assert!(lede.contains("First."));
        assert_eq!((found.len(), found.first().map(|p| p.anchor.as_str())), (2, Some("kind")));
        assert_eq!(found.last().map(|p| (p.anchor.as_str(), p.heading.as_str())), Some(("p2", "Errors")));
        assert_eq!(paragraphs("").1, Vec::new());
    }
}
