//! The metrics, for Prometheus: on a listener of their own, or here for who has the token.

use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use kernel::app::App;
use kernel::error::{Error, Result};
use kernel::telemetry::{Handle, Metrics};
use kernel::web::Page;

const KIND: [(header::HeaderName, &str); 1] = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];

/// `GET /metrics`: for who has the configured token; without one there is no such page.
pub async fn show(page: Page) -> Result<Response> {
    let token = &page.app.configuration.metrics.token;
    let given = page.header(header::AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
    if token.is_empty() || !given.is_some_and(|given| same(given.trim(), token)) {
        return Err(Error::NotFound);
    }
    Ok((KIND, Metrics::install().render()).into_response())
}

/// In a time that does not tell how much of it was right.
fn same(given: &str, token: &str) -> bool {
    let pairs = given.bytes().zip(token.bytes());
    given.len() == token.len() && pairs.fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

/// Opens the separate listener, if the configuration names one.
pub async fn listen(app: &App, metrics: Handle) -> Result<()> {
    let address = app.configuration.metrics.listen.clone();
    if address.is_empty() {
        return Ok(());
    }
    let bound = tokio::net::TcpListener::bind(&address).await;
    let listener = bound.map_err(|cause| Error::Unavailable(format!("cannot listen on {address}: {cause}")))?;
    let router = Router::new().route("/metrics", get(async move || (KIND, metrics.render())));
    let stopping = app.clone();
    tokio::spawn(async move {
        let served =
            axum::serve(listener, router).with_graceful_shutdown(async move { stopping.stopping().await }).await;
        if let Err(error) = served {
            tracing::error!(%error, "the listener for metrics ended");
        }
    });
    Ok(())
}
