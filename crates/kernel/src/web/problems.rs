//! Errors on their way out: a page for people, an RFC 9457 problem for programs.
//!
//! A handler's error travels as an extension of an empty response; it is drawn where the request's
//! language and wishes are known.

use super::draw::Cx;
use super::page::{Page, Wants};
use super::stops;
use crate::error::{Error, FieldError};
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value};
use std::sync::{Arc, Mutex};

/// An error that is not drawn yet. A response must be `Clone`-able in its extensions, an error is not.
#[derive(Clone)]
pub struct Undrawn(Arc<Mutex<Option<Error>>>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(Undrawn(Arc::new(Mutex::new(Some(self)))));
        response
    }
}

/// The error that a handler answered with, if it did.
pub fn undrawn(response: &mut Response) -> Option<Error> {
    let undrawn = response.extensions_mut().remove::<Undrawn>()?;
    undrawn.0.lock().ok()?.take()
}

/// RFC 9457, "Problem Details for HTTP APIs".
#[derive(Serialize)]
struct Problem<'a> {
    r#type: &'a str,
    title: String,
    status: u16,
    detail: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldProblem>,
    #[serde(flatten)]
    members: Map<String, Value>,
}

/// A field that was not accepted, with the sentence for people.
#[derive(Debug, Clone, Serialize)]
pub struct FieldProblem {
    pub field: String,
    pub code: String,
    pub message: String,
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorHtml<'a> {
    cx: &'a Cx,
    status: i64,
    title: String,
    detail: String,
    fields: Vec<FieldProblem>,
    sign_in: bool,
    next: String,
}

/// Draws an error in the viewer's language, as what the request wants.
pub async fn draw(error: Error, page: &Page) -> Response {
    let status = error.status();
    if status >= 500 {
        tracing::error!(%error, path = page.path(), "request failed");
    }
    let speech = &page.speech;
    let title = speech.t(&format!("error-{}-title", error.code())).into_owned();
    let detail = speech.t(&format!("error-{}", error.code())).into_owned();
    let fields = told(error.fields(), page);
    if let Error::Stopped(stop) = &error
        && page.wants == Wants::Html
    {
        match stops::draw(page, stop).await {
            Ok(Some(response)) => return response,
            Ok(None) => {}
            Err(cause) => tracing::error!(%cause, "a stop could not be drawn"),
        }
    }
    let mut response = match page.wants {
        Wants::Html if matches!(error, Error::SignInNeeded) && page.method_is_safe() => return page.to_sign_in(),
        Wants::Html => {
            let sign_in = matches!(error, Error::SignInNeeded);
            let cx = page.cx().await;
            let html =
                ErrorHtml { cx: &cx, status: i64::from(status), title, detail, fields, sign_in, next: page.address() }
                    .render();
            match html {
                Ok(html) => (html_type(), html).into_response(),
                Err(error) => error.to_string().into_response(),
            }
        }
        Wants::Fragment | Wants::Json => {
            let members = match &error {
                Error::Stopped(stop) => stop.members.clone(),
                _ => Map::new(),
            };
            let problem = Problem { r#type: error.code(), title, status, detail, errors: fields, members };
            let body = serde_json::to_string(&problem).unwrap_or_default();
            ([(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"))], body).into_response()
        }
    };
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if let Error::TooMany { retry_after } = error {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(retry_after));
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The sentences for fields that were not accepted.
pub fn told(fields: &[FieldError], page: &Page) -> Vec<FieldProblem> {
    fields
        .iter()
        .map(|error| FieldProblem {
            field: error.field.clone(),
            code: error.code.clone(),
            message: page.speech.field_error(error).into_owned(),
        })
        .collect()
}

pub fn html_type() -> [(header::HeaderName, HeaderValue); 1] {
    [(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))]
}
