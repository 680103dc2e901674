//! A profile as one viewer sees it.
//!
//! [`Profile`] is made in one place, [`load`], and a field that is not for this viewer is not put into
//! it: neither page nor JSON can show it by mistake.

use super::access::{KNOWN_ONE, RELATION};
use super::level::Level;
use super::profile_ops::kept;
use super::types::{Contact, Experience, Field, Kept, Person, parts};
use crate::identity::{FACE, Face};
use crate::presence::{self, Presence};
use crate::viewer_args;
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::viewer::{Seen, Viewer};
use serde::Serialize;

/// How many of those who endorsed a skill are named.
const NAMED_ENDORSERS: i64 = 3;
/// How many reports a profile names; the organisation chart has all.
const NAMED_REPORTS: i64 = 12;

/// A member, as far as the viewer may see. What is null or empty may be so or be hidden.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Profile {
    #[serde(flatten)]
    pub face: Face,
    pub organisation: String,
    /// own, partner, customer.
    pub organisation_kind: String,
    /// False when they have left: what they wrote stays.
    pub active: bool,
    pub pronouns: Option<String>,
    pub department: Option<String>,
    pub place: Option<String>,
    pub country: Option<String>,
    /// IANA name of their time zone.
    pub zone: Option<String>,
    pub languages: Vec<String>,
    /// Markdown.
    pub about: Option<String>,
    pub about_html: Option<String>,
    pub skills: Vec<Skill>,
    pub experience: Vec<Experience>,
    pub interests: Vec<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub contact: Vec<Contact>,
    pub manager: Option<Face>,
    pub reports: Vec<Face>,
    /// The day they joined the company.
    pub joined: Option<Millis>,
    pub followers: i64,
    pub following: i64,
    pub with_you: WithYou,
    /// Whether they are here now or were today, where they let the viewer see it.
    pub presence: Option<Presence>,
}

/// What is between the viewer and the person.
#[derive(Debug, Clone, Default, Serialize, utoipa::ToSchema)]
pub struct WithYou {
    pub yourself: bool,
    pub you_follow: bool,
    /// How much of what they write reaches the viewer; null when they are not followed.
    pub level: Option<Level>,
    pub follows_you: bool,
    pub muted: bool,
    pub blocked: bool,
}

/// A skill with those who vouch for it.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Skill {
    pub skill: String,
    pub endorsements: i64,
    /// Whether the viewer is among them.
    pub endorsed: bool,
    /// The latest of them whom the viewer may know.
    pub endorsers: Vec<Face>,
}

impl Skill {
    /// How many vouch for it beside those who are named.
    pub fn others(&self) -> i64 {
        i64::try_from(self.endorsers.len()).map_or(0, |named| (self.endorsements - named).max(0))
    }
}

/// Puts together what this viewer may see of a person.
pub async fn load(tx: &Tx, viewer: &Viewer, person: &Seen<Person>) -> Result<Profile> {
    let kept = kept(tx, person.id).await?;
    let visibilities = kept.visibilities();
    let sees = |field: Field| visibilities.of(field).is_open_to(person.relation);
    let mut profile = outline(person, &kept, &sees);
    if sees(Field::Skills) {
        profile.skills = skills(tx, viewer, person.id).await?;
    }
    if sees(Field::Experience) {
        profile.experience = experience(tx, person.id).await?;
    }
    if sees(Field::Manager) {
        profile.manager = match kept.manager {
            Some(manager) => known_face(tx, viewer, manager).await?,
            None => None,
        };
        profile.reports = reports(tx, viewer, person.id, NAMED_REPORTS).await?;
    }
    profile.with_you = with_you(tx, viewer, person.id).await?;
    profile.presence = presence::of(tx, viewer, &[person.id]).await?.of(&person.id);
    Ok(profile)
}

/// The fields that need no further statement.
fn outline(person: &Person, kept: &Kept, sees: &dyn Fn(Field) -> bool) -> Profile {
    let text = |field: Field, text: &str| Some(text.to_owned()).filter(|text| sees(field) && !text.is_empty());
    let list = |field: Field, list: &str| if sees(field) { parts(list) } else { Vec::new() };
    Profile {
        face: person.face(),
        organisation: person.organisation.clone(),
        organisation_kind: person.organisation_kind.clone(),
        active: person.state == "active",
        pronouns: text(Field::Pronouns, &kept.pronouns),
        department: text(Field::Department, &kept.department),
        place: text(Field::Place, &kept.place),
        country: text(Field::Place, &kept.country),
        zone: person.zone.clone().filter(|_| sees(Field::Place)),
        languages: list(Field::Languages, &kept.languages),
        about: text(Field::About, &kept.about),
        about_html: text(Field::About, &kept.about_html),
        skills: Vec::new(),
        experience: Vec::new(),
        interests: list(Field::Interests, &kept.interests),
        phone: text(Field::Phone, &kept.phone),
        email: person.email.clone().filter(|_| sees(Field::Email)),
        contact: if sees(Field::Contact) { kept.contacts() } else { Vec::new() },
        manager: None,
        reports: Vec::new(),
        joined: kept.joined.filter(|_| sees(Field::Joined)),
        followers: kept.followers,
        following: kept.following,
        presence: None,
        with_you: WithYou::default(),
    }
}

async fn skills(tx: &Tx, viewer: &Viewer, member: Id) -> Result<Vec<Skill>> {
    let sql = "select sk.skill_key, sk.skill, sk.endorsements,
                   exists (select 1 from endorsements e where e.member = sk.member
                       and e.skill_key = sk.skill_key and e.by_member = $2) as endorsed
               from skills sk where sk.member = $1 order by sk.rank, sk.skill_key";
    let rows: Vec<(String, String, i64, bool)> = tx.rows(sql, args![member, viewer.id()]).await?;
    let sql = format!(
        "select e.skill_key, {FACE} from (
             select skill_key, by_member,
                 row_number() over (partition by skill_key order by at desc, by_member desc) as nth
             from endorsements where member = $4) e
         join members m on m.id = e.by_member join organisations o on o.id = m.organisation
         where e.nth <= {NAMED_ENDORSERS} and {KNOWN_ONE} order by e.skill_key, e.nth"
    );
    let endorsers: Vec<(String, Face)> = tx.rows(&sql, viewer_args![viewer, member]).await?;
    Ok(rows
        .into_iter()
        .map(|(key, skill, endorsements, endorsed)| Skill {
            endorsers: endorsers.iter().filter(|(of, _)| *of == key).map(|(_, face)| face.clone()).collect(),
            skill,
            endorsements,
            endorsed,
        })
        .collect())
}

pub async fn experience(tx: &Tx, member: Id) -> Result<Vec<Experience>> {
    let sql = "select title, organisation, since, until from experience where member = $1 order by id";
    tx.rows(sql, args![member]).await
}

async fn known_face(tx: &Tx, viewer: &Viewer, member: Id) -> Result<Option<Face>> {
    let sql = format!(
        "select {FACE} from members m join organisations o on o.id = m.organisation
         where m.id = $4 and {KNOWN_ONE}"
    );
    tx.row(&sql, viewer_args![viewer, member]).await
}

/// Those who name this member as their manager and let the viewer see it.
async fn reports(tx: &Tx, viewer: &Viewer, manager: Id, most: i64) -> Result<Vec<Face>> {
    // Crossed: otherwise SQLite goes through all members, because they are wanted in the order of their names.
    let sql = format!(
        "select {FACE} from profiles p cross join members m join organisations o on o.id = m.organisation
         where p.manager = $4 and m.id = p.member and m.state = 'active' and p.manager_level >= {RELATION} and {KNOWN_ONE}
         order by m.name_key, m.id limit $5"
    );
    tx.rows(&sql, viewer_args![viewer, manager, most]).await
}

/// What is between the viewer and a member.
pub async fn with_you(tx: &Tx, viewer: &Viewer, member: Id) -> Result<WithYou> {
    let Some(own) = viewer.member else { return Ok(WithYou::default()) };
    let sql = "select (select level from follows where follower = $1 and followed = $2),
                   exists (select 1 from follows where follower = $2 and followed = $1),
                   exists (select 1 from mutes where member = $1 and muted = $2),
                   exists (select 1 from mutes where member = $1 and muted = $2 and blocked = 1)";
    let found: Option<(Option<Level>, bool, bool, bool)> = tx.row(sql, args![own, member]).await?;
    let (level, follows_you, muted, blocked) = found.unwrap_or_default();
    Ok(WithYou { yourself: own == member, you_follow: level.is_some(), level, follows_you, muted, blocked })
}
