//! What is done to a space itself: make it, describe it, give it a cover, put it away.
//!
//! Who belongs to it is in [`super::memberships`], who may read it in [`super::openness`]. These
//! functions trust their caller to have asked [`super::access`]; imports call them for nobody.

use super::types::{Joining, NewSpace, Part, RuleField, Space, SpaceRole};
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::text::{Rendering, fold, render};
use kernel::viewer::Editable;
use serde_json::json;
use std::collections::BTreeSet;

pub use super::memberships::set_membership;
pub use super::openness::change_audience;

/// A space has at most so many words to be found by.
const MOST_WORDS: usize = 60;

/// Lets whoever changes this space at the same time wait until this transaction has ended.
pub async fn hold(tx: &Tx, slug: &str) -> Result<()> {
    tx.execute("update spaces set slug = slug where slug = $1", args![slug]).await.map(drop)
}

/// Makes a space and its first owner. Field error `slug` `taken`.
pub async fn create(tx: &Tx, creator: Option<Id>, new: &NewSpace) -> Result<Id> {
    let id = tx.id();
    let joining = new.joining.fitting(new.audience);
    let sql = "insert into spaces (id, slug, name, name_key, summary, description, description_html, rules, rules_html,
                   audience, joining, rule_field, rule_value, parts, parent, members, posts, active, source_key,
                   created, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 0, 0, $16, $17, $18, $19)
               on conflict (slug) do nothing";
    let (field, value) =
        if joining == Joining::Rule { (new.rule_field.as_str(), new.rule_value.as_str()) } else { ("", "") };
    let args = args![
        id,
        &new.slug,
        &new.name,
        fold(&new.name),
        &new.summary,
        &new.description,
        html(&new.description),
        &new.rules,
        html(&new.rules),
        new.audience,
        joining,
        field,
        value,
        parts(&new.parts),
        new.parent,
        tx.now(),
        &new.source_key,
        tx.now(),
        creator,
    ];
    if tx.execute(sql, args).await? == 0 {
        return Err(Error::field("slug", "taken"));
    }
    index(tx, id, &new.name, &new.slug, &new.summary).await?;
    name_partners(tx, id, &new.partners).await?;
    let event = Event::new("spaces.created", creator, id).within(Some(id)).with(json!({ "audience": new.audience }));
    journal::record(tx, event).await?;
    if let Some(creator) = creator {
        set_membership(tx, id, creator, SpaceRole::Owner).await?;
    }
    Ok(id)
}

/// What is said of a space.
#[derive(Debug, Clone, Default)]
pub struct Description {
    pub name: String,
    pub summary: String,
    pub description: String,
    pub rules: String,
    pub parts: Vec<Part>,
}

pub async fn describe(tx: &Tx, actor: Option<Id>, space: &Editable<Space>, said: &Description) -> Result<()> {
    let sql = "update spaces set name = $1, name_key = $2, summary = $3, description = $4, description_html = $5,
                   rules = $6, rules_html = $7, parts = $8 where id = $9";
    let args = args![
        &said.name,
        fold(&said.name),
        &said.summary,
        &said.description,
        html(&said.description),
        &said.rules,
        html(&said.rules),
        parts(&said.parts),
        space.id,
    ];
    tx.execute(sql, args).await?;
    index(tx, space.id, &said.name, &space.slug, &said.summary).await?;
    journal::record(tx, Event::new("spaces.described", actor, space.id).within(Some(space.id))).await
}

/// How one joins from now on. Who came by an earlier rule goes when the new one does not name them.
pub async fn set_joining(
    tx: &Tx,
    actor: Option<Id>,
    space: &Editable<Space>,
    joining: Joining,
    rule: Option<(RuleField, &str)>,
) -> Result<()> {
    let (field, value) = rule.map_or(("", ""), |(field, value)| (field.word(), value));
    if space.joining == joining && space.rule_field == field && space.rule_value == value {
        return Ok(());
    }
    let sql = "update spaces set joining = $1, rule_field = $2, rule_value = $3 where id = $4";
    tx.execute(sql, args![joining, field, value, space.id]).await?;
    journal::record(tx, Event::new("spaces.rule_changed", actor, space.id).within(Some(space.id))).await
}

/// `cover` is the hash of a picture among the files.
pub async fn set_cover(tx: &Tx, actor: Option<Id>, space: &Editable<Space>, cover: Option<&str>) -> Result<()> {
    tx.execute("update spaces set cover = $1 where id = $2", args![cover, space.id]).await?;
    journal::record(tx, Event::new("spaces.described", actor, space.id).within(Some(space.id))).await
}

/// Puts a space away: it can be read, nothing new is written there.
pub async fn archive(tx: &Tx, actor: Option<Id>, space: &Editable<Space>) -> Result<()> {
    let sql = "update spaces set archived = $1 where id = $2 and archived is null";
    if tx.execute(sql, args![tx.now(), space.id]).await? == 0 {
        return Ok(());
    }
    journal::record(tx, Event::new("spaces.archived", actor, space.id).within(Some(space.id))).await
}

pub async fn unarchive(tx: &Tx, actor: Option<Id>, space: &Editable<Space>) -> Result<()> {
    let sql = "update spaces set archived = null where id = $1 and archived is not null";
    if tx.execute(sql, args![space.id]).await? == 0 {
        return Ok(());
    }
    journal::record(tx, Event::new("spaces.unarchived", actor, space.id).within(Some(space.id))).await
}

/// The organisations that may read a space for partners, instead of those named before.
pub async fn name_partners(tx: &Tx, space: Id, partners: &[Id]) -> Result<()> {
    tx.execute("delete from space_organisations where space = $1", args![space]).await?;
    let sql = "insert into space_organisations (space, organisation)
               select cast($1 as bigint), o.id from organisations o where o.id in (each($2)) and o.kind <> 'own'";
    tx.execute(sql, args![space, partners]).await.map(drop)
}

fn html(markdown: &str) -> String {
    render(markdown, &Rendering { heading_base: 3, ..Rendering::default() }).html
}

fn parts(parts: &[Part]) -> String {
    parts.iter().map(|part| part.word()).collect::<Vec<_>>().join(",")
}

/// Writes the words that the directory finds a space by.
pub(super) async fn index(tx: &Tx, space: Id, name: &str, slug: &str, summary: &str) -> Result<()> {
    tx.execute("delete from space_words where space = $1", args![space]).await?;
    let words: Vec<String> = words_of(&format!("{name} {slug} {summary}")).into_iter().collect();
    let sql = "insert into space_words (word, space) select w.value, cast($1 as bigint) from (each_text($2)) w";
    tx.execute(sql, args![space, words]).await.map(drop)
}

/// Folded words, each once: letters and digits, at most 40 characters of each.
pub fn words_of(text: &str) -> BTreeSet<String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(MOST_WORDS).map(|word| word.chars().take(40).collect()).collect()
}
