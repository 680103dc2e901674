//! What this installation signs with: the audit log's end, and the manifests of exports (Ed25519, RFC 8032).
//!
//! The key comes from the configuration (`records.key`), so that it need not lie beside what it signs; else it is made
//! once and kept in the database.

use community::identity::{ops, queries};
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};

const KEPT: &str = "records-key";

pub struct SigningKey(Ed25519KeyPair);

/// The key, made when there is none. Needs a transaction that may write.
pub async fn signing(app: &App, tx: &Tx) -> Result<SigningKey> {
    let configured = &app.configuration.records.key;
    if !configured.is_empty() {
        return SigningKey::read(configured);
    }
    if let Some(kept) = queries::setting(tx, KEPT).await? {
        return SigningKey::read(&kept);
    }
    let fresh = hex(&app.random.bytes::<32>());
    ops::set_setting(tx, KEPT, &fresh).await?;
    SigningKey::read(&fresh)
}

/// The public half, if there is a key already.
pub async fn public(app: &App, tx: &Tx) -> Result<Option<Vec<u8>>> {
    let configured = app.configuration.records.key.clone();
    let key = if configured.is_empty() { queries::setting(tx, KEPT).await? } else { Some(configured) };
    key.map(|key| SigningKey::read(&key).map(|key| key.public())).transpose()
}

impl SigningKey {
    fn read(text: &str) -> Result<Self> {
        let seed = unhex(text).filter(|seed| seed.len() == 32);
        let seed = seed.ok_or_else(|| Error::Unavailable("records.key is not 64 hexadecimal digits".to_owned()))?;
        Ed25519KeyPair::from_seed_unchecked(&seed).map(Self).map_err(Error::internal)
    }

    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.0.sign(message).as_ref().to_vec()
    }

    pub fn public(&self) -> Vec<u8> {
        self.0.public_key().as_ref().to_vec()
    }
}

pub fn is_signed(public: &[u8], message: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ED25519, public).verify(message, signature).is_ok()
}

pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

pub fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    let pairs = (0..text.len()).step_by(2).map(|at| text.get(at..at + 2));
    pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect()
}
