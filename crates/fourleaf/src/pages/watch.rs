//! For machines that watch the program: whether it lives, and whether it can be given requests.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::journal::Readers;
use kernel::web::Page;

/// A reader that is this far behind has stopped.
const MOST_BEHIND: i64 = 50_000;

/// `GET /healthz`: the process answers.
pub async fn health() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database answers and those who read the journal keep up.
pub async fn ready(page: Page) -> Response {
    match behind(&page).await {
        Ok(late) if late.is_empty() => "ready\n".into_response(),
        Ok(late) => (StatusCode::SERVICE_UNAVAILABLE, format!("behind: {}\n", late.join(", "))).into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "no database\n").into_response()
        }
    }
}

async fn behind(page: &Page) -> Result<Vec<String>> {
    let answered: Option<i64> = page.app.db.read(async |tx: &Tx| tx.value("select 1", &[]).await).await?;
    answered.ok_or_else(|| Error::internal("the database gave no answer"))?;
    let standings = page.app.part::<Readers>().standings(&page.app).await?;
    Ok(standings.into_iter().filter(|standing| standing.behind > MOST_BEHIND).map(|standing| standing.name).collect())
}
