//! Looking first: only where a space has chosen it, for newcomers or everybody, with a promise of how long it takes.

use super::opening::{Cause, Thing, open};
use community::spaces::types::Space;
use kernel::args;
use kernel::clock::{HOUR, Millis};
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Entry, Event, Reader};
use kernel::record;
use kernel::viewer::{Editable, Viewer};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

/// Who has written so often in a space is no newcomer there.
const KNOWN_AFTER: i64 = 3;
const MOST_HOURS: i64 = 72;

record! {
    /// What a space asks for.
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct Asked {
        /// newcomers or everybody
        pub who: String,
        /// Kinds of posts, between commas; none: all.
        pub kinds: String,
        /// How long it takes at most.
        pub hours: i64,
    }
}

impl Asked {
    fn asks_for(&self, kind: &str) -> bool {
        self.kinds.is_empty() || self.kinds.split(',').any(|one| one == kind)
    }
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct EntryForm {
    /// nobody, newcomers or everybody
    pub who: String,
    /// Kinds of posts; none: all.
    #[serde(deserialize_with = "kernel::web::input::list")]
    pub kinds: Vec<String>,
    #[serde(deserialize_with = "kernel::web::input::text")]
    pub hours: String,
}

pub async fn of(tx: &Tx, space: Id) -> Result<Option<Asked>> {
    tx.row("select who, kinds, hours from moderation_entries where space = $1", args![space]).await
}

/// What a space asks for from now on.
pub async fn choose(tx: &Tx, viewer: &Viewer, space: &Editable<Space>, form: &EntryForm) -> Result<()> {
    let hours: i64 = form.hours.parse().unwrap_or(0);
    let asks = form.who != "nobody";
    let mut checks = Checks::new();
    checks.require(matches!(form.who.as_str(), "nobody" | "newcomers" | "everybody"), "who", "not-allowed");
    checks.require(!asks || (1..=MOST_HOURS).contains(&hours), "hours", "moderation-hours");
    checks.finish()?;
    if asks {
        let sql = "insert into moderation_entries (space, who, kinds, hours) values ($1, $2, $3, $4)
                   on conflict (space) do update set who = excluded.who, kinds = excluded.kinds, hours = excluded.hours";
        let kinds: Vec<&str> = form.kinds.iter().map(|kind| kind.trim()).filter(|kind| !kind.is_empty()).collect();
        tx.execute(sql, args![space.id, &form.who, kinds.join(","), hours]).await?;
    } else {
        tx.execute("delete from moderation_entries where space = $1", args![space.id]).await?;
    }
    let event = Event::new("moderation.entry-chosen", viewer.member, space.id).within(Some(space.id));
    journal::record(tx, event.with(json!({ "who": form.who, "hours": hours }))).await
}

/// Whether this text of the viewer waits, and how long at most.
pub async fn waits(tx: &Tx, viewer: &Viewer, space: Id, kind: &str) -> Result<Option<Millis>> {
    let Some(asked) = of(tx, space).await? else { return Ok(None) };
    if viewer.is_moderator() || !asked.asks_for(kind) {
        return Ok(None);
    }
    let sql = "select 1 from memberships where space = $1 and member = $2 and state = 'joined'
               and role in ('moderator', 'owner')";
    if tx.value::<i64>(sql, args![space, viewer.id()]).await?.is_some() {
        return Ok(None);
    }
    if asked.who == "newcomers" {
        // What they posted there, and what of theirs (comments, too) somebody looked at and let stand.
        let posts = "select count(*) from (select 1 as one from posts where author = $1 and root is null
                     and state = 'published' and space = $2 limit 3) known";
        let kept = "select count(*) from (select 1 as one from moderation_decisions d
                      join moderation_cases c on c.id = d.case_id
                    where d.author = $1 and d.outcome = 'keep' and c.space = $2 and c.source = 'entry' limit 3) kept";
        for sql in [posts, kept] {
            if tx.value::<i64>(sql, args![viewer.id(), space]).await?.unwrap_or(0) >= KNOWN_AFTER {
                return Ok(None);
            }
        }
    }
    Ok(Some(asked.hours * HOUR))
}

/// What was kept back on its way in becomes a case, with the promise as its clock.
pub fn reader() -> Reader {
    Reader::in_transaction("moderation.entry", &["posts.withheld"], |_, tx, entry| Box::pin(held(tx, entry)))
}

async fn held(tx: &Tx, entry: &Entry) -> Result<()> {
    let details = entry.details();
    let word = |name: &str| details.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    let reason = word("reason");
    if word("state") != "held" || !matches!(reason.as_str(), "review" | "spam") {
        return Ok(());
    }
    let sql = "select state, author from posts where id = $1";
    let Some((state, author)) = tx.row::<(String, Option<Id>)>(sql, args![entry.object]).await? else { return Ok(()) };
    // A wave is undone as a whole, not case by case.
    if state != "held" || entry.actor.is_some() && entry.actor != author {
        return Ok(());
    }
    let target = match entry.space {
        Some(space) if reason == "review" => of(tx, space).await?.map(|asked| asked.hours * HOUR),
        _ => None,
    };
    let cause = Cause { source: "entry", by: None, reason: &reason, note: "", cites: "", weight: 1, target };
    match open(tx, Thing::Post(entry.object), cause).await {
        Err(Error::NotFound) => Ok(()),
        opened => opened.map(drop),
    }
}
