//! The digest: the best of what somebody missed while they were away, and of nobody else's.
//!
//! It comes when one has been away for its period and none came within it, and stops after half a year of
//! silence. The best posts of each space and author are found once for all ([`refresh`]); what of
//! them is for whom is one statement for a batch of members.

use super::letters::{self, Letter, Line};
use super::queries::{self, Show};
use super::{DIGEST, habits, unsubscribe};
use crate::identity::queries as identity;
use crate::posts::types::post_path;
use crate::spaces::access::{REACH, content_visible_to};
use kernel::app::App;
use kernel::clock::{DAY, HOUR, MINUTE, Millis};
use kernel::configuration::Digest;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::{self, Id};
use kernel::jobs::Job;
use kernel::languages::{Language, Speech, Zone};
use kernel::text::excerpt;
use kernel::{args, record};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use std::time::Duration;

/// So many are looked for at once, and the letters of so many are put down together.
const LOOKED_FOR: usize = 2_000;
const TOGETHER: usize = 40;
const MOST_POSTS: i64 = 6;
/// Of so many it is asked whether the member may see them.
const LOOKED_AT: i64 = 48;
const MOST_NOTICES: i64 = 8;
/// Best posts of one space or author.
const OF_EACH: i64 = 5;
const SILENCE: Millis = 180 * DAY;
const YOUNG: Millis = 30 * DAY;
/// What is best is found anew after this.
const FRESH: Millis = 15 * MINUTE;

const PERIODS: [(&str, Millis); 3] = [("hourly", HOUR), ("daily", DAY), ("weekly", 7 * DAY)];

pub fn job() -> Job {
    Job::new("notifications.digest", Duration::from_secs(60), |app| Box::pin(prepare_due(app)))
}

/// Prepares the digests of some who are due; whether there may be more. What is best for whom is found beside the
/// writes of others, who wait only while the letters of a few are put down.
pub async fn prepare_due(app: &App) -> Result<bool> {
    let key = unsubscribe::key(app).await?;
    let mut more = false;
    for (word, period) in PERIODS {
        let on = app.clone();
        let due = app.db.read(async move |tx: &Tx| due(&on, tx, word, period).await).await?;
        more |= due.len() == LOOKED_FOR;
        if due.is_empty() {
            continue;
        }
        app.db.write(async move |tx: &Tx| refresh(tx, word, tx.now() - period).await).await?;
        for some in due.chunks(TOGETHER) {
            let members = some.to_vec();
            let found = async move |tx: &Tx| {
                let best = best(tx, &members, word, tx.now() - period).await?;
                Ok((best, with_news(tx, &members).await?))
            };
            let (best, told) = app.db.read(found).await?;
            let (on, members) = (app.clone(), some.to_vec());
            let written = async move |tx: &Tx| write(&on, tx, &key, &members, (word, period), &best, &told).await;
            app.db.write(written).await?;
        }
    }
    Ok(more)
}

record! {
    #[derive(Debug, Clone)]
    struct Away {
        id: Id,
        name: String,
        email: String,
        language: Option<String>,
        zone: Option<String>,
        last_seen: Millis,
    }
}

/// Members who are away, and to whom nothing came: not since before `$1`, not after `$2`; who have not chosen, `$3`.
const DUE: &str = "members m left join notification_digests d on d.member = m.id
    left join notification_habits h on h.member = m.id
    where m.state = 'active' and m.email is not null and m.last_seen > $1 and m.last_seen <= $2
      and coalesce(d.at, 0) <= $2 and coalesce(nullif(h.digest, ''), cast($3 as text)) = $4
      and coalesce(h.quiet_until, 0) <= $5 and coalesce(d.not_before, 0) <= $5";

async fn due(app: &App, tx: &Tx, word: &str, period: Millis) -> Result<Vec<Id>> {
    let (now, usual) = (tx.now(), usual(app, tx).await?);
    let sql = format!("select m.id from {DUE} order by m.id limit {LOOKED_FOR}");
    tx.column(&sql, args![now - SILENCE, now - period, usual, word, now]).await
}

/// Puts down the letters of those who are still due.
async fn write(
    app: &App,
    tx: &Tx,
    key: &[u8; 32],
    members: &[Id],
    (word, period): (&str, Millis),
    best: &HashMap<Id, Vec<Best>>,
    told: &HashSet<Id>,
) -> Result<()> {
    let (now, usual) = (tx.now(), usual(app, tx).await?);
    let sql = format!(
        "select m.id, m.name, m.email, m.language, m.zone, m.last_seen from {DUE} and m.id in (each($6)) order by m.id"
    );
    let due: Vec<Away> = tx.rows(&sql, args![now - SILENCE, now - period, usual, word, now, members]).await?;
    let due = at_work(tx, due).await?;
    let desk = Desk {
        app,
        tx,
        key,
        company: identity::company(tx).await?,
        usual: identity::installation_language(tx).await?,
        period,
    };
    for away in &due {
        desk.write(away, best.get(&away.id).map_or(&[], Vec::as_slice), told.contains(&away.id)).await?;
    }
    let members: Vec<Id> = due.iter().map(|away| away.id).collect();
    let sql = "insert into notification_digests (member, at) select m.id, cast($1 as bigint) from members m
               where m.id in (each($2)) on conflict (member) do update set at = excluded.at";
    tx.execute(sql, args![now, members]).await.map(drop)
}

/// Those whose working hours it is; the others are looked at again when theirs begin.
async fn at_work(tx: &Tx, due: Vec<Away>) -> Result<Vec<Away>> {
    let members: Vec<Id> = due.iter().map(|away| away.id).collect();
    let (habits, now) = (habits::of_all(tx, &members).await?, tx.now());
    let mut open = Vec::with_capacity(due.len());
    for away in due {
        let zone = away.zone.as_deref().and_then(Zone::parse).unwrap_or_default();
        match habits.get(&away.id).map(|habits| habits.next_open(&zone, now)).filter(|next| *next > now) {
            None => open.push(away),
            Some(next) => {
                let sql = "insert into notification_digests (member, at, not_before) values ($1, 0, $2)
                           on conflict (member) do update set not_before = excluded.not_before";
                tx.execute(sql, args![away.id, next]).await?;
            }
        }
    }
    Ok(open)
}

/// How often it comes to who has not chosen.
async fn usual(app: &App, tx: &Tx) -> Result<&'static str> {
    Ok(match app.configuration.notifications.digest {
        Digest::Hourly => "hourly",
        Digest::Daily => "daily",
        Digest::Weekly => "weekly",
        Digest::Off => "off",
        Digest::Auto => {
            let sql = "select at from journal order by mark, seq limit 1";
            let begun: Millis = tx.value(sql, &[]).await?.unwrap_or_else(|| tx.now());
            if tx.now() - begun < YOUNG { "daily" } else { "weekly" }
        }
    })
}

/// Finds the best posts since a moment, of each space, and of each author outside spaces. What people did with
/// a post is what counts: a comment more than a reaction, passing on more than both.
async fn refresh(tx: &Tx, word: &str, since: Millis) -> Result<()> {
    let sql = "select at from digest_rounds where period = $1";
    let last: Option<Millis> = tx.value(sql, args![word]).await?;
    if last.is_some_and(|last| tx.now() - last < FRESH) {
        return Ok(());
    }
    tx.execute("delete from digest_posts where period = $1", args![word]).await?;
    let sql = "insert into digest_posts (period, post, space, author, score, published)
               select cast($1 as text), b.id, b.space, b.author, b.score, b.published from (
                   select p.id, coalesce(p.space, 0) as space, p.author, p.published,
                       p.reactions + 2 * p.comments + 3 * p.shares as score,
                       row_number() over (partition by coalesce(p.space, 0), case when p.space is null then p.author else 0 end
                           order by p.reactions + 2 * p.comments + 3 * p.shares desc, p.id desc) as nth
                   from posts p where p.root is null and p.state = 'published' and p.id >= $2 and p.author is not null
                     and p.kind <> 'announcement') b
               where b.nth <= $3";
    tx.execute(sql, args![word, ids::first_at(since), OF_EACH]).await?;
    let sql =
        "insert into digest_rounds (period, at) values ($1, $2) on conflict (period) do update set at = excluded.at";
    tx.execute(sql, args![word, tx.now()]).await.map(drop)
}

record! {
    #[derive(Debug, Clone)]
    struct Best {
        member: Id,
        post: Id,
        title: String,
        slug: String,
        body: String,
        author: String,
        space: String,
    }
}

static BEST: LazyLock<String> = LazyLock::new(|| {
    let visible = content_visible_to("p", "m.id", REACH, "m.organisation");
    format!(
        "select r.member, r.post, p.title, p.slug, case when p.summary <> '' then p.summary else substr(p.body, 1, 400) end as body,
             coalesce(a.name, '') as author, coalesce(s.name, '') as space
         from (select l.member, l.post, row_number() over (partition by l.member order by l.score desc, l.post desc) as nth
             from (select c.member, c.post, c.score,
                 row_number() over (partition by c.member order by c.score desc, c.post desc) as place
               from (select ms.member, d.post, d.score, d.published from memberships ms
                       join digest_posts d on d.period = $1 and d.space = ms.space
                       where ms.member in (each($2)) and ms.state = 'joined' and d.author <> ms.member
                         and not exists (select 1 from space_levels y where y.member = ms.member and y.space = ms.space and y.level = 'nothing')
                   union select f.follower, d.post, d.score, d.published from follows f
                       join digest_posts d on d.period = $1 and d.author = f.followed
                       where f.follower in (each($2)) and f.level <> 'nothing'
                   union select tf.member, d.post, d.score, d.published from tag_follows tf
                       join post_tags t on t.tag = tf.tag and t.post >= $4
                       join digest_posts d on d.period = $1 and d.post = t.post and d.author <> tf.member
                       where tf.member in (each($2)) and tf.level <> 'nothing') c
               join members cm on cm.id = c.member where c.published > cm.last_seen) l
             join members m on m.id = l.member join organisations o on o.id = m.organisation join posts p on p.id = l.post
             where l.place <= $5 and p.state = 'published' and {visible}
               and not exists (select 1 from mutes x where x.member = l.member and x.muted = p.author)) r
         join posts p on p.id = r.post left join members a on a.id = p.author left join spaces s on s.id = p.space
         where r.nth <= $3 order by r.member, r.nth"
    )
});

/// The best posts of each of these members: what they may see, of where they are, whom and which tags they follow, since
/// they were last here.
async fn best(tx: &Tx, members: &[Id], word: &str, since: Millis) -> Result<HashMap<Id, Vec<Best>>> {
    let rows: Vec<Best> = tx.rows(&BEST, args![word, members, MOST_POSTS, ids::first_at(since), LOOKED_AT]).await?;
    let mut best: HashMap<Id, Vec<Best>> = HashMap::new();
    for row in rows {
        best.entry(row.member).or_default().push(row);
    }
    Ok(best)
}

/// Those who have something unread at all: only for them it is looked at one by one.
async fn with_news(tx: &Tx, members: &[Id]) -> Result<HashSet<Id>> {
    let sql = "select distinct n.member from notifications n
               where n.member in (each($1)) and n.latest = 1 and n.read is null";
    Ok(tx.column(sql, args![members]).await?.into_iter().collect())
}

struct Desk<'a> {
    app: &'a App,
    tx: &'a Tx,
    key: &'a [u8; 32],
    company: String,
    usual: Language,
    period: Millis,
}

impl Desk<'_> {
    async fn write(&self, away: &Away, best: &[Best], told: bool) -> Result<()> {
        let language = away.language.as_deref().and_then(Language::parse).unwrap_or(self.usual);
        let zone = away.zone.as_deref().and_then(Zone::parse).unwrap_or_default();
        let speech = Speech::new(self.app.texts.clone(), language, zone, self.tx.now());
        let notices = if told { self.notices(away, &speech).await? } else { Vec::new() };
        if notices.is_empty() && best.is_empty() {
            return Ok(());
        }
        let company = self.company.as_str();
        let letter = Letter {
            to: format!("{} <{}>", away.name, away.email),
            subject: speech.ta("notifications-digest-subject", &[("company", company.into())]).into_owned(),
            notices,
            posts: best.iter().map(|best| self.line(best)).collect(),
            why: speech.ta("notifications-digest-why", &[("company", company.into())]).into_owned(),
            kind: DIGEST,
            // One per member and period, whatever happens in between.
            message_id: format!("digest.{}.{}@{}", away.id, self.tx.now() / self.period, letters::host(self.app)),
            headers: Vec::new(),
            reply_to: None,
        };
        letters::put(self.app, self.tx, self.key, away.id, &speech, company, letter).await
    }

    /// What is unread of the kinds that the member wants in the digest, since they were last here.
    async fn notices(&self, away: &Away, speech: &Speech) -> Result<Vec<Line>> {
        let Some((viewer, _)) = letters::reader(self.app, self.tx, away.id).await? else { return Ok(Vec::new()) };
        let chosen = super::choices::Chosen::load(self.tx, &[away.id]).await?;
        let kinds = self.app.part::<super::Kinds>();
        let wanted = |word: &str| kinds.find(word).is_none_or(|kind| chosen.of(away.id, kind).digest);
        let unread = queries::list(self.app, self.tx, &viewer, Show::Unread, Id::MAX, MOST_NOTICES).await?;
        let missed = unread.iter().filter(|notice| notice.at > away.last_seen && wanted(&notice.kind));
        Ok(missed.map(|notice| letters::line(self.app, notice, speech)).collect())
    }

    fn line(&self, best: &Best) -> Line {
        let text = if best.title.is_empty() { excerpt(&best.body, 100) } else { best.title.clone() };
        let place =
            if best.space.is_empty() { best.author.clone() } else { format!("{} · {}", best.author, best.space) };
        Line { text, url: format!("{}{}", letters::site(self.app), post_path(best.post, &best.slug)), below: place }
    }
}
