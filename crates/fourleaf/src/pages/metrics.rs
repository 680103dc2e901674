//! The metrics, for Prometheus: on a listener of their own, or here for who has the token.

use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
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
    if token.is_empty() || !presents(page.headers(), token) {
        return Err(Error::NotFound);
    }
    Ok((KIND, Metrics::install().render()).into_response())
}

fn presents(headers: &HeaderMap, token: &str) -> bool {
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    given.and_then(|given| given.strip_prefix("Bearer ")).is_some_and(|given| same(given.trim(), token))
}

/// In a time that does not tell how much of it was right.
fn same(given: &str, token: &str) -> bool {
    let pairs = given.bytes().zip(token.bytes());
    given.len() == token.len() && pairs.fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

/// Opens the separate listener, if the configuration names one. It asks for the token too, where there is
/// one; an address that other machines reach must have one, or the configuration is refused.
pub async fn listen(app: &App, metrics: Handle) -> Result<()> {
    let address = app.configuration.metrics.listen.clone();
    if address.is_empty() {
        return Ok(());
    }
    let bound = tokio::net::TcpListener::bind(&address).await;
    let listener = bound.map_err(|cause| Error::Unavailable(format!("cannot listen on {address}: {cause}")))?;
    let router = separate(app.configuration.metrics.token.clone(), move || metrics.render());
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

fn separate(token: String, render: impl Fn() -> String + Clone + Send + Sync + 'static) -> Router {
    let show = async move |headers: HeaderMap| {
        if token.is_empty() || presents(&headers, &token) {
            (KIND, render()).into_response()
        } else {
            (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Bearer")]).into_response()
        }
    };
    Router::new().route("/metrics", get(show))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::Request;
    use tower::ServiceExt as _;

    async fn asked(token: &str, given: Option<&str>) -> StatusCode {
        let mut request = Request::builder().uri("/metrics");
        if let Some(given) = given {
            request = request.header(header::AUTHORIZATION, given);
        }
        let router = separate(token.to_owned(), || "fourleaf_up 1".to_owned());
        let answer = router.oneshot(request.body(Body::empty()).unwrap_or_default()).await;
        answer.map_or(StatusCode::INTERNAL_SERVER_ERROR, |answer| answer.status())
    }

    #[tokio::test]
    async fn the_separate_listener_asks_for_the_token_where_there_is_one() {
        let token = "sixteen letters!";
        assert_eq!(asked("", None).await, StatusCode::OK);
        assert_eq!(asked(token, Some("Bearer sixteen letters!")).await, StatusCode::OK);
        for wrong in [None, Some("Bearer sixteen"), Some("sixteen letters!"), Some("Bearer ")] {
            assert_eq!(asked(token, wrong).await, StatusCode::UNAUTHORIZED, "{wrong:?}");
        }
    }
}
