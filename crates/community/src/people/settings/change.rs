//! Changing one's own profile: what is wrong with it is told all at once, what is not meant to be changed stays.

use super::form::ProfileForm;
use super::looked_at::new_texts;
use super::{ProfileSettings, current};
use crate::identity;
use crate::identity::screening::{About, Asked, PROFILE};
use crate::people::access;
use crate::people::ops;
use crate::people::profile_ops::{MOST_EXPERIENCE, MOST_SKILLS, kept};
use crate::people::types::{Contact, Person, ProfileFields, Visibilities};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Checks, Error, FieldError, Result};
use kernel::ids::Id;
use kernel::viewer::{Editable, Viewer};

const MOST_ABOUT: usize = 20_000;
const MOST_LINE: usize = 200;
const MOST_CONTACTS: usize = 10;

/// Makes the change, unless what is kept has changed since the form was drawn.
pub async fn change(
    tx: &Tx,
    viewer: &Viewer,
    own: &Editable<Person>,
    mut form: ProfileForm,
    asked: &Asked,
) -> Result<()> {
    // Who comes second waits here for the first, and then sees what they did.
    ops::hold(tx, own.id).await?;
    let before = current(tx, own).await?;
    if form.revision.as_ref().is_some_and(|began| *began != before.revision) {
        return Err(Error::Conflict("edited-meanwhile"));
    }
    let mut checks = Checks::new();
    check_lengths(&mut checks, &form);
    check_rows(&mut checks, &form);
    check_locked(&mut checks, &form, &before);
    let manager = manager(tx, own, &form, &mut checks).await?;
    let joined = joined(&form, &mut checks);
    checks.finish()?;
    let about = About { kind: PROFILE, thing: own.id, space: None, audience: "" };
    asked.look(tx, viewer, about, new_texts(&mut form, &before)).await?;
    let form = &form;
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
pub fn date(at: Millis) -> String {
    Timestamp::from_millisecond(at).map_or_else(|_| String::new(), |at| at.to_zoned(TimeZone::UTC).date().to_string())
}
