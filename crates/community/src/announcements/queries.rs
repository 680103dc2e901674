//! Whom an announcement addresses, and what a member has of them.
//!
//! Who may read it is the matter of its post, as with every post. Whom it addresses is narrower: the
//! members of its space, and those of the organisations, places and departments that it names.

use super::types::{Addressed, Confirmation, Reach};
use crate::identity::{FACE, faces};
use crate::spaces::access::{REACH, content_visible_to};
use kernel::clock::{DAY, MINUTE, Millis};
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::viewer::Viewer;
use kernel::{args, record};
use std::sync::LazyLock;

/// An announcement that nobody dismissed leaves home after this.
const ON_TOP: Millis = 14 * DAY;
const MOST_ON_TOP: i64 = 5;
/// What everybody is told of how many have seen it is at most so old: counting looks at every member.
const COUNTED: Millis = 5 * MINUTE;

/// Whether `announcements a` with `posts p` addresses `members m` with `organisations o` and `profiles pr`.
static ADDRESSES: LazyLock<String> = LazyLock::new(|| {
    let target = |field: &str, value: &str| {
        format!(
            "(a.by_{field} = 0 or exists (select 1 from announcement_targets t
                 where t.post = a.post and t.field = '{field}' and t.value = {value}))"
        )
    };
    format!(
        "(p.state = 'published' and m.state = 'active' and coalesce(p.author, 0) <> m.id and {visible}
          and (p.space is null or exists (select 1 from memberships ma
              where ma.space = p.space and ma.member = m.id and ma.state = 'joined'))
          and {} and {} and {})",
        target("organisation", "o.slug"),
        target("place", "pr.place_key"),
        target("department", "pr.department"),
        visible = content_visible_to("p", "m.id", REACH, "m.organisation"),
    )
});

/// Announcements with their posts, then the members: in this order, because there are far fewer announcements than
/// posts, which SQLite cannot know. [`IS`] belongs to it.
const EVERYBODY: &str = "announcements a cross join posts p cross join members m
    join organisations o on o.id = m.organisation left join profiles pr on pr.member = m.id";

/// The same from the member on, where it is one: behind their position there are few announcements.
const SOMEBODY: &str = "members m cross join announcements a cross join posts p
    join organisations o on o.id = m.organisation left join profiles pr on pr.member = m.id";
const IS: &str = "p.id = a.post";

/// The position of `members m`.
const POSITION: &str = "coalesce((select ap.position from announcement_positions ap where ap.member = m.id), m.id)";
const READ: &str = "exists (select 1 from announcement_reads ar where ar.member = m.id and ar.post = p.id)";
const CONFIRMED: &str = "(select max(ac.at) from announcement_confirmations ac
    where ac.post = p.id and ac.member = m.id and ac.revision = p.revision)";

/// The members whom the announcement `$1` addresses and who have not confirmed its present text.
pub static UNCONFIRMED: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select m.id from {EVERYBODY}
         where a.post = $1 and {IS} and {} and {CONFIRMED} is null",
        *ADDRESSES
    )
});

record! {
    struct Row {
        post: Id,
        slug: String,
        title: String,
        summary: String,
        published: Millis,
        revision: i64,
        author: Option<Id>,
        space_name: String,
        confirm: bool,
        confirmed: Option<Millis>,
        pinned_until: Option<Millis>,
        read: bool,
    }
}

static COLUMNS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select p.id as post, p.slug, p.title, case when p.summary <> '' then p.summary else substr(p.body, 1, 600) end as summary,
             p.published, p.revision, p.author, coalesce(s.name, '') as space_name, a.confirm, {CONFIRMED} as confirmed,
             a.pinned_until, case when p.id <= {POSITION} or {READ} then 1 else 0 end as read
         from {SOMEBODY} left join spaces s on s.id = p.space where m.id = $1 and {IS}"
    )
});

/// The announcements that address the viewer, newest first.
pub async fn addressed(tx: &Tx, viewer: &Viewer, before: Id, most: i64, unread: bool) -> Result<Vec<Addressed>> {
    let narrowed = if unread { format!("and p.id > {POSITION} and not {READ}") } else { String::new() };
    let sql = format!(
        "{} and a.post < $2 and p.id > m.id and {} {narrowed} order by a.post desc limit $3",
        *COLUMNS, *ADDRESSES
    );
    with_authors(tx, tx.rows(&sql, args![viewer.id(), before, most]).await?).await
}

/// Those on top of home: pinned, not confirmed, or new; without what was dismissed.
pub async fn on_top(tx: &Tx, viewer: &Viewer) -> Result<Vec<Addressed>> {
    let sql = format!(
        "{} and {} and ((a.confirm = 1 and {CONFIRMED} is null) or (a.confirm = 0 and not exists
             (select 1 from announcement_dismissals ad where ad.member = m.id and ad.post = a.post)
             and coalesce(a.pinned_until, p.published + $2) > $3))
         order by a.post desc limit $4",
        *COLUMNS, *ADDRESSES
    );
    let rows = tx.rows(&sql, args![viewer.id(), ON_TOP, tx.now(), MOST_ON_TOP]).await?;
    with_authors(tx, rows).await
}

/// One announcement as the viewer has it; none when it does not address them.
pub async fn one(tx: &Tx, viewer: &Viewer, post: Id) -> Result<Option<Addressed>> {
    let sql = format!("{} and a.post = $2 and {}", *COLUMNS, *ADDRESSES);
    Ok(with_authors(tx, tx.rows(&sql, args![viewer.id(), post]).await?).await?.pop())
}

/// How many lie behind the viewer's position and were not opened.
pub async fn unread(tx: &Tx, viewer: &Viewer) -> Result<i64> {
    let sql = format!(
        "select count(*) from {SOMEBODY}
         where m.id = $1 and {IS} and a.post > {POSITION} and {} and not {READ}",
        *ADDRESSES
    );
    Ok(tx.value(&sql, args![viewer.id()]).await?.unwrap_or(0))
}

/// The same for many members; who has none is left out.
pub async fn unread_of(tx: &Tx, members: &[Id]) -> Result<Vec<(Id, i64)>> {
    let sql = format!(
        "select m.id, count(*) from {SOMEBODY}
         where m.id in (each($1)) and {IS} and a.post > {POSITION} and {} and not {READ} group by m.id",
        *ADDRESSES
    );
    tx.rows(&sql, args![members]).await
}

/// The newest of all; 0 when there is none.
pub async fn newest(tx: &Tx) -> Result<i64> {
    Ok(tx.value("select coalesce(max(post), 0) from announcements", &[]).await?.unwrap_or(0))
}

/// Whether a post is an announcement, and whether it asks for confirmation.
pub async fn asks(tx: &Tx, post: Id) -> Result<Option<bool>> {
    tx.value("select confirm from announcements where post = $1", args![post]).await
}

/// How far it has come: counted over everybody whom it addresses.
pub async fn reach(tx: &Tx, post: Id) -> Result<Reach> {
    let sql = format!(
        "select count(*), cast(coalesce(sum(case when {CONFIRMED} is null then 0 else 1 end), 0) as bigint),
             cast(coalesce(sum(case when p.id <= {POSITION} or {READ} then 1 else 0 end), 0) as bigint)
         from {EVERYBODY} where a.post = $1 and {IS} and {}",
        *ADDRESSES
    );
    let (addressed, confirmed, seen) = tx.row(&sql, args![post]).await?.unwrap_or_default();
    Ok(Reach { addressed, seen, confirmed })
}

/// Whether somebody is addressed who has not confirmed.
pub async fn is_anybody_missing(tx: &Tx, post: Id) -> Result<bool> {
    Ok(tx.value::<Id>(&format!("{} limit 1", *UNCONFIRMED), args![post]).await?.is_some())
}

/// How many have seen it of how many, as it was last counted; none when that is too long ago.
pub async fn counted(tx: &Tx, post: Id) -> Result<Option<Reach>> {
    let sql = "select addressed, seen from announcements where post = $1 and counted > $2";
    let counted: Option<(i64, i64)> = tx.row(sql, args![post, tx.now() - COUNTED]).await?;
    Ok(counted.map(|(addressed, seen)| Reach { addressed, seen, confirmed: 0 }))
}

/// Whose confirmations are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Which {
    #[default]
    All,
    Confirmed,
    Missing,
}

impl Which {
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "" => Some(Self::All),
            "confirmed" => Some(Self::Confirmed),
            "missing" => Some(Self::Missing),
            _ => None,
        }
    }
}

/// Who has confirmed and who has not, in the order of ids; continues behind `after`.
pub async fn confirmations(tx: &Tx, post: Id, which: Which, after: Id, most: i64) -> Result<Vec<Confirmation>> {
    let narrowed = match which {
        Which::All => String::new(),
        Which::Confirmed => format!("and {CONFIRMED} is not null"),
        Which::Missing => format!("and {CONFIRMED} is null"),
    };
    let sql = format!(
        "select {FACE}, {CONFIRMED} as confirmed, (select max(al.revision) from announcement_confirmations al
             where al.post = p.id and al.member = m.id) as revision
         from {EVERYBODY} where a.post = $1 and {IS} and m.id > $2 and {} {narrowed} order by m.id limit $3",
        *ADDRESSES
    );
    tx.rows(&sql, args![post, after, most]).await
}

async fn with_authors(tx: &Tx, rows: Vec<Row>) -> Result<Vec<Addressed>> {
    let authors: Vec<Id> = rows.iter().filter_map(|row| row.author).collect();
    let faces = faces(tx, &authors).await?;
    let addressed = rows.into_iter().map(|row| Addressed {
        post: row.post,
        slug: row.slug,
        title: row.title,
        summary: kernel::text::excerpt(&row.summary, 220),
        published: row.published,
        revision: row.revision,
        author: row.author.and_then(|author| faces.get(&author).cloned()),
        space_name: row.space_name,
        confirm: row.confirm,
        confirmed: row.confirmed,
        pinned_until: row.pinned_until,
        read: row.read,
    });
    Ok(addressed.collect())
}
