//! A new question is offered to those who may know; one that is opened again, to those it was not offered to yet.

use super::ops::{Offered, offer};
use crate::experts::{Asked, who_may_know};
use crate::questions::types::QUESTION_KIND;
use community::identity::queries::viewer_of;
use community::posts::access::find;
use community::posts::queries::tags;
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::journal::{Entry, Reader};
use std::sync::Arc;

/// So many are offered a question.
const OFFERED: usize = 3;
/// So many are looked at, because some have enough already.
const CONSIDERED: usize = 12;

pub fn offers() -> Reader {
    Reader::outside("questions.offers", &["posts.published", "questions.reopened"], |app, entry| {
        Box::pin(offer_to_experts(app, entry))
    })
}

/// What the asker may see decides who is thought of; whether these may read the question is asked for each.
async fn offer_to_experts(app: &App, entry: &Entry) -> Result<()> {
    let id = entry.object;
    let asked = app
        .db
        .read(async move |tx: &Tx| {
            let sql = "select coalesce(author, veiled) from posts where id = $1 and kind = $2 and state = 'published'";
            let author = tx.value(sql, kernel::args![id, QUESTION_KIND]).await?.flatten();
            let Some(author) = author else { return Ok(None) };
            let viewer = match viewer_of(tx, author).await {
                Err(Error::NotFound) => return Ok(None),
                viewer => viewer?,
            };
            let post = find(tx, &viewer, id).await?;
            let asked = Asked {
                text: post.title.clone(),
                tags: tags(tx, id).await?,
                question: Some(id),
                without: vec![author],
                most: CONSIDERED,
            };
            Ok(Some((viewer, post, asked)))
        })
        .await?;
    let Some((viewer, question, asked)) = asked else { return Ok(()) };
    let knowers = who_may_know(app, &Arc::new(viewer), asked).await?;
    app.db
        .write(async move |tx: &Tx| {
            let sql = "select count(*) from routing_offers where question = $1 and by_member is null";
            let before: i64 = tx.value(sql, kernel::args![question.id]).await?.unwrap_or(0);
            let mut offered = usize::try_from(before).unwrap_or(OFFERED);
            for knower in &knowers {
                if offered >= OFFERED {
                    break;
                }
                let member = knower.card.face.id;
                offered += usize::from(offer(tx, None, &question, member, &knower.because).await? == Offered::Yes);
            }
            Ok(())
        })
        .await
}
