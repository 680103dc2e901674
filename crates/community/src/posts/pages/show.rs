//! A post on its own page: the text, what people did with it, and its comments.

use crate::people::Level;
use crate::posts::access;
use crate::posts::comments::CommentForm;
use crate::posts::holding::Holding;
use crate::posts::kinds::Kinds;
use crate::posts::queries::{self, Detail};
use crate::posts::threads::{self, Sort};
use crate::posts::types::{CommentView, Post, PostView};
use crate::presence::{self, Shown};
use crate::spaces::access::content_visible;
use crate::viewer_args;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use futures_util::future::BoxFuture;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Position};
use kernel::screen;
use kernel::text::{DiffLine, diff};
use kernel::viewer::Seen;
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Page, Wants};
use kernel::{args, record};
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct PostPage {
    #[serde(flatten)]
    pub post: PostView,
    pub thread: Vec<CommentView>,
    /// Continues the comments: give it as `after`.
    pub next: Option<String>,
    #[serde(skip)]
    pub sort: &'static str,
    #[serde(skip)]
    pub reply: CommentForm,
    #[serde(skip)]
    pub errors: Vec<FieldProblem>,
    pub following: bool,
    /// How much of it reaches one; null when one does not follow it.
    pub level: Option<Level>,
    /// What only its kind shows, drawn.
    #[serde(skip)]
    pub panel: String,
    #[serde(skip)]
    pub may_pin: bool,
    /// Which of those who wrote here are here now.
    #[serde(skip)]
    pub here: Shown,
    /// How far the journal had come: live updates tell what came after it.
    #[serde(skip)]
    pub since: Position,
}

impl PostPage {
    pub fn path(&self) -> String {
        format!("/posts/{}", self.post.id)
    }
}

#[derive(Template)]
#[template(path = "posts/templates/post.html")]
struct PostHtml<'a> {
    cx: &'a Cx,
    page: &'a PostPage,
}
screen!(PostPage, PostHtml);

/// What follows for a member who opens a post on its page: a part of the App that a capability above this one
/// fills.
#[derive(Clone, Copy, Default)]
pub struct Opened(pub Option<OnOpened>);

pub type OnOpened = for<'a> fn(&'a Page, Id) -> BoxFuture<'a, Result<()>>;

/// `GET /posts/{id}`: a post, or the way to a comment on the page of its post.
pub async fn show(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let at = page.clone();
    let found = page.app.db.read(async move |tx: &Tx| {
        let post = match access::find(tx, &at.viewer, id).await {
            Err(Error::NotFound) => access::find_place(tx, &at.viewer, id).await?,
            found => found?,
        };
        match home_of(tx, &at, &post, false).await? {
            Some(home) => Ok(Found::Elsewhere(home)),
            None => load_found(tx, &at, post).await,
        }
    });
    match found.await? {
        Found::Elsewhere(to) => Ok(Redirect::to(&to).into_response()),
        Found::Comment(to) if page.wants == Wants::Html => Ok(Redirect::to(&to).into_response()),
        Found::Comment(_) => Err(Error::NotFound),
        Found::Post(mut post) => {
            if let (Some(opened), Wants::Html) = (page.app.part::<Opened>().0, page.wants) {
                match opened(&page, post.post.id).await {
                    // What cannot be noted now is read all the same.
                    Err(Error::Unavailable(cause)) => tracing::debug!(cause, "a post was opened without a note of it"),
                    noted => noted?,
                }
            }
            let panel = page.app.part::<Kinds>().find(&post.post.kind).and_then(|kind| kind.panel);
            if let (Some(panel), Wants::Html) = (panel, page.wants) {
                post.panel = panel(&page, post.post.id).await?;
            }
            page.show(*post).await
        }
    }
}

/// Where a browser finds the form of this post, when its kind has a place of its own.
pub async fn form_of(page: &Page, id: Id) -> Result<Option<String>> {
    let at = page.clone();
    let home = async move |tx: &Tx| {
        let post = access::find(tx, &at.viewer, id).await?;
        home_of(tx, &at, &post, true).await
    };
    page.app.db.read(home).await
}

/// Where a browser finds this post, or its form, when its kind has a place of its own.
async fn home_of(tx: &Tx, page: &Page, post: &Post, form: bool) -> Result<Option<String>> {
    let home = page.app.part::<Kinds>().find(&post.kind).and_then(|kind| kind.home);
    match home.filter(|_| page.wants == Wants::Html && post.root.is_none() && Holding::parse(&post.state).is_none()) {
        Some(home) => Ok(home(tx, post.id, form).await?.map(|home| with_query(home, page))),
        None => Ok(None),
    }
}

/// The order and the place among the comments go along.
fn with_query(home: String, page: &Page) -> String {
    let address = page.address();
    match address.split_once('?') {
        Some((_, query)) if !query.is_empty() => format!("{home}?{query}"),
        _ => home,
    }
}

/// A post with its comments, for a page that shows them in a place of its own.
pub async fn page_of(tx: &Tx, page: &Page, id: Id) -> Result<PostPage> {
    match load(tx, page, id).await? {
        Found::Post(post) => Ok(*post),
        Found::Comment(_) | Found::Elsewhere(_) => Err(Error::NotFound),
    }
}

enum Found {
    Post(Box<PostPage>),
    Comment(String),
    /// Its kind has a place of its own.
    Elsewhere(String),
}

async fn load(tx: &Tx, page: &Page, id: Id) -> Result<Found> {
    load_found(tx, page, access::find(tx, &page.viewer, id).await?).await
}

async fn load_found(tx: &Tx, page: &Page, post: Seen<Post>) -> Result<Found> {
    let (viewer, id) = (&page.viewer, post.id);
    if post.root.is_some() {
        return Ok(Found::Comment(post.path()));
    }
    let sort = Sort::parse(&page.query("sort").unwrap_or_default());
    let after = page.query("after").as_deref().map(parse_after).transpose()?;
    let mut view = queries::views(tx, viewer, &[id], Detail::Whole).await?.pop().ok_or(Error::NotFound)?;
    if post.state == "published" || view.mine {
        view.tags = queries::tags(tx, id).await?;
    }
    if view.mine && post.state != "removed" {
        view.body = Some(post.body.clone());
    }
    let (thread, next) = threads::comments(tx, viewer, id, sort, after).await?;
    let sql = "select level from post_follows where member = $1 and post = $2";
    let level: Option<Level> = tx.value(sql, args![viewer.id(), id]).await?;
    let may_pin = access::pinnable(tx, viewer, post.clone()).await.is_ok();
    let (here, since) = if page.wants_json() {
        (Shown::default(), Position::default())
    } else {
        (presence::of(tx, viewer, &writers(&view, &thread)).await?, journal::end(&page.app.db, tx).await?)
    };
    Ok(Found::Post(Box::new(PostPage {
        post: view,
        thread,
        next,
        sort: sort.word(),
        reply: CommentForm::default(),
        errors: Vec::new(),
        following: level.is_some(),
        level,
        panel: String::new(),
        may_pin,
        here,
        since,
    })))
}

/// Who wrote the post and the comments that are shown.
fn writers(post: &PostView, thread: &[CommentView]) -> Vec<Id> {
    let comments = thread.iter().flat_map(|comment| std::iter::once(comment).chain(&comment.replies));
    let authors = comments.filter_map(|comment| comment.author.as_ref()).chain(&post.author);
    authors.map(|face| face.id).collect()
}

/// The post's page with a comment that was not accepted.
pub async fn with_reply(page: &Page, id: Id, reply: CommentForm, errors: Vec<FieldProblem>) -> Result<Response> {
    let at = page.clone();
    match page.app.db.read(async move |tx: &Tx| load(tx, &at, id).await).await? {
        Found::Post(mut post) => {
            post.reply = reply;
            post.errors = errors;
            page.show_again(*post).await
        }
        Found::Comment(_) | Found::Elsewhere(_) => Err(Error::NotFound),
    }
}

/// `reactions.id`, as [`threads::comments`] gives it.
pub fn parse_after(text: &str) -> Result<(i64, Id)> {
    let wrong = || Error::field("after", "wrong-type");
    let (reactions, id) = text.split_once('.').ok_or_else(wrong)?;
    Ok((reactions.parse().map_err(|_| wrong())?, id.parse().map_err(|_| wrong())?))
}

record! {
    struct RevisionRow {
        revision: i64,
        editor: Option<String>,
        title: String,
        body: String,
        at: Millis,
        readable: bool,
    }
}

/// One step in the history of a post.
#[derive(Serialize, ToSchema)]
pub struct Revision {
    pub revision: i64,
    pub editor: String,
    pub at: Millis,
    pub title: String,
    pub body: String,
    #[serde(skip)]
    pub changes: Vec<DiffLine>,
}

#[derive(Serialize, ToSchema)]
pub struct HistoryPage {
    pub id: Id,
    pub url: String,
    pub title: String,
    pub items: Vec<Revision>,
    pub next: Option<String>,
}

#[derive(Template)]
#[template(path = "posts/templates/history.html")]
struct HistoryHtml<'a> {
    cx: &'a Cx,
    page: &'a HistoryPage,
}
screen!(HistoryPage, HistoryHtml);

/// A history, or where the kind of the post has its own.
enum Past {
    Here(HistoryPage),
    Elsewhere(String),
}

/// `GET /posts/{id}/history`: what changed and when, for everybody who may read it.
pub async fn history(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let (viewer, kinds) = (page.viewer.clone(), page.app.part::<Kinds>());
    let history = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let post = access::find(tx, &viewer, id).await?;
            if kinds.not_apart(&post.kind).is_err() {
                let home = kinds.find(&post.kind).and_then(|kind| kind.home).ok_or(Error::NotFound)?;
                return Ok(Past::Elsewhere(home(tx, id, false).await?.ok_or(Error::NotFound)? + "/history"));
            }
            // What it said when fewer could read it stays with those few.
            let sql = format!(
                "select r.revision, m.name as editor, r.title, r.body, r.at,
                        case when {} then 1 else 0 end as readable
                 from (select o.*, p.space from post_revisions o join posts p on p.id = o.post
                       where o.post = $4) r
                 left join members m on m.id = r.editor order by r.revision desc limit 100",
                content_visible("r")
            );
            let rows: Vec<RevisionRow> = tx.rows(&sql, viewer_args![viewer, id]).await?;
            // A row is what stood before the change that it was kept for.
            let (mut newer, mut items) = (post.body.clone(), Vec::new());
            for row in rows {
                items.push(Revision {
                    revision: row.revision + 1,
                    editor: row.editor.unwrap_or_default(),
                    at: row.at,
                    title: if row.readable { row.title } else { post.title.clone() },
                    changes: diff(if row.readable { &row.body } else { "" }, &newer),
                    body: newer,
                });
                newer = row.body;
                if !row.readable {
                    break;
                }
            }
            Ok(Past::Here(HistoryPage { id, url: post.path(), title: post.title.clone(), items, next: None }))
        })
        .await?;
    match history {
        Past::Here(history) => page.show(history).await,
        Past::Elsewhere(place) => Ok(Redirect::to(&place).into_response()),
    }
}
