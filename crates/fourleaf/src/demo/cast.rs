//! The sample company as it is written down, embedded in the program.

use kernel::error::{Error, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
pub struct Organisation {
    pub slug: String,
    pub name: String,
    pub kind: String,
    pub domain: String,
}

#[derive(Debug, Deserialize)]
pub struct Job {
    pub title: String,
    pub organisation: String,
    pub from: String,
    pub to: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Person {
    pub handle: String,
    pub name: String,
    pub organisation: String,
    pub headline: String,
    pub department: String,
    pub place: String,
    pub country: String,
    pub zone: String,
    pub language: String,
    #[serde(default)]
    pub languages: Vec<String>,
    #[serde(default)]
    pub skills: Vec<String>,
    #[serde(default)]
    pub interests: Vec<String>,
    pub manager: Option<String>,
    #[serde(default)]
    pub about: String,
    pub joined: Option<String>,
    #[serde(default)]
    pub pronouns: Option<String>,
    #[serde(default)]
    pub phone: Option<String>,
    #[serde(default)]
    pub experience: Vec<Job>,
    #[serde(default)]
    pub role: Option<String>,
    #[serde(default)]
    pub sample: bool,
}

impl Person {
    pub fn email(&self) -> String {
        format!("{}@{}.example", self.handle, self.organisation)
    }
}

#[derive(Debug, Deserialize)]
pub struct Space {
    pub slug: String,
    pub name: String,
    pub summary: String,
    pub description: String,
    #[serde(default)]
    pub rules: String,
    pub audience: String,
    #[serde(default)]
    pub partners: Vec<String>,
    pub join: String,
    #[serde(default)]
    pub rule: Option<BTreeMap<String, String>>,
    pub owner: String,
    #[serde(default)]
    pub moderators: Vec<String>,
    #[serde(default)]
    pub curators: Vec<String>,
    #[serde(default)]
    pub about_departments: Vec<String>,
    #[serde(default)]
    pub tags: Vec<String>,
    pub activity: u64,
}

#[derive(Debug, Deserialize)]
pub struct Article {
    pub space: Option<String>,
    pub author: String,
    pub title: String,
    pub summary: String,
    #[serde(default)]
    pub tags: Vec<String>,
    #[serde(default)]
    pub series: Option<String>,
    pub body: String,
}

#[derive(Debug, Deserialize)]
pub struct Note {
    pub space: Option<String>,
    pub author: String,
    #[serde(default)]
    pub audience: Option<String>,
    #[serde(default)]
    pub tags: Vec<String>,
    pub body: String,
    #[serde(default)]
    pub poll: Option<Poll>,
    #[serde(default)]
    pub comments: Vec<Comment>,
    #[serde(default)]
    pub reaction_pull: u64,
}

#[derive(Debug, Deserialize)]
pub struct Poll {
    pub options: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct Comment {
    pub author: String,
    pub body: String,
    #[serde(default)]
    pub replies: Vec<Comment>,
}

pub struct Cast {
    pub organisations: Vec<Organisation>,
    pub people: Vec<Person>,
    pub spaces: Vec<Space>,
    pub articles: Vec<Article>,
    /// In six parts of the year.
    pub notes: Vec<Vec<Note>>,
}

const NOTES: [(&str, &str); 6] = [
    ("notes-1.json", include_str!("../../demo/notes-1.json")),
    ("notes-2.json", include_str!("../../demo/notes-2.json")),
    ("notes-3.json", include_str!("../../demo/notes-3.json")),
    ("notes-4.json", include_str!("../../demo/notes-4.json")),
    ("notes-5.json", include_str!("../../demo/notes-5.json")),
    ("notes-6.json", include_str!("../../demo/notes-6.json")),
];

impl Cast {
    pub fn read() -> Result<Self> {
        Ok(Self {
            organisations: parse("organisations.json", include_str!("../../demo/organisations.json"))?,
            people: parse("people.json", include_str!("../../demo/people.json"))?,
            spaces: parse("spaces.json", include_str!("../../demo/spaces.json"))?,
            articles: parse("articles.json", include_str!("../../demo/articles.json"))?,
            notes: NOTES.iter().map(|(name, text)| parse(name, text)).collect::<Result<_>>()?,
        })
    }

    /// Those who may sign in.
    pub fn samples(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(|person| person.sample)
    }

    /// Who writes, or answers, where.
    pub fn voices(&self) -> impl Iterator<Item = (&str, &str)> {
        let notes = self.notes.iter().flatten().filter_map(|note| {
            let space = note.space.as_deref()?;
            let answers = note.comments.iter().flat_map(|comment| {
                std::iter::once(comment).chain(&comment.replies).map(|comment| comment.author.as_str())
            });
            Some(std::iter::once(note.author.as_str()).chain(answers).map(move |author| (space, author)))
        });
        let articles =
            self.articles.iter().filter_map(|article| Some((article.space.as_deref()?, article.author.as_str())));
        notes.flatten().chain(articles)
    }
}

fn parse<T: DeserializeOwned>(name: &str, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|cause| Error::internal(format!("{name}: {cause}")))
}
