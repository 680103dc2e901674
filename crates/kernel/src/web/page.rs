//! One request, as a handler sees it.

use super::draw::{Cx, Frame, Screen};
use super::problems::{self, FieldProblem, html_type};
use super::stops::Typed;
use super::{assets, draw};
use crate::app::App;
use crate::error::{Error, FieldError, Result};
use crate::ids::Id;
use crate::languages::Speech;
use crate::viewer::Viewer;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use std::sync::Arc;

/// An idempotency key is told by so many characters.
pub const MOST_KEY_CHARS: usize = 80;

/// What the request wants back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wants {
    Html,
    /// A part of a page, asked for by htmx.
    Fragment,
    Json,
}

/// Who looks, in which language, wanting what.
#[derive(Clone)]
pub struct Page {
    pub app: App,
    pub viewer: Arc<Viewer>,
    pub speech: Speech,
    pub wants: Wants,
    pub(super) method: Method,
    pub(super) uri: Uri,
    pub(super) headers: Arc<HeaderMap>,
    /// What stands around the page, if it was read already.
    pub(super) frame: Option<Arc<Frame>>,
    /// What came in the body.
    pub typed: Typed,
    /// The address that the request came from, as far as proxies are trusted.
    pub address: std::net::IpAddr,
}

impl FromRequestParts<App> for Page {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        let address = parts.uri.path_and_query().map_or("", |address| address.as_str());
        if address.contains("%00") {
            return Err(super::input::not_text());
        }
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Error::internal("a request was not identified"))
    }
}

/// A page of a list: programs continue with `next`, people with a link.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Listing<T> {
    pub items: Vec<T>,
    /// Give it as `before` to get what follows; null at the end.
    pub next: Option<String>,
}

impl<T> Listing<T> {
    /// From one row more than `most`: that one only tells that there is more.
    pub fn cut(mut items: Vec<T>, most: usize, key: impl Fn(&T) -> String) -> Self {
        let more = items.len() > most;
        items.truncate(most);
        let next = if more { items.last().map(key) } else { None };
        Self { items, next }
    }
}

impl Page {
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// Path and query, to come back to.
    pub fn address(&self) -> String {
        self.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string)
    }

    pub fn header(&self, name: HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    pub fn method_is_safe(&self) -> bool {
        self.method.is_safe()
    }

    pub fn wants_json(&self) -> bool {
        self.wants == Wants::Json
    }

    /// The first value of a query parameter, decoded.
    pub fn query(&self, name: &str) -> Option<String> {
        let query = self.uri.query()?;
        url::form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }

    /// All values of a query parameter.
    pub fn query_all(&self, name: &str) -> Vec<String> {
        let query = self.uri.query().unwrap_or_default();
        let pairs = url::form_urlencoded::parse(query.as_bytes());
        pairs.filter(|(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.into_owned()).collect()
    }

    /// The key that a list continues from; one that is not a key is an error.
    pub fn before(&self) -> Result<Id> {
        match self.query("before").filter(|text| !text.is_empty()) {
            None => Ok(Id::MAX),
            Some(text) => text.parse().map_err(|_| Error::field("before", "wrong-type")),
        }
    }

    /// What a program or page sends with every attempt at the same thing (`Idempotency-Key`, a draft of the
    /// IETF): an attempt that is repeated answers what the first did. Empty when it is not sent.
    pub fn idempotency_key(&self) -> String {
        let key = self.headers.get("idempotency-key").and_then(|key| key.to_str().ok()).unwrap_or_default();
        key.trim().trim_matches('"').chars().take(MOST_KEY_CHARS).collect()
    }

    /// What is drawn around every page: loaded once, and only for a page.
    pub async fn cx(&self) -> Cx {
        if let Some(frame) = &self.frame {
            return Cx::new(self, frame.clone());
        }
        let frame = match self.app.gate.frame(&self.app, &self.viewer).await {
            Ok(frame) => frame,
            Err(error) => {
                tracing::warn!(%error, "the frame of a page could not be read");
                Frame::default()
            }
        };
        Cx::new(self, Arc::new(frame))
    }

    /// The resource: drawn, or as JSON.
    pub async fn show<T: Screen + Serialize>(&self, resource: T) -> Result<Response> {
        if self.wants_json() {
            return self.json(&resource);
        }
        let cx = self.cx().await;
        let html = resource.draw(&cx)?;
        Ok(self.tagged(html_type(), html))
    }

    /// The resource as JSON, whatever the request wants.
    pub fn json<T: Serialize>(&self, resource: &T) -> Result<Response> {
        let body = serde_json::to_string(resource)?;
        Ok(self.tagged([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], body))
    }

    /// A part of a page.
    pub async fn fragment<T: Screen>(&self, resource: T) -> Result<Response> {
        let cx = Cx::new(self, Arc::default());
        // What this viewer may see, and nobody else: no cache may keep it.
        let private = [(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"))];
        Ok((html_type(), private, resource.draw(&cx)?).into_response())
    }

    /// A form once more, with what was typed and what is wrong with it.
    pub async fn show_again<T: Screen>(&self, form: T) -> Result<Response> {
        let cx = self.cx().await;
        let private = [(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"))];
        Ok((StatusCode::UNPROCESSABLE_ENTITY, html_type(), private, form.draw(&cx)?).into_response())
    }

    /// After a form: where to go. A program gets the resource instead.
    pub fn done<T: Serialize>(&self, to: &str, resource: &T) -> Result<Response> {
        match self.wants {
            Wants::Json => self.json(resource),
            Wants::Html => Ok(Redirect::to(to).into_response()),
            Wants::Fragment => Ok(go(to)),
        }
    }

    /// After something was made: 201 with its address for a program.
    pub fn created<T: Serialize>(&self, at: &str, resource: &T) -> Result<Response> {
        match self.wants {
            Wants::Json => {
                let mut response = self.json(resource)?;
                *response.status_mut() = StatusCode::CREATED;
                let location = HeaderValue::from_str(at).map_err(Error::internal)?;
                response.headers_mut().insert(header::LOCATION, location);
                response.headers_mut().remove(header::ETAG);
                Ok(response)
            }
            Wants::Html => Ok(Redirect::to(at).into_response()),
            Wants::Fragment => Ok(go(at)),
        }
    }

    /// Sentences for what was not accepted, in the viewer's language.
    pub fn told(&self, errors: &[FieldError]) -> Vec<FieldProblem> {
        problems::told(errors, self)
    }

    /// Where a stranger is sent who must sign in first; they come back to this address.
    pub fn to_sign_in(&self) -> Response {
        let next: String = url::form_urlencoded::byte_serialize(self.address().as_bytes()).collect();
        Redirect::to(&format!("/sign-in?next={next}")).into_response()
    }

    /// A body with its entity tag; 304 when the client has it already.
    fn tagged(&self, kind: [(HeaderName, HeaderValue); 1], body: String) -> Response {
        let tag = draw::entity_tag(body.as_bytes());
        let cache = HeaderValue::from_static("private, no-cache");
        if self.headers.get(header::IF_NONE_MATCH).is_some_and(|known| known == tag.as_str()) {
            return (StatusCode::NOT_MODIFIED, [(header::CACHE_CONTROL, cache)], [(header::ETAG, tag)]).into_response();
        }
        (kind, [(header::CACHE_CONTROL, cache)], [(header::ETAG, tag)], body).into_response()
    }

    /// The address of an asset.
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }
}

/// htmx follows this header with a full load.
fn go(to: &str) -> Response {
    match HeaderValue::from_str(to) {
        Ok(to) => ([("HX-Redirect", to)], "").into_response(),
        Err(error) => Error::internal(error).into_response(),
    }
}
