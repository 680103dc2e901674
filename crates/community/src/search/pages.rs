//! The palette and the page of results.

use super::queries;
use crate::people;
use crate::spaces::directory::{self, Search};
use askama::Template;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::screen;
use kernel::text::fold;
use kernel::web::draw::Link;
use kernel::web::{Cx, Navigation, Page};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// How many of a kind the palette and the page show.
const IN_PALETTE: i64 = 6;
const ON_PAGE: i64 = 30;
const MOST_CHARS: usize = 200;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Person,
    Space,
    Post,
    Action,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Person, Self::Space, Self::Post, Self::Action];

    fn heading(self) -> &'static str {
        match self {
            Self::Person => "nav-people",
            Self::Space => "nav-spaces",
            Self::Post => "palette-posts",
            Self::Action => "palette-actions",
        }
    }
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Item {
    pub kind: Kind,
    pub title: String,
    /// What tells it from others of the same title.
    pub hint: String,
    pub url: String,
    /// Name in the sprite.
    pub icon: &'static str,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Found {
    pub items: Vec<Item>,
    #[serde(skip)]
    q: String,
}

struct Group<'a> {
    heading: &'static str,
    items: Vec<&'a Item>,
}

impl Found {
    fn groups(&self) -> Vec<Group<'_>> {
        let of = |kind: Kind| Group {
            heading: kind.heading(),
            items: self.items.iter().filter(|i| i.kind == kind).collect(),
        };
        Kind::ALL.into_iter().map(of).filter(|group| !group.items.is_empty()).collect()
    }
}

#[derive(Template)]
#[template(path = "search/templates/search.html")]
struct FoundHtml<'a> {
    cx: &'a Cx,
    page: &'a Found,
}
screen!(Found, FoundHtml);

/// `GET /palette`
pub async fn palette(page: Page) -> Result<Response> {
    let found = find(&page, IN_PALETTE).await?;
    page.json(&found)
}

/// `GET /search`
pub async fn search(page: Page) -> Result<Response> {
    let found = find(&page, ON_PAGE).await?;
    page.show(found).await
}

async fn find(page: &Page, most: i64) -> Result<Found> {
    let q: String = page.query("q").unwrap_or_default().trim().chars().take(MOST_CHARS).collect();
    let words = queries::words(&q);
    let mut items = if words.is_empty() { Vec::new() } else { content(page, &q, words.clone(), most).await? };
    if words.is_empty() == q.is_empty() {
        items.extend(actions(page, &words));
    }
    Ok(Found { items, q })
}

async fn content(page: &Page, q: &str, words: Vec<String>, most: i64) -> Result<Vec<Item>> {
    let (viewer, q) = (page.viewer.clone(), q.to_owned());
    let (people, spaces, posts) = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let search = Search { q: q.clone(), ..Search::default() };
            Ok((
                people::directory::complete(tx, &viewer, &q).await?,
                directory::find(tx, &viewer, &search, Id::MAX, most).await?,
                queries::posts(tx, &viewer, &words, most).await?,
            ))
        })
        .await?;
    let speech = &page.speech;
    let people = people.into_iter().map(|person| Item {
        kind: Kind::Person,
        url: crate::identity::member_path(&person.handle),
        title: person.name,
        hint: person.headline,
        icon: "user",
    });
    let spaces = spaces.into_iter().map(|space| Item {
        kind: Kind::Space,
        url: space.path(),
        title: space.name,
        hint: speech.t(space.audience.text()).into_owned(),
        icon: "spaces",
    });
    let posts = posts.into_iter().map(|post| Item {
        kind: Kind::Post,
        url: post.path(),
        title: post.label(),
        icon: if post.kind == "article" { "blog" } else { "edit" },
        hint: post.writer,
    });
    Ok(people.chain(spaces).chain(posts).collect())
}

/// Places to go and things to make, in the viewer's language. All of them when nothing is asked.
fn actions(page: &Page, words: &[String]) -> Vec<Item> {
    let navigation = page.app.part::<Arc<Navigation>>();
    let links = navigation.create.iter().chain(&navigation.main);
    let allowed = links.filter(|link| (link.only)(&page.viewer));
    allowed.map(|link| action(page, link)).filter(|item| begins(&item.title, words)).collect()
}

fn action(page: &Page, link: &Link) -> Item {
    Item {
        kind: Kind::Action,
        title: page.speech.t(link.text).into_owned(),
        hint: String::new(),
        url: link.path.to_owned(),
        icon: link.icon,
    }
}

fn begins(title: &str, words: &[String]) -> bool {
    let title = fold(title);
    let own: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
    words.iter().all(|word| own.iter().any(|one| one.starts_with(word.as_str())))
}
