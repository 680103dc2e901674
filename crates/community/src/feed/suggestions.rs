//! Whom and what one may want to follow: people of one's own small spaces, spaces of those one follows.
//!
//! Asked for beside the feed, so that the feed does not wait for it. Spaces with very many members say
//! nothing about who knows whom; they are left out, which also bounds the work.

use crate::identity::{FACE, Face};
use crate::spaces::Audience;
use crate::spaces::access::SPACE_KNOWN;
use crate::viewer_args;
use askama::Template;
use axum::response::Response;
use kernel::db::{FromRow, Row, Tx};
use kernel::error::Result;
use kernel::record;
use kernel::web::{Cx, Page, Wants};
use serde::Serialize;
use utoipa::ToSchema;

/// Members beyond which a space does not suggest its people.
const SMALL: i64 = 400;

/// Somebody whom one may want to know, and the reason.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuggestedPerson {
    #[serde(flatten)]
    pub face: Face,
    /// Spaces that both are members of.
    pub shared: i64,
}

impl FromRow for SuggestedPerson {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self { face: Face::from_row(row)?, shared: row.take("shared")? })
    }
}

record! {
    /// A space that one may want to join, and the reason.
    #[derive(Debug, Serialize, ToSchema)]
    pub struct SuggestedSpace {
        pub slug: String,
        pub name: String,
        pub audience: Audience,
        /// How many of those one follows are there.
        pub followed: i64,
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Suggestions {
    pub people: Vec<SuggestedPerson>,
    pub spaces: Vec<SuggestedSpace>,
    #[serde(skip)]
    whole: bool,
}

#[derive(Template)]
#[template(path = "feed/templates/suggestions.html")]
struct SuggestionsHtml<'a> {
    cx: &'a Cx,
    page: &'a Suggestions,
}

#[derive(Template)]
#[template(path = "feed/templates/suggestions_part.html")]
struct PartHtml<'a> {
    cx: &'a Cx,
    page: &'a Suggestions,
}

impl kernel::web::Screen for Suggestions {
    fn draw(&self, cx: &Cx) -> Result<String> {
        Ok(if self.whole {
            SuggestionsHtml { cx, page: self }.render()?
        } else {
            PartHtml { cx, page: self }.render()?
        })
    }
}

/// `GET /suggestions`
pub async fn show(page: Page) -> Result<Response> {
    let viewer = page.viewer.clone();
    let whole = page.wants == Wants::Html;
    let suggestions = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let sql = format!(
                "select {FACE}, k.shared from (
                   select other.member, count(*) as shared
                   from memberships mine
                   join spaces s on s.id = mine.space and s.members <= $4
                   join memberships other on other.space = mine.space and other.state = 'joined' and other.member <> $1
                   where mine.member = $1 and mine.state = 'joined' and cast($2 as bigint) >= 0 and cast($3 as bigint) >= 0
                     and other.member not in (select f.followed from follows f where f.follower = $1)
                     and other.member not in (select x.muted from mutes x where x.member = $1)
                   group by other.member order by shared desc, other.member limit 4
                 ) k join members m on m.id = k.member and m.state = 'active'
                 join organisations o on o.id = m.organisation order by k.shared desc, m.name_key"
            );
            let people = tx.rows(&sql, viewer_args![viewer, SMALL]).await?;
            let sql = format!(
                "select s.slug, s.name, s.audience, k.followed from (
                   select ms.space, count(*) as followed from follows f
                   join memberships ms on ms.member = f.followed and ms.state = 'joined'
                   where f.follower = $1
                     and ms.space not in (select own.space from memberships own where own.member = $1)
                   group by ms.space order by followed desc limit 20
                 ) k join spaces s on s.id = k.space
                 where s.archived is null and s.joining in ('open', 'ask') and {SPACE_KNOWN}
                 order by k.followed desc, s.name_key limit 4"
            );
            let spaces = tx.rows(&sql, viewer_args![viewer]).await?;
            Ok(Suggestions { people, spaces, whole })
        })
        .await?;
    if page.wants == Wants::Fragment { page.fragment(suggestions).await } else { page.show(suggestions).await }
}
