//! Who is meant by some letters behind an `@`: of those who fit, the closest first.
//!
//! In this order: whose handle it is; who wrote in the conversation below which it is typed; with whom the
//! viewer had to do lately, the more the earlier; whom they follow; with whom they share a space.

use crate::analyses::{self, Analysis};
use crate::people::directory::{self, Completion};
use crate::posts::access::{VISIBLE, find};
use crate::viewer_args;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::Viewer;
use kernel::web::Page;
use serde::Serialize;
use std::collections::HashMap;

/// Who is offered.
const MOST: usize = 8;
/// Reactions and mentions that are looked back at.
const LOOKED_BACK: i64 = 300;
/// Comments of a conversation that are looked at.
const WRITERS: i64 = 500;

/// What of the matching people an editor offers.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Completions {
    pub items: Vec<Completion>,
}

/// `GET /complete/people?q=&post=`
pub async fn show(page: Page) -> Result<Response> {
    let (viewer, typed) = (page.viewer.clone(), page.query("q").unwrap_or_default());
    let post = page.query("post").filter(|id| !id.is_empty()).map(|id| id.parse::<Id>()).transpose()?;
    let items = page.app.db.read(async move |tx: &Tx| complete(tx, &viewer, &typed, post).await).await?;
    page.json(&Completions { items })
}

/// Those who may be meant, the closest first.
pub async fn complete(tx: &Tx, viewer: &Viewer, typed: &str, post: Option<Id>) -> Result<Vec<Completion>> {
    let mut fitting = directory::complete(tx, viewer, typed).await?;
    let ids: Vec<Id> = fitting.iter().map(|person| person.id).collect();
    let met = met(tx, viewer, &ids).await?;
    let writers = match post {
        Some(post) => writers(tx, viewer, post).await?,
        None => Vec::new(),
    };
    // The directory has put them in its own order, which decides between those who are equally close.
    fitting.sort_by_key(|person| {
        let times = met.get(&person.id).copied().unwrap_or(0);
        (!person.exact, !writers.contains(&person.id), std::cmp::Reverse(times))
    });
    fitting.truncate(MOST);
    Ok(fitting)
}

/// How often the viewer had to do with each of them lately: found useful what they wrote, or was named in it.
async fn met(tx: &Tx, viewer: &Viewer, members: &[Id]) -> Result<HashMap<Id, i64>> {
    if members.is_empty() || !analyses::is_on(tx, viewer, Analysis::Suggestions).await? {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "select p.author, count(*) as n from (
           select post from (select r.post from reactions r where r.member = $1 order by r.post desc limit $5) a
           union all
           select post from (select pm.post from post_mentions pm where pm.member = $1 order by pm.post desc limit $5) b
         ) lately join posts p on p.id = lately.post where p.author in (each($4)) and {} group by p.author",
        *VISIBLE
    );
    Ok(tx.rows::<(Id, i64)>(&sql, viewer_args![viewer, members, LOOKED_BACK]).await?.into_iter().collect())
}

/// Who wrote a post and below it, if the viewer may see it.
async fn writers(tx: &Tx, viewer: &Viewer, post: Id) -> Result<Vec<Id>> {
    let root = match find(tx, viewer, post).await {
        Ok(post) => post.root.unwrap_or(post.id),
        Err(Error::NotFound) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let sql = "select distinct author from (
                 select p.author from posts p where p.id = $1
                 union all
                 select author from (select c.author, c.id from posts c where c.root = $1 and c.state = 'published'
                     order by c.id desc limit $2) lately
               ) wrote where author is not null";
    tx.column(sql, kernel::args![root, WRITERS]).await
}
