//! What pages, mails and programs read of notifications: a few statements for a page.

use super::access::{one_shown, shown};
use super::kinds::Kinds;
use super::types::{Notice, NoticeRow};
use crate::identity::faces;
use crate::{announcements, viewer_args};
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::viewer::Viewer;
use std::collections::HashMap;

/// More is not counted: the bell says that there is much.
pub const MOST_UNREAD: i64 = 99;
/// People of a bundle that are looked at.
const MOST_PEOPLE: i64 = 2_000;
/// People of a bundle that are named.
const NAMED: usize = 3;

/// Which notifications are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    #[default]
    All,
    Unread,
    /// What is addressed to one by name.
    Direct,
}

impl Show {
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "" | "all" => Some(Self::All),
            "unread" => Some(Self::Unread),
            "direct" => Some(Self::Direct),
            _ => None,
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Unread => "unread",
            Self::Direct => "direct",
        }
    }
}

/// Columns of a [`NoticeRow`].
const NOTICE: &str = "select h.id, h.kind, h.about, h.post, h.root, h.space, h.bundle, h.actor, h.subject, h.detail, h.at, h.read,
        coalesce(r.title, '') as title, coalesce(r.slug, '') as slug, coalesce(substr(r.body, 1, 400), '') as root_body,
        coalesce(substr(x.body, 1, 600), '') as body, coalesce(s.slug, '') as space_slug, coalesce(s.name, '') as space_name
    from notifications h
    left join posts r on r.id = h.root left join posts x on x.id = h.post left join spaces s on s.id = h.space";

/// The viewer's notifications, newest first, each bundle once.
pub async fn list(app: &App, tx: &Tx, viewer: &Viewer, show: Show, before: Id, most: i64) -> Result<Vec<Notice>> {
    let kinds = app.part::<Kinds>();
    let narrowed = match show {
        Show::All => String::new(),
        Show::Unread => " and h.read is null".to_owned(),
        Show::Direct => {
            let direct: Vec<String> =
                kinds.iter().filter(|kind| kind.direct).map(|kind| format!("'{}'", kind.word)).collect();
            format!(" and h.kind in ({})", direct.join(", "))
        }
    };
    let sql = format!(
        "{NOTICE} where h.member = $1 and h.latest = 1 and h.id < $4{narrowed} and {} order by h.id desc limit $5",
        shown(&kinds)
    );
    let rows: Vec<NoticeRow> = tx.rows(&sql, viewer_args![viewer, before, most]).await?;
    let personal = notices(tx, viewer, &kinds, rows).await?;
    if show == Show::Direct {
        return Ok(personal);
    }
    let broadcast = announcements::queries::addressed(tx, viewer, before, most, show == Show::Unread).await?;
    let mut all: Vec<Notice> = broadcast.into_iter().map(Notice::of_announcement).chain(personal).collect();
    all.sort_by_key(|notice| std::cmp::Reverse(notice.id));
    all.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(all)
}

/// Some of the viewer's notifications, as far as they may be shown.
pub async fn these(app: &App, tx: &Tx, viewer: &Viewer, ids: &[Id]) -> Result<Vec<Notice>> {
    let kinds = app.part::<Kinds>();
    let sql = format!(
        "{NOTICE} where h.member = $1 and h.latest = 1 and h.id in (each($4)) and {} order by h.id desc",
        shown(&kinds)
    );
    let rows: Vec<NoticeRow> = tx.rows(&sql, viewer_args![viewer, ids]).await?;
    notices(tx, viewer, &kinds, rows).await
}

/// How much is new: bundles of one's own, and announcements behind one's position.
pub async fn unread(app: &App, tx: &Tx, viewer: &Viewer) -> Result<i64> {
    if viewer.member.is_none() {
        return Ok(0);
    }
    let sql = format!(
        "select count(*) from (select 1 as one from notifications h
         where h.member = $1 and h.latest = 1 and h.read is null and {} limit {MOST_UNREAD}) found",
        shown(&app.part::<Kinds>())
    );
    let own: i64 = tx.value(&sql, viewer_args![viewer]).await?.unwrap_or(0);
    Ok((own + announcements::queries::unread(tx, viewer).await?).min(MOST_UNREAD))
}

/// Whether a viewer was told something about a post that they have not read.
pub async fn has_news_of(tx: &Tx, viewer: &Viewer, post: Id) -> Result<bool> {
    let sql = "select 1 from notifications n where n.member = $1 and n.latest = 1 and n.read is null
               and n.about = 'post' and n.root = $2 limit 1";
    if tx.value::<i64>(sql, kernel::args![viewer.id(), post]).await?.is_some() {
        return Ok(true);
    }
    if announcements::queries::asks(tx, post).await?.is_none() {
        return Ok(false);
    }
    Ok(announcements::queries::one(tx, viewer, post).await?.is_some_and(|announcement| !announcement.read))
}

/// Changes whenever [`unread`] may be another; two look-ups in indexes.
pub async fn mark(tx: &Tx, viewer: &Viewer) -> Result<i64> {
    let sql = "select coalesce((select max(n.id) from notifications n where n.member = $1), 0),
                      coalesce((select p.changed from notification_positions p where p.member = $1), 0)";
    let (newest, changed): (i64, i64) = tx.row(sql, kernel::args![viewer.id()]).await?.unwrap_or_default();
    let broadcast = announcements::queries::newest(tx).await?;
    Ok(newest.wrapping_mul(31).wrapping_add(changed).wrapping_mul(31).wrapping_add(broadcast))
}

/// Puts people to rows: who is named, and how many there are.
async fn notices(tx: &Tx, viewer: &Viewer, kinds: &Kinds, rows: Vec<NoticeRow>) -> Result<Vec<Notice>> {
    let bundles: Vec<Id> = rows.iter().map(|row| row.bundle).collect();
    let sql = format!(
        "select n.bundle, n.actor, max(n.id) as last from notifications n left join posts p on p.id = n.post
         where n.member = $1 and n.bundle in (each($4)) and n.actor is not null and {}
         group by n.bundle, n.actor order by last desc limit {MOST_PEOPLE}",
        one_shown(kinds)
    );
    let found: Vec<(Id, Id, i64)> =
        if bundles.is_empty() { Vec::new() } else { tx.rows(&sql, viewer_args![viewer, bundles]).await? };
    let mut people: HashMap<Id, Vec<Id>> = HashMap::new();
    for (bundle, actor, _) in found {
        people.entry(bundle).or_default().push(actor);
    }
    let named: Vec<Id> = people.values().flat_map(|actors| actors.iter().take(NAMED).copied()).collect();
    let faces = faces(tx, &named).await?;
    let notices = rows.into_iter().filter_map(|row| {
        let kind = kinds.find(&row.kind)?;
        let actors = people.get(&row.bundle).map(Vec::as_slice).unwrap_or_default();
        let shown = actors.iter().take(NAMED).filter_map(|id| faces.get(id).cloned()).collect();
        Some(Notice::of(row, kind, shown, actors.len()))
    });
    Ok(notices.collect())
}
