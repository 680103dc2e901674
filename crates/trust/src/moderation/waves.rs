//! A wave: many posts of one hand, or with the same words, are taken out of sight at once, and as one given back.

use super::opening::{Cause, Thing, open};
use super::types::{MOST_NOTE, PATIENT, WAVE};
use community::posts::holding;
use community::spaces::Audience;
use kernel::args;
use kernel::clock::{HOUR, Millis};
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::{Id, first_at};
use kernel::journal::{self, Event};
use kernel::text::fold;
use kernel::viewer::Viewer;
use kernel::{record, text};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

/// Posts that are looked through, the newest first.
const LOOKED_THROUGH: i64 = 5_000;
/// Posts of one wave.
const MOST: usize = 500;
const MOST_HOURS: i64 = 72;

#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct WaveForm {
    /// Whose posts; empty: of everybody.
    pub author: String,
    /// Words that all of them have; empty: any.
    pub words: String,
    /// How far back.
    #[serde(deserialize_with = "kernel::web::input::text")]
    pub hours: String,
}

/// A wave that is looked for.
#[derive(Debug, Clone)]
pub struct Sought {
    pub author: Option<Id>,
    pub words: String,
    pub hours: i64,
}

record! {
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct Wave {
        pub id: Id,
        pub author: Option<String>,
        pub words: String,
        pub posts: i64,
        pub at: Millis,
        pub undone: Option<Millis>,
    }
}

/// A post that belongs to a wave.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Hit {
    pub id: Id,
    pub by: String,
    pub excerpt: String,
    /// It stands where not everybody of the company reads.
    #[serde(skip)]
    pub private: bool,
}

pub async fn check(tx: &Tx, form: &WaveForm) -> Result<Sought> {
    let handle = form.author.trim().trim_start_matches('@').to_lowercase();
    let author =
        if handle.is_empty() { None } else { community::identity::queries::member_by_handle(tx, &handle).await? };
    let hours: i64 = form.hours.parse().unwrap_or(0);
    let words = fold(&form.words).trim().to_owned();
    let mut checks = Checks::new();
    checks.require(handle.is_empty() || author.is_some(), "author", "not-found");
    checks.require(author.is_some() || words.chars().count() >= 4, "words", "moderation-wave-words");
    checks.require((1..=MOST_HOURS).contains(&hours), "hours", "moderation-hours");
    checks.finish()?;
    Ok(Sought { author, words, hours })
}

/// The posts and comments that a wave would take: published, of that time, of that hand, with those words.
/// Nobody takes their own or those of whom they report to.
pub async fn find(tx: &Tx, viewer: &Viewer, sought: &Sought) -> Result<Vec<Hit>> {
    let sql = "select p.id, coalesce(m.name, p.author_name) as name, p.title, p.body, p.audience from posts p
               left join members m on m.id = p.author
               where p.id > $1 and p.state = 'published' and (cast($2 as bigint) = 0 or coalesce(p.author, p.veiled) = $2)
                 and coalesce(p.author, p.veiled, 0) <> $4
                 and not exists (select 1 from profiles f where f.member = $4 and f.manager = coalesce(p.author, p.veiled))
               order by p.id desc limit $3";
    let since = first_at(tx.now() - sought.hours * HOUR);
    let args = args![since, sought.author.unwrap_or_default(), LOOKED_THROUGH, viewer.id()];
    let rows: Vec<(Id, String, String, String, Audience)> = tx.rows(sql, args).await?;
    let hits = rows.into_iter().filter_map(|(id, by, title, body, audience)| {
        let all = format!("{title} {body}");
        let hit = sought.words.is_empty() || fold(&all).contains(&sought.words);
        hit.then(|| Hit { id, by, excerpt: text::excerpt(all.trim(), 100), private: audience >= Audience::Private })
    });
    Ok(hits.take(MOST).collect())
}

/// Takes them out of sight.
pub async fn quarantine(tx: &Tx, viewer: &Viewer, sought: &Sought) -> Result<(Id, usize)> {
    let by = viewer.signed_in()?;
    let hits = find(tx, viewer, sought).await?;
    if hits.is_empty() {
        return Err(Error::field("words", "moderation-wave-none"));
    }
    let id = tx.id();
    let sql = "insert into moderation_waves (id, by_member, author, words, posts, at) values ($1, $2, $3, $4, $5, $6)";
    let posts = i64::try_from(hits.len()).unwrap_or(0);
    tx.execute(sql, args![id, by, sought.author, &sought.words, posts, tx.now()]).await?;
    for hit in &hits {
        holding::hold(tx, Some(by), hit.id, "spam").await?;
        tx.execute("insert into moderation_wave_posts (wave, post) values ($1, $2)", args![id, hit.id]).await?;
    }
    let event = Event::new("moderation.wave-held", Some(by), id);
    journal::record(tx, event.with(json!({ "posts": posts, "words": sought.words }))).await?;
    Ok((id, hits.len()))
}

/// Gives all of a wave back, but what was decided about one by one meanwhile.
pub async fn undo(tx: &Tx, viewer: &Viewer, wave: Id) -> Result<()> {
    let sql = "update moderation_waves set undone = $1 where id = $2 and undone is null";
    if tx.execute(sql, args![tx.now(), wave]).await? == 0 {
        return Err(Error::NotFound);
    }
    let sql = "select w.post from moderation_wave_posts w join posts p on p.id = w.post where w.wave = $1 and p.state = 'held'";
    for post in tx.column::<Id>(sql, args![wave]).await? {
        holding::release(tx, viewer.member, post).await?;
    }
    journal::record(tx, Event::new("moderation.wave-undone", viewer.member, wave)).await
}

/// What a member says against a wave that took something of theirs.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct ObjectionForm {
    /// The id of the post or comment.
    pub post: String,
    /// Why it is no spam; may be empty.
    pub text: String,
}

/// What of a member's a wave holds, and nobody looks at yet.
pub async fn taken_of(tx: &Tx, author: Id) -> Result<Vec<Id>> {
    let sql = "select distinct p.id from posts p join moderation_wave_posts wp on wp.post = p.id
               join moderation_waves w on w.id = wp.wave
               where (p.author = $1 or p.veiled = $1) and p.state = 'held' and w.undone is null
                 and not exists (select 1 from moderation_cases c where c.thing = p.id and c.state <> 'decided')
               order by p.id desc limit 100";
    tx.column(sql, args![author]).await
}

/// Its author says that it is no spam: it becomes a case, for another moderator than who took it. Answers the case.
pub async fn object(tx: &Tx, viewer: &Viewer, form: &ObjectionForm) -> Result<Id> {
    let member = viewer.signed_in()?;
    let mut checks = Checks::new();
    checks.at_most(&form.text, MOST_NOTE, "text");
    checks.finish()?;
    let post: Id = form.post.parse().map_err(|_| Error::field("post", "not-found"))?;
    let sql = "select 1 from moderation_wave_posts wp join moderation_waves w on w.id = wp.wave join posts p on p.id = wp.post
               where wp.post = $1 and (p.author = $2 or p.veiled = $2) and p.state = 'held' and w.undone is null limit 1";
    if tx.value::<i64>(sql, args![post, member]).await?.is_none() {
        return Err(Error::NotFound);
    }
    let sql = "select 1 from moderation_cases where thing = $1 and state <> 'decided' limit 1";
    if tx.value::<i64>(sql, args![post]).await?.is_some() {
        return Err(Error::Conflict("moderation-looked-at-again"));
    }
    let cause = Cause {
        source: WAVE,
        by: None,
        reason: "spam",
        note: form.text.trim(),
        cites: "",
        weight: 1,
        target: Some(PATIENT),
    };
    open(tx, Thing::Post(post), cause).await
}

/// Who took this out of sight, if a wave did.
pub async fn taken_by(tx: &Tx, post: Id) -> Result<Option<Id>> {
    let sql = "select w.by_member from moderation_wave_posts wp join moderation_waves w on w.id = wp.wave
               where wp.post = $1 order by w.id desc limit 1";
    tx.value(sql, args![post]).await
}

pub async fn all(tx: &Tx) -> Result<Vec<Wave>> {
    let sql = "select w.id, m.handle as author, w.words, w.posts, w.at, w.undone from moderation_waves w
               left join members m on m.id = w.author order by w.id desc limit 50";
    tx.rows(sql, &[]).await
}
