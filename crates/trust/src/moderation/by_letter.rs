//! Who is suspended cannot sign in. A letter tells them why and until when, with a link to the decision, where they
//! may appeal. The key in the link opens this decision and nothing else, as long as it can be appealed.

use super::member_pages::{Read, decision_page, told_again};
use super::types::{APPEAL_WITHIN, AppealForm, Decision, Step};
use super::{access, ops};
use crate::letters::{Letter, send};
use axum::extract::Path;
use axum::response::Response;
use community::identity::tokens::fingerprint;
use kernel::app::App;
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{Entry, Reader};
use kernel::viewer::Seen;
use kernel::web::{Input, Page};
use serde_json::json;

pub fn reader() -> Reader {
    Reader::in_transaction("moderation.letters", &["moderation.penalised"], |app, tx, entry| {
        Box::pin(write(app, tx, entry))
    })
}

async fn write(app: &App, tx: &Tx, entry: &Entry) -> Result<()> {
    let sql = "select member, until from moderation_penalties
               where id = $1 and step = $2 and letter is null and lifted is null";
    let suspended: Option<(Id, Millis)> = tx.row(sql, args![entry.object, Step::Suspended.word()]).await?;
    let Some((member, until)) = suspended else { return Ok(()) };
    let key = app.random.secret();
    let sql = "update moderation_penalties set letter = $1 where id = $2";
    tx.execute(sql, args![fingerprint(&key), entry.object]).await?;
    let letter = Letter {
        kind: "suspended",
        subject: "moderation-letter-subject",
        text: "moderation-letter",
        date: Some(until),
        path: &format!("/appeals/{key}"),
        essential: true,
    };
    send(app, tx, member, &letter).await.map(drop)
}

/// The decision whose letter has this key.
async fn decision_of(tx: &Tx, key: &str) -> Result<Seen<Decision>> {
    let sql = "select decision from moderation_penalties where letter = $1 and since > $2";
    let id: Option<Id> = tx.value(sql, args![fingerprint(key), tx.now() - APPEAL_WITHIN]).await?;
    access::for_its_author(tx, id.ok_or(Error::NotFound)?).await
}

/// `GET /appeals/{key}`
pub async fn show(page: Page, Path(key): Path<String>) -> Result<Response> {
    let shown = read(&page, &key).await?;
    page.show(shown).await
}

async fn read(page: &Page, key: &str) -> Result<super::member_pages::DecisionPage> {
    let (asked, action) = (key.to_owned(), format!("/appeals/{key}"));
    let found = async move |tx: &Tx| Read::by_author(tx, decision_of(tx, &asked).await?).await;
    Ok(decision_page(page.app.db.read(found).await?, action))
}

/// `POST /appeals/{key}`
pub async fn appeal(page: Page, Path(key): Path<String>, input: Input<AppealForm>) -> Result<Response> {
    let (asked, form) = (key.clone(), input.value.clone());
    let done = async move |tx: &Tx| {
        let decision = access::still_appealable(tx, decision_of(tx, &asked).await?)?;
        ops::appeal(tx, decision.author, &decision, &form).await
    };
    match page.app.db.write(done).await {
        Ok(()) => page.done(&format!("/appeals/{key}"), &json!({ "appealed": true })),
        Err(error) => told_again(&page, error, input.value, read(&page, &key).await?).await,
    }
}
