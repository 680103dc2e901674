//! `POST /mail/incoming`: a mail service or a mail server hands over what came to the address for answers.
//!
//! The body is the mail itself, or a form or JSON with the mail in one of its fields, as the big services send it.
//! Who may is who knows `mail.incoming_secret`: as the password of basic authentication (so it can stand in an
//! address, `https://mail:SECRET@...`), in the header `X-Fourleaf-Secret`, or as `?secret=`. The answer is 200 for
//! everything that was decided, refused or not, because services send again what is answered otherwise.

use super::intake;
use axum::body::Body;
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::header;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use kernel::error::{Error, Result};
use kernel::web::Page;
use ring::hmac;
use serde_json::Value;

/// Fields of services that hold the whole mail, and those that name where it went.
const MAILS: [&str; 6] = ["body-mime", "email", "raw", "rawemail", "message", "mime"];
const RECIPIENTS: [&str; 4] = ["recipient", "to", "originalrecipient", "envelope"];

pub async fn incoming(page: Page, request: Request) -> Result<Response> {
    let configured = &page.app.configuration.mail;
    if configured.incoming_secret.is_empty() || configured.reply.is_empty() {
        return Err(Error::NotFound);
    }
    if !given(&page).iter().any(|given| is_same(given, &configured.incoming_secret)) {
        return Err(Error::SignInNeeded);
    }
    let most = configured.incoming_mb * 1024 * 1024;
    let mut handed = handed_over(request, &page, most).await?;
    handed.to.extend(page.query("to"));
    if handed.mail.is_empty() {
        return Err(Error::Refused { status: 400, code: "broken-body" });
    }
    let outcome = intake::take(&page.app, handed.mail, &handed.to).await?;
    page.json(&outcome)
}

/// The secrets that a request presents.
fn given(page: &Page) -> Vec<String> {
    let basic = page.header(header::AUTHORIZATION).and_then(|value| {
        let pair = STANDARD.decode(value.strip_prefix("Basic ")?.trim()).ok()?;
        Some(String::from_utf8(pair).ok()?.split_once(':')?.1.to_owned())
    });
    let own = page.headers().get("x-fourleaf-secret").and_then(|value| value.to_str().ok()).map(str::to_owned);
    [basic, own, page.query("secret")].into_iter().flatten().collect()
}

/// Takes the same time wherever they differ: what is compared are signatures.
fn is_same(given: &str, wanted: &str) -> bool {
    let key = hmac::Key::new(hmac::HMAC_SHA256, b"the secret of incoming mail");
    let signed = hmac::sign(&key, given.as_bytes());
    hmac::verify(&key, wanted.as_bytes(), signed.as_ref()).is_ok()
}

/// A mail, and where it was delivered.
#[derive(Default)]
struct Handed {
    mail: Bytes,
    to: Vec<String>,
}

impl Handed {
    fn add(&mut self, field: &str, value: Bytes) {
        let field = field.to_ascii_lowercase();
        if MAILS.contains(&field.as_str()) && self.mail.is_empty() {
            self.mail = value;
        } else if RECIPIENTS.contains(&field.as_str()) {
            let text = String::from_utf8_lossy(&value);
            let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '"' | '[' | ']'));
            self.to.extend(words.filter(|word| word.contains('@')).take(50).map(str::to_owned));
        }
    }
}

async fn handed_over(request: Request, page: &Page, most: usize) -> Result<Handed> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let mut handed = Handed::default();
    match kind.as_str() {
        "multipart/form-data" => from_parts(request, page, most, &mut handed).await?,
        "application/x-www-form-urlencoded" => {
            let body = bounded(request.into_body(), most).await?;
            for (field, value) in url::form_urlencoded::parse(&body) {
                handed.add(&field, Bytes::from(value.into_owned()));
            }
        }
        "application/json" => {
            let body = bounded(request.into_body(), most).await?;
            let not_json = |_| Error::Refused { status: 400, code: "not-json" };
            if let Value::Object(fields) = serde_json::from_slice(&body).map_err(not_json)? {
                for (field, value) in fields {
                    if let Value::String(text) = value {
                        handed.add(&field, Bytes::from(text));
                    }
                }
            }
        }
        "message/rfc822" | "application/octet-stream" | "text/plain" | "" => {
            handed.mail = bounded(request.into_body(), most).await?;
        }
        _ => return Err(Error::Refused { status: 415, code: "unsupported-type" }),
    }
    Ok(handed)
}

async fn from_parts(request: Request, page: &Page, most: usize, handed: &mut Handed) -> Result<()> {
    let broken = |_| Error::Refused { status: 400, code: "broken-body" };
    let mut parts = Multipart::from_request(request, &page.app)
        .await
        .map_err(|_| Error::Refused { status: 400, code: "broken-body" })?;
    let mut size = 0;
    while let Some(mut part) = parts.next_field().await.map_err(broken)? {
        let field = part.name().unwrap_or_default().to_owned();
        let mut value = Vec::new();
        while let Some(chunk) = part.chunk().await.map_err(broken)? {
            size += chunk.len();
            if size > most {
                return Err(Error::Refused { status: 413, code: "too-large" });
            }
            value.extend_from_slice(&chunk);
        }
        handed.add(&field, Bytes::from(value));
    }
    Ok(())
}

async fn bounded(body: Body, most: usize) -> Result<Bytes> {
    match Limited::new(body, most).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(cause) if cause.is::<LengthLimitError>() => Err(Error::Refused { status: 413, code: "too-large" }),
        Err(_) => Err(Error::Refused { status: 400, code: "broken-body" }),
    }
}
