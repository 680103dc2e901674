//! One's own profile: what is in it and who sees it, as its owner edits it.

mod change;
mod form;
mod looked_at;

use super::access::{self, owner_edits};
use super::profile;
use super::profile_ops::kept;
use super::types::{Contact, Experience, Field, Kept, Person, Visibility, parts};
use crate::identity;
use crate::people::spoken;
use askama::Template;
use axum::response::Response;
use change::{change, date};
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::languages::Speech;
use kernel::screen;
use kernel::viewer::Editable;
use kernel::web::conflicts::{self, Difference};
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Wants};
use serde::Serialize;
use std::collections::BTreeMap;

use crate::identity::screening::Asked;
pub use form::ProfileForm;

/// Empty rows that the page offers, so that a row can be added without script.
const EMPTY_ROWS: usize = 3;

const FIELD_TEXTS: [(Field, &str); 13] = [
    (Field::About, "people-field-about"),
    (Field::Pronouns, "people-field-pronouns"),
    (Field::Department, "people-field-department"),
    (Field::Place, "people-field-place"),
    (Field::Languages, "people-field-languages"),
    (Field::Interests, "people-field-interests"),
    (Field::Phone, "people-field-phone"),
    (Field::Email, "people-field-email"),
    (Field::Contact, "people-field-contact"),
    (Field::Manager, "people-field-manager"),
    (Field::Joined, "people-field-joined"),
    (Field::Skills, "people-field-skills"),
    (Field::Experience, "people-field-experience"),
];

const VISIBILITY_TEXTS: [(Visibility, &str); 4] = [
    (Visibility::Me, "people-visible-me"),
    (Visibility::Organisation, "people-visible-organisation"),
    (Visibility::Shared, "people-visible-shared"),
    (Visibility::Public, "people-visible-public"),
];

/// One's own profile as it can be edited.
#[derive(Debug, Clone, Default, Serialize, utoipa::ToSchema)]
pub struct ProfileSettings {
    pub handle: String,
    pub name: String,
    pub headline: String,
    pub photo: Option<String>,
    /// Markdown.
    pub about: String,
    pub pronouns: String,
    pub department: String,
    pub place: String,
    pub country: String,
    pub languages: Vec<String>,
    pub interests: Vec<String>,
    pub phone: String,
    pub contact: Vec<Contact>,
    /// Handle of the manager.
    pub manager: String,
    /// YYYY-MM-DD.
    pub joined: String,
    pub skills: Vec<String>,
    pub experience: Vec<Experience>,
    /// Who sees what: field to me, organisation, shared, public.
    pub visibility: BTreeMap<String, Visibility>,
    /// Fields that come from the directory and are changed there.
    pub locked: Vec<String>,
    /// Changes with what is kept. Sent back with a change, nobody overwrites what they have not seen.
    pub revision: String,
    #[serde(skip)]
    differences: Vec<Difference>,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
}

impl ProfileSettings {
    pub fn with_errors(self, errors: Vec<FieldProblem>) -> Self {
        Self { errors, ..self }
    }

    fn is_locked(&self, field: &str) -> bool {
        self.locked.iter().any(|locked| locked == field)
    }

    fn fields(&self) -> [(Field, &'static str); 13] {
        FIELD_TEXTS
    }

    fn choices(&self) -> [(Visibility, &'static str); 4] {
        VISIBILITY_TEXTS
    }

    fn is_chosen(&self, field: &Field, visibility: &Visibility) -> bool {
        self.visibility.get(field.word()).copied().unwrap_or_else(|| field.default_visibility()) == *visibility
    }

    /// The languages as their speaker reads them.
    fn spoken(&self, speech: &Speech) -> Vec<String> {
        self.languages.iter().map(|language| spoken::name(speech, language)).collect()
    }

    /// The rows with some empty ones behind them.
    fn experience_rows(&self) -> Vec<Experience> {
        let empty = std::iter::repeat_n(Experience::default(), EMPTY_ROWS);
        self.experience.iter().cloned().chain(empty).collect()
    }

    fn contact_rows(&self) -> Vec<Contact> {
        let empty = std::iter::repeat_n(Contact::default(), EMPTY_ROWS);
        self.contact.iter().cloned().chain(empty).collect()
    }
}

#[derive(Template)]
#[template(path = "people/templates/settings.html")]
struct SettingsHtml<'a> {
    cx: &'a Cx,
    page: &'a ProfileSettings,
}

screen!(ProfileSettings, SettingsHtml);

/// What is kept of a profile, as its owner edits it.
async fn current(tx: &Tx, person: &Editable<Person>) -> Result<ProfileSettings> {
    let kept = kept(tx, person.id).await?;
    let visibilities = kept.visibilities();
    let manager: Option<String> = match kept.manager {
        Some(manager) => tx.value("select handle from members where id = $1", args![manager]).await?,
        None => None,
    };
    let skills = tx.column("select skill from skills where member = $1 order by rank", args![person.id]).await?;
    let settings = ProfileSettings {
        handle: person.handle.clone(),
        name: person.name.clone(),
        headline: person.headline.clone(),
        photo: person.photo.clone(),
        about: kept.about.clone(),
        pronouns: kept.pronouns.clone(),
        department: kept.department.clone(),
        place: kept.place.clone(),
        country: kept.country.clone(),
        languages: parts(&kept.languages),
        interests: parts(&kept.interests),
        phone: kept.phone.clone(),
        contact: kept.contacts(),
        manager: manager.unwrap_or_default(),
        joined: kept.joined.map(date).unwrap_or_default(),
        skills,
        experience: profile::experience(tx, person.id).await?,
        visibility: FIELD_TEXTS.iter().map(|(field, _)| (field.word().to_owned(), visibilities.of(*field))).collect(),
        locked: locked(tx, person.id, &kept).await?,
        ..ProfileSettings::default()
    };
    // The portrait is changed by itself, also while the form is open.
    let revision = conflicts::mark(&ProfileSettings { photo: None, ..settings.clone() })?;
    Ok(ProfileSettings { revision, ..settings })
}

/// The fields that the directory filled and the policy does not leave to their owner.
async fn locked(tx: &Tx, member: Id, kept: &Kept) -> Result<Vec<String>> {
    let policy = identity::queries::setting(tx, "people_owner_edits").await?;
    let policy = policy.as_deref();
    let mut locked: Vec<&str> =
        kept.from_directory().map(Field::word).filter(|field| !owner_edits(policy, field)).collect();
    let imported: Option<Option<String>> =
        tx.value("select source_key from members where id = $1", args![member]).await?;
    if imported.flatten().is_some() {
        locked.extend(["name", "headline"].into_iter().filter(|field| !owner_edits(policy, field)));
    }
    Ok(locked.into_iter().map(str::to_owned).collect())
}

/// `GET /settings/profile`
pub async fn edit(page: Page) -> Result<Response> {
    let settings = read(&page).await?;
    page.show(settings).await
}

/// One's own profile, as its owner edits it.
pub async fn read(page: &Page) -> Result<ProfileSettings> {
    let viewer = page.viewer.clone();
    page.app
        .db
        .read(async move |tx: &Tx| {
            let own = access::own(tx, &viewer).await?;
            current(tx, &own).await
        })
        .await
}

/// `POST /settings/profile`
pub async fn save(page: Page, input: Input<ProfileForm>) -> Result<Response> {
    let form = input.value.gathered();
    let (viewer, sent) = (page.viewer.clone(), form.clone());
    let asked = Asked::of(&page);
    let saved = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let own = access::own(tx, &viewer).await?;
            change(tx, &viewer, &own, sent.clone(), &asked).await?;
            let own = access::own(tx, &viewer).await?;
            current(tx, &own).await
        })
        .await;
    match saved {
        Ok(settings) => page.done(&identity::member_path(&settings.handle), &settings),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let errors = page.told(&errors);
            let kept = read(&page).await?;
            page.show_again(ProfileSettings { errors, ..form.over(kept) }).await
        }
        Err(Error::Conflict(_)) if page.wants == Wants::Html => {
            let kept = read(&page).await?;
            let typed = form.over(kept.clone());
            let differences = differences(&page, &kept, &typed);
            if differences.is_empty() {
                return page.done(&identity::member_path(&kept.handle), &kept);
            }
            // Saving again is on top of what is shown now.
            page.show_again(ProfileSettings { differences, revision: kept.revision, ..typed }).await
        }
        Err(error) => Err(error),
    }
}

/// How what was typed differs from what is kept now, field by field.
fn differences(page: &Page, kept: &ProfileSettings, typed: &ProfileSettings) -> Vec<Difference> {
    let said = |settings: &ProfileSettings| {
        let lines = |rows: &mut dyn Iterator<Item = Vec<String>>| {
            let line =
                |row: Vec<String>| row.into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ");
            rows.map(line).collect::<Vec<_>>().join("\n")
        };
        let experience = &mut settings
            .experience
            .iter()
            .map(|row| vec![row.title.clone(), row.organisation.clone(), row.since.clone(), row.until.clone()]);
        let contact = &mut settings.contact.iter().map(|row| vec![row.name.clone(), row.address.clone()]);
        [
            ("people-field-name", settings.name.clone()),
            ("people-field-headline", settings.headline.clone()),
            ("people-field-pronouns", settings.pronouns.clone()),
            ("people-field-about", settings.about.clone()),
            ("people-field-skills", settings.skills.join("\n")),
            ("people-field-languages", settings.spoken(&page.speech).join("\n")),
            ("people-field-interests", settings.interests.join("\n")),
            ("people-field-department", settings.department.clone()),
            ("people-field-manager", settings.manager.clone()),
            ("people-field-joined", settings.joined.clone()),
            ("people-field-place", settings.place.clone()),
            ("people-field-country", settings.country.clone()),
            ("people-field-phone", settings.phone.clone()),
            ("people-field-contact", lines(contact)),
            ("people-field-experience", lines(experience)),
        ]
    };
    let texts = conflicts::differences(&page.speech, said(kept), said(typed));
    let seen = |settings: &ProfileSettings| {
        FIELD_TEXTS.map(|(field, text)| {
            let chosen = VISIBILITY_TEXTS.iter().find(|(visibility, _)| settings.is_chosen(&field, visibility));
            (text, chosen.map(|(_, text)| page.speech.t(text).into_owned()).unwrap_or_default())
        })
    };
    texts.into_iter().chain(conflicts::differences(&page.speech, seen(kept), seen(typed))).collect()
}
