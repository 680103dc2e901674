//! Writing a page together: an open editor sends what is typed and hears what others type.

use crate::wiki::types::WikiPage;
use crate::wiki::{access, care, together};
use axum::extract::Path;
use axum::response::Response;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use community::live::tell_writers;
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::{Editable, Viewer};
use kernel::web::{Input, Page, input};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

/// A place in a document as Yjs writes it is far shorter.
const MOST_PLACE: usize = 300;

/// What an editor sends: what was typed, where its cursor is, and what it has.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct WritingForm {
    /// Of the document that was typed into; empty when it is opened.
    #[serde(deserialize_with = "input::text")]
    pub epoch: String,
    /// The number of the editor in the document.
    pub client: u32,
    /// What was typed: an update of Yjs (v1) in base64.
    pub update: String,
    /// What the editor has: a state vector of Yjs in base64. With it the answer says what it lacks.
    pub vector: Option<String>,
    /// Where it marks: two relative positions of Yjs.
    pub cursor: Option<Cursor>,
}

#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct Cursor {
    pub anchor: String,
    pub head: String,
}

/// The document of a page. What was sent with the question is kept.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WritingPage {
    pub epoch: Id,
    /// The revision that it has taken in.
    pub base: i64,
    /// What the editor lacks: an update of Yjs in base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<String>,
}

fn decoded(field: &'static str, text: &str) -> Result<Vec<u8>> {
    BASE64_STANDARD.decode(text).map_err(|_| Error::field(field, "wrong-type"))
}

/// A page whose document the viewer may change: not one whose changes wait for somebody else.
async fn find(tx: &Tx, viewer: &Viewer, id: Id) -> Result<Editable<WikiPage>> {
    let found = access::find_by_id(tx, viewer, id).await?;
    let found = access::editable(tx, viewer, found).await?;
    if care::waits(tx, viewer, &found).await? { Err(Error::Conflict("wiki-waits")) } else { Ok(found) }
}

/// `POST /pages/{id}/writing`
pub async fn write(page: Page, Path(id): Path<String>, input: Input<WritingForm>) -> Result<Response> {
    let (id, form): (Id, _) = (id.parse()?, input.value);
    let update = decoded("update", &form.update)?;
    let vector = form.vector.as_deref().map(|vector| decoded("vector", vector)).transpose()?;
    if !update.is_empty() {
        together::check(&update)?;
    }
    let cursor =
        form.cursor.clone().filter(|cursor| cursor.anchor.len() <= MOST_PLACE && cursor.head.len() <= MOST_PLACE);
    if update.is_empty() && vector.is_none() {
        let viewer = page.viewer.clone();
        page.app.db.read(async move |tx: &Tx| find(tx, &viewer, id).await.map(drop)).await?;
        tell(&page, id, json!({ "epoch": form.epoch, "client": form.client, "cursor": cursor }))?;
        return page.done(&format!("/pages/{id}/edit"), &json!({ "told": true }));
    }
    let (viewer, typed, epoch) = (page.viewer.clone(), update.clone(), form.epoch.clone());
    let written = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let found = find(tx, &viewer, id).await?;
            let writing = together::open(tx, &found).await?;
            if !typed.is_empty() {
                together::typed(tx, &viewer, &found, &writing, epoch.parse()?, &typed).await?;
            }
            let missing = match &vector {
                None => None,
                Some(vector) => {
                    let whole = together::whole(tx, &found, &writing).await?;
                    let missing = whole.missing(vector).ok_or_else(|| Error::field("vector", "wrong-type"))?;
                    Some(BASE64_STANDARD.encode(missing))
                }
            };
            Ok(WritingPage { epoch: writing.epoch, base: writing.base, missing })
        })
        .await?;
    // Only now that it is kept.
    if !update.is_empty() {
        let told = json!({
            "epoch": written.epoch, "client": form.client, "cursor": cursor, "update": form.update, "base": written.base,
        });
        tell(&page, id, told)?;
    }
    page.done(&format!("/pages/{id}/edit"), &written)
}

/// Adds who it is, which only the server says.
fn tell(page: &Page, id: Id, told: Value) -> Result<()> {
    let mut told = told;
    if let Some(fields) = told.as_object_mut() {
        fields.insert("member".to_owned(), json!(page.viewer.member));
        fields.insert("name".to_owned(), json!(page.viewer.name));
    }
    tell_writers(&page.app, id, told, json!({ "ask": true }))
}

/// The page got another text: who writes in it hears so.
pub fn tell_saved(app: &App, id: Id, revision: i64, by: &str) -> Result<()> {
    tell_writers(app, id, json!({ "ask": true, "saved": revision, "name": by }), json!({ "ask": true }))
}

/// `DELETE /pages/{id}/writing`
pub async fn discard(page: Page, Path(id): Path<String>) -> Result<Response> {
    let (id, viewer): (Id, _) = (id.parse()?, page.viewer.clone());
    let discarded = async move |tx: &Tx| {
        let found = find(tx, &viewer, id).await?;
        together::discard(tx, &found).await
    };
    page.app.db.write(discarded).await?;
    tell(&page, id, json!({ "anew": true }))?;
    page.done(&format!("/pages/{id}/edit"), &json!({ "discarded": true }))
}
