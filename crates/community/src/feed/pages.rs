//! The pages of the feed, and the streams that spaces and profiles show.

use super::queries;
use super::ranking::{Candidate, Closeness, Why, rank};
use crate::analyses::{self, Analysis};
use crate::announcements::{self, types::Addressed};
use crate::posts::pages::composer::{Composer, on_top};
use crate::posts::pages::lists::{MOST, page_of};
use crate::posts::queries::{self as posts, Detail};
use crate::posts::types::{PostForm, PostView, Reason};
use crate::spaces::access::find as find_space;
use crate::spaces::types::Space;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use futures_util::future::BoxFuture;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Position};
use kernel::viewer::{Seen, Viewer};
use kernel::web::{Cx, Page, Screen};
use kernel::{args, record, screen};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;
use utoipa::ToSchema;

/// Posts that "for you" chooses from for one page.
const CHOICE: i64 = 120;

#[derive(Serialize, ToSchema)]
pub struct FeedPage {
    pub view: &'static str,
    pub items: Vec<PostView>,
    pub next: Option<String>,
    /// Announcements that stand on top until they are confirmed or dismissed.
    pub announcements: Vec<Addressed>,
    #[serde(skip)]
    pub composer: Option<Composer>,
    /// How far the journal had come at the time of reading: live updates tell what came after it.
    #[serde(skip)]
    pub since: Position,
    /// A post that was just deleted and can be taken back.
    #[serde(skip)]
    pub deleted: Option<Id>,
    #[serde(skip)]
    pub first: bool,
}

#[derive(Template)]
#[template(path = "feed/templates/feed.html")]
struct FeedHtml<'a> {
    cx: &'a Cx,
    page: &'a FeedPage,
}
screen!(FeedPage, FeedHtml);

/// `GET /feed?view=&before=`
pub async fn home(page: Page) -> Result<Response> {
    let view = match page.query("view").as_deref() {
        None | Some("" | "following") => "following",
        Some("for-you") => "for-you",
        Some("latest") => "latest",
        Some(_) => return Err(Error::field("view", "not-a-choice")),
    };
    let (at, before) = (page.clone(), page.before()?);
    let deleted = page.query("deleted").and_then(|id| id.parse().ok());
    let feed = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let viewer = &at.viewer;
            let (items, next) = match view {
                "for-you" => for_you(tx, viewer, before).await?,
                "latest" => page_of(tx, viewer, queries::latest(tx, viewer, before, MOST + 1).await?).await?,
                _ => page_of(tx, viewer, queries::following(tx, viewer, before, MOST + 1).await?).await?,
            };
            let composer = if at.wants_json() { None } else { on_top(tx, &at, PostForm::default()).await? };
            let since = if at.wants_json() { Position::default() } else { journal::end(&at.app.db, tx).await? };
            let first = before == Id::MAX;
            let announcements = if first { announcements::queries::on_top(tx, viewer).await? } else { Vec::new() };
            Ok(FeedPage { view, items, next, announcements, composer, since, deleted, first })
        })
        .await?;
    page.show(feed).await
}

record! {
    struct CandidateRow {
        id: Id,
        author: Id,
        space: Id,
        published: Millis,
        reactions: i64,
        comments: i64,
        follows_author: bool,
        in_space: bool,
    }
}

/// The best of the newest, and why. Who has switched the analysis off gets what everybody would.
async fn for_you(tx: &Tx, viewer: &Viewer, before: Id) -> Result<(Vec<PostView>, Option<String>)> {
    let ids = queries::latest(tx, viewer, before, CHOICE + 1).await?;
    let choice = usize::try_from(CHOICE).unwrap_or(usize::MAX);
    let next = if ids.len() > choice { ids.get(choice - 1).map(ToString::to_string) } else { None };
    let ids: Vec<Id> = ids.into_iter().take(choice).collect();
    let sql = "select p.id, coalesce(p.author, 0) as author, coalesce(p.space, 0) as space, p.published, p.reactions, p.comments,
                 case when f.followed is null then 0 else 1 end as follows_author,
                 case when ms.space is null then 0 else 1 end as in_space
               from posts p
               left join follows f on f.follower = $1 and f.followed = p.author
               left join memberships ms on ms.member = $1 and ms.space = p.space and ms.state = 'joined'
               where p.id in (each($2)) and coalesce(p.author, 0) <> $1";
    let rows: Vec<CandidateRow> = tx.rows(sql, args![viewer.id(), ids]).await?;
    let own = analyses::is_on(tx, viewer, Analysis::Feed).await?;
    let candidates = rows.into_iter().map(|row| Candidate {
        id: row.id,
        author: row.author,
        space: row.space,
        published: row.published,
        reactions: row.reactions,
        comments: row.comments,
        follows_author: own && row.follows_author,
        in_space: own && row.in_space,
    });
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    let closeness = if own { closeness(tx, viewer).await? } else { Closeness::default() };
    let ranked = rank(candidates.collect(), &closeness, tx.now(), most);
    let ids: Vec<Id> = ranked.iter().map(|(id, _)| *id).collect();
    let mut views = posts::views(tx, viewer, &ids, Detail::List).await?;
    let why: HashMap<Id, Why> = ranked.into_iter().collect();
    for view in &mut views {
        view.reason = why.get(&view.id).map(|why| Reason { text: why.text(), name: named(*why, view) });
    }
    Ok((views, next))
}

fn named(why: Why, view: &PostView) -> String {
    match why {
        Why::Space => view.space.as_ref().map(|space| space.name.clone()).unwrap_or_default(),
        _ => view.by().to_owned(),
    }
}

/// The reader's last five hundred reactions, counted by author and by space.
async fn closeness(tx: &Tx, viewer: &Viewer) -> Result<Closeness> {
    let sql = "select coalesce(p.author, 0) as author, coalesce(p.space, 0) as space, count(*) as n
               from (select r.post from reactions r where r.member = $1 order by r.post desc limit 500) mine
               join posts p on p.id = mine.post group by p.author, p.space";
    let rows: Vec<(Id, Id, i64)> = tx.rows(sql, args![viewer.id()]).await?;
    let mut closeness = Closeness::default();
    for (author, space, n) in rows {
        *closeness.authors.entry(author).or_default() += n;
        *closeness.spaces.entry(space).or_default() += n;
    }
    Ok(closeness)
}

/// `GET /spaces/{slug}/feed`
pub async fn of_space(page: Page, Path(slug): Path<String>) -> Result<Response> {
    let (viewer, before) = (page.viewer.clone(), page.before()?);
    let feed = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let space = find_space(tx, &viewer, &slug).await?;
            let ids = posts::of_space(tx, &viewer, space.id, before, MOST + 1).await?;
            let (items, next) = page_of(tx, &viewer, ids).await?;
            let first = before == Id::MAX;
            Ok(FeedPage {
                view: "space",
                items,
                next,
                announcements: Vec::new(),
                composer: None,
                since: Position::default(),
                deleted: None,
                first,
            })
        })
        .await?;
    page.show(feed).await
}

/// The posts of a space, drawn into its page.
#[derive(Serialize)]
pub struct StreamPart {
    #[serde(skip)]
    composer: Option<Composer>,
    pinned: Vec<PostView>,
    items: Vec<PostView>,
    next: Option<String>,
    /// The topic of live updates; none for a profile.
    live: Option<String>,
    at: String,
    #[serde(skip)]
    since: Position,
}

#[derive(Template)]
#[template(path = "feed/templates/stream.html")]
struct StreamHtml<'a> {
    cx: &'a Cx,
    page: &'a StreamPart,
}
screen!(StreamPart, StreamHtml);

/// Draws the stream of a space: registered with the spaces capability.
pub fn space_stream<'a>(page: &'a Page, space: &'a Seen<Space>) -> BoxFuture<'a, Result<String>> {
    Box::pin(async move {
        let (at, id, slug) = (page.clone(), space.id, space.slug.clone());
        let before = page.before()?;
        let part = page
            .app
            .db
            .read(async move |tx: &Tx| {
                let viewer = &at.viewer;
                // What was begun here is not offered in another space, with other readers.
                let draft = format!("space-{id}");
                let form = PostForm { space: slug.clone(), draft, ..PostForm::default() };
                let composer = on_top(tx, &at, form).await?;
                let composer = composer.filter(|composer| composer.spaces.iter().any(|choice| choice.slug == slug));
                let first = before == Id::MAX;
                let pinned = if first { posts::pinned(tx, viewer, id).await? } else { Vec::new() };
                let mut pinned = posts::views(tx, viewer, &pinned, Detail::List).await?;
                let (mut items, next) =
                    page_of(tx, viewer, posts::of_space(tx, viewer, id, before, MOST + 1).await?).await?;
                items.retain(|item| !(first && item.pinned));
                for post in pinned.iter_mut().chain(&mut items) {
                    post.at_home = true;
                }
                let live = viewer.member.map(|_| format!("space:{slug}"));
                let since = journal::end(&at.app.db, tx).await?;
                Ok(StreamPart { composer, pinned, items, next, live, at: format!("/spaces/{slug}"), since })
            })
            .await?;
        part.draw(&Cx::new(page, Arc::default()))
    })
}

/// Draws the latest posts of a member: registered with the people capability.
pub fn profile_stream(page: &Page, member: Id) -> BoxFuture<'_, Result<String>> {
    Box::pin(async move {
        let (viewer, before, at) = (page.viewer.clone(), page.before()?, page.path().to_owned());
        let part = page
            .app
            .db
            .read(async move |tx: &Tx| {
                let ids = posts::of_author(tx, &viewer, member, None, before, MOST + 1).await?;
                let (items, next) = page_of(tx, &viewer, ids).await?;
                let since = Position::default();
                Ok(StreamPart { composer: None, pinned: Vec::new(), items, next, live: None, at: at.clone(), since })
            })
            .await?;
        part.draw(&Cx::new(page, Arc::default()))
    })
}
