//! Who has not acknowledged the charter does not write yet. In a browser what they typed waits for them.

use super::{ops, queries};
use axum::response::{IntoResponse as _, Redirect, Response};
use community::posts::screening::{Screen, Verdict, Written};
use futures_util::future::BoxFuture;
use kernel::db::Tx;
use kernel::error::{Error, Result, Stop};
use kernel::viewer::Viewer;
use kernel::web::Page;
use serde_json::{Map, json};

/// The code of the problem.
pub const CODE: &str = "charter-not-acknowledged";

pub struct Gate;

impl Screen for Gate {
    fn look<'a>(&'a self, tx: &'a Tx, viewer: &'a Viewer, written: &'a Written<'a>) -> BoxFuture<'a, Result<Verdict>> {
        Box::pin(async move {
            if !written.is_contribution() {
                return Ok(Verdict::default());
            }
            let needed = queries::needed(tx, viewer).await?;
            if needed.is_empty() {
                return Ok(Verdict::default());
            }
            let versions: Vec<_> = needed
                .iter()
                .map(
                    |row| json!({ "policy": row.slug, "version": row.version, "number": row.number, "hash": row.hash }),
                )
                .collect();
            let members =
                Map::from_iter([("versions".to_owned(), versions.into()), ("url".to_owned(), "/charter".into())]);
            Err(Error::Stopped(Box::new(Stop { status: 403, code: CODE, fields: Vec::new(), members })))
        })
    }
}

/// Leads a browser to the charter; what it was about to send waits there.
pub fn draw<'a>(page: &'a Page, _: &'a Stop) -> BoxFuture<'a, Result<Response>> {
    Box::pin(async move {
        let (member, action, fields) = (page.viewer.signed_in()?, page.address(), page.typed.fields());
        let kept = async move |tx: &Tx| ops::keep_waiting(tx, member, &action, &fields).await;
        let id = page.app.db.write(kept).await?;
        Ok(Redirect::to(&format!("/charter?waiting={id}")).into_response())
    })
}
