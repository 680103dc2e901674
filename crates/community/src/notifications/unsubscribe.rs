//! The link in every mail that stops its kind: it names the member and the kind, is signed, and signs
//! nobody in. Whoever has it can stop these mails and nothing else.

use super::choices::{Chosen, choose};
use super::kinds::{Channels, Kinds};
use super::{DIGEST, habits};
use crate::identity::ops;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;

const SETTING: &str = "notifications_key";

/// Whose mails of which kind are to stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    pub member: Id,
    pub kind: String,
}

/// The key that signs, made at first use.
pub async fn key(app: &App) -> Result<[u8; 32]> {
    let text = ops::keep_setting(app, SETTING, || Ok(STANDARD.encode(app.random.bytes::<32>()))).await?;
    let bytes = STANDARD.decode(text).map_err(Error::internal)?;
    bytes.try_into().map_err(|_| Error::internal("the key of the notifications is broken"))
}

/// `member.kind.signature`
pub fn token(key: &[u8; 32], stop: &Stop) -> String {
    format!("{}.{}.{}", stop.member, stop.kind, URL_SAFE_NO_PAD.encode(signature(key, stop)))
}

fn signature(key: &[u8; 32], stop: &Stop) -> [u8; 32] {
    *blake3::keyed_hash(key, format!("unsubscribe {} {}", stop.member, stop.kind).as_bytes()).as_bytes()
}

/// What a token says; `NotFound` unless we have made it.
pub async fn read(app: &App, token: &str) -> Result<Stop> {
    let key = key(app).await?;
    let mut parts = token.splitn(3, '.');
    let (Some(member), Some(kind), Some(signed)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(Error::NotFound);
    };
    let stop = Stop { member: member.parse()?, kind: kind.to_owned() };
    let signed: [u8; 32] =
        URL_SAFE_NO_PAD.decode(signed).ok().and_then(|bytes| bytes.try_into().ok()).ok_or(Error::NotFound)?;
    // Comparing hashes of blake3 takes the same time wherever they differ.
    if blake3::Hash::from_bytes(signature(&key, &stop)) == blake3::Hash::from_bytes(signed) {
        Ok(stop)
    } else {
        Err(Error::NotFound)
    }
}

/// The text that names what a token stops.
pub fn text(app: &App, kind: &str) -> Option<&'static str> {
    if kind == DIGEST {
        return Some("notifications-kind-digest");
    }
    app.part::<Kinds>().find(kind).map(|kind| kind.text)
}

/// Stops the mails of the kind. Doing it twice is doing it once.
pub async fn stop(app: &App, stop: &Stop) -> Result<()> {
    let (kinds, stop) = (app.part::<Kinds>(), stop.clone());
    app.db
        .write(async move |tx: &Tx| {
            if stop.kind == DIGEST {
                let habits = habits::of(tx, stop.member).await?;
                return habits::keep(tx, stop.member, &habits::Habits { digest: "off".to_owned(), ..habits }).await;
            }
            let Some(kind) = kinds.find(&stop.kind) else { return Ok(()) };
            let chosen = Chosen::load(tx, &[stop.member]).await?;
            let channels = Channels { mail: false, ..chosen.of(stop.member, kind) };
            choose(tx, &chosen, stop.member, kind, channels).await
        })
        .await
}
