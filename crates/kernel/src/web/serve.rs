//! The way of a request: identified, limited, handled, drawn when it failed, and given the headers
//! that every answer has.

use super::gate::{Admitted, Credentials};
use super::page::{Page, Wants};
use super::routes::Routes;
use super::{assets, cookies, draw, problems};
use crate::app::App;
use crate::error::{Error, Result};
use crate::languages::{Language, Speech, Zone};
use crate::viewer::Viewer;
use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::get;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tower::ServiceExt as _;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;

/// Script, style and images from this site alone; no inline script or style, no frame around it.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; \
     font-src 'self'; connect-src 'self'; media-src 'self' blob:; frame-src 'self'; manifest-src 'self'; worker-src 'self'; \
     form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const YEAR: i64 = 365 * 24 * 60 * 60;

/// Everything that the program serves.
pub fn router(app: &App, routes: Routes) -> Router {
    let limits = &app.configuration.limits;
    let most = (limits.upload_mb + 1) * 1024 * 1024;
    let timeout =
        TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(limits.request_seconds));
    let pages = routes
        .into_router()
        .fallback(async || Error::NotFound)
        .layer(timeout)
        .layer(DefaultBodyLimit::max(most))
        .layer(from_fn_with_state(app.clone(), enter))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::new())
        .with_state(app.clone());
    let compressed = pages
        .clone()
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(from_fn_with_state(pages, without_compression));
    Router::new()
        .route("/assets/{*file}", get(assets::serve))
        .route("/sw.js", get(assets::service_worker))
        .route("/diagram", get(assets::diagram))
        .with_state(app.clone())
        .merge(compressed)
        .layer(axum::middleware::map_response(secured))
}

/// Events are not compressed, and nothing is kept for it: room for a compressor would be 6 KB for each open page.
async fn without_compression(State(pages): State<Router>, request: Request, next: Next) -> Response {
    let accepts = request.headers().get(header::ACCEPT);
    if accepts.is_some_and(|accepts| accepts == "text/event-stream") {
        pages.oneshot(request).await.unwrap_or_else(|never| match never {})
    } else {
        next.run(request).await
    }
}

/// A browser's form can only GET and POST: `?_method=PUT` in its action says what is meant. This has
/// to stand before the router, which chooses by method.
pub fn with_meant_method(mut request: Request) -> Request {
    if request.method() == Method::POST
        && let Some(meant) = request.uri().query().and_then(meant_method)
    {
        *request.method_mut() = meant;
    }
    request
}

fn meant_method(query: &str) -> Option<Method> {
    match query.split('&').find_map(|pair| pair.strip_prefix("_method="))? {
        "PUT" => Some(Method::PUT),
        "DELETE" => Some(Method::DELETE),
        _ => None,
    }
}

/// The key of the member who wrote what is sent, as the page says it in `data-member`.
const WRITER: HeaderName = HeaderName::from_static("fourleaf-member");

async fn enter(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let started = std::time::Instant::now();
    let method = request.method().clone();
    let credentials = credentials(request.headers());
    // A page will be drawn: what stands around it is read in the same go.
    let framed = method == Method::GET && wants(request.headers()) == Wants::Html;
    let (page, refused) = match app.gate.admit(&app, credentials, framed).await {
        Ok(admitted) => (page(&app, &request, admitted), None),
        Err(error) => (page(&app, &request, Viewer::nobody().into()), Some(error)),
    };
    // Counted first: who guesses at tokens is asked to wait like everybody.
    if let Some(error) = limit(&page).err().or(refused).or_else(|| of_another(&page).err()) {
        return problems::draw(error, &page).await;
    }
    let chosen = page.query("lang").filter(|_| page.viewer.member.is_none()).and_then(|tag| Language::parse(&tag));
    request.extensions_mut().insert(page.viewer.clone());
    request.extensions_mut().insert(page.clone());
    // The pattern of the route, not the address: that may hold the secret of an invitation or a reset.
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", %method, path = route);
    let mut response = tracing::Instrument::instrument(next.run(request), span).await;
    if let Some(error) = problems::undrawn(&mut response) {
        response = problems::draw(error, &page).await;
    }
    let cookie = chosen.and_then(|language| cookies::set(&app.configuration, cookies::LANGUAGE, language.code(), YEAR));
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
        .headers_mut()
        .append(header::VARY, HeaderValue::from_static("accept, accept-language, cookie, hx-request"));
    tracing::debug!(%method, path = route, status = response.status().as_u16(), micros = started.elapsed().as_micros(), "request");
    metrics::counter!("fourleaf_requests_total", "status" => response.status().as_u16().to_string()).increment(1);
    metrics::histogram!("fourleaf_request_seconds").record(started.elapsed().as_secs_f64());
    response
}

/// What waited on a device names its writer: meanwhile another may have signed in there.
fn of_another(page: &Page) -> Result<()> {
    let named = page.header(WRITER).unwrap_or_default();
    if named.is_empty() || named == draw::member_key(&page.viewer) { Ok(()) } else { Err(Error::SignInNeeded) }
}

fn page(app: &App, request: &Request, admitted: Admitted) -> Page {
    let Admitted { viewer, frame } = admitted;
    let headers = request.headers();
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let language = viewer
        .language
        .or_else(|| chosen_language(request))
        .or_else(|| Language::negotiate(accepted))
        .unwrap_or_default();
    let device = cookies::read(headers, cookies::ZONE).map(|zone| zone.replace("%2F", "/"));
    let zone = viewer.zone.as_deref().or(device.as_deref()).and_then(Zone::parse).unwrap_or_else(Zone::utc);
    Page {
        app: app.clone(),
        speech: Speech::new(app.texts.clone(), language, zone, app.clock.now()),
        wants: wants(headers),
        method: request.method().clone(),
        uri: request.uri().clone(),
        address: address(app, request),
        headers: Arc::new(headers.clone()),
        frame: frame.map(Arc::new),
        typed: super::stops::Typed::default(),
        viewer: Arc::new(viewer),
    }
}

/// The language that a stranger chose by a link: with this request, or with one before.
fn chosen_language(request: &Request) -> Option<Language> {
    let query = request.uri().query().unwrap_or_default();
    let asked = query.split('&').find_map(|pair| pair.strip_prefix("lang="));
    asked.or_else(|| cookies::read(request.headers(), cookies::LANGUAGE)).and_then(Language::parse)
}

fn wants(headers: &HeaderMap) -> Wants {
    if headers.contains_key("hx-request") && !headers.contains_key("hx-boosted") {
        return Wants::Fragment;
    }
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_json = |part: &str| part.contains("application/json") || part.contains("application/problem+json");
    let first = accept.split(',').find(|part| is_json(part) || part.contains("text/html"));
    match first {
        Some(part) if is_json(part) => Wants::Json,
        Some(_) => Wants::Html,
        // A program that says nothing but has a token, or that sends JSON, wants JSON.
        None if headers.contains_key(header::AUTHORIZATION) => Wants::Json,
        None if headers
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"application/json")) =>
        {
            Wants::Json
        }
        None => Wants::Html,
    }
}

fn credentials(headers: &HeaderMap) -> Credentials {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if let Some(token) = bearer.and_then(|value| value.strip_prefix("Bearer ")) {
        return Credentials::Token(token.trim().to_owned());
    }
    cookies::read(headers, cookies::SESSION)
        .map_or(Credentials::Nothing, |value| Credentials::Session(value.to_owned()))
}

/// The peer's address, or the last one that our own proxies did not add.
fn address(app: &App, request: &Request) -> IpAddr {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let peer = peer.unwrap_or(IpAddr::from([127, 0, 0, 1]));
    let proxies = &app.configuration.server.trusted_proxies;
    let trusted = |address: &IpAddr| proxies.iter().any(|proxy| is_within(*address, proxy));
    if !trusted(&peer) {
        return peer;
    }
    let forwarded = request.headers().get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let chain: Vec<IpAddr> = forwarded.flat_map(|v| v.split(',')).filter_map(|part| part.trim().parse().ok()).collect();
    chain.into_iter().rev().find(|address| !trusted(address)).unwrap_or(peer)
}

/// True when the address is `network`, or in it when that is written with a prefix length (RFC 4632).
fn is_within(address: IpAddr, network: &str) -> bool {
    let (base, length) = network.split_once('/').map_or((network, None), |(base, length)| (base, length.parse().ok()));
    let bits = |address: IpAddr| match address {
        IpAddr::V4(v4) => (u128::from(v4.to_bits()) << 96, 32u32),
        IpAddr::V6(v6) => (v6.to_bits(), 128),
    };
    let Ok(base) = base.parse::<IpAddr>() else { return false };
    let ((address, width), (base, other)) = (bits(address.to_canonical()), bits(base.to_canonical()));
    let length: u32 = length.unwrap_or(width).min(width);
    width == other && (length == 0 || (address ^ base) >> (128 - length) == 0)
}

fn limit(page: &Page) -> Result<()> {
    match page.viewer.member {
        Some(member) => page.app.limits.member(member),
        None => page.app.limits.address(page.address),
    }
}

async fn secured(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (
            header::HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), browsing-topics=()",
        ),
    ] {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    response
}

/// The address as a request target: for tests and redirects within the house.
pub fn path_and_query(uri: &Uri) -> &str {
    uri.path_and_query().map_or("/", |whole| whole.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_may_be_named_by_its_network() {
        let within = |address: &str, network: &str| is_within(address.parse().unwrap(), network);
        assert!(within("10.1.2.3", "10.0.0.0/8") && within("10.1.2.3", "10.1.2.3"));
        assert!(!within("11.1.2.3", "10.0.0.0/8") && !within("10.1.2.4", "10.1.2.3"));
        assert!(within("fd00::7", "fd00::/8") && !within("fe00::7", "fd00::/8"));
        assert!(within("::ffff:10.0.0.1", "10.0.0.0/8"), "an IPv4 address in IPv6 clothes");
        assert!(!within("10.0.0.1", "nonsense") && within("10.0.0.1", "0.0.0.0/0"));
    }
}
