//! What one does with a post by a click: react, save, follow, pin, vote, delete, take back.

use crate::people::level::LevelForm;
use crate::posts::queries::{self, Detail};
use crate::posts::types::{Post, PostView};
use crate::posts::{access, bookmarks, ops, polls, purging, reactions};
use askama::Template;
use axum::extract::Path;
use axum::http::HeaderValue;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::viewer::{Seen, Viewer};
use kernel::web::{Cx, Input, Page, Wants};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

/// The row of buttons under a post, drawn again after one was used.
#[derive(Serialize)]
pub struct ActionsPart {
    pub post: PostView,
}

#[derive(Template)]
#[template(path = "posts/templates/actions_part.html")]
struct ActionsHtml<'a> {
    cx: &'a Cx,
    page: &'a ActionsPart,
}
screen!(ActionsPart, ActionsHtml);

/// The poll of a post, drawn again after a vote.
#[derive(Serialize)]
pub struct PollPart {
    pub post: PostView,
}

#[derive(Template)]
#[template(path = "posts/templates/poll_part.html")]
struct PollHtml<'a> {
    cx: &'a Cx,
    page: &'a PollPart,
}
screen!(PollPart, PollHtml);

/// How a post stands after an action, for programs.
#[derive(Serialize, ToSchema)]
pub struct Standing {
    pub id: Id,
    pub reactions: Vec<crate::posts::types::Reaction>,
    pub bookmarked: bool,
}

async fn answer(page: &Page, id: Id) -> Result<Response> {
    let viewer = page.viewer.clone();
    let (view, root) = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let post = access::find(tx, &viewer, id).await?;
            let view = queries::views(tx, &viewer, &[id], Detail::List).await?.pop().ok_or(Error::NotFound)?;
            Ok((view, post.root))
        })
        .await?;
    match page.wants {
        Wants::Json => page.json(&Standing { id, reactions: view.reactions, bookmarked: view.bookmarked }),
        Wants::Fragment => page.fragment(ActionsPart { post: view }).await,
        Wants::Html => {
            let to = root.map_or_else(|| view.url.clone(), |root| format!("/posts/{root}#c{id}"));
            page.done(&back(page, &to), &())
        }
    }
}

/// Without script one comes back to the page one was on.
pub fn back(page: &Page, otherwise: &str) -> String {
    let from = page.header(axum::http::header::REFERER).unwrap_or_default();
    let path = from.split_once("://").and_then(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..)));
    page.back_to(path.unwrap_or_default(), otherwise)
}

/// Finds a post and does something with it in one transaction.
async fn with_post<T, F>(page: &Page, id: Id, operation: F) -> Result<T>
where
    F: AsyncFn(&Tx, &Viewer, Seen<Post>) -> Result<T> + Send + 'static,
    T: Send + 'static,
{
    let viewer = page.viewer.clone();
    page.app
        .db
        .write(async move |tx: &Tx| {
            let post = access::find(tx, &viewer, id).await?;
            operation(tx, &viewer, post).await
        })
        .await
}

/// `GET /posts/{id}/reactions`
pub async fn standing(page: Page, Path(id): Path<String>) -> Result<Response> {
    answer(&page, id.parse()?).await
}

/// `PUT /posts/{id}/reactions/{emoji}`
pub async fn react(page: Page, Path((id, emoji)): Path<(String, String)>) -> Result<Response> {
    let (id, emoji): (Id, _) = (id.parse()?, reactions::offered(&emoji)?);
    with_post(&page, id, async move |tx, viewer, post| reactions::react(tx, viewer, &post, emoji).await).await?;
    answer(&page, id).await
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ReactionForm {
    /// One of the signs that are offered.
    pub emoji: String,
}

/// `POST /posts/{id}/reactions`
pub async fn react_by_form(page: Page, Path(id): Path<String>, input: Input<ReactionForm>) -> Result<Response> {
    react(page, Path((id, input.value.emoji))).await
}

/// `DELETE /posts/{id}/reactions/{emoji}`
pub async fn unreact(page: Page, Path((id, emoji)): Path<(String, String)>) -> Result<Response> {
    let (id, emoji): (Id, _) = (id.parse()?, reactions::offered(&emoji)?);
    with_post(&page, id, async move |tx, viewer, post| reactions::unreact(tx, viewer, &post, emoji).await).await?;
    answer(&page, id).await
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct BookmarkForm {
    /// The id of a collection; none for no collection.
    pub collection: String,
    /// The name of a new collection, instead.
    pub name: String,
    /// Where to go back to.
    pub next: String,
}

/// `PUT /posts/{id}/bookmark`
pub async fn save(page: Page, Path(id): Path<String>, input: Input<BookmarkForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    let form = input.value;
    match keep(&page, id, &form).await {
        Ok(()) if page.wants == Wants::Html && !form.next.is_empty() => {
            page.done(&page.back_to(&form.next, &format!("/posts/{id}")), &())
        }
        Ok(()) => answer(&page, id).await,
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let told = page.told(&errors);
            page.show_again(super::saving::load(&page, id, form, told).await?).await
        }
        Err(error) => Err(error),
    }
}

async fn keep(page: &Page, id: Id, form: &BookmarkForm) -> Result<()> {
    let collection = match form.collection.as_str() {
        "" | "0" => None,
        text => Some(text.parse().map_err(|_| Error::field("collection", "not-found"))?),
    };
    let name = form.name.clone();
    with_post(page, id, async move |tx, viewer, post| {
        let collection = match name.trim() {
            "" => collection,
            name => Some(bookmarks::collect(tx, viewer, name).await?),
        };
        bookmarks::save(tx, viewer, &post, collection).await
    })
    .await
}

/// `DELETE /posts/{id}/bookmark`: also for a post that one may no longer see.
pub async fn unsave(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let viewer = page.viewer.clone();
    page.app.db.write(async move |tx: &Tx| bookmarks::unsave(tx, &viewer, id).await).await?;
    answer(&page, id).await
}

/// `PUT /posts/{id}/follow`
pub async fn follow(page: Page, Path(id): Path<String>) -> Result<Response> {
    set_follow(page, id, true).await
}

/// `DELETE /posts/{id}/follow`
pub async fn unfollow(page: Page, Path(id): Path<String>) -> Result<Response> {
    set_follow(page, id, false).await
}

async fn set_follow(page: Page, id: String, follows: bool) -> Result<Response> {
    let to = with_post(&page, id.parse()?, async move |tx, viewer, post| {
        let member = viewer.signed_in()?;
        if follows {
            ops::follow(tx, member, post.root()).await?;
        } else {
            ops::unfollow(tx, member, post.root()).await?;
        }
        Ok(post.path())
    })
    .await?;
    page.done(&to, &json!({ "following": follows }))
}

/// `PUT /posts/{id}/level`: also for a post that one does not follow, to hear nothing of it.
pub async fn level(page: Page, Path(id): Path<String>, form: Input<LevelForm>) -> Result<Response> {
    let (id, level): (Id, _) = (id.parse()?, form.value.chosen()?);
    let viewer = page.viewer.clone();
    let to = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let post = access::find(tx, &viewer, id).await?;
            ops::set_level(tx, viewer.signed_in()?, post.root(), level).await?;
            Ok(post.path())
        })
        .await?;
    page.done(&page.back_to(&form.value.next, &to), &json!({ "level": level }))
}

/// `PUT /posts/{id}/pin`
pub async fn pin(page: Page, Path(id): Path<String>) -> Result<Response> {
    set_pin(page, id, true).await
}

/// `DELETE /posts/{id}/pin`
pub async fn unpin(page: Page, Path(id): Path<String>) -> Result<Response> {
    set_pin(page, id, false).await
}

async fn set_pin(page: Page, id: String, pinned: bool) -> Result<Response> {
    let to = with_post(&page, id.parse()?, async move |tx, viewer, post| {
        let post = access::pinnable(tx, viewer, post).await?;
        ops::pin(tx, viewer, &post, pinned).await?;
        Ok(post.path())
    })
    .await?;
    page.done(&to, &json!({ "pinned": pinned }))
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct VoteForm {
    /// Numbers of the chosen options.
    #[serde(deserialize_with = "kernel::web::input::list")]
    pub option: Vec<String>,
}

/// `PUT /posts/{id}/poll`
pub async fn vote(page: Page, Path(id): Path<String>, input: Input<VoteForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    let options: Vec<i64> = input.value.option.iter().filter_map(|option| option.parse().ok()).collect();
    let view = with_post(&page, id, async move |tx, viewer, post| {
        polls::vote(tx, viewer, &post, &options).await?;
        queries::views(tx, viewer, &[id], Detail::List).await?.pop().ok_or(Error::NotFound)
    })
    .await?;
    match page.wants {
        Wants::Fragment => page.fragment(PollPart { post: view }).await,
        _ => page.done(&back(&page, &view.url), &view.poll),
    }
}

/// `DELETE /posts/{id}`
pub async fn delete(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let (to, back) = with_post(&page, id, async move |tx, viewer, post| {
        let post = access::removable(tx, viewer, post).await?;
        if post.state == "draft" {
            purging::discard(tx, &post).await?;
            return Ok(("/drafts".to_owned(), None));
        }
        ops::delete(tx, viewer, &post).await?;
        let to = post.root.map_or_else(|| "/feed".to_owned(), |root| format!("/posts/{root}"));
        Ok((format!("{to}?deleted={id}"), Some(format!("/posts/{id}/restoration"))))
    })
    .await?;
    match page.wants {
        Wants::Json => page.json(&json!({ "deleted": true })),
        Wants::Html => page.done(&to, &()),
        Wants::Fragment => {
            let mut response = Response::new(axum::body::Body::empty());
            let text = page.speech.t("posts-deleted");
            let undo = page.speech.t("posts-undo");
            let toast = match back {
                Some(back) => json!({ "toast": { "text": text, "undo_url": back, "undo_text": undo } }),
                None => json!({ "toast": { "text": text } }),
            };
            let header = HeaderValue::from_str(&ascii(&toast.to_string())).map_err(Error::internal)?;
            response.headers_mut().insert("HX-Trigger", header);
            Ok(response)
        }
    }
}

/// JSON whose other characters are escaped: a header is ASCII.
fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

/// `POST /posts/{id}/restoration`
pub async fn restore(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let viewer = page.viewer.clone();
    let to = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let post = access::find_deleted(tx, &viewer, id).await?;
            ops::restore(tx, &viewer, &post).await?;
            Ok(post.path())
        })
        .await?;
    page.done(&to, &json!({ "restored": true }))
}
