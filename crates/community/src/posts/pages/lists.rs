//! Lists of posts: saved ones, drafts, tags.

use crate::people::Level;
use crate::people::level::LevelForm;
use crate::posts::bookmarks::{self, Collection};
use crate::posts::queries::{self, Detail};
use crate::posts::types::{PostView, post_path, tag_path};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::web::{Cx, Input, Page};
use kernel::{args, record, screen};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

/// Posts on a page.
pub const MOST: i64 = 30;

/// Cuts ids to a page and loads their views; the second value continues the list.
pub async fn page_of(
    tx: &Tx,
    viewer: &kernel::viewer::Viewer,
    mut ids: Vec<Id>,
) -> Result<(Vec<PostView>, Option<String>)> {
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    let more = ids.len() > most;
    ids.truncate(most);
    let next = if more { ids.last().map(ToString::to_string) } else { None };
    Ok((queries::views(tx, viewer, &ids, Detail::List).await?, next))
}

#[derive(Serialize, ToSchema)]
pub struct SavedPage {
    pub items: Vec<PostView>,
    pub next: Option<String>,
    pub collections: Vec<Collection>,
    pub collection: Option<Id>,
}

#[derive(Template)]
#[template(path = "posts/templates/saved.html")]
struct SavedHtml<'a> {
    cx: &'a Cx,
    page: &'a SavedPage,
}
screen!(SavedPage, SavedHtml);

/// `GET /bookmarks?collection=&before=`
pub async fn saved(page: Page) -> Result<Response> {
    let (viewer, before) = (page.viewer.clone(), page.before()?);
    let collection: Option<Id> = match page.query("collection").filter(|text| !text.is_empty()) {
        None => None,
        Some(text) => Some(text.parse()?),
    };
    let saved = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let ids = queries::saved(tx, &viewer, collection, before, MOST + 1).await?;
            let (items, next) = page_of(tx, &viewer, ids).await?;
            Ok(SavedPage { items, next, collections: bookmarks::collections(tx, &viewer).await?, collection })
        })
        .await?;
    page.show(saved).await
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct CollectionForm {
    pub name: String,
}

/// `POST /collections`
pub async fn collect(page: Page, input: Input<CollectionForm>) -> Result<Response> {
    let viewer = page.viewer.clone();
    let name = input.value.name.clone();
    let id = page.app.db.write(async move |tx: &Tx| bookmarks::collect(tx, &viewer, &name).await).await?;
    page.created(&format!("/bookmarks?collection={id}"), &json!({ "id": id, "name": input.value.name }))
}

/// `DELETE /collections/{id}`
pub async fn discard(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let viewer = page.viewer.clone();
    page.app.db.write(async move |tx: &Tx| bookmarks::discard(tx, &viewer, id).await).await?;
    page.done("/bookmarks", &json!({}))
}

record! {
    /// A draft: a post that nobody else sees, or a form that was left.
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct DraftRow {
        pub id: Id,
        pub kind: String,
        pub title: String,
        pub summary: String,
        pub at: Millis,
    }
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Draft {
    pub url: String,
    pub kind: String,
    pub title: String,
    pub excerpt: String,
    pub at: Millis,
    /// Where it is thrown away.
    pub remove: String,
}

#[derive(Serialize, ToSchema)]
pub struct DraftsPage {
    pub items: Vec<Draft>,
    pub next: Option<String>,
}

#[derive(Template)]
#[template(path = "posts/templates/drafts.html")]
struct DraftsHtml<'a> {
    cx: &'a Cx,
    page: &'a DraftsPage,
}
screen!(DraftsPage, DraftsHtml);

/// `GET /drafts`
pub async fn drafts(page: Page) -> Result<Response> {
    let member = page.viewer.signed_in()?;
    let items = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let sql = "select id, kind, title, substr(body, 1, 300) as summary, coalesce(edited, created) as at
                       from posts where author = $1 and state = 'draft' order by id desc limit 200";
            let posts: Vec<DraftRow> = tx.rows(sql, args![member]).await?;
            let sql = "select key, fields, at from drafts where member = $1 order by at desc limit 200";
            let forms: Vec<(String, String, Millis)> = tx.rows(sql, args![member]).await?;
            let posts = posts.into_iter().map(|row| Draft {
                url: format!("/posts/{}/edit", row.id),
                kind: row.kind,
                title: row.title,
                excerpt: kernel::text::excerpt(&row.summary, 160),
                at: row.at,
                remove: format!("/posts/{}?_method=DELETE", row.id),
            });
            Ok(posts.chain(forms.into_iter().filter_map(left_form)).collect::<Vec<_>>())
        })
        .await?;
    page.show(DraftsPage { items, next: None }).await
}

/// A form that was left half-way, if there is something in it.
fn left_form((key, fields, at): (String, String, Millis)) -> Option<Draft> {
    let fields: std::collections::HashMap<String, Vec<String>> = serde_json::from_str(&fields).ok()?;
    let first = |name: &str| fields.get(name).and_then(|values| values.first()).cloned().unwrap_or_default();
    let (body, title) = (first("body"), first("title"));
    if body.trim().is_empty() && title.trim().is_empty() {
        return None;
    }
    let kind = Some(first("kind")).filter(|kind| !kind.is_empty()).unwrap_or_else(|| "note".to_owned());
    let url = match key.split_once('-') {
        Some(("comment", id)) => post_path(id.parse().ok()?, ""),
        Some(("edit", id)) => format!("/posts/{id}/edit"),
        _ => format!("/posts/new?kind={kind}&draft={key}"),
    };
    let excerpt = kernel::text::excerpt(&body, 160);
    Some(Draft { url, kind, title, excerpt, at, remove: format!("/drafts/{key}?_method=DELETE") })
}

#[derive(Serialize, ToSchema)]
pub struct TagPage {
    pub tag: String,
    pub posts: i64,
    pub following: bool,
    /// How much of it reaches one; null when one does not follow it.
    pub level: Option<Level>,
    pub items: Vec<PostView>,
    pub next: Option<String>,
}

impl TagPage {
    pub fn path(&self) -> String {
        format!("/tags/{}", self.tag)
    }
}

#[derive(Template)]
#[template(path = "posts/templates/tag.html")]
struct TagHtml<'a> {
    cx: &'a Cx,
    page: &'a TagPage,
}
screen!(TagPage, TagHtml);

/// `GET /tags/{tag}`
pub async fn tag(page: Page, Path(tag): Path<String>) -> Result<Response> {
    let (viewer, before) = (page.viewer.clone(), page.before()?);
    let found = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let ids = queries::of_tag(tx, &viewer, &tag, before, MOST + 1).await?;
            let (items, next) = page_of(tx, &viewer, ids).await?;
            let sql = "select level from tag_follows where member = $1 and tag = $2";
            let level: Option<Level> = tx.value(sql, args![viewer.id(), &tag]).await?;
            let posts = i64::try_from(items.len()).unwrap_or(0);
            Ok(TagPage { tag: tag.clone(), posts, following: level.is_some(), level, items, next })
        })
        .await?;
    page.show(found).await
}

/// `PUT /tags/{tag}/follow`
pub async fn follow_tag(page: Page, Path(tag): Path<String>) -> Result<Response> {
    let (member, named) = (page.viewer.signed_in()?, tag.clone());
    if tag.chars().count() > 50 {
        return Err(Error::NotFound);
    }
    page.app
        .db
        .write(async move |tx: &Tx| {
            let sql = "insert into tag_follows (member, tag) values ($1, $2) on conflict (member, tag) do nothing";
            tx.execute(sql, args![member, &tag]).await
        })
        .await?;
    page.done(&tag_path(&named), &json!({ "following": true }))
}

/// `PUT /tags/{tag}/level`
pub async fn tag_level(page: Page, Path(tag): Path<String>, form: Input<LevelForm>) -> Result<Response> {
    let (member, named, level) = (page.viewer.signed_in()?, tag.clone(), form.value.chosen()?);
    page.app
        .db
        .write(async move |tx: &Tx| {
            let sql = "update tag_follows set level = $1 where member = $2 and tag = $3";
            match tx.execute(sql, args![level, member, &tag]).await? {
                0 => Err(Error::NotFound),
                _ => Ok(()),
            }
        })
        .await?;
    page.done(&page.back_to(&form.value.next, &tag_path(&named)), &json!({ "level": level }))
}

/// `DELETE /tags/{tag}/follow`
pub async fn unfollow_tag(page: Page, Path(tag): Path<String>) -> Result<Response> {
    let (member, named) = (page.viewer.signed_in()?, tag.clone());
    page.app
        .db
        .write(async move |tx: &Tx| {
            tx.execute("delete from tag_follows where member = $1 and tag = $2", args![member, &tag]).await
        })
        .await?;
    page.done(&tag_path(&named), &json!({ "following": false }))
}

record! {
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct TagCount {
        pub tag: String,
        pub count: i64,
    }
}

/// `GET /complete/tags?q=`: tags that begin so, the most used first. Only those on posts that the viewer
/// may see: a tag can tell a secret too.
pub async fn complete(page: Page) -> Result<Response> {
    let viewer = page.viewer.clone();
    let begin = page.query("q").unwrap_or_default().trim_start_matches('#').to_lowercase();
    let items: Vec<TagCount> = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let sql = format!(
                "select t.tag, t.posts as count from tags t where t.tag >= $4 and t.tag < $5 and t.posts > 0
                   and exists (select 1 from post_tags pt join posts p on p.id = pt.post
                               where pt.tag = t.tag and p.root is null and {})
                 order by t.posts desc, t.tag limit 8",
                *crate::posts::access::VISIBLE
            );
            let end = format!("{begin}\u{10ffff}");
            tx.rows(&sql, crate::viewer_args![viewer, &begin, end]).await
        })
        .await?;
    page.json(&json!({ "items": items }))
}
