//! One's own profile: what is in it, who sees it, the portrait; and whom one has muted.

use super::access::{self, owner_edits};
use super::ops;
use super::profile;
use super::profile_ops::{MOST_EXPERIENCE, MOST_SKILLS, kept};
use super::queries::{self, Muted};
use super::types::{Contact, Experience, Field, Kept, Person, ProfileFields, Visibilities, Visibility, parts};
use crate::identity;
use askama::Template;
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Checks, Error, FieldError, Result};
use kernel::ids::Id;
use kernel::images;
use kernel::screen;
use kernel::viewer::Editable;
use kernel::web::input::Nothing;
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Listing, Page, Wants};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

const MOST_ABOUT: usize = 20_000;
const MOST_LINE: usize = 200;
const MOST_CONTACTS: usize = 10;
const MOST_MUTED: usize = 50;
/// Empty rows that the page offers, so that a row can be added without script.
const EMPTY_ROWS: usize = 3;
const PHOTO_SIDE: u32 = 256;

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
    #[serde(skip)]
    errors: Vec<FieldProblem>,
}

impl ProfileSettings {
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

    /// Takes the rows and choices of a form to where JSON has them.
    fn gathered(mut self) -> Self {
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
    fn over(self, kept: ProfileSettings) -> ProfileSettings {
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
            ..kept
        }
    }
}

/// What is kept of a profile, as its owner edits it.
async fn current(tx: &Tx, person: &Editable<Person>) -> Result<ProfileSettings> {
    let kept = kept(tx, person.id).await?;
    let visibilities = kept.visibilities();
    let manager: Option<String> = match kept.manager {
        Some(manager) => tx.value("select handle from members where id = $1", args![manager]).await?,
        None => None,
    };
    let skills = tx.column("select skill from skills where member = $1 order by rank", args![person.id]).await?;
    Ok(ProfileSettings {
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
        errors: Vec::new(),
    })
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

pub async fn edit(page: Page) -> Result<Response> {
    let settings = read(&page).await?;
    page.show(settings).await
}

async fn read(page: &Page) -> Result<ProfileSettings> {
    let viewer = page.viewer.clone();
    page.app
        .db
        .read(async move |tx: &Tx| {
            let own = access::own(tx, &viewer).await?;
            current(tx, &own).await
        })
        .await
}

pub async fn save(page: Page, input: Input<ProfileForm>) -> Result<Response> {
    let form = input.value.gathered();
    let (viewer, sent) = (page.viewer.clone(), form.clone());
    let saved = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let own = access::own(tx, &viewer).await?;
            change(tx, &own, &sent).await?;
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
        Err(error) => Err(error),
    }
}

async fn change(tx: &Tx, own: &Editable<Person>, form: &ProfileForm) -> Result<()> {
    let before = current(tx, own).await?;
    let mut checks = Checks::new();
    check_lengths(&mut checks, form);
    check_rows(&mut checks, form);
    check_locked(&mut checks, form, &before);
    let manager = manager(tx, own, form, &mut checks).await?;
    let joined = joined(form, &mut checks);
    checks.finish()?;
    if form.name.is_some() || form.headline.is_some() {
        let (name, headline) = (form.name.as_ref(), form.headline.as_ref());
        let (name, headline) = (name.unwrap_or(&own.name).trim(), headline.unwrap_or(&own.headline).trim());
        if name != own.name || headline != own.headline {
            identity::ops::describe(tx, own.id, name, headline).await?;
            ops::index_words(tx, own.id).await?;
        }
    }
    let unlocked = |field: &str| !before.is_locked(field);
    let fields = ProfileFields {
        about: form.about.clone().filter(|_| unlocked("about")),
        pronouns: form.pronouns.clone().filter(|_| unlocked("pronouns")),
        department: form.department.clone().filter(|_| unlocked("department")),
        place: form.place.clone().filter(|_| unlocked("place")),
        country: form.country.clone().filter(|_| unlocked("place")),
        languages: form.languages.clone().filter(|_| unlocked("languages")),
        interests: form.interests.clone().filter(|_| unlocked("interests")),
        phone: form.phone.clone().filter(|_| unlocked("phone")),
        contact: form.contact.clone().filter(|_| unlocked("contact")),
        manager: manager.filter(|_| unlocked("manager")),
        joined: joined.filter(|_| unlocked("joined")),
    };
    ops::set_profile(tx, own.id, &fields, false).await?;
    if let Some(skills) = form.skills.as_ref().filter(|skills| **skills != before.skills) {
        ops::set_skills(tx, own.id, skills).await?;
    }
    if let Some(experience) = form.experience.as_ref().filter(|rows| **rows != before.experience) {
        ops::set_experience(tx, own.id, experience).await?;
    }
    if let Some(chosen) = &form.visibility {
        let mut visibilities: Visibilities = kept(tx, own.id).await?.visibilities();
        visibilities.0.extend(chosen.iter().map(|(field, visibility)| (*field, *visibility)));
        ops::set_visibilities(tx, own.id, &visibilities).await?;
    }
    Ok(())
}

fn check_lengths(checks: &mut Checks, form: &ProfileForm) {
    let lines = [
        ("pronouns", &form.pronouns),
        ("department", &form.department),
        ("place", &form.place),
        ("country", &form.country),
        ("phone", &form.phone),
    ];
    for (field, text) in lines {
        checks.at_most(text.as_deref().unwrap_or_default(), MOST_LINE, field);
    }
    checks.at_most(form.about.as_deref().unwrap_or_default(), MOST_ABOUT, "about");
    for (field, list) in [("languages", &form.languages), ("interests", &form.interests), ("skills", &form.skills)] {
        let list = list.as_deref().unwrap_or_default();
        if list.len() > MOST_SKILLS {
            checks.add(FieldError::new(field, "people-too-many").with("most", MOST_SKILLS));
        }
        if let Some(long) = list.iter().find(|part| part.chars().count() > MOST_LINE) {
            checks.at_most(long, MOST_LINE, field);
        }
    }
}

fn check_rows(checks: &mut Checks, form: &ProfileForm) {
    let rows = form.experience.as_deref().unwrap_or_default();
    if rows.len() > MOST_EXPERIENCE {
        checks.add(FieldError::new("experience", "people-too-many").with("most", MOST_EXPERIENCE));
    }
    checks.require(rows.iter().all(|row| !row.title.trim().is_empty()), "experience", "people-experience-title");
    let dated = |text: &str| text.trim().is_empty() || is_month(text.trim());
    checks.require(rows.iter().all(|row| dated(&row.since) && dated(&row.until)), "experience", "people-month");
    let long = |text: &String| text.chars().count() > MOST_LINE;
    if rows.iter().any(|row| long(&row.title) || long(&row.organisation)) {
        checks.add(FieldError::new("experience", "too-long").with("most", MOST_LINE));
    }
    let contacts = form.contact.as_deref().unwrap_or_default();
    if contacts.len() > MOST_CONTACTS {
        checks.add(FieldError::new("contact", "people-too-many").with("most", MOST_CONTACTS));
    }
    let whole = |contact: &Contact| !contact.name.trim().is_empty() && !contact.address.trim().is_empty();
    checks.require(contacts.iter().all(whole), "contact", "people-contact-both");
    if contacts.iter().any(|contact| long(&contact.name) || long(&contact.address)) {
        checks.add(FieldError::new("contact", "too-long").with("most", MOST_LINE));
    }
}

/// `YYYY` or `YYYY-MM`.
fn is_month(text: &str) -> bool {
    let digits = |text: &str, most: usize| text.len() == most && text.bytes().all(|b| b.is_ascii_digit());
    match text.split_once('-') {
        None => digits(text, 4),
        Some((year, month)) => digits(year, 4) && digits(month, 2) && ("01"..="12").contains(&month),
    }
}

/// A field of the directory that is sent must be as it was.
fn check_locked(checks: &mut Checks, form: &ProfileForm, before: &ProfileSettings) {
    let texts = [
        ("name", "name", &form.name, &before.name),
        ("headline", "headline", &form.headline, &before.headline),
        ("about", "about", &form.about, &before.about),
        ("pronouns", "pronouns", &form.pronouns, &before.pronouns),
        ("department", "department", &form.department, &before.department),
        ("place", "place", &form.place, &before.place),
        ("place", "country", &form.country, &before.country),
        ("phone", "phone", &form.phone, &before.phone),
        ("manager", "manager", &form.manager, &before.manager),
        ("joined", "joined", &form.joined, &before.joined),
    ];
    for (lock, field, sent, kept) in texts {
        let same = sent.as_ref().is_none_or(|sent| sent.trim() == kept);
        checks.require(same || !before.is_locked(lock), field, "not-allowed");
    }
    let lists = [("languages", &form.languages, &before.languages), ("interests", &form.interests, &before.interests)];
    for (field, sent, kept) in lists {
        let same = sent.as_ref().is_none_or(|sent| sent == kept);
        checks.require(same || !before.is_locked(field), field, "not-allowed");
    }
    let same = form.contact.as_ref().is_none_or(|sent| *sent == before.contact);
    checks.require(same || !before.is_locked("contact"), "contact", "not-allowed");
}

/// The manager whom the form names: somebody whom the owner may know, and not the owner.
async fn manager(
    tx: &Tx,
    own: &Editable<Person>,
    form: &ProfileForm,
    checks: &mut Checks,
) -> Result<Option<Option<Id>>> {
    let Some(handle) = form.manager.as_deref().map(|handle| handle.trim().trim_start_matches('@').to_lowercase())
    else {
        return Ok(None);
    };
    if handle.is_empty() {
        return Ok(Some(None));
    }
    let viewer = identity::queries::viewer_of(tx, own.id).await?;
    match access::find(tx, &viewer, &handle).await {
        Ok(manager) if manager.id == own.id => checks.add(FieldError::new("manager", "people-own-manager")),
        Ok(manager) => return Ok(Some(Some(manager.id))),
        Err(Error::NotFound) => checks.add(FieldError::new("manager", "not-found")),
        Err(error) => return Err(error),
    }
    Ok(None)
}

fn joined(form: &ProfileForm, checks: &mut Checks) -> Option<Option<Millis>> {
    let text = form.joined.as_deref()?.trim();
    if text.is_empty() {
        return Some(None);
    }
    let day = text.parse::<Date>().ok().and_then(|day| day.to_zoned(TimeZone::UTC).ok());
    checks.require(day.is_some(), "joined", "not-a-date");
    day.map(|day| Some(day.timestamp().as_millisecond()))
}

/// The day of a moment in UTC, as a form has it.
fn date(at: Millis) -> String {
    Timestamp::from_millisecond(at).map_or_else(|_| String::new(), |at| at.to_zoned(TimeZone::UTC).date().to_string())
}

pub async fn upload(page: Page, input: Input<Nothing>) -> Result<Response> {
    match set_photo(&page, input).await {
        Ok(()) => {
            let settings = read(&page).await?;
            page.done("/settings/profile", &settings)
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let errors = page.told(&errors);
            let kept = read(&page).await?;
            page.show_again(ProfileSettings { errors, ..kept }).await
        }
        Err(error) => Err(error),
    }
}

async fn set_photo(page: &Page, input: Input<Nothing>) -> Result<()> {
    let chosen = input.files.into_iter().find(|file| file.field == "photo" || file.field == "file");
    let bytes = chosen.ok_or_else(|| Error::field("photo", "required"))?.bytes;
    // Decoding takes long enough to keep others waiting.
    let work = tokio::task::spawn_blocking(move || images::square(&bytes, PHOTO_SIDE));
    let picture = work.await.map_err(Error::internal)?.map_err(of_photo)?;
    let hash = page.app.files.put(picture.bytes).await?.to_string();
    keep_photo(page, Some(hash)).await
}

/// The kernel calls the field of a picture `file`.
fn of_photo(error: Error) -> Error {
    match error {
        Error::Invalid(errors) => {
            let named = |error: FieldError| FieldError { field: "photo".to_owned(), ..error };
            Error::Invalid(errors.into_iter().map(named).collect())
        }
        other => other,
    }
}

async fn keep_photo(page: &Page, hash: Option<String>) -> Result<()> {
    let viewer = page.viewer.clone();
    page.app
        .db
        .write(async move |tx: &Tx| {
            let own = access::own(tx, &viewer).await?;
            let policy = identity::queries::setting(tx, "people_owner_edits").await?;
            if !owner_edits(policy.as_deref(), Field::Photo.word()) {
                return Err(Error::field("photo", "not-allowed"));
            }
            identity::ops::set_photo(tx, own.id, hash.as_deref()).await
        })
        .await
}

pub async fn remove_photo(page: Page) -> Result<Response> {
    keep_photo(&page, None).await?;
    let settings = read(&page).await?;
    page.done("/settings/profile", &settings)
}

/// Whom one muted or blocked.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MutedPage {
    #[serde(flatten)]
    pub people: Listing<Muted>,
}

#[derive(Template)]
#[template(path = "people/templates/muted.html")]
struct MutedHtml<'a> {
    cx: &'a Cx,
    page: &'a MutedPage,
}

screen!(MutedPage, MutedHtml);

pub async fn muted(page: Page) -> Result<Response> {
    let (member, before) = (page.viewer.signed_in()?, page.before()?);
    let people = page.app.db.read(async move |tx: &Tx| queries::muted(tx, member, before, MOST_MUTED).await).await?;
    page.show(MutedPage { people }).await
}
