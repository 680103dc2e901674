//! What is suggested, as a page, as the part beside the feed, and for programs.
//!
//! Asked for beside the feed, so that the feed does not wait for it.

use super::found;
use super::weights::{Sign, Signs, reason};
use crate::analyses::{self, Analysis};
use crate::identity::{Face, faces};
use crate::people::access::find;
use crate::spaces::Audience;
use crate::spaces::access::SPACE_READABLE;
use crate::viewer_args;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::record;
use kernel::viewer::Viewer;
use kernel::web::{Cx, Page, Wants};
use serde::Serialize;
use utoipa::ToSchema;

/// People beside the feed, and on a page of their own.
const BESIDE: usize = 4;
const WHOLE: usize = 12;

/// Somebody whom one may want to know, and the reason.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuggestedPerson {
    #[serde(flatten)]
    pub face: Face,
    /// manager, report, team, conversed, spaces, followed, tags, skills or place.
    pub sign: &'static str,
    /// How many spaces, people or the like it is.
    pub n: u32,
    /// The reason as a sentence.
    pub reason: String,
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
    /// Where the part is asked for again after somebody was dismissed.
    #[serde(skip)]
    only_people: bool,
    #[serde(skip)]
    whole: bool,
}

/// A person who is suggested no more, or may be again.
#[derive(Debug, Serialize, ToSchema)]
pub struct Dismissed {
    pub handle: String,
    pub dismissed: bool,
}

#[derive(Template)]
#[template(path = "suggestions/templates/suggestions.html")]
struct SuggestionsHtml<'a> {
    cx: &'a Cx,
    page: &'a Suggestions,
}

#[derive(Template)]
#[template(path = "suggestions/templates/part.html")]
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

/// `GET /suggestions?only=`
pub async fn show(page: Page) -> Result<Response> {
    let suggestions = suggestions(&page, page.query("only").as_deref() == Some("people")).await?;
    if page.wants == Wants::Fragment { page.fragment(suggestions).await } else { page.show(suggestions).await }
}

async fn suggestions(page: &Page, only_people: bool) -> Result<Suggestions> {
    let viewer = page.viewer.clone();
    let whole = page.wants != Wants::Fragment;
    let (people, spaces) = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let people = people(tx, &viewer, if whole { WHOLE } else { BESIDE }).await?;
            let spaces = if only_people { Vec::new() } else { spaces(tx, &viewer).await? };
            Ok((people, spaces))
        })
        .await?;
    let told = |(face, (sign, n)): (Face, (Sign, u32))| {
        let reason = page.speech.tn(sign.text(), i64::from(n)).into_owned();
        SuggestedPerson { face, sign: sign.word(), n, reason }
    };
    Ok(Suggestions { people: people.into_iter().map(told).collect(), spaces, only_people, whole })
}

async fn people(tx: &Tx, viewer: &Viewer, most: usize) -> Result<Vec<(Face, (Sign, u32))>> {
    let found = found::people(tx, viewer, most).await?;
    let ids: Vec<kernel::ids::Id> = found.iter().map(|(id, _)| *id).collect();
    let mut faces = faces(tx, &ids).await?;
    let named = |(id, signs): (kernel::ids::Id, Signs)| Some((faces.remove(&id)?, reason(&signs)?));
    Ok(found.into_iter().filter_map(named).collect())
}

/// Only spaces whose content the viewer may read: who else is in the others is not for them, not even as a number.
async fn spaces(tx: &Tx, viewer: &Viewer) -> Result<Vec<SuggestedSpace>> {
    if !analyses::is_on(tx, viewer, Analysis::Suggestions).await? {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select s.slug, s.name, s.audience, k.followed from (
           select ms.space, count(*) as followed from follows f
           join memberships ms on ms.member = f.followed and ms.state = 'joined'
           where f.follower = $1
             and ms.space not in (select own.space from memberships own where own.member = $1)
           group by ms.space order by followed desc limit 20
         ) k join spaces s on s.id = k.space
         where s.archived is null and s.joining in ('open', 'ask') and {SPACE_READABLE}
         order by k.followed desc, s.name_key limit 4"
    );
    tx.rows(&sql, viewer_args![viewer]).await
}

/// `PUT /suggestions/people/{handle}/dismissal`
pub async fn dismiss(page: Page, Path(handle): Path<String>) -> Result<Response> {
    let sql = "insert into suggestion_dismissals (member, dismissed, at) values ($1, $2, $3)
               on conflict (member, dismissed) do update set at = excluded.at";
    set(&page, &handle, sql).await?;
    answer(&page, handle, true).await
}

/// `DELETE /suggestions/people/{handle}/dismissal`
pub async fn allow(page: Page, Path(handle): Path<String>) -> Result<Response> {
    let sql = "delete from suggestion_dismissals where member = $1 and dismissed = $2 and at <= $3";
    set(&page, &handle, sql).await?;
    answer(&page, handle, false).await
}

async fn set(page: &Page, handle: &str, sql: &'static str) -> Result<()> {
    let (member, viewer, handle) = (page.viewer.signed_in()?, page.viewer.clone(), handle.to_owned());
    page.app
        .db
        .write(async move |tx: &Tx| {
            let person = find(tx, &viewer, &handle).await?;
            tx.execute(sql, args![member, person.id, tx.now()]).await.map(drop)
        })
        .await
}

async fn answer(page: &Page, handle: String, dismissed: bool) -> Result<Response> {
    if page.wants == Wants::Fragment {
        let suggestions = suggestions(page, page.query("only").as_deref() == Some("people")).await?;
        return page.fragment(suggestions).await;
    }
    page.done("/suggestions", &Dismissed { handle, dismissed })
}
