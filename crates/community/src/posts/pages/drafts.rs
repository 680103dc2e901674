//! While something is written: how it will look, and what a form keeps.

use crate::posts::compose;
use axum::extract::Path;
use axum::response::Response;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::web::{Input, Page};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct PreviewForm {
    pub body: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Preview {
    pub html: String,
}

/// `POST /preview`: how a text will look.
pub async fn preview(page: Page, input: Input<PreviewForm>) -> Result<Response> {
    let prepared = compose::prepare(&page, &input.value.body).await?;
    page.json(&Preview { html: prepared.html })
}

/// What a form keeps on the server while it is being written.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct DraftForm {
    #[schema(value_type = Object)]
    pub fields: serde_json::Value,
}

/// `PUT /drafts/{key}`
pub async fn keep_draft(page: Page, Path(key): Path<String>, input: Input<DraftForm>) -> Result<Response> {
    let member = page.viewer.signed_in()?;
    if key.len() > 100 {
        return Err(Error::field("key", "too-long"));
    }
    let fields = input.value.fields.to_string();
    let at = page
        .app
        .db
        .write(async move |tx: &Tx| {
            // One form, one row; two hundred forms at most.
            let sql = "delete from drafts where member = $1 and key in (
                         select key from drafts where member = $1 order by at desc limit 1000 offset 200)";
            tx.execute(sql, args![member]).await?;
            let sql = "insert into drafts (member, key, fields, at) values ($1, $2, $3, $4)
                       on conflict (member, key) do update set fields = excluded.fields, at = excluded.at";
            tx.execute(sql, args![member, &key, &fields, tx.now()]).await?;
            Ok(tx.now())
        })
        .await?;
    page.json(&json!({ "saved_at": at }))
}

/// `DELETE /drafts/{key}`
pub async fn drop_draft(page: Page, Path(key): Path<String>) -> Result<Response> {
    let member = page.viewer.signed_in()?;
    page.app
        .db
        .write(async move |tx: &Tx| {
            match tx.execute("delete from drafts where member = $1 and key = $2", args![member, &key]).await? {
                0 => Err(Error::NotFound),
                _ => Ok(()),
            }
        })
        .await?;
    page.done("/drafts", &json!({}))
}
