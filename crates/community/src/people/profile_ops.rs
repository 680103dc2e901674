//! What changes the content of a profile, and the words by which its owner is found.

use super::access::owner_edits;
use super::ops::ensure;
use super::spoken;
use super::types::{Experience, Field, Kept, ProfileFields, Visibilities, parts};
use crate::identity::{member_path, queries};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::text::{self, Mention, Rendering, fold};
use kernel::{args, record};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The columns of [`Kept`].
pub const KEPT: &str = "about, about_html, pronouns, department, place, country, languages, interests, phone,
    contact, manager, joined, directory, visibility, followers, following";

/// Most skills of a profile, and most rows of experience.
pub const MOST_SKILLS: usize = 50;
pub const MOST_EXPERIENCE: usize = 50;

/// The profile as it is kept; empty when nobody wrote anything yet.
pub async fn kept(tx: &Tx, member: Id) -> Result<Kept> {
    let sql = format!("select {KEPT} from profiles where member = $1");
    Ok(tx.row(&sql, args![member]).await?.unwrap_or_default())
}

/// Changes a profile; true when something is different now. From the directory, a field that its owner
/// has written and may write is left alone. Who calls for an owner has asked [`owner_edits`] before.
pub async fn set_profile(tx: &Tx, member: Id, fields: &ProfileFields, from_directory: bool) -> Result<bool> {
    ensure(tx, member).await?;
    let before = kept(tx, member).await?;
    let policy = queries::setting(tx, "people_owner_edits").await?;
    let mut after = before.clone();
    let mut directory: BTreeSet<Field> = before.from_directory().collect();
    for (field, filled) in apply(&mut after, fields) {
        if !from_directory {
            directory.remove(&field);
        } else if filled && !directory.contains(&field) && owner_edits(policy.as_deref(), field.word()) {
            restore(&mut after, &before, field);
        } else {
            directory.insert(field);
        }
    }
    if after.manager == Some(member) {
        return Err(Error::field("manager", "people-own-manager"));
    }
    after.directory = directory.into_iter().map(Field::word).collect::<Vec<_>>().join(",");
    if after == before {
        return Ok(false);
    }
    if after.about != before.about {
        after.about_html = rendered(tx, &after.about).await?;
    }
    keep(tx, member, &after).await?;
    if after.languages != before.languages {
        set_spoken(tx, member, &parts(&after.languages)).await?;
    }
    let changed: Vec<&str> = changes(&before, &after).map(Field::word).collect();
    let actor = if from_directory { None } else { Some(member) };
    let event = Event::new("people.profile_changed", actor, member);
    journal::record(tx, event.with(json!({ "fields": changed, "directory": from_directory }))).await?;
    Ok(true)
}

/// Takes over what is given; which fields that were, and whether they had content before.
fn apply(kept: &mut Kept, fields: &ProfileFields) -> Vec<(Field, bool)> {
    let mut given = Vec::new();
    let texts = [
        (Field::About, &fields.about, &mut kept.about),
        (Field::Pronouns, &fields.pronouns, &mut kept.pronouns),
        (Field::Department, &fields.department, &mut kept.department),
        (Field::Place, &fields.place, &mut kept.place),
        (Field::Place, &fields.country, &mut kept.country),
        (Field::Phone, &fields.phone, &mut kept.phone),
    ];
    for (field, text, into) in texts {
        if let Some(text) = text {
            given.push((field, !into.is_empty()));
            *into = text.trim().to_owned();
        }
    }
    if let Some(languages) = &fields.languages {
        given.push((Field::Languages, !kept.languages.is_empty()));
        kept.languages = joined(languages.iter().map(|typed| spoken::kept(typed)));
    }
    if let Some(interests) = &fields.interests {
        given.push((Field::Interests, !kept.interests.is_empty()));
        kept.interests = joined(interests.iter().cloned());
    }
    if let Some(contact) = &fields.contact {
        given.push((Field::Contact, kept.contact != "[]"));
        kept.contact = json!(contact).to_string();
    }
    if let Some(manager) = fields.manager {
        given.push((Field::Manager, kept.manager.is_some()));
        kept.manager = manager;
    }
    if let Some(joined) = fields.joined {
        given.push((Field::Joined, kept.joined.is_some()));
        kept.joined = joined;
    }
    given
}

/// A list as it is kept: each part once, without commas of its own.
fn joined(list: impl Iterator<Item = String>) -> String {
    let mut seen = BTreeSet::new();
    let parts = list.map(|part| part.replace(',', " ").trim().to_owned());
    parts.filter(|part| !part.is_empty() && seen.insert(fold(part))).collect::<Vec<_>>().join(",")
}

fn restore(after: &mut Kept, before: &Kept, field: Field) {
    match field {
        Field::About => after.about.clone_from(&before.about),
        Field::Pronouns => after.pronouns.clone_from(&before.pronouns),
        Field::Department => after.department.clone_from(&before.department),
        Field::Place => {
            after.place.clone_from(&before.place);
            after.country.clone_from(&before.country);
        }
        Field::Phone => after.phone.clone_from(&before.phone),
        Field::Languages => after.languages.clone_from(&before.languages),
        Field::Interests => after.interests.clone_from(&before.interests),
        Field::Contact => after.contact.clone_from(&before.contact),
        Field::Manager => after.manager = before.manager,
        Field::Joined => after.joined = before.joined,
        Field::Email | Field::Skills | Field::Experience | Field::Photo => {}
    }
}

fn changes<'a>(before: &'a Kept, after: &'a Kept) -> impl Iterator<Item = Field> + 'a {
    Field::ALL.into_iter().filter(|field| match field {
        Field::About => before.about != after.about,
        Field::Pronouns => before.pronouns != after.pronouns,
        Field::Department => before.department != after.department,
        Field::Place => before.place != after.place || before.country != after.country,
        Field::Phone => before.phone != after.phone,
        Field::Languages => before.languages != after.languages,
        Field::Interests => before.interests != after.interests,
        Field::Contact => before.contact != after.contact,
        Field::Manager => before.manager != after.manager,
        Field::Joined => before.joined != after.joined,
        Field::Email | Field::Skills | Field::Experience | Field::Photo => false,
    })
}

async fn keep(tx: &Tx, member: Id, kept: &Kept) -> Result<()> {
    let sql = "update profiles set about = $2, about_html = $3, pronouns = $4, department = $5, place = $6,
                   place_key = $7, country = $8, languages = $9, interests = $10, phone = $11, contact = $12,
                   manager = $13, joined = $14, directory = $15
               where member = $1";
    let args = args![
        member,
        &kept.about,
        &kept.about_html,
        &kept.pronouns,
        &kept.department,
        &kept.place,
        fold(&kept.place),
        &kept.country,
        &kept.languages,
        &kept.interests,
        &kept.phone,
        &kept.contact,
        kept.manager,
        kept.joined,
        &kept.directory,
    ];
    tx.execute(sql, args).await?;
    Ok(())
}

async fn rendered(tx: &Tx, markdown: &str) -> Result<String> {
    let sql = "select handle, name from members where handle in (each_text($1))";
    let known: Vec<(String, String)> = tx.rows(sql, args![text::handles(markdown)]).await?;
    let known: HashMap<String, String> = known.into_iter().collect();
    let resolve = |handle: &str| {
        let name = known.get(handle)?.clone();
        Some(Mention { url: member_path(handle), name })
    };
    let options = Rendering { resolve_mention: &resolve, images: false, heading_base: 3, ..Rendering::default() };
    Ok(text::render(markdown, &options).html)
}

async fn set_spoken(tx: &Tx, member: Id, languages: &[String]) -> Result<()> {
    tx.execute("delete from spoken where member = $1", args![member]).await?;
    for language in languages {
        let sql = "insert into spoken (language_key, member, language) values ($1, $2, $3)
                   on conflict (language_key, member) do nothing";
        tx.execute(sql, args![fold(language), member, language]).await?;
    }
    Ok(())
}

/// Decides who sees what; what is not named keeps its default.
pub async fn set_visibilities(tx: &Tx, member: Id, visibilities: &Visibilities) -> Result<()> {
    ensure(tx, member).await?;
    let level = |field| visibilities.of(field).number();
    let sql = "update profiles set visibility = $2, place_level = $3, languages_level = $4, skills_level = $5,
                   manager_level = $6, any_public = $7 where member = $1";
    let args = args![
        member,
        json!(visibilities).to_string(),
        level(Field::Place),
        level(Field::Languages),
        level(Field::Skills),
        level(Field::Manager),
        visibilities.any_public(),
    ];
    tx.execute(sql, args).await?;
    index_words(tx, member).await
}

/// Sets the skills in this order. Those that stay keep their endorsements.
pub async fn set_skills(tx: &Tx, member: Id, skills: &[String]) -> Result<()> {
    ensure(tx, member).await?;
    let mut wanted: BTreeMap<String, (usize, &str)> = BTreeMap::new();
    for (rank, skill) in skills.iter().map(|skill| skill.trim()).filter(|skill| !skill.is_empty()).enumerate() {
        wanted.entry(fold(skill)).or_insert((rank, skill));
    }
    let keys: Vec<String> = wanted.keys().cloned().collect();
    for table in ["endorsements", "skills"] {
        let sql = format!("delete from {table} where member = $1 and skill_key not in (each_text($2))");
        tx.execute(&sql, args![member, &keys]).await?;
    }
    for (key, (rank, skill)) in wanted.into_iter().take(MOST_SKILLS) {
        let sql = "insert into skills (member, skill, skill_key, endorsements, rank) values ($1, $2, $3, 0, $4)
                   on conflict (member, skill_key) do update set skill = excluded.skill, rank = excluded.rank";
        let rank = i64::try_from(rank).map_err(Error::internal)?;
        tx.execute(sql, args![member, skill, key, rank]).await?;
    }
    index_words(tx, member).await?;
    journal::record(tx, Event::new("people.skills_changed", Some(member), member)).await
}

/// Says that `by` knows `member` for `skill`; false when they said so already.
pub async fn endorse(tx: &Tx, by: Id, member: Id, skill: &str) -> Result<bool> {
    if by == member {
        return Err(Error::Forbidden("people-own-skill"));
    }
    let key = fold(skill.trim());
    let sql = "select 1 from skills where member = $1 and skill_key = $2";
    if tx.value::<i64>(sql, args![member, &key]).await?.is_none() {
        return Err(Error::NotFound);
    }
    let sql = "insert into endorsements (member, skill_key, by_member, at) values ($1, $2, $3, $4)
               on conflict (member, skill_key, by_member) do nothing";
    let changed = tx.execute(sql, args![member, &key, by, tx.now()]).await? > 0;
    if changed {
        count_endorsement(tx, member, &key, 1).await?;
        let event = Event::new("people.endorsed", Some(by), member).with(json!({ "skill": skill.trim() }));
        journal::record(tx, event).await?;
    }
    Ok(changed)
}

/// Takes it back; false when there was nothing to take back.
pub async fn withdraw_endorsement(tx: &Tx, by: Id, member: Id, skill: &str) -> Result<bool> {
    let key = fold(skill.trim());
    let sql = "delete from endorsements where member = $1 and skill_key = $2 and by_member = $3";
    let changed = tx.execute(sql, args![member, &key, by]).await? > 0;
    if changed {
        count_endorsement(tx, member, &key, -1).await?;
        let event = Event::new("people.endorsement_withdrawn", Some(by), member).with(json!({ "skill": skill.trim() }));
        journal::record(tx, event).await?;
    }
    Ok(changed)
}

async fn count_endorsement(tx: &Tx, member: Id, key: &str, by: i64) -> Result<()> {
    let sql = "update skills set endorsements = endorsements + $3 where member = $1 and skill_key = $2";
    tx.execute(sql, args![member, key, by]).await?;
    Ok(())
}

/// Replaces all rows of experience; the first is shown first.
pub async fn set_experience(tx: &Tx, member: Id, experience: &[Experience]) -> Result<()> {
    ensure(tx, member).await?;
    tx.execute("delete from experience where member = $1", args![member]).await?;
    for row in experience.iter().filter(|row| !row.title.trim().is_empty()).take(MOST_EXPERIENCE) {
        let sql = "insert into experience (id, member, title, organisation, since, until)
                   values ($1, $2, $3, $4, $5, $6)";
        let args =
            args![tx.id(), member, row.title.trim(), row.organisation.trim(), row.since.trim(), row.until.trim()];
        tx.execute(sql, args).await?;
    }
    journal::record(tx, Event::new("people.experience_changed", Some(member), member)).await
}

record! {
    struct Named {
        handle: String,
        name: String,
        headline: String,
        skills_level: i64,
    }
}

/// Notes anew by which words a member is found: those of name, handle, headline and skills.
pub async fn index_words(tx: &Tx, member: Id) -> Result<()> {
    tx.execute("delete from people_words where member = $1", args![member]).await?;
    let sql = "select m.handle, m.name, m.headline, coalesce(p.skills_level, 2) as skills_level
               from members m left join profiles p on p.member = m.id where m.id = $1";
    let Some(named) = tx.row::<Named>(sql, args![member]).await? else { return Ok(()) };
    let skills: Vec<String> = tx.column("select skill from skills where member = $1", args![member]).await?;
    let mut words: BTreeMap<(String, i64), i64> = BTreeMap::new();
    let mut note = |text: &str, weight: i64, level: i64| {
        for word in super::search::words(text) {
            words.entry((word, weight)).or_insert(level);
        }
    };
    note(&named.name, 1, 3);
    note(&named.handle, 1, 3);
    note(&named.headline, 2, 3);
    for skill in &skills {
        note(skill, 3, named.skills_level);
    }
    for ((word, weight), level) in words {
        let sql = "insert into people_words (word, member, weight, level) values ($1, $2, $3, $4)";
        tx.execute(sql, args![word, member, weight, level]).await?;
    }
    Ok(())
}
/// What is kept of a member here goes.
pub async fn erase(tx: &Tx, member: Id) -> Result<()> {
    for table in ["people_words", "spoken", "skills", "endorsements", "experience", "mutes"] {
        tx.execute(&format!("delete from {table} where member = $1"), args![member]).await?;
    }
    let sql =
        "update profiles set about = '', about_html = '', pronouns = '', department = '', place = '', place_key = '',
               country = '', languages = '', interests = '', phone = '', contact = '', manager = null, joined = null,
               directory = '', visibility = '', any_public = 0, followers = 0, following = 0 where member = $1";
    tx.execute(sql, args![member]).await?;
    for other in ["update profiles set manager = null where manager = $1", "delete from mutes where muted = $1"] {
        tx.execute(other, args![member]).await?;
    }
    // Those who followed, and were followed, have one less.
    let sql = "update profiles set following = following - 1
               where member in (select follower from follows where followed = $1) and following > 0";
    tx.execute(sql, args![member]).await?;
    let sql = "update profiles set followers = followers - 1
               where member in (select followed from follows where follower = $1) and followers > 0";
    tx.execute(sql, args![member]).await?;
    tx.execute("delete from follows where follower = $1 or followed = $1", args![member]).await?;
    Ok(())
}
