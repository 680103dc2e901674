//! Atom feeds (RFC 4287) of what anybody may read: public posts of a space, an author, a tag, or all.

use crate::posts::access::VISIBLE;
use crate::posts::queries::{self, Detail};
use crate::posts::types::PostView;
use crate::viewer_args;
use atom_syndication::{Content, Entry, Feed, FixedDateTime, Link, Person, Text};
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::Viewer;
use kernel::web::Page;

const MOST: i64 = 30;

/// `GET /feed.atom`
pub async fn all(page: Page) -> Result<Response> {
    answer(page, "", "", "/feed").await
}

/// `GET /spaces/{slug}/feed.atom`
pub async fn of_space(page: Page, Path(slug): Path<String>) -> Result<Response> {
    let at = format!("/spaces/{slug}");
    answer(page, "and p.space = (select id from spaces where slug = $5 and audience = 0)", &slug, &at).await
}

/// `GET /people/{handle}/feed.atom`
pub async fn of_person(page: Page, Path(handle): Path<String>) -> Result<Response> {
    let at = format!("/people/{handle}");
    answer(page, "and p.author = (select id from members where handle = $5)", &handle, &at).await
}

/// `GET /tags/{tag}/feed.atom`
pub async fn of_tag(page: Page, Path(tag): Path<String>) -> Result<Response> {
    let at = format!("/tags/{tag}");
    answer(page, "and p.id in (select post from post_tags where tag = $5)", &tag, &at).await
}

/// The list through the eyes of a stranger, whoever asks: a feed is copied and passed on.
async fn answer(page: Page, condition: &'static str, value: &str, at: &str) -> Result<Response> {
    let named = !condition.is_empty();
    let value = value.to_owned();
    let posts = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let nobody = Viewer::nobody();
            let sql = format!(
                "select p.id from posts p where p.root is null and {} {condition} order by p.id desc limit $4",
                *VISIBLE
            );
            let ids: Vec<Id> = if named {
                tx.column(&sql, viewer_args![nobody, MOST, &value]).await?
            } else {
                tx.column(&sql, viewer_args![nobody, MOST]).await?
            };
            queries::views(tx, &nobody, &ids, Detail::Whole).await
        })
        .await?;
    if named && posts.is_empty() {
        return Err(Error::NotFound);
    }
    let cx = page.cx().await;
    let body = feed(&posts, cx.site(), &cx.frame.company, at, &|millis| cx.iso(millis));
    let kind = HeaderValue::from_static("application/atom+xml; charset=utf-8");
    let cache = HeaderValue::from_static("public, max-age=300");
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cache)], body).into_response())
}

fn feed(posts: &[PostView], site: &str, company: &str, at: &str, iso: &dyn Fn(i64) -> String) -> String {
    let moment = |millis: i64| -> FixedDateTime { iso(millis).parse().unwrap_or_default() };
    let entries = posts.iter().map(|post| {
        let address = format!("{site}{}", post.url);
        let html =
            if post.html.is_empty() { post.summary.clone() } else { post.html.replace("=\"/", &format!("=\"{site}/")) };
        Entry {
            title: Text::plain(post.label()),
            id: address.clone(),
            updated: moment(post.edited.unwrap_or(post.published)),
            published: Some(moment(post.published)),
            authors: vec![Person { name: post.by().to_owned(), ..Person::default() }],
            links: vec![Link { href: address, rel: "alternate".to_owned(), ..Link::default() }],
            content: Some(Content { value: Some(html), content_type: Some("html".to_owned()), ..Content::default() }),
            ..Entry::default()
        }
    });
    let newest = posts.iter().map(|post| post.edited.unwrap_or(post.published)).max().unwrap_or(0);
    Feed {
        title: Text::plain(format!("{company} · {at}")),
        id: format!("{site}{at}.atom"),
        updated: moment(newest),
        links: vec![
            Link { href: format!("{site}{at}"), rel: "alternate".to_owned(), ..Link::default() },
            Link { href: format!("{site}{at}.atom"), rel: "self".to_owned(), ..Link::default() },
        ],
        entries: entries.collect(),
        ..Feed::default()
    }
    .to_string()
}
