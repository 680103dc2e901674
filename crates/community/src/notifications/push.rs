//! Web push: to the browsers that a member let it come to, without any third party's account. What is
//! said is encrypted for the browser; the push service sees that something comes, not what.

use super::push_crypto::{self, MOST_TEXT};
use crate::identity::ops;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use kernel::app::App;
use kernel::clock::{MINUTE, Millis};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::jobs::Job;
use kernel::web::{Input, Page};
use kernel::{args, record};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::time::Duration;
use utoipa::ToSchema;

const SETTING: &str = "push_key";
const MOST_DEVICES: i64 = 12;
const AT_ONCE: i64 = 40;
const CLAIM: Millis = 2 * MINUTE;
const TRIES: i64 = 4;
/// How long a push service keeps what it cannot deliver, in seconds.
const KEEP: &str = "86400";
const PATIENCE: Duration = Duration::from_secs(10);

pub fn job() -> Job {
    Job::new("notifications.push", Duration::from_secs(2), |app| Box::pin(send_due(app)))
}

/// What a browser says of itself (W3C Push API, `PushSubscription.toJSON`).
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Subscription {
    pub endpoint: String,
    pub keys: Keys,
}

#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Keys {
    pub p256dh: String,
    pub auth: String,
}

/// The key that signs, made at first use.
async fn signing_key(app: &App) -> Result<Vec<u8>> {
    let fresh = || Ok(STANDARD.encode(push_crypto::new_signing_key()?));
    STANDARD.decode(ops::keep_setting(app, SETTING, fresh).await?).map_err(Error::internal)
}

/// The public half, for `PushManager.subscribe`.
pub async fn public_key(app: &App) -> Result<String> {
    push_crypto::public_key(&signing_key(app).await?)
}

pub async fn devices(tx: &Tx, member: Id) -> Result<i64> {
    let sql = "select count(*) from push_subscriptions where member = $1";
    Ok(tx.value(sql, args![member]).await?.unwrap_or(0))
}

/// `PUT /settings/push`
pub async fn subscribe(page: Page, form: Input<Subscription>) -> Result<Response> {
    let (member, wanted) = (page.viewer.signed_in()?, form.value);
    page.app.fetcher.check(&wanted.endpoint).map_err(|_| Error::field("endpoint", "not-allowed"))?;
    let fits = |text: &str, length: usize| decode(text).is_some_and(|bytes| bytes.len() == length);
    if !fits(&wanted.keys.p256dh, 65) || !fits(&wanted.keys.auth, 16) {
        return Err(Error::field("keys", "wrong-type"));
    }
    page.app
        .db
        .write(async move |tx: &Tx| {
            let sql = "insert into push_subscriptions (endpoint, member, key, secret, at) values ($1, $2, $3, $4, $5)
                       on conflict (endpoint) do update set member = excluded.member, key = excluded.key,
                         secret = excluded.secret, at = excluded.at";
            let keys = &wanted.keys;
            tx.execute(sql, args![&wanted.endpoint, member, &keys.p256dh, &keys.auth, tx.now()]).await?;
            let sql = "delete from push_subscriptions where member = $1 and endpoint not in
                           (select s.endpoint from push_subscriptions s where s.member = $1
                            order by s.at desc, s.endpoint limit $2)";
            tx.execute(sql, args![member, MOST_DEVICES]).await
        })
        .await?;
    page.done("/settings/notifications", &json!({ "subscribed": true }))
}

/// `DELETE /settings/push?endpoint=`
pub async fn unsubscribe(page: Page) -> Result<Response> {
    let (member, endpoint) = (page.viewer.signed_in()?, page.query("endpoint").unwrap_or_default());
    page.app
        .db
        .write(async move |tx: &Tx| {
            let sql = "delete from push_subscriptions where member = $1 and endpoint = $2";
            tx.execute(sql, args![member, &endpoint]).await
        })
        .await?;
    page.done("/settings/notifications", &json!({ "subscribed": false }))
}

fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()
}

/// Puts a notification on its way to every browser of the member; how many there are.
pub async fn put(tx: &Tx, member: Id, notification: Id) -> Result<u64> {
    let sql = "insert into push_outbox (notification, endpoint, member, due, tries)
               select cast($1 as bigint), s.endpoint, s.member, cast($2 as bigint), 0
               from push_subscriptions s where s.member = $3 on conflict (notification, endpoint) do nothing";
    tx.execute(sql, args![notification, tx.now(), member]).await
}

record! {
    #[derive(Debug, Clone)]
    struct Waiting {
        notification: Id,
        endpoint: String,
        member: Id,
        tries: i64,
    }
}

/// Sends what is due, at most a few; whether there was something.
pub async fn send_due(app: &App) -> Result<bool> {
    let claimed = app.db.write(claim).await?;
    if claimed.is_empty() {
        return Ok(false);
    }
    let key = signing_key(app).await?;
    let sends = claimed.iter().map(|waiting| send_one(app, &key, waiting));
    futures_util::future::join_all(sends).await.into_iter().collect::<Result<Vec<()>>>()?;
    Ok(true)
}

async fn claim(tx: &Tx) -> Result<Vec<Waiting>> {
    let now = tx.now();
    let sql = "update push_outbox set due = $1, tries = tries + 1 where due <= $2 and (notification, endpoint) in
                   (select o.notification, o.endpoint from push_outbox o where o.due <= $2 order by o.due limit $3)
               returning notification, endpoint, member, tries";
    tx.rows(sql, args![now + CLAIM, now, AT_ONCE]).await
}

/// What becomes of a push.
enum After {
    Done,
    /// The browser is gone for good.
    Gone,
    Again,
}

async fn send_one(app: &App, key: &[u8], waiting: &Waiting) -> Result<()> {
    let after = match message(app, waiting).await? {
        None => After::Done,
        Some((text, browser, secret)) => deliver(app, key, &waiting.endpoint, &text, &browser, &secret).await?,
    };
    let waiting = waiting.clone();
    app.db
        .write(async move |tx: &Tx| {
            if matches!(after, After::Gone) {
                tx.execute("delete from push_subscriptions where endpoint = $1", args![&waiting.endpoint]).await?;
                return tx
                    .execute("delete from push_outbox where endpoint = $1", args![&waiting.endpoint])
                    .await
                    .map(drop);
            }
            if matches!(after, After::Again) && waiting.tries < TRIES {
                let sql = "update push_outbox set due = $1 where notification = $2 and endpoint = $3";
                let due = tx.now() + MINUTE * waiting.tries;
                return tx.execute(sql, args![due, waiting.notification, &waiting.endpoint]).await.map(drop);
            }
            let sql = "delete from push_outbox where notification = $1 and endpoint = $2";
            tx.execute(sql, args![waiting.notification, &waiting.endpoint]).await.map(drop)
        })
        .await
}

type Message = (String, Vec<u8>, Vec<u8>);

/// What the browser shows, in the member's language; none when they have read it, or may not see it any more.
async fn message(app: &App, waiting: &Waiting) -> Result<Option<Message>> {
    let (on, waiting) = (app.clone(), waiting.clone());
    app.db
        .read(async move |tx: &Tx| {
            let sql = "select key, secret from push_subscriptions where endpoint = $1 and member = $2";
            let Some((browser, secret)) =
                tx.row::<(String, String)>(sql, args![&waiting.endpoint, waiting.member]).await?
            else {
                return Ok(None);
            };
            let Some((viewer, speech)) = super::letters::reader(&on, tx, waiting.member).await? else {
                return Ok(None);
            };
            let found = super::queries::these(&on, tx, &viewer, &[waiting.notification]).await?.pop();
            let Some(notice) = found.filter(|notice| !notice.read) else { return Ok(None) };
            let shown = json!({
                "title": notice.sentence(&speech),
                "body": notice.excerpt,
                "url": notice.path(),
                "tag": notice.id,
                "lang": speech.code(),
                "dir": speech.direction(),
            });
            let text: String = shown.to_string().chars().take(MOST_TEXT / 4).collect();
            // A text that had to be cut is no JSON any more; the sentence alone always fits.
            let text = if text.len() == shown.to_string().len() {
                text
            } else {
                json!({ "title": kernel::text::excerpt(&notice.sentence(&speech), 200), "url": notice.path() })
                    .to_string()
            };
            Ok(decode(&browser).zip(decode(&secret)).map(|(browser, secret)| (text, browser, secret)))
        })
        .await
}

async fn deliver(app: &App, key: &[u8], endpoint: &str, text: &str, browser: &[u8], secret: &[u8]) -> Result<After> {
    let (Ok(url), Ok(sealed)) = (app.fetcher.check(endpoint), push_crypto::seal(browser, secret, text.as_bytes()))
    else {
        return Ok(After::Gone);
    };
    let site = app.configuration.server.url.trim_end_matches('/');
    let signed = push_crypto::authorization(key, &url.origin().ascii_serialization(), site, app.clock.now())?;
    let request = app.fetcher.client().post(url).timeout(PATIENCE);
    let request = request.header("Authorization", signed).header("TTL", KEEP).header("Urgency", "normal");
    let request = request.header("Content-Encoding", "aes128gcm").header("Content-Type", "application/octet-stream");
    Ok(match request.body(sealed).send().await {
        Ok(answer) if answer.status().is_success() => After::Done,
        // RFC 8030 § 7.3: the subscription has expired.
        Ok(answer) if matches!(answer.status().as_u16(), 404 | 410) => After::Gone,
        Ok(answer) if answer.status().is_client_error() && answer.status().as_u16() != 429 => {
            tracing::warn!(status = answer.status().as_u16(), "a push service refused a message");
            After::Done
        }
        Ok(_) | Err(_) => After::Again,
    })
}
