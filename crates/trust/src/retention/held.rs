//! Holds: what must not be lost, whoever wants it gone.
//!
//! A hold keeps what fits all that it names, and the whole conversation around it, because what was answered to it is
//! evidence as well. Making a hold and taking something away lock the same row, so none passes the other unseen.

use super::scope::Scope;
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::record;
use kernel::text::fold;
use serde_json::json;
use std::collections::{HashMap, HashSet};

/// More holds at once are a mistake.
const MOST: i64 = 500;

record! {
    #[derive(Debug, Clone)]
    pub struct Hold {
        pub id: Id,
        pub name: String,
        pub reason: String,
        pub scope: Scope,
        pub created: Millis,
        pub created_by: Option<Id>,
        pub released: Option<Millis>,
    }
}

#[derive(Debug, Clone, Default)]
pub struct NewHold {
    pub name: String,
    pub reason: String,
    pub scope: Scope,
}

const HOLD: &str = "id, name, reason, people, spaces, words, since, until, created, created_by, released";

/// Lets everybody wait who makes a hold, or takes something away, until this transaction has ended.
pub async fn pass_gate(tx: &Tx) -> Result<()> {
    tx.execute("update hold_gate set passed = passed + 1 where id = 1", &[]).await.map(drop)
}

/// Makes a hold. It must name somebody, some place, or some word.
pub async fn make(tx: &Tx, by: Option<Id>, new: &NewHold) -> Result<Id> {
    let mut checks = Checks::new();
    checks.require(!new.name.trim().is_empty(), "name", "required");
    checks.at_most(&new.name, 200, "name");
    checks.require(!new.reason.trim().is_empty(), "reason", "required");
    checks.at_most(&new.reason, 2_000, "reason");
    new.scope.check(&mut checks);
    checks.finish()?;
    pass_gate(tx).await?;
    // All holds in force are asked at every deletion: one that was not read would hold nothing.
    let sql = "select count(*) from holds where released is null";
    if tx.value::<i64>(sql, &[]).await?.unwrap_or(0) >= MOST {
        return Err(Error::Conflict("holds-too-many"));
    }
    let id = tx.id();
    let [people, spaces, words] = new.scope.lists()?;
    let sql = "insert into holds (id, name, reason, people, spaces, words, since, until, created, created_by,
                   release_reason)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '')";
    let args = args![
        id,
        new.name.trim(),
        new.reason.trim(),
        people,
        spaces,
        words,
        new.scope.since,
        new.scope.until,
        tx.now(),
        by
    ];
    tx.execute(sql, args).await?;
    journal::record(tx, Event::new("holds.made", by, id).with(json!({ "name": new.name.trim() }))).await?;
    Ok(id)
}

/// Ends a hold. What it kept goes its way with the next run.
pub async fn release(tx: &Tx, by: Option<Id>, hold: Id, reason: &str) -> Result<()> {
    let mut checks = Checks::new();
    checks.require(!reason.trim().is_empty(), "reason", "required");
    checks.at_most(reason, 2_000, "reason");
    checks.finish()?;
    pass_gate(tx).await?;
    let sql = "update holds set released = $1, released_by = $2, release_reason = $3
               where id = $4 and released is null";
    if tx.execute(sql, args![tx.now(), by, reason.trim(), hold]).await? == 0 {
        let known = tx.value::<i64>("select 1 from holds where id = $1", args![hold]).await?;
        return if known.is_some() { Err(Error::Conflict("holds-released")) } else { Err(Error::NotFound) };
    }
    journal::record(tx, Event::new("holds.released", by, hold).with(json!({ "reason": reason.trim() }))).await
}

/// The holds in force.
pub async fn active(tx: &Tx) -> Result<Vec<Hold>> {
    let sql = format!("select {HOLD} from holds where released is null order by id limit $1");
    tx.rows(&sql, args![MOST]).await
}

/// The holds, the newest first.
pub async fn list(tx: &Tx, before: Id, most: i64) -> Result<Vec<Hold>> {
    let sql = format!("select {HOLD} from holds where id < $1 order by id desc limit $2");
    tx.rows(&sql, args![before, most]).await
}

/// The holds that name this person, or that keep what they may have written: one without people holds everybody's.
pub async fn is_person_held(tx: &Tx, member: Id) -> Result<Vec<Hold>> {
    let concerns = |hold: &Hold| hold.scope.people.is_empty() || hold.scope.people.contains(&member);
    Ok(active(tx).await?.into_iter().filter(concerns).collect())
}

record! {
    struct Written {
        id: Id,
        root: Id,
        author: Option<Id>,
        space: Option<Id>,
        at: Millis,
        edited: Millis,
        text: String,
    }
}

/// Those of the conversations (by the id of their head) that a hold keeps, each with the name of one.
pub async fn held(tx: &Tx, roots: &[Id]) -> Result<HashMap<Id, String>> {
    let holds = active(tx).await?;
    let mut held = HashMap::new();
    if holds.is_empty() || roots.is_empty() {
        return Ok(held);
    }
    let with_words = holds.iter().any(|hold| !hold.scope.words.is_empty());
    let said = if with_words { "p.title || ' ' || p.summary || ' ' || p.body" } else { "''" };
    // A long thread in the second half: comments by the index of their root.
    let sql = format!(
        "select p.id, coalesce(p.root, p.id) as root, coalesce(p.author, p.veiled) as author, p.space, p.published as at,
                coalesce(p.edited, p.published) as edited, {said} as text
         from posts p where p.id in (each($1)) and p.state <> 'purged'
         union all
         select p.id, coalesce(p.root, p.id) as root, coalesce(p.author, p.veiled) as author, p.space, p.published as at,
                coalesce(p.edited, p.published) as edited, {said} as text
         from posts p where p.root in (each($1)) and p.state <> 'purged'"
    );
    let written: Vec<Written> = tx.rows(&sql, args![roots]).await?;
    let ids: Vec<Id> = written.iter().map(|one| one.id).collect();
    let revised = revisions(tx, &ids, with_words).await?;
    for one in &written {
        let former = revised.get(&one.id);
        let people: HashSet<Id> =
            one.author.into_iter().chain(former.iter().flat_map(|former| former.editors.iter().copied())).collect();
        let mut text = one.text.clone();
        if let Some(former) = former {
            text.push(' ');
            text.push_str(&former.text);
        }
        let text = if with_words { fold(&text) } else { String::new() };
        let keeps = |hold: &&Hold| {
            (hold.scope.people.is_empty() || hold.scope.people.iter().any(|person| people.contains(person)))
                && (hold.scope.spaces.is_empty() || one.space.is_some_and(|space| hold.scope.spaces.contains(&space)))
                && one.at <= hold.scope.until
                && one.edited >= hold.scope.since
                && (hold.scope.words.is_empty() || hold.scope.words.iter().any(|word| text.contains(word.as_str())))
        };
        if let Some(hold) = holds.iter().find(keeps) {
            held.insert(one.root, hold.name.clone());
        }
    }
    Ok(held)
}

#[derive(Default)]
struct Former {
    editors: Vec<Id>,
    text: String,
}

/// Who changed a post, what it said before, and what the files say that hang or hung on it.
async fn revisions(tx: &Tx, posts: &[Id], with_words: bool) -> Result<HashMap<Id, Former>> {
    let said = if with_words { "title || ' ' || body" } else { "''" };
    let sql = format!("select post, editor, {said} from post_revisions where post in (each($1))");
    let mut former: HashMap<Id, Former> = HashMap::new();
    for (post, editor, text) in tx.rows::<(Id, Option<Id>, String)>(&sql, args![posts]).await? {
        let one = former.entry(post).or_default();
        one.editors.extend(editor);
        one.text.push(' ');
        one.text.push_str(&text);
    }
    if !with_words {
        return Ok(former);
    }
    for table in ["post_files", "post_files_former"] {
        let sql = format!(
            "select pf.post, f.name || ' ' || f.alt || ' ' || coalesce(t.text, '')
             from {table} pf cross join files f left join file_texts t on t.hash = f.hash
             where pf.post in (each($1)) and f.id = pf.file"
        );
        for (post, text) in tx.rows::<(Id, String)>(&sql, args![posts]).await? {
            let one = former.entry(post).or_default();
            one.text.push(' ');
            one.text.push_str(&text);
        }
    }
    Ok(former)
}
