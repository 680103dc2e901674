//! What is sent to change a profile: a form with its rows and choices, or JSON.

use super::ProfileSettings;
use crate::people::spoken;
use crate::people::types::{Contact, Experience, Field, Visibility};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::collections::BTreeMap;

/// What is sent to change a profile. A field that is left out stays as it is.
#[derive(Debug, Clone, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct ProfileForm {
    pub name: Option<String>,
    pub headline: Option<String>,
    /// Markdown.
    pub about: Option<String>,
    pub pronouns: Option<String>,
    pub department: Option<String>,
    pub place: Option<String>,
    pub country: Option<String>,
    #[serde(deserialize_with = "separated")]
    pub languages: Option<Vec<String>>,
    #[serde(deserialize_with = "separated")]
    pub interests: Option<Vec<String>>,
    pub phone: Option<String>,
    pub contact: Option<Vec<Contact>>,
    /// Handle; empty for none.
    pub manager: Option<String>,
    /// YYYY-MM-DD; empty for unknown.
    pub joined: Option<String>,
    #[serde(deserialize_with = "separated")]
    pub skills: Option<Vec<String>>,
    pub experience: Option<Vec<Experience>>,
    pub visibility: Option<BTreeMap<Field, Visibility>>,
    /// What the change began from. Left out, it is made to whatever is kept.
    pub revision: Option<String>,
    /// The columns of a form's rows, and `visibility_FIELD`.
    #[serde(flatten)]
    #[schema(ignore)]
    rest: BTreeMap<String, Value>,
}

/// A list, or a text with commas or lines between its parts.
fn separated<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Option<Vec<String>>, D::Error> {
    let texts = kernel::web::input::list(deserializer)?;
    let parts = texts.iter().flat_map(|text| text.split([',', '\n', ';', '،'])).map(str::trim);
    Ok(Some(parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()))
}

impl ProfileForm {
    /// The values of a field that a form repeats, empty ones too: rows stay rows.
    fn column(&self, name: &str) -> Vec<String> {
        let text = |value: &Value| value.as_str().unwrap_or_default().trim().to_owned();
        match self.rest.get(name) {
            Some(Value::Array(values)) => values.iter().map(text).collect(),
            Some(value) => vec![text(value)],
            None => Vec::new(),
        }
    }

    /// Takes the rows and choices of a form to where JSON has them, and languages by their name to their code.
    pub fn gathered(mut self) -> Self {
        self.languages = self.languages.map(|typed| typed.iter().map(|language| spoken::kept(language)).collect());
        if self.rest.contains_key("experience_title") {
            let columns = ["title", "organisation", "since", "until"].map(|c| self.column(&format!("experience_{c}")));
            let [titles, organisations, since, until] = columns;
            let cell = |column: &[String], row: usize| column.get(row).cloned().unwrap_or_default();
            let rows = titles.iter().enumerate().map(|(row, title)| Experience {
                title: title.clone(),
                organisation: cell(&organisations, row),
                since: cell(&since, row),
                until: cell(&until, row),
            });
            self.experience = Some(rows.filter(|row| *row != Experience::default()).collect());
        }
        if self.rest.contains_key("contact_name") {
            let (names, addresses) = (self.column("contact_name"), self.column("contact_address"));
            let rows = names.into_iter().zip(addresses).map(|(name, address)| Contact { name, address });
            self.contact = Some(rows.filter(|row| *row != Contact::default()).collect());
        }
        let chosen = Field::ALL.into_iter().filter_map(|field| {
            let word = self.rest.get(&format!("visibility_{}", field.word()))?.as_str()?;
            Some((field, Visibility::parse(word)?))
        });
        let chosen: BTreeMap<Field, Visibility> = chosen.collect();
        if !chosen.is_empty() {
            self.visibility = Some(chosen);
        }
        self
    }

    /// The form once more, over what is kept.
    pub fn over(self, kept: ProfileSettings) -> ProfileSettings {
        let visibility = self.visibility.unwrap_or_default().into_iter().map(|(field, v)| (field.word().to_owned(), v));
        let mut all = kept.visibility;
        all.extend(visibility);
        ProfileSettings {
            name: self.name.unwrap_or(kept.name),
            headline: self.headline.unwrap_or(kept.headline),
            about: self.about.unwrap_or(kept.about),
            pronouns: self.pronouns.unwrap_or(kept.pronouns),
            department: self.department.unwrap_or(kept.department),
            place: self.place.unwrap_or(kept.place),
            country: self.country.unwrap_or(kept.country),
            languages: self.languages.unwrap_or(kept.languages),
            interests: self.interests.unwrap_or(kept.interests),
            phone: self.phone.unwrap_or(kept.phone),
            contact: self.contact.unwrap_or(kept.contact),
            manager: self.manager.unwrap_or(kept.manager),
            joined: self.joined.unwrap_or(kept.joined),
            skills: self.skills.unwrap_or(kept.skills),
            experience: self.experience.unwrap_or(kept.experience),
            visibility: all,
            revision: self.revision.unwrap_or(kept.revision),
            ..kept
        }
    }
}
