//! What pages read of posts: a few statements for a whole page, whatever it shows.

use super::access::VISIBLE;
use super::holding::{self, Holding, Withheld};
use super::types::{
    Attachment, Card, HAS_FILES, HAS_LINKS, HAS_POLL, Poll, PollOption, PostView, Reaction, SharedPost, SpaceTag,
    post_path,
};
use crate::identity::Face;
use crate::spaces::Audience;
use crate::viewer_args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::viewer::Viewer;
use kernel::{args, record};
use std::collections::HashMap;
use std::sync::LazyLock;

record! {
    #[derive(Debug)]
    struct Row {
        id: Id,
        kind: String,
        author: Option<Id>,
        author_name: String,
        veiled: Option<Id>,
        handle: Option<String>,
        name: Option<String>,
        headline: Option<String>,
        photo: Option<String>,
        outside: Option<String>,
        space_slug: Option<String>,
        space_name: Option<String>,
        audience: Audience,
        title: String,
        summary: String,
        slug: String,
        html: String,
        words: i64,
        series: String,
        cover: Option<String>,
        shared: Option<Id>,
        state: String,
        pinned: Option<Millis>,
        revision: i64,
        comments: i64,
        reactions: i64,
        shares: i64,
        extras: i64,
        published: Millis,
        edited: Option<Millis>,
    }
}

/// How much of each post is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// For lists: articles without their text.
    List,
    /// For the post's own page.
    Whole,
}

static LISTED: LazyLock<String> = LazyLock::new(|| {
    // What has a title shows its summary, or else how it begins.
    select(
        "case when p.kind = 'note' or p.root is not null then p.html
                  when p.summary = '' then substr(p.html, 1, 1500) else '' end",
    )
});
static WHOLE: LazyLock<String> = LazyLock::new(|| select("p.html"));

fn select(html: &str) -> String {
    format!(
        "select p.id, p.kind, p.author, p.author_name, p.veiled, m.handle, m.name, m.headline, m.photo,
                case when o.kind = 'own' then null else o.name end as outside,
                s.slug as space_slug, s.name as space_name, p.audience, p.title, p.summary, p.slug, {html} as html,
                p.words, p.series, p.cover, p.shared, p.state, p.pinned, p.revision, p.comments, p.reactions, p.shares,
                p.extras, p.published, p.edited
         from posts p
         left join members m on m.id = p.author
         left join organisations o on o.id = m.organisation
         left join spaces s on s.id = p.space
         where p.id in (each($1))"
    )
}

/// The posts with these ids, in this order. The caller has made sure that the viewer may see them: the
/// ids come from a statement with [`VISIBLE`] or from [`super::access::find`].
pub async fn views(tx: &Tx, viewer: &Viewer, ids: &[Id], detail: Detail) -> Result<Vec<PostView>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = match detail {
        Detail::List => &LISTED,
        Detail::Whole => &WHOLE,
    };
    let rows: Vec<Row> = tx.rows(sql, args![ids]).await?;
    let mut more = more(tx, viewer, &rows).await?;
    let mut views: HashMap<Id, PostView> =
        rows.into_iter().map(|row| (row.id, view(row, detail, viewer, &mut more))).collect();
    Ok(ids.iter().filter_map(|id| views.remove(id)).collect())
}

/// What hangs on the posts of a page.
#[derive(Default)]
struct More {
    reactions: HashMap<Id, Vec<Reaction>>,
    bookmarks: Vec<Id>,
    shared: HashMap<Id, SharedPost>,
    polls: HashMap<Id, Poll>,
    files: HashMap<Id, Vec<Attachment>>,
    cards: HashMap<Id, Card>,
    withheld: HashMap<Id, Withheld>,
}

async fn more(tx: &Tx, viewer: &Viewer, rows: &[Row]) -> Result<More> {
    let with = |bit: i64| -> Vec<Id> { rows.iter().filter(|row| row.extras & bit != 0).map(|row| row.id).collect() };
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let reacted: Vec<Id> = rows.iter().filter(|row| row.reactions > 0).map(|row| row.id).collect();
    let shared: Vec<Id> = rows.iter().filter_map(|row| row.shared).collect();
    let withheld: Vec<Id> = rows.iter().filter(|row| is_withheld(&row.state)).map(|row| row.id).collect();
    Ok(More {
        reactions: reactions(tx, viewer, &reacted).await?,
        bookmarks: match viewer.member {
            None => Vec::new(),
            Some(member) => {
                let sql = "select post from bookmarks where member = $1 and post in (each($2))";
                tx.column(sql, args![member, ids]).await?
            }
        },
        shared: shared_posts(tx, viewer, &shared).await?,
        polls: polls(tx, viewer, &with(HAS_POLL)).await?,
        files: files(tx, &with(HAS_FILES)).await?,
        cards: cards(tx, &with(HAS_LINKS)).await?,
        withheld: holding::all(tx, &withheld).await?,
    })
}

fn is_withheld(state: &str) -> bool {
    Holding::parse(state).is_some()
}

/// Whether this viewer may not even read the words of a row: they are withheld, and not theirs, or removed.
fn is_closed(row: &Row, viewer: &Viewer) -> bool {
    is_withheld(&row.state) && (!is_own(row, viewer) || row.state == Holding::Removed.word())
}

fn is_own(row: &Row, viewer: &Viewer) -> bool {
    row.author.or(row.veiled).is_some_and(|hand| viewer.is(hand))
}

/// Only the place of a post.
fn without_words(row: Row) -> Row {
    Row {
        title: String::new(),
        summary: String::new(),
        slug: String::new(),
        html: String::new(),
        series: String::new(),
        words: 0,
        cover: None,
        shared: None,
        ..row
    }
}

fn view(row: Row, detail: Detail, viewer: &Viewer, more: &mut More) -> PostView {
    let row = if is_closed(&row, viewer) {
        more.polls.remove(&row.id);
        more.files.remove(&row.id);
        more.cards.remove(&row.id);
        without_words(row)
    } else {
        row
    };
    let begins = detail == Detail::List && !row.title.is_empty() && row.summary.is_empty();
    let author = face(&row);
    PostView {
        url: post_path(row.id, &row.slug),
        reactions: more.reactions.remove(&row.id).unwrap_or_default(),
        bookmarked: more.bookmarks.contains(&row.id),
        shared: row.shared.and_then(|id| more.shared.get(&id).cloned()).map(Box::new),
        poll: more.polls.remove(&row.id),
        files: more.files.remove(&row.id).unwrap_or_default(),
        card: more.cards.remove(&row.id),
        mine: is_own(&row, viewer),
        anonymous: row.veiled.is_some() && row.author_name.is_empty(),
        at_home: false,
        space: row.space_slug.zip(row.space_name).map(|(slug, name)| SpaceTag { slug, name }),
        author,
        id: row.id,
        kind: row.kind,
        author_name: row.author_name,
        audience: row.audience,
        summary: if begins { kernel::text::excerpt_html(&row.html, 240) } else { row.summary },
        html: if begins { String::new() } else { row.html },
        title: row.title,
        body: None,
        words: row.words,
        tags: Vec::new(),
        series: row.series,
        cover: row.cover,
        withheld: more.withheld.remove(&row.id),
        state: row.state,
        revision: row.revision,
        published: row.published,
        edited: row.edited,
        pinned: row.pinned.is_some(),
        comments: row.comments,
        shares: row.shares,
        reason: None,
    }
}

fn face(row: &Row) -> Option<Face> {
    Some(Face {
        id: row.author?,
        handle: row.handle.clone()?,
        name: row.name.clone()?,
        headline: row.headline.clone().unwrap_or_default(),
        photo: row.photo.clone(),
        outside: row.outside.clone(),
    })
}

/// The reactions on these posts, the most frequent first, with the viewer's own.
pub async fn reactions(tx: &Tx, viewer: &Viewer, ids: &[Id]) -> Result<HashMap<Id, Vec<Reaction>>> {
    let mut all: HashMap<Id, Vec<Reaction>> = HashMap::new();
    if ids.is_empty() {
        return Ok(all);
    }
    let sql = "select c.post, c.emoji, c.n,
                 exists (select 1 from reactions r where r.post = c.post and r.member = $1 and r.emoji = c.emoji) as mine
               from reaction_counts c where c.post in (each($2)) and c.n > 0 order by c.n desc, c.emoji";
    let rows: Vec<(Id, String, i64, bool)> = tx.rows(sql, args![viewer.id(), ids]).await?;
    for (post, emoji, n, mine) in rows {
        all.entry(post).or_default().push(Reaction { emoji, n, mine });
    }
    Ok(all)
}

async fn shared_posts(tx: &Tx, viewer: &Viewer, ids: &[Id]) -> Result<HashMap<Id, SharedPost>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "select p.id, p.slug, p.title, case when p.summary = '' then p.html else p.summary end as text,
                coalesce(m.name, p.author_name) as by_name, p.published
         from posts p left join members m on m.id = p.author where p.id in (each($4)) and {}",
        *VISIBLE
    );
    let rows: Vec<(Id, String, String, String, String, Millis)> = tx.rows(&sql, viewer_args![viewer, ids]).await?;
    let shared = rows.into_iter().map(|(id, slug, title, text, by, published)| {
        let excerpt = kernel::text::excerpt_html(&text, 240);
        (id, SharedPost { url: post_path(id, &slug), by, title, excerpt, published })
    });
    Ok(shared.collect())
}

async fn polls(tx: &Tx, viewer: &Viewer, ids: &[Id]) -> Result<HashMap<Id, Poll>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = "select post, several, closes from polls where post in (each($1))";
    let heads: Vec<(Id, bool, Option<Millis>)> = tx.rows(sql, args![ids]).await?;
    let sql = "select o.post, o.option, o.label, o.votes,
                 exists (select 1 from poll_votes v where v.post = o.post and v.option = o.option and v.member = $1) as mine
               from poll_options o where o.post in (each($2)) order by o.post, o.option";
    let options: Vec<(Id, i64, String, i64, bool)> = tx.rows(sql, args![viewer.id(), ids]).await?;
    let now = tx.now();
    let mut polls: HashMap<Id, Poll> = heads
        .into_iter()
        .map(|(post, several, closes)| {
            let closed = closes.is_some_and(|closes| closes <= now);
            (post, Poll { options: Vec::new(), votes: 0, several, closes, closed, voted: false })
        })
        .collect();
    for (post, option, label, votes, mine) in options {
        if let Some(poll) = polls.get_mut(&post) {
            poll.votes += votes;
            poll.voted |= mine;
            poll.options.push(PollOption { option, label, votes, percent: 0, mine });
        }
    }
    for poll in polls.values_mut() {
        let all = poll.votes.max(1);
        poll.options.iter_mut().for_each(|option| option.percent = (option.votes * 100 + all / 2) / all);
    }
    Ok(polls)
}

async fn files(tx: &Tx, ids: &[Id]) -> Result<HashMap<Id, Vec<Attachment>>> {
    let mut all: HashMap<Id, Vec<Attachment>> = HashMap::new();
    if ids.is_empty() {
        return Ok(all);
    }
    let sql = "select pf.post, f.id, f.name, f.kind, f.size, f.alt from post_files pf join files f on f.id = pf.file
               where pf.post in (each($1)) order by pf.post, pf.rank, f.id";
    let rows: Vec<(Id, Id, String, String, i64, String)> = tx.rows(sql, args![ids]).await?;
    for (post, id, name, kind, size, alt) in rows {
        let url = format!("/files/{id}");
        let thumbnail = kind.starts_with("image/").then(|| format!("/files/{id}?size=m"));
        let attachment = Attachment { id, url, thumbnail, name, kind, size, alt, width: None, height: None };
        all.entry(post).or_default().push(attachment);
    }
    Ok(all)
}

async fn cards(tx: &Tx, ids: &[Id]) -> Result<HashMap<Id, Card>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = "select l.post, c.url, c.title, c.description, c.site, case when c.image is null then 0 else 1 end
               from post_links l join link_cards c on c.url = l.url
               where l.post in (each($1)) and c.title <> '' order by l.post, c.url";
    let rows: Vec<(Id, String, String, String, String, bool)> = tx.rows(sql, args![ids]).await?;
    let mut cards = HashMap::new();
    for (post, url, title, description, site, pictured) in rows {
        let image = pictured.then(|| format!("/posts/{post}/card"));
        cards.entry(post).or_insert(Card { url, title, description, site, image });
    }
    Ok(cards)
}

/// The tags of one post.
pub async fn tags(tx: &Tx, post: Id) -> Result<Vec<String>> {
    tx.column("select tag from post_tags where post = $1 order by tag limit 50", args![post]).await
}

/// Ids of visible posts of an author, newest first.
pub async fn of_author(
    tx: &Tx,
    viewer: &Viewer,
    author: Id,
    kind: Option<&str>,
    before: Id,
    most: i64,
) -> Result<Vec<Id>> {
    let sql = format!(
        "select p.id from posts p where p.author = $4 and p.root is null and {} and p.id < $5
           and (cast($6 as text) = '' or p.kind = $6) order by p.id desc limit $7",
        *VISIBLE
    );
    tx.column(&sql, viewer_args![viewer, author, before, kind.unwrap_or_default(), most]).await
}

/// How many posts of a kind by an author the viewer may see.
pub async fn count_of_author(tx: &Tx, viewer: &Viewer, author: Id, kind: &str) -> Result<i64> {
    // Through the posts of the author, not through all of the kind: SQLite has no statistics to choose by.
    let sql = format!(
        "select count(*) from posts p where p.author = $4 and p.kind || '' = $5 and p.root is null and {}",
        *VISIBLE
    );
    Ok(tx.value(&sql, viewer_args![viewer, author, kind]).await?.unwrap_or_default())
}

/// Ids of visible posts of a space, newest first.
pub async fn of_space(tx: &Tx, viewer: &Viewer, space: Id, before: Id, most: i64) -> Result<Vec<Id>> {
    let sql = format!(
        "select p.id from posts p where p.space = $4 and p.root is null and {} and p.id < $5 order by p.id desc limit $6",
        *VISIBLE
    );
    tx.column(&sql, viewer_args![viewer, space, before, most]).await
}

/// Ids of the pinned posts of a space.
pub async fn pinned(tx: &Tx, viewer: &Viewer, space: Id) -> Result<Vec<Id>> {
    let sql = format!(
        "select p.id from posts p where p.space = $4 and p.pinned is not null and p.root is null and {}
         order by p.pinned desc limit 5",
        *VISIBLE
    );
    tx.column(&sql, viewer_args![viewer, space]).await
}

/// Ids of visible posts of a kind, newest first.
pub async fn of_kind(tx: &Tx, viewer: &Viewer, kind: &str, before: Id, most: i64) -> Result<Vec<Id>> {
    let sql = format!(
        "select p.id from posts p where p.kind = $4 and p.root is null and {} and p.id < $5 order by p.id desc limit $6",
        *VISIBLE
    );
    tx.column(&sql, viewer_args![viewer, kind, before, most]).await
}

/// Ids of visible posts with a tag, newest first.
pub async fn of_tag(tx: &Tx, viewer: &Viewer, tag: &str, before: Id, most: i64) -> Result<Vec<Id>> {
    let sql = format!(
        "select p.id from post_tags t join posts p on p.id = t.post
         where t.tag = $4 and p.root is null and {} and p.id < $5 order by p.id desc limit $6",
        *VISIBLE
    );
    tx.column(&sql, viewer_args![viewer, tag, before, most]).await
}

/// Ids of saved posts that the viewer may still see, newest post first.
pub async fn saved(tx: &Tx, viewer: &Viewer, collection: Option<Id>, before: Id, most: i64) -> Result<Vec<Id>> {
    let sql = format!(
        "select p.id from bookmarks b join posts p on p.id = b.post
         where b.member = $1 and (cast($4 as bigint) = -1 or b.collection = $4) and {} and p.id < $5
         order by p.id desc limit $6",
        *VISIBLE
    );
    tx.column(&sql, viewer_args![viewer, collection.unwrap_or(Id(-1)), before, most]).await
}

/// The files of a post, in their order.
pub async fn files_of(tx: &Tx, post: Id) -> Result<Vec<Id>> {
    tx.column("select file from post_files where post = $1 order by rank, file", args![post]).await
}

/// How many drafts a member has.
pub async fn drafts(tx: &Tx, member: Id) -> Result<i64> {
    let sql = "select count(*) from posts where author = $1 and state = 'draft'";
    Ok(tx.value(sql, args![member]).await?.unwrap_or(0))
}
