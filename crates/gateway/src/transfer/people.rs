//! People from a directory: one row, one member.
//!
//! They are members without a password; they come in by invitation or by the reset of one. What the
//! directory says fills the profile as "from the directory".

use super::batches::{Manner, Placed, named_first, write_all};
use super::members::{self, handle, person_key};
use super::register::{self, Standing};
use super::report::{Outcome, Report};
use super::table::{self, Column, Row};
use community::identity;
use community::identity::{MemberState, NewMember, NewOrganisation, OrganisationKind};
use community::people;
use community::people::types::ProfileFields;
use kernel::app::App;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::languages::Zone;
use std::collections::HashSet;
use std::path::Path;

const COLUMNS: &[Column] = &[
    ("handle", &["username", "user", "login", "user_name"]),
    ("name", &["display_name", "full_name", "displayname"]),
    ("email", &["mail", "e_mail", "email_address"]),
    ("headline", &["title", "job_title", "position"]),
    ("organisation", &["organization", "company"]),
    ("department", &["team", "unit"]),
    ("place", &["location", "city", "office"]),
    ("country", &[]),
    ("manager", &["reports_to"]),
    ("skills", &["skill"]),
    ("languages", &["language"]),
    ("zone", &["timezone", "time_zone"]),
    ("joined", &["start_date", "hired"]),
    ("phone", &["telephone"]),
];

#[derive(Debug)]
struct Person {
    file: String,
    row: Row,
}

impl Placed for Person {
    fn place(&self) -> (&str, u64) {
        (&self.file, self.row.line)
    }
}

/// Imports the people of a CSV file.
pub async fn people(app: &App, file: &Path, manner: Manner) -> Result<Report> {
    let mut report = Report::default();
    let rows = table::read(file, COLUMNS, &["handle"], &mut report)?;
    app.db.read(async |tx: &Tx| members::own_organisation(tx).await).await?;
    let name = file.display().to_string();
    let mut seen = HashSet::new();
    let rows = table::sound(rows, &name, &mut report, |row| unsound(row, &mut seen));
    let named = |row: &Row| (person_key(row.text("handle")), row.given("manager").map(person_key));
    for (line, manager) in table::named_elsewhere(&rows, "manager", named) {
        let looked = manager.clone();
        if app.db.read(async move |tx: &Tx| members::member(tx, &looked).await).await?.is_none() {
            report.note(format!("{name}:{line}: there is no manager {manager}"));
        }
    }
    // A manager comes before those who report to them.
    let rows = named_first(rows, named);
    let people = rows.into_iter().map(|row| Person { file: name.clone(), row }).collect();
    write_all(app, manner, people, &mut report, |tx, person| Box::pin(put(tx, &person.row))).await?;
    Ok(report)
}

fn unsound(row: &Row, seen: &mut HashSet<String>) -> Option<String> {
    let handle = handle(row.text("handle"));
    if handle.is_empty() {
        return Some(match row.text("handle") {
            "" => "has no handle".to_owned(),
            given => format!("{given:?} cannot be a handle"),
        });
    }
    if let Some(zone) = row.given("zone")
        && Zone::parse(zone).is_none()
    {
        return Some(format!("{zone:?} is not a time zone: write it like Europe/Vienna"));
    }
    if let Some(joined) = row.given("joined")
        && day(joined).is_none()
    {
        return Some(format!("{joined:?} is not a day: write it like 2019-04-30"));
    }
    if !seen.insert(handle.clone()) {
        return Some(format!("the handle {handle} stands in the file twice"));
    }
    None
}

async fn put(tx: &Tx, row: &Row) -> Result<Outcome> {
    let key = person_key(row.text("handle"));
    let fingerprint = register::fingerprint(&row.as_text());
    let standing = register::standing(tx, &key, &fingerprint).await?;
    let member = match standing {
        Standing::Unchanged => return Ok(Outcome::Unchanged),
        Standing::Changed(member) => {
            describe(tx, member, row).await?;
            member
        }
        Standing::Unknown => match identity::queries::member_by_handle(tx, &handle(row.text("handle"))).await? {
            Some(member) => {
                describe(tx, member, row).await?;
                member
            }
            None => create(tx, row, &key).await?,
        },
    };
    people::ops::set_profile(tx, member, &fields(tx, row).await?, true).await?;
    let skills = row.list("skills");
    if !skills.is_empty() {
        people::ops::set_skills(tx, member, &skills).await?;
    }
    register::remember(tx, &key, member, &fingerprint).await?;
    Ok(standing.outcome())
}

/// What the directory says of somebody who is a member already; what it does not say stays.
async fn describe(tx: &Tx, member: Id, row: &Row) -> Result<()> {
    let account = identity::queries::account(tx, member).await?;
    let face = identity::faces(tx, &[member]).await?.remove(&member).unwrap_or_default();
    let name = row.given("name").unwrap_or(&account.name);
    let headline = row.given("headline").unwrap_or(&face.headline);
    if name != account.name || headline != face.headline {
        identity::ops::describe(tx, member, name, headline).await?;
    }
    if let Some(email) = row.given("email")
        && account.email.as_deref() != Some(email.to_lowercase().as_str())
    {
        identity::ops::set_email(tx, member, Some(email)).await?;
    }
    Ok(())
}

async fn create(tx: &Tx, row: &Row, key: &str) -> Result<Id> {
    let given = row.text("handle");
    let new = NewMember {
        handle: handle(given),
        name: row.given("name").unwrap_or(given).to_owned(),
        headline: row.text("headline").to_owned(),
        email: row.given("email").map(str::to_owned),
        organisation: organisation(tx, row.text("organisation")).await?,
        state: MemberState::Active,
        zone: row.given("zone").map(str::to_owned),
        source_key: Some(key.to_owned()),
        created: tx.now(),
        ..NewMember::default()
    };
    identity::ops::create_member(tx, &new).await
}

/// The organisation of this name. One that is not known is a customer: they see the least.
async fn organisation(tx: &Tx, name: &str) -> Result<Id> {
    if name.is_empty() {
        return members::own_organisation(tx).await;
    }
    let slug = kernel::text::slug(name);
    if let Some(known) = identity::queries::organisation_by_slug(tx, &slug).await? {
        return Ok(known);
    }
    if name == identity::queries::company(tx).await? {
        return members::own_organisation(tx).await;
    }
    let new = NewOrganisation {
        slug,
        name: name.to_owned(),
        kind: OrganisationKind::Customer,
        domain: String::new(),
        by: None,
    };
    identity::ops::create_organisation(tx, &new).await
}

async fn fields(tx: &Tx, row: &Row) -> Result<ProfileFields> {
    let text = |column: &str| row.given(column).map(str::to_owned);
    let manager = match row.given("manager") {
        None => None,
        Some(name) => members::member(tx, name).await?,
    };
    let languages = row.list("languages");
    Ok(ProfileFields {
        department: text("department"),
        place: text("place"),
        country: text("country"),
        phone: text("phone"),
        languages: Some(languages).filter(|languages| !languages.is_empty()),
        manager: manager.map(Some),
        joined: row.given("joined").and_then(day).map(Some),
        ..ProfileFields::default()
    })
}

fn day(text: &str) -> Option<Millis> {
    let date = text.parse::<jiff::civil::Date>().ok()?;
    date.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp().as_millisecond())
}
